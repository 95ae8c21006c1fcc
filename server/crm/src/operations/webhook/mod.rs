//! Webhooks: what happens is told to addresses that an administrator named. An event is written in the transaction that
//! caused it, turned into deliveries for the webhooks that chose it, and each delivery is tried until it is received or
//! given up; receivers may get one twice, never not at all.

mod deliver;
mod edit;
mod events;
mod note;
mod publish;
mod replay;
mod signature;
mod statistics;
mod subjects;
mod target;

use db::{
    column,
    query::{self, Condition, Pattern, Value},
    rows::{Webhook, WebhookAttempt, WebhookDelivery},
    schema::{webhook_attempts, webhook_logs, webhooks},
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::Permission;
use uuid::Uuid;

use crate::{
    App, Error, Result,
    auth::{Viewer, vault::Place},
    operations::related,
};

pub use deliver::{Due, attempt, claim, deliver_due, due_at};
pub use edit::{NewWebhook, WebhookUpdate, create, delete, reset, restore, rotate_secret, update};
pub use events::described;
pub use publish::publish;
pub use replay::{Outcome, replay, retry_failed, test};
pub use statistics::{Statistics, of as statistics};

/// Its name in the audit log and for API tokens.
pub const ENTITY: &str = "webhook";

/// Checks that the viewer may look at webhooks and their deliveries.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::Refused`].
pub fn may_read(viewer: &Viewer) -> Result<()> {
    viewer.may_read(ENTITY, Permission::ManageWebhooks)
}

/// Checks that the viewer may change webhooks, test them and repeat deliveries.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::Refused`].
pub fn may_write(viewer: &Viewer) -> Result<()> {
    viewer.may_write(ENTITY, Permission::ManageWebhooks)
}

/// One webhook that is not deleted.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find(conn: &mut AsyncPgConnection, id: Uuid) -> Result<Webhook> {
    let present = webhooks::table.find(id).filter(webhooks::deleted_at.is_null());
    present.select(Webhook::as_select()).first(conn).await.optional()?.ok_or(Error::NotFound(ENTITY))
}

/// One delivery.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find_delivery(conn: &mut AsyncPgConnection, id: Uuid) -> Result<WebhookDelivery> {
    let found = webhook_logs::table.find(id).select(WebhookDelivery::as_select()).first(conn).await;
    found.optional()?.ok_or(Error::NotFound("webhook_delivery"))
}

/// The webhooks of these ids, deleted ones too; none for who may not see them.
///
/// # Errors
/// Those of the database.
pub async fn by_ids(conn: &mut AsyncPgConnection, viewer: &Viewer, ids: Vec<Uuid>) -> Result<Vec<Webhook>> {
    Ok(query::by_ids(conn, column!(webhooks.id), ids, related::reached(&may_read(viewer))).await?)
}

/// The attempts of these deliveries, the first ones first.
///
/// # Errors
/// Those of the database.
pub async fn attempts(conn: &mut AsyncPgConnection, deliveries: &[Uuid]) -> Result<Vec<WebhookAttempt>> {
    Ok(webhook_attempts::table
        .filter(webhook_attempts::webhook_log_id.eq_any(deliveries))
        .order((webhook_attempts::webhook_log_id, webhook_attempts::attempt))
        .select(WebhookAttempt::as_select())
        .load(conn)
        .await?)
}

/// Webhooks that all the words stand in: in the name or the address.
#[must_use]
pub fn search(words: &str) -> Condition {
    let columns = [column!(webhooks.name), column!(webhooks.url)];
    let word = |word| Condition::Any(columns.map(|column| Condition::Contains(column, Pattern::literal(word))).into());
    Condition::All(words.split_whitespace().map(word).collect())
}

/// Deliveries of one webhook.
#[must_use]
pub fn deliveries_of(id: Uuid) -> Condition {
    Condition::eq(column!(webhook_logs.webhook_id), Value::Id(id))
}

/// Where the secret is stored.
const fn place(id: Uuid) -> Place {
    Place { table: "webhooks", id, column: "secret_sealed" }
}

/// The secret; `None` where it cannot be opened, which is noted.
fn secret(app: &App, hook: &Webhook) -> Option<String> {
    let opened = app.auth.vault.open(place(hook.id), hook.secret_sealed.as_deref()?);
    opened.inspect_err(|cause| tracing::warn!(webhook = %hook.id, %cause, "a webhook's secret cannot be opened")).ok()
}
