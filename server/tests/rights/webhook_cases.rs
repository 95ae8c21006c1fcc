//! Cases on webhooks.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    cases::{Case, On, Route},
    company::Rows,
};

const WEBHOOKS: &str = "canManageWebhooks";

/// Root fields of `Query`.
pub fn queries() -> Vec<Case> {
    vec![
        Case {
            field: "webhook",
            permission: WEBHOOKS,
            on: On::Team,
            document: "query($id: ID!) { webhook(id: $id) { id } }",
            variables: |rows| json!({ "id": rows.webhook }),
        },
        Case {
            field: "webhookDeliveries",
            permission: WEBHOOKS,
            on: On::TeamList,
            document: "{ webhookDeliveries(first: 100) { nodes { id } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "webhookDelivery",
            permission: WEBHOOKS,
            on: On::Team,
            document: "query($id: ID!) { webhookDelivery(id: $id) { id } }",
            variables: |rows| json!({ "id": rows.webhook_delivery }),
        },
        Case {
            field: "webhooks",
            permission: WEBHOOKS,
            on: On::TeamList,
            document: "{ webhooks(first: 100) { nodes { id } } }",
            variables: |_| json!({}),
        },
    ]
}

/// A mutation on a row.
fn on_row(field: &'static str, document: &'static str, variables: fn(&Rows) -> Value) -> Case {
    Case { field, permission: WEBHOOKS, on: On::Team, document, variables }
}

/// Root fields of `Mutation`.
pub fn mutations() -> Vec<Case> {
    vec![
        Case {
            field: "createWebhook",
            permission: WEBHOOKS,
            on: On::Nothing,
            document: "mutation($input: CreateWebhookInput!) { createWebhook(input: $input) { userErrors { code } } }",
            variables: |_| json!({ "input": { "name": "x", "url": "https://example.com/", "events": ["TASK_CREATED"] } }),
        },
        on_row(
            "deleteWebhook",
            "mutation($id: ID!) { deleteWebhook(input: { id: $id }) { userErrors { code } } }",
            |rows| json!({ "id": rows.webhook }),
        ),
        on_row(
            "replayWebhookDelivery",
            "mutation($id: ID!) { replayWebhookDelivery(input: { id: $id }) { userErrors { code } } }",
            |rows| json!({ "id": rows.webhook_delivery }),
        ),
        on_row(
            "resetWebhook",
            "mutation($id: ID!) { resetWebhook(input: { id: $id }) { userErrors { code } } }",
            |rows| json!({ "id": rows.webhook }),
        ),
        on_row(
            "restoreWebhook",
            "mutation($id: ID!) { restoreWebhook(input: { id: $id }) { userErrors { code } } }",
            |rows| json!({ "id": rows.deleted_webhook }),
        ),
        on_row(
            "retryFailedWebhookDeliveries",
            "mutation($id: ID!) { retryFailedWebhookDeliveries(input: { webhookId: $id }) { userErrors { code } } }",
            |rows| json!({ "id": rows.webhook }),
        ),
        on_row(
            "rotateWebhookSecret",
            "mutation($id: ID!) { rotateWebhookSecret(input: { id: $id }) { userErrors { code } } }",
            |rows| json!({ "id": rows.webhook }),
        ),
        on_row(
            "testWebhook",
            "mutation($id: ID!) { testWebhook(input: { id: $id }) { userErrors { code } } }",
            |rows| json!({ "id": rows.webhook }),
        ),
        on_row(
            "updateWebhook",
            "mutation($id: ID!) { updateWebhook(input: { id: $id, maxRetries: 2 }) { userErrors { code } } }",
            |rows| json!({ "id": rows.webhook }),
        ),
    ]
}

fn nothing(_: &Rows) -> Value {
    json!({})
}

/// Routes.
pub fn routes() -> Vec<Route> {
    let route = |method, path, on, address, body| Route { method, path, permission: WEBHOOKS, on, address, body };
    let one: fn(&Rows) -> String = |rows| format!("/api/webhooks/{}", rows.webhook);
    let update: fn(&Rows) -> Value = |_| json!({ "maxRetries": 2 });
    vec![
        route(Method::GET, "/api/webhooks", On::TeamList, |_| "/api/webhooks?limit=100".into(), nothing),
        route(
            Method::POST,
            "/api/webhooks",
            On::Nothing,
            |_| "/api/webhooks".into(),
            |_| json!({ "name": "x", "url": "https://example.com/", "events": ["task.created"] }),
        ),
        route(Method::GET, "/api/webhooks/events", On::Nothing, |_| "/api/webhooks/events".into(), nothing),
        route(
            Method::POST,
            "/api/webhooks/retry-failed",
            On::Nothing,
            |_| "/api/webhooks/retry-failed".into(),
            nothing,
        ),
        route(Method::GET, "/api/webhooks/{id}", On::Team, one, nothing),
        route(Method::PUT, "/api/webhooks/{id}", On::Team, one, update),
        route(Method::PATCH, "/api/webhooks/{id}", On::Team, one, update),
        route(Method::DELETE, "/api/webhooks/{id}", On::Team, one, nothing),
        route(
            Method::GET,
            "/api/webhooks/{id}/logs",
            On::Team,
            |rows| format!("/api/webhooks/{}/logs", rows.webhook),
            nothing,
        ),
        route(
            Method::POST,
            "/api/webhooks/{id}/logs/{logId}/replay",
            On::Team,
            |rows| format!("/api/webhooks/{}/logs/{}/replay", rows.webhook, rows.webhook_delivery),
            nothing,
        ),
        route(
            Method::POST,
            "/api/webhooks/{id}/reset",
            On::Team,
            |rows| format!("/api/webhooks/{}/reset", rows.webhook),
            nothing,
        ),
        route(
            Method::POST,
            "/api/webhooks/{id}/rotate-secret",
            On::Team,
            |rows| format!("/api/webhooks/{}/rotate-secret", rows.webhook),
            nothing,
        ),
        route(
            Method::POST,
            "/api/webhooks/{id}/test",
            On::Team,
            |rows| format!("/api/webhooks/{}/test", rows.webhook),
            nothing,
        ),
    ]
}
