//! What an administrator tells of the firm.

use serde_json::json;

use crate::{
    billing::{ALL, TAB, ask},
    browser::{Browser, Device, in_browser},
    journeys::{demo, errors, field, shows, sign_in},
};

const SAVE: &str = "main .form-page [type=submit]";
const RATE: &str = "Taux de refinancement de la BCE";
const SINCE: &str = "En vigueur depuis le";

#[tokio::test(flavor = "multi_thread")]
async fn the_central_banks_rate_is_kept_with_its_day() {
    let app = demo().await;
    in_browser(Device::DESKTOP, |browser| async move {
        browser.open_page(&format!("{}/settings/firm", app.url)).await;
        sign_in(&browser, "admin@example.com").await;
        field(&browser, RATE).await.type_text(&format!("2,155{TAB}")).await;
        browser.find("main .field-error").await;
        field(&browser, RATE).await.type_text(&format!("{ALL}2,15{TAB}")).await;
        browser.find(SAVE).await.click().await;
        browser.find_text("main .field-error", "Ce champ est attendu").await;
        field(&browser, SINCE).await.type_text(&format!("1/7/1998{TAB}")).await;
        browser.find_text("main .field-error", "de 1999 à 2199").await;
        field(&browser, SINCE).await.type_text(&format!("{ALL}1/7/2026{TAB}")).await;
        assert!(!shows(&browser, "main", "de 1999 à 2199").await);
        browser.find(SAVE).await.click().await;
        browser.find_text(".toast", "Identité du cabinet enregistrée").await;
        assert_eq!(kept(&browser).await, json!({ "ecbRate": "2.15", "ecbRateSince": "2026-07-01" }));
        // Who changed what is told at once.
        for words in ["a modifié l’identité du cabinet", RATE, "2,15\u{a0}%", SINCE] {
            browser.find_text("section[aria-labelledby=history]", words).await;
        }

        // As it is read again.
        browser.open_page(&format!("{}/settings/firm", app.url)).await;
        field(&browser, RATE).await;
        let values = "return [...document.querySelectorAll('main .form-page input')].map((input) => input.value)";
        let values = browser.run(values, json!([])).await;
        let values = values.as_array().unwrap();
        assert!(values.contains(&json!("2,15")) && values.contains(&json!("01/07/2026")), "{values:?}");
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}

async fn kept(browser: &Browser) -> serde_json::Value {
    ask(browser, "{ firm { ecbRate ecbRateSince } }", json!({})).await["firm"].take()
}
