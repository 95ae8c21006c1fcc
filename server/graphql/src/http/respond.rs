//! Answers on the wire.

use async_graphql::{Response as GraphqlResponse, ServerError, Value};
use axum::{
    body::Body,
    http::{StatusCode, header},
    response::Response,
};

use super::negotiate::Media;
use crate::{
    engine::{Refusal, Reply},
    errors::{Code, publish},
    rows::{WriteJson as _, write_value},
};

/// The answer of an operation that was executed, whatever came of it.
pub(super) fn replied(media: Media, reply: Reply, limit: usize, request_id: &str) -> Response {
    let Reply { mut response, cost } = reply;
    publish(&mut response.errors, request_id);
    let mut headers = std::mem::take(&mut response.http_headers);
    let mut answer = answer(media, StatusCode::OK, written(&response, Some((cost, limit))));
    for name in headers.keys().cloned().collect::<Vec<_>>() {
        if let header::Entry::Occupied(values) = headers.entry(name.clone()) {
            let (_, values) = values.remove_entry_mult();
            values.for_each(|value| {
                answer.headers_mut().append(name.clone(), value);
            });
        }
    }
    answer
}

/// The answer of a request that was refused.
pub(super) fn refused(media: Media, refusal: &Refusal) -> Response {
    let status = match media {
        _ if refusal.limit => StatusCode::BAD_REQUEST,
        Media::GraphqlResponse => StatusCode::BAD_REQUEST,
        Media::Json => StatusCode::OK,
    };
    answer(media, status, errors_only(&refusal.errors))
}

/// The answer of what is no GraphQL request at all.
pub(super) fn malformed(media: Media, status: StatusCode, message: &str) -> Response {
    answer(media, status, errors_only(&Refusal::new(Code::BadUserInput, message, None).errors))
}

fn answer(media: Media, status: StatusCode, body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, media.content_type());
    response
}

fn errors_only(errors: &[ServerError]) -> Vec<u8> {
    let mut out = b"{\"errors\":".to_vec();
    write_errors(errors, &mut out);
    out.push(b'}');
    out
}

/// A response as JSON: errors first, then data, then what it cost of what is allowed.
pub(super) fn written(response: &GraphqlResponse, cost: Option<(usize, usize)>) -> Vec<u8> {
    let text = if let Value::Object(fields) = &response.data { fields.values().map(size).sum() } else { 0 };
    let mut out = Vec::with_capacity(text + 256);
    out.push(b'{');
    if !response.errors.is_empty() {
        out.extend_from_slice(b"\"errors\":");
        write_errors(&response.errors, &mut out);
        out.push(b',');
    }
    out.extend_from_slice(b"\"data\":");
    write_value(&response.data, &mut out);
    if let Some((requested, maximum)) = cost {
        out.extend_from_slice(b",\"extensions\":{\"cost\":{\"requested\":");
        out.extend_from_slice(requested.to_string().as_bytes());
        out.extend_from_slice(b",\"maximum\":");
        out.extend_from_slice(maximum.to_string().as_bytes());
        out.extend_from_slice(b"}}");
    }
    out.push(b'}');
    out
}

/// A guess at the bytes of a value.
fn size(value: &Value) -> usize {
    match value {
        Value::Binary(json) => json.len(),
        _ => 256,
    }
}

fn write_errors(errors: &[ServerError], out: &mut Vec<u8>) {
    let start = out.len();
    if serde_json::to_writer(&mut *out, errors).is_err() {
        out.truncate(start);
        out.extend_from_slice(b"[{\"message\":");
        "An error could not be written.".write_json(out);
        out.extend_from_slice(b"}]");
    }
}
