//! Invoices that are set aside: lists leave them out, and no payment is recorded on them.

use db::{rows::Invoice, schema::invoices};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::Permission;

use super::{
    ENTITY, Which,
    read::{find, lock},
    record::{self, Record},
};
use crate::{
    Context, Result,
    operations::{idempotency, institution::Presence, write::check_version},
};

/// Sets an invoice aside.
///
/// # Errors
/// No right, unknown, or stale.
pub async fn archive(ctx: &Context, which: Which) -> Result<Invoice> {
    set_archived(ctx, which, true).await
}

/// Takes an invoice up again.
///
/// # Errors
/// No right, unknown, or stale.
pub async fn unarchive(ctx: &Context, which: Which) -> Result<Invoice> {
    set_archived(ctx, which, false).await
}

async fn set_archived(ctx: &Context, which: Which, archived: bool) -> Result<Invoice> {
    ctx.viewer.may_write(ENTITY, Permission::EditOwnInvoices)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let name = if archived { "archiveInvoice" } else { "unarchiveInvoice" };
            if let Some(id) = idempotency::claim(conn, ctx, name, &which).await? {
                return find(conn, &ctx.viewer, id).await;
            }
            let before = lock(conn, ctx, which.id, Presence::Present).await?;
            idempotency::keep(conn, ctx, which.id).await?;
            if before.archived == archived {
                return Ok(before);
            }
            check_version(ENTITY, which.expected_version, before.version)?;
            let row: Invoice = diesel::update(invoices::table.find(which.id))
                .set(invoices::archived.eq(archived))
                .returning(Invoice::as_returning())
                .get_result(conn)
                .await?;
            let changes = record::changes(Some(&Record::new(&before, None)), &Record::new(&row, None))?;
            record::tell(conn, ctx, "invoice.updated", &row, &changes).await?;
            Ok(row)
        })
        .await
}
