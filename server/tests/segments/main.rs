//! Segments: kept questions about institutions and contacts.

// The futures of the engine are nested as deep as the schema is merged of parts.
#![recursion_limit = "256"]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "../common/mod.rs"]
mod common;

#[path = "../graphql/support.rs"]
#[expect(dead_code, reason = "this program uses a part of it")]
mod support;

mod criteria;
mod keeping;
mod rest;
mod sharing;
mod steps;
