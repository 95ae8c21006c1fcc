//! Orders of quotes.

use async_graphql::{Enum, InputObject};
use db::query::OrderKey;

use crate::{order::SortDirection, paging::ended_by};

/// What quotes are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum QuoteOrderField {
    /// Number.
    QuoteNumber,
    /// Title, as in a dictionary.
    Title,
    /// Draft, sent, accepted, ordered, rejected, expired, cancelled.
    Status,
    /// Until when it is valid.
    ValidUntil,
    /// Total with tax.
    Total,
    /// When it was sent; what was not sent last.
    SentAt,
    /// When it was accepted; what was not accepted last.
    AcceptedAt,
    /// When it was made.
    CreatedAt,
    /// When it was last changed.
    UpdatedAt,
}

/// A key of the order.
#[derive(Debug, Clone, Copy, InputObject)]
pub struct QuoteOrder {
    /// The field.
    pub field: QuoteOrderField,
    /// Rising or falling.
    #[graphql(default)]
    pub direction: SortDirection,
}

const STATUS: &str =
    "array_position(array['draft','sent','accepted','ordered','rejected','expired','cancelled'], quotes.status)";

impl QuoteOrder {
    /// The order's keys, or the usual ones: the latest first.
    #[must_use]
    pub fn keys(order: Option<Vec<Self>>) -> Vec<OrderKey> {
        use QuoteOrderField as Field;
        let usual = || vec![Self { field: Field::CreatedAt, direction: SortDirection::Desc }];
        let order = order.filter(|keys| !keys.is_empty()).unwrap_or_else(usual);
        let key = |key: Self| {
            let plain = match key.field {
                Field::QuoteNumber => OrderKey::new("quotes.quote_number", "text"),
                Field::Title => OrderKey::new("quotes.title", "text"),
                Field::Status => OrderKey::new(STATUS, "int"),
                Field::ValidUntil => OrderKey::new("quotes.valid_until", "timestamptz"),
                Field::Total => OrderKey::new("quotes.total", "numeric"),
                Field::SentAt => OrderKey::nullable("quotes.sent_at", "timestamptz"),
                Field::AcceptedAt => OrderKey::nullable("quotes.accepted_at", "timestamptz"),
                Field::CreatedAt => OrderKey::new("quotes.created_at", "timestamptz"),
                Field::UpdatedAt => OrderKey::new("quotes.updated_at", "timestamptz"),
            };
            plain.descending(key.direction.is_descending())
        };
        ended_by(order.into_iter().map(key).collect(), "quotes.id")
    }
}
