//! Aggregates: groups of rows with their numbers. Each entity declares what it is grouped by and what is computed.

mod declare;
mod institution;
mod invoice;
mod invoice_line;
mod payment;
mod query;
mod quote;
mod selection;
mod task;

use super::rows::Declared;

pub use query::AggregateQuery;

/// The types of rows here, for tests of the schema.
pub(super) fn row_types() -> impl Iterator<Item = Declared> {
    [
        institution::row_types(),
        invoice::row_types(),
        invoice_line::row_types(),
        payment::row_types(),
        quote::row_types(),
        task::row_types(),
    ]
    .into_iter()
    .flatten()
}
