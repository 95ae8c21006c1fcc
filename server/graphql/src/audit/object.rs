//! The object `AuditEvent`.

use async_graphql::{ComplexObject, Context, Json, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::rows;
use serde_json::Value;
use uuid::Uuid;

use crate::{
    Id, columns,
    institution::{MedicalInstitution, institutions_by_id},
    rows::{Alone, Loading, One, Relation, Row, alone},
    user::{User, users_by_id},
};

/// What someone did.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct AuditEvent {
    /// Id.
    pub id: Id,
    /// When.
    pub occurred_at: DateTime<Utc>,
    /// Id of who did it; absent for what nobody signed in did.
    pub user_id: Option<Id>,
    /// The name of who did it, as it was then.
    pub user_name: String,
    /// `institution.created`, `auth.login`, …
    pub action: String,
    /// `institution`, `contact`, `user`, …
    pub entity: String,
    /// Id of the row.
    pub entity_id: Option<Id>,
    /// Id of the institution that the row belongs to.
    pub institution_id: Option<Id>,
    /// `{field: {old, new}}`.
    pub changes: Json<Value>,
    /// Id of the request, as in the log.
    pub request_id: Option<String>,
    /// The door: `web`, `graphql`, `rest`, `job`, `cli`.
    pub origin: String,
}

impl From<rows::AuditEvent> for AuditEvent {
    fn from(row: rows::AuditEvent) -> Self {
        Self {
            id: row.id.into(),
            occurred_at: row.occurred_at,
            user_id: row.user_id.map(Id),
            user_name: row.user_name,
            action: row.action,
            entity: row.entity,
            entity_id: row.entity_id.map(Id),
            institution_id: row.institution_id.map(Id),
            changes: Json(row.changes),
            request_id: row.request_id,
            origin: row.origin,
        }
    }
}

impl Row for AuditEvent {
    columns!(
        id, occurred_at, user_id, user_name, action, entity, entity_id, institution_id,
        changes => |row| row.changes.0.clone(),
        request_id, origin,
    );
    const RELATIONS: &'static [&'static str] = &["user", "institution"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "user" => {
                let ids = field.distinct_keys(|row| row.user_id.map(Uuid::from));
                field.one(users_by_id(ctx, ids), |row| row.user_id, |user| user.id)
            }
            "institution" => {
                let ids = field.distinct_keys(|row| row.institution_id.map(Uuid::from));
                field.one(institutions_by_id(ctx, ids), |row| row.institution_id, |institution| institution.id)
            }
            _ => return None,
        })
    }
}

#[ComplexObject]
impl AuditEvent {
    /// Who did it.
    async fn user(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }

    /// The institution that the row belongs to; absent when it was deleted or the caller does not see it.
    async fn institution(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<MedicalInstitution>>>> {
        alone(self, ctx).await
    }
}
