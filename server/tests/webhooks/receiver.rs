//! A receiver of webhooks on this machine, and a firm that has one.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{Router, body::Bytes, extract::State, http::HeaderMap, response::IntoResponse};
use crm::operations::webhook;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::common::firm::Firm;

/// What was received.
#[derive(Debug, Clone)]
pub struct Received {
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Received {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

#[derive(Default)]
struct Kept {
    received: Mutex<Vec<Received>>,
    /// Statuses of the next answers; 200 when there are none.
    statuses: Mutex<VecDeque<u16>>,
    pause: Mutex<Duration>,
}

/// A receiver that keeps what it gets.
#[derive(Clone)]
pub struct Receiver {
    pub url: String,
    kept: Arc<Kept>,
}

impl Receiver {
    pub async fn start() -> Self {
        let kept = Arc::new(Kept::default());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let router = Router::new().fallback(take).with_state(kept.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, kept }
    }

    /// The statuses of the next answers.
    pub fn will_answer(&self, statuses: impl IntoIterator<Item = u16>) {
        self.kept.statuses.lock().unwrap().extend(statuses);
    }

    /// Takes its time.
    pub fn will_take(&self, pause: Duration) {
        *self.kept.pause.lock().unwrap() = pause;
    }

    pub fn received(&self) -> Vec<Received> {
        self.kept.received.lock().unwrap().clone()
    }

    /// The events that were received, in order.
    pub fn events(&self) -> Vec<String> {
        self.received().iter().map(|received| received.json()["event"].as_str().unwrap().to_owned()).collect()
    }
}

async fn take(State(kept): State<Arc<Kept>>, headers: HeaderMap, body: Bytes) -> impl IntoResponse {
    kept.received.lock().unwrap().push(Received { headers, body: body.to_vec() });
    let pause = *kept.pause.lock().unwrap();
    tokio::time::sleep(pause).await;
    let status = kept.statuses.lock().unwrap().pop_front().unwrap_or(200);
    let status = axum::http::StatusCode::from_u16(status).unwrap();
    (status, [("location", "/elsewhere")], "merci")
}

/// A firm, a receiver, and a webhook that leads there.
pub struct Setting {
    pub firm: Firm,
    pub receiver: Receiver,
    pub hook: String,
    pub secret: String,
}

impl Setting {
    /// The webhook chose these events (names of GraphQL).
    pub async fn start(events: &[&str]) -> Self {
        Self::start_with(events, json!({})).await
    }

    pub async fn start_with(events: &[&str], more: Value) -> Self {
        let firm = Firm::start_with(|config| config.webhook_allow_private = true).await;
        let receiver = Receiver::start().await;
        let mut input = json!({ "name": "Comptabilité", "url": receiver.url, "events": events });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let made = firm.admin.query(CREATE, json!({ "input": input })).await["createWebhook"].take();
        assert_eq!(made["userErrors"], json!([]), "{made:#}");
        Self {
            firm,
            receiver,
            hook: made["webhook"]["id"].as_str().unwrap().to_owned(),
            secret: made["secret"].as_str().unwrap().to_owned(),
        }
    }

    /// Publishes what happened and tries what is due, once.
    pub async fn deliver(&self) {
        while webhook::publish(&self.firm.app.app).await.unwrap() > 0 {}
        while webhook::deliver_due(&self.firm.app.app).await.unwrap() > 0 {}
    }

    /// Makes what waits due.
    pub async fn let_time_pass(&self) {
        self.firm.app.sql("UPDATE webhook_logs SET next_retry_at = now() WHERE next_retry_at IS NOT NULL").await;
    }

    /// As if nobody had changed the webhook for so long.
    pub async fn unchanged_since(&self, interval: &str) {
        let statements = format!(
            "ALTER TABLE webhooks DISABLE TRIGGER webhooks_touch;
             UPDATE webhooks SET updated_at = now() - interval '{interval}';
             ALTER TABLE webhooks ENABLE TRIGGER webhooks_touch"
        );
        self.firm.app.sql(&statements).await;
    }

    /// Pauses the webhook, or gives it another name.
    pub async fn change(&self, what: Value) -> Value {
        let document = "mutation($input: UpdateWebhookInput!) { updateWebhook(input: $input) {
            webhook { status disabledReason } userErrors { code } } }";
        let mut input = json!({ "id": self.hook });
        input.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
        self.firm.admin.query(document, json!({ "input": input })).await["updateWebhook"].take()
    }

    /// Switches the webhook on again.
    pub async fn reset(&self) {
        let document = "mutation($id: ID!) { resetWebhook(input: { id: $id }) { webhook { status } } }";
        let done = self.firm.admin.query(document, json!({ "id": self.hook })).await;
        assert_eq!(done["resetWebhook"]["webhook"]["status"], "ACTIVE", "{done:#}");
    }

    /// The deliveries as GraphQL tells them, the first one first.
    pub async fn deliveries(&self) -> Vec<Value> {
        let document = "query($id: ID!) { webhook(id: $id) { deliveries(last: 100) { nodes { id event status httpStatus
            errorMessage responseBody attemptCount maxAttempts nextRetryAt deliveredAt replayOf
            attempts { attempt httpStatus errorMessage } } } } }";
        let mut answer = self.firm.admin.query(document, json!({ "id": self.hook })).await;
        let mut nodes = answer["webhook"]["deliveries"]["nodes"].as_array_mut().map(std::mem::take).unwrap();
        nodes.reverse();
        nodes
    }

    pub async fn hook(&self) -> Value {
        let document =
            "query($id: ID!) { webhook(id: $id) { status disabledReason failureCount lastSuccessAt lastFailureAt
            version statistics { total successful failed successRate } } }";
        self.firm.admin.query(document, json!({ "id": self.hook })).await["webhook"].take()
    }

    /// A new institution, which is an event.
    pub async fn institution(&self) -> Uuid {
        let made = self.firm.institution("Clinique des Lices", &self.firm.admin).await;
        made["id"].as_str().unwrap().parse().unwrap()
    }
}

pub const CREATE: &str = "mutation($input: CreateWebhookInput!) {
    createWebhook(input: $input) { webhook { id name url events status version headers { name value } } secret
        userErrors { field code } } }";
