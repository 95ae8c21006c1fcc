//! The mirror of Digiforma: its rows, its links, how it is kept.

mod company;
mod contact;
mod filters;
mod invoice;
mod lists;
mod mapping;
mod mutations;
mod orders;
mod parts;
mod query;
mod quote;
mod settings;
mod sync;

pub use company::{DigiformaAddress, DigiformaCompany};
pub use contact::{DigiformaContact, contacts_of_people};
pub use filters::{DigiformaCompanyFilter, DigiformaInvoiceFilter, DigiformaQuoteFilter};
pub use invoice::DigiformaInvoice;
pub use lists::{companies_of, invoices_of, quotes_of};
pub use mapping::{DigiformaMapping, DigiformaSuggestion};
pub use mutations::DigiformaMutation;
pub use orders::{DigiformaCompanyOrder, DigiformaInvoiceOrder, DigiformaQuoteOrder};
pub use parts::{DigiformaLine, DigiformaPayment};
pub use query::DigiformaQuery;
pub use quote::DigiformaQuote;
pub use sync::{DigiformaSync, DigiformaSyncCounter, DigiformaSyncError};
