//! Orders of items of the catalog.

use async_graphql::{Enum, InputObject};
use db::query::OrderKey;

use crate::{order::SortDirection, paging::ended_by};

/// What items of the catalog are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum CatalogItemOrderField {
    /// Name, as in a dictionary.
    Name,
    /// The group, as in a dictionary; without one last.
    Category,
    /// Number of the article; without one last.
    Sku,
    /// Price of one.
    UnitPrice,
    /// When it was made.
    CreatedAt,
    /// When it was last changed.
    UpdatedAt,
}

/// A key of the order.
#[derive(Debug, Clone, Copy, InputObject)]
pub struct CatalogItemOrder {
    /// The field.
    pub field: CatalogItemOrderField,
    /// Rising or falling.
    #[graphql(default)]
    pub direction: SortDirection,
}

impl CatalogItemOrder {
    /// The order's keys, or the usual ones.
    #[must_use]
    pub fn keys(order: Option<Vec<Self>>) -> Vec<OrderKey> {
        use CatalogItemOrderField as Field;
        let usual = || vec![Self { field: Field::Name, direction: SortDirection::Asc }];
        let order = order.filter(|keys| !keys.is_empty()).unwrap_or_else(usual);
        let key = |key: Self| {
            let plain = match key.field {
                Field::Name => OrderKey::new("catalog_items.name", "text"),
                Field::Category => OrderKey::nullable("catalog_items.category", "text"),
                Field::Sku => OrderKey::nullable("catalog_items.sku", "text"),
                Field::UnitPrice => OrderKey::new("catalog_items.unit_price", "numeric"),
                Field::CreatedAt => OrderKey::new("catalog_items.created_at", "timestamptz"),
                Field::UpdatedAt => OrderKey::new("catalog_items.updated_at", "timestamptz"),
            };
            plain.descending(key.direction.is_descending())
        };
        ended_by(order.into_iter().map(key).collect(), "catalog_items.id")
    }
}
