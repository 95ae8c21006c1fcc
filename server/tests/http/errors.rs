//! Each interface has its form of errors, whoever noticed the error.

use std::time::Duration;

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
    routing::get,
};
use crm::{
    App,
    config::GraphqlLimits,
    config::{Config, Secrets},
};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use server::http::{ApiRoutes, router};
use tower::ServiceExt;

use crate::common::TestApp;

fn routes(rest: Router<App>, graphql: Router<App>) -> ApiRoutes {
    ApiRoutes { graphql, rest, schema: || "", openapi: || "{}" }
}

/// An application whose database is never reached.
fn app_without_database() -> App {
    let pool = db::pool::connect("postgresql:///none?host=/nowhere", 1).unwrap();
    App::new(Config::new(Secrets::random()), pool)
}

async fn json_of(response: axum::response::Response) -> Value {
    serde_json::from_slice(&response.into_body().collect().await.unwrap().to_bytes()).unwrap()
}

#[tokio::test]
async fn unknown_addresses_answer_in_the_form_of_their_door() {
    let app = TestApp::start().await;
    let client = app.anonymous();

    let rest = client.get("/api/nothing/here").await.expect(404);
    let error = &rest.json()["error"];
    assert_eq!(rest.json()["success"], false);
    assert_eq!(error["code"], "NOT_FOUND");
    assert_eq!(error["requestId"], rest.header("x-request-id"));
    assert!(error["message"].is_string() && error["timestamp"].as_str().unwrap().ends_with('Z'));

    let graphql = client.get("/digiforma/graphql").await.expect(400);
    assert_eq!(graphql.json()["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");

    let file = client.get("/nothing.txt").await.expect(404);
    assert_eq!(file.text(), "The requested resource was not found.\n");
    client.post("/nothing", &json!({})).await.expect(404);
}

#[tokio::test]
async fn a_wrong_method_names_the_right_ones() {
    let app = TestApp::start().await;
    let answer = app.anonymous().delete("/api/auth/login").await.expect(405);
    assert_eq!(answer.header("allow"), "POST");
    assert_eq!(answer.code(), "METHOD_NOT_ALLOWED");
}

#[tokio::test]
async fn a_panic_is_an_error_with_a_request_id_and_without_a_cause() {
    let boom = || async {
        if true {
            panic!("a secret")
        }
    };
    let rest = Router::new().route("/api/boom", get(boom));
    let graphql = Router::new().route("/graphql", get(boom));
    let app = TestApp::start_serving(routes(rest, graphql), |_| {}).await;

    let answer = app.anonymous().get("/api/boom").await.expect(500);
    assert_eq!(answer.code(), "INTERNAL_SERVER_ERROR");
    assert_eq!(answer.json()["error"]["requestId"], answer.header("x-request-id"));
    assert!(!answer.text().contains("secret"));

    let answer = app.anonymous().get("/graphql").await.expect(500);
    assert_eq!(answer.json()["errors"][0]["extensions"]["code"], "INTERNAL_SERVER_ERROR");
    app.anonymous().get("/health/live").await.expect(200);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_takes_too_long_is_given_up() {
    let rest = Router::new().route("/api/slow", get(|| tokio::time::sleep(Duration::from_secs(3_600))));
    let router = router(app_without_database(), routes(rest, Router::new()));
    let response = router.oneshot(Request::get("/api/slow").body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::GATEWAY_TIMEOUT);
    assert_eq!(json_of(response).await["error"]["code"], "TIMEOUT");
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_is_given_up() {
    let router = router(app_without_database(), server::api::routes(GraphqlLimits::default()));
    let silence = futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>();
    let request = Request::post("/api/auth/login")
        .header("content-type", "application/json")
        .body(Body::from_stream(silence))
        .unwrap();
    let response = router.oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::REQUEST_TIMEOUT);
    assert_eq!(json_of(response).await["error"]["code"], "REQUEST_TIMEOUT");
}

#[tokio::test(start_paused = true)]
async fn a_body_that_drips_is_given_up() {
    let router = router(app_without_database(), server::api::routes(GraphqlLimits::default()));
    let drops = futures_util::stream::unfold((), |()| async {
        tokio::time::sleep(Duration::from_secs(5)).await;
        Some((Ok::<_, std::io::Error>("["), ()))
    });
    let request = Request::post("/api/auth/login")
        .header("content-type", "application/json")
        .body(Body::from_stream(drops))
        .unwrap();
    let response = router.oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::REQUEST_TIMEOUT);
}
