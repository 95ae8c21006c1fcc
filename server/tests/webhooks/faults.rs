//! What may go wrong: nothing is lost, and nobody waits for a receiver that does not answer.

use std::time::Duration;

use crm::operations::webhook;
use serde_json::json;

use crate::receiver::Setting;

#[tokio::test]
async fn what_was_rolled_back_is_told_to_nobody() {
    let setting = Setting::start(&["INSTITUTION_CREATED"]).await;
    let input = json!({ "name": "", "type": "HOSPITAL" });
    let document =
        "mutation($input: CreateInstitutionInput!) { createInstitution(input: $input) { userErrors { code } } }";
    let refused = setting.firm.admin.graphql(document, json!({ "input": input })).await;
    assert!(refused.to_string().contains("REQUIRED") || refused.get("errors").is_some(), "{refused:#}");
    setting.deliver().await;
    assert_eq!(setting.receiver.received().len(), 0);
}

/// A server that dies while it delivers holds the delivery until its lease is over; then another one tries it.
#[tokio::test]
async fn what_a_dead_server_held_is_tried_by_another() {
    let setting = Setting::start(&["INSTITUTION_CREATED"]).await;
    setting.institution().await;
    let app = &setting.firm.app.app;
    webhook::publish(app).await.unwrap();
    let held = webhook::claim(app, 10).await.unwrap();
    assert_eq!(held.len(), 1);
    drop(held);
    assert_eq!(webhook::deliver_due(app).await.unwrap(), 0, "it is still held");
    setting.firm.app.sql("UPDATE webhook_logs SET locked_until = now() - interval '1 second'").await;
    assert_eq!(webhook::deliver_due(app).await.unwrap(), 1);
    assert_eq!(setting.receiver.received().len(), 1);
}

/// Two servers that look at the same moment make one delivery of an event, and each is tried by one of them.
#[tokio::test(flavor = "multi_thread")]
async fn two_servers_tell_it_once() {
    let setting = Setting::start(&["INSTITUTION_CREATED"]).await;
    for _ in 0..20 {
        setting.institution().await;
    }
    let app = &setting.firm.app.app;
    let look = async || {
        while webhook::publish(app).await.unwrap() > 0 {}
        while webhook::deliver_due(app).await.unwrap() > 0 {}
    };
    tokio::join!(look(), look(), look());
    setting.deliver().await;
    let received = setting.receiver.received();
    let mut ids: Vec<&str> = received.iter().map(|told| told.header("webhook-id")).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((received.len(), ids.len()), (20, 20));
}

/// The attempt of whoever was too slow is not counted on top of the one that replaced it.
#[tokio::test]
async fn a_late_attempt_changes_nothing() {
    let setting = Setting::start(&["INSTITUTION_CREATED"]).await;
    setting.institution().await;
    let app = &setting.firm.app.app;
    webhook::publish(app).await.unwrap();
    let late = webhook::claim(app, 10).await.unwrap().remove(0);
    setting.firm.app.sql("UPDATE webhook_logs SET locked_until = now() - interval '1 second'").await;
    setting.receiver.will_answer([200, 500]);
    assert_eq!(webhook::deliver_due(app).await.unwrap(), 1);
    webhook::attempt(app, late).await.unwrap();
    let delivery = setting.deliveries().await.remove(0);
    assert_eq!((&delivery["status"], &delivery["attemptCount"]), (&json!("SUCCESS"), &json!(1)), "{delivery:#}");
}

#[tokio::test]
async fn a_slow_receiver_is_left_and_its_neighbour_is_told() {
    let setting = Setting::start_with(&["INSTITUTION_CREATED"], json!({ "timeout": 1000 })).await;
    setting.receiver.will_take(Duration::from_secs(30));
    setting.institution().await;
    setting.deliver().await;
    let delivery = setting.deliveries().await.remove(0);
    assert_eq!(delivery["errorMessage"], "The receiver did not answer in time.", "{delivery:#}");
    assert_eq!(delivery["status"], "RETRYING");
}

#[tokio::test]
async fn a_receiver_that_is_not_there_is_no_error_of_the_server() {
    let setting = Setting::start(&["INSTITUTION_CREATED"]).await;
    // Nobody listens there.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let document = "mutation($input: UpdateWebhookInput!) { updateWebhook(input: $input) { userErrors { code } } }";
    setting.firm.admin.query(document, json!({ "input": { "id": setting.hook, "url": url } })).await;
    setting.institution().await;
    setting.deliver().await;
    let delivery = setting.deliveries().await.remove(0);
    assert!(delivery["errorMessage"].as_str().unwrap().starts_with("The receiver cannot be reached"), "{delivery:#}");
    assert_eq!(delivery["httpStatus"], serde_json::Value::Null);
}

/// An address that became a private one after it was entered is refused when it is called.
#[tokio::test]
async fn closed_networks_are_not_reached() {
    let firm = crate::common::firm::Firm::start().await;
    let input = json!({ "name": "x", "url": "http://127.0.0.1:9/", "events": ["TASK_CREATED"] });
    let refused = firm.admin.query(crate::receiver::CREATE, json!({ "input": input })).await;
    assert_eq!(refused["createWebhook"]["userErrors"], json!([{ "field": "url", "code": "PRIVATE_ADDRESS" }]));
    let input = json!({ "name": "x", "url": "https://example.com/", "events": ["TASK_CREATED"] });
    let made = firm.admin.query(crate::receiver::CREATE, json!({ "input": input })).await["createWebhook"].take();
    firm.app.sql("UPDATE webhooks SET url = 'http://127.0.0.1:9/'").await;
    let test = "mutation($id: ID!) { testWebhook(input: { id: $id }) { success webhookDelivery { errorMessage } } }";
    let tested = firm.admin.query(test, json!({ "id": made["webhook"]["id"] })).await["testWebhook"].take();
    assert_eq!(tested["success"], false);
    assert!(tested["webhookDelivery"]["errorMessage"].as_str().unwrap().contains("closed network"), "{tested:#}");
}

/// HTTP ends at 599, some receivers do not.
#[tokio::test]
async fn a_status_that_nobody_knows_is_a_failure_like_others() {
    let setting = Setting::start(&["INSTITUTION_CREATED"]).await;
    setting.receiver.will_answer([999]);
    setting.institution().await;
    setting.deliver().await;
    let delivery = setting.deliveries().await.remove(0);
    assert_eq!((&delivery["status"], &delivery["httpStatus"]), (&json!("RETRYING"), &serde_json::Value::Null));
    assert_eq!(delivery["errorMessage"], "The receiver answered 999.");
}

/// An answer to what the webhook was does not switch off what it has become.
#[tokio::test]
async fn a_late_answer_does_not_switch_off_what_was_mended() {
    let setting = Setting::start(&["INSTITUTION_CREATED"]).await;
    setting.institution().await;
    let app = &setting.firm.app.app;
    webhook::publish(app).await.unwrap();
    let late = webhook::claim(app, 10).await.unwrap().remove(0);
    setting.change(json!({ "name": "Réparé" })).await;
    setting.receiver.will_answer([410]);
    webhook::attempt(app, late).await.unwrap();
    assert_eq!(setting.hook().await["status"], "ACTIVE");
    assert_eq!(setting.deliveries().await[0]["status"], "FAILED");
}

#[tokio::test]
async fn what_waits_outlasts_a_pause() {
    let setting = Setting::start(&["INSTITUTION_CREATED"]).await;
    setting.institution().await;
    let app = &setting.firm.app.app;
    webhook::publish(app).await.unwrap();
    setting.change(json!({ "isActive": false })).await;
    assert_eq!(webhook::due_at(app).await.unwrap(), None);
    assert_eq!(webhook::deliver_due(app).await.unwrap(), 0);
    assert_eq!(setting.deliveries().await[0]["status"], "PENDING");
    setting.reset().await;
    setting.deliver().await;
    assert_eq!(setting.deliveries().await[0]["status"], "SUCCESS");
}

/// Switched off by the server, it says why until somebody switches it on.
#[tokio::test]
async fn another_name_does_not_hide_why_it_is_off() {
    let setting = Setting::start(&["INSTITUTION_CREATED"]).await;
    setting.receiver.will_answer([410]);
    setting.institution().await;
    setting.deliver().await;
    for change in [json!({ "name": "Autre" }), json!({ "isActive": false })] {
        let changed = setting.change(change).await;
        assert_eq!(changed["webhook"]["status"], "DISABLED", "{changed:#}");
        assert!(changed["webhook"]["disabledReason"].as_str().unwrap().contains("410"));
    }
    let on = setting.change(json!({ "isActive": true })).await;
    assert_eq!(on["webhook"], json!({ "status": "ACTIVE", "disabledReason": null }));
}

#[tokio::test]
async fn four_at_once_are_sent_to_one_receiver() {
    let setting = Setting::start(&["INSTITUTION_CREATED"]).await;
    for _ in 0..9 {
        setting.institution().await;
    }
    let app = &setting.firm.app.app;
    webhook::publish(app).await.unwrap();
    assert_eq!(webhook::claim(app, 3).await.unwrap().len(), 3);
    assert_eq!(webhook::claim(app, 10).await.unwrap().len(), 1);
    assert_eq!(webhook::claim(app, 10).await.unwrap().len(), 0);
}

/// What a replay brought, or may still bring, is not sent once more; tests are not repeated.
#[tokio::test]
async fn failures_are_sent_again_once() {
    let setting = Setting::start_with(&["INSTITUTION_CREATED"], json!({ "maxRetries": 0 })).await;
    setting.receiver.will_answer([500, 500, 500]);
    for _ in 0..2 {
        setting.institution().await;
        setting.deliver().await;
    }
    let test = "mutation($id: ID!) { testWebhook(input: { id: $id }) { success } }";
    setting.firm.admin.query(test, json!({ "id": setting.hook })).await;
    let first = setting.deliveries().await.remove(0);
    let replay = "mutation($id: ID!) { replayWebhookDelivery(input: { id: $id }) { webhookDelivery { id } } }";
    setting.firm.admin.query(replay, json!({ "id": first["id"] })).await;
    setting.deliver().await;
    let again = "mutation { retryFailedWebhookDeliveries(input: {}) { count } }";
    let retried = setting.firm.admin.query(again, json!({})).await;
    assert_eq!(retried["retryFailedWebhookDeliveries"]["count"], 1, "{retried:#}");
    setting.deliver().await;
    assert_eq!(setting.receiver.received().len(), 5);
}
