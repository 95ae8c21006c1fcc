//! What those do with quotes and invoices who may not do everything.

use domain::UserRole;
use serde_json::json;

use crate::{
    billing::{ALL, ENTER, SUBMIT, TAB, ask, comes_to, hash_of_pdf, id_of_page, make, offered, totals},
    browser::{Device, in_browser},
    journeys::{demo, errors, field, press, shows, sign_in},
};

const DOWN: &str = "\u{E015}";

/// What neither an auditor nor a viewer may do.
const RESERVED: [&str; 8] = [
    "Émettre la facture",
    "Émettre l’avoir",
    "Enregistrer un paiement",
    "Enregistrer un remboursement",
    "Établir un avoir",
    "Annuler la facture",
    "Supprimer",
    "Renseigner",
];

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_drafts_what_a_manager_issues() {
    let app = demo().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    in_browser(Device::DESKTOP, |browser| async move {
        browser.open_page(&format!("{}/invoices", app.url)).await;
        sign_in(&browser, "auditor@example.com").await;
        browser.find_text("h1", "Factures").await;
        browser.find_text("main a", "Nouvelle facture").await;
        assert!(!shows(&browser, "main nav a", "Corbeille").await, "an auditor deletes nothing");
        let own = ask(&browser, "{ institutions(first: 1) { nodes { id canEdit } } }", json!({})).await;
        let own = &own["institutions"]["nodes"][0];
        assert_eq!(own["canEdit"], true);

        let new = format!("{}/invoices/new?institution={}", app.url, own["id"].as_str().unwrap());
        browser.open_page(&new).await;
        field(&browser, "Objet").await.type_text("Formation à la stérilisation").await;
        field(&browser, "Prestation du").await.type_text(&format!("hier{TAB}")).await;
        // An item of the catalog, without the mouse.
        browser.find("[data-cell=description]").await.click().await;
        press(&browser, "conduite").await;
        browser.find_text(".line-editor .option", "conduite").await;
        press(&browser, DOWN).await;
        press(&browser, ENTER).await;
        let quantity = "return document.activeElement.dataset.cell === 'quantity'";
        browser.wait_for(quantity, json!([]), "the quantity of the item").await;
        press(&browser, &format!("{ALL}2{TAB}")).await;
        assert_eq!(totals(&browser).await, [316_000, 0, 316_000], "training bears no VAT");
        press(&browser, SUBMIT).await;

        comes_to(&browser, "Brouillon").await;
        let draft = offered(&browser).await;
        assert!(draft.contains(&"Modifier".to_owned()) && draft.contains(&"Dupliquer".to_owned()), "{draft:?}");
        assert!(draft.iter().all(|offer| !RESERVED.contains(&offer.as_str())), "{draft:?}");
        assert!(browser.find_all("section[aria-labelledby=checks]").await.is_empty(), "issuing is not the auditor's");
        browser.keep_screenshot("invoice-of-an-auditor-1440-light-fr").await;

        // The page, still open, follows.
        let id = id_of_page(&browser).await;
        make(&manager, "issueInvoice", "invoice { id }", json!({ "id": id })).await;
        comes_to(&browser, "Émise").await;
        let issued = offered(&browser).await;
        assert!(issued.contains(&"Envoyer par mail".to_owned()), "{issued:?}");
        assert!(issued.iter().all(|offer| !RESERVED.contains(&offer.as_str())), "{issued:?}");
        assert!(!issued.contains(&"Modifier".to_owned()), "{issued:?}");
        hash_of_pdf(&browser).await;
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_reads_quotes_and_invoices_and_changes_nothing() {
    let app = demo().await;
    in_browser(Device { dark: true, ..Device::DESKTOP }, |browser| async move {
        browser.open_page(&format!("{}/quotes", app.url)).await;
        sign_in(&browser, "viewer@example.com").await;
        browser.find_text("h1", "Devis").await;
        for (list, title, new) in [("quotes", "Devis", "Nouveau devis"), ("invoices", "Factures", "Nouvelle facture")] {
            browser.open_page(&format!("{}/{list}", app.url)).await;
            browser.find_text("h1", title).await;
            browser.find("main tbody tr[data-row]").await;
            browser.find(".status-figures .figure").await;
            assert!(!shows(&browser, "main a", new).await, "{list}");
            assert!(!shows(&browser, "main nav a", "Corbeille").await, "{list}");
            assert!(browser.find_all("main tbody input").await.is_empty(), "{list}: no row is selected");
            browser.find("main tbody a[data-row-link]").await.click().await;
            browser.find("main .facts").await;
            browser.find("main .totals").await;
            let offers = offered(&browser).await;
            let reading = ["Ouvrir le PDF", "Télécharger le PDF", "Bon de commande (PDF)"];
            assert!(offers.iter().all(|offer| reading.contains(&offer.as_str())), "{list}: {offers:?}");
            assert!(browser.find_all("main .button-primary, .link-line").await.is_empty(), "{list}");
            hash_of_pdf(&browser).await;
            let id = id_of_page(&browser).await;
            // Nor does an address typed by hand lead to the fields.
            browser.open_page(&format!("{}/{list}/{id}/edit", app.url)).await;
            browser.find("main .notice").await;
            assert!(browser.find_all("main form, main textarea").await.is_empty(), "{list}");
            browser.open_page(&format!("{}/{list}/00000000-0000-7000-8000-000000000000", app.url)).await;
            browser.find_text("main h2", "Document introuvable").await;
        }
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}
