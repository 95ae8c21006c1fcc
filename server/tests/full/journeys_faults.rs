//! What goes wrong while people work: nothing typed is lost, and each page says what happened and what to do.

use domain::UserRole;
use serde_json::{Value, json};

use crate::{
    browser::{Browser, Device, in_browser},
    common::TestApp,
    journeys::{PASSWORD, demo, field, shows, sign_in},
};

const CREATE: &str = "Créer le contact";

/// Opens the panel of a new contact, signed in, and fills it in.
async fn fill_in(app: &TestApp, browser: &Browser, last_name: &str) {
    browser.open_page(&format!("{}/contacts/new", app.url)).await;
    sign_in(browser, &format!("{}@example.com", UserRole::Manager)).await;
    field(browser, "Prénom").await.type_text("Aliénor").await;
    field(browser, "Nom").await.type_text(last_name).await;
    field(browser, "Institution").await.type_text("Nantes").await;
    browser.find_text("[role=option]", "Nantes").await.click().await;
    field(browser, "Adresse e-mail").await.type_text("alienor@example.org").await;
}

/// How many contacts have these words, as the page's own session sees it.
async fn count(browser: &Browser, words: &str) -> Value {
    let script = "const query = 'query($words: String) { contacts(filter: { search: $words }) { totalCount } }';
        return fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ query, variables: { words: arguments[0] } }) })
            .then((response) => response.json()).then((answer) => answer.data.contacts.totalCount)";
    browser.run(script, json!([words])).await
}

async fn set_offline(browser: &Browser, offline: bool) {
    let conditions = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    browser.devtools("Network.enable", json!({})).await;
    browser.devtools("Network.emulateNetworkConditions", conditions).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_out_of_reach_leaves_what_was_typed() {
    let app = demo().await;
    in_browser(Device::DESKTOP, |browser| async move {
        fill_in(&app, &browser, "Injoignable").await;
        set_offline(&browser, true).await;
        browser.find_text("dialog button", CREATE).await.click().await;
        browser.find_text("dialog", "Le serveur ne répond pas").await;
        let typed = "return [...document.querySelectorAll('dialog input')].map((input) => input.value).join('|')";
        let typed = browser.run(typed, json!([])).await;
        assert!(typed.as_str().unwrap().contains("Injoignable"), "{typed}");
        set_offline(&browser, false).await;
        browser.find_text("dialog button", CREATE).await.click().await;
        browser.find_text("dialog h2", "Aliénor Injoignable").await;
        assert_eq!(count(&browser, "Injoignable").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_ends_in_the_middle_is_taken_up_again() {
    let app = demo().await;
    in_browser(Device::DESKTOP, |browser| async move {
        fill_in(&app, &browser, "Interrompue").await;
        app.sql("UPDATE sessions SET revoked_at = now(), revoked_reason = 'revoked'").await;
        browser.find_text("dialog button", CREATE).await.click().await;
        browser.find_text("dialog h2", "La session est terminée").await;
        browser.find("dialog input[autocomplete=current-password]").await.type_text(PASSWORD).await;
        browser.find_text("dialog button", "Se connecter").await.click().await;
        // The request that was refused goes on by itself.
        browser.find_text("dialog h2", "Aliénor Interrompue").await;
        assert_eq!(count(&browser, "Interrompue").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_creates_one_record() {
    let app = demo().await;
    in_browser(Device::DESKTOP, |browser| async move {
        fill_in(&app, &browser, "Pressée").await;
        let twice = "const button = [...document.querySelectorAll('dialog button')]
            .find((button) => button.innerText.includes(arguments[0]));
            button.click(); button.click();";
        browser.run(twice, json!([CREATE])).await;
        browser.find_text("dialog h2", "Aliénor Pressée").await;
        assert_eq!(count(&browser, "Pressée").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tab_notices_that_another_signed_out() {
    let app = demo().await;
    in_browser(Device::DESKTOP, |browser| async move {
        browser.open_page(&format!("{}/institutions", app.url)).await;
        sign_in(&browser, "manager@example.com").await;
        browser.wait_for("return document.querySelectorAll('main tbody tr').length > 0", json!([]), "rows").await;
        // The other tab has the same cookies.
        let other = "return fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ query: 'mutation { logout { userErrors { message } } }' }) }).then((r) => r.status)";
        assert_eq!(browser.run(other, json!([])).await, 200);
        browser.find_text(".sidebar a", "Contacts").await.click().await;
        browser.find_text("dialog h2", "La session est terminée").await;
        assert!(!shows(&browser, "main tbody td", "@").await, "nothing is shown to nobody");
        browser.find("dialog input[autocomplete=current-password]").await.type_text(PASSWORD).await;
        browser.find_text("dialog button", "Se connecter").await.click().await;
        browser.find_text("main tbody", "@").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_typed_by_hand_lead_to_a_page_that_says_so() {
    let app = demo().await;
    in_browser(Device::DESKTOP, |browser| async move {
        browser.open_page(&app.url).await;
        sign_in(&browser, "admin@example.com").await;
        browser.find_text("h2", "Mes tâches").await;
        let unknown = "00000000-0000-7000-8000-000000000000";
        let addresses = [
            ("/nowhere/at/all".to_owned(), "Page introuvable"),
            ("/institutions/nonsense".to_owned(), "Institution introuvable"),
            (format!("/institutions/{unknown}"), "Institution introuvable"),
            (format!("/institutions/{unknown}/nonsense"), "Page introuvable"),
            ("/institutions?after=nonsense&sort=nonsense&type=castle&beds=%20".to_owned(), "Institutions"),
            ("/tasks?view=nonsense&status=nonsense&due_from=31-31-31&assignee=%20".to_owned(), "Tâches"),
            ("/contacts/nonsense".to_owned(), "n’existe pas"),
            (format!("/tasks/{unknown}"), "n’existe pas"),
            ("/users/nonsense?role=king".to_owned(), "Utilisateurs"),
            ("/teams/../../etc/passwd".to_owned(), "Page introuvable"),
            ("/profile/nonsense".to_owned(), "Page introuvable"),
        ];
        for (address, words) in addresses {
            browser.open_page(&format!("{}{address}", app.url)).await;
            browser.find_text("main h1, main h2, main p, dialog", words).await;
            assert!(!shows(&browser, "body", "panicked").await, "{address}");
            // The app is alive: the palette opens.
            browser.find_text(".sidebar button, header button", "Rechercher").await;
        }
    })
    .await;
}
