//! `/api/catalog`, `/api/quotes`, `/api/invoices`, `/api/payments` and `/api/templates` as integrators of the original use
//! them.

#![expect(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

#[path = "../common/mod.rs"]
mod common;

mod bad_input;
mod catalog;
mod invoice_lines;
mod invoices;
mod listing;
mod objects;
mod payments;
mod quote_lines;
mod quotes;
mod roles;
mod setting;
mod statements;
mod templates;
