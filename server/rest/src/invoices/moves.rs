//! Issuing, cancelling and archiving invoices, and summing up their payments.

use axum::{http::HeaderMap, response::Response};
use db::rows;
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use super::object::{RestInvoice, whole};
use crate::{
    Result,
    envelope::Success,
    errors,
    extract::{Id, OptionalJson, Signed},
    payments::body::ReasonBody,
    version,
};
use crm::{
    Context, Error,
    answer::Problem,
    operations::invoice::{self, Cancelling, Issuing, Which},
};

/// What summing up changed.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Reconciliation)]
pub(super) struct Reconciliation {
    invoice: RestInvoice,
    /// Confirmed payments.
    #[schema(value_type = String, example = "1242.00")]
    total_paid: Decimal,
    #[schema(value_type = String, example = "1242.00")]
    remaining_amount: Decimal,
    status_changed: bool,
}

/// Issue an invoice
///
/// It gets its number, and says the same from then on. A mandatory mention that is missing is named.
#[utoipa::path(
    put, path = "/api/invoices/{id}/send", tag = "invoices", operation_id = "sendInvoice",
    params(("id" = Uuid, Path, description = "The invoice")),
    responses((status = 200, description = "The invoice", body = Success<RestInvoice>)),
    security(("bearer" = []))
)]
pub(super) async fn send(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    let issuing = Issuing { id, expected_version: version::expected(&headers)?, issue_date: None };
    let row = invoice::issue(&ctx, issuing).await.map_err(|error| failed(error, "INVOICE_NOT_SENDABLE"))?;
    shown(&ctx, row, "Invoice sent successfully").await
}

/// Cancel an invoice
///
/// By a credit note of everything that is left, which is issued at once.
#[utoipa::path(
    put, path = "/api/invoices/{id}/cancel", tag = "invoices", operation_id = "cancelInvoice",
    params(("id" = Uuid, Path, description = "The invoice")),
    request_body = Option<ReasonBody>,
    responses((status = 200, description = "The invoice", body = Success<RestInvoice>)),
    security(("bearer" = []))
)]
pub(super) async fn cancel(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    OptionalJson(body): OptionalJson<ReasonBody>,
) -> Result<Response> {
    let cancelling = Cancelling { id, expected_version: version::expected(&headers)?, reason: body.reason };
    let row = invoice::cancel(&ctx, cancelling).await.map_err(|error| failed(error, "INVOICE_NOT_CANCELLABLE"))?;
    shown(&ctx, row, "Invoice cancelled successfully").await
}

/// Archive an invoice
///
/// Lists leave it out, and no payment is recorded on it.
#[utoipa::path(
    put, path = "/api/invoices/{id}/archive", tag = "invoices", operation_id = "archiveInvoice",
    params(("id" = Uuid, Path, description = "The invoice")),
    responses((status = 200, description = "The invoice", body = Success<RestInvoice>)),
    security(("bearer" = []))
)]
pub(super) async fn archive(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    let which = Which { id, expected_version: version::expected(&headers)? };
    let row = invoice::archive(&ctx, which).await.map_err(version::failed)?;
    shown(&ctx, row, "Invoice archived successfully").await
}

/// Take an invoice out of the archive
#[utoipa::path(
    put, path = "/api/invoices/{id}/unarchive", tag = "invoices", operation_id = "unarchiveInvoice",
    params(("id" = Uuid, Path, description = "The invoice")),
    responses((status = 200, description = "The invoice", body = Success<RestInvoice>)),
    security(("bearer" = []))
)]
pub(super) async fn unarchive(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    let which = Which { id, expected_version: version::expected(&headers)? };
    let row = invoice::unarchive(&ctx, which).await.map_err(version::failed)?;
    shown(&ctx, row, "Invoice unarchived successfully").await
}

/// Sum up the payments of an invoice
#[utoipa::path(
    put, path = "/api/invoices/{id}/reconcile", tag = "invoices", operation_id = "reconcileInvoice",
    params(("id" = Uuid, Path, description = "The invoice")),
    responses((status = 200, description = "The invoice, and whether its status changed", body = Success<Reconciliation>)),
    security(("bearer" = []))
)]
pub(super) async fn reconcile(Signed(ctx): Signed, Id(id): Id) -> Result<Success<Reconciliation>> {
    let (before, after) = invoice::reconcile(&ctx, id).await?;
    Ok(Success::new(Reconciliation {
        total_paid: after.paid_amount,
        remaining_amount: after.remaining_amount,
        status_changed: before.status != after.status,
        invoice: whole(&ctx, after).await?,
    }))
}

async fn shown(ctx: &Context, row: rows::Invoice, message: &'static str) -> Result<Response> {
    let invoice = whole(ctx, row).await?;
    version::tagged_whole(&HeaderMap::new(), invoice.version(), &Success::with_message(invoice, message))
}

/// The problem of a move; `code` says that it does not exist.
fn failed(error: Error, code: &'static str) -> Problem {
    version::failed(errors::recoded(error, &["ILLEGAL_TRANSITION", "NOT_A_DRAFT", "NOT_CREDITABLE"], code))
}
