//! `/api/users` and `/api/teams` as integrators of the original use them.

#![expect(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

#[path = "../common/mod.rs"]
mod common;

mod accounts;
mod activities;
mod avatars;
mod institutions;
mod own;
mod roles;
mod setting;
mod statements;
mod teams;
