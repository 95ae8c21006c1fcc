//! What quotes and invoices have in common.

mod line_input;
mod vat_group;

pub use line_input::LineInput;
pub use vat_group::VatGroup;
