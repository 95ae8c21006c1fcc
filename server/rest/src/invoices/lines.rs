//! Lines of an invoice, one by one.

use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode},
};
use uuid::Uuid;

use super::{body::ReorderBody, line_object::RestInvoiceLine};
use crate::{
    Result,
    envelope::{Done, Success},
    extract::{Id, Json, Signed},
    line_body::{LineBody, failed, one_line},
    version,
};
use crm::{
    Context, Error,
    operations::invoice::{self, Which},
};

/// List the lines of an invoice
#[utoipa::path(
    get, path = "/api/invoices/{id}/lines", tag = "invoices", operation_id = "listInvoiceLines",
    params(("id" = Uuid, Path, description = "The invoice")),
    responses((status = 200, description = "The lines, in their order", body = Success<Vec<RestInvoiceLine>>)),
    security(("bearer" = []))
)]
pub(super) async fn list_lines(Signed(ctx): Signed, Id(id): Id) -> Result<Success<Vec<RestInvoiceLine>>> {
    invoice::may_read(&ctx.viewer)?;
    invoice::find(&mut *ctx.db().await?, &ctx.viewer, id).await?;
    Ok(Success::new(lines(&ctx, id).await?))
}

/// Add a line to an invoice
///
/// Of a draft, at the end.
#[utoipa::path(
    post, path = "/api/invoices/{id}/lines", tag = "invoices", operation_id = "addInvoiceLine",
    params(("id" = Uuid, Path, description = "The invoice")),
    request_body = LineBody,
    responses((status = 201, description = "The new line", body = Success<RestInvoiceLine>)),
    security(("bearer" = []))
)]
pub(super) async fn add_line(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(body): Json<LineBody>,
) -> Result<(StatusCode, Success<RestInvoiceLine>)> {
    let which = Which { id, expected_version: version::expected(&headers)? };
    let (_, line) = invoice::add_line(&ctx, which, body.into_input("")?).await.map_err(failed)?;
    Ok((StatusCode::CREATED, Success::new(line.into())))
}

/// Change a line of an invoice
///
/// Of a draft. What is left out stays.
#[utoipa::path(
    put, path = "/api/invoices/{id}/lines/{lineId}", tag = "invoices", operation_id = "updateInvoiceLine",
    params(("id" = Uuid, Path, description = "The invoice"), ("lineId" = Uuid, Path, description = "The line")),
    request_body = LineBody,
    responses((status = 200, description = "The changed line", body = Success<RestInvoiceLine>)),
    security(("bearer" = []))
)]
pub(super) async fn update_line(
    Signed(ctx): Signed,
    Path(path): Path<(String, String)>,
    headers: HeaderMap,
    Json(body): Json<LineBody>,
) -> Result<Success<RestInvoiceLine>> {
    let (which, line_id) = one_line(&path, &headers)?;
    let (_, line) = invoice::update_line(&ctx, which, line_id, body.into_update()).await.map_err(failed)?;
    Ok(Success::new(line.into()))
}

/// Take a line out of an invoice
///
/// Of a draft.
#[utoipa::path(
    delete, path = "/api/invoices/{id}/lines/{lineId}", tag = "invoices", operation_id = "removeInvoiceLine",
    params(("id" = Uuid, Path, description = "The invoice"), ("lineId" = Uuid, Path, description = "The line")),
    responses((status = 200, description = "Done", body = Done)),
    security(("bearer" = []))
)]
pub(super) async fn remove_line(
    Signed(ctx): Signed,
    Path(path): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Done> {
    let (which, line_id) = one_line(&path, &headers)?;
    invoice::remove_line(&ctx, which, line_id).await.map_err(failed)?;
    Ok(Done::new("Invoice line deleted successfully"))
}

/// Put the lines of an invoice into another order
#[utoipa::path(
    put, path = "/api/invoices/{id}/lines/reorder", tag = "invoices", operation_id = "reorderInvoiceLines",
    params(("id" = Uuid, Path, description = "The invoice")),
    request_body = ReorderBody,
    responses((status = 200, description = "The lines, in their order", body = Success<Vec<RestInvoiceLine>>)),
    security(("bearer" = []))
)]
pub(super) async fn reorder(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(body): Json<ReorderBody>,
) -> Result<Success<Vec<RestInvoiceLine>>> {
    let required = || Error::invalid("lineIds", "REQUIRED", "`lineIds` is required.");
    let which = Which { id, expected_version: version::expected(&headers)? };
    invoice::reorder_lines(&ctx, which, &body.line_ids.ok_or_else(required)?).await.map_err(failed)?;
    Ok(Success::new(lines(&ctx, id).await?))
}

async fn lines(ctx: &Context, invoice_id: Uuid) -> Result<Vec<RestInvoiceLine>> {
    let rows = invoice::lines(&mut *ctx.db().await?, invoice_id).await?;
    Ok(rows.into_iter().map(RestInvoiceLine::from).collect())
}
