//! Payments of invoices, at the places where the original has them; `/api/payments` is the same.

use axum::{http::HeaderMap, response::Response};

use super::object::payments_of;
use crate::{
    Result,
    envelope::{PagedList, Success},
    extract::{Id, Json, OptionalJson, Query, Signed},
    payment::RestPayment,
    payments::{
        body::{PaymentBody, ReasonBody},
        list::{self, Filters, Page},
        summary::{self, Summary},
        write,
    },
};
use crm::operations::{invoice, payment as operation};

/// List the payments of an invoice
///
/// The latest first.
#[utoipa::path(
    get, path = "/api/invoices/{id}/payments", tag = "invoices", operation_id = "listPaymentsOfInvoice",
    params(("id" = Uuid, Path, description = "The invoice")),
    responses((status = 200, description = "The payments", body = Success<Vec<RestPayment>>)),
    security(("bearer" = []))
)]
pub(super) async fn list_payments(Signed(ctx): Signed, Id(id): Id) -> Result<Success<Vec<RestPayment>>> {
    invoice::may_read(&ctx.viewer)?;
    operation::may_read(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    invoice::find(&mut conn, &ctx.viewer, id).await?;
    let mut payments = payments_of(&mut conn, &ctx.viewer, &[id]).await?;
    Ok(Success::new(payments.remove(&id).unwrap_or_default()))
}

/// Record a payment of an invoice
#[utoipa::path(
    post, path = "/api/invoices/{id}/payments", tag = "invoices", operation_id = "recordPaymentOfInvoice",
    params(("id" = Uuid, Path, description = "The invoice")),
    request_body = PaymentBody,
    responses((status = 201, description = "The new payment", body = Success<RestPayment>)),
    security(("bearer" = []))
)]
pub(super) async fn record_payment(Signed(ctx): Signed, Id(id): Id, Json(body): Json<PaymentBody>) -> Result<Response> {
    write::of_invoice(&ctx, id, body).await
}

/// Confirm a payment of an invoice
///
/// As `/api/payments/{id}/confirm`.
#[utoipa::path(
    put, path = "/api/invoices/payments/{paymentId}/confirm", tag = "invoices",
    operation_id = "confirmPaymentOfInvoice",
    params(("paymentId" = Uuid, Path, description = "The payment")),
    responses((status = 200, description = "The payment", body = Success<RestPayment>)),
    security(("bearer" = []))
)]
pub(super) async fn confirm_payment(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    write::confirmed(&ctx, id, &headers).await
}

/// Cancel a payment of an invoice
///
/// As `/api/payments/{id}/cancel`.
#[utoipa::path(
    put, path = "/api/invoices/payments/{paymentId}/cancel", tag = "invoices",
    operation_id = "cancelPaymentOfInvoice",
    params(("paymentId" = Uuid, Path, description = "The payment")),
    request_body = Option<ReasonBody>,
    responses((status = 200, description = "The payment", body = Success<RestPayment>)),
    security(("bearer" = []))
)]
pub(super) async fn cancel_payment(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    OptionalJson(body): OptionalJson<ReasonBody>,
) -> Result<Response> {
    write::cancelled(&ctx, id, &headers, body).await
}

/// List payments of all invoices
///
/// As `/api/payments`.
#[utoipa::path(
    get, path = "/api/invoices/payments/history", tag = "invoices", operation_id = "paymentHistory",
    params(Filters, Page),
    responses((status = 200, description = "A page of payments", body = PagedList<RestPayment>)),
    security(("bearer" = []))
)]
pub(super) async fn history(
    Signed(ctx): Signed,
    Query(filters): Query<Filters>,
    Query(page): Query<Page>,
) -> Result<PagedList<RestPayment>> {
    list::paged(&ctx, filters, &page).await
}

/// Numbers of payments of all invoices
///
/// As `/api/payments/summary`.
#[utoipa::path(
    get, path = "/api/invoices/payments/summary", tag = "invoices", operation_id = "paymentSummaryOfInvoices",
    params(Filters),
    responses((status = 200, description = "The numbers", body = Success<Summary>)),
    security(("bearer" = []))
)]
pub(super) async fn payments_summary(Signed(ctx): Signed, Query(filters): Query<Filters>) -> Result<Success<Summary>> {
    Ok(Success::new(summary::of(&ctx, filters).await?))
}
