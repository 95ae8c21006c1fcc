//! `/api/webhooks`, as the clients of the original use it.

use serde_json::{Value, json};

use crate::receiver::Setting;

#[tokio::test]
async fn a_webhook_is_made_listed_changed_tested_and_deleted() {
    let setting = Setting::start(&["TASK_CREATED"]).await;
    let admin = &setting.firm.admin;
    let body = json!({
        "name": "Paie", "url": setting.receiver.url, "events": ["invoice.paid", "institution.created"],
        "secret": "trois petits tours", "headers": { "X-Tenant": "ouest" }, "timeout": 5000, "maxRetries": 3, "retryDelay": 5000,
    });
    let made = admin.post("/api/webhooks", &body).await.expect(201).json();
    let webhook = &made["data"]["webhook"];
    let id = webhook["id"].as_str().unwrap().to_owned();
    assert_eq!((&webhook["status"], &webhook["isActive"]), (&json!("active"), &json!(true)));
    assert_eq!(webhook["events"], json!(["institution.created", "invoice.paid"]));
    assert_eq!(webhook["headers"], json!({ "x-tenant": "ouest" }));
    assert_eq!(made["data"]["secret"], "trois petits tours");
    assert_eq!((webhook.get("secret"), &webhook["hasSecret"]), (None, &json!(true)));

    setting.institution().await;
    setting.deliver().await;
    let list = admin.get("/api/webhooks?event=invoice.paid&search=paie").await.expect(200).json();
    assert_eq!(list["data"]["pagination"], json!({ "page": 1, "limit": 20, "total": 1, "pages": 1 }));
    let listed = &list["data"]["webhooks"][0];
    assert_eq!(listed["id"], id.as_str());
    assert_eq!(listed["stats"]["totalDeliveries"], 1);
    assert_eq!(listed["stats"]["successRate"], 100.0);
    assert_eq!(listed["creator"]["id"], admin.id().to_string());

    let shown = admin.get(&format!("/api/webhooks/{id}")).await.expect(200);
    let tag = shown.header("etag").to_owned();
    let changed = admin.put(&format!("/api/webhooks/{id}"), &json!({ "name": "Paye", "secret": "" })).await.expect(200);
    assert_eq!(changed.json()["data"]["webhook"]["name"], "Paye");
    let stale = admin.request(reqwest::Method::PATCH, &format!("/api/webhooks/{id}")).header("if-match", tag);
    assert_eq!(stale.json(&json!({ "name": "x" })).send().await.unwrap().status(), 412);

    let tested = admin.post(&format!("/api/webhooks/{id}/test"), &json!({})).await.expect(200).json();
    assert_eq!(tested["data"]["result"]["success"], true);
    assert_eq!(tested["data"]["result"]["httpStatus"], 200);

    let logs = admin.get(&format!("/api/webhooks/{id}/logs?status=success")).await.expect(200).json();
    assert_eq!(logs["data"]["pagination"]["total"], 2);
    let log = &logs["data"]["logs"][1];
    assert_eq!((&log["event"], &log["attemptCount"]), (&json!("institution.created"), &json!(1)));
    assert!(log["duration"].as_i64().unwrap() >= 0);
    let replay = format!("/api/webhooks/{id}/logs/{}/replay", log["id"].as_str().unwrap());
    let replayed = admin.post(&replay, &json!({})).await.expect(201).json();
    assert_eq!(replayed["data"]["log"]["replayOf"], log["id"]);
    assert_eq!(admin.post("/api/webhooks/retry-failed", &json!({})).await.expect(200).json()["data"]["retried"], 0);
    admin.post(&format!("/api/webhooks/{id}/reset"), &json!({})).await.expect(200);
    let rotated = admin.post(&format!("/api/webhooks/{id}/rotate-secret"), &json!({})).await.expect(200).json();
    assert!(rotated["data"]["secret"].as_str().unwrap().starts_with("whsec_"));

    admin.delete(&format!("/api/webhooks/{id}")).await.expect(200);
    assert_eq!(admin.get(&format!("/api/webhooks/{id}")).await.outcome(), "404 WEBHOOK_NOT_FOUND");
    assert_eq!(admin.delete(&format!("/api/webhooks/{id}")).await.outcome(), "404 WEBHOOK_NOT_FOUND");
}

#[tokio::test]
async fn events_are_listed_by_what_they_are_about() {
    let setting = Setting::start(&["TASK_CREATED"]).await;
    let events = setting.firm.admin.get("/api/webhooks/events").await.expect(200).json()["data"].take();
    assert_eq!(events["events"].as_array().unwrap().len(), domain::WebhookEvent::ALL.len());
    let invoices: Vec<&Value> =
        events["groupedEvents"]["invoice"].as_array().unwrap().iter().map(|event| &event["value"]).collect();
    assert_eq!(invoices.len(), 6, "{invoices:?}");
}

#[tokio::test]
async fn what_is_wrong_is_refused_in_the_words_of_the_group() {
    let setting = Setting::start(&["TASK_CREATED"]).await;
    let admin = &setting.firm.admin;
    let refused = admin.post("/api/webhooks", &json!({})).await;
    assert_eq!(refused.outcome(), "400 VALIDATION_ERROR");
    let fields: Vec<Value> = refused.json()["error"]["details"]["details"].as_array().unwrap().clone();
    let fields: Vec<&Value> = fields.iter().map(|field| &field["field"]).collect();
    assert_eq!(json!(fields), json!(["name", "url", "events"]));
    let unknown = json!({ "name": "x", "url": "https://example.com", "events": ["user.created"] });
    assert_eq!(admin.post("/api/webhooks", &unknown).await.status, 400);
    assert_eq!(admin.get("/api/webhooks/x").await.status, 400);
    let nobody = uuid::Uuid::now_v7();
    for path in ["", "/logs"] {
        assert_eq!(admin.get(&format!("/api/webhooks/{nobody}{path}")).await.outcome(), "404 WEBHOOK_NOT_FOUND");
    }
    for path in ["test", "reset", "rotate-secret"] {
        let answer = admin.post(&format!("/api/webhooks/{nobody}/{path}"), &json!({})).await;
        assert_eq!(answer.outcome(), "404 WEBHOOK_NOT_FOUND", "{path}");
    }
}

/// A record says the same on both interfaces.
#[tokio::test]
async fn rest_and_graphql_agree() {
    let setting = Setting::start(&["INSTITUTION_CREATED", "INVOICE_PAID"]).await;
    setting.institution().await;
    setting.deliver().await;
    let admin = &setting.firm.admin;
    let rest = admin.get(&format!("/api/webhooks/{}", setting.hook)).await.expect(200).json()["data"]["webhook"].take();
    let document =
        "query($id: ID!) { webhook(id: $id) { id name url timeout maxRetries retryDelay failureCount createdBy
        disabledReason } }";
    let graphql = admin.query(document, json!({ "id": setting.hook })).await["webhook"].take();
    for (field, value) in graphql.as_object().unwrap() {
        assert_eq!(&rest[field], value, "{field}");
    }
    let logs = admin.get(&format!("/api/webhooks/{}/logs", setting.hook)).await.expect(200).json();
    let deliveries = setting.deliveries().await;
    for field in ["id", "event", "httpStatus", "responseBody", "attemptCount", "maxAttempts"] {
        assert_eq!(logs["data"]["logs"][0][field], deliveries[0][field], "{field}");
    }
}
