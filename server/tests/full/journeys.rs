//! What people do in the web app, each journey in a browser of its own. How pages look is looked at in `pages.rs`.

use chrono::Utc;
use crm::events::listener;
use domain::UserRole;
use serde_json::json;

use crate::{
    accessibility::assert_accessible,
    browser::{Browser, Device, in_browser},
    common::TestApp,
    element::Element,
    journeys_dashboard,
};

pub(crate) const PASSWORD: &str = "un-mot-de-passe-assez-long";

/// A server with the demo company, which hears what changes.
pub(crate) async fn demo() -> TestApp {
    let app = TestApp::start().await;
    tokio::spawn(listener::run(app.app.clone(), app.database_url().to_owned()));
    let hash = app.app.auth.passwords.hash(PASSWORD).await.unwrap();
    let mut conn = app.db().await;
    server::demo::load(&mut conn, &hash, Utc::now().date_naive()).await.unwrap();
    drop(conn);
    app
}

/// Signs in on the page that is shown.
pub(crate) async fn sign_in(browser: &Browser, email: &str) {
    browser.find("input[type=email]").await.type_text(email).await;
    browser.find("input[type=password]").await.type_text(PASSWORD).await;
    browser.find("button[type=submit]").await.click().await;
}

/// The field with this label.
pub(crate) async fn field(browser: &Browser, label: &str) -> Element {
    let script = "const label = [...document.querySelectorAll('label.field-label')]
        .find((label) => label.innerText.startsWith(arguments[0]) && label.checkVisibility());
        return label ? document.getElementById(label.htmlFor) : null";
    let found = browser.wait_for(script, json!([label]), &format!("a field “{label}”")).await;
    Element::of(browser, &found)
}

/// Types on whatever has the keyboard.
pub(crate) async fn press(browser: &Browser, keys: &str) {
    let script = "return document.activeElement";
    let active = browser.wait_for(script, json!([]), "something with the keyboard").await;
    Element::of(browser, &active).type_text(keys).await;
}

/// Whether the page shows an element with this text now.
pub(crate) async fn shows(browser: &Browser, selector: &str, text: &str) -> bool {
    let script = "return [...document.querySelectorAll(arguments[0])]
        .some((element) => element.innerText.includes(arguments[1]) && element.checkVisibility())";
    browser.run(script, json!([selector, text])).await == true
}

/// Errors of the console, but for the renewal that a page tries before anybody is signed in.
pub(crate) async fn errors(browser: &Browser) -> Vec<String> {
    let all = browser.console_errors().await;
    all.into_iter().filter(|error| !error.contains("/api/auth/refresh")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_creates_changes_deletes_and_brings_back_an_institution() {
    let app = demo().await;
    in_browser(Device::DESKTOP, |browser| async move {
        browser.open_page(&format!("{}/institutions", app.url)).await;
        sign_in(&browser, "manager@example.com").await;
        browser.find_text("h1", "Institutions").await;
        browser.find_text("a, button", "Nouvelle institution").await.click().await;

        field(&browser, "Nom").await.type_text("Clinique des Essais").await;
        browser.find_text("button", "Créer l’institution").await.click().await;
        let told = "return document.querySelectorAll('.field-error').length >= 3";
        browser.wait_for(told, json!([]), "the errors of an unfinished form").await;
        field(&browser, "Rue").await.type_text("1 rue du Port").await;
        field(&browser, "Code postal").await.type_text("44000").await;
        field(&browser, "Ville").await.type_text("Nantes").await;
        browser.find_text("button", "Créer l’institution").await.click().await;

        browser.find_text("h1", "Clinique des Essais").await;
        browser.find_text("a, button", "Modifier").await.click().await;
        let phone = field(&browser, "Téléphone").await;
        phone.type_text("02 40 08 33 33").await;
        browser.find_text("button", "Enregistrer").await.click().await;
        browser.find_text("main", "02 40 08 33 33").await;

        browser.open_page(&format!("{}/institutions?q=essais", app.url)).await;
        browser.find_text("main", "Clinique des Essais").await;
        browser.find("main tbody [aria-haspopup]").await.click().await;
        browser.find_text("[role=menuitem]", "Supprimer").await.click().await;
        browser.find_text("body", "est dans la corbeille").await;
        assert_accessible(&browser, "the message after deleting").await;
        browser.find_text("button", "Annuler").await.click().await;
        browser.find_text("body", "est restaurée").await;
        browser.find_text("main tbody", "Clinique des Essais").await;
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}

/// One role on one device: what it may see and do on every page.
async fn look_around(role: UserRole, device: Device, language: &'static str) {
    let app = demo().await;
    let theme = if device.dark { "dark" } else { "light" };
    app.sql(&format!("UPDATE users SET language = '{language}', theme = '{theme}'")).await;
    in_browser(device, move |browser| async move {
        browser.open_page(&app.url).await;
        browser.find("input[type=password]").await;
        sign_in(&browser, &format!("{role}@example.com")).await;
        journeys_dashboard::look(&browser, role, language).await;
        institutions(&browser, &app, role, language).await;

        let may_write = role != UserRole::Viewer;
        let (contact, task) =
            if language == "fr" { ("Nouveau contact", "Nouvelle tâche") } else { ("New contact", "New task") };
        for (page, create) in [("contacts", contact), ("tasks", task)] {
            browser.open_page(&format!("{}/{page}", app.url)).await;
            browser.wait_for("return document.querySelectorAll('main tbody tr').length > 0", json!([]), "rows").await;
            assert_eq!(shows(&browser, "main a", create).await, may_write, "{role} creates on {page}");
            fits(&browser, page).await;
        }
        let manages = matches!(role, UserRole::Admin | UserRole::Manager);
        let refusal = if language == "fr" { "Accès réservé" } else { "Restricted access" };
        for page in ["users", "teams"] {
            browser.open_page(&format!("{}/{page}", app.url)).await;
            if manages {
                browser.find("main tbody tr").await;
            } else {
                browser.find_text("main", refusal).await;
            }
            assert_eq!(shows(&browser, "main table", "").await, manages, "{role} sees {page}");
            fits(&browser, page).await;
        }
        for page in ["profile", "profile/security", "profile/api-tokens", "nowhere"] {
            browser.open_page(&format!("{}/{page}", app.url)).await;
            browser.find("main h1").await;
            fits(&browser, page).await;
        }
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}

/// The list of institutions and one of them.
async fn institutions(browser: &Browser, app: &TestApp, role: UserRole, language: &str) {
    browser.open_page(&format!("{}/institutions", app.url)).await;
    let (create, edit) =
        if language == "fr" { ("Nouvelle institution", "Modifier") } else { ("New institution", "Edit") };
    let first = browser.find("main a[href^='/institutions/0'], main a[href*='/institutions/']:not([href$=new])").await;
    browser.wait_for("return document.querySelectorAll('main tbody tr').length > 3", json!([]), "rows").await;
    let may_write = role != UserRole::Viewer;
    assert_eq!(shows(browser, "main a, main button", create).await, may_write, "{role} creates");
    fits(browser, "institutions").await;

    let address = first.attribute("href").await.expect("an address");
    let address = if address.starts_with("http") { address } else { format!("{}{address}", app.url) };
    browser.open_page(&address).await;
    browser.find("main h1").await;
    browser.wait_for("return document.querySelector('main dl, main .facts') !== null", json!([]), "the facts").await;
    assert_eq!(shows(browser, "main a, main button", edit).await, may_write, "{role} edits");
    browser.open_page(&format!("{address}/medical-profile")).await;
    browser.find("main h1").await;
    fits(browser, "an institution").await;

    let seen = "return fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ institutions { totalCount } }' }) })
        .then((response) => response.json()).then((answer) => answer.data.institutions.totalCount)";
    let seen = browser.run(seen, json!([])).await.as_u64().unwrap();
    let all = server::demo::establishments().unwrap().len() as u64;
    if role == UserRole::Auditor {
        assert!(0 < seen && seen < all, "an auditor sees {seen} of {all}");
    } else {
        assert_eq!(seen, all);
    }
}

/// No page scrolls sideways.
async fn fits(browser: &Browser, page: &str) {
    let overflow = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
    assert_eq!(browser.run(overflow, json!([])).await, false, "{page} scrolls sideways");
}

const DARK_DESKTOP: Device = Device { dark: true, ..Device::DESKTOP };
const DARK_PHONE: Device = Device { dark: true, language: "en-GB", ..Device::PHONE };

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_looks_around() {
    look_around(UserRole::Admin, Device::DESKTOP, "fr").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_looks_around_on_a_dark_telephone() {
    look_around(UserRole::Admin, DARK_PHONE, "en").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_looks_around_in_the_dark() {
    look_around(UserRole::Manager, DARK_DESKTOP, "en").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_looks_around_on_a_telephone() {
    look_around(UserRole::Manager, Device::PHONE, "fr").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_looks_around_in_the_dark() {
    look_around(UserRole::Auditor, DARK_DESKTOP, "en").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_looks_around_on_a_telephone() {
    look_around(UserRole::Auditor, Device::PHONE, "fr").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_looks_around() {
    look_around(UserRole::Viewer, Device::DESKTOP, "fr").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_looks_around_on_a_dark_telephone() {
    look_around(UserRole::Viewer, DARK_PHONE, "en").await;
}
