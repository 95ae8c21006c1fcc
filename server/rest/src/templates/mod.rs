//! `/api/templates`: how documents look, and the logos that they bear.

mod body;
mod list;
mod logos;
mod object;
mod preview;
mod write;

use axum::{
    Router,
    routing::{get, post, put},
};
use utoipa::OpenApi;

use list::{__path_list, __path_show, list, show};
use logos::{
    __path_list_logos, __path_show_logo, __path_upload, __path_upload_for, list_logos, show_logo, upload, upload_for,
};
use preview::{__path_preview, __path_preview_by_post, preview, preview_by_post};
use write::{
    __path_create, __path_delete, __path_duplicate, __path_set_default, __path_update, create, delete, duplicate,
    set_default, update,
};

use crm::App;

/// The group's part of the OpenAPI document.
#[derive(OpenApi)]
#[openapi(
    paths(
        list, show, create, update, delete, set_default, duplicate, preview, preview_by_post, list_logos, show_logo, upload, upload_for
    ),
    tags((name = "templates", description = "How documents look, and the logos that they bear"))
)]
pub struct Docs;

/// Routes of the group.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/api/templates", get(list).post(create))
        .route("/api/templates/logos", get(list_logos))
        .route("/api/templates/logos/{filename}", get(show_logo))
        .route("/api/templates/upload-logo", post(upload))
        .route("/api/templates/{id}", get(show).put(update).patch(update).delete(delete))
        .route("/api/templates/{id}/set-default", put(set_default).patch(set_default))
        .route("/api/templates/{id}/duplicate", post(duplicate))
        .route("/api/templates/{id}/preview", get(preview).post(preview_by_post))
        .route("/api/templates/{id}/upload-logo", post(upload_for))
}
