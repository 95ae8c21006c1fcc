//! Lines of a quote, one by one.

use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode},
};
use uuid::Uuid;

use super::{body::ReorderBody, line_object::RestQuoteLine};
use crate::{
    Result,
    envelope::{Done, Success},
    extract::{Id, Json, Signed},
    line_body::{LineBody, failed, one_line},
    version,
};
use crm::{
    Context, Error,
    operations::quote::{self, Which},
};

/// List the lines of a quote
#[utoipa::path(
    get, path = "/api/quotes/{id}/lines", tag = "quotes", operation_id = "listQuoteLines",
    params(("id" = Uuid, Path, description = "The quote")),
    responses((status = 200, description = "The lines, in their order", body = Success<Vec<RestQuoteLine>>)),
    security(("bearer" = []))
)]
pub(super) async fn list_lines(Signed(ctx): Signed, Id(id): Id) -> Result<Success<Vec<RestQuoteLine>>> {
    quote::may_read(&ctx.viewer)?;
    quote::find(&mut *ctx.db().await?, &ctx.viewer, id).await?;
    Ok(Success::new(lines(&ctx, id).await?))
}

/// Add a line to a quote
///
/// At the end. A quote that was sent becomes a new revision.
#[utoipa::path(
    post, path = "/api/quotes/{id}/lines", tag = "quotes", operation_id = "addQuoteLine",
    params(("id" = Uuid, Path, description = "The quote")),
    request_body = LineBody,
    responses((status = 201, description = "The new line", body = Success<RestQuoteLine>)),
    security(("bearer" = []))
)]
pub(super) async fn add_line(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(body): Json<LineBody>,
) -> Result<(StatusCode, Success<RestQuoteLine>)> {
    let which = Which { id, expected_version: version::expected(&headers)? };
    let (_, line) = quote::add_line(&ctx, which, body.into_input("")?).await.map_err(failed)?;
    Ok((StatusCode::CREATED, Success::new(line.into())))
}

/// Change a line of a quote
///
/// What is left out stays. A quote that was sent becomes a new revision.
#[utoipa::path(
    put, path = "/api/quotes/{id}/lines/{lineId}", tag = "quotes", operation_id = "updateQuoteLine",
    params(("id" = Uuid, Path, description = "The quote"), ("lineId" = Uuid, Path, description = "The line")),
    request_body = LineBody,
    responses((status = 200, description = "The changed line", body = Success<RestQuoteLine>)),
    security(("bearer" = []))
)]
pub(super) async fn update_line(
    Signed(ctx): Signed,
    Path(path): Path<(String, String)>,
    headers: HeaderMap,
    Json(body): Json<LineBody>,
) -> Result<Success<RestQuoteLine>> {
    let (which, line_id) = one_line(&path, &headers)?;
    let (_, line) = quote::update_line(&ctx, which, line_id, body.into_update()).await.map_err(failed)?;
    Ok(Success::new(line.into()))
}

/// Take a line out of a quote
///
/// A quote that was sent becomes a new revision.
#[utoipa::path(
    delete, path = "/api/quotes/{id}/lines/{lineId}", tag = "quotes", operation_id = "removeQuoteLine",
    params(("id" = Uuid, Path, description = "The quote"), ("lineId" = Uuid, Path, description = "The line")),
    responses((status = 200, description = "Done", body = Done)),
    security(("bearer" = []))
)]
pub(super) async fn remove_line(
    Signed(ctx): Signed,
    Path(path): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Done> {
    let (which, line_id) = one_line(&path, &headers)?;
    quote::remove_line(&ctx, which, line_id).await.map_err(failed)?;
    Ok(Done::new("Quote line deleted successfully"))
}

/// Put the lines of a quote into another order
#[utoipa::path(
    put, path = "/api/quotes/{id}/lines/reorder", tag = "quotes", operation_id = "reorderQuoteLines",
    params(("id" = Uuid, Path, description = "The quote")),
    request_body = ReorderBody,
    responses((status = 200, description = "The lines, in their order", body = Success<Vec<RestQuoteLine>>)),
    security(("bearer" = []))
)]
pub(super) async fn reorder(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(body): Json<ReorderBody>,
) -> Result<Success<Vec<RestQuoteLine>>> {
    let required = || Error::invalid("lineIds", "REQUIRED", "`lineIds` is required.");
    let which = Which { id, expected_version: version::expected(&headers)? };
    quote::reorder_lines(&ctx, which, &body.line_ids.ok_or_else(required)?).await.map_err(failed)?;
    Ok(Success::new(lines(&ctx, id).await?))
}

async fn lines(ctx: &Context, quote_id: Uuid) -> Result<Vec<RestQuoteLine>> {
    let rows = quote::lines(&mut *ctx.db().await?, quote_id).await?;
    Ok(rows.into_iter().map(RestQuoteLine::from).collect())
}
