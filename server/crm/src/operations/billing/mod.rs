//! What quotes and invoices have in common.

pub mod calendar;
pub mod groups;
pub mod hash;
pub mod line_update;
pub mod lines;
pub mod numbering;
pub mod parties;
pub mod reports;
#[cfg(test)]
pub mod testing;
pub mod vat;
mod which;

pub use which::Which;
