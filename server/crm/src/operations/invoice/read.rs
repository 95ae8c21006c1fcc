//! Finding invoices: which one a viewer sees, and locking it for a change.

use chrono::NaiveDate;
use db::{
    column,
    query::{Comparison, Condition, Value, Values},
    rows::{DeductionValues, Invoice, InvoiceDeduction, InvoiceLine, InvoiceLineValues},
    schema::{invoice_deductions, invoice_lines, invoices},
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::{
    Permission,
    billing::{InvoiceKind, InvoiceStatus},
};
use uuid::Uuid;

use super::ENTITY;
use crate::{
    Context, Error, Result,
    auth::Viewer,
    operations::{billing::calendar, institution::Presence, scope},
};

/// Checks that the viewer may look at invoices at all; which ones is [`scope::invoices`]'s answer.
///
/// # Errors
/// [`Error::Refused`] to an API token that does not reach them.
pub fn may_read(viewer: &Viewer) -> Result<()> {
    viewer.may_read(ENTITY, Permission::ViewInvoices)
}

/// One invoice that the viewer sees and that is not deleted.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find(conn: &mut AsyncPgConnection, viewer: &Viewer, id: Uuid) -> Result<Invoice> {
    invoices::table
        .filter(visible(viewer, id, Presence::Present))
        .select(Invoice::as_select())
        .first(conn)
        .await
        .optional()?
        .ok_or(Error::NotFound(ENTITY))
}

/// The lines of an invoice, in their order.
///
/// # Errors
/// Those of the database.
pub async fn lines(conn: &mut AsyncPgConnection, invoice_id: Uuid) -> Result<Vec<InvoiceLine>> {
    let rows = invoice_lines::table
        .filter(invoice_lines::invoice_id.eq(invoice_id))
        .order(invoice_lines::order_index)
        .select(InvoiceLine::as_select())
        .load(conn)
        .await?;
    Ok(rows)
}

/// What the lines of an invoice say, in their order.
///
/// # Errors
/// Those of the database.
pub async fn lines_of(conn: &mut AsyncPgConnection, invoice_id: Uuid) -> Result<Vec<InvoiceLineValues>> {
    Ok(lines(conn, invoice_id).await?.into_iter().map(|line| line.values).collect())
}

/// What the deductions of an invoice say, in their order.
///
/// # Errors
/// Those of the database.
pub async fn deductions_of(conn: &mut AsyncPgConnection, invoice_id: Uuid) -> Result<Vec<DeductionValues>> {
    let rows: Vec<InvoiceDeduction> = invoice_deductions::table
        .filter(invoice_deductions::invoice_id.eq(invoice_id))
        .order(invoice_deductions::order_index)
        .select(InvoiceDeduction::as_select())
        .load(conn)
        .await?;
    Ok(rows.into_iter().map(|row| row.values).collect())
}

/// Invoices of which something remains to be paid after the due date, whether somebody noted it or not.
#[must_use]
pub fn overdue(today: NaiveDate) -> Condition {
    let open = [InvoiceStatus::Issued, InvoiceStatus::PartiallyPaid, InvoiceStatus::Overdue];
    Condition::All(vec![
        Condition::eq(column!(invoices.kind), Value::Text(InvoiceKind::Invoice.name().to_owned())),
        Condition::OneOf(column!(invoices.status), Values::Text(open.map(|status| status.name().to_owned()).into())),
        Condition::Compare(column!(invoices.due_date), Comparison::Lt, Value::Time(calendar::start_of(today))),
        Condition::Compare(column!(invoices.remaining_amount), Comparison::Gt, Value::Decimal(0.into())),
    ])
}

/// Whether something remains to be paid of an invoice after the due date.
#[must_use]
pub fn is_overdue(row: &Invoice, today: NaiveDate) -> bool {
    row.status.can_receive_payments() && super::settle::standing(row, today).is_overdue()
}

fn visible(viewer: &Viewer, id: Uuid, presence: Presence) -> Condition {
    let this = Condition::eq(column!(invoices.id), Value::Id(id)).and(scope::invoices(viewer));
    match presence {
        Presence::Present => this.and(Condition::IsNull(column!(invoices.deleted_at))),
        Presence::Any => this,
    }
}

/// The row, locked until the end of the transaction, if the viewer may edit it.
pub(in crate::operations) async fn lock(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    id: Uuid,
    presence: Presence,
) -> Result<Invoice> {
    let row = invoices::table
        .filter(visible(&ctx.viewer, id, presence))
        .select((Invoice::as_select(), scope::editable_invoices(&ctx.viewer)))
        .for_update()
        .first::<(Invoice, bool)>(conn)
        .await
        .optional()?;
    match row {
        None => Err(Error::NotFound(ENTITY)),
        Some((_, false)) => Err(Error::Forbidden(Permission::EditAllInvoices)),
        Some((row, true)) => Ok(row),
    }
}
