//! Filters on audit events.

use async_graphql::InputObject;
use db::{
    column,
    query::{Condition, OrderKey},
};

use crate::filters::{Conditions, DateTimeFilter, IdFilter, StringFilter};
use crm::{auth::Viewer, operations::scope};

/// Filter on audit events. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct AuditEventFilter {
    /// All of these hold.
    pub and: Option<Vec<AuditEventFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<AuditEventFilter>>,
    /// This does not hold.
    pub not: Option<Box<AuditEventFilter>>,
    /// `institution.created`, `auth.login`, …
    pub action: Option<StringFilter>,
    /// `institution`, `contact`, `user`, …
    pub entity: Option<StringFilter>,
    /// The row.
    pub entity_id: Option<IdFilter>,
    /// The institution that the row belongs to.
    pub institution_id: Option<IdFilter>,
    /// Who did it.
    pub user_id: Option<IdFilter>,
    /// When.
    pub occurred_at: Option<DateTimeFilter>,
}

impl AuditEventFilter {
    /// The rows of a list: what the viewer sees, and the filter.
    #[must_use]
    pub fn listed(filter: Option<Self>, viewer: &Viewer) -> Condition {
        scope::audit_events(viewer).and(filter.unwrap_or_default().condition())
    }

    /// The filter itself.
    #[must_use]
    pub fn condition(self) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, Self::condition);
        all.column(self.action, column!(audit_events.action));
        all.column(self.entity, column!(audit_events.entity));
        all.column(self.entity_id, column!(audit_events.entity_id));
        all.column(self.institution_id, column!(audit_events.institution_id));
        all.column(self.user_id, column!(audit_events.user_id));
        all.column(self.occurred_at, column!(audit_events.occurred_at));
        all.all()
    }

    /// The latest first.
    #[must_use]
    pub fn order() -> Vec<OrderKey> {
        vec![
            OrderKey::new("audit_events.occurred_at", "timestamptz").descending(true),
            OrderKey::new("audit_events.id", "uuid").descending(true),
        ]
    }
}
