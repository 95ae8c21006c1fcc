//! Tests by other programs: a real browser, the GraphQL-over-HTTP audit, fuzzing of both interfaces.
//!
//! They belong to the feature `full-tests` and are run by `cargo xtask test`, which installs the programs and builds the
//! web app. See `docs/decisions/building.md`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "../common/mod.rs"]
mod common;

mod accessibility;
mod billing;
mod browser;
mod digiforma;
mod documents;
mod element;
mod fuzzing;
mod graphql_over_http;
mod journeys;
mod journeys_billing;
mod journeys_billing_roles;
mod journeys_contacts;
mod journeys_dashboard;
mod journeys_digiforma;
mod journeys_faults;
mod journeys_firm;
mod journeys_people;
mod journeys_revenue;
mod journeys_segments;
mod journeys_setup;
mod journeys_tasks;
mod journeys_webhooks;
mod live_updates;
mod pages;
mod pictures;
mod speed;
mod tool_pages;
mod tools;
mod webhooks;
