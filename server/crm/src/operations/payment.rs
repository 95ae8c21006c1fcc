//! Payments of invoices, and refunds of credit notes: recorded, confirmed, or given up. Together they are never more than
//! what remains, those that are only recorded included. Each is written under the lock of its invoice, whose status
//! follows in the same transaction.

use chrono::{DateTime, Datelike as _, Utc};
use db::{
    column,
    query::{Condition, Value},
    rows::{Invoice, Payment, PaymentValues},
    schema::payments,
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{
    Permission,
    billing::{InvoiceKind, InvoiceType, MAX_TOTAL, PaymentMethod, PaymentStatus},
};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Map, json};
use uuid::Uuid;

use super::{
    billing::calendar,
    idempotency,
    institution::Presence,
    invoice, scope,
    validate::Checks,
    write::{Change, Event, announce, check_version, differences},
};
use crate::{Context, Error, Result, auth::Viewer};

/// The name in rights of API tokens, errors and events.
pub const ENTITY: &str = "payment";

/// A payment that came in, or is announced.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct NewPayment {
    pub invoice_id: Uuid,
    pub amount: Decimal,
    /// Without one, now.
    pub payment_date: Option<DateTime<Utc>>,
    pub payment_method: PaymentMethod,
    pub reference: Option<String>,
    pub notes: Option<String>,
    /// Whether the money is there.
    pub confirmed: bool,
}

/// What to change of a pending payment.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct PaymentUpdate {
    pub id: Uuid,
    pub expected_version: Option<i32>,
    pub amount: Option<Decimal>,
    pub payment_date: Option<DateTime<Utc>>,
    pub payment_method: Option<PaymentMethod>,
    pub reference: Change<String>,
    pub notes: Change<String>,
}

/// A pending payment that moves on.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Settling {
    /// The payment.
    pub id: Uuid,
    /// Another version is a conflict.
    pub expected_version: Option<i32>,
    /// Why it is given up; kept in the notes.
    pub reason: Option<String>,
}

/// Records a payment; gives it with its invoice as it is then.
///
/// # Errors
/// No right, unknown invoice, one that takes no payments, or more than what remains.
pub async fn record(ctx: &Context, input: NewPayment) -> Result<Payment> {
    ctx.viewer.may_write(ENTITY, Permission::RecordPayments)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "recordPayment", &input).await? {
                return find(conn, &ctx.viewer, id).await;
            }
            let invoice = invoice::lock(conn, ctx, input.invoice_id, Presence::Present).await?;
            check_receives(&invoice)?;
            let mut checks = Checks::default();
            let typed = PaymentValues {
                amount: input.amount,
                payment_date: input.payment_date.unwrap_or_else(Utc::now),
                payment_method: input.payment_method,
                reference: input.reference.clone(),
                notes: input.notes.clone(),
            };
            let values = checked(&mut checks, &invoice, Decimal::ZERO, &typed);
            checks.finish()?;
            let status = if input.confirmed { PaymentStatus::Confirmed } else { PaymentStatus::Pending };
            let row: Payment = diesel::insert_into(payments::table)
                .values((
                    payments::id.eq(Uuid::now_v7()),
                    payments::invoice_id.eq(invoice.id),
                    payments::status.eq(status),
                    payments::recorded_by.eq(ctx.viewer.id),
                    &values,
                ))
                .returning(Payment::as_returning())
                .get_result(conn)
                .await?;
            invoice::settle(conn, ctx, &invoice).await?;
            tell(conn, ctx, "payment.recorded", &invoice, &row, &differences(None, &values)?).await?;
            if input.confirmed {
                tell(conn, ctx, "payment.received", &invoice, &row, &moved(PaymentStatus::Pending, status)).await?;
            }
            idempotency::keep(conn, ctx, row.id).await?;
            Ok(row)
        })
        .await
}

/// Changes a payment that is still pending.
///
/// # Errors
/// No right, unknown, stale, settled already, or more than what remains.
pub async fn update(ctx: &Context, input: PaymentUpdate) -> Result<Payment> {
    ctx.viewer.may_write(ENTITY, Permission::RecordPayments)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "updatePayment", &input).await? {
                return find(conn, &ctx.viewer, id).await;
            }
            let (invoice, before) = lock(conn, ctx, input.id).await?;
            check_version(ENTITY, input.expected_version, before.version)?;
            if !before.status.can_be_edited() {
                let problem = format!("A payment that is `{}` can no longer be changed.", before.status);
                return Err(Error::invalid("id", "NOT_PENDING", problem));
            }
            let old = &before.values;
            let typed = PaymentValues {
                amount: input.amount.unwrap_or(old.amount),
                payment_date: input.payment_date.unwrap_or(old.payment_date),
                payment_method: input.payment_method.unwrap_or(old.payment_method),
                reference: input.reference.clone().unwrap_or_else(|| old.reference.clone()),
                notes: input.notes.clone().unwrap_or_else(|| old.notes.clone()),
            };
            let mut checks = Checks::default();
            let values = checked(&mut checks, &invoice, old.amount, &typed);
            checks.finish()?;
            let changes = differences(Some(old), &values)?;
            idempotency::keep(conn, ctx, before.id).await?;
            if changes.is_empty() {
                return Ok(before);
            }
            let row: Payment = diesel::update(payments::table.find(before.id))
                .set(&values)
                .returning(Payment::as_returning())
                .get_result(conn)
                .await?;
            invoice::settle(conn, ctx, &invoice).await?;
            tell(conn, ctx, "payment.updated", &invoice, &row, &changes).await?;
            Ok(row)
        })
        .await
}

/// The money is there.
///
/// # Errors
/// No right, unknown, stale, or settled already.
pub async fn confirm(ctx: &Context, input: Settling) -> Result<Payment> {
    settle(ctx, "confirmPayment", input, PaymentStatus::Confirmed).await
}

/// It was recorded by mistake.
///
/// # Errors
/// As [`confirm`].
pub async fn cancel(ctx: &Context, input: Settling) -> Result<Payment> {
    settle(ctx, "cancelPayment", input, PaymentStatus::Cancelled).await
}

/// The bank refused it.
///
/// # Errors
/// As [`confirm`].
pub async fn fail(ctx: &Context, input: Settling) -> Result<Payment> {
    settle(ctx, "failPayment", input, PaymentStatus::Failed).await
}

async fn settle(ctx: &Context, name: &'static str, input: Settling, status: PaymentStatus) -> Result<Payment> {
    ctx.viewer.may_write(ENTITY, Permission::RecordPayments)?;
    let mut checks = Checks::default();
    let reason = checks.optional("reason", input.reason.as_deref(), 1_000);
    checks.finish()?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, name, &input).await? {
                return find(conn, &ctx.viewer, id).await;
            }
            let (invoice, before) = lock(conn, ctx, input.id).await?;
            check_version(ENTITY, input.expected_version, before.version)?;
            if before.status == status || !before.status.can_become(status) {
                let problem = format!("A payment cannot go from `{}` to `{status}`.", before.status);
                return Err(Error::invalid("id", "ILLEGAL_TRANSITION", problem));
            }
            let row: Payment = diesel::update(payments::table.find(before.id))
                .set((
                    payments::status.eq(status),
                    payments::notes.eq(with_reason(before.values.notes.as_deref(), status, reason.as_deref())),
                ))
                .returning(Payment::as_returning())
                .get_result(conn)
                .await?;
            invoice::settle(conn, ctx, &invoice).await?;
            let event = match status {
                PaymentStatus::Confirmed => "payment.received",
                PaymentStatus::Cancelled => "payment.cancelled",
                PaymentStatus::Failed => "payment.failed",
                PaymentStatus::Pending => "payment.updated",
            };
            tell(conn, ctx, event, &invoice, &row, &moved(before.status, status)).await?;
            idempotency::keep(conn, ctx, row.id).await?;
            Ok(row)
        })
        .await
}

/// `Cancelled: …` after the notes, as the original writes it.
fn with_reason(notes: Option<&str>, status: PaymentStatus, reason: Option<&str>) -> Option<String> {
    let word = match status {
        PaymentStatus::Cancelled => "Cancelled",
        PaymentStatus::Failed => "Failed",
        PaymentStatus::Pending | PaymentStatus::Confirmed => return notes.map(str::to_owned),
    };
    let Some(reason) = reason else { return notes.map(str::to_owned) };
    let line = format!("{word}: {reason}");
    // The reason matters more than the end of notes that are too long already.
    let kept = 10_000 - line.chars().count() - 1;
    Some(match notes {
        Some(notes) => format!("{}\n{line}", notes.chars().take(kept).collect::<String>()),
        None => line,
    })
}

/// Checks that the viewer may look at payments at all; which ones is [`scope::payments`]'s answer.
///
/// # Errors
/// [`Error::Refused`] to an API token that does not reach them.
pub fn may_read(viewer: &Viewer) -> Result<()> {
    viewer.may_read(ENTITY, Permission::ViewInvoices)
}

/// One payment that the viewer sees.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find(conn: &mut AsyncPgConnection, viewer: &Viewer, id: Uuid) -> Result<Payment> {
    payments::table
        .filter(Condition::eq(column!(payments.id), Value::Id(id)).and(scope::payments(viewer)))
        .select(Payment::as_select())
        .first(conn)
        .await
        .optional()?
        .ok_or(Error::NotFound(ENTITY))
}

/// The invoice and its payment, both locked: the invoice first, as everywhere.
async fn lock(conn: &mut AsyncPgConnection, ctx: &Context, id: Uuid) -> Result<(Invoice, Payment)> {
    let seen = find(conn, &ctx.viewer, id).await?;
    let invoice = invoice::lock(conn, ctx, seen.invoice_id, Presence::Present).await?;
    let payment = payments::table.find(id).select(Payment::as_select()).for_update().first(conn).await?;
    Ok((invoice, payment))
}

fn check_receives(invoice: &Invoice) -> Result<()> {
    if invoice.archived {
        return Err(Error::invalid("invoiceId", "ARCHIVED", "It is archived. Take it out of the archive first."));
    }
    if !invoice.status.can_receive_payments() {
        let problem = format!("An invoice that is `{}` takes no payments.", invoice.status);
        return Err(Error::invalid("invoiceId", "NOT_PAYABLE", problem));
    }
    Ok(())
}

/// The values as they are to be stored; `own` of what is pending is the payment's already.
fn checked(checks: &mut Checks, invoice: &Invoice, own: Decimal, typed: &PaymentValues) -> PaymentValues {
    let amount = checks.decimal("amount", typed.amount, Decimal::new(1, 2), MAX_TOTAL, 2);
    let free = invoice.remaining_amount - (invoice.pending_amount - own);
    if amount > free {
        let problem = format!("{free} € remain, pending payments taken off.");
        checks.refuse("amount", "EXCEEDS_REMAINING", problem);
    }
    let day = calendar::day_of(typed.payment_date);
    let is_deposit = invoice.invoice_type == InvoiceType::Deposit && invoice.kind == InvoiceKind::Invoice;
    if day.year() < 2000 {
        checks.refuse("paymentDate", "OUT_OF_RANGE", "Expected a date from 2000 on.");
    } else if day > calendar::today() {
        checks.refuse("paymentDate", "IN_THE_FUTURE", "A payment is recorded when it is made.");
    } else if !is_deposit && invoice.issue.issue_date.is_some_and(|issued| day < issued) {
        checks.refuse("paymentDate", "BEFORE_ISSUE", "The payment is dated before its invoice.");
    }
    PaymentValues {
        amount,
        payment_date: typed.payment_date,
        payment_method: typed.payment_method,
        reference: checks.optional("reference", typed.reference.as_deref(), 255),
        notes: checks.optional("notes", typed.notes.as_deref(), 9_000),
    }
}

fn moved(from: PaymentStatus, to: PaymentStatus) -> Map<String, serde_json::Value> {
    Map::from_iter([("status".to_owned(), json!({ "old": from, "new": to }))])
}

async fn tell(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    name: &'static str,
    invoice: &Invoice,
    payment: &Payment,
    changes: &Map<String, serde_json::Value>,
) -> Result<()> {
    let event = Event {
        name,
        entity: ENTITY,
        id: payment.id,
        institution_id: Some(invoice.values.institution_id),
        changes,
        public: name == "payment.received",
    };
    announce(conn, ctx, event).await
}
