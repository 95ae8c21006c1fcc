//! `/api/tasks` as integrators of the original use it.

#![expect(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

#[path = "../common/mod.rs"]
mod common;

mod bad_input;
mod listing;
mod moves;
mod objects;
mod roles;
mod setting;
mod writing;
