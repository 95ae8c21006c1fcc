//! Orders of templates.

use async_graphql::{Enum, InputObject};
use db::query::OrderKey;

use crate::{order::SortDirection, paging::ended_by};

/// What templates are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum InvoiceTemplateOrderField {
    /// Name, as in a dictionary.
    Name,
    /// When it was made.
    CreatedAt,
    /// When it was last changed.
    UpdatedAt,
}

/// A key of the order.
#[derive(Debug, Clone, Copy, InputObject)]
pub struct InvoiceTemplateOrder {
    /// The field.
    pub field: InvoiceTemplateOrderField,
    /// Rising or falling.
    #[graphql(default)]
    pub direction: SortDirection,
}

impl InvoiceTemplateOrder {
    /// The order's keys, or the usual ones.
    #[must_use]
    pub fn keys(order: Option<Vec<Self>>) -> Vec<OrderKey> {
        use InvoiceTemplateOrderField as Field;
        let usual = || vec![Self { field: Field::Name, direction: SortDirection::Asc }];
        let order = order.filter(|keys| !keys.is_empty()).unwrap_or_else(usual);
        let key = |key: Self| {
            let plain = match key.field {
                Field::Name => OrderKey::new("document_templates.name", "text"),
                Field::CreatedAt => OrderKey::new("document_templates.created_at", "timestamptz"),
                Field::UpdatedAt => OrderKey::new("document_templates.updated_at", "timestamptz"),
            };
            plain.descending(key.direction.is_descending())
        };
        ended_by(order.into_iter().map(key).collect(), "document_templates.id")
    }
}
