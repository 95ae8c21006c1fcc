//! Orders of webhooks and deliveries.

use async_graphql::{Enum, InputObject};
use db::query::OrderKey;

use crate::{order::SortDirection, paging::ended_by};

/// What webhooks are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum WebhookOrderField {
    /// Name, as in a dictionary.
    Name,
    /// When it was last told something; never last.
    LastTriggeredAt,
    /// When it was made.
    CreatedAt,
    /// When it was last changed.
    UpdatedAt,
}

/// A key of the order.
#[derive(Debug, Clone, Copy, InputObject)]
pub struct WebhookOrder {
    /// The field.
    pub field: WebhookOrderField,
    /// Rising or falling.
    #[graphql(default)]
    pub direction: SortDirection,
}

impl WebhookOrder {
    /// The order's keys, or the usual ones.
    #[must_use]
    pub fn keys(order: Option<Vec<Self>>) -> Vec<OrderKey> {
        use WebhookOrderField as Field;
        let usual = || vec![Self { field: Field::Name, direction: SortDirection::Asc }];
        let order = order.filter(|keys| !keys.is_empty()).unwrap_or_else(usual);
        let key = |key: Self| {
            let plain = match key.field {
                Field::Name => OrderKey::new("webhooks.name", "text"),
                Field::LastTriggeredAt => OrderKey::nullable("webhooks.last_triggered_at", "timestamptz"),
                Field::CreatedAt => OrderKey::new("webhooks.created_at", "timestamptz"),
                Field::UpdatedAt => OrderKey::new("webhooks.updated_at", "timestamptz"),
            };
            plain.descending(key.direction.is_descending())
        };
        ended_by(order.into_iter().map(key).collect(), "webhooks.id")
    }
}

/// What deliveries are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum WebhookDeliveryOrderField {
    /// When it was made.
    CreatedAt,
}

/// A key of the order.
#[derive(Debug, Clone, Copy, InputObject)]
pub struct WebhookDeliveryOrder {
    /// The field.
    pub field: WebhookDeliveryOrderField,
    /// Rising or falling.
    #[graphql(default)]
    pub direction: SortDirection,
}

impl WebhookDeliveryOrder {
    /// The order's keys, or the usual ones: the latest first.
    #[must_use]
    pub fn keys(order: Option<Vec<Self>>) -> Vec<OrderKey> {
        let usual = || vec![Self { field: WebhookDeliveryOrderField::CreatedAt, direction: SortDirection::Desc }];
        let order = order.filter(|keys| !keys.is_empty()).unwrap_or_else(usual);
        let key = |key: Self| {
            OrderKey::new("webhook_logs.created_at", "timestamptz").descending(key.direction.is_descending())
        };
        ended_by(order.into_iter().map(key).collect(), "webhook_logs.id")
    }
}
