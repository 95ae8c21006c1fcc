//! What people and programs do over GraphQL.

// The futures of the engine are nested as deep as the schema is merged of parts.
#![recursion_limit = "256"]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "../common/mod.rs"]
mod common;

mod aggregates;
mod assignment;
mod changes;
mod clean_up;
mod concurrency;
mod contacts;
mod dashboard;
mod filters;
mod french_names;
mod idempotency;
mod institutions;
mod paging;
mod paris;
mod point_reads;
mod reach;
mod registry;
mod scope;
mod setup;
mod statements;
mod support;
mod tasks;
mod teams;
mod users;
