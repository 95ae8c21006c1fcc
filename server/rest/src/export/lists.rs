//! Lists as files.

use axum::response::Response;

use super::{file::answer, query::FileQuery};
use crate::{
    Result, contacts,
    extract::{Query, Signed},
    institutions, invoices, payments, quotes, tasks,
};
use crm::operations::export::{
    ContactExport, InstitutionExport, InvoiceExport, PaymentExport, QuoteExport, TaskExport, export,
};

/// Export institutions
///
/// Those that the caller sees, by name, with their medical profiles. A file in UTF-8 with a byte order mark, or a workbook; texts that spreadsheets
/// would take for formulas are made plain text.
#[utoipa::path(
    get, path = "/api/export/institutions", tag = "export", operation_id = "exportInstitutions",
    params(FileQuery, institutions::list::ListQuery),
    responses((status = 200, description = "The file", content(
        (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    ))),
    security(("bearer" = []))
)]
pub(super) async fn institutions(
    Signed(ctx): Signed,
    Query(file): Query<FileQuery>,
    Query(query): Query<institutions::list::ListQuery>,
) -> Result<Response> {
    Ok(answer(export::<InstitutionExport>(&ctx, file.of(query.condition())).await?))
}

/// Export contacts
///
/// Those that the caller sees, by name. A file in UTF-8 with a byte order mark, or a workbook; texts that spreadsheets
/// would take for formulas are made plain text.
#[utoipa::path(
    get, path = "/api/export/contacts", tag = "export", operation_id = "exportContacts",
    params(FileQuery, contacts::list::ListQuery),
    responses((status = 200, description = "The file", content(
        (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    ))),
    security(("bearer" = []))
)]
pub(super) async fn contacts(
    Signed(ctx): Signed,
    Query(file): Query<FileQuery>,
    Query(query): Query<contacts::list::ListQuery>,
) -> Result<Response> {
    Ok(answer(export::<ContactExport>(&ctx, file.of(query.condition())).await?))
}

/// Export tasks
///
/// Those that the caller sees, the latest first. A file in UTF-8 with a byte order mark, or a workbook; texts that spreadsheets
/// would take for formulas are made plain text.
#[utoipa::path(
    get, path = "/api/export/tasks", tag = "export", operation_id = "exportTasks",
    params(FileQuery, tasks::list::ListQuery),
    responses((status = 200, description = "The file", content(
        (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    ))),
    security(("bearer" = []))
)]
pub(super) async fn tasks(
    Signed(ctx): Signed,
    Query(file): Query<FileQuery>,
    Query(query): Query<tasks::list::ListQuery>,
) -> Result<Response> {
    Ok(answer(export::<TaskExport>(&ctx, file.of(query.condition())).await?))
}

/// Export quotes
///
/// Those that the caller sees, the latest first, without their lines. A file in UTF-8 with a byte order mark, or a workbook; texts that spreadsheets
/// would take for formulas are made plain text.
#[utoipa::path(
    get, path = "/api/export/quotes", tag = "export", operation_id = "exportQuotes",
    params(FileQuery, quotes::list::ListQuery),
    responses((status = 200, description = "The file", content(
        (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    ))),
    security(("bearer" = []))
)]
pub(super) async fn quotes(
    Signed(ctx): Signed,
    Query(file): Query<FileQuery>,
    Query(query): Query<quotes::list::ListQuery>,
) -> Result<Response> {
    Ok(answer(export::<QuoteExport>(&ctx, file.of(query.condition())).await?))
}

/// Export invoices
///
/// Those that the caller sees, the latest first, without their lines; archived ones are left out. Credit notes are a file of their own: `kind=credit_note`. A file in UTF-8 with a byte order mark, or a workbook; texts that spreadsheets
/// would take for formulas are made plain text.
#[utoipa::path(
    get, path = "/api/export/invoices", tag = "export", operation_id = "exportInvoices",
    params(FileQuery, invoices::list::ListQuery),
    responses((status = 200, description = "The file", content(
        (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    ))),
    security(("bearer" = []))
)]
pub(super) async fn invoices(
    Signed(ctx): Signed,
    Query(file): Query<FileQuery>,
    Query(query): Query<invoices::list::ListQuery>,
) -> Result<Response> {
    Ok(answer(export::<InvoiceExport>(&ctx, file.of(query.condition())).await?))
}

/// Export payments
///
/// Those that the caller sees, the latest first; refunds of credit notes too. A file in UTF-8 with a byte order mark, or a workbook; texts that spreadsheets
/// would take for formulas are made plain text.
#[utoipa::path(
    get, path = "/api/export/payments", tag = "export", operation_id = "exportPayments",
    params(FileQuery, payments::list::Filters),
    responses((status = 200, description = "The file", content(
        (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    ))),
    security(("bearer" = []))
)]
pub(super) async fn payments(
    Signed(ctx): Signed,
    Query(file): Query<FileQuery>,
    Query(query): Query<payments::list::Filters>,
) -> Result<Response> {
    Ok(answer(export::<PaymentExport>(&ctx, file.of(query.condition())).await?))
}
