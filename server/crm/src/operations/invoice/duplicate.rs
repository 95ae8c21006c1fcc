//! A draft that says what another invoice says.

use db::rows::{Invoice, InvoiceLineValues};
use diesel_async::{AsyncConnection, AsyncPgConnection};
use domain::{
    Permission,
    billing::{DocumentType, InvoiceKind, InvoiceType},
};
use uuid::Uuid;

use super::{
    ENTITY, create, read,
    store::{self, Draft},
};
use crate::{
    Context, Error, Result,
    operations::{idempotency, template},
};

/// A draft with the lines of an invoice, for who makes it; it belongs to no quote.
///
/// # Errors
/// No right, unknown, or a credit note.
pub async fn duplicate(ctx: &Context, id: Uuid) -> Result<Invoice> {
    ctx.viewer.may_write(ENTITY, Permission::CreateInvoice)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "duplicateInvoice", &id).await? {
                return read::find(conn, &ctx.viewer, id).await;
            }
            let model = read::find(conn, &ctx.viewer, id).await?;
            if model.kind == InvoiceKind::CreditNote {
                return Err(Error::invalid("id", "NOT_ALLOWED", "A credit note belongs to its invoice."));
            }
            let host = store::host(conn, &ctx.viewer, model.values.institution_id).await?;
            let mut values = model.values;
            (values.payment_terms, values.due_date) =
                create::due(None, values.payment_terms, &host, &store::firm(conn).await?);
            values.assigned_user_id = ctx.viewer.id;
            values.template_id = template::if_usable(conn, values.template_id, DocumentType::InvoicePdf).await?;
            // Another service, on another day.
            (values.service_start, values.service_end) = (None, None);
            let lines = read::lines_of(conn, id).await?;
            let draft = Draft {
                kind: InvoiceKind::Invoice,
                invoice_type: InvoiceType::Standard,
                credited_invoice_id: None,
                quote_id: None,
                values,
                lines: lines.into_iter().map(|line| InvoiceLineValues { quote_line_id: None, ..line }).collect(),
                deductions: Vec::new(),
            };
            let row = store::insert(conn, ctx, &draft).await?;
            idempotency::keep(conn, ctx, row.id).await?;
            Ok(row)
        })
        .await
}
