//! Deliveries on demand: once more, all that failed, or a test.

use chrono::Utc;
use db::{
    column,
    query::{Condition, Value},
    rows::{Webhook, WebhookDelivery},
    schema::webhook_logs,
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{WebhookDeliveryStatus, WebhookEvent, WebhookStatus};
use serde_json::json;
use uuid::Uuid;

use super::{deliver, deliveries_of, find, find_delivery, may_write, note::note, publish::body};
use crate::{Context, Error, Result, operations::idempotency};

/// Deliveries that are repeated at once, at most.
const MOST: i64 = 1_000;
/// Milliseconds that a receiver has to answer a test: less than a GraphQL request may take.
const LONGEST_TEST: i32 = 20_000;

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
                return Err(switched_off("id"));
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

fn switched_off(field: &'static str) -> Error {
    Error::invalid(field, "SWITCHED_OFF", "The webhook is switched off. Switch it on first.")
}

/// Tries deliveries that were given up once more, of one webhook or of all that are switched on: the latest thousand. Tests
/// are not among them, nor what was sent again already and is on its way or received. Gives their number.
///
/// # Errors
/// No right, or a webhook that is unknown or switched off; those of the database.
pub async fn retry_failed(ctx: &Context, webhook_id: Option<Uuid>) -> Result<usize> {
    may_write(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(count) = idempotency::claim_answer(conn, ctx, "retryFailedWebhooks", &webhook_id).await? {
                return Ok(count);
            }
            let status = Value::Text(WebhookDeliveryStatus::Failed.name().to_owned());
            let mut condition = Condition::eq(column!(webhook_logs.status), status);
            if let Some(id) = webhook_id {
                if find(conn, id).await?.values.status != WebhookStatus::Active {
                    return Err(switched_off("webhookId"));
                }
                condition = condition.and(deliveries_of(id));
            }
            let again = diesel::alias!(webhook_logs as again);
            let has_another_chance = again
                .filter(again.field(webhook_logs::replay_of).eq(webhook_logs::id.nullable()))
                .filter(again.field(webhook_logs::status).ne(WebhookDeliveryStatus::Failed));
            let ids: Vec<Uuid> = webhook_logs::table
                .filter(condition)
                .filter(webhook_logs::webhook_id.eq_any(deliver::switched_on()))
                .filter(webhook_logs::event.ne(WebhookEvent::WebhookTest.name()))
                .filter(not(exists(has_another_chance)))
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
            idempotency::keep_answer(conn, ctx, &count).await?;
            Ok::<_, Error>(count)
        })
        .await
}

/// Tells a webhook that this is a test, at once, whether it is switched on or not, and waits for the answer, no longer than
/// whoever asked does. A test is not repeated; one that a server dies over is finished by the next.
///
/// # Errors
/// No right, or unknown. A receiver that does not answer is no error.
pub async fn test(ctx: &Context, id: Uuid) -> Result<Outcome> {
    may_write(&ctx.viewer)?;
    let event = WebhookEvent::WebhookTest.name();
    let (hook, delivery) = {
        let mut conn = ctx.db().await?;
        let mut hook = find(&mut conn, id).await?;
        hook.values.timeout = hook.values.timeout.min(LONGEST_TEST);
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
                webhook_logs::next_retry_at.eq(Some(Utc::now())),
                webhook_logs::locked_until.eq(Some(Utc::now() + deliver::LEASE)),
            ))
            .returning(WebhookDelivery::as_returning())
            .get_result::<WebhookDelivery>(&mut conn)
            .await?;
        (hook, delivery)
    };
    let id = delivery.id;
    // It is noted even when nobody waits for it any more.
    let sent = tokio::spawn({
        let app = ctx.app.clone();
        async move {
            let attempt = deliver::send(&app, &hook, &delivery).await;
            note(&app, &hook, &delivery, &attempt).await.map(|()| attempt.took)
        }
    });
    let took = sent.await.map_err(anyhow::Error::from)??;
    let delivery = find_delivery(&mut *ctx.db().await?, id).await?;
    Ok(Outcome { delivery, duration: i64::try_from(took.as_millis()).unwrap_or(i64::MAX) })
}
