//! `/digiforma/graphql`: Digiforma's own schema over the mirror, for documents that were written for Digiforma.
//!
//! It reads and does nothing else. Whoever may see the mirror as a whole may ask: by session or API token.

mod source;

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use anyhow::anyhow;
use axum::{
    Extension, Json, Router,
    body::Bytes,
    extract::{Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use digiforma::upstream::{Schema, schema};
use serde::Deserialize;
use serde_json::json;

use self::source::MirrorSource;
use crm::{App, Error, Result, auth::Viewer, context::Caller, operations::digiforma::may_follow};

/// Where it answers.
pub const PATH: &str = "/digiforma/graphql";

/// How long a document may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Bytes of a request.
const BODY: usize = 1 << 20;

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
    Router::new()
        .route(PATH, get(by_address).post(by_body))
        .layer(axum::extract::DefaultBodyLimit::max(BODY))
        .layer(Extension(MirrorSchema::default()))
}

/// A document in an address.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    query: String,
    operation_name: Option<String>,
    variables: Option<String>,
}

async fn by_address(
    State(app): State<App>,
    mirror: Extension<MirrorSchema>,
    caller: Extension<Caller>,
    Query(asked): Query<Asked>,
) -> Response {
    let mut request = async_graphql::Request::new(asked.query);
    if let Some(name) = asked.operation_name {
        request = request.operation_name(name);
    }
    if let Some(text) = asked.variables.filter(|text| !text.trim().is_empty()) {
        match serde_json::from_str(&text) {
            Ok(values) => request = request.variables(async_graphql::Variables::from_json(values)),
            Err(_) => return refused(StatusCode::BAD_REQUEST, "BAD_USER_INPUT", "The variables are no JSON."),
        }
    }
    answer(&app, &mirror, &caller, request).await
}

async fn by_body(
    State(app): State<App>,
    mirror: Extension<MirrorSchema>,
    caller: Extension<Caller>,
    body: Bytes,
) -> Response {
    match serde_json::from_slice::<async_graphql::Request>(&body) {
        Ok(request) => answer(&app, &mirror, &caller, request).await,
        Err(_) => refused(StatusCode::BAD_REQUEST, "BAD_USER_INPUT", "Send the document as JSON: {\"query\": …}."),
    }
}

async fn answer(app: &App, mirror: &MirrorSchema, caller: &Caller, request: async_graphql::Request) -> Response {
    let schema = match allowed(caller).and_then(|_| mirror.of(app)) {
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
