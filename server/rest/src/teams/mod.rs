//! `/api/teams`: teams, their members, and what these did.

mod activities;
mod members;
mod object;
mod write;

use axum::{
    Router,
    http::StatusCode,
    middleware::map_response,
    response::Response,
    routing::{delete as delete_at, get},
};
use utoipa::OpenApi;

use activities::{__path_activities, activities};
use members::{__path_add, __path_list_members, __path_remove, add, list_members, remove};
use write::{
    __path_create, __path_delete, __path_list, __path_show, __path_update, create, delete, list, show, update,
};

pub(super) use object::RestTeam;

use crm::{App, answer::Problem};

/// The group's part of the OpenAPI document.
#[derive(OpenApi)]
#[openapi(
    paths(list, show, create, update, delete, list_members, add, remove, activities),
    tags((name = "teams", description = "Teams, their members, and what these did"))
)]
pub struct Docs;

/// Routes of the group.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/api/teams", get(list).post(create))
        .route("/api/teams/{id}", get(show).put(update).patch(update).delete(delete))
        .route("/api/teams/{id}/members", get(list_members).post(add))
        .route("/api/teams/{id}/members/{userId}", delete_at(remove))
        .route("/api/teams/{id}/activities", get(activities))
        .layer(map_response(in_their_words))
}

/// A name that is taken has a code of its own here.
async fn in_their_words(mut response: Response) -> Response {
    if let Some(problem) = response.extensions_mut().get_mut::<Problem>()
        && problem.status == StatusCode::CONFLICT
        && problem.code == "RESOURCE_CONFLICT"
    {
        problem.code = "TEAM_NAME_EXISTS".into();
    }
    response
}
