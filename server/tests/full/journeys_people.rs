//! The people of the firm, as an administrator and those who are invited meet them.

use std::{path::Path, time::Duration};

use crm::jobs;
use domain::UserRole;
use serde_json::json;

use crate::{
    browser::{Browser, Device, in_browser},
    common::TestApp,
    journeys::{PASSWORD, errors, field, sign_in},
};

/// The first line of a mail that begins with `start`, once a mail has one.
async fn mailed_line(folder: &Path, start: &str) -> String {
    for _ in 0..500 {
        for file in std::fs::read_dir(folder.join("mails")).into_iter().flatten().flatten() {
            let mail = std::fs::read_to_string(file.path()).unwrap_or_default();
            // Undoes the transfer encoding well enough for an address.
            let mail = mail.replace("=\r\n", "").replace("=3D", "=");
            if let Some(line) = mail.lines().find(|line| line.starts_with(start)) {
                return line.trim().to_owned();
            }
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("no mail has a line that begins with {start}");
}

/// Chooses a line of a list by its value, as a person would.
async fn choose(browser: &Browser, label: &str, words: &str) {
    field(browser, label).await.type_text(words).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invited_person_chooses_a_password_by_the_mailed_link() {
    let data = std::env::temp_dir().join(format!("medical-crm-invitation-{}", uuid::Uuid::new_v4()));
    std::fs::create_dir_all(&data).unwrap();
    let app = TestApp::start_with(|config| config.data_dir.clone_from(&data)).await;
    let admin = app.user_with_password(UserRole::Admin, PASSWORD).await;
    tokio::spawn(jobs::run(app.app.clone()));
    let mails = data.clone();
    in_browser(Device::DESKTOP, |browser| async move {
        browser.open_page(&format!("{}/users", app.url)).await;
        sign_in(&browser, &admin.email).await;
        browser.find_text("main tbody", &admin.email).await;
        browser.find_text("main a", "Inviter une personne").await.click().await;
        field(&browser, "Prénom").await.type_text("Zoé").await;
        field(&browser, "Nom").await.type_text("Roux").await;
        field(&browser, "Adresse e-mail").await.type_text(&admin.email).await;
        browser.find_text("dialog button", "Envoyer l’invitation").await.click().await;
        browser.find_text(".field-error", "appartient déjà à un autre compte").await;
        let clear = "const field = document.querySelector('dialog input[type=email]'); field.value = '';
            field.dispatchEvent(new Event('input', { bubbles: true }))";
        browser.run(clear, json!([])).await;
        field(&browser, "Adresse e-mail").await.type_text("zoe.roux@example.com").await;
        browser.find_text("dialog button", "Envoyer l’invitation").await.click().await;
        browser.find_text("body", "Invitation envoyée à Zoé Roux.").await;
        browser.find_text("main tbody tr", "zoe.roux@example.com").await;
        browser.find_text("main tbody tr", "Invité").await;

        let link = mailed_line(&mails, &format!("{}/invitation?email=", app.url)).await;
        browser.open_page(&link).await;
        browser.find_text("h1", "Bienvenue").await;
        field(&browser, "Mot de passe").await.type_text(PASSWORD).await;
        browser.find_text("button", "Choisir ce mot de passe").await.click().await;
        browser.find_text("h2", "Mes tâches").await;
        browser.find_text("header", "Zoé Roux").await;

        // The link served once; what is left leads somewhere.
        browser.open_page(&link).await;
        field(&browser, "Mot de passe").await.type_text(PASSWORD).await;
        browser.find_text("button", "Choisir ce mot de passe").await.click().await;
        browser.find_text("h1", "Ce lien n’est plus valable").await;
        browser.find_text("a", "Recevoir un code par e-mail").await.click().await;
        browser.find_text("h1", "Mot de passe oublié").await;
        let known = "return document.querySelector('input[type=email]').value";
        assert_eq!(browser.run(known, json!([])).await, "zoe.roux@example.com");
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
    std::fs::remove_dir_all(data).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_administrator_stays_and_others_come_and_go() {
    let app = TestApp::start().await;
    let admin = app.user_with_password(UserRole::Admin, PASSWORD).await;
    let auditor = app.user_with_password(UserRole::Auditor, PASSWORD).await;
    app.sql(&format!("UPDATE users SET first_name = 'Inès', last_name = 'Lacombe' WHERE id = '{}'", auditor.id)).await;
    in_browser(Device::DESKTOP, |browser| async move {
        browser.open_page(&format!("{}/users/{}", app.url, admin.id)).await;
        sign_in(&browser, &admin.email).await;
        browser.find_text("dialog h2", "Camille Durand").await;
        choose(&browser, "Rôle", "Direction").await;
        browser.find_text("dialog button", "Enregistrer").await.click().await;
        browser.find_text(".field-error", "dernier compte d’administration").await;
        choose(&browser, "Rôle", "Administration").await;
        browser.find("dialog [aria-label=Fermer]").await.click().await;

        browser.find_text("main tbody a", "Inès Lacombe").await.click().await;
        browser.find_text("dialog button", "Réinitialiser le mot de passe").await.click().await;
        browser.find_text("dialog .notice", "cesse de fonctionner").await;
        browser.find("dialog .notice .button-danger").await.click().await;
        browser.find_text("dialog .notice", "Mot de passe provisoire").await;
        browser.find_text("dialog button", "Désactiver").await.click().await;
        browser.find_text("body", "Inès Lacombe n’a plus accès.").await;
        browser.find_text("dialog .status", "Désactivé").await;
        browser.find("dialog [aria-label=Fermer]").await.click().await;
        let gone = "return !document.querySelector('main tbody').innerText.includes('Inès')";
        browser.wait_for(gone, json!([]), "a list without Inès").await;
        browser.find_text(".toast button", "Annuler").await.click().await;
        browser.find_text("main tbody a", "Inès Lacombe").await;
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_makes_a_team_and_takes_it_apart() {
    let app = TestApp::start().await;
    let manager = app.user_with_password(UserRole::Manager, PASSWORD).await;
    let auditor = app.user(UserRole::Auditor).await;
    app.sql(&format!("UPDATE users SET first_name = 'Inès', last_name = 'Lacombe' WHERE id = '{}'", auditor.id)).await;
    in_browser(Device::PHONE, |browser| async move {
        browser.open_page(&format!("{}/teams", app.url)).await;
        sign_in(&browser, &manager.email).await;
        browser.find_text("main", "Aucune équipe pour l’instant").await;
        browser.find_text("main a", "Nouvelle équipe").await.click().await;
        field(&browser, "Nom").await.type_text("Équipe Ouest").await;
        browser.find_text("dialog button", "Créer l’équipe").await.click().await;
        browser.find_text("dialog h2", "Équipe Ouest").await;
        field(&browser, "Ajouter une personne").await.type_text("Lacombe").await;
        browser.find_text("dialog .option", "Inès Lacombe").await.click().await;
        browser.find_text("dialog .add-row button", "Ajouter").await.click().await;
        browser.find_text("dialog .items", "Inès Lacombe").await;

        browser.find_text("dialog button", "Supprimer l’équipe").await.click().await;
        browser.find_text("dialog .notice", "Des personnes font encore partie de cette équipe").await;
        browser.find("dialog [aria-label^='Retirer Inès']").await.click().await;
        browser.find_text("dialog", "Personne dans cette équipe.").await;
        browser.find_text("dialog button", "Supprimer l’équipe").await.click().await;
        browser.find_text("body", "L’équipe Équipe Ouest est supprimée.").await;
        browser.find_text("main", "Aucune équipe pour l’instant").await;
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}
