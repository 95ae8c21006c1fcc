//! Orders of users.

use async_graphql::{Enum, InputObject};
use db::query::OrderKey;

use crate::{order::SortDirection, paging::ended_by};

/// What users are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum UserOrderField {
    /// Last name, as in a dictionary.
    LastName,
    /// First name.
    FirstName,
    /// E-mail address.
    Email,
    /// Name of the role.
    Role,
    /// Last sign-in; those who never came last.
    LastLoginAt,
    /// When it was made.
    CreatedAt,
}

/// A key of the order.
#[derive(Debug, Clone, Copy, InputObject)]
pub struct UserOrder {
    /// The field.
    pub field: UserOrderField,
    /// Rising or falling.
    #[graphql(default)]
    pub direction: SortDirection,
}

impl UserOrder {
    /// The order's keys, or the usual ones.
    #[must_use]
    pub fn keys(order: Option<Vec<Self>>) -> Vec<OrderKey> {
        use UserOrderField as Field;
        let usual = || {
            vec![
                Self { field: Field::LastName, direction: SortDirection::Asc },
                Self { field: Field::FirstName, direction: SortDirection::Asc },
            ]
        };
        let order = order.filter(|keys| !keys.is_empty()).unwrap_or_else(usual);
        let key = |key: Self| {
            let plain = match key.field {
                Field::LastName => OrderKey::new("users.last_name", "text"),
                Field::FirstName => OrderKey::new("users.first_name", "text"),
                Field::Email => OrderKey::new("users.email", "text"),
                Field::Role => OrderKey::new("users.role", "text"),
                Field::LastLoginAt => OrderKey::nullable("users.last_login_at", "timestamptz"),
                Field::CreatedAt => OrderKey::new("users.created_at", "timestamptz"),
            };
            plain.descending(key.direction.is_descending())
        };
        ended_by(order.into_iter().map(key).collect(), "users.id")
    }
}
