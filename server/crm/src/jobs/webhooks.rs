//! What happened is told to the webhooks that want to know: by every server, each delivery by one of them.

use std::time::Duration;

use chrono::Utc;
use tokio::{task::JoinSet, time};

use crate::{App, Error, Result, operations::webhook};

/// How often it is looked for events that this server did not hear of.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// Deliveries that one server tries at the same time.
const AT_ONCE: usize = 16;
/// How long what is due waits for a place before it is looked again.
const BUSY: Duration = Duration::from_secs(1);
/// How long a stopping server waits for answers; what is broken off then is tried again by the next one.
const GRACE: Duration = Duration::from_secs(5);

/// Delivers until the server stops.
pub(super) async fn follow(app: &App) {
    let mut heard = app.listener.subscribe();
    let mut under_way = JoinSet::new();
    while !app.shutdown.has_begun() {
        let pause = match turn(app, &mut under_way).await {
            Ok(pause) => pause,
            Err(Error::Unavailable) => {
                tracing::debug!("the database is away: webhooks wait");
                LOOK_EVERY
            }
            Err(error) => {
                tracing::warn!(?error, "webhooks could not be looked after");
                LOOK_EVERY
            }
        };
        tokio::select! {
            () = time::sleep(pause) => {}
            _ = heard.recv() => while heard.try_recv().is_ok() {},
            Some(_) = under_way.join_next(), if !under_way.is_empty() => {}
            () = app.shutdown.wait() => {}
        }
    }
    let finished = async { while under_way.join_next().await.is_some() {} };
    if time::timeout(GRACE, finished).await.is_err() {
        tracing::info!("deliveries to webhooks were broken off; they are tried again");
    }
}

/// Publishes what happened and begins what is due; gives how long nothing is to be done.
async fn turn(app: &App, under_way: &mut JoinSet<()>) -> Result<Duration> {
    while under_way.try_join_next().is_some() {}
    while webhook::publish(app).await? > 0 {}
    loop {
        let Some(next) = webhook::due_at(app).await? else { return Ok(LOOK_EVERY) };
        let until = (next - Utc::now()).to_std().unwrap_or(Duration::ZERO);
        if !until.is_zero() {
            return Ok(until.min(LOOK_EVERY));
        }
        let free = AT_ONCE - under_way.len().min(AT_ONCE);
        let due = webhook::claim(app, i64::try_from(free).unwrap_or(1)).await?;
        if due.is_empty() {
            // What is due waits for a place, or its webhook is busy.
            return Ok(BUSY);
        }
        for due in due {
            let app = app.clone();
            under_way.spawn(async move {
                if let Err(error) = webhook::attempt(&app, due).await {
                    tracing::warn!(?error, "what came of a delivery to a webhook could not be noted");
                }
            });
        }
    }
}
