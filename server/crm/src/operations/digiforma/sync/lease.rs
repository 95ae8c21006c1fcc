//! Whose reading it is: a heartbeat apart from the work, which may wait minutes for an answer.

use std::time::Duration;

use chrono::Utc;
use db::{
    column,
    query::{Condition, Value},
    schema::digiforma_syncs,
};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::{DigiformaPhase, DigiformaSyncStatus};
use tokio::{sync::watch, task::JoinHandle, time};
use uuid::Uuid;

use super::{LEASE, counters::Counters};
use crate::{App, Error, Result};

/// How often the heartbeat moves on.
const BEAT: Duration = Duration::from_secs(15);

/// Why the work has to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// A person asked for it.
    Cancelled,
    /// Another worker took the reading over: nothing may be written any more.
    Lost,
    /// The server stops: somebody else goes on.
    ShuttingDown,
}

/// The right to work on a reading, for as long as the value lives and the heart beats.
pub(super) struct Lease {
    app: App,
    /// The reading.
    pub(super) id: Uuid,
    owner: Uuid,
    stop: watch::Receiver<Option<Stop>>,
    heart: JoinHandle<()>,
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.heart.abort();
    }
}

impl Lease {
    /// Takes a reading that waits, or whose worker has died; `None` when somebody works on it, or it is over.
    pub(super) async fn take(app: &App, id: Uuid) -> Result<Option<Self>> {
        let owner = Uuid::new_v4();
        let now = Utc::now();
        let dead =
            digiforma_syncs::heartbeat_at.is_null().or(digiforma_syncs::heartbeat_at.assume_not_null().lt(now - LEASE));
        let free = digiforma_syncs::status
            .eq(DigiformaSyncStatus::Pending)
            .or(digiforma_syncs::status.eq(DigiformaSyncStatus::InProgress).and(dead));
        let taken = diesel::update(digiforma_syncs::table.find(id).filter(free))
            .set((
                digiforma_syncs::status.eq(DigiformaSyncStatus::InProgress),
                digiforma_syncs::lease_owner.eq(Some(owner)),
                digiforma_syncs::heartbeat_at.eq(Some(now)),
            ))
            .execute(&mut *app.db().await?)
            .await?;
        if taken == 0 {
            return Ok(None);
        }
        let (sender, stop) = watch::channel(None);
        let heart = tokio::spawn(beat(app.clone(), id, owner, sender));
        Ok(Some(Self { app: app.clone(), id, owner, stop, heart }))
    }

    /// Keeps where the work stands; by that too it is known that it goes on.
    ///
    /// # Errors
    /// [`Stop::Lost`] as `Err` within; those of the database.
    pub(super) async fn report(
        &self,
        phase: DigiformaPhase,
        counters: &Counters,
        finished: &[String],
    ) -> Result<Option<Stop>> {
        let mut conn = self.app.db().await?;
        let asked: Option<bool> = diesel::update(digiforma_syncs::table.filter(self.own()))
            .set((
                digiforma_syncs::phase.eq(Some(phase)),
                digiforma_syncs::counters.eq(counters.to_json()),
                digiforma_syncs::errors.eq(counters.problems_to_json()),
                digiforma_syncs::finished_phases.eq(finished),
                digiforma_syncs::heartbeat_at.eq(Some(Utc::now())),
            ))
            .returning(digiforma_syncs::cancel_requested_at.is_not_null())
            .get_result(&mut conn)
            .await
            .optional()?;
        Ok(match asked {
            None => Some(Stop::Lost),
            Some(true) => Some(Stop::Cancelled),
            Some(false) => *self.stop.borrow(),
        })
    }

    /// Waits for the word to end.
    pub(super) async fn stopped(&self) -> Stop {
        let mut stop = self.stop.clone();
        loop {
            if let Some(stop) = *stop.borrow_and_update() {
                return stop;
            }
            if stop.changed().await.is_err() {
                return Stop::Lost;
            }
        }
    }

    /// Gives the reading back, for whoever comes next to go on at once.
    pub(super) async fn give_back(self) -> Result<()> {
        self.heart.abort();
        diesel::update(digiforma_syncs::table.filter(self.own()))
            .set(digiforma_syncs::heartbeat_at.eq(None::<chrono::DateTime<Utc>>))
            .execute(&mut *self.app.db().await?)
            .await?;
        Ok(())
    }

    /// The row, as long as it is still this worker's.
    pub(super) fn own(&self) -> Condition {
        own(self.id, self.owner)
    }
}

fn own(id: Uuid, owner: Uuid) -> Condition {
    Condition::All(vec![
        Condition::eq(column!(digiforma_syncs.id), Value::Id(id)),
        Condition::eq(column!(digiforma_syncs.lease_owner), Value::Id(owner)),
        Condition::eq(column!(digiforma_syncs.status), Value::Text(DigiformaSyncStatus::InProgress.name().to_owned())),
    ])
}

/// Moves the heartbeat on until the reading is no longer this worker's.
async fn beat(app: App, id: Uuid, owner: Uuid, stop: watch::Sender<Option<Stop>>) {
    loop {
        tokio::select! {
            () = time::sleep(BEAT) => {}
            () = app.shutdown.wait() => {
                stop.send_replace(Some(Stop::ShuttingDown));
                return;
            }
        }
        match beat_once(&app, id, owner).await {
            Ok(None) => {}
            Ok(Some(word)) => {
                stop.send_replace(Some(word));
                if word == Stop::Lost {
                    return;
                }
            }
            Err(Error::Unavailable) => tracing::debug!("the database is away: a heartbeat was left out"),
            Err(error) => tracing::warn!(?error, "a heartbeat of a reading of Digiforma failed"),
        }
    }
}

async fn beat_once(app: &App, id: Uuid, owner: Uuid) -> Result<Option<Stop>> {
    let asked: Option<bool> = diesel::update(digiforma_syncs::table.filter(own(id, owner)))
        .set(digiforma_syncs::heartbeat_at.eq(Some(Utc::now())))
        .returning(digiforma_syncs::cancel_requested_at.is_not_null())
        .get_result(&mut *app.db().await?)
        .await
        .optional()?;
    Ok(match asked {
        None => Some(Stop::Lost),
        Some(true) => Some(Stop::Cancelled),
        Some(false) => None,
    })
}
