//! Keeping: what left the draft is rendered once, and its bytes stay for ever.

use chrono::{DateTime, Utc};
use db::{
    rows::{DocumentVersion, Invoice, Quote},
    schema::{invoices, medical_institutions, quotes},
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use documents::RenderProblem;
use domain::billing::{DocumentType, InvoiceKind, QuoteStatus};
use tokio::sync::Semaphore;
use uuid::Uuid;

use super::{
    InvoiceParts, Paper, QuoteParts,
    look::{At, look},
    of_invoice::{document_type, of_invoice},
    of_quote::{of_order, of_quote},
    problem,
    store::{self, Of},
};
use crate::{
    App, Error, Result,
    operations::{firm, invoice, quote},
};

/// The one version that an invoice and an order have.
const ONLY: i32 = 1;

/// How many documents one server renders in order to keep them at a time: each holds a connection meanwhile.
const AT_ONCE: usize = 2;

/// The turns of those who render in order to keep.
#[derive(Debug)]
pub struct Keeping(Semaphore);

impl Default for Keeping {
    fn default() -> Self {
        Self(Semaphore::new(AT_ONCE))
    }
}

/// The kept file of an issued invoice or credit note, made now if it is not there yet; `by` is noted as its maker.
///
/// # Errors
/// Unknown, not issued, or it cannot be rendered at the moment.
pub async fn keep_invoice(app: &App, id: Uuid, by: Uuid) -> Result<DocumentVersion> {
    if let Some(found) = kept_invoice(app, id).await? {
        return Ok(found);
    }
    let _turn = app.keeping.0.acquire().await.map_err(anyhow::Error::from)?;
    let mut conn = app.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            lock(conn, id).await?;
            let invoice: Invoice = invoices::table.find(id).select(Invoice::as_select()).first(conn).await?;
            if let Some(found) = store::find(conn, Of::Invoice(id), document_type(invoice.kind), ONLY).await? {
                return Ok(found);
            }
            let issued_at = invoice.issue.issued_at.ok_or_else(not_issued)?;
            let paper = paper_of_invoice(conn, &invoice, issued_at).await?;
            let (paper, pdf) = render_issued(app, paper).await?;
            store::insert(conn, &paper, Of::Invoice(id), ONLY, by, &pdf).await
        })
        .await
}

async fn kept_invoice(app: &App, id: Uuid) -> Result<Option<DocumentVersion>> {
    let mut conn = app.db().await?;
    let row: Option<(InvoiceKind, Option<DateTime<Utc>>)> =
        invoices::table.find(id).select((invoices::kind, invoices::issued_at)).first(&mut conn).await.optional()?;
    let (kind, issued_at) = row.ok_or(Error::NotFound(invoice::ENTITY))?;
    issued_at.ok_or_else(not_issued)?;
    store::find(&mut conn, Of::Invoice(id), document_type(kind), ONLY).await
}

fn not_issued() -> Error {
    Error::invalid("id", "NOT_ISSUED", "It is a draft. Issue it first.")
}

async fn paper_of_invoice(conn: &mut AsyncPgConnection, invoice: &Invoice, issued_at: DateTime<Utc>) -> Result<Paper> {
    let (lines, deductions) =
        (invoice::lines_of(conn, invoice.id).await?, invoice::deductions_of(conn, invoice.id).await?);
    let firm = firm::read(conn).await?;
    let host = medical_institutions::table.find(invoice.values.institution_id);
    let host = host.select(db::rows::Institution::as_select()).first(conn).await?;
    let (document, named) = (document_type(invoice.kind), invoice.values.template_id);
    let look = look(conn, document, named, At::Issue(issued_at), &firm.values).await?;
    let parts = InvoiceParts { invoice, lines: &lines, deductions: &deductions, firm: &firm, host: &host };
    of_invoice(conn, parts, look).await
}

/// What was issued has a document, come what may: should its template fail after all, the program's own takes its place.
async fn render_issued(app: &App, paper: Paper) -> Result<(Paper, Vec<u8>)> {
    match app.renderer.render(&paper.request).await {
        Err(RenderProblem::Template(problems)) => {
            tracing::warn!(file = paper.file_name, ?problems, "the template of an issued document fails");
            let plain = paper.plain();
            let pdf = app.renderer.render(&plain.request).await.map_err(problem::error)?;
            Ok((plain, pdf))
        }
        answer => Ok((paper, answer.map_err(problem::error)?)),
    }
}

/// The kept file of a quote as it is now, or of the order that it became; made now if it is not there yet. `None` while
/// the quote is a draft.
///
/// # Errors
/// Unknown, no order, or it cannot be rendered.
pub async fn keep_quote(app: &App, id: Uuid, document: DocumentType, by: Uuid) -> Result<Option<DocumentVersion>> {
    let kept = async {
        let mut conn = app.db().await?;
        let row: Option<Quote> = quotes::table.find(id).select(Quote::as_select()).first(&mut conn).await.optional()?;
        let row = row.ok_or(Error::NotFound(quote::ENTITY))?;
        store::find(&mut conn, Of::Quote(id), document, version(&row, document)).await
    };
    if let Some(found) = kept.await? {
        return Ok(Some(found));
    }
    let _turn = app.keeping.0.acquire().await.map_err(anyhow::Error::from)?;
    let mut conn = app.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            lock(conn, id).await?;
            // Nobody edits it while it is rendered.
            let row: Quote = quotes::table.find(id).select(Quote::as_select()).for_share().first(conn).await?;
            if row.status == QuoteStatus::Draft && document == DocumentType::QuotePdf {
                return Ok(None);
            }
            let version = version(&row, document);
            if let Some(found) = store::find(conn, Of::Quote(id), document, version).await? {
                return Ok(Some(found));
            }
            let paper = paper_of_quote(conn, &row, document, row.values.template_id).await?;
            let pdf = app.renderer.render(&paper.request).await.map_err(problem::error)?;
            store::insert(conn, &paper, Of::Quote(id), version, by, &pdf).await.map(Some)
        })
        .await
}

/// A quote has a file for each of its revisions.
const fn version(row: &Quote, document: DocumentType) -> i32 {
    match document {
        DocumentType::QuotePdf => row.revision,
        _ => ONLY,
    }
}

/// The document of a quote or of its order.
pub(super) async fn paper_of_quote(
    conn: &mut AsyncPgConnection,
    row: &Quote,
    document: DocumentType,
    template: Option<Uuid>,
) -> Result<Paper> {
    let lines = quote::lines(conn, row.id).await?;
    let firm = firm::read(conn).await?;
    let host = medical_institutions::table.find(row.values.institution_id);
    let host = host.select(db::rows::Institution::as_select()).first(conn).await?;
    let look = look(conn, document, template, At::Now, &firm.values).await?;
    let parts = QuoteParts { quote: row, lines: &lines, firm: &firm, host: &host };
    match document {
        DocumentType::OrderPdf => of_order(parts, look),
        _ => of_quote(parts, look),
    }
}

/// Keeps the rendered file of a quote in the transaction that sent it.
///
/// # Errors
/// [`super::Stop::Render`] when it has to be rendered first; those of [`store::insert`].
pub(in crate::operations) async fn keep_sent_quote(
    conn: &mut AsyncPgConnection,
    row: &Quote,
    rendered: &super::Rendered,
    by: Uuid,
) -> Result<DocumentVersion, super::Stop> {
    let document = DocumentType::QuotePdf;
    if let Some(found) = store::find(conn, Of::Quote(row.id), document, row.revision).await? {
        return Ok(found);
    }
    let paper = paper_of_quote(conn, row, document, row.values.template_id).await?;
    let pdf = rendered.bytes(&paper)?;
    Ok(store::insert(conn, &paper, Of::Quote(row.id), row.revision, by, pdf).await?)
}

/// One server at a time renders the documents of a row; held until the end of the transaction.
async fn lock(conn: &mut AsyncPgConnection, id: Uuid) -> Result<()> {
    let (first, second) = id.as_u64_pair();
    let key = i64::from_ne_bytes((first ^ second).to_ne_bytes());
    diesel::select(pg_advisory_xact_lock(key)).execute(conn).await?;
    Ok(())
}

#[diesel::declare_sql_function]
extern "SQL" {
    /// Waits for the lock and holds it until the end of the transaction.
    fn pg_advisory_xact_lock(key: diesel::sql_types::BigInt) -> diesel::sql_types::Nullable<diesel::sql_types::Text>;
}
