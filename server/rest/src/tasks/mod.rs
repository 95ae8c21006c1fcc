//! `/api/tasks`: what there is to do.

mod body;
pub(super) mod list;
mod object;
mod write;

use axum::{Router, middleware::map_response, response::Response, routing::get};
use utoipa::OpenApi;

use list::{__path_assigned, __path_list, assigned, list};
use write::{__path_create, __path_delete, __path_show, __path_update, create, delete, show, update};

use super::errors::of_tasks;
use crm::{App, answer::Problem};

/// The group's part of the OpenAPI document.
#[derive(OpenApi)]
#[openapi(
    paths(list, assigned, show, create, update, delete),
    tags((name = "tasks", description = "What there is to do, by whom and until when"))
)]
pub struct Docs;

/// Routes of the group.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/api/tasks", get(list).post(create))
        .route("/api/tasks/assigned/{userId}", get(assigned))
        .route("/api/tasks/{id}", get(show).put(update).patch(update).delete(delete))
        .layer(map_response(in_their_words))
}

/// Problems of this group have the codes of the original's controller, whoever noticed them.
async fn in_their_words(mut response: Response) -> Response {
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        response.extensions_mut().insert(of_tasks(problem));
    }
    response
}
