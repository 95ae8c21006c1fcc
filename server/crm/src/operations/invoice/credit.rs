//! New credit notes.

use db::rows::{Invoice, InvoiceLineValues, InvoiceValues};
use diesel_async::{AsyncConnection, AsyncPgConnection};
use domain::{
    Permission,
    billing::{InvoiceKind, InvoiceType},
};
use uuid::Uuid;

use super::{
    Crediting, ENTITY,
    credited::{self, Original},
    issue,
    read::{self, lock},
    store::{self, Draft},
};
use crate::{
    Context, Error, Result,
    operations::{
        billing::{calendar, groups, lines},
        document::Rendered,
        idempotency,
        institution::Presence,
        validate::Checks,
    },
};

/// Makes a credit note of an issued invoice: a draft, or issued at once.
///
/// # Errors
/// No right, unknown, not to be credited, more than what is left of it, or as the issue.
pub async fn credit(ctx: &Context, input: Crediting) -> Result<Invoice> {
    ctx.viewer.may_write(ENTITY, Permission::CreateCreditNotes)?;
    if input.issue {
        ctx.viewer.may_write(ENTITY, Permission::IssueInvoices)?;
    }
    let mut rendered = Rendered::default();
    loop {
        let mut conn = ctx.db().await?;
        let attempt = (*conn)
            .transaction(async |conn: &mut AsyncPgConnection| {
                if let Some(id) = idempotency::claim(conn, ctx, "createCreditNote", &input).await? {
                    return Ok(read::find(conn, &ctx.viewer, id).await?);
                }
                lock(conn, ctx, input.invoice_id, Presence::Present).await?;
                let mut row = Box::pin(write(conn, ctx, &input)).await?;
                if input.issue {
                    row = Box::pin(issue::issue_draft(conn, ctx, row, None, &rendered)).await?;
                }
                idempotency::keep(conn, ctx, row.id).await?;
                Ok(row)
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

/// Writes the draft of a credit note.
pub(super) async fn write(conn: &mut AsyncPgConnection, ctx: &Context, input: &Crediting) -> Result<Invoice> {
    let original = credited::lock_original(conn, input.invoice_id).await?;
    let number = original.invoice.issue.invoice_number.as_deref().unwrap_or_default();
    let mut checks = Checks::default();
    let title = input.title.clone().unwrap_or_else(|| format!("Avoir sur la facture {number}"));
    let title = checks.required("title", &title, 255);
    let description = checks.optional("description", input.description.as_deref(), 10_000);
    let lines = match &input.lines {
        Some(typed) => {
            let kept: Vec<Uuid> = original.lines.iter().filter_map(|line| line.catalog_item_id).collect();
            if typed.is_empty() {
                checks.refuse("lines", "REQUIRED", "Say what is taken back; without lines it is everything.");
            }
            lines::ids(&mut checks, typed, &[]);
            let lines = lines::checked(conn, &mut checks, typed, &kept).await?;
            store::line_values(&checks.finish_with(lines)?)
        }
        None => {
            checks.finish()?;
            what_is_left(&original, number)
        }
    };
    let lines = credited::fitted(&original, lines)?;
    credited::check_within(&original, &groups::of_lines(&lines)?)?;
    // An invoice of nothing, such as a final one whose deposits are all of it, is taken back so that they are free.
    if lines.iter().all(|line| line.total.is_zero()) && !original.invoice.totals.total.is_zero() {
        return Err(Error::invalid("lines", "NOTHING_TO_CREDIT", "There is nothing to take back."));
    }
    let values = &original.invoice.values;
    let draft = Draft {
        kind: InvoiceKind::CreditNote,
        invoice_type: InvoiceType::Standard,
        credited_invoice_id: Some(original.invoice.id),
        quote_id: None,
        values: InvoiceValues {
            title,
            description,
            payment_terms: None,
            due_date: calendar::instant_of(calendar::today()),
            ..values.clone()
        },
        lines,
        deductions: Vec::new(),
    };
    store::insert(conn, ctx, &draft).await
}

/// The lines of an invoice from which nothing was taken yet; otherwise a line for each group of VAT with what is left of
/// it, to the cent.
fn what_is_left(original: &Original, number: &str) -> Vec<InvoiceLineValues> {
    if original.is_whole {
        let line = |line: &InvoiceLineValues| InvoiceLineValues { quote_line_id: None, ..line.clone() };
        return original.lines.iter().map(line).collect();
    }
    let nothing = original.invoice.totals.total.is_zero();
    let left = original.left.iter().filter(|group| nothing || !group.total().is_zero());
    let what = format!("Solde de la facture {number}");
    (1..).zip(left).map(|(place, group)| store::group_line(place, group, &what)).collect()
}
