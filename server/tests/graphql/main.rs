//! What people and programs do over GraphQL.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "../common/mod.rs"]
mod common;

mod aggregates;
mod concurrency;
mod contacts;
mod dashboard;
mod filters;
mod institutions;
mod paging;
mod paris;
mod registry;
mod scope;
mod statements;
mod support;
mod tasks;
