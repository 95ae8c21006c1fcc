//! Moves of quotes between their statuses.

use axum::{http::HeaderMap, response::Response};
use db::rows;
use uuid::Uuid;

use super::{
    body::{AnswerBody, OrderBody},
    object::{RestQuote, whole},
};
use crate::{
    Result,
    envelope::Success,
    errors,
    extract::{Id, OptionalJson, Signed},
    invoices::{RestInvoice, converted},
    version,
};
use crm::{
    Context,
    operations::quote::{self, Move, Sending, Which},
};

/// Note that a quote was sent
///
/// A draft that has lines and is still valid; its file is kept. `send-email` mails it.
#[utoipa::path(
    put, path = "/api/quotes/{id}/send", tag = "quotes", operation_id = "sendQuote",
    params(("id" = Uuid, Path, description = "The quote")),
    responses((status = 200, description = "The quote", body = Success<RestQuote>)),
    security(("bearer" = []))
)]
pub(super) async fn send(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    let sending = Sending { id, expected_version: version::expected(&headers)?, ..Sending::default() };
    let sent = quote::send(&ctx, &sending).await.map(|(row, _)| row);
    answered(&ctx, sent, ("QUOTE_NOT_SENDABLE", "Quote sent successfully")).await
}

/// Note that a quote was accepted
#[utoipa::path(
    put, path = "/api/quotes/{id}/accept", tag = "quotes", operation_id = "acceptQuote",
    params(("id" = Uuid, Path, description = "The quote")),
    request_body = Option<AnswerBody>,
    responses((status = 200, description = "The quote", body = Success<RestQuote>)),
    security(("bearer" = []))
)]
pub(super) async fn accept(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    OptionalJson(body): OptionalJson<AnswerBody>,
) -> Result<Response> {
    let step = Move::Accept { client_comments: body.client_comments };
    moved(&ctx, id, &headers, &step, ("QUOTE_NOT_ACCEPTABLE", "Quote accepted successfully")).await
}

/// Note that a quote was rejected
#[utoipa::path(
    put, path = "/api/quotes/{id}/reject", tag = "quotes", operation_id = "rejectQuote",
    params(("id" = Uuid, Path, description = "The quote")),
    request_body = Option<AnswerBody>,
    responses((status = 200, description = "The quote", body = Success<RestQuote>)),
    security(("bearer" = []))
)]
pub(super) async fn reject(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    OptionalJson(body): OptionalJson<AnswerBody>,
) -> Result<Response> {
    let step = Move::Reject { client_comments: body.client_comments };
    moved(&ctx, id, &headers, &step, ("QUOTE_NOT_REJECTABLE", "Quote rejected successfully")).await
}

/// Withdraw a quote
#[utoipa::path(
    put, path = "/api/quotes/{id}/cancel", tag = "quotes", operation_id = "cancelQuote",
    params(("id" = Uuid, Path, description = "The quote")),
    responses((status = 200, description = "The quote", body = Success<RestQuote>)),
    security(("bearer" = []))
)]
pub(super) async fn cancel(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    moved(&ctx, id, &headers, &Move::Cancel, ("QUOTE_NOT_CANCELLABLE", "Quote cancelled successfully")).await
}

/// Note that a quote was ordered
#[utoipa::path(
    put, path = "/api/quotes/{id}/order", tag = "quotes", operation_id = "orderQuote",
    params(("id" = Uuid, Path, description = "The quote")),
    request_body = Option<OrderBody>,
    responses((status = 200, description = "The quote", body = Success<RestQuote>)),
    security(("bearer" = []))
)]
pub(super) async fn order(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    OptionalJson(body): OptionalJson<OrderBody>,
) -> Result<Response> {
    let step = Move::Order { order_number: body.order_number };
    moved(&ctx, id, &headers, &step, ("QUOTE_NOT_ORDERABLE", "Quote ordered successfully")).await
}

/// Make an invoice of a quote
///
/// A draft of everything that is left of an accepted or ordered quote.
#[utoipa::path(
    post, path = "/api/quotes/{id}/convert-to-invoice", tag = "quotes", operation_id = "convertQuoteToInvoice",
    params(("id" = Uuid, Path, description = "The quote")),
    responses((status = 201, description = "The new invoice", body = Success<RestInvoice>)),
    security(("bearer" = []))
)]
pub(super) async fn convert(Signed(ctx): Signed, Id(id): Id) -> Result<Response> {
    converted(&ctx, id).await
}

/// Makes the move; where it does not exist, `code` says so.
async fn moved(
    ctx: &Context,
    id: Uuid,
    headers: &HeaderMap,
    step: &Move,
    words: (&'static str, &'static str),
) -> Result<Response> {
    let which = Which { id, expected_version: version::expected(headers)? };
    answered(ctx, quote::make_move(ctx, which, step).await, words).await
}

async fn answered(
    ctx: &Context,
    moved: crm::Result<rows::Quote>,
    (code, message): (&'static str, &'static str),
) -> Result<Response> {
    let named = |error| version::failed(errors::recoded(error, &["ILLEGAL_TRANSITION"], code));
    let row = moved.map_err(named)?;
    let quote = whole(ctx, row).await?;
    version::tagged_whole(&HeaderMap::new(), quote.version(), &Success::with_message(quote, message))
}
