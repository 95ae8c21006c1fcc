//! What every writing operation does alike: the version, the record, the event.

use diesel_async::AsyncPgConnection;
use serde::Serialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{
    Context, Error, Result,
    operations::{audit, outbox},
};

/// Input of a partial update: the outer `None` leaves the value, the inner one clears it.
pub type Change<T> = Option<Option<T>>;

/// The value after a partial update.
#[must_use]
pub fn pick<T: Clone>(change: &Change<T>, old: &Option<T>) -> Option<T> {
    change.clone().unwrap_or_else(|| old.clone())
}

/// Refuses work on a version that is no longer the current one.
///
/// # Errors
/// [`Error::Stale`].
pub fn check_version(entity: &'static str, expected: Option<i32>, current: i32) -> Result<()> {
    match expected {
        Some(expected) if expected != current => Err(Error::Stale { entity, expected, current }),
        _ => Ok(()),
    }
}

/// `{field: {old, new}}` of the fields that differ; `before` is absent for a new row.
///
/// # Errors
/// When the values do not serialise.
pub fn differences<T: Serialize>(before: Option<&T>, after: &T) -> Result<Map<String, Value>> {
    let object = |values: &T| -> Result<Map<String, Value>> {
        match serde_json::to_value(values).map_err(anyhow::Error::from)? {
            Value::Object(fields) => Ok(fields),
            other => Ok(Map::from_iter([("value".to_owned(), other)])),
        }
    };
    let old = before.map(object).transpose()?.unwrap_or_default();
    let mut changes = Map::new();
    for (field, new) in object(after)? {
        let old = old.get(&field).cloned().unwrap_or_default();
        let empty = before.is_none() && (new.is_null() || new.as_array().is_some_and(Vec::is_empty));
        if old != new && !empty {
            changes.insert(field, json!({ "old": old, "new": new }));
        }
    }
    Ok(changes)
}

/// A change of one row, for the audit log and for the outside world.
#[derive(Debug, Clone)]
pub struct Event<'a> {
    /// `institution.created`: the audit action, and the public event if there is one of this name.
    pub name: &'static str,
    /// `institution`.
    pub entity: &'static str,
    /// The row.
    pub id: Uuid,
    /// The institution that the row belongs to.
    pub institution_id: Option<Uuid>,
    /// `{field: {old, new}}`.
    pub changes: &'a Map<String, Value>,
    /// Whether it is in the public list of events (webhooks).
    pub public: bool,
}

/// Writes the audit event and, if it is public, the outbox event.
///
/// # Errors
/// What the database says.
pub async fn announce(conn: &mut AsyncPgConnection, ctx: &Context, event: Event<'_>) -> Result<()> {
    let entry = audit::Entry {
        action: event.name,
        entity: event.entity,
        entity_id: Some(event.id),
        institution_id: event.institution_id,
        changes: event.changes.clone(),
    };
    audit::record(conn, Some(&ctx.viewer), &ctx.request, &entry).await?;
    if event.public {
        let payload = payload(ctx, event.id, event.institution_id, event.changes);
        outbox::publish(conn, event.name, event.entity, event.id, payload).await?;
    }
    Ok(())
}

/// What happened to several rows alike.
#[derive(Debug, Clone, Copy)]
pub struct Alike {
    /// The audit action: `quote.expired`.
    pub action: &'static str,
    /// The public event, if there is one: `quote.updated`.
    pub event: Option<&'static str>,
    /// `quote`.
    pub entity: &'static str,
}

/// One of several rows, and what changed of it.
#[derive(Debug, Clone)]
pub struct Changed {
    /// The row.
    pub id: Uuid,
    /// The institution that the row belongs to.
    pub institution_id: Option<Uuid>,
    /// `{field: {old, new}}`.
    pub changes: Map<String, Value>,
}

/// As [`announce`], for any number of rows: one statement for all audit events, and one for all public ones.
///
/// # Errors
/// What the database says.
pub async fn announce_all(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    Alike { action, event, entity }: Alike,
    rows: Vec<Changed>,
) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let told = rows.iter().map(|row| (row.id, payload(ctx, row.id, row.institution_id, &row.changes)));
    let payloads: Vec<(Uuid, Value)> = if event.is_some() { told.collect() } else { Vec::new() };
    let entry = |Changed { id, institution_id, changes }| audit::Entry {
        action,
        entity,
        entity_id: Some(id),
        institution_id,
        changes,
    };
    let entries: Vec<audit::Entry> = rows.into_iter().map(entry).collect();
    audit::record_all(conn, Some(&ctx.viewer), &ctx.request, &entries).await?;
    if let Some(event) = event {
        outbox::publish_all(conn, event, entity, payloads).await?;
    }
    Ok(())
}

/// What the outside world is told of a change. What the server does by itself, or a client without an account, is
/// nobody's.
#[must_use]
pub fn payload(ctx: &Context, id: Uuid, institution_id: Option<Uuid>, changes: &Map<String, Value>) -> Value {
    json!({ "id": id, "institutionId": institution_id, "userId": ctx.viewer.person(), "changes": changes })
}

#[cfg(test)]
mod tests {
    use super::differences;

    #[derive(serde::Serialize)]
    struct Row {
        name: &'static str,
        phone: Option<&'static str>,
    }

    #[test]
    fn only_what_changed_is_noted() {
        let old = Row { name: "CHU", phone: None };
        let new = Row { name: "CHU", phone: Some("+33") };
        let changes = differences(Some(&old), &new).unwrap();
        assert_eq!(serde_json::Value::Object(changes).to_string(), r#"{"phone":{"new":"+33","old":null}}"#);
    }

    #[test]
    fn a_new_row_notes_what_it_says() {
        let changes = differences(None, &Row { name: "CHU", phone: None }).unwrap();
        assert_eq!(changes.keys().collect::<Vec<_>>(), ["name"]);
    }
}
