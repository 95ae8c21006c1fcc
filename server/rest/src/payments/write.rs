//! Showing, recording, changing and settling payments.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use db::rows;
use uuid::Uuid;

use super::body::{CreateBody, PaymentBody, ReasonBody, UpdateBody};
use crate::{
    Result,
    envelope::Success,
    errors,
    extract::{Id, Json, OptionalJson, Signed},
    payment::{RestPayment, whole},
    version,
};
use crm::{
    Context, Error,
    answer::Problem,
    operations::payment::{self, NewPayment, Settling},
};

/// Show a payment
#[utoipa::path(
    get, path = "/api/payments/{id}", tag = "payments", operation_id = "getPayment",
    params(("id" = Uuid, Path, description = "The payment")),
    responses(
        (status = 200, description = "The payment", body = Success<RestPayment>),
        (status = 304, description = "The caller has it as it is (`If-None-Match`)")
    ),
    security(("bearer" = []))
)]
pub(super) async fn show(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    payment::may_read(&ctx.viewer)?;
    let row = {
        let mut conn = ctx.db().await?;
        payment::find(&mut conn, &ctx.viewer, id).await?
    };
    shown(&ctx, &headers, row).await
}

/// Record a payment
#[utoipa::path(
    post, path = "/api/payments", tag = "payments", operation_id = "recordPayment",
    request_body = CreateBody,
    responses((status = 201, description = "The new payment", body = Success<RestPayment>)),
    security(("bearer" = []))
)]
pub(super) async fn create(Signed(ctx): Signed, Json(body): Json<CreateBody>) -> Result<Response> {
    recorded(&ctx, body.into_input()?).await
}

/// A payment of an invoice that the path names.
pub(crate) async fn of_invoice(ctx: &Context, invoice_id: Uuid, body: PaymentBody) -> Result<Response> {
    recorded(ctx, body.into_input(invoice_id)?).await
}

async fn recorded(ctx: &Context, input: NewPayment) -> Result<Response> {
    let row = payment::record(ctx, input).await?;
    let location = format!("/api/payments/{}", row.id);
    let shown = shown(ctx, &HeaderMap::new(), row).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], shown).into_response())
}

/// Change a payment
///
/// One that is pending. What is left out stays. `If-Match` with the `ETag` of the last answer makes a stale change fail.
#[utoipa::path(
    put, path = "/api/payments/{id}", tag = "payments", operation_id = "updatePayment",
    params(("id" = Uuid, Path, description = "The payment")),
    request_body = UpdateBody,
    responses((status = 200, description = "The changed payment", body = Success<RestPayment>)),
    security(("bearer" = []))
)]
pub(super) async fn update(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(body): Json<UpdateBody>,
) -> Result<Response> {
    let input = body.into_input(id, version::expected(&headers)?);
    let row = payment::update(&ctx, input).await.map_err(version::failed)?;
    shown(&ctx, &HeaderMap::new(), row).await
}

/// Confirm a payment
///
/// The money is there.
#[utoipa::path(
    put, path = "/api/payments/{id}/confirm", tag = "payments", operation_id = "confirmPayment",
    params(("id" = Uuid, Path, description = "The payment")),
    responses((status = 200, description = "The payment", body = Success<RestPayment>)),
    security(("bearer" = []))
)]
pub(super) async fn confirm(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    confirmed(&ctx, id, &headers).await
}

/// Confirms a payment.
pub(crate) async fn confirmed(ctx: &Context, id: Uuid, headers: &HeaderMap) -> Result<Response> {
    let input = Settling { id, expected_version: version::expected(headers)?, reason: None };
    let row = payment::confirm(ctx, input).await.map_err(|error| failed(error, "PAYMENT_NOT_CONFIRMABLE"))?;
    shown(ctx, &HeaderMap::new(), row).await
}

/// Cancel a payment
///
/// It was recorded by mistake.
#[utoipa::path(
    put, path = "/api/payments/{id}/cancel", tag = "payments", operation_id = "cancelPayment",
    params(("id" = Uuid, Path, description = "The payment")),
    request_body = Option<ReasonBody>,
    responses((status = 200, description = "The payment", body = Success<RestPayment>)),
    security(("bearer" = []))
)]
pub(super) async fn cancel(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    OptionalJson(body): OptionalJson<ReasonBody>,
) -> Result<Response> {
    cancelled(&ctx, id, &headers, body).await
}

/// Cancels a payment.
pub(crate) async fn cancelled(ctx: &Context, id: Uuid, headers: &HeaderMap, body: ReasonBody) -> Result<Response> {
    let input = Settling { id, expected_version: version::expected(headers)?, reason: body.reason };
    let row = payment::cancel(ctx, input).await.map_err(|error| failed(error, "PAYMENT_NOT_CANCELLABLE"))?;
    shown(ctx, &HeaderMap::new(), row).await
}

async fn shown(ctx: &Context, headers: &HeaderMap, row: rows::Payment) -> Result<Response> {
    let payment = whole(&mut *ctx.db().await?, row).await?;
    version::tagged_whole(headers, payment.version(), &Success::new(payment))
}

fn failed(error: Error, code: &'static str) -> Problem {
    version::failed(errors::recoded(error, &["ILLEGAL_TRANSITION"], code))
}
