//! The examples that the playground opens with are valid, and answer what they promise.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod common;

use common::TestApp;
use domain::UserRole;
use serde_json::{Value, json};

const EXAMPLES: &str = include_str!("../assets/examples.graphql");

#[tokio::test]
async fn every_example_runs() {
    let app = TestApp::start().await;
    let client = app.sign_in_as(UserRole::Admin).await;
    let documents: Vec<&str> = EXAMPLES.trim().split("\n\n").collect();
    assert_eq!(documents.len(), 6, "a blank line stands between examples, and nowhere else");
    for document in documents {
        assert!(document.starts_with("# "), "an example begins with what it is for: {document}");
        if document.contains("\nsubscription ") {
            continue;
        }
        let answer = client.graphql(document, json!({})).await;
        assert_eq!(answer.get("errors"), None, "{document}\n{answer:#}");
        assert!(answer["data"].as_object().is_some_and(|data| data.values().all(|value| *value != Value::Null)));
    }
}
