//! Filters on webhooks and deliveries.

use async_graphql::InputObject;
use db::{column, query::Condition};
use domain::Permission;

use crate::filters::{
    Conditions, DateTimeFilter, IdFilter, IntFilter, StringFilter, StringListFilter, WebhookDeliveryStatusFilter,
    WebhookStatusFilter, presence,
};
use crm::{auth::Viewer, operations::webhook};

/// Filter on webhooks. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct WebhookFilter {
    /// All of these hold.
    pub and: Option<Vec<WebhookFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<WebhookFilter>>,
    /// This does not hold.
    pub not: Option<Box<WebhookFilter>>,
    /// Words of the name or the address.
    pub search: Option<String>,
    /// Id.
    pub id: Option<IdFilter>,
    /// Name.
    pub name: Option<StringFilter>,
    /// Address.
    pub url: Option<StringFilter>,
    /// Whether it is told anything.
    pub status: Option<WebhookStatusFilter>,
    /// What it is told of, by the names of the deliveries: `invoice.paid`.
    pub events: Option<StringListFilter>,
    /// When it was made.
    pub created_at: Option<DateTimeFilter>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// Only deleted ones; without it, only those that are not. Counts at the top of the filter alone.
    pub deleted: Option<bool>,
}

impl WebhookFilter {
    /// The rows of a list: present or deleted ones, and the filter.
    #[must_use]
    pub fn listed(filter: Option<Self>, viewer: &Viewer) -> Condition {
        let filter = filter.unwrap_or_default();
        let may_restore = viewer.can(Permission::ManageWebhooks);
        presence(filter.deleted, column!(webhooks.deleted_at), may_restore).and(filter.condition())
    }

    fn condition(self) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, Self::condition);
        all.add(self.search, |words| webhook::search(&words));
        all.column(self.id, column!(webhooks.id));
        all.column(self.name, column!(webhooks.name));
        all.column(self.url, column!(webhooks.url));
        all.column(self.status, column!(webhooks.status));
        all.column(self.events, column!(webhooks.events));
        all.column(self.created_at, column!(webhooks.created_at));
        all.column(self.updated_at, column!(webhooks.updated_at));
        all.all()
    }
}

/// Filter on deliveries. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct WebhookDeliveryFilter {
    /// All of these hold.
    pub and: Option<Vec<WebhookDeliveryFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<WebhookDeliveryFilter>>,
    /// This does not hold.
    pub not: Option<Box<WebhookDeliveryFilter>>,
    /// Id.
    pub id: Option<IdFilter>,
    /// The webhook.
    pub webhook_id: Option<IdFilter>,
    /// What happened, by the names of the deliveries: `invoice.paid`.
    pub event: Option<StringFilter>,
    /// Where it stands.
    pub status: Option<WebhookDeliveryStatusFilter>,
    /// The latest answer's status.
    pub http_status: Option<IntFilter>,
    /// When it was made.
    pub created_at: Option<DateTimeFilter>,
}

impl WebhookDeliveryFilter {
    /// The rows of a list. Who may see webhooks sees all of them.
    #[must_use]
    pub fn listed(filter: Option<Self>, _viewer: &Viewer) -> Condition {
        filter.unwrap_or_default().condition()
    }

    fn condition(self) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, Self::condition);
        all.column(self.id, column!(webhook_logs.id));
        all.column(self.webhook_id, column!(webhook_logs.webhook_id));
        all.column(self.event, column!(webhook_logs.event));
        all.column(self.status, column!(webhook_logs.status));
        all.column(self.http_status, column!(webhook_logs.http_status));
        all.column(self.created_at, column!(webhook_logs.created_at));
        all.all()
    }
}
