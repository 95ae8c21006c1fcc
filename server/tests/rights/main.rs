//! Who may do what: every root field of GraphQL, every relation of an object and every REST route, really asked by each
//! role, by an API token that is limited to tasks, and by nobody.
//!
//! `rights.golden` is the table. A field or route that no case asks fails the test, and so does an answer that is not
//! the table's. `UPDATE_GOLDEN=1` (or `cargo xtask snapshots`) writes the table anew; the review of its difference
//! decides.

// The futures of the engine are nested as deep as the schema is merged of parts.
#![recursion_limit = "256"]
#![expect(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

#[path = "../common/mod.rs"]
mod common;

mod account_cases;
mod billing_cases;
mod billing_routes;
mod cases;
mod company;
mod digiforma_cases;
mod document_cases;
mod entity_cases;
mod export_routes;
mod graphql;
mod people_cases;
mod relations;
mod rest;
mod rest_cases;
mod revenue_cases;
mod segment_cases;
mod subscriptions;
mod table;
mod webhook_cases;

use common::TestApp;
use company::Hash;

#[tokio::test(flavor = "multi_thread")]
async fn everybody_gets_what_the_table_says() {
    let (reads, writes) = (TestApp::start().await, TestApp::start().await);
    let (for_reads, for_writes) = (Hash::new(&reads).await, Hash::new(&writes).await);
    for app in [&reads, &writes] {
        company::identify_firm(app).await;
    }
    let mut lines = graphql::queries(&reads, &for_reads).await;
    lines.extend(graphql::mutations(&writes, &for_writes).await);
    lines.extend(relations::ask(&reads, &for_reads).await);
    lines.extend(subscriptions::ask(&reads, &for_reads).await);
    lines.extend(rest::routes(&writes, &for_writes).await);
    table::compare(&lines);
}
