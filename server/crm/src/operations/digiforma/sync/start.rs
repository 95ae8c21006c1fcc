//! Asking for a reading, and stopping one.

use chrono::{DateTime, Duration, Utc};
use db::{
    rows::DigiformaSync,
    schema::{digiforma_syncs, jobs},
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{DigiformaSyncMode, DigiformaSyncStatus, DigiformaSyncType};
use serde_json::Map;
use uuid::Uuid;

use super::LEASE;
use crate::{
    App, Context, Error, Result,
    jobs::{Job, enqueue},
    operations::{
        digiforma::{ENTITY, connection, may_manage, read::find_sync, settings, status},
        user_admin::system_context,
        write::{Event, announce},
    },
};

/// A reading that no worker took within so long waits for a server that is gone.
const PATIENCE: Duration = Duration::minutes(30);

/// Asks for a reading, which a worker begins at once.
///
/// # Errors
/// No right; [`Error::Invalid`] with `NOT_CONFIGURED`, `TOKEN_UNREADABLE`, `NOT_ENABLED` or `ALREADY_RUNNING`.
pub async fn start(ctx: &Context, mode: DigiformaSyncMode) -> Result<DigiformaSync> {
    may_manage(&ctx.viewer)?;
    let row = begin(ctx, mode, DigiformaSyncType::Manual, true).await?;
    ctx.app.jobs.wake();
    Ok(row)
}

/// As [`start`], in the name of the program. Without `by_worker`, the caller carries it out itself ([`super::run`]).
///
/// # Errors
/// As [`start`].
pub async fn start_unattended(
    app: &App,
    origin: &'static str,
    mode: DigiformaSyncMode,
    kind: DigiformaSyncType,
    by_worker: bool,
) -> Result<DigiformaSync> {
    let row = begin(&system_context(app, origin), mode, kind, by_worker).await?;
    if by_worker {
        app.jobs.wake();
    }
    Ok(row)
}

/// Stops a reading: at once if it waits, else after the page that it is at.
///
/// # Errors
/// No right, or unknown. One that is over stays as it is.
pub async fn cancel(ctx: &Context, id: Uuid) -> Result<DigiformaSync> {
    may_manage(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let locked = digiforma_syncs::table.find(id).select(DigiformaSync::as_select()).for_update();
            let row = locked.first(conn).await.optional()?.ok_or(Error::NotFound("sync"))?;
            if row.status.is_over() || row.cancel_requested_at.is_some() {
                return Ok(row);
            }
            let now = Utc::now();
            let this = digiforma_syncs::table.find(id);
            if is_alive(&row, now) && row.status == DigiformaSyncStatus::InProgress {
                diesel::update(this).set(digiforma_syncs::cancel_requested_at.eq(Some(now))).execute(conn).await?;
            } else {
                diesel::update(this)
                    .set((
                        digiforma_syncs::cancel_requested_at.eq(Some(now)),
                        digiforma_syncs::status.eq(DigiformaSyncStatus::Cancelled),
                        digiforma_syncs::completed_at.eq(Some(now)),
                    ))
                    .execute(conn)
                    .await?;
            }
            announce(conn, ctx, event("digiforma.sync.cancelled", id)).await?;
            find_sync(conn, id).await
        })
        .await
}

/// Has a reading whose worker died taken up again; called now and then by every server.
///
/// # Errors
/// Those of the database.
pub async fn recover(app: &App) -> Result<()> {
    let mut conn = app.db().await?;
    let Some(row) = status::current(&mut conn).await? else { return Ok(()) };
    if is_alive(&row, Utc::now()) {
        return Ok(());
    }
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let job = Job::DigiformaSync { sync_id: row.id };
            enqueue(conn, &job).await?;
            // The dead worker's job waits for the end of its lease: that is known to be over.
            let held = jobs::table.filter(jobs::unique_key.eq(job.unique_key())).filter(jobs::finished_at.is_null());
            diesel::update(held)
                .set((jobs::locked_until.eq(None::<DateTime<Utc>>), jobs::run_at.eq(Utc::now())))
                .execute(conn)
                .await?;
            Ok::<_, Error>(())
        })
        .await?;
    tracing::info!(sync = %row.id, "a reading of Digiforma whose worker died is taken up again");
    app.jobs.wake();
    Ok(())
}

async fn begin(
    ctx: &Context,
    mode: DigiformaSyncMode,
    kind: DigiformaSyncType,
    by_worker: bool,
) -> Result<DigiformaSync> {
    let mut conn = ctx.app.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            // Locked: whoever asks at the same time waits, and then sees this reading.
            let settings = settings::lock(conn).await?;
            connection::of(&ctx.app, &settings)?;
            if !settings.values.is_enabled {
                return Err(settings::not_enabled());
            }
            let now = Utc::now();
            if let Some(other) = status::current(conn).await? {
                if is_alive(&other, now) {
                    return Err(connection::refusal("ALREADY_RUNNING", "Digiforma is being read already."));
                }
                bury(conn, &other, now).await?;
            }
            let id = Uuid::now_v7();
            let row = diesel::insert_into(digiforma_syncs::table)
                .values((
                    digiforma_syncs::id.eq(id),
                    digiforma_syncs::sync_type.eq(kind),
                    digiforma_syncs::mode.eq(mode),
                    digiforma_syncs::status.eq(DigiformaSyncStatus::Pending),
                    digiforma_syncs::started_at.eq(now),
                    digiforma_syncs::triggered_by.eq(ctx.viewer.person()),
                ))
                .returning(DigiformaSync::as_returning())
                .get_result(conn)
                .await?;
            if by_worker {
                enqueue(conn, &Job::DigiformaSync { sync_id: id }).await?;
            }
            announce(conn, ctx, event("digiforma.sync.started", id)).await?;
            Ok(row)
        })
        .await
}

/// Somebody works on it, or soon will.
fn is_alive(row: &DigiformaSync, now: DateTime<Utc>) -> bool {
    match row.status {
        DigiformaSyncStatus::Pending => row.started_at > now - PATIENCE,
        DigiformaSyncStatus::InProgress => row.heartbeat_at.is_some_and(|beat| beat > now - LEASE),
        _ => false,
    }
}

/// Ends a reading whose worker died.
async fn bury(conn: &mut AsyncPgConnection, dead: &DigiformaSync, now: DateTime<Utc>) -> Result<()> {
    diesel::update(digiforma_syncs::table.find(dead.id))
        .set((
            digiforma_syncs::status.eq(DigiformaSyncStatus::Error),
            digiforma_syncs::completed_at.eq(Some(now)),
            digiforma_syncs::message
                .eq(Some("The server that worked on it stopped. The next reading makes up for it.")),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

fn event(name: &'static str, id: Uuid) -> Event<'static> {
    static NOTHING: std::sync::LazyLock<Map<String, serde_json::Value>> = std::sync::LazyLock::new(Map::new);
    Event { name, entity: ENTITY, id, institution_id: None, changes: &NOTHING, public: false }
}
