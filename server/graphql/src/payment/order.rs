//! Orders of payments.

use async_graphql::{Enum, InputObject};
use db::query::OrderKey;

use crate::{order::SortDirection, paging::ended_by};

/// What payments are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum PaymentOrderField {
    /// When it was made.
    PaymentDate,
    /// In euros.
    Amount,
    /// Pending, confirmed, failed, cancelled.
    Status,
    /// When it was recorded.
    CreatedAt,
    /// When it was last changed.
    UpdatedAt,
}

/// A key of the order.
#[derive(Debug, Clone, Copy, InputObject)]
pub struct PaymentOrder {
    /// The field.
    pub field: PaymentOrderField,
    /// Rising or falling.
    #[graphql(default)]
    pub direction: SortDirection,
}

const STATUS: &str = "array_position(array['pending','confirmed','failed','cancelled'], payments.status)";

impl PaymentOrder {
    /// The order's keys, or the usual ones: the latest first.
    #[must_use]
    pub fn keys(order: Option<Vec<Self>>) -> Vec<OrderKey> {
        use PaymentOrderField as Field;
        let usual = || vec![Self { field: Field::PaymentDate, direction: SortDirection::Desc }];
        let order = order.filter(|keys| !keys.is_empty()).unwrap_or_else(usual);
        let key = |key: Self| {
            let plain = match key.field {
                Field::PaymentDate => OrderKey::new("payments.payment_date", "timestamptz"),
                Field::Amount => OrderKey::new("payments.amount", "numeric"),
                Field::Status => OrderKey::new(STATUS, "int"),
                Field::CreatedAt => OrderKey::new("payments.created_at", "timestamptz"),
                Field::UpdatedAt => OrderKey::new("payments.updated_at", "timestamptz"),
            };
            plain.descending(key.direction.is_descending())
        };
        ended_by(order.into_iter().map(key).collect(), "payments.id")
    }
}
