//! Orders of teams.

use async_graphql::{Enum, InputObject};
use db::query::OrderKey;

use crate::{order::SortDirection, paging::ended_by};

/// What teams are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum TeamOrderField {
    /// Name, as in a dictionary.
    Name,
    /// When it was made.
    CreatedAt,
}

/// A key of the order.
#[derive(Debug, Clone, Copy, InputObject)]
pub struct TeamOrder {
    /// The field.
    pub field: TeamOrderField,
    /// Rising or falling.
    #[graphql(default)]
    pub direction: SortDirection,
}

impl TeamOrder {
    /// The order's keys, or the usual ones.
    #[must_use]
    pub fn keys(order: Option<Vec<Self>>) -> Vec<OrderKey> {
        use TeamOrderField as Field;
        let usual = || vec![Self { field: Field::Name, direction: SortDirection::Asc }];
        let order = order.filter(|keys| !keys.is_empty()).unwrap_or_else(usual);
        let key = |key: Self| {
            let plain = match key.field {
                Field::Name => OrderKey::new("teams.name", "text"),
                Field::CreatedAt => OrderKey::new("teams.created_at", "timestamptz"),
            };
            plain.descending(key.direction.is_descending())
        };
        ended_by(order.into_iter().map(key).collect(), "teams.id")
    }
}
