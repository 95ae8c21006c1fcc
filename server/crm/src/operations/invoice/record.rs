//! What is put on record of a change of an invoice.

use db::rows::{Invoice, InvoiceLineValues, InvoiceTotals, InvoiceValues};
use diesel_async::AsyncPgConnection;
use domain::billing::{InvoiceKind, InvoiceStatus, InvoiceType};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::ENTITY;
use crate::{
    Context, Result,
    operations::write::{Event, announce, differences},
};

/// All that an invoice says and where it stands; two of them differ in what was changed.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Record<'a> {
    kind: InvoiceKind,
    #[serde(rename = "type")]
    invoice_type: InvoiceType,
    invoice_number: Option<&'a str>,
    credited_invoice_id: Option<Uuid>,
    quote_id: Option<Uuid>,
    status: InvoiceStatus,
    #[serde(flatten)]
    values: &'a InvoiceValues,
    #[serde(flatten)]
    totals: &'a InvoiceTotals,
    paid_amount: Decimal,
    credited_amount: Decimal,
    archived: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<&'a [InvoiceLineValues]>,
}

impl<'a> Record<'a> {
    /// Of an invoice; the lines where they may have changed.
    pub(super) fn new(row: &'a Invoice, lines: Option<&'a [InvoiceLineValues]>) -> Self {
        Self {
            kind: row.kind,
            invoice_type: row.invoice_type,
            invoice_number: row.issue.invoice_number.as_deref(),
            credited_invoice_id: row.credited_invoice_id,
            quote_id: row.quote_id,
            status: row.status,
            values: &row.values,
            totals: &row.totals,
            paid_amount: row.paid_amount,
            credited_amount: row.credited_amount,
            archived: row.archived,
            lines,
        }
    }

    fn value(&self) -> Result<Value> {
        Ok(serde_json::to_value(self).map_err(anyhow::Error::from)?)
    }
}

/// `{field: {old, new}}` of what differs; of all that it says, for a new invoice.
pub(super) fn changes(before: Option<&Record<'_>>, after: &Record<'_>) -> Result<Map<String, Value>> {
    differences(before.map(Record::value).transpose()?.as_ref(), &after.value()?)
}

/// Puts a change on record and tells the outside world, if it has a name there.
pub(super) async fn tell(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    name: &'static str,
    row: &Invoice,
    changes: &Map<String, Value>,
) -> Result<()> {
    const PUBLIC: [&str; 6] = [
        "invoice.created",
        "invoice.updated",
        "invoice.issued",
        "invoice.paid",
        "invoice.overdue",
        "invoice.cancelled",
    ];
    let event = Event {
        name,
        entity: ENTITY,
        id: row.id,
        institution_id: Some(row.values.institution_id),
        changes,
        public: PUBLIC.contains(&name),
    };
    announce(conn, ctx, event).await
}
