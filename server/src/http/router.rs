//! All addresses of the server on one origin.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, MatchedPath, Request},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::get,
};
use tower_http::compression::{
    CompressionLayer, CompressionLevel,
    predicate::{NotForContentType, Predicate, SizeAbove},
};

use super::{
    admission::{Admission, admit},
    assets, cors, entry, health, metrics, pages,
};
use crm::{
    App,
    answer::{Notes, Problem},
};

/// Answers smaller than this are not worth compressing.
const COMPRESS_ABOVE: u64 = 1_024;

/// What the two interfaces bring with them.
pub struct ApiRoutes {
    /// Routes below `/graphql` and the like, complete paths.
    pub graphql: Router<App>,
    /// Routes below `/api`, complete paths.
    pub rest: Router<App>,
    /// Writes the SDL, for `/schema.graphql`. As the next, it is large and seldom asked for: it is made then.
    pub schema: fn() -> &'static str,
    /// Writes the OpenAPI document, for `/api/openapi.json`.
    pub openapi: fn() -> &'static str,
}

/// The whole server: every address of the contract, behind limits, headers, log and metrics.
pub fn router(app: App, api: ApiRoutes) -> Router {
    metrics::start(&app);

    let interfaces = Router::new()
        .merge(api.graphql)
        .merge(api.rest)
        .layer(from_fn_with_state(Admission::start(&app), admit))
        .layer(DefaultBodyLimit::disable());

    let documents = Router::new()
        .route("/schema.graphql", get(move || async move { text("text/plain; charset=utf-8", (api.schema)()) }))
        .route("/api", get(about))
        .route(
            "/api/openapi.json",
            get(move || async move { ([(header::CONTENT_TYPE, "application/json")], (api.openapi)()) }),
        )
        .route("/api/docs", get(pages::api_docs))
        .route("/graphiql", get(pages::graphiql));

    let operations = Router::new()
        .route("/health", get(health::ready))
        .route("/health/ready", get(health::ready))
        .route("/health/live", get(health::live))
        .route("/metrics", get(metrics::show));

    let others = Router::new()
        .merge(documents)
        .merge(operations)
        .route("/assets/{*path}", get(assets::hashed))
        .route("/api/{*path}", axum::routing::any(nowhere))
        .fallback(assets::page_or_file)
        .layer(from_fn(noting_route));

    let inner = Router::new().merge(interfaces).merge(others).layer(cors::layer(&app.config)).with_state(app.clone());

    // Routed a second time inside: the outer router has no routes, so that the address can still be tidied.
    Router::new().fallback_service(inner).layer(from_fn_with_state(app, entry::entry)).layer(compression())
}

fn compression() -> CompressionLayer<impl Predicate> {
    let worth_it = SizeAbove::new(COMPRESS_ABOVE)
        .and(NotForContentType::new("image/"))
        .and(NotForContentType::new("font/"))
        // Workbooks are compressed already.
        .and(NotForContentType::const_new("application/vnd.openxmlformats-officedocument"))
        .and(NotForContentType::new("multipart/mixed"))
        .and(NotForContentType::const_new("application/pdf"))
        .and(NotForContentType::const_new("text/event-stream"));
    CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(worth_it)
}

/// Tells the request log which route it is.
pub(super) fn note_route(request: &Request) {
    let extensions = request.extensions();
    if let (Some(notes), Some(route)) = (extensions.get::<Arc<Notes>>(), extensions.get::<MatchedPath>()) {
        notes.set_route(route.clone());
    }
}

async fn noting_route(request: Request, next: Next) -> Response {
    note_route(&request);
    next.run(request).await
}

/// `GET /api`: what answers here.
async fn about() -> Json<serde_json::Value> {
    Json(serde_json::json!({
        "name": "Medical CRM API",
        "version": env!("CARGO_PKG_VERSION"),
        "documentation": "/api/docs",
        "openapi": "/api/openapi.json",
        "timestamp": chrono::Utc::now().to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
    }))
}

async fn nowhere() -> Problem {
    Problem::of_status(StatusCode::NOT_FOUND)
}

fn text(kind: &'static str, body: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (HeaderName::from_static("access-control-allow-origin"), HeaderValue::from_static("*")),
    ];
    (headers, body).into_response()
}
