//! What came of an attempt is noted, and what follows from it: the next attempt, or a webhook that is switched off.

use chrono::{DateTime, TimeDelta, Utc};
use db::{
    rows::{Webhook, WebhookDelivery},
    schema::{webhook_attempts, webhook_logs, webhooks},
};
use diesel::{dsl::exists, prelude::*};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{WebhookDeliveryStatus, WebhookEvent, WebhookStatus, webhook::pause_after};
use rand::Rng;
use uuid::Uuid;

use super::{ENTITY, deliver::Attempt};
use crate::{
    App, Error, Result,
    operations::{
        user_admin::system_context,
        write::{Event, announce},
    },
};

/// A webhook that received nothing for so long, and whose delivery was given up, is switched off.
const PATIENCE: TimeDelta = TimeDelta::hours(72);

/// Notes an attempt at the delivery and at its webhook.
pub(super) async fn note(app: &App, hook: &Webhook, delivery: &WebhookDelivery, attempt: &Attempt) -> Result<()> {
    let number = delivery.attempt_count + 1;
    let (status, next) = standing(hook, delivery, attempt);
    let mut conn = app.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            // Whoever held it before and took too long is late.
            let this = webhook_logs::table.find(delivery.id).filter(webhook_logs::attempt_count.eq(number - 1));
            let noted = diesel::update(this)
                .set((
                    webhook_logs::status.eq(status),
                    webhook_logs::attempt_count.eq(number),
                    webhook_logs::http_status.eq(kept_status(attempt)),
                    webhook_logs::response_body.eq(attempt.response_body.as_deref()),
                    webhook_logs::error_message.eq(shortened(attempt.error.as_deref())),
                    webhook_logs::next_retry_at.eq(next),
                    webhook_logs::delivered_at.eq((status == WebhookDeliveryStatus::Success).then(Utc::now)),
                    webhook_logs::locked_until.eq(None::<DateTime<Utc>>),
                ))
                .execute(conn)
                .await?;
            if noted == 0 {
                return Ok(());
            }
            diesel::insert_into(webhook_attempts::table)
                .values((
                    webhook_attempts::id.eq(Uuid::now_v7()),
                    webhook_attempts::webhook_log_id.eq(delivery.id),
                    webhook_attempts::attempt.eq(number),
                    webhook_attempts::started_at.eq(attempt.started_at),
                    webhook_attempts::duration_ms.eq(attempt.milliseconds()),
                    webhook_attempts::http_status.eq(kept_status(attempt)),
                    webhook_attempts::response_body.eq(attempt.response_body.as_deref()),
                    webhook_attempts::error_message.eq(shortened(attempt.error.as_deref())),
                ))
                .execute(conn)
                .await?;
            count(conn, hook, attempt).await?;
            if let Some(reason) = end_of_patience(conn, hook, delivery, attempt, status).await? {
                disable(conn, app, hook, reason).await?;
            }
            Ok::<_, Error>(())
        })
        .await
}

/// Where a delivery stands after an attempt, and when it is tried again.
fn standing(
    hook: &Webhook,
    delivery: &WebhookDelivery,
    attempt: &Attempt,
) -> (WebhookDeliveryStatus, Option<DateTime<Utc>>) {
    let number = delivery.attempt_count + 1;
    if attempt.is_received() {
        return (WebhookDeliveryStatus::Success, None);
    }
    if number >= delivery.max_attempts || attempt.http_status == Some(410) {
        return (WebhookDeliveryStatus::Failed, None);
    }
    let pause = pause_after(u32::try_from(number).unwrap_or(1), i64::from(hook.values.retry_delay));
    // A tenth more or less: receivers that were away are not called by everybody at once.
    let tenth = (pause / 10).max(1);
    let pause = pause + rand::rng().random_range(-tenth..=tenth);
    (WebhookDeliveryStatus::Retrying, Some(Utc::now() + TimeDelta::milliseconds(pause)))
}

async fn count(conn: &mut AsyncPgConnection, hook: &Webhook, attempt: &Attempt) -> QueryResult<()> {
    let this = webhooks::table.find(hook.id);
    let at = Some(attempt.started_at);
    if attempt.is_received() {
        let seen =
            (webhooks::last_triggered_at.eq(at), webhooks::last_success_at.eq(at), webhooks::failure_count.eq(0));
        diesel::update(this).set(seen).execute(conn).await?;
    } else {
        let seen = (
            webhooks::last_triggered_at.eq(at),
            webhooks::last_failure_at.eq(at),
            webhooks::failure_count.eq(webhooks::failure_count + 1),
        );
        diesel::update(this).set(seen).execute(conn).await?;
    }
    Ok(())
}

/// Why a webhook is switched off now, if it is. Its silence begins with what was received last, or with the last change of
/// the webhook, and counts when something else than tests was sent into it three days ago and more.
async fn end_of_patience(
    conn: &mut AsyncPgConnection,
    hook: &Webhook,
    delivery: &WebhookDelivery,
    attempt: &Attempt,
    status: WebhookDeliveryStatus,
) -> QueryResult<Option<&'static str>> {
    if attempt.http_status == Some(410) {
        return Ok(Some("The receiver answered 410: it is gone for good."));
    }
    let test = WebhookEvent::WebhookTest.name();
    if status != WebhookDeliveryStatus::Failed || delivery.event == test {
        return Ok(None);
    }
    let long_ago = Utc::now() - PATIENCE;
    let silent_since = hook.last_success_at.map_or(hook.updated_at, |success| success.max(hook.updated_at));
    let sent_into_it = webhook_logs::table
        .filter(webhook_logs::webhook_id.eq(hook.id))
        .filter(webhook_logs::created_at.between(silent_since, long_ago))
        .filter(webhook_logs::event.ne(test));
    let is_over = silent_since < long_ago && diesel::select(exists(sent_into_it)).get_result::<bool>(conn).await?;
    Ok(is_over.then_some("A delivery was given up, and none was received for three days."))
}

/// Switches off the webhook that the attempt was made for: one that was changed meanwhile is another.
async fn disable(conn: &mut AsyncPgConnection, app: &App, hook: &Webhook, reason: &'static str) -> Result<()> {
    let this = webhooks::table
        .find(hook.id)
        .filter(webhooks::status.eq(WebhookStatus::Active))
        .filter(webhooks::version.eq(hook.version));
    let row: Option<Webhook> = diesel::update(this)
        .set((webhooks::status.eq(WebhookStatus::Disabled), webhooks::disabled_reason.eq(Some(reason))))
        .returning(Webhook::as_returning())
        .get_result(conn)
        .await
        .optional()?;
    let Some(row) = row else { return Ok(()) };
    let changes = super::edit::told(Some(&hook.values), &row.values)?;
    let event = Event {
        name: "webhook.disabled",
        entity: ENTITY,
        id: hook.id,
        institution_id: None,
        changes: &changes,
        public: false,
    };
    announce(conn, &system_context(app, "job"), event).await
}

/// The status of the answer, if HTTP knows it. Its sentence has every one.
fn kept_status(attempt: &Attempt) -> Option<i32> {
    attempt.http_status.filter(|status| (100..600).contains(status)).map(i32::from)
}

/// What fits into the column.
fn shortened(text: Option<&str>) -> Option<String> {
    text.map(|text| text.chars().take(2_000).collect())
}
