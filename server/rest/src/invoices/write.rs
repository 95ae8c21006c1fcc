//! Showing, creating, changing and deleting invoices.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use db::rows;
use uuid::Uuid;

use super::{
    body::{CreateBody, UpdateBody},
    object::{RestInvoice, whole},
};
use crate::{
    Result,
    envelope::{Done, Success},
    errors,
    extract::{Id, Json, Signed},
    version,
};
use crm::{
    Context, Error,
    operations::invoice::{self, Conversion},
};

/// Show an invoice
///
/// Or a credit note.
#[utoipa::path(
    get, path = "/api/invoices/{id}", tag = "invoices", operation_id = "getInvoice",
    params(("id" = Uuid, Path, description = "The invoice")),
    responses(
        (status = 200, description = "The invoice with its lines and payments", body = Success<RestInvoice>),
        (status = 304, description = "The caller has it as it is (`If-None-Match`)")
    ),
    security(("bearer" = []))
)]
pub(super) async fn show(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    invoice::may_read(&ctx.viewer)?;
    let row = {
        let mut conn = ctx.db().await?;
        invoice::find(&mut conn, &ctx.viewer, id).await?
    };
    let invoice = whole(&ctx, row).await?;
    version::tagged_whole(&headers, invoice.version(), &Success::new(invoice))
}

/// Create an invoice
///
/// A draft. With `quoteId` it invoices what is left of that quote, in the words of the body; what is invoiced of quotes in
/// parts goes over GraphQL.
#[utoipa::path(
    post, path = "/api/invoices", tag = "invoices", operation_id = "createInvoice",
    request_body = CreateBody,
    responses((status = 201, description = "The new invoice", body = Success<RestInvoice>)),
    security(("bearer" = []))
)]
pub(super) async fn create(Signed(ctx): Signed, Json(body): Json<CreateBody>) -> Result<Response> {
    let quote_id = body.quote_id;
    let input = body.into_input()?;
    let row = match quote_id {
        None => invoice::create(&ctx, input).await?,
        Some(_) if !input.lines.is_empty() => {
            let problem = "An invoice of a quote has the lines of the quote. Leave out `lines` or `quoteId`.";
            return Err(Error::invalid("lines", "NOT_ALLOWED", problem).into());
        }
        Some(quote_id) => {
            let due_date = input.due_date;
            let conversion = Conversion { quote_id, due_date, said: Some(Box::new(input)), ..Conversion::default() };
            invoice::convert(&ctx, conversion).await.map_err(of_quote)?
        }
    };
    made(&ctx, row).await
}

/// Make an invoice of a quote
///
/// A draft of everything that is left of an accepted or ordered quote.
#[utoipa::path(
    post, path = "/api/invoices/from-quote/{quoteId}", tag = "invoices", operation_id = "createInvoiceFromQuote",
    params(("quoteId" = Uuid, Path, description = "The quote")),
    responses((status = 201, description = "The new invoice", body = Success<RestInvoice>)),
    security(("bearer" = []))
)]
pub(super) async fn from_quote(Signed(ctx): Signed, Id(quote_id): Id) -> Result<Response> {
    converted(&ctx, quote_id).await
}

/// An invoice of everything that is left of a quote.
pub(crate) async fn converted(ctx: &Context, quote_id: Uuid) -> Result<Response> {
    let conversion = Conversion { quote_id, ..Conversion::default() };
    let row = invoice::convert(ctx, conversion).await?;
    made(ctx, row).await
}

/// What is wrong with the quote stands at the field that names it.
fn of_quote(error: Error) -> Error {
    let Error::Invalid(mut fields) = error else { return error };
    for field in fields.iter_mut().filter(|field| field.field.as_deref() == Some("id")) {
        field.field = Some("quoteId".to_owned());
    }
    Error::Invalid(fields)
}

async fn made(ctx: &Context, row: rows::Invoice) -> Result<Response> {
    let invoice = whole(ctx, row).await?;
    let location = format!("/api/invoices/{}", invoice.id());
    let shown = version::tagged_whole(&HeaderMap::new(), invoice.version(), &Success::new(invoice))?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], shown).into_response())
}

/// Change an invoice
///
/// A draft, its lines too. What is left out stays. `If-Match` with the `ETag` of the last answer makes a stale change
/// fail.
#[utoipa::path(
    put, path = "/api/invoices/{id}", tag = "invoices", operation_id = "updateInvoice",
    params(("id" = Uuid, Path, description = "The invoice")),
    request_body = UpdateBody,
    responses((status = 200, description = "The changed invoice", body = Success<RestInvoice>)),
    security(("bearer" = []))
)]
pub(super) async fn update(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(body): Json<UpdateBody>,
) -> Result<Response> {
    let input = body.into_input(id, version::expected(&headers)?)?;
    let row = invoice::update(&ctx, input).await.map_err(version::failed)?;
    let invoice = whole(&ctx, row).await?;
    version::tagged_whole(&HeaderMap::new(), invoice.version(), &Success::new(invoice))
}

/// Delete an invoice
///
/// A draft; others are cancelled.
#[utoipa::path(
    delete, path = "/api/invoices/{id}", tag = "invoices", operation_id = "deleteInvoice",
    params(("id" = Uuid, Path, description = "The invoice")),
    responses((status = 200, description = "Done", body = Done)),
    security(("bearer" = []))
)]
pub(super) async fn delete(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Done> {
    let expected = version::expected(&headers)?;
    let not_deletable = |error| version::failed(errors::recoded(error, &["NOT_A_DRAFT"], "INVOICE_NOT_DELETABLE"));
    invoice::delete_present(&ctx, id, expected).await.map_err(not_deletable)?;
    Ok(Done::new("Invoice deleted successfully"))
}
