//! Kept questions: a manager makes one, works with who answers to it, and others read it.

use domain::UserRole;
use serde_json::json;
use uuid::Uuid;

use crate::{
    billing::ALL,
    browser::{Browser, Device, in_browser},
    common::TestApp,
    journeys::{demo, errors, field, shows, sign_in},
};

const NAME: &str = "Cliniques à visiter";
const TITLE: &str = "Proposer l’audit d’automne";
const BACKSPACE: &str = "\u{E003}";

/// A segment when the pages are looked at; gives what stands in place of `{…}` in the addresses of pages.
pub(crate) async fn places(app: &TestApp) -> Vec<(&'static str, String)> {
    let id = Uuid::now_v7();
    app.sql(&format!(
        "INSERT INTO segments (id, name, description, type, criteria, visibility, owner_id)
         SELECT '{id}', 'Établissements de santé à rencontrer avant la fin de l’année', 'Pour la campagne d’automne.',
             'institution', '{{
                 \"institutionFilters\": {{\"type\": [\"clinic\", \"hospital\", \"medical_center\", \"specialty_clinic\"]}},
                 \"combinedFilters\": {{\"hasActiveContacts\": true,
                     \"createdDateRange\": {{\"start\": \"2020-01-01T00:00:00Z\"}}}}
             }}', 'public', users.id
         FROM users WHERE users.email = 'admin@example.com'"
    ))
    .await;
    vec![("{segment}", id.to_string())]
}

/// How many of these the person at the screen sees.
async fn count(browser: &Browser, list: &str, filter: &str) -> u64 {
    let script = "return fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: arguments[0] }) }).then((response) => response.json())";
    let query = format!("{{ {list}(filter: {filter}) {{ totalCount }} }}");
    let answer = browser.run(script, json!([query])).await;
    answer["data"][list]["totalCount"].as_u64().unwrap_or_else(|| panic!("{answer}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_keeps_a_question_makes_tasks_of_it_deletes_it_and_takes_that_back() {
    let app = demo().await;
    in_browser(Device::DESKTOP, |browser| async move {
        browser.open_page(&format!("{}/segments", app.url)).await;
        sign_in(&browser, "manager@example.com").await;
        browser.find_text("h1", "Segments").await;
        browser.find_text("main a", "Nouveau segment").await.click().await;
        browser.find_text("dialog button", "Créer le segment").await.click().await;
        browser.find_text("dialog .field-error", "Ce champ est attendu.").await;
        field(&browser, "Nom").await.type_text(NAME).await;
        browser.find_text("dialog label", "Clinique").await.click().await;

        // What it would find is counted while it is typed, and not while something is wrong.
        let clinics = count(&browser, "institutions", "{ type: { eq: CLINIC }, isActive: { eq: true } }").await;
        assert!(clinics > 1, "the demo company has clinics");
        let members = format!("{clinics} membres");
        browser.find_text("dialog .notice", &members).await;
        field(&browser, "Lits, au moins").await.type_text("beaucoup").await;
        browser.find_text("dialog .notice", "—").await;
        field(&browser, "Lits, au moins").await.type_text(&format!("{ALL}{BACKSPACE}")).await;
        browser.find_text("dialog .notice", &members).await;
        browser.find_text("dialog button", "Créer le segment").await.click().await;

        browser.find_text("dialog h2", NAME).await;
        browser.find_text("dialog .facts", "Clinique").await;
        browser.find_text("dialog .facts strong", &clinics.to_string()).await;
        let first = browser.find("dialog .items a").await;
        assert!(first.attribute("href").await.is_some_and(|href| href.starts_with("/institutions/")));
        browser.keep_screenshot("segment-made-1440-light-fr").await;

        browser.find_text("dialog a", "Modifier").await.click().await;
        field(&browser, "Description").await.type_text("Avant l’hiver").await;
        browser.find_text("dialog button", "Enregistrer").await.click().await;
        browser.find_text("dialog dd", "Avant l’hiver").await;

        browser.find_text("dialog button", "Créer une tâche par membre").await.click().await;
        field(&browser, "Intitulé").await.type_text(TITLE).await;
        field(&browser, "Échéance").await.type_text("+30 j").await;
        browser.find_text("dialog button", "Créer les tâches").await.click().await;
        browser.find_text(".toast", &format!("{clinics} tâches créées.")).await;
        assert_eq!(count(&browser, "tasks", &format!("{{ search: \"{TITLE}\" }}")).await, clinics);

        browser.open_page(&format!("{}/segments?q=visiter", app.url)).await;
        browser.find_text("main tbody", NAME).await;
        browser.find("main tbody [aria-haspopup]").await.click().await;
        browser.find_text("[role=menuitem]", "Supprimer").await.click().await;
        browser.find_text(".toast", "est dans la corbeille").await;
        browser.find_text("main", "Aucun segment ne correspond").await;
        browser.find_text(".toast button", "Annuler").await.click().await;
        browser.find_text("main tbody", NAME).await;
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_reads_segments_on_a_telephone() {
    let app = demo().await;
    places(&app).await;
    in_browser(Device::PHONE, |browser| async move {
        browser.open_page(&format!("{}/segments?visibility=public", app.url)).await;
        sign_in(&browser, &format!("{}@example.com", UserRole::Viewer)).await;
        browser.find("main tbody a[data-row-link]").await;
        browser.keep_screenshot("segments-390-light-fr").await;
        assert!(!shows(&browser, "main a", "Nouveau segment").await);
        assert!(browser.find_all("main tbody [aria-haspopup], main tbody input").await.is_empty());
        browser.find_text("main tbody a[data-row-link]", "Établissements de santé").await.click().await;
        browser.find("dialog .items a").await;
        browser.find_text("dialog .facts", "A un contact en poste").await;
        assert!(!shows(&browser, "dialog a", "Modifier").await);
        let overflow = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
        assert_eq!(browser.run(overflow, json!([])).await, false, "the page does not scroll sideways");

        // What does not exist is said in the panel, over a list that still works.
        browser.open_page(&format!("{}/segments/00000000-0000-7000-8000-000000000000", app.url)).await;
        browser.find_text("dialog", "n’existe pas").await;
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}
