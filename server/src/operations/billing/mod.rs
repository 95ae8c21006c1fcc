//! What quotes and invoices have in common.

pub mod vat;
