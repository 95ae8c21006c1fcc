//! Webhooks are made, changed, switched on and off, deleted and restored; their secrets are shown once.

use std::collections::BTreeMap;

use axum::http::{HeaderName, HeaderValue};
use chrono::Utc;
use db::{
    column,
    query::{Condition, Value},
    rows::{Webhook, WebhookValues},
    schema::webhooks,
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{WebhookEvent, WebhookStatus};
use serde::Serialize;
use serde_json::{Map, json};
use uuid::Uuid;

use super::{ENTITY, find, may_write, place, signature, target};
use crate::{
    Context, Error, Result,
    operations::{
        idempotency,
        institution::Presence,
        validate::Checks,
        write::{Event, announce, check_version, differences},
    },
};

/// Headers of a webhook, at most.
const MOST_HEADERS: usize = 20;

/// Headers that are the server's own, by their beginnings.
const OWN_HEADERS: [&str; 9] =
    ["x-webhook-", "webhook-", "host", "content-", "transfer-encoding", "connection", "upgrade", "te", "trailer"];

/// A new webhook. What is left out is as usual.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct NewWebhook {
    pub name: String,
    pub url: String,
    pub events: Vec<WebhookEvent>,
    /// Without one, a secret is made.
    pub secret: Option<String>,
    pub headers: BTreeMap<String, String>,
    /// Milliseconds, 1 000 to 300 000.
    pub timeout: Option<i32>,
    /// 0 to 10.
    pub max_retries: Option<i32>,
    /// Milliseconds, 1 000 to 300 000.
    pub retry_delay: Option<i32>,
    pub is_active: Option<bool>,
}

/// What to change of a webhook; what is absent stays.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct WebhookUpdate {
    pub id: Uuid,
    pub expected_version: Option<i32>,
    pub name: Option<String>,
    pub url: Option<String>,
    pub events: Option<Vec<WebhookEvent>>,
    pub secret: Option<String>,
    pub headers: Option<BTreeMap<String, String>>,
    pub timeout: Option<i32>,
    pub max_retries: Option<i32>,
    pub retry_delay: Option<i32>,
    pub is_active: Option<bool>,
}

/// Adds a webhook; gives it with its secret, which nobody is told again.
///
/// # Errors
/// No right, or invalid input.
pub async fn create(ctx: &Context, input: NewWebhook) -> Result<(Webhook, String)> {
    may_write(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "createWebhook", &input).await? {
                let row = find(conn, id).await?;
                let secret = super::secret(&ctx.app, &row).unwrap_or_default();
                return Ok((row, secret));
            }
            let values = checked(ctx, &input, None)?;
            let secret = input.secret.clone().unwrap_or_else(signature::new_secret);
            let id = Uuid::now_v7();
            let row = diesel::insert_into(webhooks::table)
                .values((
                    webhooks::id.eq(id),
                    webhooks::created_by.eq(ctx.viewer.id),
                    webhooks::secret_sealed.eq(Some(ctx.app.auth.vault.seal(place(id), &secret)?)),
                    &values,
                ))
                .returning(Webhook::as_returning())
                .get_result(conn)
                .await?;
            announce(conn, ctx, event("webhook.created", id, &told(None, &values)?)).await?;
            idempotency::keep(conn, ctx, id).await?;
            Ok((row, secret))
        })
        .await
}

/// Changes a webhook. What waits to be delivered goes to the new address.
///
/// # Errors
/// No right, unknown, stale, or invalid input.
pub async fn update(ctx: &Context, input: WebhookUpdate) -> Result<Webhook> {
    may_write(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "updateWebhook", &input).await? {
                return find(conn, id).await;
            }
            let row = lock(conn, input.id, Presence::Present).await?;
            check_version(ENTITY, input.expected_version, row.version)?;
            let mut values = checked(ctx, &patched(&row.values, &input), Some(&row.values.url))?;
            // Switched off by the server, it stays so, with the reason, until somebody switches it on.
            if row.values.status == WebhookStatus::Disabled && values.status != WebhookStatus::Active {
                values.status = WebhookStatus::Disabled;
                values.disabled_reason = row.values.disabled_reason.clone();
            }
            let mut changes = told(Some(&row.values), &values)?;
            idempotency::keep(conn, ctx, row.id).await?;
            let sealed = input.secret.as_deref().map(|secret| ctx.app.auth.vault.seal(place(row.id), secret));
            if sealed.is_some() {
                changes.extend([new_secret()]);
            }
            if changes.is_empty() {
                return Ok(row);
            }
            let sealed = sealed.transpose()?.or_else(|| row.secret_sealed.clone());
            let row = diesel::update(webhooks::table.find(row.id))
                .set((&values, webhooks::secret_sealed.eq(sealed)))
                .returning(Webhook::as_returning())
                .get_result(conn)
                .await?;
            announce(conn, ctx, event("webhook.updated", input.id, &changes)).await?;
            Ok(row)
        })
        .await
}

/// Gives a webhook a new secret, and tells it once.
///
/// # Errors
/// No right, unknown, or stale.
pub async fn rotate_secret(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<(Webhook, String)> {
    may_write(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "rotateWebhookSecret", &(id, expected_version)).await? {
                let row = find(conn, id).await?;
                let secret = super::secret(&ctx.app, &row).unwrap_or_default();
                return Ok((row, secret));
            }
            let row = lock(conn, id, Presence::Present).await?;
            check_version(ENTITY, expected_version, row.version)?;
            idempotency::keep(conn, ctx, id).await?;
            let secret = signature::new_secret();
            let row = diesel::update(webhooks::table.find(id))
                .set(webhooks::secret_sealed.eq(Some(ctx.app.auth.vault.seal(place(id), &secret)?)))
                .returning(Webhook::as_returning())
                .get_result(conn)
                .await?;
            let changes = Map::from_iter([new_secret()]);
            announce(conn, ctx, event("webhook.updated", id, &changes)).await?;
            Ok((row, secret))
        })
        .await
}

/// Switches a webhook on again and forgets its failures.
///
/// # Errors
/// No right, or unknown.
pub async fn reset(ctx: &Context, id: Uuid) -> Result<Webhook> {
    may_write(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "resetWebhook", &id).await? {
                return find(conn, id).await;
            }
            let before = lock(conn, id, Presence::Present).await?;
            idempotency::keep(conn, ctx, id).await?;
            let row = diesel::update(webhooks::table.find(id))
                .set((
                    webhooks::status.eq(WebhookStatus::Active),
                    webhooks::disabled_reason.eq(None::<String>),
                    webhooks::failure_count.eq(0),
                ))
                .returning(Webhook::as_returning())
                .get_result(conn)
                .await?;
            let changes = told(Some(&before.values), &row.values)?;
            if !changes.is_empty() {
                announce(conn, ctx, event("webhook.updated", id, &changes)).await?;
            }
            Ok(row)
        })
        .await
}

/// Deletes a webhook; it can be restored. Nothing is delivered to it any more.
///
/// # Errors
/// No right, unknown, or stale.
pub async fn delete(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<Webhook> {
    set_deleted(ctx, id, expected_version, true).await
}

/// Brings a deleted webhook back.
///
/// # Errors
/// No right, or unknown.
pub async fn restore(ctx: &Context, id: Uuid) -> Result<Webhook> {
    set_deleted(ctx, id, None, false).await
}

async fn set_deleted(ctx: &Context, id: Uuid, expected_version: Option<i32>, deleted: bool) -> Result<Webhook> {
    may_write(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let name = if deleted { "deleteWebhook" } else { "restoreWebhook" };
            if let Some(id) = idempotency::claim(conn, ctx, name, &(id, expected_version)).await? {
                return lock(conn, id, Presence::Any).await;
            }
            let row = lock(conn, id, Presence::Any).await?;
            idempotency::keep(conn, ctx, id).await?;
            if row.deleted_at.is_some() == deleted {
                return Ok(row);
            }
            check_version(ENTITY, expected_version, row.version)?;
            let row = diesel::update(webhooks::table.find(id))
                .set(webhooks::deleted_at.eq(deleted.then(Utc::now)))
                .returning(Webhook::as_returning())
                .get_result(conn)
                .await?;
            let name = if deleted { "webhook.deleted" } else { "webhook.restored" };
            announce(conn, ctx, event(name, id, &Map::new())).await?;
            Ok(row)
        })
        .await
}

/// What changed, for the audit log: without what headers hold, which are credentials often enough.
pub(super) fn told(before: Option<&WebhookValues>, after: &WebhookValues) -> Result<Map<String, serde_json::Value>> {
    let mut changes = differences(before, after)?;
    let sides = changes.get_mut("headers").and_then(serde_json::Value::as_object_mut);
    let headers = sides.into_iter().flat_map(Map::values_mut).filter_map(serde_json::Value::as_object_mut);
    for value in headers.flat_map(Map::values_mut) {
        *value = serde_json::Value::Null;
    }
    Ok(changes)
}

/// That there is a new secret, for the audit log.
fn new_secret() -> (String, serde_json::Value) {
    ("secret".to_owned(), json!({ "old": null, "new": null }))
}

async fn lock(conn: &mut AsyncPgConnection, id: Uuid, presence: Presence) -> Result<Webhook> {
    let this = Condition::eq(column!(webhooks.id), Value::Id(id));
    let there = match presence {
        Presence::Present => this.and(Condition::IsNull(column!(webhooks.deleted_at))),
        Presence::Any => this,
    };
    let row = webhooks::table.filter(there).select(Webhook::as_select()).for_update().first(conn).await;
    row.optional()?.ok_or(Error::NotFound(ENTITY))
}

fn event<'a>(name: &'static str, id: Uuid, changes: &'a Map<String, serde_json::Value>) -> Event<'a> {
    Event { name, entity: ENTITY, id, institution_id: None, changes, public: false }
}

/// What a webhook becomes: as an input of its own, so that old and new are checked alike.
fn patched(old: &WebhookValues, input: &WebhookUpdate) -> NewWebhook {
    let events = || old.events.iter().filter_map(|name| name.parse().ok()).collect();
    let headers = || serde_json::from_value(old.headers.clone()).unwrap_or_default();
    NewWebhook {
        name: input.name.clone().unwrap_or_else(|| old.name.clone()),
        url: input.url.clone().unwrap_or_else(|| old.url.clone()),
        events: input.events.clone().unwrap_or_else(events),
        secret: input.secret.clone(),
        headers: input.headers.clone().unwrap_or_else(headers),
        timeout: input.timeout.or(Some(old.timeout)),
        max_retries: input.max_retries.or(Some(old.max_retries)),
        retry_delay: input.retry_delay.or(Some(old.retry_delay)),
        is_active: input.is_active.or(Some(old.status == WebhookStatus::Active)),
    }
}

/// The values as they are to be stored. An address that is stored already hinders no other change; where it leads is looked
/// at again with each delivery.
fn checked(ctx: &Context, typed: &NewWebhook, stored: Option<&str>) -> Result<WebhookValues> {
    let mut checks = Checks::default();
    let mut events: Vec<&'static str> = typed.events.iter().map(|event| event.name()).collect();
    events.sort_unstable();
    events.dedup();
    if events.is_empty() {
        checks.refuse("events", "REQUIRED", "Choose at least one event.");
    }
    if typed.secret.as_ref().is_some_and(|secret| secret.is_empty() || secret.len() > 255) {
        checks.refuse("secret", "INVALID_FORMAT", "A secret has 1 to 255 characters.");
    }
    checks.range("timeout", typed.timeout, 1_000, 300_000);
    checks.range("maxRetries", typed.max_retries, 0, 10);
    checks.range("retryDelay", typed.retry_delay, 1_000, 300_000);
    let headers = headers(&mut checks, &typed.headers);
    let allow_private = ctx.app.config.webhook_allow_private || stored == Some(typed.url.as_str());
    let active = typed.is_active.unwrap_or(true);
    let values = WebhookValues {
        name: checks.required("name", &typed.name, 255),
        url: target::checked(&mut checks, &typed.url, allow_private),
        events: events.into_iter().map(str::to_owned).collect(),
        status: if active { WebhookStatus::Active } else { WebhookStatus::Inactive },
        disabled_reason: None,
        headers,
        timeout: typed.timeout.unwrap_or(30_000),
        max_retries: typed.max_retries.unwrap_or(10),
        retry_delay: typed.retry_delay.unwrap_or(5_000),
    };
    checks.finish_with(Some(values))
}

/// Headers in lower case; those that are the server's own are refused.
fn headers(checks: &mut Checks, typed: &BTreeMap<String, String>) -> serde_json::Value {
    if typed.len() > MOST_HEADERS {
        checks.refuse("headers", "TOO_MANY", format!("At most {MOST_HEADERS} headers."));
    }
    let mut kept = Map::new();
    for (name, value) in typed {
        let field = format!("headers.{name}");
        let Ok(name) = HeaderName::try_from(name.trim()) else {
            checks.refuse(&field, "INVALID_FORMAT", "This is no name of a header.");
            continue;
        };
        if OWN_HEADERS.iter().any(|own| name.as_str() == *own || own.ends_with('-') && name.as_str().starts_with(own)) {
            checks.refuse(&field, "RESERVED", "The server sets this header itself.");
        }
        if value.len() > 2_000 || HeaderValue::try_from(value.trim()).is_err() {
            checks.refuse(&field, "INVALID_FORMAT", "A value has at most 2000 characters, all of them printable.");
        }
        kept.insert(name.as_str().to_owned(), value.trim().into());
    }
    serde_json::Value::Object(kept)
}
