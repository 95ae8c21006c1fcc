//! An administrator connects Digiforma, reads it, decides which company is which institution, and sees its training
//! invoices there. Digiforma is a stand-in with an account of a few rows.

use std::time::Duration;

use crm::jobs;
use db::{rows::User, schema::users};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use digiforma::stand_in::{Fixture, Misbehaviour, PATH, StandIn};
use serde_json::{Value, json};

use crate::{
    accessibility::assert_accessible,
    billing::{make, standing},
    browser::{Browser, Device, in_browser},
    common::{Client, TestApp},
    journeys::{demo, errors, field, press, sign_in},
};

const TOKEN: &str = "jeton-de-test";

fn company(id: &str, name: &str, city: &str, zip_code: &str) -> Value {
    json!({
        "id": id, "name": name, "roadAddress": "1 rue du Port", "city": city, "cityCode": zip_code, "country": "France",
        "contacts": [], "updatedAt": "2026-01-10T08:00:00",
    })
}

/// Three companies: one that is linked by its accounting number, one whose name is that of an institution in another town
/// of the department, one that nobody knows; and an invoice of the first and of the last.
fn account() -> Fixture {
    let mut known = company("1", "Peu importe", "Brest", "29200");
    known["accountingNumber"] = "411-CHOLET".into();
    let invoice = |id: &str, number: i64, buyer: &str| {
        json!({
            "id": id, "number": number, "numberStr": format!("{number:04}"), "prefix": "2026", "date": "2026-04-02",
            "locked": true, "paymentLimitDays": 30, "isPaymentLimitEndMonth": false,
            "fileUrl": format!("https://files.example/invoices/{id}.pdf"),
            "recipient": { "__typename": "Company", "id": buyer },
            "items": [{ "id": id, "name": "Formation au retraitement", "type": "training", "quantity": 1.0,
                "unitPrice": 1620.0, "vat": 0.0 }],
            "invoicePayments": [], "insertedAt": "2026-04-02T08:00:00", "updatedAt": "2026-04-02T08:00:00",
        })
    };
    let rows = json!({
        "companies": [
            known,
            company("7", "Clinique Jeanne d’Arc", "Muret", "31600"),
            company("9", "Omnium Atlantique", "Lille", "59000"),
        ],
        "invoices": [invoice("70", 70, "1"), invoice("90", 90, "9")],
    });
    Fixture::from_json(&rows.to_string()).unwrap()
}

/// A stand-in that answers, and its address.
async fn upstream() -> (StandIn, String) {
    let stand_in = StandIn::new(account(), TOKEN).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}{PATH}", listener.local_addr().unwrap());
    tokio::spawn(stand_in.clone().serve(listener));
    (stand_in, url)
}

async fn administrator(app: &TestApp) -> Client {
    let admin = users::table.filter(users::email.eq("admin@example.com")).select(User::as_select());
    let admin: User = admin.first(&mut app.db().await).await.unwrap();
    app.sign_in(admin).await
}

async fn institution(client: &Client, name: &str, city: &str, zip_code: &str, number: Option<&str>) -> String {
    let input = json!({
        "name": name, "type": "CLINIC", "accountingNumber": number,
        "address": { "street": "1 rue du Port", "city": city, "zipCode": zip_code, "country": "France" },
    });
    make(client, "createInstitution", "institution { id }", input).await["id"].as_str().unwrap().to_owned()
}

/// Chooses the tab with this name.
async fn tab(browser: &Browser, name: &str) {
    standing(browser, "main .tab", name).await.click().await;
    let chosen = "return document.querySelector('main .tab[aria-current]')?.innerText.includes(arguments[0]) === true";
    browser.wait_for(chosen, json!([name]), &format!("the tab “{name}”")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn digiforma_is_connected_read_matched_and_shown() {
    let app = demo().await;
    tokio::spawn(jobs::run(app.app.clone()));
    let (stand_in, url) = upstream().await;
    let admin = administrator(&app).await;
    let cholet = institution(&admin, "Clinique des Mauges", "Cholet", "49300", Some("411-CHOLET")).await;
    institution(&admin, "Clinique Jeanne d'Arc", "Toulouse", "31000", None).await;
    let house = institution(&admin, "Résidence des Tilleuls", "Dunkerque", "59140", None).await;
    in_browser(Device::DESKTOP, |browser| async move {
        browser.open_page(&format!("{}/settings/digiforma", app.url)).await;
        sign_in(&browser, "admin@example.com").await;
        connect(&browser, &url).await;
        read(&browser, &stand_in).await;
        decide(&browser).await;
        link_by_hand(&browser).await;
        see_invoices(&browser, &app, &house, &cholet).await;
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}

/// Address and token are entered, kept, and tried: first a token that Digiforma refuses, then the right one.
async fn connect(browser: &Browser, url: &str) {
    browser.find_text("main .empty", "pas encore relié").await;
    browser.keep_screenshot("digiforma-not-connected-1440-light-fr").await;
    browser.find_text("main .empty button", "Saisir le jeton").await.click().await;
    press(browser, "un-autre-jeton").await;
    field(browser, "Adresse de l’API").await.type_text(&format!("{}{url}", crate::billing::ALL)).await;
    browser.find_text("main label.choice", "Connexion active").await.click().await;
    browser.find("main .form-page [type=submit]").await.click().await;
    browser.find_text(".toast", "Connexion enregistrée").await;
    browser.find_text("main .form-page", "Un jeton est enregistré").await;
    let told = "return document.documentElement.outerHTML.includes('un-autre-jeton')";
    assert_eq!(browser.run(told, json!([])).await, false, "a token is never shown again");
    standing(browser, "main .form-page button", "Tester la connexion").await.click().await;
    browser.find_text("main .notice[data-tone=critical]", "La connexion ne fonctionne pas").await;
    browser.find_text("main .notice[data-tone=critical]", "Digiforma refuse le jeton").await;

    standing(browser, "main .form-page button", "Remplacer").await.click().await;
    browser.find("main .form-page input[autocomplete=off][type=password]").await.type_text(TOKEN).await;
    browser.find("main .form-page [type=submit]").await.click().await;
    browser.find_text("main .form-page", "Un jeton est enregistré").await;
    standing(browser, "main .form-page button", "Tester la connexion").await.click().await;
    browser.find_text("main .notice[data-tone=positive]", "La connexion fonctionne").await;
    assert_accessible(browser, "the connection to Digiforma").await;
}

/// A reading is followed while it works, and stands in the history when it is over.
async fn read(browser: &Browser, stand_in: &StandIn) {
    // Slow enough to be seen at work.
    let slow = Misbehaviour { slow_per_row: Duration::from_millis(20), ..Misbehaviour::default() };
    stand_in.misbehave(slow);
    standing(browser, "main .page-actions .button-primary", "Synchroniser").await.click().await;
    browser.find("main .sync-progress progress").await;
    browser.find_text("main .sync-progress button", "Arrêter").await;
    browser.keep_screenshot("digiforma-running-1440-light-fr").await;
    stand_in.misbehave(Misbehaviour::default());
    let over = "return document.querySelector('main .section-header .status')?.innerText.trim() === 'Réussie'";
    let begin = std::time::Instant::now();
    while begin.elapsed() < Duration::from_secs(60) && browser.run(over, json!([])).await != true {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    browser.wait_for(over, json!([]), "the end of the reading, without a reload").await;
    browser.find_text("main .phase", "3 lus").await;
    browser.find_text("main tbody tr", "Réussie").await;
    browser.find_text("main .notice", "1 suggestion de rapprochement attend une décision").await;
    browser.keep_screenshot("digiforma-read-1440-light-fr").await;
}

/// The suggestion is rejected and confirmed by keyboard, and each is taken back.
async fn decide(browser: &Browser) {
    browser.find_text("main .notice a", "Ouvrir le rapprochement").await.click().await;
    browser.find_text("h1", "Rapprochement").await;
    standing(browser, "main .match", "Clinique Jeanne d").await;
    assert_accessible(browser, "a suggestion, side by side").await;
    browser.find_text("main .compare-table tr", "Identique").await;
    browser.find_text("main .compare-table tr", "Différent").await;
    browser.keep_screenshot("digiforma-suggestion-1440-light-fr").await;
    browser.find("body").await.type_text("j").await;
    press(browser, "r").await;
    browser.find_text(".toast", "Suggestion refusée").await;
    browser.find_text("main .empty", "Plus aucune suggestion").await;
    browser.find_text(".toast button", "Annuler").await.click().await;
    browser.find_text(".toast", "Refus annulé").await;
    standing(browser, "main .match", "Clinique Jeanne d").await;
    browser.find("body").await.type_text("j").await;
    press(browser, "a").await;
    browser.find_text(".toast", "est liée").await;
    browser.find_text("main .empty", "Plus aucune suggestion").await;
    browser.find_text(".toast button", "Annuler").await.click().await;
    browser.find_text(".toast", "est défait").await;
    tab(browser, "Sans institution").await;
    browser.find_text("main tbody tr", "Clinique Jeanne d’Arc").await;
}

/// The company that resembles nothing is linked by a search among all institutions.
async fn link_by_hand(browser: &Browser) {
    standing(browser, "main tbody tr a", "Omnium Atlantique").await.click().await;
    browser.find_text("dialog[open] h2", "Omnium Atlantique").await;
    field(browser, "Chercher parmi toutes").await.type_text("tilleuls").await;
    browser.find_text("dialog[open] [role=option]", "Résidence des Tilleuls").await.click().await;
    let link = standing(browser, "dialog[open] .button-primary", "Lier à Résidence des Tilleuls").await;
    assert_accessible(browser, "a company and an institution that was looked for").await;
    browser.keep_screenshot("digiforma-link-by-hand-1440-light-fr").await;
    link.click().await;
    browser.find_text(".toast", "Omnium Atlantique est liée à Résidence des Tilleuls").await;
    tab(browser, "Liées").await;
    let row = "return [...document.querySelectorAll('main tbody tr')].find((row) =>
        row.innerText.includes('Omnium Atlantique') && row.innerText.includes('Liée à la main')) !== undefined";
    browser.wait_for(row, json!([]), "the link that was made by hand").await;
    browser.find_text("main tbody tr", "Même numéro comptable").await;
    browser.find_text("main tbody tr", "À vérifier").await;
}

/// Invoices follow their company, of a link that was made by itself and of one that was made by hand.
async fn see_invoices(browser: &Browser, app: &TestApp, by_hand: &str, by_itself: &str) {
    for (institution, number) in [(by_hand, "0090"), (by_itself, "0070")] {
        browser.open_page(&format!("{}/institutions/{institution}/digiforma", app.url)).await;
        browser.find_text("section[aria-labelledby=training-invoices] tbody tr", number).await;
        browser.find_text("section[aria-labelledby=training-invoices] tbody tr", "1\u{202f}620,00\u{a0}€").await;
    }
    assert_accessible(browser, "what an institution has in Digiforma").await;
    browser.find_text("main", "Dernière synchronisation").await;
}
