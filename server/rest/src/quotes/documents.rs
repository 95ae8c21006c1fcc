//! Files of quotes, and sending them by mail.

use axum::{http::HeaderMap, response::Response};

use crate::{
    Result,
    document::RestDocument,
    envelope::Success,
    errors,
    extract::{Id, Json, Query, Signed},
    mailed::{MailBody, RestMailed},
    pdf::{self, PdfQuery},
    version,
};
use crm::{
    Error,
    operations::{
        document,
        mailing::Words,
        quote::{self, Sending},
    },
};

/// The file of a quote
///
/// A draft is marked as one; what was sent is the kept file of its revision. With `email=true` it is mailed too, for those
/// who may mail it.
#[utoipa::path(
    get, path = "/api/quotes/{id}/pdf", tag = "quotes", operation_id = "getQuotePdf",
    params(("id" = Uuid, Path, description = "The quote"), PdfQuery),
    responses((status = 200, description = "The file", body = String, content_type = "application/pdf")),
    security(("bearer" = []))
)]
pub(super) async fn pdf(
    Signed(ctx): Signed,
    Id(id): Id,
    Query(query): Query<PdfQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    if query.email {
        pdf::may_mail(&ctx, &headers)?;
        let sending = Sending { id, mail: true, ..Sending::default() };
        quote::send(&ctx, &sending).await.map_err(not_sendable)?;
    }
    let pdf = document::quote_pdf(&ctx, id, query.template_id).await?;
    Ok(pdf::answer(&headers, pdf::named("Quote", pdf), query.inline))
}

/// The file of the order that a quote became
#[utoipa::path(
    get, path = "/api/quotes/{id}/order-pdf", tag = "quotes", operation_id = "getOrderPdf",
    params(("id" = Uuid, Path, description = "The quote"), PdfQuery),
    responses((status = 200, description = "The file", body = String, content_type = "application/pdf")),
    security(("bearer" = []))
)]
pub(super) async fn order_pdf(
    Signed(ctx): Signed,
    Id(id): Id,
    Query(query): Query<PdfQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    let named = |error| errors::recoded(error, &["NOT_ORDERED"], "QUOTE_NOT_ORDERED");
    let pdf = document::order_pdf(&ctx, id).await.map_err(named)?;
    Ok(pdf::answer(&headers, pdf::named("Order", pdf), query.inline))
}

fn not_sendable(error: Error) -> Error {
    errors::recoded(error, &["ILLEGAL_TRANSITION"], "QUOTE_NOT_SENDABLE")
}

/// The kept files of a quote and of its order
#[utoipa::path(
    get, path = "/api/quotes/{id}/versions", tag = "quotes", operation_id = "listQuoteVersions",
    params(("id" = Uuid, Path, description = "The quote")),
    responses((status = 200, description = "The files, the latest first", body = Success<Vec<RestDocument>>)),
    security(("bearer" = []))
)]
pub(super) async fn versions(Signed(ctx): Signed, Id(id): Id) -> Result<Success<Vec<RestDocument>>> {
    quote::may_read(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    quote::find(&mut conn, &ctx.viewer, id).await?;
    let kept = document::of_quotes(&mut conn, &[id]).await?;
    Ok(Success::new(kept.into_iter().map(RestDocument::from).collect()))
}

/// Mail a quote
///
/// A draft is sent by it; a sent one is mailed again.
#[utoipa::path(
    post, path = "/api/quotes/{id}/send-email", tag = "quotes", operation_id = "mailQuote",
    params(("id" = Uuid, Path, description = "The quote")),
    request_body = MailBody,
    responses((status = 200, description = "The mail", body = Success<RestMailed>)),
    security(("bearer" = []))
)]
pub(super) async fn send_email(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(body): Json<MailBody>,
) -> Result<Success<RestMailed>> {
    let expected_version = version::expected(&headers)?;
    let sending = Sending { id, expected_version, mail: true, words: Words::from(body) };
    let (_, mail) = quote::send(&ctx, &sending).await.map_err(|error| version::failed(not_sendable(error)))?;
    Ok(Success::new(RestMailed::new("Quote sent successfully", mail)))
}
