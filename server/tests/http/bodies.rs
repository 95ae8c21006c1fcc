//! Bodies that are too large, malformed, or of the wrong kind.

use futures_util::stream;
use reqwest::{Body, Method};

use crate::common::{Answer, TestApp};

const JSON: (&str, &str) = ("content-type", "application/json");

async fn login(app: &TestApp, body: impl Into<Body>) -> Answer {
    Answer::of(app.anonymous().request(Method::POST, "/api/auth/login").header(JSON.0, JSON.1).body(body)).await
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_whether_it_says_so_or_not() {
    let app = TestApp::start().await;
    let declared = login(&app, vec![b' '; 12_000_000]).await.expect(413);
    assert_eq!(declared.code(), "PAYLOAD_TOO_LARGE");
    let chunks = stream::iter((0..120).map(|_| Ok::<_, std::io::Error>(vec![b' '; 100_000])));
    let chunked = login(&app, Body::wrap_stream(chunks)).await.expect(413);
    assert_eq!(chunked.code(), "PAYLOAD_TOO_LARGE");
}

#[tokio::test]
async fn a_body_of_ten_megabytes_is_read() {
    let app = TestApp::start().await;
    let body = format!("{{\"email\":\"{}\",\"password\":\"x\"}}", "a".repeat(9_990_000));
    assert!([400, 401].contains(&login(&app, body).await.status));
}

#[tokio::test]
async fn graphql_takes_a_megabyte() {
    let app = TestApp::start().await;
    let request = app.anonymous().request(Method::POST, "/graphql").header(JSON.0, JSON.1);
    let answer = Answer::of(request.body(vec![b' '; 1_100_000])).await.expect(413);
    assert_eq!(answer.json()["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
}

#[tokio::test]
async fn json_that_is_malformed_or_does_not_fit() {
    let app = TestApp::start().await;
    for body in ["{\"email\":", "", "{} {}", "{\"email\":\"\u{1}\"}"] {
        let answer = login(&app, body).await.expect(422);
        assert_eq!(answer.code(), "UNPROCESSABLE_ENTITY", "{body}");
    }
    login(&app, b"{\"email\":\"\xff\"}".to_vec()).await.expect(422);
    for (body, field) in [
        ("{\"email\":1}", "email"),
        ("{\"email\":null}", "email"),
        ("{\"rememberMe\":\"yes\"}", "rememberMe"),
        ("{\"email\":{\"a\":[]}}", "email"),
    ] {
        let answer = login(&app, body).await.expect(400);
        assert_eq!(answer.code(), "VALIDATION_ERROR", "{body}");
        assert_eq!(answer.json()["error"]["details"]["details"][0]["field"], field, "{body}");
    }
    for body in ["[]", "\"text\"", "{\"email\":\"a\\u0000b\",\"password\":\"x\"}"] {
        assert_eq!(login(&app, body).await.expect(400).code(), "VALIDATION_ERROR", "{body}");
    }
    login(&app, "[".repeat(100_000)).await.expect(400);
    login(&app, format!("{{\"email\":{}", "[".repeat(100_000))).await.expect(400);
}

#[tokio::test]
async fn only_json_is_taken() {
    let app = TestApp::start().await;
    for kind in
        ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml"]
    {
        let request = app.anonymous().request(Method::POST, "/api/auth/login").header("content-type", kind).body("{}");
        assert_eq!(Answer::of(request).await.expect(415).code(), "UNSUPPORTED_MEDIA_TYPE", "{kind}");
    }
    let without = app.anonymous().request(Method::POST, "/api/auth/login").body("{}");
    Answer::of(without).await.expect(415);
    let with_charset = app.anonymous().request(Method::POST, "/api/auth/login");
    Answer::of(with_charset.header("content-type", "application/json; charset=utf-8").body("{}")).await.expect(400);
}
