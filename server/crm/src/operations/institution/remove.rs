//! Deleting institutions, and bringing them back.

use chrono::Utc;
use db::{rows::Institution, schema::medical_institutions};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::Permission;
use serde_json::Map;
use uuid::Uuid;

use super::{
    ENTITY,
    read::{Presence, lock},
};
use crate::{
    Context, Result,
    operations::{
        idempotency,
        write::{Event, announce, check_version},
    },
};

/// Deletes an institution; it can be restored. Its contacts go and come back with it.
///
/// # Errors
/// No right, unknown, or stale.
pub async fn delete(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<Institution> {
    ctx.viewer.may_write(ENTITY, Permission::DeleteInstitutions)?;
    set_deleted(ctx, id, expected_version, true).await
}

/// Brings a deleted institution back.
///
/// # Errors
/// No right, unknown, or another institution took one of its numbers meanwhile.
pub async fn restore(ctx: &Context, id: Uuid) -> Result<Institution> {
    ctx.viewer.may_write(ENTITY, Permission::DeleteInstitutions)?;
    set_deleted(ctx, id, None, false).await
}

async fn set_deleted(ctx: &Context, id: Uuid, expected_version: Option<i32>, deleted: bool) -> Result<Institution> {
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let name = if deleted { "deleteInstitution" } else { "restoreInstitution" };
            if let Some(id) = idempotency::claim(conn, ctx, name, &(id, expected_version)).await? {
                return lock(conn, ctx, id, Presence::Any).await;
            }
            let row = lock(conn, ctx, id, Presence::Any).await?;
            idempotency::keep(conn, ctx, id).await?;
            if row.deleted_at.is_some() == deleted {
                return Ok(row);
            }
            check_version(ENTITY, expected_version, row.version)?;
            mark_deleted(conn, ctx, id, deleted).await
        })
        .await
}

/// Marks a row that the caller has locked and checked.
pub(in crate::operations) async fn mark_deleted(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    id: Uuid,
    deleted: bool,
) -> Result<Institution> {
    let row = diesel::update(medical_institutions::table.find(id))
        .set(medical_institutions::deleted_at.eq(deleted.then(Utc::now)))
        .returning(Institution::as_returning())
        .get_result(conn)
        .await?;
    let (name, public) = if deleted { ("institution.deleted", true) } else { ("institution.restored", false) };
    let changes = &Map::new();
    announce(conn, ctx, Event { name, entity: ENTITY, id, institution_id: Some(id), changes, public }).await?;
    Ok(row)
}
