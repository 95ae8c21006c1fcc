//! Fetching audit events.

use crate::api::filters::{AuditEventFilter, is};
use crate::api::operations::{AuditTrail, audit_trail};
use crate::api::{ApiError, send};

/// An event.
pub type Event = audit_trail::AuditTrailAuditEventsNodes;
/// A page of events, the latest first.
pub type Events = audit_trail::AuditTrailAuditEvents;

/// Events of an institution and of what belongs to it: at most `first`, after the cursor.
///
/// # Errors
/// As [`send`].
pub async fn of_institution(id: String, first: i64, after: Option<String>) -> Result<Events, ApiError> {
    let filter = AuditEventFilter { institution_id: is(Some(id)), ..Default::default() };
    let variables = audit_trail::Variables { filter: Some(filter), first, after };
    Ok(send::<AuditTrail>(variables).await?.audit_events)
}

/// Who made the last change of a record, and when; absent when it cannot be told.
pub async fn last_change(id: &str) -> Option<(String, String)> {
    let filter = AuditEventFilter { entity_id: is(Some(id.to_owned())), ..Default::default() };
    let variables = audit_trail::Variables { filter: Some(filter), first: 1, after: None };
    let event = send::<AuditTrail>(variables).await.ok()?.audit_events.nodes.into_iter().next()?;
    Some((event.user_name, event.occurred_at))
}
