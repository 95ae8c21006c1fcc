//! Issued documents of some days, with their VAT.

use std::collections::HashMap;

use chrono::NaiveDate;
use db::{
    rows::{DeductionValues, Invoice, InvoiceDeduction, InvoiceLine, InvoiceLineValues},
    schema::{invoice_deductions, invoice_lines, invoices},
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::billing::VatGroup;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::{Result, operations::billing::groups};

/// An issued document, and how it is taxed.
pub(super) struct Document {
    pub(super) invoice: Invoice,
    pub(super) vat: Vec<VatGroup>,
}

/// How many documents that amount to something were issued from a day until before another one.
pub(super) async fn count(conn: &mut AsyncPgConnection, from: NaiveDate, before: NaiveDate) -> Result<i64> {
    let found = invoices::table
        .filter(invoices::issue_date.ge(from).and(invoices::issue_date.lt(before)))
        .filter(invoices::total.gt(Decimal::ZERO))
        .count()
        .get_result(conn)
        .await?;
    Ok(found)
}

/// The documents of these days that amount to something, in the order of their entries.
pub(super) async fn load(conn: &mut AsyncPgConnection, first: NaiveDate, last: NaiveDate) -> Result<Vec<Document>> {
    let rows: Vec<Invoice> = invoices::table
        .filter(invoices::issue_date.between(first, last))
        .filter(invoices::total.gt(Decimal::ZERO))
        .order((invoices::issue_date, invoices::issued_at, invoices::id))
        .select(Invoice::as_select())
        .load(conn)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut lines: HashMap<Uuid, Vec<InvoiceLineValues>> = HashMap::with_capacity(rows.len());
    let found: Vec<InvoiceLine> = invoice_lines::table
        .filter(invoice_lines::invoice_id.eq_any(&ids))
        .select(InvoiceLine::as_select())
        .load(conn)
        .await?;
    for line in found {
        lines.entry(line.invoice_id).or_default().push(line.values);
    }
    let mut deductions: HashMap<Uuid, Vec<DeductionValues>> = HashMap::new();
    let found: Vec<InvoiceDeduction> = invoice_deductions::table
        .filter(invoice_deductions::invoice_id.eq_any(&ids))
        .select(InvoiceDeduction::as_select())
        .load(conn)
        .await?;
    for deduction in found {
        deductions.entry(deduction.invoice_id).or_default().push(deduction.values);
    }
    let mut documents = Vec::with_capacity(rows.len());
    for invoice in rows {
        let lines = lines.remove(&invoice.id).unwrap_or_default();
        let deductions = deductions.remove(&invoice.id).unwrap_or_default();
        documents.push(Document { vat: groups::of_document(&lines, &deductions)?, invoice });
    }
    Ok(documents)
}
