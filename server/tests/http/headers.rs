//! Request ids, security headers, compression, metrics.

use crate::common::{Answer, TestApp};
use reqwest::Method;

#[tokio::test]
async fn each_answer_has_an_id_of_its_own() {
    let app = TestApp::start().await;
    let request = || app.anonymous().request(Method::GET, "/health/live").header("x-request-id", "mine");
    let (one, other) = (Answer::of(request()).await, Answer::of(request()).await);
    assert_eq!(one.header("x-request-id").len(), 36);
    assert_ne!(one.header("x-request-id"), other.header("x-request-id"));
}

#[tokio::test]
async fn answers_carry_the_security_headers() {
    let app = TestApp::start().await;
    for path in ["/api", "/health", "/api/none", "/", "/graphql", "/api/docs"] {
        let answer = app.anonymous().get(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert!(
            !policy.contains("'unsafe-eval'") && !policy.contains("script-src 'unsafe-inline'"),
            "{path}: {policy}"
        );
        assert_eq!(answer.header("strict-transport-security"), "", "{path}");
    }
}

#[tokio::test]
async fn browsers_are_told_to_stay_on_https() {
    let app = TestApp::start_with(|config| {
        config.frontend_url = "https://crm.example.com".to_owned();
        config.frontend_url_given = true;
    })
    .await;
    let answer = app.anonymous().get("/api").await;
    assert!(answer.header("strict-transport-security").starts_with("max-age=31536000"));
}

#[tokio::test]
async fn large_answers_are_compressed_when_the_client_can_read_it() {
    let app = TestApp::start().await;
    let get = async |encodings: &str, path: &str| {
        Answer::of(app.anonymous().request(Method::GET, path).header("accept-encoding", encodings)).await.expect(200)
    };
    assert_eq!(get("br, gzip", "/api/openapi.json").await.header("content-encoding"), "br");
    assert_eq!(get("gzip", "/api/openapi.json").await.header("content-encoding"), "gzip");
    assert!(get("gzip", "/api/openapi.json").await.header_all("vary").contains(&"accept-encoding"));
    assert_eq!(get("identity", "/api/openapi.json").await.header("content-encoding"), "");
    assert_eq!(get("br, gzip", "/health").await.header("content-encoding"), "");
}

#[tokio::test]
async fn metrics_count_requests_by_route() {
    let app = TestApp::start().await;
    app.anonymous().get("/api/auth/me").await.expect(401);
    let text = app.anonymous().get("/metrics").await.expect(200).text().to_owned();
    let line = r#"http_requests_total{method="GET",route="/api/auth/me",status="401"}"#;
    assert!(text.lines().any(|metric| metric.starts_with(line)), "{text}");
    for name in [
        "http_request_duration_seconds_bucket",
        "db_pool_connections",
        "medical_crm_build_info",
        "sql_statements_total",
    ] {
        assert!(text.contains(name), "{name}: {text}");
    }
    if cfg!(target_os = "linux") {
        assert!(text.contains("process_resident_memory_bytes") && text.contains("process_cpu_"), "{text}");
    }
}

#[tokio::test]
async fn metrics_can_ask_for_a_token() {
    let app = TestApp::start_with(|config| config.metrics_token = Some("a token".to_owned())).await;
    app.anonymous().get("/metrics").await.expect(401);
    let request = |token| app.anonymous().request(Method::GET, "/metrics").bearer_auth(token);
    Answer::of(request("another")).await.expect(401);
    Answer::of(request("a token")).await.expect(200);
}
