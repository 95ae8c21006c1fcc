//! Traces of requests, as a collector receives them.

#![expect(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

#[path = "cli/program.rs"]
#[expect(dead_code, reason = "made for the tests of the command line")]
mod program;

use std::sync::{Arc, Mutex};

use axum::{Router, body::Bytes, http::HeaderMap, routing::post};
use db::testing::TestDatabase;
use serde_json::json;

use program::{Server, on_database, program, run};

/// What was sent to `/v1/traces`.
type Received = Arc<Mutex<Vec<u8>>>;

/// A collector that keeps everything; its address.
async fn collector() -> (String, Received) {
    let received = Received::default();
    let keep = Arc::clone(&received);
    let handler = move |headers: HeaderMap, body: Bytes| async move {
        assert_eq!(headers["content-type"], "application/x-protobuf");
        keep.lock().unwrap().extend_from_slice(&body);
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/v1/traces", post(handler))).await });
    (url, received)
}

/// Whether bytes hold others. In protobuf texts and ids stand as they are.
fn holds(all: &[u8], part: &[u8]) -> bool {
    all.windows(part.len()).any(|window| window == part)
}

async fn start(database: &TestDatabase, endpoint: &str) -> Server {
    let mut command = on_database(database.url(), &["serve"]);
    // Traces do not depend on what the log shows.
    command.env("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint).env("RUST_LOG", "warn,server::cli=info");
    tokio::task::spawn_blocking(|| Server::start(command)).await.unwrap()
}

async fn stop(server: Server) {
    tokio::task::spawn_blocking(|| server.stop()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_a_span_of_its_callers_trace() {
    let (database, (endpoint, received)) = (TestDatabase::new().await, collector().await);
    let server = start(&database, &format!("{endpoint}/")).await;
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let body = json!({ "query": "query WhoAmI { __typename me { id } }", "operationName": "WhoAmI" });
    let answer = client
        .post(format!("{}/graphql", server.url))
        .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        .json(&body);
    let answer = answer.send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let request_id = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
    client.get(format!("{}/api/institutions", server.url)).send().await.unwrap();
    stop(server).await;

    let received = received.lock().unwrap();
    for id in ["0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"] {
        let bytes: Vec<u8> =
            (0..id.len()).step_by(2).map(|at| u8::from_str_radix(&id[at..at + 2], 16).unwrap()).collect();
        assert!(holds(&received, &bytes), "{id}");
    }
    for text in [
        "medical-crm",
        "POST /graphql",
        "WhoAmI",
        &request_id,
        "GET /api/institutions",
        "http.response.status_code",
        env!("CARGO_PKG_VERSION"),
    ] {
        assert!(holds(&received, text.as_bytes()), "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collector_that_is_away_disturbs_nobody() {
    let database = TestDatabase::new().await;
    // Nobody listens there: the port was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let server = start(&database, &format!("http://127.0.0.1:{port}")).await;
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    assert_eq!(client.get(format!("{}/health", server.url)).send().await.unwrap().status(), 200);
    stop(server).await;
}

#[test]
fn an_address_that_is_none_is_refused() {
    let mut command = program(&["serve"]);
    run(command.env("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318"))
        .failed(2, &["OTEL_EXPORTER_OTLP_ENDPOINT is `collector:4318`", "http://localhost:4318"]);
}
