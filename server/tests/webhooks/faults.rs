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
