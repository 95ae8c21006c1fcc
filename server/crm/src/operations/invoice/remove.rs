//! Drafts that are deleted and brought back. An issued invoice is cancelled by a credit note.

use chrono::Utc;
use db::{
    rows::Invoice,
    schema::{invoice_deductions, invoices},
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::Permission;
use serde_json::Map;
use uuid::Uuid;

use super::{ENTITY, convert, read::lock, record};
use crate::{
    Context, Error, Result,
    operations::{idempotency, institution::Presence, write::check_version},
};

/// Deletes a draft; it can be restored.
///
/// # Errors
/// No right, unknown, stale, or issued.
pub async fn delete(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<Invoice> {
    set_deleted(ctx, id, Presence::Any, expected_version, true).await
}

/// As [`delete`], for callers to whom a deleted invoice is no longer there.
///
/// # Errors
/// As [`delete`]; unknown, if it is deleted already.
pub async fn delete_present(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<Invoice> {
    set_deleted(ctx, id, Presence::Present, expected_version, true).await
}

/// Brings a deleted draft back.
///
/// # Errors
/// No right, unknown, or its quote was invoiced otherwise meanwhile.
pub async fn restore(ctx: &Context, id: Uuid) -> Result<Invoice> {
    set_deleted(ctx, id, Presence::Any, None, false).await
}

async fn set_deleted(
    ctx: &Context,
    id: Uuid,
    presence: Presence,
    expected_version: Option<i32>,
    deleted: bool,
) -> Result<Invoice> {
    ctx.viewer.may_write(ENTITY, Permission::DeleteInvoices)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let name = if deleted { "deleteInvoice" } else { "restoreInvoice" };
            if let Some(id) = idempotency::claim(conn, ctx, name, &(id, expected_version)).await? {
                return lock(conn, ctx, id, Presence::Any).await;
            }
            let before = lock(conn, ctx, id, presence).await?;
            idempotency::keep(conn, ctx, id).await?;
            if before.deleted_at.is_some() == deleted {
                return Ok(before);
            }
            check_version(ENTITY, expected_version, before.version)?;
            if before.status.is_issued() {
                let problem = "An issued invoice cannot be deleted. Cancel it with a credit note.";
                return Err(Error::invalid("id", "NOT_A_DRAFT", problem));
            }
            if deleted {
                release_deposits(conn, id).await?;
            } else {
                convert::check_return(conn, &before).await?;
            }
            let row: Invoice = diesel::update(invoices::table.find(id))
                .set(invoices::deleted_at.eq(deleted.then(Utc::now)))
                .returning(Invoice::as_returning())
                .get_result(conn)
                .await?;
            let name = if deleted { "invoice.deleted" } else { "invoice.restored" };
            record::tell(conn, ctx, name, &row, &Map::new()).await?;
            Ok(row)
        })
        .await
}

/// The deposits of an invoice that no longer counts may be deducted by another one.
pub(super) async fn release_deposits(conn: &mut AsyncPgConnection, invoice_id: Uuid) -> Result<()> {
    let held = invoice_deductions::table
        .filter(invoice_deductions::invoice_id.eq(invoice_id))
        .filter(invoice_deductions::released_at.is_null());
    diesel::update(held).set(invoice_deductions::released_at.eq(Some(Utc::now()))).execute(conn).await?;
    Ok(())
}
