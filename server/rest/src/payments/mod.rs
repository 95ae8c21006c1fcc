//! `/api/payments`: what was paid on invoices.

pub(super) mod body;
pub(super) mod list;
pub(super) mod summary;
pub(super) mod write;

use axum::{
    Router,
    middleware::map_response,
    routing::{get, put},
};
use utoipa::OpenApi;

use list::{__path_list, list};
use summary::{__path_summary, summary};
use write::{
    __path_cancel, __path_confirm, __path_create, __path_show, __path_update, cancel, confirm, create, show, update,
};

use super::errors::in_words_of_billing;
use crm::App;

/// The group's part of the OpenAPI document.
#[derive(OpenApi)]
#[openapi(
    paths(list, summary, show, create, update, confirm, cancel),
    tags((name = "payments", description = "What was paid on invoices"))
)]
pub struct Docs;

/// Routes of the group.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/api/payments", get(list).post(create))
        .route("/api/payments/summary", get(summary))
        .route("/api/payments/{id}", get(show).put(update).patch(update))
        .route("/api/payments/{id}/confirm", put(confirm).patch(confirm))
        .route("/api/payments/{id}/cancel", put(cancel).patch(cancel))
        .layer(map_response(in_words_of_billing))
}
