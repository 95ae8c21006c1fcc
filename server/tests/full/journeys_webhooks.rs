//! An administrator connects other software.

use std::sync::{Arc, Mutex};

use axum::{Router, body::Bytes, extract::State, http::StatusCode};
use crm::jobs;
use domain::UserRole;
use serde_json::{Value, json};

use crate::{
    browser::{Device, in_browser},
    common::TestApp,
    journeys::{PASSWORD, errors, field, sign_in},
};

/// What a receiver on this machine got.
type Received = Arc<Mutex<Vec<Value>>>;

/// Refuses the first request and takes the others.
async fn receiver() -> (String, Received) {
    let received = Received::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/crm", listener.local_addr().unwrap());
    let take = |State(received): State<Received>, body: Bytes| async move {
        let mut received = received.lock().unwrap();
        received.push(serde_json::from_slice(&body).unwrap());
        if received.len() == 1 { StatusCode::INTERNAL_SERVER_ERROR } else { StatusCode::OK }
    };
    let router = Router::new().fallback(take).with_state(received.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (url, received)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_makes_a_webhook_tests_it_and_sees_what_was_sent() {
    let app = TestApp::start_with(|config| config.webhook_allow_private = true).await;
    let admin = app.user_with_password(UserRole::Admin, PASSWORD).await;
    let (url, received) = receiver().await;
    tokio::spawn(jobs::run(app.app.clone()));
    in_browser(Device::DESKTOP, |browser| async move {
        browser.open_page(&format!("{}/settings/webhooks", app.url)).await;
        sign_in(&browser, &admin.email).await;
        browser.find_text("main h2", "Aucun webhook pour l’instant").await;
        browser.find_text("main a", "Nouveau webhook").await.click().await;
        field(&browser, "Nom").await.type_text("Comptabilité").await;
        browser.find_text("dialog button", "Créer le webhook").await.click().await;
        browser.find_text(".field-error", "Une adresse commence par https:// ou http://.").await;
        browser.find_text(".field-error", "Choisissez au moins un événement.").await;
        let clear =
            "const field = [...document.querySelectorAll('dialog input')].find((field) => field.inputMode === 'url');
            field.value = ''; field.dispatchEvent(new Event('input', { bubbles: true }))";
        browser.run(clear, json!([])).await;
        field(&browser, "Adresse").await.type_text(&url).await;
        browser.find_text("dialog label", "Institution créée").await.click().await;
        browser.find_text("dialog button", "Créer le webhook").await.click().await;

        // The secret is shown this once.
        browser.find_text("main .token-value", "whsec_").await;
        browser.find_text("main button", "Je l’ai copié").await.click().await;
        browser.find_text("main tbody a", "Comptabilité").await.click().await;
        browser.find_text("dialog button", "Tester").await.click().await;
        browser.find_text("body", "Échec de l’essai.").await;
        browser.find_text("dialog .items", "Essai").await;
        browser.find_text("dialog button", "Tester").await.click().await;
        browser.find_text("body", "réponse 200").await;

        // What happens is told without anybody's doing.
        let made =
            "mutation($input: CreateInstitutionInput!) { createInstitution(input: $input) { institution { id } } }";
        let input = json!({ "name": "Clinique du Lac", "type": "CLINIC",
            "address": { "street": "1 rue du Port", "city": "Nantes", "zipCode": "44000" } });
        let client = app.sign_in(admin).await;
        client.query(made, json!({ "input": input })).await;
        let heard = async || {
            for _ in 0..200 {
                if received.lock().unwrap().iter().any(|body| body["event"] == "institution.created") {
                    return true;
                }
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
            false
        };
        assert!(heard().await, "the receiver was told");
        browser.open_page(&format!("{}/settings/webhooks", app.url)).await;
        browser.find_text("main tbody a", "Comptabilité").await.click().await;
        browser.find_text("dialog .items", "Institution créée").await;
        browser.find_text("dialog .items li:first-child summary", "Contenu envoyé").await.click().await;
        browser.find_text("dialog .payload", "Clinique du Lac").await;
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}
