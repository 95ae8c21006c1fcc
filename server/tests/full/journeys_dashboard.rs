//! The dashboard, as each role sees it.

use domain::UserRole;
use serde_json::json;

use crate::{
    browser::{Browser, Device, in_browser},
    journeys::{demo, errors, shows, sign_in},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_task_is_completed_from_the_dashboard_and_put_back() {
    let app = demo().await;
    in_browser(Device::DESKTOP, |browser| async move {
        browser.open_page(&app.url).await;
        sign_in(&browser, "auditor@example.com").await;
        let title = "return document.querySelector('.task-line .cell-title')?.innerText";
        let first = browser.wait_for(title, json!([]), "a task").await;
        let first = first.as_str().unwrap();
        assert_eq!(browser.run("return location.pathname", json!([])).await, "/dashboard");
        let open =
            "return Number(document.querySelector('#task-history').closest('section').querySelector('dd').innerText)";
        let before = browser.run(open, json!([])).await.as_u64().unwrap();

        browser.find(".task-line button").await.click().await;
        browser.find_text(".toast", "terminée").await;
        let fewer = format!("{open} === {}", before - 1);
        browser.wait_for(&fewer, json!([]), "one open task less").await;
        browser.find_text(".toast button", "Annuler").await.click().await;
        let again = format!("{open} === {before}");
        browser.wait_for(&again, json!([]), "as many open tasks as before").await;
        assert_eq!(browser.wait_for(title, json!([]), "a task").await, first);
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chart_is_read_with_arrows_and_as_a_table() {
    let app = demo().await;
    in_browser(Device::DESKTOP, |browser| async move {
        browser.open_page(&format!("{}/dashboard", app.url)).await;
        sign_in(&browser, "manager@example.com").await;
        let plot = browser.find(".chart-plot").await;
        plot.type_text("\u{E011}\u{E014}").await;
        let tip = browser.find_text(".chart-tip", "Semaine du").await;
        assert_eq!(tip.attribute("data-side").await.as_deref(), Some("end"));
        browser.find_text("button", "Tableau").await.click().await;
        let rows = "return document.querySelectorAll('.chart-table tbody tr').length === 12";
        browser.wait_for(rows, json!([]), "a row for each week").await;
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}

/// What the dashboard, which is on the screen, offers to a role.
pub(crate) async fn look(browser: &Browser, role: UserRole, language: &str) {
    browser.find(".chart-plot").await;
    let (create, mine) = if language == "fr" { ("Créer", "Mes tâches") } else { ("Create", "My tasks") };
    let writes = role != UserRole::Viewer;
    assert_eq!(shows(browser, "main .button-primary", create).await, writes, "{role} creates");
    assert_eq!(shows(browser, "main h2", mine).await, writes, "{role} has tasks");
    let unowned = "return document.querySelector('a[href=\"/institutions?assignee=none\"]') !== null";
    assert_eq!(browser.run(unowned, json!([])).await, role != UserRole::Auditor, "{role} sees those of nobody");
    let manages = matches!(role, UserRole::Admin | UserRole::Manager);
    let users = "return document.querySelector('.sidebar a[href=\"/users\"]') !== null";
    assert_eq!(browser.run(users, json!([])).await, manages, "{role} goes to the people of the firm");
    let overflow = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
    assert_eq!(browser.run(overflow, json!([])).await, false, "the dashboard scrolls sideways");
}
