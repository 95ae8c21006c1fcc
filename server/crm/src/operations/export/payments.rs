//! Payments, the latest first; refunds of credit notes among them.

use std::collections::HashMap;

use db::{
    column,
    query::{self, Column, Condition, OrderKey},
    rows::{Invoice, Payment},
};
use diesel_async::AsyncPgConnection;
use futures_util::{FutureExt as _, future::BoxFuture};
use uuid::Uuid;

use super::{
    cell::Cell,
    related,
    table::{Exported, Row},
};
use crate::{Result, auth::Viewer, operations::scope};

/// The list of payments.
pub struct PaymentExport;

impl Exported for PaymentExport {
    type Rows = Payment;

    const NAME: &'static str = "payments";
    const ENTITIES: &'static [&'static str] = &["payment"];
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "invoiceId",
        "invoiceNumber",
        "invoiceKind",
        "amount",
        "paymentDate",
        "paymentMethod",
        "reference",
        "status",
        "notes",
        "recordedById",
        "recordedBy",
        "recordedByEmail",
        "institutionId",
        "institutionName",
        "institutionType",
        "createdAt",
        "updatedAt",
    ];

    fn order() -> Vec<OrderKey> {
        vec![
            OrderKey::new("payments.payment_date", "timestamptz").descending(true),
            OrderKey::new("payments.id", "uuid").descending(true),
        ]
    }

    fn made() -> Column {
        column!(payments.created_at)
    }

    fn listed(viewer: &Viewer) -> Condition {
        scope::payments(viewer)
    }

    fn cells<'a>(
        conn: &'a mut AsyncPgConnection,
        viewer: &'a Viewer,
        rows: Vec<Payment>,
    ) -> BoxFuture<'a, Result<Vec<Row>>> {
        async move {
            let mut ids: Vec<Uuid> = rows.iter().map(|row| row.invoice_id).collect();
            ids.sort_unstable();
            ids.dedup();
            let paid = query::by_ids::<Invoice>(conn, column!(invoices.id), ids, Condition::TRUE).await?;
            let paid: HashMap<Uuid, Invoice> = paid.into_iter().map(|invoice| (invoice.id, invoice)).collect();
            let people = related::people(conn, rows.iter().map(|row| row.recorded_by)).await?;
            let places = paid.values().map(|invoice| invoice.values.institution_id);
            let places = related::institutions(conn, viewer, places).await?;
            let cells = rows.into_iter().map(|row| {
                let Payment { values, .. } = row;
                let invoice = paid.get(&row.invoice_id);
                let institution_id = invoice.map(|invoice| invoice.values.institution_id);
                let [recorder, recorder_email] = related::person(people.get(&row.recorded_by));
                let [place, kind] = related::place(institution_id.and_then(|id| places.get(&id)));
                let number = invoice.and_then(|invoice| invoice.issue.invoice_number.clone());
                vec![
                    row.id.into(),
                    row.invoice_id.into(),
                    number.map_or(Cell::Empty, Cell::Word),
                    invoice.map_or(Cell::Empty, |invoice| Cell::word(invoice.kind)),
                    values.amount.into(),
                    values.payment_date.into(),
                    Cell::word(values.payment_method),
                    values.reference.into(),
                    Cell::word(row.status),
                    values.notes.into(),
                    row.recorded_by.into(),
                    recorder,
                    recorder_email,
                    institution_id.into(),
                    place,
                    kind,
                    row.created_at.into(),
                    row.updated_at.into(),
                ]
            });
            Ok(cells.collect())
        }
        .boxed()
    }
}
