//! Webhooks: what happens reaches those who want to know.

// The futures of the engine are nested as deep as the schema is merged of parts.
#![recursion_limit = "256"]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "../common/mod.rs"]
mod common;

#[path = "../billing/setting.rs"]
#[expect(dead_code, reason = "this program uses a part of it")]
mod setting;

mod delivery;
mod events;
mod faults;
mod managing;
mod receiver;
mod rest;
mod roles;
