//! What people do with contacts in the web app, each journey in a browser of its own.

use domain::UserRole;
use serde_json::json;

use crate::{
    browser::{Browser, Device, in_browser},
    common::TestApp,
    journeys::{demo, errors, field, shows, sign_in},
};

/// Opens the list, signed in.
async fn open(app: &TestApp, browser: &Browser, path: &str, role: UserRole) {
    browser.open_page(&format!("{}{path}", app.url)).await;
    sign_in(browser, &format!("{role}@example.com")).await;
    browser.find_text("h1", "Contacts").await;
    browser.wait_for("return document.querySelectorAll('main tbody tr').length > 0", json!([]), "rows").await;
}

/// Chooses the first line of the field with search that has this label.
async fn choose(browser: &Browser, label: &str, typed: &str) {
    field(browser, label).await.type_text(typed).await;
    browser.find_text("[role=option]", typed).await.click().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_creates_changes_deletes_and_brings_back_a_contact() {
    let app = demo().await;
    in_browser(Device::DESKTOP, |browser| async move {
        open(&app, &browser, "/contacts", UserRole::Manager).await;
        browser.find_text("a", "Nouveau contact").await.click().await;

        // Nothing is sent before the form is right.
        browser.find_text("button", "Créer le contact").await.click().await;
        let told = "return document.querySelectorAll('dialog .field-error').length";
        browser.wait_for(&format!("{told} >= 4"), json!([]), "the errors of an unfinished form").await;
        field(&browser, "Prénom").await.type_text("Aliénor").await;
        field(&browser, "Nom").await.type_text("Zylberberg").await;
        choose(&browser, "Institution", "Nantes").await;
        field(&browser, "Adresse e-mail").await.type_text("alienor.zylberberg@example.org").await;
        field(&browser, "Téléphone").await.type_text("0240083333").await;
        browser.find_text("button", "Créer le contact").await.click().await;

        // The panel reads what was created: the number in its usual form, ways to write and to call.
        browser.find_text("dialog h2", "Aliénor Zylberberg").await;
        browser.find("dialog a[href='mailto:alienor.zylberberg@example.org']").await;
        let call = browser.find("dialog a[href='tel:+33240083333']").await;
        assert!(call.attribute("aria-label").await.is_some_and(|label| label.contains("02 40 08 33 33")));
        browser.keep_screenshot("contact-1440-light-fr").await;

        browser.find_text("dialog a", "Modifier").await.click().await;
        field(&browser, "Fonction").await.type_text("Cheffe de bloc").await;
        browser.find_text("dialog button", "Enregistrer").await.click().await;
        browser.find_text("dialog dd", "Cheffe de bloc").await;

        browser.find("dialog [aria-haspopup=menu]").await.click().await;
        browser.find_text("[role=menuitem]", "contact principal").await.click().await;
        browser.find_text("body", "est le contact principal").await;

        browser.open_page(&format!("{}/contacts?q=zylberberg&primary=yes", app.url)).await;
        browser.find_text("main tbody", "Aliénor Zylberberg").await;
        browser.find("main tbody [aria-haspopup]").await.click().await;
        browser.find_text("[role=menuitem]", "Supprimer").await.click().await;
        browser.find_text("body", "est dans la corbeille").await;
        browser.find_text("main", "Aucun contact ne correspond").await;
        browser.find_text("button", "Annuler").await.click().await;
        browser.find_text("main tbody", "Aliénor Zylberberg").await;
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_meets_another_shows_both() {
    let app = demo().await;
    in_browser(Device::DESKTOP, |browser| async move {
        open(&app, &browser, "/contacts", UserRole::Manager).await;
        browser.find("main tbody a[data-row-link]").await.click().await;
        browser.find_text("dialog a", "Modifier").await.click().await;
        field(&browser, "Service").await.type_text(" A").await;
        // Somebody else saves first.
        app.sql("UPDATE contact_persons SET title = 'Direction des soins'").await;
        browser.find_text("dialog button", "Enregistrer").await.click().await;
        browser.find_text("dialog .conflict", "Direction des soins").await;
        browser.find_text("dialog button", "Enregistrer").await.click().await;
        // Theirs is proposed where nothing was typed, and what was typed stays.
        browser.find_text("dialog dd", "Direction des soins").await;
        assert!(shows(&browser, "dialog dd", " A").await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_changes_contacts_of_their_own_institutions() {
    let app = demo().await;
    in_browser(Device::DESKTOP, |browser| async move {
        open(&app, &browser, "/contacts", UserRole::Auditor).await;
        assert!(shows(&browser, "main a", "Nouveau contact").await);
        assert!(!shows(&browser, "main nav a", "Corbeille").await, "an auditor deletes nothing");
        browser.find("main tbody [aria-haspopup]").await.click().await;
        browser.find_text("[role=menuitem]", "Modifier").await;
        assert!(!shows(&browser, "[role=menuitem]", "Supprimer").await);
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_reads_contacts_on_a_telephone() {
    let app = demo().await;
    in_browser(Device::PHONE, |browser| async move {
        open(&app, &browser, "/contacts", UserRole::Viewer).await;
        browser.keep_screenshot("contacts-390-light-fr").await;
        assert!(!shows(&browser, "main a", "Nouveau contact").await);
        assert!(browser.find_all("main tbody [aria-haspopup], main tbody input").await.is_empty());
        browser.find("main tbody a[data-row-link]").await.click().await;
        browser.find("dialog dl").await;
        assert!(!shows(&browser, "dialog a", "Modifier").await);
        let overflow = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
        assert_eq!(browser.run(overflow, json!([])).await, false, "the page does not scroll sideways");

        // What does not exist is said in the panel, over a list that still works.
        browser.open_page(&format!("{}/contacts/00000000-0000-7000-8000-000000000000", app.url)).await;
        browser.find_text("dialog", "n’existe pas").await;
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}
