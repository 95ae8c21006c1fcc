//! `/api/avatars/{id}-{style}.svg`: pictures of users. Public, as in the original; they show nothing but a pattern.

use axum::{
    Router,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Deserialize;
use utoipa::OpenApi;

use super::extract::Query;
use crate::avatar;
use crm::{App, answer::Problem};

/// The group's part of the OpenAPI document.
#[derive(OpenApi)]
#[openapi(paths(picture), tags((name = "avatars", description = "Pictures of users")))]
pub struct Docs;

/// Routes of the group.
pub fn routes() -> Router<App> {
    Router::new().route("/api/avatars/{file}", get(picture))
}

#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct Parameters {
    /// What the pattern is made of.
    #[serde(default)]
    seed: String,
}

/// The picture of a user
///
/// Public: it shows nothing but a pattern.
#[utoipa::path(
    get, path = "/api/avatars/{file}", tag = "avatars", operation_id = "avatar",
    params(("file" = String, Path, description = "The user's id, the style, and `.svg`"), Parameters),
    responses((status = 200, description = "The picture", body = String, content_type = "image/svg+xml"))
)]
async fn picture(Path(file): Path<String>, Query(parameters): Query<Parameters>) -> Result<Response, Problem> {
    let name = file.strip_suffix(".svg").ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))?;
    let headers =
        [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, avatar::svg(name, &parameters.seed)).into_response())
}
