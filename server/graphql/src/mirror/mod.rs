//! `/digiforma/graphql`: Digiforma's own schema over the mirror, for documents that were written for Digiforma.
//!
//! It reads and does nothing else. Whoever may see the mirror as a whole may ask: by session or API token.

mod source;

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use anyhow::anyhow;
use async_graphql_axum::{GraphQLRequest, rejection::GraphQLRejection};
use axum::{
    Extension, Json, Router,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use digiforma::upstream::{Schema, schema};
use serde_json::json;

use self::source::MirrorSource;
use crm::{App, Error, Result, auth::Viewer, context::Caller, operations::digiforma::may_follow};

/// Where it answers.
pub const PATH: &str = "/digiforma/graphql";

/// How long a document may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The schema, made when it is first asked for.
#[derive(Clone, Default)]
struct MirrorSchema(Arc<OnceLock<Schema>>);

impl MirrorSchema {
    fn of(&self, app: &App) -> Result<&Schema> {
        if let Some(schema) = self.0.get() {
            return Ok(schema);
        }
        let made = schema(Arc::new(MirrorSource::new(app.pool.clone())))
            .map_err(|error| Error::Internal(anyhow!("the schema of Digiforma cannot be served: {error}")))?;
        Ok(self.0.get_or_init(|| made))
    }
}

/// The route.
pub fn routes() -> Router<App> {
    Router::new().route(PATH, get(answer).post(answer)).layer(Extension(MirrorSchema::default()))
}

async fn answer(
    State(app): State<App>,
    mirror: Extension<MirrorSchema>,
    caller: Extension<Caller>,
    request: std::result::Result<GraphQLRequest, GraphQLRejection>,
) -> Response {
    let request = match request.map(GraphQLRequest::into_inner) {
        Ok(request) if !request.query.is_empty() => request,
        _ => {
            let message = "Send the document as JSON: {\"query\": …}.";
            return refused(StatusCode::BAD_REQUEST, "BAD_USER_INPUT", message);
        }
    };
    let schema = match allowed(&caller).and_then(|_| mirror.of(&app)) {
        Ok(schema) => schema,
        Err(error) => return problem(&error),
    };
    match tokio::time::timeout(PATIENCE, schema.execute(request)).await {
        Ok(response) => {
            let mut answer = Json(response).into_response();
            answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            answer
        }
        Err(_) => refused(StatusCode::SERVICE_UNAVAILABLE, "QUERY_TOO_COMPLEX", "The document takes too long."),
    }
}

/// Whoever may see the mirror as a whole.
fn allowed(caller: &Caller) -> Result<&Viewer> {
    let viewer = caller.viewer.as_ref().map_err(|problem| Error::from(*problem))?;
    may_follow(viewer)?;
    Ok(viewer)
}

fn problem(error: &Error) -> Response {
    let message = error.to_string();
    match error {
        Error::Unauthenticated(_) => refused(StatusCode::UNAUTHORIZED, "UNAUTHENTICATED", &message),
        Error::Forbidden(_) | Error::Refused(_) => refused(StatusCode::FORBIDDEN, "FORBIDDEN", &message),
        Error::Unavailable => refused(StatusCode::SERVICE_UNAVAILABLE, "INTERNAL_SERVER_ERROR", &message),
        other => {
            tracing::error!(cause = ?other, "the mirror cannot be served");
            refused(StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL_SERVER_ERROR", &message)
        }
    }
}

fn refused(status: StatusCode, code: &str, message: &str) -> Response {
    (status, Json(json!({ "errors": [{ "message": message, "extensions": { "code": code } }] }))).into_response()
}
