//! The books of the demo company: catalog, templates, the firm's identity, quotes, invoices, payments.
//!
//! Documents come in as they were issued: the same lines, sums, numbers and hashes as the operations compute, so that
//! the chain of each series is whole. Load data is made of the same deals.

mod book;
mod catalog;
mod chain;
mod deal;
mod invoice_plan;
mod keys;
mod load;
mod offer;
mod payments;
mod revenue;
mod rows;
mod rows_of_deal;
mod seller;
mod templates;

pub(super) use book::QuoteWithLines;
pub(crate) use chain::Chain;
pub(crate) use deal::{Circumstances, Deal};
pub(crate) use invoice_plan::What;
pub(crate) use keys::Keys;
pub(super) use load::load;
pub(crate) use rows_of_deal::{DealRows, Document};
pub(crate) use seller::firm;
