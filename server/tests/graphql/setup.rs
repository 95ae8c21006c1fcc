//! The first run.

use domain::UserRole;
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    common::{Answer, Client, TestApp},
    support::code,
};

const PASSWORD: &str = "quatre tulipes sous la pluie";

const CREATE: &str = "mutation($input: CreateFirstAdministratorInput!) { createFirstAdministrator(input: $input) {
    user { email role language isActive } userErrors { field code } } }";

fn input(setup_code: Option<&str>) -> Value {
    json!({ "input": { "email": " First@Example.com ", "firstName": "Ada", "lastName": "Roy", "password": PASSWORD,
        "language": "EN", "setupCode": setup_code } })
}

/// Tries it from another machine than the server's, as a proxy tells.
async fn from_elsewhere(client: &Client, setup_code: Option<&str>) -> Value {
    let body = json!({ "query": CREATE, "variables": input(setup_code) });
    let request = client.request(Method::POST, "/graphql").header("x-forwarded-for", "192.0.2.1").json(&body);
    Answer::of(request).await.json()
}

async fn is_required(client: &Client) -> Value {
    client.query("{ setupRequired }", json!({})).await["setupRequired"].take()
}

/// Field and code of the first user error.
fn refusal(answer: &Value) -> (&str, &str) {
    let error = &answer["data"]["createFirstAdministrator"]["userErrors"][0];
    (error["field"].as_str().unwrap_or("-"), error["code"].as_str().unwrap_or("-"))
}

#[tokio::test]
async fn the_first_administrator_is_made_on_the_servers_own_machine_and_signed_in() {
    let app = TestApp::start().await;
    let client = app.anonymous();
    assert_eq!(is_required(&client).await, true);
    let answer = client.post("/graphql", &json!({ "query": CREATE, "variables": input(None) })).await;
    let user = json!({ "email": "first@example.com", "role": "ADMIN", "language": "EN", "isActive": true });
    assert_eq!(answer.json()["data"]["createFirstAdministrator"], json!({ "user": user, "userErrors": [] }));
    let cookies = answer.header_all("set-cookie");
    let cookie: Vec<&str> = cookies.iter().map(|cookie| cookie.split(';').next().unwrap()).collect();
    assert_eq!(cookie.len(), 2, "{cookies:?}");
    let me = client.request(Method::POST, "/graphql").header("cookie", cookie.join("; "));
    let me = Answer::of(me.json(&json!({ "query": "{ me { email lastLoginAt } }" }))).await.json();
    assert_eq!(me["data"]["me"]["email"], "first@example.com", "{me}");
    assert!(me["data"]["me"]["lastLoginAt"].is_string());
    let login = json!({ "email": "first@example.com", "password": PASSWORD });
    let token = client.post("/api/auth/login", &login).await.expect(200).json()["data"]["accessToken"].take();
    let mut admin = app.anonymous();
    admin.token = token.as_str().map(str::to_owned);
    let data = admin.query("{ auditEvents(last: 2) { nodes { action } } }", json!({})).await;
    assert_eq!(data["auditEvents"]["nodes"], json!([{ "action": "auth.login" }, { "action": "user.created" }]));

    assert_eq!(is_required(&client).await, false);
    let again = client.graphql(CREATE, input(None)).await;
    assert_eq!(code(&again), "CONFLICT");
}

#[tokio::test]
async fn from_elsewhere_the_code_of_the_server_is_asked_for_and_guessing_waits() {
    let app = TestApp::start().await;
    let client = app.anonymous();
    let right = app.app.auth.setup_code.to_string();
    assert_eq!(refusal(&from_elsewhere(&client, None).await), ("setupCode", "REQUIRED"));
    for n in 0..5 {
        let wrong = format!("000{n}-0000");
        assert_eq!(refusal(&from_elsewhere(&client, Some(&wrong)).await), ("setupCode", "INVALID_CODE"));
    }
    assert_eq!(code(&from_elsewhere(&client, Some(&right)).await), "RATE_LIMITED", "even with the right one");
    assert_eq!(is_required(&client).await, true);
    app.sql("UPDATE login_throttles SET locked_until = now()").await;
    let made = from_elsewhere(&client, Some(&right.to_lowercase().replace('-', " "))).await;
    assert_eq!(made["data"]["createFirstAdministrator"]["user"]["email"], "first@example.com", "{made}");
}

#[tokio::test]
async fn of_several_at_once_one_wins() {
    let app = TestApp::start().await;
    let client = app.anonymous();
    let answers = join_all((0..4).map(|_| client.graphql(CREATE, input(None)))).await;
    let won = answers.iter().filter(|answer| answer["data"]["createFirstAdministrator"]["user"].is_object()).count();
    let lost = answers.iter().filter(|answer| code(answer) == "CONFLICT").count();
    assert_eq!((won, lost), (1, 3), "{answers:#?}");
}

#[tokio::test]
async fn what_is_typed_is_checked() {
    let app = TestApp::start().await;
    let client = app.anonymous();
    let with = async |field: &str, value: &str| {
        let mut input = input(None);
        input["input"][field] = json!(value);
        let answer = client.graphql(CREATE, input).await;
        let (field, code) = refusal(&answer);
        format!("{field} {code}")
    };
    assert_eq!(with("email", "nobody").await, "email INVALID_FORMAT");
    assert_eq!(with("firstName", " ").await, "firstName REQUIRED");
    assert_eq!(with("password", "short").await, "password TOO_SHORT");
    assert_eq!(with("password", "first@example.com").await, "password COMMON_PASSWORD");
    assert_eq!(is_required(&client).await, true);
}

#[tokio::test]
async fn a_deactivated_account_is_an_account() {
    let app = TestApp::start().await;
    app.user(UserRole::Viewer).await;
    app.sql("UPDATE users SET is_active = false").await;
    let client = app.anonymous();
    assert_eq!(is_required(&client).await, false);
    assert_eq!(code(&client.graphql(CREATE, input(None)).await), "CONFLICT");
    let right = app.app.auth.setup_code.to_string();
    assert_eq!(code(&from_elsewhere(&client, Some(&right)).await), "CONFLICT");
}
