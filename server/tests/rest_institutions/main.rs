//! `/api/institutions` as integrators of the original use it.

#[path = "../common/mod.rs"]
mod common;

mod bad_input;
mod contacts;
mod deleting;
mod listing;
mod objects;
mod roles;
mod setting;
mod statements;
mod tokens;
mod writing;
