//! What was delivered, and deliveries on demand.

use axum::{extract::Path, http::StatusCode};
use chrono::{DateTime, Utc};
use db::{
    column,
    query::{self, Comparison, Condition, OrderKey, PageRequest, Value},
    rows,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{list::Pages, object::RestLog};
use crate::{
    Result,
    envelope::Success,
    extract::{Id, Query, Signed, parse_id},
    named::{WebhookDeliveryStatusName, WebhookEventName},
    paging::Numbered,
};
use crm::{Error, operations::webhook};

/// Deliveries of a page when the query does not say, and at most.
const DEFAULT: i64 = 50;
const MOST: i64 = 100;

/// Which deliveries.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct LogQuery {
    /// Number of the page, from 1.
    page: Option<i64>,
    /// Deliveries of a page, 1 to 100, by default 50.
    limit: Option<i64>,
    status: Option<WebhookDeliveryStatusName>,
    event: Option<WebhookEventName>,
    /// Made at this moment or later.
    from: Option<DateTime<Utc>>,
    /// Made at this moment or earlier.
    to: Option<DateTime<Utc>>,
}

/// A page of deliveries.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WebhookLogPage)]
pub(super) struct Page {
    logs: Vec<RestLog>,
    pagination: Pages,
}

/// What came of a test.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WebhookTest)]
pub(super) struct Tested {
    result: TestResult,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = WebhookTestResult)]
struct TestResult {
    success: bool,
    http_status: Option<i32>,
    response_body: Option<String>,
    error_message: Option<String>,
    /// Milliseconds.
    duration: i64,
}

/// A delivery.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WebhookReplay)]
pub(super) struct Replayed {
    log: RestLog,
}

/// How many deliveries are tried again.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WebhookRetries)]
pub(super) struct Retried {
    retried: usize,
}

/// List what was delivered
///
/// The latest first; kept for 30 days.
#[utoipa::path(
    get, path = "/api/webhooks/{id}/logs", tag = "webhooks", operation_id = "listWebhookLogs",
    params(("id" = Uuid, Path, description = "The webhook"), LogQuery),
    responses((status = 200, description = "A page of deliveries", body = Success<Page>)),
    security(("bearer" = []))
)]
pub(super) async fn logs(Signed(ctx): Signed, Id(id): Id, Query(query): Query<LogQuery>) -> Result<Success<Page>> {
    webhook::may_read(&ctx.viewer)?;
    let numbered = Numbered::sized(query.page, query.limit.unwrap_or(DEFAULT), MOST)?;
    let created = column!(webhook_logs.created_at);
    let mut condition = webhook::deliveries_of(id);
    if let Some(status) = query.status {
        let status = Value::Text(status.0.name().to_owned());
        condition = condition.and(Condition::eq(column!(webhook_logs.status), status));
    }
    if let Some(event) = query.event {
        let event = Value::Text(event.0.name().to_owned());
        condition = condition.and(Condition::eq(column!(webhook_logs.event), event));
    }
    for (bound, comparison) in [(query.from, Comparison::Gte), (query.to, Comparison::Lte)] {
        if let Some(bound) = bound {
            condition = condition.and(Condition::Compare(created, comparison, Value::Time(bound)));
        }
    }
    let request = PageRequest {
        condition,
        order: [OrderKey::new("webhook_logs.created_at", "timestamptz"), OrderKey::new("webhook_logs.id", "uuid")]
            .map(|key| key.descending(true))
            .into(),
        after: None,
        backward: false,
        limit: numbered.rows(),
        cursors: false,
        foreign_key: None,
    };
    let mut conn = ctx.db().await?;
    webhook::find(&mut conn, id).await?;
    let total = query::count::<rows::WebhookDelivery>(&mut conn, &request.condition).await.map_err(Error::from)?;
    let found = query::load_at::<rows::WebhookDelivery>(&mut conn, &request, numbered.offset()).await;
    let found = found.map_err(Error::from)?;
    let ids: Vec<_> = found.iter().map(|row| row.id).collect();
    let attempts = webhook::attempts(&mut conn, &ids).await?;
    let logs = found.into_iter().map(|row| RestLog::new(row, &attempts)).collect();
    Ok(Success::new(Page { logs, pagination: Pages::new(numbered, total) }))
}

/// Test a webhook
///
/// It is told that this is a test; the answer says what came of it.
#[utoipa::path(
    post, path = "/api/webhooks/{id}/test", tag = "webhooks", operation_id = "testWebhook",
    params(("id" = Uuid, Path, description = "The webhook")),
    responses((status = 200, description = "What came of it", body = Success<Tested>)),
    security(("bearer" = []))
)]
pub(super) async fn test(Signed(ctx): Signed, Id(id): Id) -> Result<Success<Tested>> {
    let tested = webhook::test(&ctx, id).await?;
    Ok(Success::new(Tested {
        result: TestResult {
            success: tested.delivery.delivered_at.is_some(),
            http_status: tested.delivery.http_status,
            response_body: tested.delivery.response_body,
            error_message: tested.delivery.error_message,
            duration: tested.duration,
        },
    }))
}

/// Deliver something once more
///
/// As a delivery of its own.
#[utoipa::path(
    post, path = "/api/webhooks/{id}/logs/{logId}/replay", tag = "webhooks", operation_id = "replayWebhookLog",
    params(("id" = Uuid, Path, description = "The webhook"), ("logId" = Uuid, Path, description = "The delivery")),
    responses((status = 201, description = "The new delivery", body = Success<Replayed>)),
    security(("bearer" = []))
)]
pub(super) async fn replay(
    Signed(ctx): Signed,
    Path((hook, log)): Path<(String, String)>,
) -> Result<(StatusCode, Success<Replayed>)> {
    let (hook, log) = (parse_id("id", &hook)?, parse_id("logId", &log)?);
    webhook::may_write(&ctx.viewer)?;
    let before = webhook::find_delivery(&mut *ctx.db().await?, log).await?;
    if before.webhook_id != hook {
        return Err(Error::NotFound("webhook_delivery").into());
    }
    let log = RestLog::new(webhook::replay(&ctx, log).await?, &[]);
    Ok((StatusCode::CREATED, Success::new(Replayed { log })))
}

/// Try again what was given up
///
/// Deliveries of all webhooks, the latest thousand.
#[utoipa::path(
    post, path = "/api/webhooks/retry-failed", tag = "webhooks", operation_id = "retryFailedWebhooks",
    responses((status = 200, description = "How many", body = Success<Retried>)),
    security(("bearer" = []))
)]
pub(super) async fn retry_failed(Signed(ctx): Signed) -> Result<Success<Retried>> {
    let retried = webhook::retry_failed(&ctx, None).await?;
    Ok(Success::with_message(Retried { retried }, "Failed webhooks are tried again"))
}
