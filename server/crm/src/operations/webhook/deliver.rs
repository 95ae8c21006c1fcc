//! Deliveries are tried until they are received or given up.

use std::time::{Duration, Instant};

use axum::http::{HeaderMap, HeaderName, HeaderValue, header::CONTENT_TYPE};
use chrono::{DateTime, TimeDelta, Utc};
use db::{
    column,
    query::{self, Condition},
    rows::{Webhook, WebhookDelivery},
    schema::{webhook_attempts, webhook_logs, webhooks},
};
use diesel::{
    dsl::{count_star, sql},
    expression::SqlLiteral,
    prelude::*,
    sql_types::Bool,
};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{WebhookDeliveryStatus, WebhookStatus, webhook::pause_after};
use rand::Rng;
use serde_json::Map;
use uuid::Uuid;

use super::{ENTITY, secret, signature, target};
use crate::{
    App, Error, Result,
    operations::{
        user_admin::system_context,
        write::{Event, announce, differences},
    },
};

/// How long a delivery is held by whoever tries it: longer than the longest time-out.
const LEASE: TimeDelta = TimeDelta::minutes(6);
/// Deliveries to one webhook at the same time, so that a slow receiver does not hold up the others.
const AT_ONCE: i64 = 4;
/// Characters of an answer that are kept.
const KEPT: usize = 10_000;
/// A webhook that received nothing for so long, and whose delivery was given up, is switched off.
const PATIENCE: TimeDelta = TimeDelta::hours(72);
/// Time to reach the receiver's host.
const CONNECT: Duration = Duration::from_secs(10);

/// A delivery that is held in order to be tried.
#[derive(Debug, Clone)]
pub struct Due {
    delivery: WebhookDelivery,
    hook: Webhook,
}

/// What came of an attempt.
#[derive(Debug, Clone)]
pub(super) struct Attempt {
    pub(super) started_at: DateTime<Utc>,
    pub(super) took: Duration,
    pub(super) http_status: Option<u16>,
    pub(super) response_body: Option<String>,
    pub(super) error: Option<String>,
}

impl Attempt {
    pub(super) fn is_received(&self) -> bool {
        self.error.is_none()
    }

    fn milliseconds(&self) -> i32 {
        i32::try_from(self.took.as_millis()).unwrap_or(i32::MAX)
    }
}

/// Tries what is due, each once; gives the number of deliveries.
///
/// # Errors
/// Those of the database. A receiver that does not answer is no error.
pub async fn deliver_due(app: &App) -> Result<usize> {
    let due = claim(app, i64::MAX).await?;
    let count = due.len();
    for tried in futures_util::future::join_all(due.into_iter().map(|due| attempt(app, due))).await {
        tried?;
    }
    Ok(count)
}

/// When the next delivery is due that nobody holds; `None` when there is none.
///
/// # Errors
/// Those of the database.
pub async fn due_at(app: &App) -> Result<Option<DateTime<Utc>>> {
    let free = webhook_logs::locked_until.is_null().or(webhook_logs::locked_until.assume_not_null().le(Utc::now()));
    let next: Option<DateTime<Utc>> = webhook_logs::table
        .filter(waits())
        .filter(free)
        .select(diesel::dsl::min(webhook_logs::next_retry_at))
        .first(&mut app.db().await?)
        .await?;
    Ok(next)
}

/// What is still to be tried, in the words of the index `webhook_logs_due_idx`, which parameters would pass by.
fn waits() -> SqlLiteral<Bool> {
    sql("webhook_logs.status in ('pending', 'retrying')")
}

/// Takes deliveries that are due and that nobody holds, the longest waiting first.
///
/// # Errors
/// Those of the database.
pub async fn claim(app: &App, most: i64) -> Result<Vec<Due>> {
    let mut conn = app.db().await?;
    let held = (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let now = Utc::now();
            let busy: Vec<Uuid> = webhook_logs::table
                .filter(waits())
                .filter(webhook_logs::locked_until.gt(now))
                .group_by(webhook_logs::webhook_id)
                .having(count_star().ge(AT_ONCE))
                .select(webhook_logs::webhook_id)
                .load(conn)
                .await?;
            let free = webhook_logs::locked_until.is_null().or(webhook_logs::locked_until.assume_not_null().le(now));
            let due: Vec<Uuid> = webhook_logs::table
                .filter(waits())
                .filter(webhook_logs::next_retry_at.le(now))
                .filter(free)
                .filter(webhook_logs::webhook_id.ne_all(busy))
                .order(webhook_logs::next_retry_at)
                .limit(most.min(AT_ONCE))
                .select(webhook_logs::id)
                .for_update()
                .skip_locked()
                .load(conn)
                .await?;
            if due.is_empty() {
                return Ok(Vec::new());
            }
            let held: Vec<WebhookDelivery> = diesel::update(webhook_logs::table.filter(webhook_logs::id.eq_any(due)))
                .set(webhook_logs::locked_until.eq(Some(now + LEASE)))
                .returning(WebhookDelivery::as_returning())
                .get_results(conn)
                .await?;
            Ok::<_, Error>(held)
        })
        .await?;
    let mut ids: Vec<Uuid> = held.iter().map(|delivery| delivery.webhook_id).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let hooks = query::by_ids::<Webhook>(&mut conn, column!(webhooks.id), ids, Condition::TRUE).await?;
    let due = |delivery: WebhookDelivery| {
        let hook = hooks.iter().find(|hook| hook.id == delivery.webhook_id)?.clone();
        Some(Due { delivery, hook })
    };
    Ok(held.into_iter().filter_map(due).collect())
}

/// Tries a delivery and notes what came of it.
///
/// # Errors
/// Those of the database: the delivery is then tried again when its lease is over.
pub async fn attempt(app: &App, due: Due) -> Result<()> {
    let Due { delivery, hook } = due;
    let attempt = if hook.deleted_at.is_some() || hook.values.status != WebhookStatus::Active {
        refused("The webhook is switched off.")
    } else {
        send(app, &hook, &delivery).await
    };
    note(app, &hook, &delivery, &attempt).await
}

fn refused(why: impl Into<String>) -> Attempt {
    Attempt {
        started_at: Utc::now(),
        took: Duration::ZERO,
        http_status: None,
        response_body: None,
        error: Some(why.into()),
    }
}

/// Sends a delivery once.
pub(super) async fn send(app: &App, hook: &Webhook, delivery: &WebhookDelivery) -> Attempt {
    let (started_at, clock) = (Utc::now(), Instant::now());
    let mut attempt = Attempt { started_at, ..refused("") };
    match exchange(app, hook, delivery, started_at).await {
        Ok((status, body)) => {
            attempt.http_status = Some(status);
            attempt.response_body = Some(body);
            attempt.error = told(status);
        }
        Err(why) => attempt.error = Some(why),
    }
    attempt.took = clock.elapsed();
    attempt
}

/// What is wrong with a status, if anything.
fn told(status: u16) -> Option<String> {
    match status {
        200..=299 => None,
        300..=399 => Some(format!("The receiver answered {status}; redirections are not followed.")),
        410 => Some("The receiver is gone for good (410).".to_owned()),
        _ => Some(format!("The receiver answered {status}.")),
    }
}

async fn exchange(
    app: &App,
    hook: &Webhook,
    delivery: &WebhookDelivery,
    at: DateTime<Utc>,
) -> Result<(u16, String), String> {
    let body = serde_json::to_vec(&delivery.payload).map_err(|error| error.to_string())?;
    let headers = headers(app, hook, delivery, at, &body)?;
    let place = target::locate(&hook.values.url, app.config.webhook_allow_private).await?;
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        // A proxy would look the name up once more, and go where it likes.
        .no_proxy()
        .resolve_to_addrs(&place.host, &place.addresses)
        .user_agent("Medical-CRM-Webhook/1.0")
        .connect_timeout(CONNECT)
        .timeout(Duration::from_millis(u64::try_from(hook.values.timeout).unwrap_or(30_000)))
        .build()
        .map_err(|error| said(&error))?;
    let sent = client.post(place.url).headers(headers).body(body).send().await;
    let mut response = sent.map_err(|error| said(&error))?;
    let status = response.status().as_u16();
    let mut read = Vec::new();
    // An answer that breaks off has been given all the same.
    while let Ok(Some(chunk)) = response.chunk().await {
        read.extend_from_slice(&chunk);
        if read.len() > KEPT * 4 {
            break;
        }
    }
    let text = String::from_utf8_lossy(&read).replace('\0', "\u{fffd}");
    Ok((status, text.chars().take(KEPT).collect()))
}

/// Those of the webhook, then the server's own, which nothing replaces.
fn headers(
    app: &App,
    hook: &Webhook,
    delivery: &WebhookDelivery,
    at: DateTime<Utc>,
    body: &[u8],
) -> Result<HeaderMap, String> {
    let mut headers = HeaderMap::new();
    let mut put = |name: &str, value: &str| -> Result<(), String> {
        let name = HeaderName::try_from(name).map_err(|error| error.to_string())?;
        let value = HeaderValue::try_from(value).map_err(|_| format!("The header {name} cannot be sent."))?;
        headers.insert(name, value);
        Ok(())
    };
    for (name, value) in hook.values.headers.as_object().unwrap_or(&Map::new()) {
        put(name, value.as_str().unwrap_or_default())?;
    }
    let id = delivery.id.to_string();
    put(CONTENT_TYPE.as_str(), "application/json")?;
    put("x-webhook-event", &delivery.event)?;
    put("x-webhook-id", &hook.id.to_string())?;
    put("x-webhook-delivery", &id)?;
    put("webhook-id", &id)?;
    put("webhook-timestamp", &at.timestamp().to_string())?;
    let secret = secret(app, hook).ok_or("The secret of the webhook cannot be read. Give it a new one.")?;
    put("x-webhook-signature", &signature::of_the_original(&secret, body))?;
    put("webhook-signature", &signature::standard(&secret, &id, at, body))?;
    Ok(headers)
}

/// An error of the connection in a sentence, causes included, without the address.
fn said(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "The receiver did not answer in time.".to_owned();
    }
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    format!("The receiver cannot be reached: {cause}.")
}

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
                    webhook_logs::http_status.eq(attempt.http_status.map(i32::from)),
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
                    webhook_attempts::http_status.eq(attempt.http_status.map(i32::from)),
                    webhook_attempts::response_body.eq(attempt.response_body.as_deref()),
                    webhook_attempts::error_message.eq(shortened(attempt.error.as_deref())),
                ))
                .execute(conn)
                .await?;
            count(conn, hook, attempt).await?;
            if let Some(reason) = end_of_patience(hook, attempt, status) {
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
    let is_off = hook.deleted_at.is_some() || hook.values.status != WebhookStatus::Active;
    if number >= delivery.max_attempts || attempt.http_status == Some(410) || is_off {
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

/// Why a webhook is switched off now, if it is.
fn end_of_patience(hook: &Webhook, attempt: &Attempt, status: WebhookDeliveryStatus) -> Option<&'static str> {
    if hook.values.status != WebhookStatus::Active {
        return None;
    }
    if attempt.http_status == Some(410) {
        return Some("The receiver answered 410: it is gone for good.");
    }
    let silent_since = hook.last_success_at.unwrap_or(hook.created_at);
    let is_given_up = status == WebhookDeliveryStatus::Failed;
    (is_given_up && silent_since < Utc::now() - PATIENCE)
        .then_some("A delivery was given up, and none was received for three days.")
}

async fn disable(conn: &mut AsyncPgConnection, app: &App, hook: &Webhook, reason: &'static str) -> Result<()> {
    let this = webhooks::table.find(hook.id).filter(webhooks::status.eq(WebhookStatus::Active));
    let row: Option<Webhook> = diesel::update(this)
        .set((webhooks::status.eq(WebhookStatus::Disabled), webhooks::disabled_reason.eq(Some(reason))))
        .returning(Webhook::as_returning())
        .get_result(conn)
        .await
        .optional()?;
    let Some(row) = row else { return Ok(()) };
    let changes = differences(Some(&hook.values), &row.values)?;
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

/// What fits into the column.
fn shortened(text: Option<&str>) -> Option<String> {
    text.map(|text| text.chars().take(2_000).collect())
}
