//! The messages of `graphql-transport-ws`, as far as subscriptions need them, and when to try again.

use graphql_client::GraphQLQuery;
use serde::Deserialize;

use crate::api::json;
use crate::api::operations::{DigiformaSyncProgress, EntityChanged, digiforma_sync_progress, entity_changed};

/// The subprotocol.
pub(super) const PROTOCOL: &str = "graphql-transport-ws";

/// First of all; the session's cookie says who speaks.
pub(super) const HELLO: &str = r#"{"type":"connection_init"}"#;
/// Are you there?
pub(super) const PING: &str = r#"{"type":"ping"}"#;
/// I am here.
pub(super) const PONG: &str = r#"{"type":"pong"}"#;

/// The kind whose changes have a subscription of their own.
pub(super) const DIGIFORMA_SYNC: &str = "digiforma_sync";

/// Codes by which the server says that the session is over.
pub(super) const SIGNED_OUT: [u16; 2] = [4401, 4403];

/// Begins to hear of changes of a kind; the kind names the subscription.
pub(super) fn subscribe(kind: &str) -> String {
    // Variables are plain data: writing them as JSON does not fail.
    let payload = if kind == DIGIFORMA_SYNC {
        serde_json::to_string(&DigiformaSyncProgress::build_query(digiforma_sync_progress::Variables))
    } else {
        let variables = entity_changed::Variables { entities: Some(vec![kind.to_owned()]) };
        serde_json::to_string(&EntityChanged::build_query(variables))
    };
    let payload = payload.unwrap_or_default();
    format!(r#"{{"type":"subscribe","id":"{kind}","payload":{payload}}}"#)
}

/// No longer.
pub(super) fn complete(kind: &str) -> String {
    format!(r#"{{"type":"complete","id":"{kind}"}}"#)
}

/// From the server.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Message {
    /// Subscriptions may begin.
    Welcome,
    /// Are you there?
    Ping,
    /// A record of this kind and id has changed.
    Changed(String, String),
    /// The server no longer hears of changes itself.
    Ended,
    /// Nothing to act on.
    Other,
}

#[derive(Default)]
struct Frame<'a> {
    kind: String,
    id: Option<String>,
    payload: Option<&'a str>,
}

impl<'a> Frame<'a> {
    fn read(text: &'a str) -> Result<Self, json::Malformed> {
        let mut frame = Self::default();
        json::members(text, |name, reader| {
            match name {
                "type" => frame.kind = String::deserialize(reader)?,
                "id" => frame.id = Some(String::deserialize(reader)?),
                "payload" => frame.payload = Some(reader.skip()?),
                _ => {
                    reader.skip()?;
                }
            }
            Ok(())
        })?;
        Ok(frame)
    }
}

#[derive(Deserialize)]
struct Payload {
    data: Option<Data>,
}

/// The answer of whichever subscription it is.
#[derive(Deserialize)]
struct Data {
    #[serde(alias = "entityChanged", alias = "digiformaSyncProgress")]
    changed: Record,
}

#[derive(Deserialize)]
struct Record {
    id: String,
}

/// Reads a message.
pub(super) fn read(text: &str) -> Message {
    let Ok(frame) = Frame::read(text) else { return Message::Other };
    match (frame.kind.as_str(), frame.id, frame.payload) {
        ("connection_ack", ..) => Message::Welcome,
        ("ping", ..) => Message::Ping,
        ("next", Some(kind), Some(payload)) => match json::read::<Payload>(payload) {
            Ok(Payload { data: Some(data) }) => Message::Changed(kind, data.changed.id),
            _ => Message::Other,
        },
        ("complete", ..) => Message::Ended,
        _ => Message::Other,
    }
}

/// Longest pause before another attempt, in milliseconds.
const LONGEST: i32 = 60_000;

/// Milliseconds to wait before attempt number `attempt` (from 0); `chance` between 0 and 1 keeps the tabs of a firm
/// from coming back all at once after a restart of the server.
pub(super) fn pause(attempt: u32, chance: f64) -> i32 {
    let whole = 1_000_i32.saturating_mul(1 << attempt.min(6)).min(LONGEST);
    let half = whole / 2;
    // Between half and the whole of it.
    half + (f64::from(half) * chance) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscription_asks_for_its_kind() {
        let message: serde_json::Value = serde_json::from_str(&subscribe("task")).unwrap();
        assert_eq!((&message["type"], &message["id"]), (&"subscribe".into(), &"task".into()));
        assert_eq!(message["payload"]["variables"], serde_json::json!({"entities": ["task"]}));
        assert!(message["payload"]["query"].as_str().unwrap().contains("entityChanged(entities: $entities)"));
    }

    #[test]
    fn readings_of_digiforma_are_followed_by_their_own_subscription() {
        let message: serde_json::Value = serde_json::from_str(&subscribe(DIGIFORMA_SYNC)).unwrap();
        assert_eq!(message["id"], DIGIFORMA_SYNC);
        assert!(message["payload"]["query"].as_str().unwrap().contains("digiformaSyncProgress"));
        let next = r#"{"type":"next","id":"digiforma_sync","payload":{"data":{"digiformaSyncProgress":{"id":"01"}}}}"#;
        assert_eq!(read(next), Message::Changed(DIGIFORMA_SYNC.into(), "01".into()));
    }

    #[test]
    fn messages_are_told_apart() {
        let next = r#"{"type":"next","id":"task","payload":{"data":{"entityChanged":{"id":"0199"}}}}"#;
        assert_eq!(read(next), Message::Changed("task".into(), "0199".into()));
        let failed = r#"{"type":"next","id":"task","payload":{"data":null,"errors":[{"message":"x"}]}}"#;
        assert_eq!(read(failed), Message::Other);
        assert_eq!(read(r#"{"type":"connection_ack"}"#), Message::Welcome);
        assert_eq!(read(r#"{"type":"connection_ack","payload":null}"#), Message::Welcome);
        assert_eq!(read(r#"{"type":"ping"}"#), Message::Ping);
        assert_eq!(read(r#"{"type":"complete","id":"task"}"#), Message::Ended);
        assert_eq!(read("nonsense"), Message::Other);
    }

    #[test]
    fn pauses_grow_to_a_minute_and_differ_between_tabs() {
        assert_eq!((pause(0, 0.0), pause(0, 1.0)), (500, 1_000));
        assert_eq!((pause(3, 0.0), pause(3, 1.0)), (4_000, 8_000));
        assert_eq!((pause(6, 1.0), pause(4_000, 1.0)), (60_000, 60_000));
    }
}
