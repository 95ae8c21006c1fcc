//! Deleting templates and bringing them back.

use chrono::Utc;
use db::{rows::Template, schema::document_templates};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::Permission;
use serde_json::Map;
use uuid::Uuid;

use super::{ENTITY, create::event, read};
use crate::{
    Context, Result,
    operations::{
        idempotency,
        institution::Presence,
        write::{announce, check_version},
    },
};

/// Deletes a template; it can be restored. A deleted template is no default, and documents made with it stay.
///
/// # Errors
/// No right, unknown, or stale.
pub async fn delete(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<Template> {
    set_deleted(ctx, id, Presence::Any, expected_version, true).await
}

/// As [`delete`], for callers to whom a deleted template is no longer there.
///
/// # Errors
/// As [`delete`]; unknown, if it is deleted already.
pub async fn delete_present(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<Template> {
    set_deleted(ctx, id, Presence::Present, expected_version, true).await
}

/// Brings a deleted template back.
///
/// # Errors
/// No right, or unknown.
pub async fn restore(ctx: &Context, id: Uuid) -> Result<Template> {
    set_deleted(ctx, id, Presence::Any, None, false).await
}

async fn set_deleted(
    ctx: &Context,
    id: Uuid,
    presence: Presence,
    expected_version: Option<i32>,
    deleted: bool,
) -> Result<Template> {
    ctx.viewer.may_write(ENTITY, Permission::ManageTemplates)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let name = if deleted { "deleteInvoiceTemplate" } else { "restoreInvoiceTemplate" };
            if let Some(id) = idempotency::claim(conn, ctx, name, &(id, expected_version)).await? {
                return read::lock(conn, id, Presence::Any).await;
            }
            let row = read::lock(conn, id, presence).await?;
            idempotency::keep(conn, ctx, id).await?;
            if row.deleted_at.is_some() == deleted {
                return Ok(row);
            }
            check_version(ENTITY, expected_version, row.version)?;
            let row: Template = diesel::update(document_templates::table.find(id))
                .set((
                    document_templates::deleted_at.eq(deleted.then(Utc::now)),
                    document_templates::is_default.eq(false),
                ))
                .returning(Template::as_returning())
                .get_result(conn)
                .await?;
            let name = if deleted { "template.deleted" } else { "template.restored" };
            announce(conn, ctx, event(name, id, &Map::new())).await?;
            Ok(row)
        })
        .await
}
