//! What credit notes do to the invoice that they correct: together never more than it, in all and in each group of VAT.

use std::cmp::Reverse;

use db::{
    rows::{Invoice, InvoiceLine, InvoiceLineValues},
    schema::{invoice_deductions, invoice_lines, invoices},
};
use diesel::{
    dsl::{exists, select, sum},
    prelude::*,
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::billing::{InvoiceKind, InvoiceStatus, PartProblem, VatGroup, left_after};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{read, remove, settle, store};
use crate::{Context, Error, Result, operations::billing::groups};

/// An invoice that can be credited, its row locked.
#[derive(Debug, Clone)]
pub(super) struct Original {
    pub(super) invoice: Invoice,
    /// Its lines.
    pub(super) lines: Vec<InvoiceLineValues>,
    /// Whether deposits were deducted from it, or something was credited before.
    pub(super) is_whole: bool,
    /// What issued credit notes left of it, by group of VAT.
    pub(super) left: Vec<VatGroup>,
    /// What of it is to be refunded by earlier credit notes.
    refunds: Decimal,
}

/// What the issue of a credit note does.
#[derive(Debug, Clone)]
pub(super) struct Effect {
    original: Original,
    credited: Decimal,
    /// What the client gets back by the credit note.
    pub(super) refundable: Decimal,
}

/// Locks an invoice that is to be credited.
///
/// # Errors
/// It cannot be credited: a draft, a credit note, credited already, or a deposit that another invoice deducts.
pub(super) async fn lock_original(conn: &mut AsyncPgConnection, id: Uuid) -> Result<Original> {
    let invoice: Invoice = invoices::table.find(id).select(Invoice::as_select()).for_update().first(conn).await?;
    check_creditable(&invoice)?;
    let deducted = invoice_deductions::table
        .filter(invoice_deductions::deposit_invoice_id.eq(id))
        .filter(invoice_deductions::released_at.is_null());
    if select(exists(deducted)).get_result::<bool>(conn).await? {
        let problem = "Another invoice deducts this deposit. Cancel or delete that one first.";
        return Err(Error::invalid("invoiceId", "DEPOSIT_DEDUCTED", problem));
    }
    let (lines, deductions) = (read::lines_of(conn, id).await?, read::deductions_of(conn, id).await?);
    let notes =
        invoices::table.filter(invoices::credited_invoice_id.eq(id)).filter(invoices::invoice_number.is_not_null());
    let credited: Vec<InvoiceLine> = invoice_lines::table
        .filter(invoice_lines::invoice_id.eq_any(notes.select(invoices::id)))
        .select(InvoiceLine::as_select())
        .load(conn)
        .await?;
    let refunds: Option<Decimal> = notes.select(sum(invoices::refundable_amount)).first(conn).await?;
    let credited = groups::of_lines(credited.iter().map(|line| &line.values))?;
    let left = left_after(&groups::of_document(&lines, &deductions)?, credited.iter().copied())
        .map_err(|problem| Error::Internal(anyhow::anyhow!("credit notes exceed {id}: {problem:?}")))?;
    let is_whole = deductions.is_empty() && credited.is_empty();
    Ok(Original { invoice, lines, is_whole, left, refunds: refunds.unwrap_or_default() })
}

fn check_creditable(invoice: &Invoice) -> Result<()> {
    let problem = match (invoice.kind, invoice.status) {
        (InvoiceKind::CreditNote, _) => "A credit note cannot be credited.",
        (_, InvoiceStatus::Draft) => "A draft cannot be credited. Change or delete it.",
        (_, InvoiceStatus::Cancelled) => "It is credited altogether already.",
        _ => return Ok(()),
    };
    Err(Error::invalid("invoiceId", "NOT_CREDITABLE", problem))
}

/// The lines of a credit note with the tax that is left to credit. Each credit note rounds by itself: the one that takes
/// the rest of what is taxed in one way takes the rest of its tax, and none takes more than that.
pub(super) fn fitted(original: &Original, mut lines: Vec<InvoiceLineValues>) -> Result<Vec<InvoiceLineValues>> {
    for own in groups::of_lines(&lines)? {
        // More than what is left is refused, and not fitted.
        let fits = |left: &&VatGroup| left.is_taxed_as(&own) && own.base <= left.base;
        let Some(left) = original.left.iter().find(fits) else { continue };
        let wanted = if own.base == left.base { left.tax } else { own.tax.min(left.tax) };
        let mut of_group: Vec<&mut InvoiceLineValues> =
            lines.iter_mut().filter(|line| groups::vat_of(line) == own.vat()).collect();
        of_group.sort_by_key(|line| Reverse(line.total_after_discount));
        let mut missing = wanted - own.tax;
        for line in of_group {
            // Takes off what a line has, adds all to the largest one.
            let change = missing.max(-line.tax_amount);
            line.tax_amount += change;
            line.total += change;
            missing -= change;
        }
    }
    Ok(lines)
}

/// A draft whose lines are [`fitted`] to what is left now.
///
/// # Errors
/// Those of the database.
pub(super) async fn fit_draft(conn: &mut AsyncPgConnection, original: &Original, draft: Invoice) -> Result<Invoice> {
    let old = read::lines(conn, draft.id).await?;
    let values: Vec<InvoiceLineValues> = old.iter().map(|line| line.values.clone()).collect();
    let fitted = fitted(original, values.clone())?;
    if fitted == values {
        return Ok(draft);
    }
    let totals = store::totals(&fitted, &[])?;
    let lines: Vec<_> = old.iter().map(|line| line.id).zip(fitted).collect();
    store::replace_lines(conn, draft.id, &old, &lines).await?;
    let row = diesel::update(invoices::table.find(draft.id))
        .set(&totals)
        .returning(Invoice::as_returning())
        .get_result(conn)
        .await?;
    Ok(row)
}

/// What a credit note of these groups leaves.
///
/// # Errors
/// It is more than what is left of the invoice.
pub(super) fn check_within(original: &Original, note: &[VatGroup]) -> Result<Vec<VatGroup>> {
    left_after(&original.left, note.iter().copied()).map_err(|problem| {
        let sentence = match problem {
            PartProblem::NotInDocument(group) => format!(
                "The invoice has nothing left that is taxed at {} % ({}).",
                group.rate.normalize(),
                group.category
            ),
            PartProblem::TooMuch(group) => {
                let left = original.left.iter().find(|left| left.is_taxed_as(&group));
                let left = left.map_or(Decimal::ZERO, |left| left.base);
                format!(
                    "Of what is taxed at {} % ({}), {left} € before tax are left to credit.",
                    group.rate.normalize(),
                    group.category
                )
            }
            PartProblem::OutOfRange | PartProblem::Line(_) => "It is more than what is left of the invoice.".to_owned(),
        };
        Error::invalid("lines", "EXCEEDS_INVOICE", sentence)
    })
}

/// What the issue of a credit note will do to its invoice.
///
/// # Errors
/// It is more than what is left, or payments are pending that would be too much then.
pub(super) fn effect(original: Original, lines: &[InvoiceLineValues], note: &Invoice) -> Result<Effect> {
    check_within(&original, &groups::of_lines(lines)?)?;
    let invoice = &original.invoice;
    let (total, paid) = (invoice.totals.total, invoice.paid_amount);
    let credited = invoice.credited_amount + note.totals.total;
    let due = total - credited;
    if invoice.pending_amount > (due - paid).max(Decimal::ZERO) {
        let problem = "Payments are pending that would be more than what remains. Confirm or cancel them first.";
        return Err(Error::invalid("invoiceId", "PENDING_PAYMENTS", problem));
    }
    let refundable = ((paid - due).max(Decimal::ZERO) - original.refunds).clamp(Decimal::ZERO, note.totals.total);
    Ok(Effect { original, credited, refundable })
}

/// Writes what the issue of a credit note does to its invoice.
pub(super) async fn apply(conn: &mut AsyncPgConnection, ctx: &Context, effect: Effect) -> Result<Invoice> {
    let before = effect.original.invoice;
    let mut after = Invoice { credited_amount: effect.credited, ..before.clone() };
    if before.totals.total.is_zero() {
        // The amounts do not tell.
        after.status = InvoiceStatus::Cancelled;
    }
    let row = settle::write(conn, ctx, &before, after).await?;
    if row.status == InvoiceStatus::Cancelled {
        remove::release_deposits(conn, row.id).await?;
    }
    Ok(row)
}
