//! Making and changing webhooks: what is refused, what stays secret.

use axum::{
    body::Body,
    http::{Method, Request},
};
use crm::config::GraphqlLimits;
use serde_json::{Value, json};
use server::{api, http};
use tower::ServiceExt as _;

use crate::{
    common::Answer,
    receiver::{CREATE, Setting},
    setting::texts,
};

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field() {
    let setting = Setting::start(&["TASK_CREATED"]).await;
    let refused = async |input: Value| {
        let answer = setting.firm.admin.query(CREATE, json!({ "input": input })).await["createWebhook"].take();
        assert_eq!((&answer["webhook"], &answer["secret"]), (&Value::Null, &Value::Null), "{answer:#}");
        answer["userErrors"].clone()
    };
    let wrong = json!({
        "name": " ", "url": "ftp://example.com", "events": [], "secret": "", "timeout": 1, "maxRetries": 11, "retryDelay": 0,
    });
    let expected = json!([
        { "field": "events", "code": "REQUIRED" },
        { "field": "secret", "code": "INVALID_FORMAT" },
        { "field": "timeout", "code": "OUT_OF_RANGE" },
        { "field": "maxRetries", "code": "OUT_OF_RANGE" },
        { "field": "retryDelay", "code": "OUT_OF_RANGE" },
        { "field": "name", "code": "REQUIRED" },
        { "field": "url", "code": "INVALID_FORMAT" },
    ]);
    assert_eq!(refused(wrong).await, expected);
    for name in ["X-Webhook-Signature", "webhook-id", "Host", "Content-Length", "é", "a b"] {
        let header = json!({
            "name": "x", "url": setting.receiver.url, "events": ["TASK_CREATED"], "headers": [{ "name": name, "value": "x" }],
        });
        let errors = refused(header).await;
        assert_eq!(errors[0]["field"], format!("headers.{name}"), "{errors}");
    }
}

#[tokio::test]
async fn the_secret_is_shown_once_and_sealed() {
    let setting = Setting::start(&["TASK_CREATED"]).await;
    let sealed =
        texts(&setting.firm.app, "SELECT encode(secret_sealed, 'escape') AS text FROM webhooks").await.remove(0);
    assert!(!sealed.contains(&setting.secret));
    let audit = setting.firm.admin.query("{ auditEvents(first: 50) { nodes { changes } } }", json!({})).await;
    assert!(!audit.to_string().contains(&setting.secret));
    let rotate = "mutation($id: ID!) { rotateWebhookSecret(input: { id: $id }) { secret webhook { version } } }";
    let rotated = setting.firm.admin.query(rotate, json!({ "id": setting.hook })).await["rotateWebhookSecret"].take();
    assert!(rotated["secret"].as_str().unwrap().starts_with("whsec_"));
    assert_ne!(rotated["secret"], setting.secret.as_str());
}

/// Whoever did not get the answer asks again with the same key and has the same secret.
#[tokio::test]
async fn a_secret_is_renewed_once_under_a_key() {
    let setting = Setting::start(&["TASK_CREATED"]).await;
    let document = "mutation($id: ID!) { rotateWebhookSecret(input: { id: $id }) { secret webhook { version } } }";
    let renew = async || {
        let body = json!({ "query": document, "variables": { "id": setting.hook } });
        let request =
            setting.firm.admin.request(Method::POST, "/graphql").header("idempotency-key", "renewed").json(&body);
        Answer::of(request).await.json()["data"]["rotateWebhookSecret"].take()
    };
    let (first, second) = (renew().await, renew().await);
    assert_eq!(first["webhook"]["version"], 2);
    assert_eq!(first, second);
}

/// Headers hold credentials often enough.
#[tokio::test]
async fn the_audit_log_has_no_values_of_headers() {
    let headers = json!([{ "name": "Authorization", "value": "Bearer first" }]);
    let setting = Setting::start_with(&["TASK_CREATED"], json!({ "headers": headers })).await;
    setting.change(json!({ "headers": [{ "name": "Authorization", "value": "Bearer second" }] })).await;
    let audit = setting.firm.admin.query("{ auditEvents(first: 50) { nodes { action changes } } }", json!({})).await;
    let audit = audit.to_string();
    assert!(audit.contains("webhook.updated") && audit.contains("authorization"), "{audit}");
    assert!(!audit.contains("Bearer"), "{audit}");
}

#[tokio::test]
async fn a_stale_change_is_a_conflict_and_a_deleted_one_comes_back() {
    let setting = Setting::start(&["TASK_CREATED"]).await;
    let admin = &setting.firm.admin;
    let update =
        "mutation($input: UpdateWebhookInput!) { updateWebhook(input: $input) { webhook { name version status } } }";
    let input = json!({ "id": setting.hook, "expectedVersion": 1, "name": "Paie", "isActive": false });
    let changed = admin.query(update, json!({ "input": input })).await["updateWebhook"]["webhook"].take();
    assert_eq!(changed, json!({ "name": "Paie", "version": 2, "status": "INACTIVE" }));
    let stale = admin.graphql(update, json!({ "input": input })).await;
    assert_eq!(stale["errors"][0]["extensions"]["code"], "CONFLICT");

    let delete = "mutation($id: ID!) { deleteWebhook(input: { id: $id }) { webhook { deletedAt } } }";
    admin.query(delete, json!({ "id": setting.hook })).await;
    let list = "{ webhooks { totalCount nodes { id } } }";
    assert_eq!(admin.query(list, json!({})).await["webhooks"]["totalCount"], 0);
    let deleted = "{ webhooks(filter: { deleted: true }) { totalCount } }";
    assert_eq!(admin.query(deleted, json!({})).await["webhooks"]["totalCount"], 1);
    let restore = "mutation($id: ID!) { restoreWebhook(input: { id: $id }) { webhook { deletedAt } } }";
    admin.query(restore, json!({ "id": setting.hook })).await;
    assert_eq!(admin.query(list, json!({})).await["webhooks"]["totalCount"], 1);
}

/// A page of webhooks with numbers, people and deliveries takes as many statements as one of them.
#[tokio::test]
async fn a_list_takes_a_fixed_number_of_statements() {
    let setting = Setting::start(&["INSTITUTION_CREATED"]).await;
    let document = "{ webhooks { nodes { name headers { name } statistics { total } creator { fullName }
        deliveries(first: 5) { nodes { event attempts { attempt } } } } } }";
    let router = http::router(setting.firm.app.app.clone(), api::routes(GraphqlLimits::default()));
    let count = async || {
        let token = setting.firm.admin.token.as_deref().unwrap();
        let body = json!({ "query": document }).to_string();
        let request = Request::post("/graphql")
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/json")
            .body(Body::from(body))
            .unwrap();
        let (answer, statements) = db::statements::count(router.clone().oneshot(request)).await;
        assert_eq!(answer.unwrap().status(), 200);
        statements
    };
    setting.institution().await;
    setting.deliver().await;
    let one = count().await;
    for n in 0..5 {
        let input =
            json!({ "name": format!("Nº {n}"), "url": setting.receiver.url, "events": ["INSTITUTION_CREATED"] });
        setting.firm.admin.query(CREATE, json!({ "input": input })).await;
    }
    setting.institution().await;
    setting.deliver().await;
    let many = count().await;
    assert_eq!((one, many), (6, 6), "the caller, webhooks, numbers, people, deliveries, attempts");
}
