//! What people do with tasks in the web app, each journey in a browser of its own.

use domain::UserRole;
use serde_json::json;

use crate::{
    browser::{Browser, Device, in_browser},
    common::TestApp,
    journeys::{demo, errors, field, press, shows, sign_in},
};

const SPACE: &str = " ";
const ESCAPE: &str = "\u{E00C}";
const RIGHT: &str = "\u{E014}";
const TITLE: &str = "Relire le rapport de la journée d’essai";

async fn open(app: &TestApp, browser: &Browser, path: &str, role: UserRole) {
    browser.open_page(&format!("{}{path}", app.url)).await;
    sign_in(browser, &format!("{role}@example.com")).await;
    browser.find_text("h1", "Tâches").await;
}

/// Waits until the card with this title is in a column.
async fn card_in(browser: &Browser, title: &str, column: &str) {
    let script = "return [...document.querySelectorAll(`[data-column=${arguments[1]}] [data-card]`)]
        .some((card) => card.innerText.includes(arguments[0]))";
    browser.wait_for(script, json!([title, column]), &format!("the card in {column}")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_is_created_moved_by_keyboard_completed_and_brought_back() {
    let app = demo().await;
    in_browser(Device::DESKTOP, |browser| async move {
        open(&app, &browser, "/tasks?view=board&q=essai", UserRole::Manager).await;
        browser.find_text(".board", "Aucune tâche").await;
        browser.find_text("main a", "Nouvelle tâche").await.click().await;
        field(&browser, "Intitulé").await.type_text(TITLE).await;
        field(&browser, "Échéance").await.type_text("demain").await;
        let institution = field(&browser, "Institution").await;
        institution.type_text("Nantes").await;
        browser.find_text("[role=option]", "Nantes").await.click().await;
        browser.find_text("button", "Créer la tâche").await.click().await;
        card_in(&browser, TITLE, "todo").await;
        browser.find_text(".task-card", "Demain").await;

        // Lifted and put back: it stays where it was, and screen readers are told.
        browser.run("document.querySelector('.task-card a').focus()", json!([])).await;
        press(&browser, SPACE).await;
        browser.wait_for("return document.querySelector('[data-dragging]') !== null", json!([]), "a lifted card").await;
        press(&browser, RIGHT).await;
        browser
            .wait_for(
                "return document.querySelector('[data-column=in_progress][data-drop=yes]')",
                json!([]),
                "the column under the card",
            )
            .await;
        browser.keep_screenshot("tasks-board-lifted-1440-light-fr").await;
        press(&browser, ESCAPE).await;
        card_in(&browser, TITLE, "todo").await;

        press(&browser, &format!("{SPACE}{RIGHT}{SPACE}")).await;
        card_in(&browser, TITLE, "in_progress").await;
        let said = "return [...document.querySelectorAll('[aria-live=assertive]')].map((e) => e.textContent).join()";
        let said = browser.run(said, json!([])).await.as_str().unwrap_or_default().to_owned();
        assert!(said.contains("En cours"), "{said}");
        // Kept by the server.
        browser.find_text("body", "en cours.").await;
        browser.open_page(&format!("{}/tasks?view=board&q=essai", app.url)).await;
        card_in(&browser, TITLE, "in_progress").await;

        // The menu does the same, and the toast undoes it.
        browser.find(".task-card [aria-haspopup]").await.click().await;
        browser.find_text("[role=menuitem]", "Terminée").await.click().await;
        card_in(&browser, TITLE, "completed").await;
        browser.find_text(".toast", "terminée").await;
        browser.find_text(".toast button", "Annuler").await.click().await;
        card_in(&browser, TITLE, "in_progress").await;
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_are_completed_together_in_the_list_and_brought_back() {
    let app = demo().await;
    in_browser(Device::DESKTOP, |browser| async move {
        open(&app, &browser, "/tasks?status=todo&sort=title", UserRole::Manager).await;
        browser.wait_for("return document.querySelectorAll('main tbody tr').length > 5", json!([]), "rows").await;
        let before = "return fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ query: '{ tasks(filter: { status: { eq: TODO } }) { totalCount } }' }) })
            .then((response) => response.json()).then((answer) => answer.data.tasks.totalCount)";
        let before = browser.run(before, json!([])).await;
        let boxes = browser.find_all("main tbody input[type=checkbox]").await;
        boxes[0].click().await;
        // With Shift the selection reaches from the first to the third.
        browser
            .run(
                "const box = document.querySelectorAll('main tbody input[type=checkbox]')[2];
            box.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: true }))",
                json!([]),
            )
            .await;
        browser.find_text(".bulk-bar", "3 sélectionnées").await;
        browser.keep_screenshot("tasks-selected-1440-light-fr").await;
        browser.find_text(".bulk-bar button", "Terminer").await.click().await;
        browser.find_text(".toast", "3 tâches terminées").await;
        browser.find_text(".toast button", "Annuler").await.click().await;
        let back = "return fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ query: '{ tasks(filter: { status: { eq: TODO } }) { totalCount } }' }) })
            .then((response) => response.json())
            .then((answer) => answer.data.tasks.totalCount === arguments[0])";
        browser.wait_for(back, json!([before]), "all of them to do again").await;
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_works_on_their_own_tasks() {
    let app = demo().await;
    in_browser(Device::PHONE, |browser| async move {
        open(&app, &browser, "/tasks?assignee=me&status=todo&status=in_progress", UserRole::Auditor).await;
        browser.wait_for("return document.querySelectorAll('main tbody tr').length > 0", json!([]), "rows").await;
        browser.keep_screenshot("tasks-390-light-fr").await;
        assert!(!shows(&browser, "main nav a", "Corbeille").await, "an auditor deletes nothing");
        browser.find("main tbody a[data-row-link]").await.click().await;
        browser.find_text("dialog button", "Terminer").await;
        assert!(!shows(&browser, "dialog label", "Responsable").await, "an auditor gives nothing to others");
        browser.find_text("dialog button", "Terminer").await.click().await;
        browser.find_text(".toast", "terminée").await;
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_reads_the_board_and_moves_nothing() {
    let app = demo().await;
    in_browser(Device { dark: true, ..Device::DESKTOP }, |browser| async move {
        open(&app, &browser, "/tasks?view=board", UserRole::Viewer).await;
        browser.find(".task-card").await;
        browser.keep_screenshot("tasks-board-1440-dark-fr").await;
        assert!(!shows(&browser, "main a", "Nouvelle tâche").await);
        assert!(browser.find_all(".task-card[draggable=true], .task-card [aria-haspopup]").await.is_empty());
        browser.run("document.querySelector('.task-card a').focus()", json!([])).await;
        press(&browser, SPACE).await;
        assert!(browser.find_all("[data-dragging]").await.is_empty(), "nothing is lifted");
        browser.find(".task-card a").await.click().await;
        browser.find("dialog dl").await;
        assert!(browser.find_all("dialog form").await.is_empty());
        browser.open_page(&format!("{}/tasks/00000000-0000-7000-8000-000000000000", app.url)).await;
        browser.find_text("dialog", "n’existe pas").await;
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}
