//! The HTTP side of the server: forms of errors, limits, headers, files, logs, and what happens when the database goes.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where something is not as it should be")]

#[path = "../common/mod.rs"]
mod common;

mod account;
mod addresses;
mod bodies;
mod errors;
mod files;
mod headers;
mod health;
mod origins;
mod outage;
mod rate_limits;
mod raw;
mod replica;
mod standby;
