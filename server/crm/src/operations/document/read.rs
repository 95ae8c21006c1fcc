//! Documents for those who may see what they are of.

use std::sync::Arc;

use db::{
    rows::{DocumentVersion, Invoice, Quote},
    schema::{document_versions, medical_institutions, stored_files},
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::billing::{DocumentType, QuoteStatus};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    ENTITY, InvoiceParts, Paper,
    keep::{keep_invoice, keep_quote, paper_of_quote},
    look::{At, look},
    of_invoice::{document_type, of_invoice},
    problem,
};
use crate::{
    App, Context, Error, RequestInfo, Result,
    operations::{billing::hash::hexadecimal, firm, invoice, quote, stored_file, template},
};

/// A file as it is handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// `INV2026110012.pdf`
    pub file_name: String,
    /// Its bytes.
    pub content: Vec<u8>,
    /// SHA-256 of them, in hexadecimal digits.
    pub sha256: String,
}

impl Pdf {
    fn new(file_name: String, content: Vec<u8>) -> Self {
        let sha256 = hexadecimal(&Sha256::digest(&content));
        Self { file_name, content, sha256 }
    }
}

/// A kept file, its bytes apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDocument {
    /// The row.
    pub row: DocumentVersion,
    /// Its size.
    pub byte_size: i32,
    /// SHA-256 of its bytes.
    pub sha256: Vec<u8>,
}

/// What is loaded of kept files that a condition names.
macro_rules! kept {
    ($conn:expr, $condition:expr) => {{
        let rows: Vec<(DocumentVersion, i32, Vec<u8>)> = document_versions::table
            .inner_join(stored_files::table)
            .filter($condition)
            .order((document_versions::generated_at.desc(), document_versions::id.desc()))
            .select((DocumentVersion::as_select(), stored_files::byte_size, stored_files::sha256))
            .load($conn)
            .await?;
        Ok(rows.into_iter().map(|(row, byte_size, sha256)| KeptDocument { row, byte_size, sha256 }).collect())
    }};
}

/// The files that were kept of these quotes, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn of_quotes(conn: &mut AsyncPgConnection, ids: &[Uuid]) -> Result<Vec<KeptDocument>> {
    kept!(conn, document_versions::quote_id.eq_any(ids))
}

/// The files that were kept of these invoices, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn of_invoices(conn: &mut AsyncPgConnection, ids: &[Uuid]) -> Result<Vec<KeptDocument>> {
    kept!(conn, document_versions::invoice_id.eq_any(ids))
}

/// The file of a quote: the kept one, or that of a draft, which may be tried with another template.
///
/// # Errors
/// Not seen, or it cannot be rendered.
pub async fn quote_pdf(ctx: &Context, id: Uuid, template: Option<Uuid>) -> Result<Pdf> {
    let row = seen_quote(ctx, id).await?;
    if row.status != QuoteStatus::Draft {
        // It may have become a draft again meanwhile.
        if let Some(kept) = keep_quote(&ctx.app, id, DocumentType::QuotePdf, ctx.viewer.id).await? {
            return kept_pdf(&ctx.app, kept).await;
        }
    }
    let mut conn = ctx.app.db().await?;
    let template = chosen(&mut conn, template, DocumentType::QuotePdf).await?.or(row.values.template_id);
    let mut row = quote::find(&mut conn, &ctx.viewer, id).await?;
    row.status = QuoteStatus::Draft;
    let paper = paper_of_quote(&mut conn, &row, DocumentType::QuotePdf, template).await?;
    drop(conn);
    rendered(&ctx.app, paper).await
}

/// The file of the order that a quote became.
///
/// # Errors
/// Not seen, not ordered, or it cannot be rendered.
pub async fn order_pdf(ctx: &Context, id: Uuid) -> Result<Pdf> {
    seen_quote(ctx, id).await?;
    match keep_quote(&ctx.app, id, DocumentType::OrderPdf, ctx.viewer.id).await? {
        Some(kept) => kept_pdf(&ctx.app, kept).await,
        None => Err(Error::NotFound(ENTITY)),
    }
}

/// The file of a quote that its public link shows.
///
/// # Errors
/// As [`quote::find_public`], or it cannot be rendered.
pub async fn public_quote_pdf(app: &App, request: &Arc<RequestInfo>, token: &str) -> Result<Pdf> {
    let row = quote::find_public(app, request, token).await?.quote;
    match keep_quote(app, row.id, DocumentType::QuotePdf, row.values.assigned_user_id).await? {
        Some(kept) => kept_pdf(app, kept).await,
        None => Err(Error::NotFound(quote::ENTITY)),
    }
}

/// The file of an invoice or credit note: the kept one, or that of a draft, which may be tried with another template.
///
/// # Errors
/// Not seen, or it cannot be rendered.
pub async fn invoice_pdf(ctx: &Context, id: Uuid, template: Option<Uuid>) -> Result<Pdf> {
    invoice::may_read(&ctx.viewer)?;
    let mut conn = ctx.app.db().await?;
    let row = invoice::find(&mut conn, &ctx.viewer, id).await?;
    if row.issue.invoice_number.is_some() {
        drop(conn);
        let kept = keep_invoice(&ctx.app, id, ctx.viewer.id).await?;
        return kept_pdf(&ctx.app, kept).await;
    }
    let template = chosen(&mut conn, template, document_type(row.kind)).await?;
    let paper = draft_of_invoice(&mut conn, &row, template).await?;
    drop(conn);
    rendered(&ctx.app, paper).await
}

/// A kept file.
///
/// # Errors
/// There is none, or the viewer does not see what it is of.
pub async fn version_pdf(ctx: &Context, id: Uuid) -> Result<Pdf> {
    let mut conn = ctx.app.db().await?;
    let row: Option<DocumentVersion> =
        document_versions::table.find(id).select(DocumentVersion::as_select()).first(&mut conn).await.optional()?;
    let row = row.ok_or(Error::NotFound(ENTITY))?;
    let seen = match (row.quote_id, row.invoice_id) {
        (Some(id), _) => {
            quote::may_read(&ctx.viewer)?;
            quote::find(&mut conn, &ctx.viewer, id).await.map(drop)
        }
        (None, Some(id)) => {
            invoice::may_read(&ctx.viewer)?;
            invoice::find(&mut conn, &ctx.viewer, id).await.map(drop)
        }
        (None, None) => Err(Error::NotFound(ENTITY)),
    };
    match seen {
        Err(Error::NotFound(_)) => return Err(Error::NotFound(ENTITY)),
        seen => seen?,
    }
    drop(conn);
    kept_pdf(&ctx.app, row).await
}

async fn seen_quote(ctx: &Context, id: Uuid) -> Result<Quote> {
    quote::may_read(&ctx.viewer)?;
    quote::find(&mut *ctx.app.db().await?, &ctx.viewer, id).await
}

/// A template that a draft is tried with.
async fn chosen(conn: &mut AsyncPgConnection, template: Option<Uuid>, document: DocumentType) -> Result<Option<Uuid>> {
    let Some(id) = template else { return Ok(None) };
    let row = template::find(conn, id).await?;
    if !row.values.kind.serves(document) {
        let message = "This template is for other documents.";
        return Err(Error::invalid("templateId", "NOT_ALLOWED", message));
    }
    Ok(Some(id))
}

async fn draft_of_invoice(conn: &mut AsyncPgConnection, row: &Invoice, template: Option<Uuid>) -> Result<Paper> {
    let (lines, deductions) = (invoice::lines_of(conn, row.id).await?, invoice::deductions_of(conn, row.id).await?);
    let firm = firm::read(conn).await?;
    let host = medical_institutions::table.find(row.values.institution_id);
    let host = host.select(db::rows::Institution::as_select()).first(conn).await?;
    let named = template.or(row.values.template_id);
    let look = look(conn, document_type(row.kind), named, At::Now, &firm.values).await?;
    let parts = InvoiceParts { invoice: row, lines: &lines, deductions: &deductions, firm: &firm, host: &host };
    of_invoice(conn, parts, look).await
}

async fn kept_pdf(app: &App, row: DocumentVersion) -> Result<Pdf> {
    let content = stored_file::content(&mut *app.db().await?, row.file_id).await?;
    Ok(Pdf::new(row.file_name, content))
}

async fn rendered(app: &App, paper: Paper) -> Result<Pdf> {
    let content = app.renderer.render(&paper.request).await.map_err(problem::error)?;
    Ok(Pdf::new(paper.file_name, content))
}
