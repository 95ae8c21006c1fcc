//! GraphQL over HTTP and WebSocket: statuses, media types, limits, errors.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod limits;
mod protocol;
mod schema;
mod socket;

use reqwest::{Response, StatusCode, header};
use serde_json::{Value, json};

const NEW: &str = "application/graphql-response+json";
const OLD: &str = "application/json";

/// A server and a client.
struct Api {
    address: String,
    client: reqwest::Client,
}

impl Api {
    async fn start() -> Self {
        let address = schema::serve(schema::TestGate::default()).await;
        Self { address, client: reqwest::Client::new() }
    }

    fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    async fn post(&self, accept: &str, body: impl Into<reqwest::Body>) -> Response {
        let request = self.client.post(self.url()).header(header::ACCEPT, accept).header(header::CONTENT_TYPE, OLD);
        request.body(body).send().await.unwrap()
    }

    /// Status and body of a query, in the new media type.
    async fn ask(&self, query: &str, variables: Value) -> (StatusCode, Value) {
        let response = self.post(NEW, json!({"query": query, "variables": variables}).to_string()).await;
        (response.status(), response.json().await.unwrap())
    }

    /// Status, code and message of the first error.
    async fn refusal(&self, query: &str, variables: Value) -> (u16, String, String) {
        let (status, body) = self.ask(query, variables).await;
        let error = &body["errors"][0];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        (status.as_u16(), text(&error["extensions"]["code"]), text(&error["message"]))
    }
}
