//! Files of invoices, and reminders by mail.

use axum::{http::HeaderMap, response::Response};
use rust_decimal::Decimal;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    Result,
    document::RestDocument,
    envelope::Success,
    extract::{Id, OptionalJson, Query, Signed},
    mailed::{MailBody, RestMailed},
    pdf::{self, PdfQuery},
    version, wire,
};
use crm::{
    Context,
    operations::{
        document,
        invoice::{self, Reminding, Sending},
        mailing::Words,
    },
};

/// How to hand out the file of an invoice.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = InvoicePdfBody)]
pub(super) struct PdfBody {
    /// Another template for a draft. What was issued stays as it was made.
    template_id: Option<Uuid>,
    /// Whether the file of an issued invoice is mailed too, to the address on record.
    #[serde(default)]
    #[schema(default = false)]
    email: bool,
}

/// A reminder to write.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ReminderBody)]
pub(super) struct ReminderBody {
    /// At most 20 addresses; by default the one on record.
    recipients: Option<Vec<String>>,
    /// At most 200 characters.
    #[schema(max_length = 200)]
    subject: Option<String>,
    /// In place of the usual text, in the mail and in the reminder.
    #[schema(max_length = 5000)]
    custom_message: Option<String>,
    /// Per cent a year; by default the rate that the invoice names.
    #[serde(default, deserialize_with = "wire::decimal")]
    #[schema(value_type = Option<f64>, minimum = 0, maximum = 100)]
    penalty_rate: Option<Decimal>,
}

/// The file of an invoice or credit note
///
/// A draft is marked as one; what was issued is the kept file, an electronic invoice (Factur-X). With `email=true` it is
/// mailed too, for those who may mail it.
#[utoipa::path(
    get, path = "/api/invoices/{id}/pdf", tag = "invoices", operation_id = "getInvoicePdf",
    params(("id" = Uuid, Path, description = "The invoice"), PdfQuery),
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
        mail(&ctx, id).await?;
    }
    let pdf = document::invoice_pdf(&ctx, id, query.template_id).await?;
    Ok(pdf::answer(&headers, pdf::named("Invoice", pdf), query.inline))
}

/// The file of an invoice or credit note, and perhaps a mail
#[utoipa::path(
    post, path = "/api/invoices/{id}/pdf", tag = "invoices", operation_id = "makeInvoicePdf",
    params(("id" = Uuid, Path, description = "The invoice"), PdfQuery),
    request_body = Option<PdfBody>,
    responses((status = 200, description = "The file", body = String, content_type = "application/pdf")),
    security(("bearer" = []))
)]
pub(super) async fn make_pdf(
    Signed(ctx): Signed,
    Id(id): Id,
    Query(query): Query<PdfQuery>,
    headers: HeaderMap,
    OptionalJson(body): OptionalJson<PdfBody>,
) -> Result<Response> {
    if body.email || query.email {
        mail(&ctx, id).await?;
    }
    let pdf = document::invoice_pdf(&ctx, id, body.template_id.or(query.template_id)).await?;
    Ok(pdf::answer(&headers, pdf::named("Invoice", pdf), query.inline))
}

async fn mail(ctx: &Context, id: Uuid) -> Result<()> {
    invoice::send(ctx, &Sending { id, ..Sending::default() }).await?;
    Ok(())
}

/// The kept files of an invoice: the document itself, and reminders
#[utoipa::path(
    get, path = "/api/invoices/{id}/versions", tag = "invoices", operation_id = "listInvoiceVersions",
    params(("id" = Uuid, Path, description = "The invoice")),
    responses((status = 200, description = "The files, the latest first", body = Success<Vec<RestDocument>>)),
    security(("bearer" = []))
)]
pub(super) async fn versions(Signed(ctx): Signed, Id(id): Id) -> Result<Success<Vec<RestDocument>>> {
    invoice::may_read(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    invoice::find(&mut conn, &ctx.viewer, id).await?;
    let kept = document::of_invoices(&mut conn, &[id]).await?;
    Ok(Success::new(kept.into_iter().map(RestDocument::from).collect()))
}

/// Mail an invoice
///
/// An issued invoice or credit note: the kept file. The first time sets `sentAt`.
#[utoipa::path(
    post, path = "/api/invoices/{id}/send-email", tag = "invoices", operation_id = "mailInvoice",
    params(("id" = Uuid, Path, description = "The invoice")),
    request_body = Option<MailBody>,
    responses((status = 200, description = "The mail", body = Success<RestMailed>)),
    security(("bearer" = []))
)]
pub(super) async fn send_email(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    OptionalJson(body): OptionalJson<MailBody>,
) -> Result<Success<RestMailed>> {
    let sending = Sending { id, expected_version: version::expected(&headers)?, words: Words::from(body) };
    let (_, mail) = invoice::send(&ctx, &sending).await.map_err(version::failed)?;
    Ok(Success::new(RestMailed::new("Invoice sent successfully", mail)))
}

/// Remind of a late invoice
///
/// By mail: what remains, the days, the indemnity of 40 € and the penalties; the invoice goes along once more.
#[utoipa::path(
    post, path = "/api/invoices/{id}/payment-reminder", tag = "invoices", operation_id = "remindOfInvoice",
    params(("id" = Uuid, Path, description = "The invoice")),
    request_body = Option<ReminderBody>,
    responses((status = 200, description = "The mail", body = Success<RestMailed>)),
    security(("bearer" = []))
)]
pub(super) async fn remind(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    OptionalJson(body): OptionalJson<ReminderBody>,
) -> Result<Success<RestMailed>> {
    let ReminderBody { recipients, subject, custom_message, penalty_rate } = body;
    let words = Words { recipients, subject, message: custom_message };
    let reminding = Reminding { id, expected_version: version::expected(&headers)?, penalty_rate, words };
    let (_, mail) = invoice::remind(&ctx, &reminding).await.map_err(version::failed)?;
    Ok(Success::new(RestMailed::new("Payment reminder sent successfully", mail)))
}
