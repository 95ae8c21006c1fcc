//! `/api/catalog`: what the firm sells.

mod body;
mod list;
mod object;
mod write;

use axum::{
    Router,
    middleware::map_response,
    response::Response,
    routing::{get, patch},
};
use utoipa::OpenApi;

use list::{__path_categories, __path_list, __path_search, categories, list, search};
use write::{
    __path_create, __path_delete, __path_show, __path_toggle, __path_update, create, delete, show, toggle, update,
};

use crm::{App, answer::Problem};

/// The group's part of the OpenAPI document.
#[derive(OpenApi)]
#[openapi(
    paths(list, categories, search, show, create, update, toggle, delete),
    tags((name = "catalog", description = "What the firm sells"))
)]
pub struct Docs;

/// Routes of the group.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/api/catalog", get(list).post(create))
        .route("/api/catalog/categories", get(categories))
        .route("/api/catalog/search", get(search))
        .route("/api/catalog/{id}", get(show).put(update).patch(update).delete(delete))
        .route("/api/catalog/{id}/toggle", patch(toggle))
        .layer(map_response(in_their_words))
}

/// A number that is taken has a code of its own here.
async fn in_their_words(mut response: Response) -> Response {
    if let Some(problem) = response.extensions_mut().get_mut::<Problem>()
        && problem.code == "RESOURCE_CONFLICT"
    {
        problem.code = "SKU_EXISTS".into();
    }
    response
}
