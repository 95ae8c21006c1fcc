//! The chain of issued documents, looked through from its beginning.

use chrono::NaiveDate;
use db::{
    rows::{DeductionValues, DocumentCounter, Invoice, InvoiceDeduction, InvoiceLine, InvoiceLineValues},
    schema::{document_counters, invoice_deductions, invoice_lines, invoices},
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::Permission;
use uuid::Uuid;

use super::ENTITY;
use crate::{
    Context, Result,
    operations::billing::hash::{self, Sealed},
};

/// Documents that are read at once.
const AT_ONCE: i64 = 500;
/// Faults that are told.
const MOST_FAULTS: usize = 100;

/// What is wrong with a document of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChainProblem {
    /// What it says is not what its hash was made of.
    Changed,
    /// It does not carry the hash of the document before it.
    Unchained,
    /// Numbers before it are not there.
    Missing,
    /// It is dated before the document before it.
    OutOfOrder,
    /// The last document of the series is not the last one that was issued.
    Truncated,
}

/// A document that something is wrong with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The document; absent for one that is gone.
    pub invoice_id: Option<Uuid>,
    /// Its number.
    pub invoice_number: Option<String>,
    /// What is wrong.
    pub problem: ChainProblem,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainReport {
    /// The series.
    pub series: String,
    /// The year.
    pub year: i32,
    /// Documents that are there.
    pub documents: i64,
    /// What is wrong, in the order of the series; the first 100.
    pub faults: Vec<Fault>,
}

/// Computes the hashes of a series and year anew.
///
/// # Errors
/// No right, or those of the database.
pub async fn verify_chain(ctx: &Context, series: &str, year: i32) -> Result<ChainReport> {
    ctx.viewer.may_read(ENTITY, Permission::ViewAllBilling)?;
    let mut conn = ctx.db().await?;
    // What is issued meanwhile must not look like a chain that does not fit its counter.
    conn.build_transaction()
        .repeatable_read()
        .read_only()
        .run(async |conn: &mut AsyncPgConnection| looked_through(conn, series, year).await)
        .await
}

/// What is wrong, as one moment of the database shows it.
async fn looked_through(conn: &mut AsyncPgConnection, series: &str, year: i32) -> Result<ChainReport> {
    let mut report = ChainReport { series: series.to_owned(), year, documents: 0, faults: Vec::new() };
    let mut link = Link::default();
    loop {
        let page = page(conn, series, year, link.sequence).await?;
        if page.is_empty() {
            break;
        }
        for (invoice, lines, deductions) in &page {
            report.documents += 1;
            for problem in link.check(invoice, lines, deductions) {
                report.faults.push(Fault {
                    invoice_id: Some(invoice.id),
                    invoice_number: invoice.issue.invoice_number.clone(),
                    problem,
                });
            }
        }
    }
    let counter: Option<DocumentCounter> = document_counters::table
        .find((series, year))
        .select(DocumentCounter::as_select())
        .first(conn)
        .await
        .optional()?;
    let known = counter.map(|counter| (counter.last_number, counter.last_hash));
    if known.unwrap_or((0, None)) != (link.sequence, link.hash) {
        report.faults.push(Fault { invoice_id: None, invoice_number: None, problem: ChainProblem::Truncated });
    }
    report.faults.truncate(MOST_FAULTS);
    Ok(report)
}

/// What the next document is compared with.
#[derive(Debug, Default)]
struct Link {
    sequence: i32,
    hash: Option<Vec<u8>>,
    date: Option<NaiveDate>,
}

impl Link {
    fn check(
        &mut self,
        invoice: &Invoice,
        lines: &[InvoiceLineValues],
        deductions: &[DeductionValues],
    ) -> Vec<ChainProblem> {
        let issue = &invoice.issue;
        let document = Sealed { invoice, issue, lines, deductions };
        let is_unchanged = issue.hash.as_deref().is_some_and(|hash| hash::is_of(hash, document));
        let sequence = issue.sequence_number.unwrap_or_default();
        let found = [
            (!is_unchanged, ChainProblem::Changed),
            (issue.previous_hash != self.hash, ChainProblem::Unchained),
            (sequence != self.sequence + 1, ChainProblem::Missing),
            (issue.issue_date < self.date, ChainProblem::OutOfOrder),
        ];
        *self = Self { sequence, hash: issue.hash.clone(), date: issue.issue_date };
        found.into_iter().filter(|(holds, _)| *holds).map(|(_, problem)| problem).collect()
    }
}

type Document = (Invoice, Vec<InvoiceLineValues>, Vec<DeductionValues>);

async fn page(conn: &mut AsyncPgConnection, series: &str, year: i32, after: i32) -> Result<Vec<Document>> {
    let rows: Vec<Invoice> = invoices::table
        .filter(invoices::series.eq(series))
        .filter(invoices::year.eq(year))
        .filter(invoices::sequence_number.gt(after))
        .order(invoices::sequence_number)
        .limit(AT_ONCE)
        .select(Invoice::as_select())
        .load(conn)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let lines: Vec<InvoiceLine> = invoice_lines::table
        .filter(invoice_lines::invoice_id.eq_any(&ids))
        .order(invoice_lines::order_index)
        .select(InvoiceLine::as_select())
        .load(conn)
        .await?;
    let deductions: Vec<InvoiceDeduction> = invoice_deductions::table
        .filter(invoice_deductions::invoice_id.eq_any(&ids))
        .order(invoice_deductions::order_index)
        .select(InvoiceDeduction::as_select())
        .load(conn)
        .await?;
    let mut lines_of = std::collections::HashMap::<Uuid, Vec<InvoiceLineValues>>::new();
    for line in lines {
        lines_of.entry(line.invoice_id).or_default().push(line.values);
    }
    let mut deductions_of = std::collections::HashMap::<Uuid, Vec<DeductionValues>>::new();
    for deduction in deductions {
        deductions_of.entry(deduction.invoice_id).or_default().push(deduction.values);
    }
    let document = |row: Invoice| {
        let (lines, deductions) = (lines_of.remove(&row.id), deductions_of.remove(&row.id));
        (row, lines.unwrap_or_default(), deductions.unwrap_or_default())
    };
    Ok(rows.into_iter().map(document).collect())
}
