//! The catalog, quotes and templates, as callers of GraphQL see them.

// The futures of the engine are nested as deep as the schema is merged of parts.
#![recursion_limit = "256"]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "../common/mod.rs"]
mod common;

mod aggregates;
mod catalog;
mod concurrency;
mod expiry;
mod lines;
mod lists;
mod moves;
mod public_link;
mod revisions;
mod roles;
mod setting;
mod statements;
mod templates;
mod writing;
