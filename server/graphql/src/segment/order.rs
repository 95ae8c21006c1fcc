//! Orders of segments.

use async_graphql::{Enum, InputObject};
use db::query::OrderKey;

use crate::{order::SortDirection, paging::ended_by};

/// What segments are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum SegmentOrderField {
    /// Name, as in a dictionary.
    Name,
    /// When it was made.
    CreatedAt,
    /// When it was last changed.
    UpdatedAt,
}

/// A key of the order.
#[derive(Debug, Clone, Copy, InputObject)]
pub struct SegmentOrder {
    /// The field.
    pub field: SegmentOrderField,
    /// Rising or falling.
    #[graphql(default)]
    pub direction: SortDirection,
}

impl SegmentOrder {
    /// The order's keys, or the usual ones.
    #[must_use]
    pub fn keys(order: Option<Vec<Self>>) -> Vec<OrderKey> {
        use SegmentOrderField as Field;
        let usual = || vec![Self { field: Field::Name, direction: SortDirection::Asc }];
        let order = order.filter(|keys| !keys.is_empty()).unwrap_or_else(usual);
        let key = |key: Self| {
            let plain = match key.field {
                Field::Name => OrderKey::new("segments.name", "text"),
                Field::CreatedAt => OrderKey::new("segments.created_at", "timestamptz"),
                Field::UpdatedAt => OrderKey::new("segments.updated_at", "timestamptz"),
            };
            plain.descending(key.direction.is_descending())
        };
        ended_by(order.into_iter().map(key).collect(), "segments.id")
    }
}
