//! Rows of `audit_events`.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::schema::audit_events;

/// What someone did.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = audit_events, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct AuditEvent {
    pub id: Uuid,
    pub occurred_at: DateTime<Utc>,
    pub user_id: Option<Uuid>,
    pub user_name: String,
    pub action: String,
    pub entity: String,
    pub entity_id: Option<Uuid>,
    pub institution_id: Option<Uuid>,
    pub changes: serde_json::Value,
    pub request_id: Option<String>,
    pub origin: String,
}

crate::listed!(AuditEvent, audit_events);
