//! Revenue: what was invoiced and paid, by where it comes from, on GraphQL and REST.

// The futures of the engine are nested as deep as the schema is merged of parts.
#![recursion_limit = "256"]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]
#![expect(clippy::needless_pass_by_value, reason = "values are written where they are used")]

#[path = "../common/mod.rs"]
mod common;
#[path = "../billing/setting.rs"]
#[expect(dead_code, reason = "this program uses a part of it")]
mod setting;

mod books;
mod entries;
mod figures;
mod months;
mod refusals;
mod rest;
mod roles;
mod statements;
mod sums;
