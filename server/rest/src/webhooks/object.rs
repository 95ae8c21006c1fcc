//! A webhook and a delivery on REST.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use db::rows;
use domain::{WebhookEvent, WebhookStatus};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    institution::RestPerson,
    named::{Named, WebhookDeliveryStatusName, WebhookEventName, WebhookStatusName},
    wire,
};
use crm::operations::webhook::Statistics;

/// Somewhere that is told what happens. The secret is shown when it is made or replaced, and never again.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Webhook)]
pub(super) struct RestWebhook {
    id: Uuid,
    name: String,
    url: String,
    events: Vec<WebhookEventName>,
    status: WebhookStatusName,
    is_active: bool,
    /// Why it was switched off, where the server did it.
    disabled_reason: Option<String>,
    has_secret: bool,
    /// Sent with each delivery.
    headers: BTreeMap<String, String>,
    /// Milliseconds that the receiver has to answer.
    timeout: i32,
    /// Attempts after the first.
    max_retries: i32,
    /// Milliseconds before the second attempt.
    retry_delay: i32,
    #[serde(serialize_with = "wire::optional_timestamp")]
    last_triggered_at: Option<DateTime<Utc>>,
    #[serde(serialize_with = "wire::optional_timestamp")]
    last_success_at: Option<DateTime<Utc>>,
    #[serde(serialize_with = "wire::optional_timestamp")]
    last_failure_at: Option<DateTime<Utc>>,
    /// Attempts that failed since.
    failure_count: i32,
    created_by: Uuid,
    #[serde(serialize_with = "wire::timestamp")]
    created_at: DateTime<Utc>,
    #[serde(serialize_with = "wire::timestamp")]
    updated_at: DateTime<Utc>,
    #[serde(skip)]
    version: i32,
}

impl RestWebhook {
    pub(super) fn version(&self) -> i32 {
        self.version
    }
}

impl From<rows::Webhook> for RestWebhook {
    fn from(row: rows::Webhook) -> Self {
        let values = row.values;
        let events = values.events.iter().filter_map(|name| name.parse::<WebhookEvent>().ok());
        Self {
            id: row.id,
            name: values.name,
            url: values.url,
            events: events.map(Named).collect(),
            status: Named(values.status),
            is_active: values.status == WebhookStatus::Active,
            disabled_reason: values.disabled_reason,
            has_secret: row.secret_sealed.is_some(),
            headers: serde_json::from_value(values.headers).unwrap_or_default(),
            timeout: values.timeout,
            max_retries: values.max_retries,
            retry_delay: values.retry_delay,
            last_triggered_at: row.last_triggered_at,
            last_success_at: row.last_success_at,
            last_failure_at: row.last_failure_at,
            failure_count: row.failure_count,
            created_by: row.created_by,
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}

/// A webhook in the list: with its numbers and who made it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ListedWebhook)]
pub(super) struct ListedWebhook {
    #[serde(flatten)]
    pub(super) webhook: RestWebhook,
    pub(super) stats: RestStatistics,
    pub(super) creator: Option<RestPerson>,
}

/// How the deliveries of a webhook went, as far as they are kept: 30 days.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = WebhookStatistics)]
pub(super) struct RestStatistics {
    total_deliveries: i64,
    successful_deliveries: i64,
    failed_deliveries: i64,
    /// Percent of what is received among what is over; 0 before anything is over.
    success_rate: f64,
    #[serde(serialize_with = "wire::optional_timestamp")]
    last_delivery: Option<DateTime<Utc>>,
    #[serde(serialize_with = "wire::optional_timestamp")]
    last_success: Option<DateTime<Utc>>,
    #[serde(serialize_with = "wire::optional_timestamp")]
    last_failure: Option<DateTime<Utc>>,
}

impl RestStatistics {
    pub(super) fn new(of: Statistics, row: &rows::Webhook) -> Self {
        Self {
            total_deliveries: of.total,
            successful_deliveries: of.successful,
            failed_deliveries: of.failed,
            success_rate: of.success_rate().unwrap_or_default(),
            last_delivery: of.last_delivery,
            last_success: row.last_success_at,
            last_failure: row.last_failure_at,
        }
    }
}

/// One event for one webhook, however many attempts it takes.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = WebhookLog)]
pub(super) struct RestLog {
    id: Uuid,
    webhook_id: Uuid,
    /// The delivery that this one repeats.
    replay_of: Option<Uuid>,
    event: WebhookEventName,
    /// The body.
    #[schema(value_type = Object)]
    payload: Value,
    status: WebhookDeliveryStatusName,
    http_status: Option<i32>,
    response_body: Option<String>,
    error_message: Option<String>,
    attempt_count: i32,
    max_attempts: i32,
    #[serde(serialize_with = "wire::optional_timestamp")]
    next_retry_at: Option<DateTime<Utc>>,
    #[serde(serialize_with = "wire::optional_timestamp")]
    delivered_at: Option<DateTime<Utc>>,
    /// Milliseconds of all its attempts.
    duration: i64,
    #[serde(serialize_with = "wire::timestamp")]
    created_at: DateTime<Utc>,
    #[serde(serialize_with = "wire::timestamp")]
    updated_at: DateTime<Utc>,
}

impl RestLog {
    /// With the attempts that it took.
    pub(super) fn new(row: rows::WebhookDelivery, attempts: &[rows::WebhookAttempt]) -> Self {
        let own = attempts.iter().filter(|attempt| attempt.webhook_log_id == row.id);
        Self {
            duration: own.map(|attempt| i64::from(attempt.duration_ms)).sum(),
            id: row.id,
            webhook_id: row.webhook_id,
            replay_of: row.replay_of,
            event: Named(row.event.parse().unwrap_or(WebhookEvent::WebhookTest)),
            payload: row.payload,
            status: Named(row.status),
            http_status: row.http_status,
            response_body: row.response_body,
            error_message: row.error_message,
            attempt_count: row.attempt_count,
            max_attempts: row.max_attempts,
            next_retry_at: row.next_retry_at,
            delivered_at: row.delivered_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
