//! Carrying a reading out.

use db::rows::DigiformaSync;
use domain::{DigiformaPhase, DigiformaSyncStatus};
use uuid::Uuid;

use super::{
    counters::Counters,
    finish::{Outcome, finish},
    lease::{Lease, Stop},
    phases, upstream,
};
use crate::{
    App, Error, Result,
    operations::digiforma::{connection, matching, read::find_sync},
};

/// What became of the attempt to carry a reading out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// It was carried out, whatever came of it.
    Done,
    /// It was over before.
    Over,
    /// Somebody else works on it.
    Busy,
}

/// Why the work ends before its end.
pub(super) enum Halt {
    /// Word from outside.
    Stop(Stop),
    /// The account is out of reach; the sentence says why.
    Account(String),
    /// Something here failed; the next attempt goes on.
    Here(Error),
}

impl From<Error> for Halt {
    fn from(error: Error) -> Self {
        Self::Here(error)
    }
}

impl From<diesel::result::Error> for Halt {
    fn from(error: diesel::result::Error) -> Self {
        Self::Here(error.into())
    }
}

/// What the work is done with.
pub(super) struct Work {
    pub(super) app: App,
    pub(super) lease: Lease,
    pub(super) counters: Counters,
    pub(super) finished: Vec<String>,
}

impl Work {
    /// Keeps where it stands, and looks whether it is to go on.
    pub(super) async fn report(&self, phase: DigiformaPhase) -> std::result::Result<(), Halt> {
        match self.lease.report(phase, &self.counters, &self.finished).await? {
            None => Ok(()),
            Some(stop) => Err(Halt::Stop(stop)),
        }
    }
}

/// Carries a reading out, or the rest of one that was interrupted.
///
/// # Errors
/// Those of the database: the reading is given back, and goes on at the next attempt.
pub async fn run(app: &App, id: Uuid) -> Result<Run> {
    let Some(lease) = Lease::take(app, id).await? else {
        let row = find_sync(&mut *app.db().await?, id).await?;
        return Ok(if row.status.is_over() { Run::Over } else { Run::Busy });
    };
    let row = find_sync(&mut *app.db().await?, id).await?;
    let counters = Counters::resumed(&row.counters, &row.errors, &row.finished_phases);
    let mut work = Work { app: app.clone(), lease, counters, finished: row.finished_phases.clone() };
    let result = all(&mut work, &row).await;
    let Work { lease, counters, .. } = work;
    let outcome = match result {
        Ok(()) => ended(&counters),
        Err(Halt::Account(message)) => Outcome { status: DigiformaSyncStatus::Error, message: Some(message) },
        Err(Halt::Stop(Stop::Cancelled)) => Outcome { status: DigiformaSyncStatus::Cancelled, message: None },
        Err(Halt::Stop(Stop::Lost)) => return Ok(Run::Busy),
        Err(Halt::Stop(Stop::ShuttingDown)) => {
            lease.give_back().await?;
            return Err(Error::Unavailable);
        }
        Err(Halt::Here(error)) => {
            if let Err(again) = lease.give_back().await {
                tracing::debug!(?again, "a reading of Digiforma could not be given back; its lease will end");
            }
            return Err(error);
        }
    };
    tracing::info!(sync = %id, status = %outcome.status, message = outcome.message, "read Digiforma");
    finish(app, lease, &counters, &outcome).await?;
    Ok(Run::Done)
}

fn ended(counters: &Counters) -> Outcome {
    match counters.failures() {
        0 => Outcome { status: DigiformaSyncStatus::Success, message: None },
        1 => Outcome {
            status: DigiformaSyncStatus::Partial,
            message: Some("One record or list could not be read as it is; the errors name it.".to_owned()),
        },
        number => Outcome {
            status: DigiformaSyncStatus::Partial,
            message: Some(format!("{number} records or lists could not be read as they are; the errors name them.")),
        },
    }
}

async fn all(work: &mut Work, row: &DigiformaSync) -> std::result::Result<(), Halt> {
    let settings = connection::find(&mut *work.app.db().await?).await?;
    let account = match connection::of(&work.app, &settings) {
        Ok(account) => account,
        // The token was removed since.
        Err(error @ Error::Invalid(_)) => return Err(Halt::Account(error.to_string())),
        Err(error) => return Err(error.into()),
    };
    let client = upstream::client(&work.app, &account).map_err(Halt::Account)?;
    for phase in DigiformaPhase::ALL.iter().copied() {
        if work.finished.iter().any(|finished| finished == phase.name()) {
            continue;
        }
        work.report(phase).await?;
        if phase == DigiformaPhase::Matching {
            matching::run(work_parts(work), &settings).await?;
        } else {
            phases::read(work, &client, phase, row).await?;
        }
        work.finished.push(phase.name().to_owned());
        work.report(phase).await?;
    }
    Ok(())
}

fn work_parts(work: &mut Work) -> matching::Parts<'_> {
    matching::Parts { app: work.app.clone(), counters: &mut work.counters }
}
