//! Showing, creating, changing and deleting quotes.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{
    body::{CreateBody, UpdateBody},
    object::{RestQuote, whole},
};
use crate::{
    Result,
    envelope::{Done, Success},
    extract::{Id, Json, Signed},
    version,
};
use crm::operations::quote;

/// Show a quote
#[utoipa::path(
    get, path = "/api/quotes/{id}", tag = "quotes", operation_id = "getQuote",
    params(("id" = Uuid, Path, description = "The quote")),
    responses(
        (status = 200, description = "The quote with its lines", body = Success<RestQuote>),
        (status = 304, description = "The caller has it as it is (`If-None-Match`)")
    ),
    security(("bearer" = []))
)]
pub(super) async fn show(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    quote::may_read(&ctx.viewer)?;
    let row = {
        let mut conn = ctx.db().await?;
        quote::find(&mut conn, &ctx.viewer, id).await?
    };
    let quote = whole(&ctx, row).await?;
    version::tagged_whole(&headers, quote.version(), &Success::new(quote))
}

/// Create a quote
#[utoipa::path(
    post, path = "/api/quotes", tag = "quotes", operation_id = "createQuote",
    request_body = CreateBody,
    responses((status = 201, description = "The new quote", body = Success<RestQuote>)),
    security(("bearer" = []))
)]
pub(super) async fn create(Signed(ctx): Signed, Json(body): Json<CreateBody>) -> Result<Response> {
    let row = quote::create(&ctx, body.into_input()?).await?;
    let quote = whole(&ctx, row).await?;
    let location = format!("/api/quotes/{}", quote.id());
    let shown = version::tagged_whole(&HeaderMap::new(), quote.version(), &Success::new(quote))?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], shown).into_response())
}

/// Change a quote
///
/// Its lines too. What is left out stays. `If-Match` with the `ETag` of the last answer makes a stale change fail.
#[utoipa::path(
    put, path = "/api/quotes/{id}", tag = "quotes", operation_id = "updateQuote",
    params(("id" = Uuid, Path, description = "The quote")),
    request_body = UpdateBody,
    responses((status = 200, description = "The changed quote", body = Success<RestQuote>)),
    security(("bearer" = []))
)]
pub(super) async fn update(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(body): Json<UpdateBody>,
) -> Result<Response> {
    let input = body.into_input(id, version::expected(&headers)?)?;
    let row = quote::update(&ctx, input).await.map_err(version::failed)?;
    let quote = whole(&ctx, row).await?;
    version::tagged_whole(&HeaderMap::new(), quote.version(), &Success::new(quote))
}

/// Delete a quote
///
/// A draft; others are kept.
#[utoipa::path(
    delete, path = "/api/quotes/{id}", tag = "quotes", operation_id = "deleteQuote",
    params(("id" = Uuid, Path, description = "The quote")),
    responses((status = 200, description = "Done", body = Done)),
    security(("bearer" = []))
)]
pub(super) async fn delete(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Done> {
    let expected = version::expected(&headers)?;
    quote::delete_present(&ctx, id, expected).await.map_err(version::failed)?;
    Ok(Done::new("Quote deleted successfully"))
}
