//! Cancelling: a credit note of everything that is left, issued at once.

use db::rows::Invoice;
use diesel_async::{AsyncConnection, AsyncPgConnection};
use domain::Permission;
use serde::Serialize;
use uuid::Uuid;

use super::{
    Crediting, ENTITY, credit, issue,
    read::{self, lock},
};
use crate::{
    Context, Result,
    operations::{document::Rendered, idempotency, institution::Presence, validate::Checks, write::check_version},
};

/// What to cancel.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Cancelling {
    /// The invoice.
    pub id: Uuid,
    /// Another version is a conflict.
    pub expected_version: Option<i32>,
    /// Why; the credit note says it.
    pub reason: Option<String>,
}

/// Cancels an issued invoice; gives the invoice as it is then.
///
/// # Errors
/// No right, unknown, stale, or as the credit note.
pub async fn cancel(ctx: &Context, input: Cancelling) -> Result<Invoice> {
    ctx.viewer.may_write(ENTITY, Permission::CancelInvoices)?;
    let mut checks = Checks::default();
    checks.optional("reason", input.reason.as_deref(), 10_000);
    checks.finish()?;
    let mut rendered = Rendered::default();
    loop {
        let mut conn = ctx.db().await?;
        let attempt = (*conn)
            .transaction(async |conn: &mut AsyncPgConnection| {
                if let Some(id) = idempotency::claim(conn, ctx, "cancelInvoice", &input).await? {
                    return Ok(read::find(conn, &ctx.viewer, id).await?);
                }
                let invoice = lock(conn, ctx, input.id, Presence::Present).await?;
                check_version(ENTITY, input.expected_version, invoice.version)?;
                let crediting =
                    Crediting { invoice_id: invoice.id, description: input.reason.clone(), ..Crediting::default() };
                let note = credit::write(conn, ctx, &crediting).await?;
                Box::pin(issue::issue_draft(conn, ctx, note, None, &rendered)).await?;
                let invoice = read::find(conn, &ctx.viewer, invoice.id).await?;
                idempotency::keep(conn, ctx, invoice.id).await?;
                Ok(invoice)
            })
            .await;
        drop(conn);
        match attempt {
            Ok(row) => {
                ctx.app.jobs.wake();
                return Ok(row);
            }
            Err(stop) => rendered.prepare(&ctx.app, stop).await?,
        }
    }
}
