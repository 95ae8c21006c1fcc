//! Summing up the payments of an invoice again, on demand. What is written with each payment is right already; what time
//! brings, such as a due date that has passed, is noted by it.

use db::rows::Invoice;
use diesel_async::{AsyncConnection, AsyncPgConnection};
use domain::Permission;
use uuid::Uuid;

use super::{ENTITY, read, settle};
use crate::{Context, Result, operations::institution::Presence};

/// Sums up; gives the invoice before and after. A draft has nothing to sum up.
///
/// # Errors
/// No right, or unknown.
pub async fn reconcile(ctx: &Context, id: Uuid) -> Result<(Invoice, Invoice)> {
    ctx.viewer.may_write(ENTITY, Permission::EditOwnInvoices)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let before = read::lock(conn, ctx, id, Presence::Present).await?;
            if !before.status.is_issued() {
                return Ok((before.clone(), before));
            }
            let after = settle(conn, ctx, &before).await?;
            Ok((before, after))
        })
        .await
}
