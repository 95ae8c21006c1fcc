//! Cases on the catalog, quotes, invoices, payments, templates and the firm.

mod catalog;
mod firm;
mod invoices;
mod payments;
mod quotes;
mod templates;

use crate::cases::Case;

/// Root fields of `Query`.
pub fn queries() -> Vec<Case> {
    [
        catalog::queries(),
        firm::queries(),
        invoices::queries(),
        payments::queries(),
        quotes::queries(),
        templates::queries(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Root fields of `Mutation`.
pub fn mutations() -> Vec<Case> {
    [
        catalog::mutations(),
        firm::mutations(),
        invoices::mutations(),
        payments::mutations(),
        quotes::mutations(),
        templates::mutations(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
