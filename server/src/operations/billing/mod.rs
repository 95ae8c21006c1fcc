//! What quotes and invoices have in common.

pub mod lines;
pub mod vat;
