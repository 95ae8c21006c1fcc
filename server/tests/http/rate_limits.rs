//! Callers that send too much.

use domain::UserRole;
use serde_json::json;

use crate::common::{Answer, TestApp};

#[tokio::test]
async fn an_address_that_nobody_is_signed_in_from_may_send_300_a_minute() {
    let app = TestApp::start_with(|config| config.rate_limit = true).await;
    let user = app.sign_in_as(UserRole::Viewer).await;
    let client = app.anonymous();
    let first = client.get("/api/auth/me").await.expect(401);
    assert_eq!(first.header("x-ratelimit-limit"), "300");
    assert_eq!(first.header("x-ratelimit-remaining"), "299");
    assert!(first.header("x-ratelimit-reset").parse::<i64>().unwrap() > chrono::Utc::now().timestamp());

    let mut refused = first;
    for _ in 0..400 {
        refused = client.get("/api/auth/me").await;
        if refused.status == 429 {
            break;
        }
    }
    let refused = refused.expect(429);
    assert_eq!(refused.code(), "RATE_LIMIT_EXCEEDED");
    assert!(refused.header("retry-after").parse::<u64>().unwrap() >= 1);
    let graphql = client.post("/graphql", &json!({ "query": "{ __typename }" })).await.expect(429);
    assert_eq!(graphql.json()["errors"][0]["extensions"]["code"], "RATE_LIMITED");

    // Signed in, from the same address: a count of one's own.
    let answer = user.get("/api/auth/me").await.expect(200);
    assert_eq!(answer.header("x-ratelimit-limit"), "1000");
    // What load balancers ask is not counted.
    client.get("/health").await.expect(200);
}

#[tokio::test]
async fn signing_in_is_limited_more_strictly() {
    let app = TestApp::start_with(|config| config.rate_limit = true).await;
    let mut answers: Vec<Answer> = Vec::new();
    for _ in 0..70 {
        answers.push(app.anonymous().post("/api/auth/refresh", &json!({})).await);
    }
    assert_eq!(answers[0].header("x-ratelimit-limit"), "60");
    assert!(answers.iter().any(|answer| answer.status == 429));
}

#[tokio::test]
async fn limits_can_be_off() {
    let app = TestApp::start().await;
    assert_eq!(app.anonymous().get("/api/auth/me").await.header("x-ratelimit-limit"), "");
}
