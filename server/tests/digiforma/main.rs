//! The mirror of Digiforma: what is read, what it survives, how it is linked and shown.

// The futures of the engine are nested as deep as the schema is merged of parts.
#![recursion_limit = "256"]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]
#![expect(clippy::needless_pass_by_value, reason = "values are written where they are used")]

#[path = "../common/mod.rs"]
mod common;

mod creation;
mod demo;
mod faults;
mod interruptions;
mod links;
mod matching;
mod mirror;
mod rest;
mod roles;
mod served;
mod setting;
mod settings;
