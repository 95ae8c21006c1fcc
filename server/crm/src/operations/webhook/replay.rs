//! Deliveries on demand: once more, all that failed, or a test.

use chrono::Utc;
use db::{
    column,
    query::{Condition, Value},
    rows::{Webhook, WebhookDelivery},
    schema::webhook_logs,
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{WebhookDeliveryStatus, WebhookEvent, WebhookStatus};
use serde_json::json;
use uuid::Uuid;

use super::{deliver, deliveries_of, find, find_delivery, may_write, publish::body};
use crate::{Context, Error, Result, operations::idempotency};

/// Deliveries that are repeated at once, at most.
const MOST: i64 = 1_000;

/// What came of a test.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The delivery, as it is kept.
    pub delivery: WebhookDelivery,
    /// Milliseconds that it took.
    pub duration: i64,
}

/// Delivers what a delivery said once more, as a delivery of its own, to where the webhook leads now.
///
/// # Errors
/// No right, unknown, or the webhook is deleted or switched off.
pub async fn replay(ctx: &Context, id: Uuid) -> Result<WebhookDelivery> {
    may_write(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "replayWebhookDelivery", &id).await? {
                return find_delivery(conn, id).await;
            }
            let before = find_delivery(conn, id).await?;
            let hook = find(conn, before.webhook_id).await?;
            if hook.values.status != WebhookStatus::Active {
                return Err(Error::invalid("id", "SWITCHED_OFF", "The webhook is switched off. Switch it on first."));
            }
            let delivery = again(conn, &hook, &before).await?;
            idempotency::keep(conn, ctx, delivery.id).await?;
            Ok(delivery)
        })
        .await
}

async fn again(conn: &mut AsyncPgConnection, hook: &Webhook, before: &WebhookDelivery) -> Result<WebhookDelivery> {
    Ok(diesel::insert_into(webhook_logs::table)
        .values((
            webhook_logs::id.eq(Uuid::now_v7()),
            webhook_logs::webhook_id.eq(hook.id),
            webhook_logs::replay_of.eq(Some(before.id)),
            webhook_logs::event.eq(&before.event),
            webhook_logs::payload.eq(&before.payload),
            webhook_logs::max_attempts.eq(hook.values.max_retries + 1),
            webhook_logs::next_retry_at.eq(Some(Utc::now())),
        ))
        .returning(WebhookDelivery::as_returning())
        .get_result(conn)
        .await?)
}

/// Tries deliveries that were given up once more, of one webhook or of all: the latest thousand. Gives their number.
///
/// # Errors
/// No right; those of the database.
pub async fn retry_failed(ctx: &Context, webhook_id: Option<Uuid>) -> Result<usize> {
    may_write(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let status = Value::Text(WebhookDeliveryStatus::Failed.name().to_owned());
            let mut condition = Condition::eq(column!(webhook_logs.status), status);
            if let Some(id) = webhook_id {
                find(conn, id).await?;
                condition = condition.and(deliveries_of(id));
            }
            let ids: Vec<Uuid> = webhook_logs::table
                .filter(condition)
                .order(webhook_logs::created_at.desc())
                .limit(MOST)
                .select(webhook_logs::id)
                .for_update()
                .skip_locked()
                .load(conn)
                .await?;
            let count = diesel::update(webhook_logs::table.filter(webhook_logs::id.eq_any(ids)))
                .set((
                    webhook_logs::status.eq(WebhookDeliveryStatus::Retrying),
                    // One more, on top of those that it had.
                    webhook_logs::max_attempts.eq(diesel::dsl::sql::<diesel::sql_types::Int4>(
                        "least(11, greatest(max_attempts, attempt_count + 1))",
                    )),
                    webhook_logs::next_retry_at.eq(Some(Utc::now())),
                ))
                .execute(conn)
                .await?;
            Ok::<_, Error>(count)
        })
        .await
}

/// Tells a webhook that this is a test, at once, whether it is switched on or not, and waits for the answer. A test is not
/// repeated.
///
/// # Errors
/// No right, or unknown. A receiver that does not answer is no error.
pub async fn test(ctx: &Context, id: Uuid) -> Result<Outcome> {
    may_write(&ctx.viewer)?;
    let event = WebhookEvent::WebhookTest.name();
    let (hook, delivery) = {
        let mut conn = ctx.db().await?;
        let hook = find(&mut conn, id).await?;
        let data = json!({
            "test": true,
            "message": "This is a test of a webhook.",
            "triggeredBy": ctx.viewer.person(),
        });
        let delivery = diesel::insert_into(webhook_logs::table)
            .values((
                webhook_logs::id.eq(Uuid::now_v7()),
                webhook_logs::webhook_id.eq(id),
                webhook_logs::event.eq(event),
                webhook_logs::payload.eq(body(event, Utc::now(), &data, id)),
                webhook_logs::max_attempts.eq(1),
            ))
            .returning(WebhookDelivery::as_returning())
            .get_result::<WebhookDelivery>(&mut conn)
            .await?;
        (hook, delivery)
    };
    let attempt = deliver::send(&ctx.app, &hook, &delivery).await;
    deliver::note(&ctx.app, &hook, &delivery, &attempt).await?;
    let delivery = find_delivery(&mut *ctx.db().await?, delivery.id).await?;
    Ok(Outcome { delivery, duration: i64::try_from(attempt.took.as_millis()).unwrap_or(i64::MAX) })
}
