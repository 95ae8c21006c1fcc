//! The stand-in's door: HTTP, the bearer token, and what can go wrong there.

use std::sync::atomic::Ordering;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use futures_util::stream;
use serde_json::{Value, json};

use super::{Misbehaviour, Refusal, StandIn};
use crate::record::Kind;

/// Where it answers, as the upstream does.
pub const PATH: &str = "/api/v1/graphql";

const UNAUTHORIZED: &str = "Unauthorized, you need an authorization token in your HTTP Header...";

const BAD_GATEWAY: &str = "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head>\n\
    <body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>\n";

pub(super) fn router(stand_in: StandIn) -> Router {
    Router::new().route(PATH, post(answer)).layer(DefaultBodyLimit::max(1024 * 1024)).with_state(stand_in)
}

async fn answer(State(stand_in): State<StandIn>, headers: HeaderMap, body: Bytes) -> Response {
    let Ok(request) = serde_json::from_slice::<async_graphql::Request>(&body) else {
        let errors = json!({ "errors": [{ "message": "No query document supplied" }] });
        return json_answer(StatusCode::BAD_REQUEST, &errors);
    };
    let mood = stand_in.misbehaviour();
    if request.query.contains("__schema") {
        if mood.hides_schema {
            let message = "Cannot query field \"__schema\" on type \"RootQueryType\".";
            return json_answer(StatusCode::OK, &json!({ "errors": [{ "message": message }] }));
        }
        return executed(&stand_in, request, None).await;
    }
    let number = stand_in.0.requests.fetch_add(1, Ordering::Relaxed) + 1;
    let every = |n: Option<usize>| n.is_some_and(|n| n > 0 && number.is_multiple_of(n));
    if mood.always_rate_limited || every(mood.rate_limited_every) {
        return rate_limited(&mood);
    }
    if every(mood.html_502_every) {
        return (StatusCode::BAD_GATEWAY, [(CONTENT_TYPE, "text/html")], BAD_GATEWAY).into_response();
    }
    let expired = mood.token_expires_after.is_some_and(|after| number > after);
    if expired || !shows_token(&headers, &stand_in.0.token) {
        return refused(&mood, &request.query);
    }
    let spoil = every(mood.partial_data_every).then_some(());
    let response = executed(&stand_in, request, spoil).await;
    if every(mood.cut_every) { cut(response).await } else { response }
}

fn shows_token(headers: &HeaderMap, token: &str) -> bool {
    let shown = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    shown.and_then(|value| value.strip_prefix("Bearer ")).is_some_and(|shown| shown == token)
}

fn rate_limited(mood: &Misbehaviour) -> Response {
    let mut response = json_answer(StatusCode::TOO_MANY_REQUESTS, &json!({ "error": "Too many requests" }));
    if let Some(seconds) = mood.retry_after {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// The lists that were asked for are null, as upstream.
fn refused(mood: &Misbehaviour, query: &str) -> Response {
    let asked = Kind::ALL.into_iter().map(Kind::list_field).filter(|list| query.contains(&format!("{list}(")));
    let data: Value = asked.map(|list| (list.to_owned(), Value::Null)).collect();
    let status = match mood.refusal {
        Refusal::Status200 => StatusCode::OK,
        Refusal::Status401 => StatusCode::UNAUTHORIZED,
    };
    json_answer(status, &json!({ "data": data, "errors": [{ "message": UNAUTHORIZED }] }))
}

async fn executed(stand_in: &StandIn, request: async_graphql::Request, spoil: Option<()>) -> Response {
    let response = stand_in.0.schema.execute(request).await;
    let Ok(mut answer) = serde_json::to_value(&response) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if spoil.is_some() {
        spoil_first_row(&mut answer);
    }
    json_answer(StatusCode::OK, &answer)
}

/// A field of the first row becomes null, and an error says so: what one bad object does upstream.
fn spoil_first_row(answer: &mut Value) {
    let Some(data) = answer.get_mut("data").and_then(Value::as_object_mut) else { return };
    let mut errors = Vec::new();
    for (list, rows) in data {
        let Some(row) = rows.as_array_mut().and_then(|rows| rows.first_mut()).and_then(Value::as_object_mut) else {
            continue;
        };
        row.insert("updatedAt".to_owned(), Value::Null);
        errors.push(json!({
            "message": "Cannot return null for non-nullable field",
            "path": [list, 0, "updatedAt"],
            "locations": [{ "line": 1, "column": 1 }],
        }));
    }
    if let Some(answer) = answer.as_object_mut()
        && !errors.is_empty()
    {
        answer.insert("errors".to_owned(), Value::Array(errors));
    }
}

/// Half of the answer, then the connection breaks.
async fn cut(response: Response) -> Response {
    let (parts, body) = response.into_parts();
    let whole = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    let half = whole.slice(..whole.len() / 2);
    let broken = std::io::Error::new(std::io::ErrorKind::ConnectionReset, "cut");
    Response::from_parts(parts, Body::from_stream(stream::iter([Ok(half), Err(broken)])))
}

fn json_answer(status: StatusCode, answer: &Value) -> Response {
    (status, [(CONTENT_TYPE, "application/json; charset=utf-8")], answer.to_string()).into_response()
}
