//! Orders of contacts.

use async_graphql::{Enum, InputObject};
use db::query::OrderKey;

use crate::{order::SortDirection, paging::ended_by};

/// What contacts are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum ContactOrderField {
    /// Last name, as in a dictionary.
    LastName,
    /// First name.
    FirstName,
    /// E-mail address.
    Email,
    /// When it was made.
    CreatedAt,
    /// When it was last changed.
    UpdatedAt,
}

/// A key of the order.
#[derive(Debug, Clone, Copy, InputObject)]
pub struct ContactOrder {
    /// The field.
    pub field: ContactOrderField,
    /// Rising or falling.
    #[graphql(default)]
    pub direction: SortDirection,
}

impl ContactOrder {
    /// The order's keys, or the usual ones.
    #[must_use]
    pub fn keys(order: Option<Vec<Self>>) -> Vec<OrderKey> {
        use ContactOrderField as Field;
        let usual = || {
            vec![
                Self { field: Field::LastName, direction: SortDirection::Asc },
                Self { field: Field::FirstName, direction: SortDirection::Asc },
            ]
        };
        let order = order.filter(|keys| !keys.is_empty()).unwrap_or_else(usual);
        let key = |key: Self| {
            let plain = match key.field {
                Field::LastName => OrderKey::new("contact_persons.last_name", "text"),
                Field::FirstName => OrderKey::new("contact_persons.first_name", "text"),
                Field::Email => OrderKey::new("contact_persons.email", "text"),
                Field::CreatedAt => OrderKey::new("contact_persons.created_at", "timestamptz"),
                Field::UpdatedAt => OrderKey::new("contact_persons.updated_at", "timestamptz"),
            };
            plain.descending(key.direction.is_descending())
        };
        ended_by(order.into_iter().map(key).collect(), "contact_persons.id")
    }
}
