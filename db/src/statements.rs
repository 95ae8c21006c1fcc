//! Counting the SQL statements that a piece of work sends.
//!
//! Each connection of [`crate::pool`] reports every statement it sends (transaction control included, the
//! preparation of statements not) to the task that sends it. Tests assert the number, the request log shows it.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::{Instrumentation, InstrumentationEvent};

tokio::task_local! {
    static COUNTER: Arc<AtomicU32>;
}

/// Runs a future and returns its result with the number of statements that it sent.
///
/// Counts nest: what an inner count sees, the outer one sees too. Work that the future moves to another task with
/// `tokio::spawn` is only counted when it is wrapped in [`inherit`].
pub async fn count<F: Future>(future: F) -> (F::Output, u32) {
    let counter = Arc::new(AtomicU32::new(0));
    let output = COUNTER.scope(Arc::clone(&counter), future).await;
    let sent = counter.load(Ordering::Relaxed);
    add(sent);
    (output, sent)
}

/// The number of statements sent so far inside the innermost [`count`]; 0 outside of one.
#[must_use]
pub fn current() -> u32 {
    COUNTER.try_with(|counter| counter.load(Ordering::Relaxed)).unwrap_or(0)
}

/// Wraps a future so that its statements count for the task that calls this function, wherever it is run.
pub fn inherit<F: Future>(future: F) -> impl Future<Output = F::Output> {
    let counter = COUNTER.try_with(Arc::clone).ok();
    async move {
        match counter {
            Some(counter) => COUNTER.scope(counter, future).await,
            None => future.await,
        }
    }
}

fn add(statements: u32) {
    // Outside of a count there is nobody to tell.
    let _ = COUNTER.try_with(|counter| counter.fetch_add(statements, Ordering::Relaxed));
}

/// Reports the statements of one connection.
pub(crate) struct Reporter;

impl Instrumentation for Reporter {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if matches!(event, InstrumentationEvent::StartQuery { .. }) {
            add(1);
        }
    }
}
