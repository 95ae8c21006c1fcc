//! `/api/avatars/{id}-{style}.svg`: pictures of users. Public, as in the original; they show nothing but a pattern.

use axum::{
    Router,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Deserialize;

use super::extract::Query;
use crate::{App, avatar, http::Problem};

/// Routes of the group.
pub fn routes() -> Router<App> {
    Router::new().route("/api/avatars/{file}", get(picture))
}

#[derive(Deserialize)]
struct Parameters {
    #[serde(default)]
    seed: String,
}

async fn picture(Path(file): Path<String>, Query(parameters): Query<Parameters>) -> Result<Response, Problem> {
    let name = file.strip_suffix(".svg").ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))?;
    let headers =
        [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, avatar::svg(name, &parameters.seed)).into_response())
}
