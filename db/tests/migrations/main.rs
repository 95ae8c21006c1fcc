//! The migrations: up and down, the catalog that they leave, the bad states that they refuse, what their triggers do.

#![expect(clippy::unwrap_used, reason = "tests")]

mod behaviour;
mod catalog;
mod database;
mod races;
mod refusals;
mod schema;
