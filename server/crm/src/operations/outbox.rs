//! Events for the outside world, written in the transaction that caused them and published by workers.

use db::schema::outbox_events;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde_json::{Value, json};
use uuid::Uuid;

/// Writes an event of the public list (`institution.created`, …).
///
/// # Errors
/// What the database says.
pub async fn publish(
    conn: &mut AsyncPgConnection,
    event: &str,
    entity: &str,
    entity_id: Uuid,
    payload: Value,
) -> QueryResult<()> {
    publish_all(conn, event, entity, vec![(entity_id, payload)]).await
}

/// Writes one event of each of several rows in one statement.
///
/// # Errors
/// What the database says.
pub async fn publish_all(
    conn: &mut AsyncPgConnection,
    event: &str,
    entity: &str,
    payloads: Vec<(Uuid, Value)>,
) -> QueryResult<()> {
    let row = |(entity_id, payload): (Uuid, Value)| {
        (
            outbox_events::id.eq(Uuid::now_v7()),
            outbox_events::event.eq(event),
            outbox_events::entity.eq(entity),
            outbox_events::entity_id.eq(Some(entity_id)),
            outbox_events::payload.eq(if payload.is_object() { payload } else { json!({ "id": entity_id }) }),
        )
    };
    let rows: Vec<_> = payloads.into_iter().map(row).collect();
    diesel::insert_into(outbox_events::table).values(rows).execute(conn).await?;
    Ok(())
}
