//! Files that were kept of quotes and invoices.

mod object;

pub use object::{DocumentVersion, documents_of_invoices, documents_of_quotes};
