//! Orders of invoices.

use async_graphql::{Enum, InputObject};
use db::query::OrderKey;

use crate::{order::SortDirection, paging::ended_by};

/// What invoices are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum InvoiceOrderField {
    /// Number; drafts last.
    InvoiceNumber,
    /// Title, as in a dictionary.
    Title,
    /// Draft, issued, partially paid, overdue, paid, cancelled.
    Status,
    /// The date that it bears; drafts last.
    IssueDate,
    /// Last day to pay without being late.
    DueDate,
    /// With tax.
    Total,
    /// What is left to pay.
    RemainingAmount,
    /// When it was paid in full; what was not last.
    PaidAt,
    /// When it was made.
    CreatedAt,
    /// When it was last changed.
    UpdatedAt,
}

/// A key of the order.
#[derive(Debug, Clone, Copy, InputObject)]
pub struct InvoiceOrder {
    /// The field.
    pub field: InvoiceOrderField,
    /// Rising or falling.
    #[graphql(default)]
    pub direction: SortDirection,
}

const STATUS: &str =
    "array_position(array['draft','issued','partially_paid','overdue','paid','cancelled'], invoices.status)";

impl InvoiceOrder {
    /// The order's keys, or the usual ones: the latest first.
    #[must_use]
    pub fn keys(order: Option<Vec<Self>>) -> Vec<OrderKey> {
        use InvoiceOrderField as Field;
        let usual = || vec![Self { field: Field::CreatedAt, direction: SortDirection::Desc }];
        let order = order.filter(|keys| !keys.is_empty()).unwrap_or_else(usual);
        let key = |key: Self| {
            let plain = match key.field {
                Field::InvoiceNumber => OrderKey::nullable("invoices.invoice_number", "text"),
                Field::Title => OrderKey::new("invoices.title", "text"),
                Field::Status => OrderKey::new(STATUS, "int"),
                Field::IssueDate => OrderKey::nullable("invoices.issue_date", "date"),
                Field::DueDate => OrderKey::new("invoices.due_date", "timestamptz"),
                Field::Total => OrderKey::new("invoices.total", "numeric"),
                Field::RemainingAmount => OrderKey::new("invoices.remaining_amount", "numeric"),
                Field::PaidAt => OrderKey::nullable("invoices.paid_at", "timestamptz"),
                Field::CreatedAt => OrderKey::new("invoices.created_at", "timestamptz"),
                Field::UpdatedAt => OrderKey::new("invoices.updated_at", "timestamptz"),
            };
            plain.descending(key.direction.is_descending())
        };
        ended_by(order.into_iter().map(key).collect(), "invoices.id")
    }
}
