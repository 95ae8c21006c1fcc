//! REST and GraphQL show the same records to the same people: lists, single ones, filters, orders, totals.

#[path = "../common/mod.rs"]
mod common;

mod account;
mod company;
mod compare;
mod institutions;
