//! `/api/segments`: kept questions about institutions and contacts.

mod body;
mod bulk;
mod list;
mod members;
mod object;
mod reports;
mod write;

use axum::{
    Router,
    routing::{get, post},
};
use utoipa::OpenApi;

use bulk::{__path_execute, __path_preview_bulk, execute, preview_bulk};
use list::{__path_list, __path_show, list, show};
use members::{__path_results, results};
use reports::{__path_analytics, __path_compare, __path_preview, analytics, compare, preview};
use write::{__path_create, __path_delete, __path_duplicate, __path_update, create, delete, duplicate, update};

use crm::App;

/// The group's part of the OpenAPI document.
#[derive(OpenApi)]
#[openapi(
    paths(list, show, create, update, delete, duplicate, results, preview, compare, analytics, preview_bulk, execute),
    tags((name = "segments", description = "Kept questions about institutions and contacts"))
)]
pub struct Docs;

/// Routes of the group.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/api/segments", get(list).post(create))
        .route("/api/segments/preview", post(preview))
        .route("/api/segments/compare", get(compare))
        .route("/api/segments/{id}", get(show).put(update).patch(update).delete(delete))
        .route("/api/segments/{id}/results", get(results))
        .route("/api/segments/{id}/duplicate", post(duplicate))
        .route("/api/segments/{id}/analytics", get(analytics))
        .route("/api/segments/{id}/bulk/preview", get(preview_bulk))
        .route("/api/segments/{id}/bulk/execute", post(execute))
}
