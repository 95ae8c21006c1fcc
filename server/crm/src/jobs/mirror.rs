//! Readings of Digiforma whose time has come, and those whose worker died: looked for by every server.

use std::time::Duration;

use chrono::Utc;
use db::{rows::DigiformaSync, schema::digiforma_syncs};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::{DigiformaSyncMode, DigiformaSyncType};
use tokio::time;

use crate::{
    App, Error, Result,
    operations::digiforma::{connection, matching, status, sync},
};

/// How often it is looked.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// Looks until the server stops.
pub(super) async fn follow(app: &App) {
    while !app.shutdown.has_begun() {
        match look(app).await {
            Ok(()) => {}
            Err(Error::Unavailable) => tracing::debug!("the database is away: readings of Digiforma wait"),
            Err(error) => tracing::warn!(?error, "the readings of Digiforma could not be looked after"),
        }
        tokio::select! {
            () = time::sleep(LOOK_EVERY) => {}
            () = app.shutdown.wait() => {}
        }
    }
}

async fn look(app: &App) -> Result<()> {
    sync::recover(app).await?;
    let late = matching::mark_overdue(app).await?;
    if late > 0 {
        tracing::info!(count = late, "invoices of Digiforma are overdue");
    }
    let mut conn = app.db().await?;
    let settings = connection::find(&mut conn).await?;
    if !connection::is_configured(app, &settings) {
        return Ok(());
    }
    let newest: Option<DigiformaSync> = digiforma_syncs::table
        .order((digiforma_syncs::started_at.desc(), digiforma_syncs::id.desc()))
        .select(DigiformaSync::as_select())
        .first(&mut conn)
        .await
        .optional()?;
    drop(conn);
    let is_over = newest.as_ref().is_none_or(|newest| newest.status.is_over());
    if is_over && status::due(&settings, newest.as_ref()).is_some_and(|due| due <= Utc::now()) {
        let (mode, kind) = (DigiformaSyncMode::Normal, DigiformaSyncType::Scheduled);
        match sync::start_unattended(app, "job", mode, kind, true).await {
            Ok(row) => tracing::info!(sync = %row.id, "the time has come to read Digiforma"),
            // Another server was quicker, or the settings changed.
            Err(Error::Invalid(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
