//! The messages of `graphql-transport-ws`.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::receive::Parameters;

/// From the client.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum FromClient {
    /// First of all.
    ConnectionInit {
        /// May hold `authorization`.
        #[serde(default)]
        payload: Option<Map<String, Value>>,
    },
    /// Are you there?
    Ping {
        /// Sent back.
        #[serde(default)]
        payload: Option<Value>,
    },
    /// I am here.
    Pong,
    /// Start an operation.
    Subscribe {
        /// Named by the client.
        id: String,
        /// The operation.
        payload: Parameters,
    },
    /// End an operation.
    Complete {
        /// Which.
        id: String,
    },
}

/// Why the server closes a connection: code and reason of the close frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Farewell(pub(super) u16, pub(super) String);

impl Farewell {
    pub(super) fn new(code: u16, reason: &str) -> Self {
        // A close frame has room for 123 bytes.
        Self(code, reason.chars().take(60).collect())
    }
}

pub(super) fn acknowledged() -> String {
    r#"{"type":"connection_ack"}"#.to_owned()
}

pub(super) fn pong(payload: Option<Value>) -> String {
    match payload {
        None => r#"{"type":"pong"}"#.to_owned(),
        Some(payload) => json!({"type": "pong", "payload": payload}).to_string(),
    }
}

/// A result; `response` is its JSON.
pub(super) fn next(id: &str, response: &[u8]) -> String {
    let id = Value::from(id);
    format!(r#"{{"type":"next","id":{id},"payload":{}}}"#, String::from_utf8_lossy(response))
}

/// An operation that was refused.
pub(super) fn error(id: &str, errors: &[async_graphql::ServerError]) -> String {
    json!({"type": "error", "id": id, "payload": errors}).to_string()
}

pub(super) fn complete(id: &str) -> String {
    json!({"type": "complete", "id": id}).to_string()
}
