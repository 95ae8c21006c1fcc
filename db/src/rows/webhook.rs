//! Rows of `webhooks` and `webhook_logs`.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::{WebhookDeliveryStatus, WebhookStatus};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::schema::{webhook_attempts, webhook_logs, webhooks};

/// What people set of a webhook; its secret is apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = webhooks, check_for_backend(diesel::pg::Pg), treat_none_as_null = true)]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct WebhookValues {
    pub name: String,
    pub url: String,
    /// Names of [`domain::WebhookEvent`].
    pub events: Vec<String>,
    pub status: WebhookStatus,
    pub disabled_reason: Option<String>,
    /// Sent with each delivery: names and values.
    pub headers: Value,
    /// Milliseconds.
    pub timeout: i32,
    pub max_retries: i32,
    /// Milliseconds.
    pub retry_delay: i32,
}

/// Somewhere that is told what happens.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = webhooks, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct Webhook {
    pub id: Uuid,
    #[diesel(embed)]
    pub values: WebhookValues,
    pub secret_sealed: Option<Vec<u8>>,
    pub last_triggered_at: Option<DateTime<Utc>>,
    pub last_success_at: Option<DateTime<Utc>>,
    pub last_failure_at: Option<DateTime<Utc>>,
    /// Failed attempts since the last one that was received.
    pub failure_count: i32,
    pub created_by: Uuid,
    pub deleted_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

crate::listed!(Webhook, webhooks);

/// One event for one webhook, however many attempts it takes.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = webhook_logs, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct WebhookDelivery {
    pub id: Uuid,
    pub webhook_id: Uuid,
    pub replay_of: Option<Uuid>,
    pub event: String,
    /// The body, as it is sent.
    pub payload: Value,
    pub status: WebhookDeliveryStatus,
    pub http_status: Option<i32>,
    pub response_body: Option<String>,
    pub error_message: Option<String>,
    pub attempt_count: i32,
    pub max_attempts: i32,
    pub next_retry_at: Option<DateTime<Utc>>,
    pub delivered_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

crate::listed!(WebhookDelivery, webhook_logs);

/// One attempt to deliver something.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = webhook_attempts, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct WebhookAttempt {
    pub id: Uuid,
    pub webhook_log_id: Uuid,
    pub attempt: i32,
    pub started_at: DateTime<Utc>,
    pub duration_ms: i32,
    pub http_status: Option<i32>,
    pub response_body: Option<String>,
    pub error_message: Option<String>,
}
