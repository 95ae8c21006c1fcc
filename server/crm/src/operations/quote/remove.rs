//! Deleting drafts and bringing them back.

use chrono::Utc;
use db::{rows::Quote, schema::quotes};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::Permission;
use serde_json::Map;
use uuid::Uuid;

use super::{ENTITY, read, record};
use crate::{
    Context, Error, Result,
    operations::{idempotency, institution::Presence, write::check_version},
};

/// Deletes a draft; it can be restored.
///
/// # Errors
/// No right, unknown, stale, or a quote that is no draft.
pub async fn delete(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<Quote> {
    set_deleted(ctx, id, Presence::Any, expected_version, true).await
}

/// As [`delete`], for callers to whom a deleted quote is no longer there.
///
/// # Errors
/// As [`delete`]; unknown, if it is deleted already.
pub async fn delete_present(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<Quote> {
    set_deleted(ctx, id, Presence::Present, expected_version, true).await
}

/// Brings a deleted draft back.
///
/// # Errors
/// No right, or unknown.
pub async fn restore(ctx: &Context, id: Uuid) -> Result<Quote> {
    set_deleted(ctx, id, Presence::Any, None, false).await
}

async fn set_deleted(
    ctx: &Context,
    id: Uuid,
    presence: Presence,
    expected_version: Option<i32>,
    deleted: bool,
) -> Result<Quote> {
    ctx.viewer.may_write(ENTITY, Permission::DeleteQuotes)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let name = if deleted { "deleteQuote" } else { "restoreQuote" };
            if let Some(id) = idempotency::claim(conn, ctx, name, &(id, expected_version)).await? {
                return read::lock(conn, ctx, id, Presence::Any).await;
            }
            let row = read::lock(conn, ctx, id, presence).await?;
            idempotency::keep(conn, ctx, id).await?;
            if row.deleted_at.is_some() == deleted {
                return Ok(row);
            }
            check_version(ENTITY, expected_version, row.version)?;
            if deleted && !row.status.can_be_deleted() {
                let message = format!("A quote that is `{}` is kept. Only drafts are deleted.", row.status);
                return Err(Error::invalid("status", "QUOTE_NOT_DELETABLE", message));
            }
            let row: Quote = diesel::update(quotes::table.find(id))
                .set(quotes::deleted_at.eq(deleted.then(Utc::now)))
                .returning(Quote::as_returning())
                .get_result(conn)
                .await?;
            let name = if deleted { "quote.deleted" } else { "quote.restored" };
            record::tell(conn, ctx, name, &row, &Map::new()).await?;
            Ok(row)
        })
        .await
}
