//! Orders of entries of revenue.

use async_graphql::{Enum, InputObject};
use db::query::OrderKey;

use crate::{order::SortDirection, paging::ended_by};

/// What entries of revenue are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum RevenueEntryOrderField {
    /// The day that it counts on.
    EntryDate,
    /// What it is, as in a dictionary.
    Label,
    /// Its kind.
    Kind,
    /// With tax.
    TotalAmount,
    /// What of it was paid, with tax.
    PaidAmount,
    /// When it was entered.
    CreatedAt,
    /// When it was last changed.
    UpdatedAt,
}

/// A key of the order.
#[derive(Debug, Clone, Copy, InputObject)]
pub struct RevenueEntryOrder {
    /// The field.
    pub field: RevenueEntryOrderField,
    /// Rising or falling.
    #[graphql(default)]
    pub direction: SortDirection,
}

impl RevenueEntryOrder {
    /// The order's keys, or the usual ones: the latest day first.
    #[must_use]
    pub fn keys(order: Option<Vec<Self>>) -> Vec<OrderKey> {
        use RevenueEntryOrderField as Field;
        let usual = || vec![Self { field: Field::EntryDate, direction: SortDirection::Desc }];
        let order = order.filter(|keys| !keys.is_empty()).unwrap_or_else(usual);
        let key = |key: Self| {
            let plain = match key.field {
                Field::EntryDate => OrderKey::new("revenue_entries.entry_date", "date"),
                Field::Label => OrderKey::new("revenue_entries.label", "text"),
                Field::Kind => OrderKey::new("revenue_entries.kind", "text"),
                Field::TotalAmount => OrderKey::new("revenue_entries.total_amount", "numeric"),
                Field::PaidAmount => OrderKey::new("revenue_entries.paid_amount", "numeric"),
                Field::CreatedAt => OrderKey::new("revenue_entries.created_at", "timestamptz"),
                Field::UpdatedAt => OrderKey::new("revenue_entries.updated_at", "timestamptz"),
            };
            plain.descending(key.direction.is_descending())
        };
        ended_by(order.into_iter().map(key).collect(), "revenue_entries.id")
    }
}
