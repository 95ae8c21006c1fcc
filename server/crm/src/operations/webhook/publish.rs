//! Events → deliveries.

use chrono::{DateTime, Utc};
use db::schema::{outbox_events, webhook_logs, webhooks};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::WebhookStatus;
use serde_json::{Value, json};
use uuid::Uuid;

use super::subjects;
use crate::{App, Error, Result};

/// Events taken at once.
const BATCH: i64 = 200;
/// Deliveries of a statement: PostgreSQL takes 65 535 parameters.
const ROWS: usize = 1_000;

/// An event that nobody has published.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = outbox_events, check_for_backend(diesel::pg::Pg))]
pub(super) struct Happened {
    pub(super) id: Uuid,
    pub(super) event: String,
    pub(super) entity: String,
    pub(super) entity_id: Option<Uuid>,
    pub(super) payload: Value,
    created_at: DateTime<Utc>,
}

/// Makes a delivery of each event for each webhook that chose it, and notes that this is done: both or neither. Gives the
/// number of events; others than the oldest few hundred wait for the next call.
///
/// # Errors
/// Those of the database.
pub async fn publish(app: &App) -> Result<usize> {
    let mut conn = app.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let events: Vec<Happened> = outbox_events::table
                .filter(outbox_events::published_at.is_null())
                .order(outbox_events::id)
                .limit(BATCH)
                .select(Happened::as_select())
                .for_update()
                .skip_locked()
                .load(conn)
                .await?;
            if events.is_empty() {
                return Ok(0);
            }
            deliver_to_all(conn, &events).await?;
            let ids: Vec<Uuid> = events.iter().map(|event| event.id).collect();
            diesel::update(outbox_events::table.filter(outbox_events::id.eq_any(ids)))
                .set(outbox_events::published_at.eq(Some(Utc::now())))
                .execute(conn)
                .await?;
            Ok::<_, Error>(events.len())
        })
        .await
}

async fn deliver_to_all(conn: &mut AsyncPgConnection, events: &[Happened]) -> Result<()> {
    let mut names: Vec<&str> = events.iter().map(|event| event.event.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let hooks: Vec<(Uuid, Vec<String>, i32)> = webhooks::table
        .filter(webhooks::status.eq(WebhookStatus::Active))
        .filter(webhooks::deleted_at.is_null())
        .filter(webhooks::events.overlaps_with(names))
        .select((webhooks::id, webhooks::events, webhooks::max_retries))
        .load(conn)
        .await?;
    let wanted = |event: &&Happened| hooks.iter().any(|(_, chosen, _)| chosen.contains(&event.event));
    let wanted: Vec<&Happened> = events.iter().filter(wanted).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let data = subjects::of(conn, &wanted).await?;
    let mut rows = Vec::new();
    for (event, data) in wanted.iter().zip(data) {
        for (hook, _, retries) in hooks.iter().filter(|(_, chosen, _)| chosen.contains(&event.event)) {
            rows.push((
                webhook_logs::id.eq(Uuid::now_v7()),
                webhook_logs::webhook_id.eq(*hook),
                webhook_logs::outbox_event_id.eq(Some(event.id)),
                webhook_logs::event.eq(event.event.clone()),
                webhook_logs::payload.eq(body(&event.event, event.created_at, &data, *hook)),
                webhook_logs::max_attempts.eq(retries + 1),
                webhook_logs::next_retry_at.eq(Some(Utc::now())),
            ));
        }
    }
    while !rows.is_empty() {
        let few = rows.split_off(rows.len().saturating_sub(ROWS));
        diesel::insert_into(webhook_logs::table).values(few).on_conflict_do_nothing().execute(conn).await?;
    }
    Ok(())
}

/// The body of a delivery.
pub(super) fn body(event: &str, at: DateTime<Utc>, data: &Value, hook: Uuid) -> Value {
    json!({
        "event": event,
        "timestamp": subjects::instant(at),
        "data": data,
        "webhook_id": hook,
    })
}
