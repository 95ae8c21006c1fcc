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

use async_graphql::registry::Registry;

pub use query::AggregateQuery;

/// What is wrong with the declarations of the rows here, for a test of the schema.
pub(super) fn row_problems(registry: &Registry) -> Vec<String> {
    [
        institution::row_problems(registry),
        invoice::row_problems(registry),
        invoice_line::row_problems(registry),
        payment::row_problems(registry),
        quote::row_problems(registry),
        task::row_problems(registry),
    ]
    .concat()
}
