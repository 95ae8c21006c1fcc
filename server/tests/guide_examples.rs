//! The examples of the guides are valid, and show something of the demo company.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod common;

use std::{sync::Arc, time::Duration};

use async_graphql::{Data, Variables};
use chrono::Utc;
use common::{Client, TestApp};
use crm::{
    RequestInfo,
    auth::{Proof, viewers},
    config::GraphqlLimits,
    context::Caller,
};
use futures_util::StreamExt as _;
use graphql::{engine::Operation, http::Gate as _, schema};
use serde_json::{Value, json};
use server::demo;
use tokio::time::timeout;

/// The guides, by their paths.
const GUIDES: [(&str, &str); 3] = [
    ("README.md", include_str!("../../README.md")),
    ("docs/GRAPHQL.md", include_str!("../../docs/GRAPHQL.md")),
    ("docs/OPERATIONS.md", include_str!("../../docs/OPERATIONS.md")),
];

const EMAIL: &str = "admin@example.com";
const PASSWORD: &str = "lanterns over the quiet harbour";

/// A document of a guide.
struct Example {
    document: &'static str,
    variables: Value,
}

/// The `graphql` fences of a guide, each with its variables: the `json` fence right behind it, if there is one.
fn examples(guide: &str, text: &'static str) -> Vec<Example> {
    let pieces: Vec<&'static str> = text.split("```").collect();
    assert_eq!(pieces.len() % 2, 1, "{guide}: a fence is not closed");
    let mut found = Vec::new();
    for n in (1..pieces.len()).step_by(2) {
        let Some(document) = pieces[n].strip_prefix("graphql\n") else { continue };
        let follows = pieces[n + 1].trim().is_empty();
        let behind = pieces.get(n + 2).filter(|_| follows).and_then(|piece| piece.strip_prefix("json\n"));
        let variables = match behind {
            Some(json) => serde_json::from_str(json).unwrap_or_else(|error| panic!("{guide}: {error}\n{json}")),
            None => json!({}),
        };
        found.push(Example { document, variables });
    }
    found
}

/// The variables with the reader's own values in the place of what stands for them (`"<id of a client>"`).
fn filled(variables: &Value, own: &Value) -> Value {
    match variables {
        Value::String(text) if text.starts_with('<') => match own.get(text) {
            Some(value) => value.clone(),
            None => panic!("the test knows no value for {text}"),
        },
        Value::Array(items) => items.iter().map(|item| filled(item, own)).collect(),
        Value::Object(fields) => {
            Value::Object(fields.iter().map(|(name, value)| (name.clone(), filled(value, own))).collect())
        }
        other => other.clone(),
    }
}

/// The demo company, and its administrator.
async fn demo_company() -> (TestApp, Client) {
    let app = TestApp::start().await;
    let hash = app.app.auth.passwords.hash(PASSWORD).await.unwrap();
    demo::load(&mut *app.db().await, &hash, Utc::now().date_naive()).await.unwrap();
    let mut client = app.anonymous();
    let login = json!({ "email": EMAIL, "password": PASSWORD });
    let answer = client.post("/api/auth/login", &login).await.expect(200).json();
    client.token = Some(answer["data"]["accessToken"].as_str().unwrap().to_owned());
    (app, client)
}

/// What the guides leave to the reader.
async fn own_values(client: &Client) -> Value {
    let document = r#"{
        tasks(first: 1, filter: { status: { eq: TODO } }) { nodes { id version } }
        late: invoices(first: 1, filter: { overdue: true }) { nodes { institutionId } }
        invoices(first: 1, filter: {
            kind: { eq: INVOICE }, status: { eq: ISSUED }, archived: { eq: false }, remainingAmount: { gte: "100" }
            payments: { none: { status: { eq: PENDING } } }
        }) { nodes { id } }
        payments(first: 1, filter: { status: { eq: CONFIRMED } }) { nodes { invoice { institutionId } } }
    }"#;
    let data = client.query(document, json!({})).await;
    let first = |list: &str| data[list]["nodes"][0].clone();
    let own = json!({
        "<your e-mail>": EMAIL,
        "<your password>": PASSWORD,
        "<id of a client>": first("late")["institutionId"],
        "<id of a client that has paid>": first("payments")["invoice"]["institutionId"],
        "<id of an invoice>": first("invoices")["id"],
        "<id of a task>": first("tasks")["id"],
        "<version of the task>": first("tasks")["version"],
    });
    assert!(
        own.as_object().unwrap().values().all(|value| !value.is_null()),
        "the demo company lacks something: {own:#}"
    );
    own
}

/// Whether an answer to a root field has something in it: rows where it is a list, no complaint where it is a payload.
fn shows_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => {
            let list = ["nodes", "edges", "rows"].iter().find_map(|name| fields.get(*name));
            let is_filled = list.is_none_or(|rows| rows.as_array().is_some_and(|rows| !rows.is_empty()));
            is_filled && fields.get("userErrors").is_none_or(|errors| *errors == json!([]))
        }
        _ => true,
    }
}

#[tokio::test]
async fn every_example_runs() {
    let (app, client) = demo_company().await;
    let own = own_values(&client).await;
    for (guide, text) in GUIDES {
        let examples = examples(guide, text);
        assert!(!examples.is_empty(), "{guide} has no example");
        for Example { document, variables } in examples {
            let variables = filled(&variables, &own);
            if document.lines().any(|line| line.starts_with("subscription ")) {
                listens(&app, &client, document, variables).await;
                continue;
            }
            let answer = client.graphql(document, variables).await;
            assert_eq!(answer.get("errors"), None, "{guide}\n{document}\n{answer:#}");
            for (field, value) in answer["data"].as_object().unwrap() {
                assert!(shows_something(value), "{guide}: `{field}` shows nothing\n{document}\n{answer:#}");
            }
        }
    }
}

/// A subscription that the schema takes waits; what is wrong with one is told at its first look.
async fn listens(app: &TestApp, client: &Client, document: &str, variables: Value) {
    let proof = Proof::of_token(&app.app.auth, client.token.as_deref().unwrap()).unwrap();
    let viewer = viewers::find(&app.app, proof, None).await.unwrap();
    let request = RequestInfo {
        id: "test".into(),
        origin: "graphql",
        ip: None,
        is_local: false,
        user_agent: None,
        idempotency_key: None,
    };
    let mut data = Data::default();
    app.app.admit(&Caller { viewer: Ok(viewer), request: Arc::new(request) }, &mut data);
    let operation = Operation { query: document.to_owned(), name: None, variables: Variables::from_json(variables) };
    let engine = schema::api(GraphqlLimits::default());
    let mut changes =
        engine.subscribe(operation, data).unwrap_or_else(|refusal| panic!("{document}\n{:?}", refusal.errors));
    if let Ok(first) = timeout(Duration::from_millis(300), changes.next()).await {
        let errors = first.unwrap().errors;
        assert!(errors.is_empty(), "{document}\n{errors:?}");
    }
}

#[test]
fn a_fence_has_the_variables_right_behind_it_and_no_others() {
    let text = "a\n```graphql\n{ one }\n```\n\n```json\n{ \"x\": \"<mine>\" }\n```\n```graphql\n{ two }\n```\nb\n```json\n{}\n```\n";
    let found = examples("a test", text);
    assert_eq!(found.iter().map(|example| example.document).collect::<Vec<_>>(), ["{ one }\n", "{ two }\n"]);
    assert_eq!(filled(&found[0].variables, &json!({ "<mine>": 7 })), json!({ "x": 7 }));
    assert_eq!(found[1].variables, json!({}));
}
