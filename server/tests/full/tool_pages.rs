//! The playground and the documentation of the REST layer, in the browser and without any other network.

use std::time::Duration;

use domain::UserRole;
use serde_json::json;
use tokio::time::sleep;

use crate::{
    browser::{Browser, Device, in_browser},
    common::TestApp,
};

/// Signs the browser in as a new user.
async fn sign_in(app: &TestApp, browser: &Browser, role: UserRole) {
    let password = "un-mot-de-passe-assez-long";
    let user = app.user_with_password(role, password).await;
    browser.open_page(&format!("{}/graphiql", app.url)).await;
    let script = "return fetch('/api/auth/login', {
        method: 'POST', headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ email: arguments[0], password: arguments[1] }) }).then((response) => response.status)";
    assert_eq!(browser.run(script, json!([user.email, password])).await, 200);
    // Before that there was no session to renew, and the console says so.
    browser.console_errors().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_playground_runs_its_examples() {
    let app = TestApp::start().await;
    in_browser(Device::DESKTOP, |browser| async move {
        sign_in(&app, &browser, UserRole::Admin).await;
        browser.open_page(&format!("{}/graphiql", app.url)).await;
        browser.find_text(".graphiql-tab", "ClientsOfTown").await.click().await;
        // GraphiQL reads the operation's name out of the text a moment after the text has changed.
        sleep(Duration::from_millis(500)).await;
        browser.find(".graphiql-execute-button").await.click().await;
        let answered = "return document.querySelector('.result-window')?.innerText.includes('\"nodes\"')";
        browser.wait_for(answered, json!([]), "an answer").await;
        browser.keep_screenshot("graphiql").await;
        assert_eq!(browser.console_errors().await, [""; 0]);
        assert_eq!(browser.find_all(".signed-out").await.len(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_playground_says_that_nobody_is_signed_in() {
    let app = TestApp::start().await;
    in_browser(Device { dark: true, ..Device::DESKTOP }, |browser| async move {
        browser.open_page(&format!("{}/graphiql", app.url)).await;
        browser.find_text(".signed-out", "You are not signed in").await;
        browser.keep_screenshot("graphiql-signed-out-dark").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_documentation_sends_requests() {
    let app = TestApp::start().await;
    in_browser(Device::DESKTOP, |browser| async move {
        sign_in(&app, &browser, UserRole::Viewer).await;
        browser.open_page(&format!("{}/api/docs", app.url)).await;
        browser.find_text(".opblock-summary", "/api/auth/me").await.click().await;
        browser.find(".opblock.is-open .execute").await.click().await;
        let answered =
            "return document.querySelector('.live-responses-table .response .response-col_status')?.innerText.startsWith('200')";
        browser.wait_for(answered, json!([]), "an answer with status 200").await;
        browser.keep_screenshot("api-docs").await;
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
}
