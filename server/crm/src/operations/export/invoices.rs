//! Invoices, the latest first. Behind the columns of the original stand what tells credit notes from invoices.

use db::{
    column,
    query::{Column, Condition, OrderKey, Value},
    rows::Invoice,
};
use diesel_async::AsyncPgConnection;
use domain::billing::InvoiceStatus;
use futures_util::{FutureExt as _, future::BoxFuture};

use super::{
    cell::Cell,
    related,
    table::{Exported, Row},
};
use crate::{
    Result,
    auth::Viewer,
    operations::{billing::calendar, invoice, scope},
};

/// The list of invoices.
pub struct InvoiceExport;

impl Exported for InvoiceExport {
    type Rows = Invoice;

    const NAME: &'static str = "invoices";
    const ENTITIES: &'static [&'static str] = &["invoice"];
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "invoiceNumber",
        "title",
        "description",
        "status",
        "subtotal",
        "totalDiscountAmount",
        "totalTaxAmount",
        "total",
        "dueDate",
        "totalPaid",
        "remainingAmount",
        "assignedUserId",
        "assignedUser",
        "assignedUserEmail",
        "institutionId",
        "institutionName",
        "institutionType",
        "createdAt",
        "updatedAt",
        "isOverdue",
        "kind",
        "type",
        "issueDate",
        "deductedAmount",
        "creditedAmount",
    ];

    fn order() -> Vec<OrderKey> {
        vec![
            OrderKey::new("invoices.created_at", "timestamptz").descending(true),
            OrderKey::new("invoices.id", "uuid").descending(true),
        ]
    }

    fn made() -> Column {
        column!(invoices.created_at)
    }

    fn listed(viewer: &Viewer) -> Condition {
        Condition::IsNull(column!(invoices.deleted_at))
            .and(Condition::eq(column!(invoices.archived), Value::Bool(false)))
            .and(scope::invoices(viewer))
    }

    fn cells<'a>(
        conn: &'a mut AsyncPgConnection,
        viewer: &'a Viewer,
        rows: Vec<Invoice>,
    ) -> BoxFuture<'a, Result<Vec<Row>>> {
        async move {
            let people = related::people(conn, rows.iter().map(|row| row.values.assigned_user_id)).await?;
            let places = related::institutions(conn, viewer, rows.iter().map(|row| row.values.institution_id)).await?;
            let today = calendar::today();
            let cells = rows.into_iter().map(|row| {
                let is_overdue = invoice::is_overdue(&row, today);
                let Invoice { values, totals, issue, .. } = row;
                let [assignee, assignee_email] = related::person(people.get(&values.assigned_user_id));
                let [place, kind] = related::place(places.get(&values.institution_id));
                vec![
                    row.id.into(),
                    issue.invoice_number.map_or(Cell::Empty, Cell::Word),
                    values.title.into(),
                    values.description.into(),
                    status(row.status),
                    totals.subtotal.into(),
                    totals.total_discount_amount.into(),
                    totals.total_tax_amount.into(),
                    totals.total.into(),
                    values.due_date.into(),
                    row.paid_amount.into(),
                    row.remaining_amount.into(),
                    values.assigned_user_id.into(),
                    assignee,
                    assignee_email,
                    values.institution_id.into(),
                    place,
                    kind,
                    row.created_at.into(),
                    row.updated_at.into(),
                    is_overdue.into(),
                    Cell::word(row.kind),
                    Cell::word(row.invoice_type),
                    issue.issue_date.into(),
                    totals.deducted_amount.into(),
                    row.credited_amount.into(),
                ]
            });
            Ok(cells.collect())
        }
        .boxed()
    }
}

/// The columns are those of the original, where an issued invoice is `sent`.
fn status(status: InvoiceStatus) -> Cell {
    if status == InvoiceStatus::Issued { Cell::word("sent") } else { Cell::word(status) }
}
