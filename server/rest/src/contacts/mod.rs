//! `/api/contacts`: the people at institutions.

mod body;
pub(super) mod list;
mod object;
mod write;

use axum::{Router, routing::get};
use utoipa::OpenApi;

use list::{__path_list, list};
pub(super) use object::{PlacedContact, all_placed};
use write::{__path_create, __path_delete, __path_show, __path_update, create, delete, show, update};

use crm::App;

/// The group's part of the OpenAPI document.
#[derive(OpenApi)]
#[openapi(
    paths(list, show, create, update, delete),
    tags((name = "contacts", description = "The people at institutions"))
)]
pub struct Docs;

/// Routes of the group.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/api/contacts", get(list).post(create))
        .route("/api/contacts/{id}", get(show).put(update).patch(update).delete(delete))
}
