//! From the wire to an [`Operation`].

use std::collections::HashMap;

use async_graphql::Variables;
use axum::http::{HeaderMap, header};
use serde::{Deserialize, de::IgnoredAny};

use crate::engine::Operation;

/// The JSON object of the specification. Unknown members are ignored.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Parameters {
    query: String,
    #[serde(default)]
    operation_name: Option<String>,
    #[serde(default)]
    variables: Option<Variables>,
    #[serde(default, rename = "extensions")]
    _extensions: Option<HashMap<String, IgnoredAny>>,
}

impl From<Parameters> for Operation {
    fn from(parameters: Parameters) -> Self {
        Self {
            query: parameters.query,
            name: parameters.operation_name.filter(|name| !name.is_empty()),
            variables: parameters.variables.unwrap_or_default(),
        }
    }
}

/// Does the body claim to be JSON? Nothing else is executed: text and forms can be sent by foreign pages.
pub(super) fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}

/// Reads the body of a POST.
pub(super) fn from_body(body: &[u8]) -> Result<Operation, String> {
    match body.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None => Err("The body is empty; send {\"query\": \"…\"}.".to_owned()),
        Some(b'[') => Err("Batches are not supported; send one operation per request.".to_owned()),
        Some(_) => serde_json::from_slice::<Parameters>(body)
            .map(Operation::from)
            .map_err(|error| format!("The body is no GraphQL request: {error}.")),
    }
}

/// Reads the parameters of a GET.
pub(super) fn from_query(query: &str) -> Result<Operation, String> {
    let pairs: Vec<(String, String)> =
        serde_urlencoded::from_str(query).map_err(|error| format!("The address cannot be read: {error}."))?;
    let mut operation = Operation::default();
    let mut has_query = false;
    for (name, value) in pairs {
        match name.as_str() {
            "query" => {
                has_query = true;
                operation.query = value;
            }
            "operationName" => operation.name = Some(value).filter(|name| !name.is_empty()),
            "variables" => {
                let variables: Option<Variables> = json_parameter("variables", &value)?;
                operation.variables = variables.unwrap_or_default();
            }
            "extensions" => {
                let _: Option<HashMap<String, IgnoredAny>> = json_parameter("extensions", &value)?;
            }
            _ => {}
        }
    }
    if has_query { Ok(operation) } else { Err("The parameter `query` is missing.".to_owned()) }
}

fn json_parameter<'a, T: Deserialize<'a>>(name: &str, value: &'a str) -> Result<Option<T>, String> {
    if value.is_empty() {
        return Ok(None);
    }
    serde_json::from_str(value).map_err(|error| format!("The parameter `{name}` is no JSON object: {error}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies() {
        let operation =
            from_body(br#" {"query":"{a}","operationName":null,"variables":{"x":[1]},"extensions":{"y":1},"z":2}"#);
        let operation = operation.unwrap();
        assert_eq!((operation.query.as_str(), operation.name), ("{a}", None));
        assert_eq!(operation.variables.len(), 1);
        for bad in [
            "",
            "[]",
            "[{\"query\":\"{a}\"}]",
            "1",
            "\"{a}\"",
            "{",
            "{}",
            "{\"query\":null}",
            "{\"query\":1}",
            "{\"query\":\"{a}\",\"variables\":[]}",
            "{\"query\":\"{a}\",\"variables\":\"{}\"}",
            "{\"query\":\"{a}\",\"operationName\":{}}",
            "{\"query\":\"{a}\",\"extensions\":1}",
            "{\"query\":\"{a}\",\"query\":\"{b}\"}",
        ] {
            assert!(from_body(bad.as_bytes()).is_err(), "{bad}");
        }
        assert!(from_body(b"{\"query\":\"{a(b: \\\"\xff\\\")}\"}").is_err());
        let deep = format!("{{\"query\":\"{{a}}\",\"variables\":{{\"x\":{}", "[".repeat(100_000));
        assert!(from_body(deep.as_bytes()).is_err());
    }

    #[test]
    fn addresses() {
        let operation = from_query("query=%7Ba%7D&operationName=&variables=%7B%22x%22%3A1%7D&extensions=null").unwrap();
        assert_eq!((operation.query.as_str(), operation.name), ("{a}", None));
        assert_eq!(operation.variables.len(), 1);
        for bad in
            ["", "a=b", "query=%7Ba%7D&variables=1", "query=%7Ba%7D&variables=%7B", "query=%7Ba%7D&extensions=%22%22"]
        {
            assert!(from_query(bad).is_err(), "{bad}");
        }
    }
}
