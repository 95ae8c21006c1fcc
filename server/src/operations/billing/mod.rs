//! What quotes and invoices have in common.

pub mod calendar;
pub mod lines;
pub mod numbering;
pub mod vat;
