//! What the passing of time changes: looked at when the server starts, and again each hour. Every server looks; rows that
//! one of them is about to change are passed over by the others.

use std::time::Duration;

use tokio::time;

use crate::{
    App,
    operations::{invoice, quote},
};

/// How often it is looked what has changed.
const LOOK_EVERY: Duration = Duration::from_secs(3_600);

/// Looks until the server stops.
pub(super) async fn follow(app: &App) {
    while !app.shutdown.has_begun() {
        match invoice::mark_overdue(app).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "invoices are overdue"),
            Err(error) => tracing::warn!(?error, "invoices that are overdue could not be marked"),
        }
        match quote::expire_all(app).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "quotes have expired"),
            Err(error) => tracing::warn!(?error, "quotes that expired could not be marked"),
        }
        tokio::select! {
            () = time::sleep(LOOK_EVERY) => {}
            () = app.shutdown.wait() => {}
        }
    }
}
