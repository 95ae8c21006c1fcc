//! The workers of this process.

use std::{panic::AssertUnwindSafe, time::Duration};

use anyhow::anyhow;
use futures_util::FutureExt;
use tokio::time::{self, Instant};
use uuid::Uuid;

use crate::{App, Error, Result};

use super::{calendar, cleanup, mirror, queue, webhooks};

/// Jobs done at the same time by one server.
const WORKERS: usize = 2;

/// How often a worker looks for jobs that other servers wrote or that were put off.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// How often the lease of a job is prolonged while it is worked on.
const KEEP_EVERY: Duration = Duration::from_secs(60);

/// How often what is past its use is removed.
const CLEAN_EVERY: Duration = Duration::from_secs(3_600);

/// Works until the server stops. A job that was begun is finished.
pub async fn run(app: App) {
    let workers = (0..WORKERS).map(|_| work(&app));
    tokio::join!(
        futures_util::future::join_all(workers),
        clean(&app),
        calendar::follow(&app),
        mirror::follow(&app),
        webhooks::follow(&app),
    );
}

async fn work(app: &App) {
    let name = Uuid::new_v4().to_string();
    while !app.shutdown.has_begun() {
        match do_next(app, &name).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(Error::Unavailable) => tracing::debug!("the database is away: jobs wait"),
            Err(error) => tracing::error!(?error, "a worker could not take or put back a job"),
        }
        tokio::select! {
            () = app.jobs.rung() => {}
            () = time::sleep(LOOK_EVERY) => {}
            () = app.shutdown.wait() => {}
        }
    }
}

/// Does a job that is due; `false` when there is none.
async fn do_next(app: &App, worker: &str) -> Result<bool> {
    let Some(held) = queue::take(&mut *app.db().await?, worker).await? else { return Ok(false) };
    let began = Instant::now();
    let result = match held.job() {
        // A job that panics fails; the worker goes on.
        Ok(job) => {
            let work = AssertUnwindSafe(job.carry_out(app)).catch_unwind();
            tokio::select! {
                result = work => result.unwrap_or_else(|_| Err(anyhow!("panic").into())),
                never = keep(app, &held, worker) => never,
            }
        }
        Err(error) => Err(error),
    };
    let milliseconds = began.elapsed().as_millis();
    let mut conn = app.db().await?;
    match result {
        Ok(()) => {
            queue::finish(&mut conn, &held, worker).await?;
            tracing::info!(job = %held.id, kind = held.kind, attempt = held.attempts, milliseconds, "job done");
        }
        Err(error) => {
            let cause = cause(&error);
            let given_up = queue::fail(&mut conn, &held, worker, &cause).await?;
            tracing::warn!(job = %held.id, kind = held.kind, attempt = held.attempts, given_up, cause, "job failed");
            drop(conn);
            if given_up && let Ok(job) = held.job() {
                job.give_up(app).await?;
            }
        }
    }
    Ok(true)
}

/// Holds a job that takes long for as long as the work goes on.
async fn keep(app: &App, held: &queue::Held, worker: &str) -> Result<()> {
    loop {
        time::sleep(KEEP_EVERY).await;
        let kept = async { Ok::<_, Error>(queue::keep(&mut *app.db().await?, held, worker).await?) };
        if let Err(error) = kept.await {
            tracing::debug!(?error, job = %held.id, "the lease of a job could not be prolonged");
        }
    }
}

fn cause(error: &Error) -> String {
    match error {
        Error::Internal(cause) => format!("{cause:#}"),
        other => other.to_string(),
    }
}

async fn clean(app: &App) {
    while !app.shutdown.has_begun() {
        if let Err(error) = cleanup::run(app).await {
            tracing::warn!(?error, "what is past its use could not be removed");
        }
        tokio::select! {
            () = time::sleep(CLEAN_EVERY) => {}
            () = app.shutdown.wait() => {}
        }
    }
}
