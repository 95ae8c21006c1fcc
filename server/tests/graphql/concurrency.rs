//! Two at once, and the same request twice.

use domain::UserRole;
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    common::{Client, TestApp},
    support::{institution, names},
};

const CREATE: &str = "mutation($name: String!) { createInstitution(input: { name: $name, type: CLINIC,
    address: { street: \"x\", city: \"y\", zipCode: \"44000\" } }) { institution { id } userErrors { code } } }";

async fn create(client: &Client, name: &str, key: &str) -> Value {
    let body = json!({ "query": CREATE, "variables": { "name": name } });
    let request = client.request(Method::POST, "/graphql").header("Idempotency-Key", key).json(&body);
    request.send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn a_repeated_request_is_carried_out_once() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let answers = join_all((0..5).map(|_| create(&manager, "A", "k1"))).await;
    for answer in &answers {
        assert_eq!(answer["data"], answers[0]["data"], "{answer:#}");
        assert!(answer["data"]["createInstitution"]["institution"]["id"].is_string());
    }
    let other = create(&manager, "B", "k1").await;
    assert_eq!(crate::support::code(&other), "CONFLICT");
    create(&manager, "B", "k2").await;
    assert_eq!(names(&manager, json!({})).await, ["A", "B"]);
    let second = app.sign_in_as(UserRole::Manager).await;
    create(&second, "C", "k1").await;
    assert_eq!(names(&manager, json!({})).await, ["A", "B", "C"], "keys are each user's own");
}

#[tokio::test]
async fn of_two_writers_on_one_version_one_wins() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let made = institution(&manager, "A", json!({})).await;
    let document =
        "mutation($id: ID!, $name: String!) { updateInstitution(input: { id: $id, name: $name, expectedVersion: 1 }) {
        institution { version } userErrors { code } } }";
    let write = |n: usize| manager.graphql(document, json!({ "id": made["id"], "name": format!("N{n}") }));
    let answers = join_all([write(0), write(1), write(2), write(3)]).await;
    let won = answers.iter().filter(|answer| answer.get("errors").is_none()).count();
    assert_eq!(won, 1, "{answers:#?}");
}
