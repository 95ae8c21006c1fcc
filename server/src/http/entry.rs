//! The outermost layer: gives each request its id, watches over it, gives errors their form, writes the log line.

use std::{
    panic::AssertUnwindSafe,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    body::HttpBody,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use futures_util::FutureExt;
use tracing::Instrument;
use uuid::Uuid;

use super::{
    body::{self, Progress, Watch},
    client, headers, metrics, path,
};
use crate::traces::{self, Facts};
use crm::{
    App, RequestInfo,
    answer::{Door, Notes, Problem},
};

/// How long a request may take, its body included.
const TOTAL: Duration = Duration::from_secs(60);

/// Handles one request from the network's side.
pub async fn entry(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let notes = Arc::new(Notes::default());
    if let Some(tidy) = path::without_trailing_slash(request.uri()) {
        *request.uri_mut() = tidy;
    }
    let door = Door::of(request.uri().path());
    let info = Arc::new(request_info(&app, &request, door));
    let line = Line { method: request.method().clone(), path: request.uri().path().to_owned(), started };

    let span = tracing::info_span!("request", id = %info.id);
    let trace = traces::begin(request.headers());
    let refused = path::check(request.uri()).err();
    let (mut response, statements) = match refused {
        Some(problem) => (problem.render(door, &info.id), 0),
        None => {
            request.extensions_mut().insert(Arc::clone(&info));
            request.extensions_mut().insert(Arc::clone(&notes));
            let (request, watch) = body::guard(request, door.body_limit());
            let answer = async {
                let (answer, statements) = db::statements::count(answer(request, next, &watch)).await;
                (in_form(answer, &watch, door, &info.id), statements)
            };
            answer.instrument(span.clone()).instrument(trace.clone()).await
        }
    };
    if let Ok(id) = HeaderValue::from_str(&info.id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), id);
    }
    headers::secure(&mut response, app.config.secure_cookies());
    span.in_scope(|| line.write(&response, &notes, &info, statements));
    let (status, id) = (response.status(), info.id.as_str());
    traces::end(&trace, &Facts { method: &line.method, path: &line.path, notes: &notes, status, statements, id });
    response
}

fn request_info(app: &App, request: &Request, door: Door) -> RequestInfo {
    let headers = request.headers();
    let by_our_page = door == Door::Graphql && headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin");
    RequestInfo {
        id: Uuid::new_v4().to_string(),
        origin: if by_our_page { Door::Web.origin() } else { door.origin() },
        ip: client::address(request.extensions(), headers, &app.config.trusted_proxies),
        is_local: client::is_local(request, &app.config.frontend_url),
        user_agent: client::text(headers, &header::USER_AGENT, 300),
        idempotency_key: client::text(headers, &HeaderName::from_static("idempotency-key"), 256),
    }
}

/// The handler's answer, or what happened instead.
async fn answer(request: Request, next: Next, watch: &Watch) -> Result<Response, Problem> {
    if watch.progress() == Progress::TooLarge {
        return Err(Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE));
    }
    let handler = AssertUnwindSafe(next.run(request)).catch_unwind();
    match tokio::time::timeout(TOTAL, handler).await {
        Ok(Ok(response)) => Ok(response),
        Ok(Err(panic)) => {
            let text = panic
                .downcast_ref::<&str>()
                .map(|text| (*text).to_owned())
                .or_else(|| panic.downcast_ref::<String>().cloned());
            tracing::error!(panic = text.as_deref().unwrap_or("unknown"), "a request panicked");
            Err(Problem::of_status(StatusCode::INTERNAL_SERVER_ERROR))
        }
        Err(_) if watch.progress() == Progress::Complete => Err(Problem::of_status(StatusCode::GATEWAY_TIMEOUT)),
        Err(_) => Err(Problem::of_status(StatusCode::REQUEST_TIMEOUT)),
    }
}

/// Errors in the envelope of their door, whoever noticed them: a handler, the router, the framework, this layer.
fn in_form(answer: Result<Response, Problem>, watch: &Watch, door: Door, request_id: &str) -> Response {
    let answer = match watch.progress() {
        Progress::TooLarge => Err(Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE)),
        Progress::Stalled => Err(Problem::of_status(StatusCode::REQUEST_TIMEOUT)),
        Progress::Reading | Progress::Complete => answer,
    };
    let mut bare = match answer {
        Ok(response) => response,
        Err(problem) => return problem.render(door, request_id),
    };
    let problem = match bare.extensions_mut().remove::<Problem>() {
        Some(problem) => problem,
        None if needs_form(&bare) => Problem::of_status(bare.status()),
        None => return bare,
    };
    let mut response = problem.render(door, request_id);
    for (name, value) in bare.headers() {
        if !response.headers().contains_key(name) && name != header::CONTENT_LENGTH {
            response.headers_mut().append(name, value.clone());
        }
    }
    response
}

/// An error without a body, or with the plain text of the framework.
fn needs_form(response: &Response) -> bool {
    let is_error = response.status().is_client_error() || response.status().is_server_error();
    let is_plain =
        response.headers().get(header::CONTENT_TYPE).is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    is_error && is_plain
}

/// One line of the request log.
struct Line {
    method: Method,
    path: String,
    started: Instant,
}

impl Line {
    fn write(&self, response: &Response, notes: &Notes, info: &RequestInfo, statements: u32) {
        let elapsed = self.started.elapsed();
        let status = response.status().as_u16();
        let bytes = response.body().size_hint().exact();
        metrics::request(&self.method, notes.route(), status, elapsed, statements);
        tracing::info!(
            method = self.method.as_str(),
            path = self.path,
            route = notes.route(),
            operation = notes.operation(),
            user = notes.user().map(tracing::field::display),
            ip = info.ip.map(tracing::field::display),
            status,
            ms = (elapsed.as_secs_f64() * 10_000.0).round() / 10.0,
            sql = statements,
            bytes,
            "request"
        );
    }
}
