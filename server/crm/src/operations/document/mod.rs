//! Documents of quotes and invoices as PDF: made of the rows, kept as they were handed out.
//!
//! A draft is rendered each time somebody looks at it, and marked as one. What left the draft is rendered once: its
//! bytes are kept in `stored_files` under a row of `document_versions`, and every later request gets just them. An
//! invoice is rendered as a trial before it is issued, so that none is issued that cannot become a valid document.

mod amounts;
mod keep;
pub(in crate::operations) mod look;
mod of_invoice;
mod of_quote;
mod of_reminder;
mod paper;
mod parties;
mod problem;
mod read;
mod rendered;
mod store;

pub(in crate::operations) use keep::keep_sent_quote;
pub use keep::{Keeping, keep_invoice, keep_quote};
pub(in crate::operations) use look::{At, Look};
pub(in crate::operations) use of_invoice::{InvoiceParts, tried};
use of_quote::QuoteParts;
pub(in crate::operations) use of_reminder::{Claim, of_reminder};
pub(in crate::operations) use paper::Paper;
pub use read::{
    KeptDocument, Pdf, invoice_pdf, of_invoices, of_quotes, order_pdf, public_quote_pdf, quote_pdf, version_pdf,
};
pub(in crate::operations) use rendered::{Rendered, Stop};
pub(in crate::operations) use store::{Of, insert, latest};

/// The name in errors.
pub const ENTITY: &str = "document";
