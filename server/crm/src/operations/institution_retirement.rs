//! Parting from an institution: setting it aside, or deleting it if nobody has worked on it.

use db::rows::Institution;
use diesel_async::{AsyncConnection, AsyncPgConnection};
use domain::Permission;
use uuid::Uuid;

use super::{
    idempotency,
    institution::{self, InstitutionUpdate, Presence},
    write::check_version,
};
use crate::{Context, Error, Result};

const ENTITY: &str = "institution";

/// Sets an institution aside: it stays where it is, inactive. Twice is as once.
///
/// # Errors
/// No right, unknown, or stale.
pub async fn deactivate(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<Institution> {
    ctx.viewer.may_write(ENTITY, Permission::DeleteInstitutions)?;
    let input = InstitutionUpdate { id, expected_version, is_active: Some(false), ..InstitutionUpdate::default() };
    institution::update(ctx, input).await
}

/// Deletes an institution that no person has made or edited; it can be restored.
///
/// # Errors
/// No right, unknown, stale, or [`Error::DeleteLocked`].
pub async fn delete_unlocked(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<Institution> {
    ctx.viewer.may_write(ENTITY, Permission::DeleteInstitutions)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) =
                idempotency::claim(conn, ctx, "deleteUnlockedInstitution", &(id, expected_version)).await?
            {
                return institution::lock(conn, ctx, id, Presence::Any).await;
            }
            let row = institution::lock(conn, ctx, id, Presence::Present).await?;
            check_version(ENTITY, expected_version, row.version)?;
            if row.is_locked {
                return Err(Error::DeleteLocked(ENTITY));
            }
            idempotency::keep(conn, ctx, id).await?;
            institution::mark_deleted(conn, ctx, id, true).await
        })
        .await
}
