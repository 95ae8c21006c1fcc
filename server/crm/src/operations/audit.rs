//! The audit log: who did what to which row, written in the transaction that did it.

use db::schema::audit_events;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{
    auth::{Access, Viewer},
    context::RequestInfo,
};

/// What is put on record.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// `institution.created`, `auth.login`, …
    pub action: &'static str,
    /// `institution`, `contact`, `user`, …
    pub entity: &'static str,
    /// The row.
    pub entity_id: Option<Uuid>,
    /// The institution that the row belongs to: the event follows its scope.
    pub institution_id: Option<Uuid>,
    /// `{field: {old, new}}`
    pub changes: Map<String, Value>,
}

/// Writes the entry in the name of the viewer; `None` for what nobody signed in did (a failed sign-in).
///
/// # Errors
/// What the database says.
pub async fn record(
    conn: &mut AsyncPgConnection,
    viewer: Option<&Viewer>,
    request: &RequestInfo,
    entry: &Entry,
) -> QueryResult<()> {
    record_all(conn, viewer, request, std::slice::from_ref(entry)).await
}

/// Writes several entries in one statement.
///
/// # Errors
/// What the database says.
pub async fn record_all(
    conn: &mut AsyncPgConnection,
    viewer: Option<&Viewer>,
    request: &RequestInfo,
    entries: &[Entry],
) -> QueryResult<()> {
    let person = viewer.filter(|viewer| !matches!(viewer.access, Access::System));
    let row = |entry: &Entry| {
        (
            audit_events::id.eq(Uuid::now_v7()),
            audit_events::user_id.eq(person.map(|viewer| viewer.id)),
            audit_events::user_name.eq(viewer.map_or("anonymous", |viewer| viewer.name.as_str())),
            audit_events::action.eq(entry.action),
            audit_events::entity.eq(entry.entity),
            audit_events::entity_id.eq(entry.entity_id),
            audit_events::institution_id.eq(entry.institution_id),
            audit_events::changes.eq(Value::Object(entry.changes.clone())),
            audit_events::request_id.eq(Some(&request.id)),
            audit_events::origin.eq(request.origin),
            audit_events::ip.eq(request.ip.map(|ip| ip.to_string())),
        )
    };
    let rows: Vec<_> = entries.iter().map(row).collect();
    diesel::insert_into(audit_events::table).values(rows).execute(conn).await?;
    Ok(())
}
