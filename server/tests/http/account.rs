//! `/api/auth`, as clients of the original call it.

use domain::UserRole;
use reqwest::Method;
use serde_json::{Value, json};

use crate::common::{Answer, Client, TestApp};

const PASSWORD: &str = "correct horse battery";

async fn signed_up(app: &TestApp) -> (Client, String) {
    let user = app.user_with_password(UserRole::Auditor, PASSWORD).await;
    (app.anonymous(), user.email)
}

async fn login(client: &Client, email: &str) -> Answer {
    client.post("/api/auth/login", &json!({ "email": email, "password": PASSWORD, "rememberMe": true })).await
}

fn refresh_cookie(answer: &Answer) -> String {
    let cookies = answer.header_all("set-cookie");
    let cookie = cookies.iter().find_map(|cookie| cookie.strip_prefix("refreshToken=")).expect("a refresh cookie");
    cookie.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn signing_in_answers_in_the_form_of_the_original() {
    let app = TestApp::start().await;
    let (client, email) = signed_up(&app).await;
    let answer = login(&client, &email).await.expect(200);
    let body = answer.json();
    assert_eq!(body["success"], true);
    assert_eq!(body["message"], "Login successful");
    assert_eq!(body["data"]["expiresIn"], "1h");
    let user = &body["data"]["user"];
    assert_eq!((&user["email"], &user["role"], &user["isActive"]), (&json!(email), &json!("auditor"), &json!(true)));
    let mut keys: Vec<&str> = user.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(
        keys,
        [
            "avatarSeed",
            "avatarStyle",
            "avatarUrl",
            "createdAt",
            "email",
            "firstName",
            "id",
            "isActive",
            "lastLoginAt",
            "lastName",
            "phone",
            "role",
            "teamId",
            "updatedAt",
        ]
    );
    assert!(user["lastLoginAt"].as_str().unwrap().len() == "2026-01-01T00:00:00.000Z".len());
    let cookies = answer.header_all("set-cookie");
    let refresh = cookies.iter().find(|cookie| cookie.starts_with("refreshToken=")).unwrap();
    assert!(refresh.contains("HttpOnly") && refresh.contains("SameSite=Strict") && refresh.contains("Max-Age=604800"));

    let token = body["data"]["accessToken"].as_str().unwrap().to_owned();
    let me = Answer::of(client.request(Method::GET, "/api/auth/me").bearer_auth(token)).await.expect(200);
    assert_eq!(me.json()["data"]["user"]["email"], json!(email));

    let picture = client.get(user["avatarUrl"].as_str().unwrap()).await.expect(200);
    assert_eq!(picture.header("content-type"), "image/svg+xml");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_get_the_same_answer() {
    let app = TestApp::start().await;
    let (client, email) = signed_up(&app).await;
    let message = async |email: &str| {
        let answer = client.post("/api/auth/login", &json!({ "email": email, "password": "wrong" })).await.expect(401);
        assert_eq!(answer.code(), "INVALID_CREDENTIALS");
        answer.json()["error"]["message"].clone()
    };
    assert_eq!(message(&email).await, message("nobody@example.com").await);
    let missing = client.post("/api/auth/login", &json!({})).await.expect(400);
    assert_eq!(missing.code(), "VALIDATION_ERROR");
    assert_eq!(missing.json()["error"]["details"]["details"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn a_session_is_renewed_by_the_body_or_by_the_cookie() {
    let app = TestApp::start().await;
    let (client, email) = signed_up(&app).await;
    let token = refresh_cookie(&login(&client, &email).await);

    let renewed = client.post("/api/auth/refresh", &json!({ "refreshToken": token })).await.expect(200);
    assert!(renewed.json()["data"]["accessToken"].is_string());
    let request = client.request(Method::POST, "/api/auth/refresh");
    let cookie = format!("refreshToken={}", refresh_cookie(&renewed));
    Answer::of(request.header("cookie", cookie)).await.expect(200);

    let without = Answer::of(client.request(Method::POST, "/api/auth/refresh")).await.expect(401);
    assert_eq!(without.code(), "REFRESH_TOKEN_REQUIRED");
    let forged = client.post("/api/auth/refresh", &json!({ "refreshToken": "forged" })).await.expect(401);
    assert_eq!(forged.code(), "INVALID_REFRESH_TOKEN");
}

#[tokio::test]
async fn signing_out_ends_the_session_and_clears_the_cookies() {
    let app = TestApp::start().await;
    let client = app.sign_in_as(UserRole::Viewer).await;
    let answer = Answer::of(client.request(Method::POST, "/api/auth/logout")).await.expect(200);
    assert!(answer.header_all("set-cookie").iter().all(|cookie| cookie.contains("Max-Age=0")));
    assert_eq!(client.get("/api/auth/me").await.expect(401).code(), "INVALID_TOKEN");
    Answer::of(app.anonymous().request(Method::POST, "/api/auth/logout")).await.expect(200);
}

#[tokio::test]
async fn signing_out_after_the_access_token_ended_ends_the_session_too() {
    let app = TestApp::start().await;
    let email = app.user_with_password(UserRole::Viewer, PASSWORD).await.email;
    let client = app.anonymous();
    let token = refresh_cookie(&login(&client, &email).await);
    let cookies = format!("accessToken=ended.long.ago; refreshToken={token}");
    let request = client.request(Method::POST, "/api/auth/logout").header("cookie", cookies);
    Answer::of(request).await.expect(200);
    let renewal = client.post("/api/auth/refresh", &json!({ "refreshToken": token })).await.expect(401);
    assert_eq!(renewal.code(), "INVALID_REFRESH_TOKEN");
}

#[tokio::test]
async fn missing_forged_and_expired_proofs_are_told_apart_by_code() {
    let app = TestApp::start().await;
    assert_eq!(app.anonymous().get("/api/auth/me").await.expect(401).code(), "TOKEN_REQUIRED");
    for token in ["x", "a.b.c", "mcrm_unknown", "eyJhbGciOiJub25lIn0.e30."] {
        let request = app.anonymous().request(Method::GET, "/api/auth/me").bearer_auth(token);
        assert_eq!(Answer::of(request).await.expect(401).code(), "INVALID_TOKEN", "{token}");
    }
}

#[tokio::test]
async fn the_own_account_is_changed_in_parts_and_by_version() {
    let app = TestApp::start().await;
    let client = app.sign_in_as(UserRole::Auditor).await;
    let first = client.get("/api/auth/me").await.expect(200);
    let tag = first.header("etag").to_owned();
    assert_eq!(tag, "\"v1\"");
    let unchanged = client.request(Method::GET, "/api/auth/me").header("if-none-match", &tag);
    Answer::of(unchanged).await.expect(304);

    let put = |tag: &str, body: &Value| {
        Answer::of(client.request(Method::PUT, "/api/auth/me").header("if-match", tag).json(body))
    };
    let changed = put(&tag, &json!({ "firstName": "Zoé", "unknown": 1 })).await.expect(200);
    assert_eq!(changed.json()["data"]["user"]["firstName"], "Zoé");
    assert_eq!(changed.json()["data"]["user"]["lastName"], first.json()["data"]["user"]["lastName"]);
    assert_eq!(changed.header("etag"), "\"v2\"");
    let stale = put(&tag, &json!({ "firstName": "Léa" })).await.expect(412);
    assert_eq!(stale.code(), "PRECONDITION_FAILED");
    assert_eq!(stale.json()["error"]["details"]["currentVersion"], 2);
    put("\"foreign\"", &json!({})).await.expect(412);
    put("*", &json!({ "phone": "02 40 08 33 33" })).await.expect(200);
    client.put("/api/auth/me", &json!({ "firstName": "" })).await.expect(400);
    client.patch("/api/auth/me", &json!({ "phone": null })).await.expect(200);
}

#[tokio::test]
async fn passwords_are_changed_with_the_codes_of_the_original() {
    let app = TestApp::start().await;
    let (client, email) = signed_up(&app).await;
    let token = login(&client, &email).await.json()["data"]["accessToken"].as_str().unwrap().to_owned();
    let change = |current: &str, new: &str| {
        let body = json!({ "currentPassword": current, "newPassword": new });
        Answer::of(client.request(Method::POST, "/api/auth/change-password").bearer_auth(&token).json(&body))
    };
    assert_eq!(change("wrong", "another good one").await.expect(400).code(), "INVALID_CURRENT_PASSWORD");
    assert_eq!(change(PASSWORD, "password").await.expect(400).code(), "WEAK_PASSWORD");
    assert_eq!(change(PASSWORD, "another good one").await.expect(200).json()["success"], true);
    login(&client, &email).await.expect(401);
}

#[tokio::test]
async fn forgotten_passwords_tell_nothing_about_accounts() {
    let app = TestApp::start().await;
    let (client, email) = signed_up(&app).await;
    let ask = async |email: &str| {
        client.post("/api/auth/forgot-password", &json!({ "email": email })).await.expect(200).json()
    };
    assert_eq!(ask(&email).await, ask("nobody@example.com").await);
    assert_eq!(client.post("/api/auth/forgot-password", &json!({})).await.expect(400).code(), "MISSING_EMAIL");

    let reset = json!({ "email": email, "code": "000000", "newPassword": "another good one" });
    assert_eq!(client.post("/api/auth/reset-password", &reset).await.expect(400).code(), "INVALID_CODE");
    let verify = async |body: Value| client.post("/api/auth/verify-reset-code", &body).await.expect(400).code();
    assert_eq!(verify(json!({ "email": email, "code": "000000" })).await, "INVALID_CODE");
    assert_eq!(verify(json!({ "email": email })).await, "MISSING_FIELDS");
}
