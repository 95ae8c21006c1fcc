//! Pages of other origins: whom the server lets read, whose writes it refuses.

use domain::UserRole;
use reqwest::Method;
use serde_json::json;

use crate::common::{Answer, Client, TestApp};

const OURS: &str = "https://crm.example.com";

async fn app() -> TestApp {
    TestApp::start_with(|config| {
        config.frontend_url = OURS.to_owned();
        config.frontend_url_given = true;
    })
    .await
}

async fn preflight(app: &TestApp, origin: &str) -> Answer {
    let request = app
        .anonymous()
        .request(Method::OPTIONS, "/api/auth/me")
        .header("origin", origin)
        .header("access-control-request-method", "PUT")
        .header("access-control-request-headers", "content-type,if-match");
    Answer::of(request).await
}

#[tokio::test]
async fn only_the_origin_of_the_settings_may_read() {
    let app = app().await;
    let allowed = preflight(&app, OURS).await.expect(200);
    assert_eq!(allowed.header("access-control-allow-origin"), OURS);
    assert_eq!(allowed.header("access-control-allow-credentials"), "true");
    assert!(allowed.header("access-control-allow-methods").contains("PUT"));
    assert_eq!(allowed.header("access-control-max-age"), "86400");
    for origin in ["https://evil.example", "https://crm.example.com.evil.example", "http://crm.example.com", "null"] {
        assert_eq!(preflight(&app, origin).await.header("access-control-allow-origin"), "", "{origin}");
    }
    let answer = Answer::of(app.anonymous().request(Method::GET, "/api/auth/me").header("origin", OURS)).await;
    assert_eq!(answer.header("access-control-allow-origin"), OURS);
    assert!(answer.header("access-control-expose-headers").contains("x-request-id"));
}

#[tokio::test]
async fn another_site_cannot_write_with_the_cookies_of_a_browser() {
    let app = TestApp::start().await;
    let user = app.user_with_password(UserRole::Auditor, "correct horse battery").await;
    let browser = app.anonymous().with_cookies();
    let credentials = json!({ "email": user.email, "password": "correct horse battery" });
    browser.post("/api/auth/login", &credentials).await.expect(200);

    let rename = |client: &Client, site: &'static str| {
        let body = json!({ "firstName": "Claude" });
        Answer::of(client.request(Method::PUT, "/api/auth/me").header("sec-fetch-site", site).json(&body))
    };
    assert_eq!(rename(&browser, "cross-site").await.expect(403).code(), "CROSS_SITE_REQUEST");
    rename(&browser, "same-site").await.expect(403);
    rename(&browser, "same-origin").await.expect(200);
    let program = app.sign_in(user).await;
    rename(&program, "cross-site").await.expect(200);
}
