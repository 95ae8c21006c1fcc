//! What was paid, what remains, and the status that follows.

use chrono::{DateTime, NaiveDate, Utc};
use db::{
    rows::Invoice,
    schema::{invoices, payments},
};
use diesel::{
    dsl::{max, sum},
    prelude::*,
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::billing::{InvoiceKind, InvoiceStanding, InvoiceStatus, PaymentStatus};
use rust_decimal::Decimal;

use super::record::{self, Record};
use crate::{Context, Result, operations::billing::calendar};

/// Where an invoice stands on a day.
#[must_use]
pub(super) fn standing(row: &Invoice, today: NaiveDate) -> InvoiceStanding {
    InvoiceStanding {
        kind: row.kind,
        is_cancelled: row.status == InvoiceStatus::Cancelled,
        total: row.totals.total,
        paid_amount: row.paid_amount,
        credited_amount: row.credited_amount,
        remaining_amount: row.remaining_amount,
        due_date: calendar::day_of(row.values.due_date),
        today,
    }
}

/// What remains of a document, as the database computes it.
pub(super) fn remaining(row: &Invoice) -> Decimal {
    match row.kind {
        InvoiceKind::CreditNote => row.refundable_amount - row.paid_amount,
        InvoiceKind::Invoice => (row.totals.total - row.paid_amount - row.credited_amount).max(Decimal::ZERO),
    }
}

/// Sums up the payments of an issued invoice whose row the caller has locked, and writes what follows.
pub(in crate::operations) async fn settle(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    before: &Invoice,
) -> Result<Invoice> {
    let sums: Vec<(PaymentStatus, Option<Decimal>, Option<DateTime<Utc>>)> = payments::table
        .filter(payments::invoice_id.eq(before.id))
        .group_by(payments::status)
        .select((payments::status, sum(payments::amount), max(payments::payment_date)))
        .load(conn)
        .await?;
    let of = |status| sums.iter().find(|(of, ..)| *of == status);
    let amount = |status| of(status).and_then(|(_, amount, _)| *amount).unwrap_or_default();
    let mut after = before.clone();
    after.paid_amount = amount(PaymentStatus::Confirmed);
    after.pending_amount = amount(PaymentStatus::Pending);
    after.last_payment_date = of(PaymentStatus::Confirmed).and_then(|(.., last)| *last);
    write(conn, ctx, before, after).await
}

/// Writes the amounts of `after` with the status that follows from them, and tells what became of the invoice.
pub(super) async fn write(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    before: &Invoice,
    mut after: Invoice,
) -> Result<Invoice> {
    after.remaining_amount = remaining(&after);
    after.status = standing(&after, calendar::today()).status();
    // Where there was nothing to pay, no payment tells when.
    let paid_at = after.last_payment_date.or(before.paid_at);
    after.paid_at = paid_at.filter(|_| after.status == InvoiceStatus::Paid);
    let row: Invoice = diesel::update(invoices::table.find(before.id))
        .set((
            invoices::paid_amount.eq(after.paid_amount),
            invoices::pending_amount.eq(after.pending_amount),
            invoices::credited_amount.eq(after.credited_amount),
            invoices::last_payment_date.eq(after.last_payment_date),
            invoices::paid_at.eq(after.paid_at),
            invoices::status.eq(after.status),
        ))
        .returning(Invoice::as_returning())
        .get_result(conn)
        .await?;
    let changes = record::changes(Some(&Record::new(before, None)), &Record::new(&row, None))?;
    if !changes.is_empty() {
        record::tell(conn, ctx, event(before, &row), &row, &changes).await?;
    }
    Ok(row)
}

/// What the outside world calls the change.
fn event(before: &Invoice, after: &Invoice) -> &'static str {
    if before.status == after.status || after.kind == InvoiceKind::CreditNote {
        return "invoice.updated";
    }
    match after.status {
        InvoiceStatus::Paid => "invoice.paid",
        InvoiceStatus::Overdue => "invoice.overdue",
        InvoiceStatus::Cancelled => "invoice.cancelled",
        InvoiceStatus::Draft | InvoiceStatus::Issued | InvoiceStatus::PartiallyPaid => "invoice.updated",
    }
}
