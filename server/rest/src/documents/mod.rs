//! `/api/documents` and `/api/public`: kept files, and the file that a quote's public link shows.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, Request, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use utoipa::OpenApi;

use super::{
    Result,
    extract::{Id, Query, Signed},
    pdf::{self, KeptQuery},
};
use crm::{
    App, Error,
    context::Caller,
    operations::{document, quote},
};

/// The group's part of the OpenAPI document.
#[derive(OpenApi)]
#[openapi(paths(show, show_public), tags((name = "documents", description = "Files that were kept of quotes and invoices")))]
pub struct Docs;

/// Routes of the group.
pub fn routes() -> Router<App> {
    Router::new().route("/api/documents/{id}", get(show)).route("/api/public/quotes/{token}/pdf", get(show_public))
}

/// A kept file
///
/// The bytes that were sent or issued, for ever the same.
#[utoipa::path(
    get, path = "/api/documents/{id}", tag = "documents", operation_id = "getDocument",
    params(("id" = Uuid, Path, description = "The version"), KeptQuery),
    responses((status = 200, description = "The file", body = String, content_type = "application/pdf")),
    security(("bearer" = []))
)]
async fn show(Signed(ctx): Signed, Id(id): Id, Query(query): Query<KeptQuery>, headers: HeaderMap) -> Result<Response> {
    let pdf = document::version_pdf(&ctx, id).await?;
    Ok(pdf::answer(&headers, pdf, !query.download))
}

/// The file of a quote, for its client
///
/// Asks for no sign-in: the link is the proof. An address that tries many is slowed down.
#[utoipa::path(
    get, path = "/api/public/quotes/{token}/pdf", tag = "documents", operation_id = "getPublicQuotePdf",
    params(("token" = String, Path, description = "The last part of the quote's public link"), KeptQuery),
    responses((status = 200, description = "The file", body = String, content_type = "application/pdf"))
)]
async fn show_public(
    State(app): State<App>,
    Path(token): Path<String>,
    Query(query): Query<KeptQuery>,
    headers: HeaderMap,
    request: Request,
) -> Result<Response> {
    let caller = request.extensions().get::<Caller>().ok_or(Error::NotFound(quote::ENTITY))?;
    let pdf = document::public_quote_pdf(&app, &Arc::clone(&caller.request), &token).await?;
    Ok(pdf::answer(&headers, pdf, !query.download))
}
