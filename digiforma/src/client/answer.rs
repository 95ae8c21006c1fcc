//! Takes an answer apart: data, errors, and what is no answer at all.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::Error;

/// The envelope of GraphQL. `data` may be there beside errors.
#[derive(Debug, Deserialize)]
pub(super) struct Envelope<'a> {
    #[serde(borrow, default)]
    pub(super) data: Option<HashMap<String, Option<&'a RawValue>>>,
    #[serde(default)]
    pub(super) errors: Option<Vec<Reported>>,
}

/// An error as reported.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Reported {
    #[serde(default)]
    message: Value,
    #[serde(default)]
    path: Option<Vec<Value>>,
    #[serde(default)]
    status_code: Option<Value>,
}

impl Reported {
    pub(super) fn message(&self) -> String {
        match &self.message {
            Value::String(message) => message.chars().take(500).collect(),
            Value::Null => "an error without a message".to_owned(),
            other => other.to_string().chars().take(500).collect(),
        }
    }

    /// Raised while carrying the document out, not while checking it.
    pub(super) fn is_of_execution(&self) -> bool {
        self.path.as_ref().is_some_and(|path| !path.is_empty())
    }

    /// Position in the list of this root field.
    pub(super) fn index_in(&self, list: &str) -> Option<usize> {
        let path = self.path.as_deref()?;
        let [Value::String(field), Value::Number(index), ..] = path else { return None };
        if field != list {
            return None;
        }
        usize::try_from(index.as_u64()?).ok()
    }

    /// The path below the row, or the whole path.
    pub(super) fn path_shown(&self, list: &str) -> String {
        let path = self.path.as_deref().unwrap_or_default();
        let below = if self.index_in(list).is_some() { path.get(2..).unwrap_or_default() } else { path };
        let part = |part: &Value| part.as_str().map_or_else(|| part.to_string(), str::to_owned);
        below.iter().map(part).collect::<Vec<_>>().join(".")
    }

    fn refuses_token(&self) -> bool {
        let message = self.message().to_lowercase();
        let code = self.status_code.as_ref().map(ToString::to_string).unwrap_or_default();
        ["unauthorized", "unauthenticated", "authorization token"].iter().any(|word| message.contains(word))
            || matches!(code.trim_matches('"'), "401" | "403")
    }
}

impl<'a> Envelope<'a> {
    /// Whether the errors say that the token is refused, and nothing was given.
    pub(super) fn refusal(&self) -> Option<Error> {
        let nothing = self.data.as_ref().is_none_or(|data| data.values().all(Option::is_none));
        let refusing = self.errors.iter().flatten().find(|error| error.refuses_token())?;
        nothing.then(|| Error::Unauthorized(refusing.message()))
    }

    pub(super) fn errors(&self) -> &[Reported] {
        self.errors.as_deref().unwrap_or_default()
    }

    pub(super) fn messages(&self) -> Vec<String> {
        let messages: Vec<String> = self.errors().iter().map(Reported::message).collect();
        if messages.is_empty() { vec!["neither data nor an error".to_owned()] } else { messages }
    }

    pub(super) fn field(&self, name: &str) -> Option<&'a RawValue> {
        self.data.as_ref()?.get(name).copied().flatten()
    }
}

/// Names what is no JSON: the title of a page, or the beginning of a text.
pub(super) fn not_json(status: u16, body: &[u8]) -> Error {
    let text = String::from_utf8_lossy(body.get(..4096).unwrap_or(body));
    let lower = text.to_ascii_lowercase();
    let html = ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| lower.contains(tag));
    let title = lower.find("<title>").and_then(|start| {
        let rest = text.get(start + "<title>".len()..)?;
        rest.get(..rest.to_ascii_lowercase().find("</title>")?)
    });
    let shown = title.unwrap_or(&text).split_whitespace().collect::<Vec<_>>().join(" ");
    let beginning = if shown.is_empty() { "an empty answer".to_owned() } else { shown.chars().take(120).collect() };
    Error::NotJson { status, html, beginning }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn envelope(text: &str) -> Envelope<'_> {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_refused_token_is_recognised() {
        let refused = r#"{"data":{"companies":null},"errors":[{"message":"Unauthorized, you need an authorization token in your HTTP Header..."}]}"#;
        assert!(matches!(envelope(refused).refusal(), Some(Error::Unauthorized(_))));
        let coded = r#"{"errors":[{"message":"no","status_code":401}]}"#;
        assert!(matches!(envelope(coded).refusal(), Some(Error::Unauthorized(_))));
        let partial = r#"{"data":{"companies":[]},"errors":[{"message":"Unauthorized field"}]}"#;
        assert_eq!(envelope(partial).refusal(), None);
        assert_eq!(envelope(r#"{"data":null,"errors":[{"message":"boom"}]}"#).refusal(), None);
    }

    #[test]
    fn errors_point_at_rows() {
        let answer = envelope(
            r#"{"data":{"companies":[]},"errors":[{"message":"m","path":["companies",3,"contacts",0,"email"]}]}"#,
        );
        assert_eq!(answer.errors()[0].index_in("companies"), Some(3));
        assert_eq!(answer.errors()[0].path_shown("companies"), "contacts.0.email");
        assert_eq!(answer.errors()[0].index_in("invoices"), None);
    }

    #[test]
    fn pages_are_named_by_their_title() {
        let error = not_json(502, b"<!DOCTYPE html>\n<html><head><title>502 Bad\n Gateway</title></head>");
        let expected = Error::NotJson { status: 502, html: true, beginning: "502 Bad Gateway".to_owned() };
        assert_eq!(error, expected);
        let error = not_json(200, b"upstream connect error");
        let expected = Error::NotJson { status: 200, html: false, beginning: "upstream connect error".to_owned() };
        assert_eq!(error, expected);
        assert!(matches!(not_json(200, b" "), Error::NotJson { beginning, .. } if beginning == "an empty answer"));
    }
}
