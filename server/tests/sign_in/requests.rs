//! What a request shows, over HTTP.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use crm::{
    events::listener,
    operations::api_token::{self, NewApiToken},
};
use domain::{ApiTokenScope, UserRole};
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::{
    common::{Answer, Client, TestApp},
    setting::*,
};

fn with_token(app: &TestApp, token: &str) -> Client {
    let mut client = app.anonymous();
    client.token = Some(token.to_owned());
    client
}

#[tokio::test]
async fn a_good_token_comes_as_a_header_or_a_cookie() {
    let (app, user) = with_auditor().await;
    let signed_in = login(&app, &user.email, PASSWORD).await.unwrap();
    let token = &signed_in.access.token;
    let me = with_token(&app, token).get("/api/auth/me").await.expect(200).json();
    assert_eq!(me["data"]["user"]["email"], user.email);
    let by_cookie =
        |cookie: String| Answer::of(app.anonymous().request(Method::GET, "/api/auth/me").header("cookie", cookie));
    by_cookie(format!("other=1; accessToken={token}")).await.expect(200);
    by_cookie(format!("__Host-accessToken={token}")).await.expect(401);
    by_cookie(format!("refreshToken={}", signed_in.refresh_token)).await.expect(401);
    assert_eq!(app.anonymous().get("/api/auth/me").await.expect(401).code(), "TOKEN_REQUIRED");
}

#[tokio::test]
async fn a_forged_token_is_refused_at_the_door() {
    let (app, user) = with_auditor().await;
    let signed_in = login(&app, &user.email, PASSWORD).await.unwrap();
    let token = signed_in.access.token.as_str();
    let payload = token.split('.').nth(1).unwrap();
    let unsigned = URL_SAFE_NO_PAD.encode(json!({ "alg": "none", "typ": "at+jwt" }).to_string());
    let signature = token.rsplit('.').next().unwrap();
    for forged in [
        format!("{unsigned}.{payload}."),
        format!("{unsigned}.{payload}.{signature}"),
        token[..token.len() - 1].to_owned(),
        signed_in.refresh_token.clone(),
        "mcrm_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".to_owned(),
        "x".repeat(5_000),
    ] {
        let answer = with_token(&app, &forged).get("/api/auth/me").await.expect(401);
        assert_eq!(answer.code(), "INVALID_TOKEN", "{forged}");
    }
    let basic = app.anonymous().request(Method::GET, "/api/auth/me").header("authorization", "Basic eDp5");
    assert_eq!(Answer::of(basic).await.expect(401).code(), "INVALID_TOKEN");
}

#[tokio::test]
async fn a_change_of_role_acts_at_the_next_request() {
    let app = TestApp::start().await;
    tokio::spawn(listener::run(app.app.clone(), app.database_url().to_owned()));
    eventually("it listens", async || app.app.listener.is_listening()).await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let role = async || manager.get("/api/auth/me").await.expect(200).json()["data"]["user"]["role"].clone();
    assert_eq!(role().await, "manager");
    app.sql(&format!("update users set role = 'viewer' where id = '{}'", manager.id())).await;
    eventually("the role changed", async || role().await == "viewer").await;
    app.sql(&format!("update users set is_active = false where id = '{}'", manager.id())).await;
    eventually("the account is switched off", async || {
        manager.get("/api/auth/me").await.status == StatusCode::UNAUTHORIZED.as_u16()
    })
    .await;
    assert_eq!(manager.get("/api/auth/me").await.code(), "ACCOUNT_DEACTIVATED");
}

#[tokio::test]
async fn an_api_token_reads_but_changes_no_account() {
    let (app, user) = with_auditor().await;
    let ctx = signed_in(&app, &user.email).await;
    let input = NewApiToken {
        name: "Script".into(),
        scopes: vec![ApiTokenScope::Read, ApiTokenScope::Write],
        entities: None,
        expires_at: None,
    };
    let program = with_token(&app, &api_token::create(&ctx, &input).await.unwrap().token);
    program.get("/api/auth/me").await.expect(200);
    let body = json!({ "currentPassword": PASSWORD, "newPassword": OTHER_PASSWORD });
    program.post("/api/auth/change-password", &body).await.expect(403);
    program.put("/api/auth/me", &json!({ "firstName": "Eve" })).await.expect(403);
}

#[tokio::test]
async fn two_tabs_that_renew_at_once_stay_signed_in() {
    let (app, user) = with_auditor().await;
    let first = login(&app, &user.email, PASSWORD).await.unwrap();
    let renew = || {
        let request = app.anonymous().request(Method::POST, "/api/auth/refresh");
        Answer::of(request.header("cookie", format!("refreshToken={}", first.refresh_token)))
    };
    let (a, b) = tokio::join!(renew(), renew());
    for answer in [a, b] {
        let token = answer.expect(200).json()["data"]["accessToken"].as_str().unwrap().to_owned();
        with_token(&app, &token).get("/api/auth/me").await.expect(200);
    }
}
