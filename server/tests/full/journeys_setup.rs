//! The first run: an empty system becomes one with an administrator.

use serde_json::json;

use crate::{
    browser::{Device, in_browser},
    common::TestApp,
    journeys::{PASSWORD, errors, field, shows},
};

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_system_is_set_up_in_the_browser() {
    let app = TestApp::start().await;
    in_browser(Device::DESKTOP, |browser| async move {
        // Wherever one arrives, there is only one thing to do.
        browser.open_page(&format!("{}/institutions", app.url)).await;
        browser.find_text("h1", "Mettre en service").await;
        browser.find_text("button", "Créer le compte").await.click().await;
        let told = "return document.querySelectorAll('.field-error').length >= 4";
        browser.wait_for(told, json!([]), "the errors of an unfinished form").await;

        field(&browser, "Prénom").await.type_text("Hélène").await;
        field(&browser, "Nom").await.type_text("Marchand").await;
        field(&browser, "Adresse e-mail").await.type_text("helene.marchand@example.com").await;
        let password = field(&browser, "Mot de passe").await;
        password.type_text("azertyuiop").await;
        browser.find_text("button", "Créer le compte").await.click().await;
        browser.find_text(".field-error", "parmi les plus courants").await;
        password.type_text(" et quatre tulipes").await;
        browser.find_text("button", "Créer le compte").await.click().await;

        browser.find_text("h2", "Premiers pas").await;
        browser.find_text("main", "Créer la première institution").await;
        browser.find_text("main", "Inviter une première personne").await;
        assert_eq!(browser.run("return location.pathname", json!([])).await, "/dashboard");
        browser.find_text("main a", "Inviter une première personne").await.click().await;
        browser.find_text("dialog h2", "Inviter une personne").await;

        // There is nothing to set up any more, signed in or not.
        browser.open_page(&format!("{}/setup", app.url)).await;
        browser.find_text("h2", "Premiers pas").await;
        browser.devtools("Network.clearBrowserCookies", json!({})).await;
        browser.open_page(&format!("{}/setup?code=ABCD-EFGH", app.url)).await;
        browser.find_text("h1", "Se connecter").await;
        assert!(!shows(&browser, "body", PASSWORD).await);
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}
