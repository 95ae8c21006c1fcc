//! `/api/export`: lists as files, and journals for the accountant.

mod fec;
mod file;
mod lists;
mod query;

use axum::{Router, routing::get};
use utoipa::OpenApi;

use fec::{__path_fec, fec};
use lists::{
    __path_contacts, __path_institutions, __path_invoices, __path_payments, __path_quotes, __path_tasks, contacts,
    institutions, invoices, payments, quotes, tasks,
};

use crm::App;

/// The group's part of the OpenAPI document.
#[derive(OpenApi)]
#[openapi(
    paths(institutions, contacts, tasks, quotes, invoices, payments, fec),
    tags((name = "export", description = "Lists as CSV and XLSX, journals of sales and of the bank for the accountant"))
)]
pub struct Docs;

/// Routes of the group.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/api/export/institutions", get(institutions))
        .route("/api/export/contacts", get(contacts))
        .route("/api/export/tasks", get(tasks))
        .route("/api/export/quotes", get(quotes))
        .route("/api/export/invoices", get(invoices))
        .route("/api/export/payments", get(payments))
        .route("/api/export/fec", get(fec))
}
