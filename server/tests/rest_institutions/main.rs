//! `/api/institutions` as integrators of the original use it.

#![expect(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

#[path = "../common/mod.rs"]
mod common;

mod bad_input;
mod contacts;
mod deleting;
mod import;
mod listing;
mod objects;
mod roles;
mod setting;
mod statements;
mod tokens;
mod writing;
