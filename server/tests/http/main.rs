//! The HTTP side of the server: forms of errors, limits, headers, files, logs, and what happens when the database goes.

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
