//! Deliveries: what they say, how they are signed, how often they are tried.

use std::time::Duration;

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use crm::jobs;
use serde_json::{Value, json};

use crate::receiver::Setting;

fn signed(key: &[u8], text: &[u8]) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text).as_ref().to_vec()
}

#[tokio::test]
async fn a_delivery_says_what_happened_and_is_signed_twice() {
    let headers = json!({ "headers": [{ "name": "X-Tenant", "value": "ouest" }] });
    let setting = Setting::start_with(&["INSTITUTION_CREATED"], headers).await;
    let institution = setting.institution().await;
    setting.deliver().await;

    let received = setting.receiver.received();
    assert_eq!(received.len(), 1, "{received:?}");
    let (told, body) = (&received[0], received[0].json());
    assert_eq!(body["event"], "institution.created");
    assert_eq!(body["webhook_id"], setting.hook.as_str());
    assert!(body["timestamp"].as_str().unwrap().parse::<DateTime<Utc>>().unwrap() <= Utc::now());
    assert_eq!(body["data"]["institution"]["id"], institution.to_string());
    assert_eq!(body["data"]["institution"]["type"], "hospital");
    assert_eq!(body["data"]["institution"]["address"]["city"], "Nantes");
    assert_eq!(body["data"]["triggeredBy"], setting.firm.manager.id().to_string());

    assert_eq!(told.header("content-type"), "application/json");
    assert_eq!(told.header("user-agent"), "Medical-CRM-Webhook/1.0");
    assert_eq!(told.header("x-tenant"), "ouest");
    assert_eq!(told.header("x-webhook-event"), "institution.created");
    assert_eq!(told.header("x-webhook-id"), setting.hook);
    let id = told.header("webhook-id");
    assert_eq!((id, told.header("x-webhook-delivery")), (id, id));
    let hex: String = signed(setting.secret.as_bytes(), &told.body).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(told.header("x-webhook-signature"), format!("sha256={hex}"));
    let key = STANDARD.decode(setting.secret.strip_prefix("whsec_").unwrap()).unwrap();
    let stamp = told.header("webhook-timestamp");
    assert!((Utc::now().timestamp() - stamp.parse::<i64>().unwrap()).abs() < 60);
    let content = [format!("{id}.{stamp}.").as_bytes(), &told.body].concat();
    assert_eq!(told.header("webhook-signature"), format!("v1,{}", STANDARD.encode(signed(&key, &content))));

    let deliveries = setting.deliveries().await;
    assert_eq!((deliveries.len(), &deliveries[0]["status"]), (1, &json!("SUCCESS")), "{deliveries:#?}");
    assert_eq!(deliveries[0]["id"], id);
    assert_eq!(deliveries[0]["responseBody"], "merci");
    let hook = setting.hook().await;
    assert_eq!(hook["statistics"], json!({ "total": 1, "successful": 1, "failed": 0, "successRate": 100.0 }));
}

#[tokio::test]
async fn a_secret_of_ones_own_signs_by_its_characters() {
    let setting = Setting::start_with(&["INSTITUTION_CREATED"], json!({ "secret": "seau et pelle" })).await;
    assert_eq!(setting.secret, "seau et pelle");
    setting.institution().await;
    setting.deliver().await;
    let told = setting.receiver.received().remove(0);
    let content = format!("{}.{}.", told.header("webhook-id"), told.header("webhook-timestamp"));
    let content = [content.as_bytes(), &told.body].concat();
    let expected = format!("v1,{}", STANDARD.encode(signed(b"seau et pelle", &content)));
    assert_eq!(told.header("webhook-signature"), expected);
}

#[tokio::test]
async fn what_fails_is_tried_again_later_and_later() {
    let setting = Setting::start(&["INSTITUTION_CREATED"]).await;
    setting.receiver.will_answer([500, 302, 404]);
    setting.institution().await;
    let mut pauses = Vec::new();
    for _ in 0..3 {
        let before = Utc::now();
        setting.deliver().await;
        let delivery = setting.deliveries().await.remove(0);
        assert_eq!((&delivery["status"], &delivery["deliveredAt"]), (&json!("RETRYING"), &Value::Null));
        let next: DateTime<Utc> = delivery["nextRetryAt"].as_str().unwrap().parse().unwrap();
        pauses.push((next - before).num_milliseconds());
        setting.let_time_pass().await;
    }
    // 5, 25 and 125 s, a tenth more or less.
    for (pause, usual) in pauses.iter().zip([5_000, 25_000, 125_000]) {
        assert!((usual * 9 / 10..=usual * 11 / 10 + 5_000).contains(pause), "{pauses:?}");
    }
    setting.deliver().await;
    let delivery = setting.deliveries().await.remove(0);
    assert_eq!((&delivery["status"], &delivery["attemptCount"]), (&json!("SUCCESS"), &json!(4)));
    let attempts = delivery["attempts"].as_array().unwrap();
    let statuses: Vec<&Value> = attempts.iter().map(|attempt| &attempt["httpStatus"]).collect();
    assert_eq!(json!(statuses), json!([500, 302, 404, 200]));
    assert_eq!(attempts[1]["errorMessage"], "The receiver answered 302; redirections are not followed.");
    // Each attempt has the id of the delivery: the receiver can tell that it has it already.
    let received = setting.receiver.received();
    assert!(received.iter().all(|told| told.header("webhook-id") == received[0].header("webhook-id")));
    assert_eq!((received.len(), setting.hook().await["failureCount"].clone()), (4, json!(0)));
}

#[tokio::test]
async fn after_the_last_attempt_it_is_given_up_and_can_be_tried_again() {
    let setting = Setting::start_with(&["INSTITUTION_CREATED"], json!({ "maxRetries": 1 })).await;
    setting.receiver.will_answer([500, 503]);
    setting.institution().await;
    setting.deliver().await;
    setting.let_time_pass().await;
    setting.deliver().await;
    let delivery = setting.deliveries().await.remove(0);
    assert_eq!((&delivery["status"], &delivery["attemptCount"]), (&json!("FAILED"), &json!(2)), "{delivery:#}");
    setting.let_time_pass().await;
    setting.deliver().await;
    assert_eq!(setting.receiver.received().len(), 2);

    let retry = "mutation { retryFailedWebhookDeliveries(input: {}) { count userErrors { code } } }";
    let retried = setting.firm.admin.query(retry, json!({})).await;
    assert_eq!(retried["retryFailedWebhookDeliveries"], json!({ "count": 1, "userErrors": [] }));
    setting.deliver().await;
    let delivery = setting.deliveries().await.remove(0);
    assert_eq!((&delivery["status"], &delivery["attemptCount"]), (&json!("SUCCESS"), &json!(3)));
}

#[tokio::test]
async fn a_delivery_is_replayed_as_one_of_its_own() {
    let setting = Setting::start(&["INSTITUTION_CREATED"]).await;
    setting.institution().await;
    setting.deliver().await;
    let first = setting.deliveries().await.remove(0);
    let replay =
        "mutation($id: ID!) { replayWebhookDelivery(input: { id: $id }) { webhookDelivery { id replayOf status } } }";
    let made = setting.firm.admin.query(replay, json!({ "id": first["id"] })).await;
    assert_eq!(made["replayWebhookDelivery"]["webhookDelivery"]["replayOf"], first["id"]);
    setting.deliver().await;
    let received = setting.receiver.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0].body, received[1].body);
    assert_ne!(received[0].header("webhook-id"), received[1].header("webhook-id"));
}

#[tokio::test]
async fn gone_for_good_switches_it_off_and_a_reset_on_again() {
    let setting = Setting::start(&["INSTITUTION_CREATED"]).await;
    setting.receiver.will_answer([410]);
    setting.institution().await;
    setting.deliver().await;
    let hook = setting.hook().await;
    assert_eq!((&hook["status"], &hook["failureCount"]), (&json!("DISABLED"), &json!(1)), "{hook:#}");
    assert!(hook["disabledReason"].as_str().unwrap().contains("410"));
    assert_eq!(setting.deliveries().await[0]["status"], "FAILED");

    // Nothing is told meanwhile.
    setting.institution().await;
    setting.deliver().await;
    assert_eq!(setting.receiver.received().len(), 1);
    let reset =
        "mutation($id: ID!) { resetWebhook(input: { id: $id }) { webhook { status disabledReason failureCount } } }";
    let on = setting.firm.admin.query(reset, json!({ "id": setting.hook })).await;
    let expected = json!({ "status": "ACTIVE", "disabledReason": null, "failureCount": 0 });
    assert_eq!(on["resetWebhook"]["webhook"], expected);
    setting.institution().await;
    setting.deliver().await;
    assert_eq!(setting.receiver.received().len(), 2);
}

#[tokio::test]
async fn three_silent_days_switch_it_off() {
    let setting = Setting::start_with(&["INSTITUTION_CREATED"], json!({ "maxRetries": 0 })).await;
    setting.receiver.will_answer([500, 500]);
    setting.institution().await;
    setting.deliver().await;
    assert_eq!(setting.hook().await["status"], "ACTIVE");

    // Quiet for long, since nothing happened: neither a test that fails nor the first failure counts.
    setting.unchanged_since("4 days").await;
    let test = "mutation($id: ID!) { testWebhook(input: { id: $id }) { success } }";
    assert_eq!(setting.firm.admin.query(test, json!({ "id": setting.hook })).await["testWebhook"]["success"], false);
    setting.receiver.will_answer([500, 500]);
    setting.institution().await;
    setting.deliver().await;
    assert_eq!(setting.hook().await["status"], "ACTIVE");

    setting.firm.app.sql("UPDATE webhook_logs SET created_at = now() - interval '73 hours'").await;
    setting.institution().await;
    setting.deliver().await;
    let hook = setting.hook().await;
    assert_eq!(hook["status"], "DISABLED", "{hook:#}");
    let audit = setting.firm.admin.query("{ auditEvents(first: 1) { nodes { action userName } } }", json!({})).await;
    assert_eq!(audit["auditEvents"]["nodes"][0]["action"], "webhook.disabled");
}

#[tokio::test]
async fn a_test_is_told_at_once_and_never_repeated() {
    let setting = Setting::start(&["INVOICE_PAID"]).await;
    setting.receiver.will_answer([200, 500]);
    let test = "mutation($id: ID!) { testWebhook(input: { id: $id }) { success duration
        webhookDelivery { event status httpStatus responseBody errorMessage } userErrors { code } } }";
    let tested = setting.firm.admin.query(test, json!({ "id": setting.hook })).await["testWebhook"].take();
    assert_eq!(
        (&tested["success"], &tested["webhookDelivery"]["httpStatus"]),
        (&json!(true), &json!(200)),
        "{tested:#}"
    );
    assert_eq!(setting.receiver.received()[0].json()["data"]["test"], true);
    let tested = setting.firm.admin.query(test, json!({ "id": setting.hook })).await["testWebhook"].take();
    assert_eq!((&tested["success"], &tested["webhookDelivery"]["status"]), (&json!(false), &json!("FAILED")));
    setting.let_time_pass().await;
    setting.deliver().await;
    assert_eq!(setting.receiver.events(), ["webhook.test", "webhook.test"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_delivers_by_itself() {
    let setting = Setting::start(&["INSTITUTION_CREATED"]).await;
    tokio::spawn(jobs::run(setting.firm.app.app.clone()));
    setting.institution().await;
    for _ in 0..200 {
        if setting.receiver.received().len() == 1 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("nothing came: {:#?}", setting.deliveries().await);
}
