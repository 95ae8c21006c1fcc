//! The object `WebhookDelivery`.

use async_graphql::{ComplexObject, Context, Json, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::rows;
use domain::WebhookDeliveryStatus;
use serde_json::Value;
use uuid::Uuid;

use super::Webhook;
use crate::{
    Id, columns, context,
    rows::{Alone, Loading, One, Relation, Row, Rows, alone},
};
use crm::operations::webhook;

/// One event for one webhook, however many attempts it takes.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct WebhookDelivery {
    /// Id, which the receiver is told too: one that it knows already is one that it got twice.
    pub id: Id,
    /// Id of the webhook.
    pub webhook_id: Id,
    /// Id of the delivery that this one repeats.
    pub replay_of: Option<Id>,
    /// What happened: `invoice.paid`.
    pub event: String,
    /// The body.
    pub payload: Json<Value>,
    /// Where it stands.
    pub status: WebhookDeliveryStatus,
    /// Status of the latest answer.
    pub http_status: Option<i32>,
    /// The latest answer, its first 10 000 characters.
    pub response_body: Option<String>,
    /// What was wrong with the latest attempt: a sentence.
    pub error_message: Option<String>,
    /// Attempts so far.
    pub attempt_count: i32,
    /// Attempts at most.
    pub max_attempts: i32,
    /// When it is tried next.
    pub next_retry_at: Option<DateTime<Utc>>,
    /// When it was received.
    pub delivered_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// An attempt to deliver something.
#[derive(Debug, Clone, SimpleObject)]
pub struct WebhookAttempt {
    /// From 1.
    pub attempt: i32,
    /// When.
    pub started_at: DateTime<Utc>,
    /// Milliseconds that it took.
    pub duration: i32,
    /// Status of the answer.
    pub http_status: Option<i32>,
    /// The answer, its first 10 000 characters.
    pub response_body: Option<String>,
    /// What was wrong: a sentence.
    pub error_message: Option<String>,
    #[graphql(skip)]
    delivery: Id,
}

impl Row for WebhookAttempt {
    columns!(attempt, started_at, duration, http_status, response_body, error_message);
}

impl From<rows::WebhookDelivery> for WebhookDelivery {
    fn from(row: rows::WebhookDelivery) -> Self {
        Self {
            id: row.id.into(),
            webhook_id: row.webhook_id.into(),
            replay_of: row.replay_of.map(Id::from),
            event: row.event,
            payload: Json(row.payload),
            status: row.status,
            http_status: row.http_status,
            response_body: row.response_body,
            error_message: row.error_message,
            attempt_count: row.attempt_count,
            max_attempts: row.max_attempts,
            next_retry_at: row.next_retry_at,
            delivered_at: row.delivered_at,
            created_at: row.created_at,
        }
    }
}

impl Row for WebhookDelivery {
    columns!(
        id,
        webhook_id,
        replay_of,
        event,
        payload => |row| row.payload.0.clone(),
        status,
        http_status,
        response_body,
        error_message,
        attempt_count,
        max_attempts,
        next_retry_at,
        delivered_at,
        created_at,
    );
    const RELATIONS: &'static [&'static str] = &["webhook", "attempts"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "webhook" => {
                let ids = field.distinct_keys(|row| Some(Uuid::from(row.webhook_id)));
                field.one(webhooks_by_id(ctx, ids), |row| Some(row.webhook_id), |hook| hook.id)
            }
            "attempts" => {
                let ids = field.keys(|row| row.id.0);
                field.list(attempts(ctx, ids), |row| row.id, |part: &WebhookAttempt| part.delivery)
            }
            _ => return None,
        })
    }
}

async fn webhooks_by_id(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<Webhook>> {
    let caller = context(ctx)?;
    let found = webhook::by_ids(&mut *caller.db().await?, &caller.viewer, ids).await?;
    Ok(found.into_iter().map(Webhook::from).collect())
}

async fn attempts(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<WebhookAttempt>> {
    let found = webhook::attempts(&mut *context(ctx)?.db().await?, &ids).await?;
    let attempt = |row: rows::WebhookAttempt| WebhookAttempt {
        attempt: row.attempt,
        started_at: row.started_at,
        duration: row.duration_ms,
        http_status: row.http_status,
        response_body: row.response_body,
        error_message: row.error_message,
        delivery: row.webhook_log_id.into(),
    };
    Ok(found.into_iter().map(attempt).collect())
}

/// Relations, for the schema; their loading is [`Row::relation`]'s.
#[ComplexObject]
impl WebhookDelivery {
    /// The webhook.
    async fn webhook(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<Webhook>>>> {
        alone(self, ctx).await
    }

    /// Each attempt, the first one first.
    async fn attempts(&self, ctx: &Context<'_>) -> Result<Alone<Rows<WebhookAttempt>>> {
        alone(self, ctx).await
    }
}
