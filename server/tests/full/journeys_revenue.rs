//! Consolidated revenue: what a manager enters by hand counts at once, and what others see of it.

use chrono::Utc;
use domain::UserRole;
use serde_json::{Value, json};

use crate::{
    billing::{ALL, TAB, ask, make, standing},
    browser::{Browser, Device, in_browser},
    common::Client,
    journeys::{demo, errors, field, press, shows, sign_in},
};

/// What was invoiced, in cents, by the name of its source.
const FIGURES: &str = "return Object.fromEntries([...document.querySelectorAll('main .source')].map((source) => [
    source.querySelector('h3').innerText.trim(),
    Number(source.querySelector('.source-lead').innerText.replace('−', '-').replace(/[^0-9-]/g, ''))]))";

const LABEL: &str = "Subvention de la région";
const ESCAPE: &str = "\u{E00C}";
const SUBMIT: &str = "dialog[open] [type=submit]";

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_enters_revenue_deletes_it_and_takes_that_back() {
    let app = demo().await;
    let colleague = app.sign_in_as(UserRole::Manager).await;
    in_browser(Device::DESKTOP, |browser| async move {
        browser.open_page(&format!("{}/revenue", app.url)).await;
        sign_in(&browser, "manager@example.com").await;
        browser.find_text("h1", "Chiffre d’affaires").await;
        browser.find("main .chart-plot").await;
        let before = figures(&browser).await;
        let [audit, training, other, total] =
            ["Audit", "Formation", "Autre", "Total"].map(|source| before[source].as_i64().expect("an amount"));
        assert!(audit > 0, "the demo company has invoices: {before}");
        assert_eq!(audit + training + other, total, "{before}");

        enter(&browser).await;
        browser.find_text(".toast", "la recette est ajoutée").await;
        come_to(&browser, other + 100_000, total + 100_000).await;
        browser.find_text("main tbody", LABEL).await;
        browser.keep_screenshot("revenue-entered-1440-light-fr").await;
        browser.find_text("main .segment", "TTC").await.click().await;
        browser.find_text("main .source dt", "Facturé TTC").await;
        assert_eq!(figures(&browser).await["Autre"], other_with_tax(&browser).await, "as the server reckons");
        browser.find_text("main .segment", "HT").await.click().await;
        browser.find_text("main .source dt", "Facturé HT").await;

        standing(&browser, "main tbody [aria-haspopup=menu]", "").await.click().await;
        browser.find_text("[role=menuitem]", "Supprimer").await.click().await;
        browser.find_text(".toast", "dans la corbeille").await;
        come_to(&browser, other, total).await;
        browser.find_text(".toast button", "Annuler").await.click().await;
        browser.find_text(".toast", "compte de nouveau").await;
        come_to(&browser, other + 100_000, total + 100_000).await;

        meet_a_conflict(&browser, &colleague).await;
        // The page, still open, follows what a colleague enters.
        let input = json!({ "label": "Reprise", "entryDate": today(), "netAmount": "-250.50" });
        make(&colleague, "createRevenueEntry", "revenueEntry { id }", input).await;
        come_to(&browser, other + 100_000 - 25_050, total + 100_000 - 25_050).await;

        browser.open_page(&format!("{}/dashboard", app.url)).await;
        let section = "section[aria-labelledby=revenue]";
        browser.find(&format!("{section} .chart-plot")).await;
        browser.find_text(&format!("{section} a"), "Tout le chiffre d’affaires").await;
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}

/// Fills the form, wrongly at first.
async fn enter(browser: &Browser) {
    browser.find_text("main a", "Ajouter une recette").await.click().await;
    field(browser, "Libellé").await.type_text(LABEL).await;
    field(browser, "Nature").await.type_text("Subvention").await;
    field(browser, "Montant HT").await.type_text(&format!("1000{TAB}")).await;
    field(browser, "TVA").await.type_text(&format!("-200{TAB}")).await;
    browser.find(SUBMIT).await.click().await;
    browser.find_text("dialog .field-error", "même signe").await;
    field(browser, "TVA").await.type_text(&format!("{ALL}200{TAB}")).await;
    browser.find_text("dialog form", "Total TTC\u{a0}: 1\u{202f}200,00\u{a0}€").await;
    field(browser, "Encaissé TTC").await.type_text(&format!("1200,01{TAB}")).await;
    browser.find(SUBMIT).await.click().await;
    browser.find_text("dialog .field-error", "1\u{202f}200,00\u{a0}€").await;
    field(browser, "Encaissé TTC").await.type_text(&format!("{ALL}500{TAB}")).await;
    field(browser, "Encaissé le").await.type_text(&format!("aujourd’hui{TAB}")).await;
    browser.find(SUBMIT).await.click().await;
}

/// Two change the same entry: the second is asked which values shall stand.
async fn meet_a_conflict(browser: &Browser, colleague: &Client) {
    standing(browser, "main tbody a[data-row-link]", LABEL).await.click().await;
    browser.find("dialog[open] .facts").await;
    browser.find_text("dialog .panel-footer a", "Modifier").await.click().await;
    field(browser, "Référence").await.type_text("CR-2041").await;
    let path = browser.run("return location.pathname.split('/')[2]", json!([])).await;
    let theirs = json!({ "id": path, "label": "Subvention régionale" });
    make(colleague, "updateRevenueEntry", "revenueEntry { id }", theirs).await;
    browser.find(SUBMIT).await.click().await;
    browser.find_text("dialog .conflict", "Subvention régionale").await;
    browser.find(SUBMIT).await.click().await;
    browser.find_text(".toast", "Recette enregistrée").await;
    let kept = "query($id: ID!) { revenueEntry(id: $id) { label reference paidAmount } }";
    let kept = ask(browser, kept, json!({ "id": path })).await;
    let expected = json!({ "label": "Subvention régionale", "reference": "CR-2041", "paidAmount": "500.00" });
    assert_eq!(kept["revenueEntry"], expected, "both changes stand");
    browser.find("dialog[open] .facts").await;
    press(browser, ESCAPE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_sees_the_revenue_of_own_institutions_alone() {
    let app = demo().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    in_browser(Device::DESKTOP, |browser| async move {
        browser.open_page(&format!("{}/institutions", app.url)).await;
        sign_in(&browser, "auditor@example.com").await;
        browser.find_text("h1", "Institutions").await;
        let own = ask(&browser, "{ institutions(first: 1) { nodes { id } } }", json!({})).await;
        let own = own["institutions"]["nodes"][0]["id"].as_str().expect("an institution").to_owned();
        let enter = async |label: &str, institution: Option<&str>| {
            let input =
                json!({ "label": label, "entryDate": today(), "netAmount": "800", "institutionId": institution });
            make(&manager, "createRevenueEntry", "revenueEntry { id }", input).await
        };
        enter("Loyer de la salle de formation", Some(&own)).await;
        enter("Commission du cabinet", None).await;

        browser.open_page(&format!("{}/institutions/{own}", app.url)).await;
        browser.find_text("main nav a", "Chiffre d’affaires").await.click().await;
        browser.find("main .source-grid").await;
        browser.find_text("main tbody", "Loyer de la salle de formation").await;
        assert!(!shows(&browser, "main", "Commission du cabinet").await, "what is the firm’s alone");
        assert!(!shows(&browser, "main a", "Ajouter une recette").await, "an auditor enters nothing");
        assert!(browser.find_all("main tbody [aria-haspopup=menu]").await.is_empty(), "nor changes anything");
        browser.find("main tbody a[data-row-link]").await.click().await;
        browser.find("dialog[open] .facts").await;
        assert!(browser.find_all("dialog .panel-footer").await.is_empty());

        assert!(browser.find_all("nav a[href='/revenue']").await.is_empty(), "no way to the firm’s revenue");
        browser.open_page(&format!("{}/revenue", app.url)).await;
        browser.find_text("main h2", "Accès réservé").await;
        browser.open_page(&format!("{}/dashboard", app.url)).await;
        browser.find("main .chart-plot").await;
        assert!(browser.find_all("#revenue").await.is_empty(), "nor a section of the dashboard");
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}

fn today() -> String {
    Utc::now().date_naive().to_string()
}

/// What the page shows, once it shows it.
async fn figures(browser: &Browser) -> Value {
    browser.find("main .source .source-lead").await;
    browser.run(FIGURES, json!([])).await
}

/// Waits until the page shows these amounts.
async fn come_to(browser: &Browser, other: i64, total: i64) {
    let script = format!(
        "const all = (() => {{ {FIGURES} }})(); return all.Autre === arguments[0] && all.Total === arguments[1]"
    );
    browser.wait_for(&script, json!([other, total]), "the figures of the revenue").await;
}

/// Other revenue of the last twelve months with tax, in cents, as the server tells it.
async fn other_with_tax(browser: &Browser) -> i64 {
    let found = ask(browser, "{ revenueEvolution(months: 12) { other { invoiced } } }", json!({})).await;
    let months = found["revenueEvolution"].as_array().expect("months");
    let cents = |month: &Value| {
        let text = month["other"]["invoiced"].as_str().expect("an amount");
        text.replace('.', "").parse::<i64>().expect("cents")
    };
    months.iter().map(cents).sum()
}
