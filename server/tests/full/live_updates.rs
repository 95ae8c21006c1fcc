//! What others change appears without a reload, and never in the way of somebody who is typing.

use domain::UserRole;
use serde_json::json;

use crate::{
    browser::{Browser, Device, in_browser},
    common::{Client, TestApp},
    journeys::{demo, errors, field, sign_in},
};

/// Renames an institution as somebody else.
async fn rename(colleague: &Client, id: &str, name: &str) {
    let document = "mutation($input: UpdateInstitutionInput!) {
        updateInstitution(input: $input) { institution { name } userErrors { message } } }";
    let answer = colleague.query(document, json!({ "input": { "id": id, "name": name } })).await;
    assert_eq!(answer["updateInstitution"]["institution"]["name"], name, "{answer}");
}

/// Lets a colleague rename the institution until the page, which listens from some moment on, shows a new name.
async fn until_shown(browser: &Browser, colleague: &Client, id: &str, selector: &str) -> String {
    let script = "const until = Date.now() + 1500;
        const shown = () => [...document.querySelectorAll(arguments[0])].some((e) => e.innerText.includes(arguments[1]));
        return new Promise((resolve) => {
            const look = () => shown() || Date.now() > until ? resolve(shown()) : setTimeout(look, 50);
            look();
        })";
    for round in 1..=8 {
        let name = format!("Abbaye du Collègue {round}");
        rename(colleague, id, &name).await;
        if browser.run(script, json!([selector, name])).await == true {
            return name;
        }
    }
    panic!("the page does not follow:\n{}", browser.visible_text().await);
}

/// The first row of the list: its id, when there are rows.
async fn first_row(browser: &Browser) -> String {
    let script = "return document.querySelector('main tbody tr[data-row]')?.dataset.row ?? null";
    browser.wait_for(script, json!([]), "rows").await.as_str().unwrap().to_owned()
}

async fn managers_browser(browser: &Browser, app_url: &str) {
    browser.open_page(&format!("{app_url}/institutions")).await;
    sign_in(browser, "manager@example.com").await;
}

async fn demo_with_colleague() -> (TestApp, Client) {
    let app = demo().await;
    let colleague = app.sign_in_as(UserRole::Admin).await;
    (app, colleague)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_follows_and_keeps_what_is_selected() {
    let (app, colleague) = demo_with_colleague().await;
    in_browser(Device::DESKTOP, |browser| async move {
        managers_browser(&browser, &app.url).await;
        let id = first_row(&browser).await;
        browser.find("main tbody tr[data-row] input[type=checkbox]").await.click().await;
        browser.run("window.notReloaded = true", json!([])).await;

        // Sorted by name it would move: the row is looked for wherever it is.
        let name = until_shown(&browser, &colleague, &id, "main tbody tr").await;

        assert_eq!(browser.run("return window.notReloaded === true", json!([])).await, true);
        let selected = "return document.querySelector('main tbody tr[aria-selected=true]')?.innerText ?? null";
        let selected = browser.run(selected, json!([])).await;
        assert!(selected.as_str().is_some_and(|row| row.contains(&name)), "{selected}");
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_form_is_told_and_keeps_what_is_typed() {
    let (app, colleague) = demo_with_colleague().await;
    in_browser(Device::DESKTOP, |browser| async move {
        managers_browser(&browser, &app.url).await;
        let id = first_row(&browser).await;
        browser.open_page(&format!("{}/institutions/{id}/edit", app.url)).await;
        let group = field(&browser, "Groupe").await;
        group.type_text("Groupe tapé").await;

        let name = until_shown(&browser, &colleague, &id, "dialog .conflict").await;

        let value = "return document.activeElement.value";
        assert!(
            browser.run(value, json!([])).await.as_str().is_some_and(|typed| typed.ends_with("Groupe tapé")),
            "the keyboard stays where it was, and so does what was typed"
        );
        browser.keep_screenshot("institution-changed-by-a-colleague-1440-light-fr").await;
        browser.find_text("button", "Enregistrer").await.click().await;
        browser.wait_for("return document.querySelector('dialog[open]') === null", json!([]), "a closed panel").await;
        browser.find_text("h1", &name).await;
        let saved =
            colleague.query("query($id: ID!) { institution(id: $id) { name groupName } }", json!({ "id": id })).await;
        assert_eq!(saved["institution"]["name"], name.as_str());
        assert!(
            saved["institution"]["groupName"].as_str().is_some_and(|group| group.ends_with("Groupe tapé")),
            "{saved}"
        );
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}
