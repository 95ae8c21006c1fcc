//! REST and GraphQL show the same records to the same people: lists, single ones, filters, orders, totals.

#![expect(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

#[path = "../common/mod.rs"]
mod common;

mod account;
mod catalog;
mod company;
mod compare;
mod contacts;
mod institutions;
mod invoices;
mod people;
mod quotes;
mod tasks;
mod templates;
