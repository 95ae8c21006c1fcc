//! Fetching audit events.

use crate::api::filters::{AuditEventFilter, is, one_of};
use crate::api::operations::{AuditTrail, audit_trail};
use crate::api::{ApiError, send};
use crate::ui::editing::Editing;
use crate::ui::form::Value;

/// An event.
pub type Event = audit_trail::AuditTrailAuditEventsNodes;
/// A page of events, the latest first.
pub type Events = audit_trail::AuditTrailAuditEvents;

/// What events are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// An institution and what belongs to it.
    Institution(String),
    /// These records alone.
    Records(Vec<String>),
}

/// Events of a subject: at most `first`, after the cursor.
///
/// # Errors
/// As [`send`].
pub async fn of(subject: Subject, first: i64, after: Option<String>) -> Result<Events, ApiError> {
    let filter = match subject {
        Subject::Institution(id) => AuditEventFilter { institution_id: is(Some(id)), ..Default::default() },
        Subject::Records(ids) => AuditEventFilter { entity_id: one_of(&ids), ..Default::default() },
    };
    let variables = audit_trail::Variables { filter: Some(filter), first, after };
    Ok(send::<AuditTrail>(variables).await?.audit_events)
}

/// Who made the last change of a record, and when; absent when it cannot be told.
pub async fn last_change(id: &str) -> Option<(String, String)> {
    let filter = AuditEventFilter { entity_id: one_of(&[id.to_owned()]), ..Default::default() };
    let variables = audit_trail::Variables { filter: Some(filter), first: 1, after: None };
    let event = send::<AuditTrail>(variables).await.ok()?.audit_events.nodes.into_iter().next()?;
    Some((event.user_name, event.occurred_at))
}

/// A save has failed. Where it met a newer version, that one is asked for, and its values and version are shown beside what
/// was typed, with who made it.
pub async fn failed<T>(
    editing: &Editing,
    error: ApiError,
    id: &str,
    newer: impl Future<Output = Result<T, ApiError>>,
    values: impl FnOnce(T) -> Option<(Vec<Value>, i64)>,
) {
    if error != ApiError::Conflict {
        return editing.status.fail(error);
    }
    match newer.await {
        Ok(newer) => {
            let by = last_change(id).await;
            editing.meet(values(newer), by);
        }
        Err(error) => editing.status.fail(error),
    }
}
