//! Deliveries are tried until they are received or given up.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use axum::http::{HeaderMap, HeaderName, HeaderValue, header::CONTENT_TYPE};
use chrono::{DateTime, TimeDelta, Utc};
use db::{
    column,
    query::{self, Condition},
    rows::{Webhook, WebhookDelivery},
    schema::{webhook_logs, webhooks},
};
use diesel::{
    dsl::{count_star, sql},
    expression::SqlLiteral,
    pg::Pg,
    prelude::*,
    sql_types::Bool,
};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::WebhookStatus;
use serde_json::Map;
use uuid::Uuid;

use super::{note::note, secret, signature, target};
use crate::{App, Error, Result};

/// How long a delivery is held by whoever tries it: longer than the longest time-out.
pub(super) const LEASE: TimeDelta = TimeDelta::minutes(6);
/// Deliveries to one webhook at the same time, so that a slow receiver does not hold up the others.
const AT_ONCE: i64 = 4;
/// Characters of an answer that are kept.
const KEPT: usize = 10_000;
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

    pub(super) fn milliseconds(&self) -> i32 {
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
        .filter(webhook_logs::webhook_id.eq_any(switched_on()))
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

/// The webhooks that are told anything. What waits for another one stays until it is switched on again, or too old to be
/// kept.
pub(super) fn switched_on() -> SwitchedOn {
    webhooks::table
        .filter(webhooks::status.eq(WebhookStatus::Active))
        .filter(webhooks::deleted_at.is_null())
        .select(webhooks::id)
        .into_boxed()
}

pub(super) type SwitchedOn = webhooks::BoxedQuery<'static, Pg, diesel::sql_types::Uuid>;

/// Takes deliveries that are due and that nobody holds, the longest waiting first.
///
/// # Errors
/// Those of the database.
pub async fn claim(app: &App, most: i64) -> Result<Vec<Due>> {
    let mut conn = app.db().await?;
    let held = (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let now = Utc::now();
            let held: Vec<(Uuid, i64)> = webhook_logs::table
                .filter(waits())
                .filter(webhook_logs::locked_until.gt(now))
                .group_by(webhook_logs::webhook_id)
                .select((webhook_logs::webhook_id, count_star()))
                .load(conn)
                .await?;
            let mut held: HashMap<Uuid, i64> = held.into_iter().collect();
            let busy: Vec<Uuid> = held.iter().filter(|(_, count)| **count >= AT_ONCE).map(|(hook, _)| *hook).collect();
            let free = webhook_logs::locked_until.is_null().or(webhook_logs::locked_until.assume_not_null().le(now));
            let due: Vec<(Uuid, Uuid)> = webhook_logs::table
                .filter(waits())
                .filter(webhook_logs::next_retry_at.le(now))
                .filter(free)
                .filter(webhook_logs::webhook_id.eq_any(switched_on()))
                .filter(webhook_logs::webhook_id.ne_all(busy))
                .order(webhook_logs::next_retry_at)
                .limit(most.min(AT_ONCE))
                .select((webhook_logs::id, webhook_logs::webhook_id))
                .for_update()
                .skip_locked()
                .load(conn)
                .await?;
            let mut takes_place = |(_, hook): &(Uuid, Uuid)| {
                let count = held.entry(*hook).or_default();
                *count += 1;
                *count <= AT_ONCE
            };
            let due: Vec<Uuid> = due.into_iter().filter(|due| takes_place(due)).map(|(id, _)| id).collect();
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
    let attempt = send(app, &hook, &delivery).await;
    note(app, &hook, &delivery, &attempt).await
}

/// Sends a delivery once.
pub(super) async fn send(app: &App, hook: &Webhook, delivery: &WebhookDelivery) -> Attempt {
    let (started_at, clock) = (Utc::now(), Instant::now());
    let (http_status, response_body, error) = match exchange(app, hook, delivery, started_at).await {
        Ok((status, body)) => (Some(status), Some(body), told(status)),
        Err(why) => (None, None, Some(why)),
    };
    Attempt { started_at, took: clock.elapsed(), http_status, response_body, error }
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
