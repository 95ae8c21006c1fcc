//! An error answer before it has its form: each door writes it in its own envelope.

use std::borrow::Cow;

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use chrono::{SecondsFormat, Utc};
use serde::Serialize;
use serde_json::{Value, json};

use super::door::Door;
use crate::error::UNAVAILABLE;

/// Status, machine name and sentence of an error. As a response it has no body yet: the outermost layer writes it,
/// with the request id.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// HTTP status.
    pub status: StatusCode,
    /// Machine name on REST.
    pub code: Cow<'static, str>,
    /// A sentence: what is wrong and what to do.
    pub message: Cow<'static, str>,
    /// More, for programs.
    pub details: Option<Value>,
    /// Seconds after which to try again.
    pub retry_after: Option<u64>,
}

impl Problem {
    /// A problem without details.
    pub fn new(status: StatusCode, code: impl Into<Cow<'static, str>>, message: impl Into<Cow<'static, str>>) -> Self {
        Self { status, code: code.into(), message: message.into(), details: None, retry_after: None }
    }

    /// With details.
    #[must_use]
    pub fn with_details(mut self, details: Value) -> Self {
        self.details = Some(details);
        self
    }

    /// With `Retry-After`.
    #[must_use]
    pub fn with_retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// What a bare status means here.
    #[must_use]
    pub fn of_status(status: StatusCode) -> Self {
        let (code, message) = match status {
            StatusCode::BAD_REQUEST => ("BAD_REQUEST", "The request is malformed."),
            StatusCode::UNAUTHORIZED => ("TOKEN_REQUIRED", "Sign in to do this."),
            StatusCode::FORBIDDEN => ("RESOURCE_ACCESS_DENIED", "This is not allowed."),
            StatusCode::NOT_FOUND => ("NOT_FOUND", "The requested resource was not found."),
            StatusCode::METHOD_NOT_ALLOWED => {
                ("METHOD_NOT_ALLOWED", "This address does not know that method; the Allow header lists those it knows.")
            }
            StatusCode::REQUEST_TIMEOUT => ("REQUEST_TIMEOUT", "The request did not arrive in time."),
            StatusCode::PAYLOAD_TOO_LARGE => ("PAYLOAD_TOO_LARGE", "The body of the request is too large."),
            StatusCode::URI_TOO_LONG => ("URI_TOO_LONG", "The address of the request is too long."),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => {
                ("UNSUPPORTED_MEDIA_TYPE", "Send the body as JSON, with `Content-Type: application/json`.")
            }
            StatusCode::UNPROCESSABLE_ENTITY => ("UNPROCESSABLE_ENTITY", "The body of the request is no valid JSON."),
            StatusCode::TOO_MANY_REQUESTS => ("RATE_LIMIT_EXCEEDED", "Too many requests. Try again later."),
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => {
                ("HEADERS_TOO_LARGE", "The headers of the request are too large.")
            }
            StatusCode::SERVICE_UNAVAILABLE => {
                ("SERVICE_UNAVAILABLE", "The service is not available at the moment. Try again shortly.")
            }
            StatusCode::GATEWAY_TIMEOUT => ("TIMEOUT", "The request took too long and was given up."),
            _ if status.is_client_error() => ("BAD_REQUEST", "The request cannot be answered."),
            _ => ("INTERNAL_SERVER_ERROR", "Something unexpected happened."),
        };
        Self::new(status, code, message)
    }

    /// The complete answer in the envelope of a door.
    #[must_use]
    pub fn render(&self, door: Door, request_id: &str) -> Response {
        let mut response = match door {
            Door::Rest => Json(self.rest_envelope(request_id)).into_response(),
            Door::Graphql => Json(self.graphql_errors(request_id)).into_response(),
            Door::Web => format!("{}\n", self.message).into_response(),
        };
        *response.status_mut() = self.status;
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }

    fn rest_envelope<'a>(&'a self, request_id: &'a str) -> Envelope<'a> {
        let details = self.details.clone().or_else(|| self.retry_after.map(|seconds| json!({ "retryAfter": seconds })));
        Envelope {
            success: false,
            error: EnvelopeError {
                message: &self.message,
                code: &self.code,
                details,
                timestamp: Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true),
                request_id,
            },
        }
    }

    fn graphql_errors(&self, request_id: &str) -> Value {
        let code = match self.status {
            StatusCode::UNAUTHORIZED => "UNAUTHENTICATED",
            StatusCode::FORBIDDEN => "FORBIDDEN",
            StatusCode::NOT_FOUND => "NOT_FOUND",
            StatusCode::CONFLICT => "CONFLICT",
            StatusCode::TOO_MANY_REQUESTS => "RATE_LIMITED",
            status if status.is_server_error() => "INTERNAL_SERVER_ERROR",
            _ => "BAD_USER_INPUT",
        };
        let mut extensions = json!({ "code": code, "requestId": request_id });
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            extensions["reason"] = UNAVAILABLE.into();
        }
        json!({ "errors": [{ "message": self.message, "extensions": extensions }] })
    }
}

/// The envelope of REST, its keys in the usual order.
#[derive(Serialize)]
struct Envelope<'a> {
    success: bool,
    error: EnvelopeError<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EnvelopeError<'a> {
    message: &'a str,
    code: &'a str,
    details: Option<Value>,
    timestamp: String,
    request_id: &'a str,
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
