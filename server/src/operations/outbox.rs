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
    diesel::insert_into(outbox_events::table)
        .values((
            outbox_events::id.eq(Uuid::now_v7()),
            outbox_events::event.eq(event),
            outbox_events::entity.eq(entity),
            outbox_events::entity_id.eq(Some(entity_id)),
            outbox_events::payload.eq(if payload.is_object() { payload } else { json!({ "id": entity_id }) }),
        ))
        .execute(conn)
        .await?;
    Ok(())
}
