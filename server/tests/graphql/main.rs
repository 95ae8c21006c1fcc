//! What people and programs do over GraphQL.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "../common/mod.rs"]
mod common;

mod assignment;
mod concurrency;
mod contacts;
mod filters;
mod institutions;
mod paging;
mod registry;
mod scope;
mod setup;
mod statements;
mod support;
mod tasks;
mod teams;
mod users;
