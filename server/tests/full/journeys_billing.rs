//! From a quote to money and back: written by keyboard, sent, accepted by the client, invoiced, issued, paid, credited.

use serde_json::json;

use crate::{
    accessibility::assert_accessible,
    billing::{
        ALL, ENTER, SUBMIT, TAB, ask, assert_pdf_is_kept, choose_action, comes_to, id_of_page, number, offered,
        standing, totals, totals_of,
    },
    browser::{Browser, Device, in_browser},
    common::TestApp,
    journeys::{demo, errors, field, press, shows, sign_in},
};

/// Alt and the arrow up: the line moves up.
const UP: &str = "\u{E00A}\u{E013}\u{E000}";

const TITLE: &str = "Audit et formation de l’endoscopie";
/// Description, quantity, unit, price and discount, as a person types them.
const LINES: [[&str; 5]; 3] = [
    ["Audit du secteur d’endoscopie, sur site", "2,5", "jour", "1333,33", "7,5"],
    ["Rapport d’audit", "1", "forfait", "950", "50 €"],
    ["Formation continue : retraitement des endoscopes", "1", "jour", "1620", "0"],
];
/// Cents: discounts of 250.00 and 50.00, what is left, 20 % VAT on the two audit lines, none on training, the total.
const TOTALS: [i64; 5] = [-30_000, 560_333, 79_667, 0, 640_000];

/// Street, post code and town of where the work was done.
const SITE: [&str; 3] = ["3 rue des Lilas", "44400", "Rezé"];

const CHECKS: &str = "section[aria-labelledby=checks]";
const BUTTON: &str = "main .page-actions .button-primary";

#[tokio::test(flavor = "multi_thread")]
async fn a_quote_is_sent_accepted_invoiced_paid_and_credited() {
    let app = demo().await;
    // The firm forgot where it wants to be paid.
    app.sql("UPDATE firm_identity SET iban = NULL").await;
    in_browser(Device::DESKTOP, |browser| async move {
        browser.open_page(&format!("{}/quotes", app.url)).await;
        sign_in(&browser, "manager@example.com").await;
        browser.find_text("h1", "Devis").await;
        browser.find_text("main a", "Nouveau devis").await.click().await;
        write_by_keyboard(&browser).await;
        send(&browser).await;
        accept(&browser).await;
        // The page of the manager, still open, follows.
        comes_to(&browser, "Accepté").await;
        convert(&browser).await;
        complete(&app, &browser).await;
        issue(&browser).await;
        pay_in_two_parts(&browser).await;
        credit(&browser).await;
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}

async fn write_by_keyboard(browser: &Browser) {
    field(browser, "Institution").await.type_text("Confluent").await;
    browser.find_text("[role=option]", "Confluent").await;
    press(browser, ENTER).await;
    field(browser, "Objet").await.type_text(TITLE).await;
    browser.find("[data-cell=description]").await.click().await;
    for (place, line) in LINES.iter().enumerate() {
        if place > 0 {
            press(browser, ENTER).await;
        }
        for cell in line {
            press(browser, &format!("{ALL}{cell}{TAB}")).await;
        }
    }
    // Training bears no VAT: the list of rates and reasons goes to what is typed.
    press(browser, "Form").await;
    browser.run("document.querySelectorAll('[data-cell=description]')[2].focus()", json!([])).await;
    press(browser, UP).await;
    let moved = "return document.querySelectorAll('[data-cell=description]')[1].value.startsWith('Formation')";
    browser.wait_for(moved, json!([]), "training in the second place").await;
    let nets = "return [...document.querySelectorAll('[data-line] output')].map((net) => net.innerText)";
    let nets = browser.run(nets, json!([])).await;
    assert_eq!(
        nets,
        json!(["3\u{202f}083,33\u{a0}€", "1\u{202f}620,00\u{a0}€", "900,00\u{a0}€"]),
        "each line after its discount, before tax"
    );
    assert_eq!(totals(browser).await, TOTALS, "while it is typed");
    assert!(shows(browser, ".editor-actions", "6\u{202f}400,00\u{a0}€").await);
    browser.keep_screenshot("quote-written-1440-light-fr").await;
    press(browser, SUBMIT).await;

    comes_to(browser, "Brouillon").await;
    let query = "query($id: ID!) { quote(id: $id) { title subtotal totalDiscountAmount vatBreakdown { tax } total
        lines { description } } }";
    let saved = ask(browser, query, json!({ "id": id_of_page(browser).await })).await;
    assert_eq!([&saved["quote"]["title"], &saved["quote"]["lines"][1]["description"]], [TITLE, LINES[2][0]]);
    assert_eq!(totals_of(&saved["quote"]), TOTALS, "the server computes the same");
    assert_eq!(totals(browser).await, TOTALS, "and shows it");
}

async fn send(browser: &Browser) {
    browser.find_text(BUTTON, "Envoyer le devis").await.click().await;
    let recipients = field(browser, "Destinataires").await;
    recipients.type_text(&format!("achats@confluent.example{ENTER}")).await;
    browser.find_text("dialog .tag", "achats@confluent.example").await;
    browser.find("dialog [type=submit]").await.click().await;
    comes_to(browser, "Envoyé").await;
    assert_pdf_is_kept(browser).await;
}

/// What the client does with the link, on a telephone, as nobody whom the server knows.
async fn accept(browser: &Browser) {
    let link = "return document.querySelector('.link-line input')?.value ?? null";
    let link = browser.wait_for(link, json!([]), "the link for the client").await.as_str().unwrap().to_owned();
    let number = number(browser).await;
    in_browser(Device::PHONE, move |client| async move {
        client.open_page(&link).await;
        client.find_text("h1", &number).await;
        assert_eq!(totals(&client).await, TOTALS, "the client reads the same");
        let wide = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
        assert_eq!(client.run(wide, json!([])).await, false, "the page does not scroll sideways");
        client.find_text("button", "Accepter le devis").await.click().await;
        client.find(".field-error").await;
        field(&client, "Nom et prénom").await.type_text("Anne Zola").await;
        client.find_text("button", "Accepter le devis").await.click().await;
        client.find_text(".notice", "Vous avez accepté ce devis").await;
        let answered = "return document.querySelector('.public-answer') === null";
        client.wait_for(answered, json!([]), "no further question").await;
        assert_accessible(&client, "the page of a quote that was accepted").await;
        client.keep_screenshot("public-quote-accepted-390-light-fr").await;
        assert_eq!(errors(&client).await, [""; 0]);
    })
    .await;
}

async fn convert(browser: &Browser) {
    browser.find_text(BUTTON, "Facturer").await.click().await;
    browser.find_text("dialog h2", "Facturer le devis").await;
    browser.find("dialog [type=submit]").await.click().await;
    browser.find_text("main h1", "Brouillon").await;
    assert_eq!(totals(browser).await, TOTALS, "the invoice asks for what was offered");
}

/// What the law wants to read is named before the invoice can be issued, each with the way to where it is set.
async fn complete(app: &TestApp, browser: &Browser) {
    for missing in ["IBAN du cabinet", "Date ou période de la prestation"] {
        browser.find_text(CHECKS, missing).await;
    }
    browser.find_text(BUTTON, "Émettre la facture").await.click().await;
    browser.find_text("dialog h2", "Avant d’émettre").await;
    browser.find_text("dialog", "IBAN du cabinet").await;
    assert!(browser.find_all("dialog form").await.is_empty(), "there is nothing to confirm");
    browser.keep_screenshot("invoice-blocked-for-a-manager-1440-light-fr").await;
    browser.find_text("dialog button", "Fermer").await.click().await;

    // A manager cannot tell who the firm is: the one link leads to the day of the work.
    standing(browser, &format!("{CHECKS} a"), "Renseigner").await.click().await;
    browser.find_text("h1", "Modifier la facture").await;
    field(browser, "Prestation du").await.type_text("hier").await;
    name_site(browser).await;
    browser.find_text(".toast", "Brouillon enregistré").await;
    browser.find_text(CHECKS, "IBAN du cabinet").await;
    browser.find_text("main .facts", "3 rue des Lilas\n44400 Rezé\nFrance").await;
    browser.find_text("section[aria-labelledby=history]", "3 rue des Lilas, 44400 Rezé, France").await;
    assert!(!shows(browser, CHECKS, "Date ou période").await);

    app.sql("UPDATE firm_identity SET iban = 'FR7699999000010123456789012'").await;
    let here = browser.run("return location.href", json!([])).await;
    browser.open_page(here.as_str().unwrap()).await;
    browser.find_text(CHECKS, "Toutes les mentions obligatoires sont là").await;
}

/// The work was done elsewhere than at the client’s own address; an address is refused while parts of it are missing.
async fn name_site(browser: &Browser) {
    browser.find_text("main summary", "Autres adresses").await.click().await;
    field(browser, "Rue").await.type_text(SITE[0]).await;
    // Out of sight, what is wrong shows all the same.
    browser.find_text("main summary", "Autres adresses").await.click().await;
    browser.find(".editor-actions [type=submit]").await.click().await;
    let told = "return document.querySelectorAll('.form-more[open] .field-error').length === 2";
    browser.wait_for(told, json!([]), "the post code and the town that are missing").await;
    press(browser, SITE[1]).await;
    field(browser, "Ville").await.type_text(SITE[2]).await;
    browser.keep_screenshot("invoice-other-addresses-1440-light-fr").await;
    press(browser, SUBMIT).await;
}

async fn issue(browser: &Browser) {
    browser.find_text(BUTTON, "Émettre la facture").await.click().await;
    browser.find_text("dialog", "ne pourra plus être modifiée").await;
    assert_accessible(browser, "the question before an invoice is issued").await;
    browser.keep_screenshot("invoice-issue-1440-light-fr").await;
    browser.find("dialog [type=submit]").await.click().await;
    comes_to(browser, "Émise").await;
    let number = number(browser).await;
    assert!(number.starts_with("INV"), "{number}");
    assert!(!offered(browser).await.contains(&"Modifier".to_owned()), "what is issued stays as it is");
    assert_eq!(totals(browser).await, TOTALS);
    assert_pdf_is_kept(browser).await;
}

async fn pay_in_two_parts(browser: &Browser) {
    choose_action(browser, "Enregistrer un paiement").await;
    field(browser, "Montant").await.type_text(&format!("{ALL}6400,01{TAB}")).await;
    browser.find("dialog [type=submit]").await.click().await;
    browser.find_text("dialog .field-error", "6\u{202f}400,00\u{a0}€ au plus").await;
    field(browser, "Montant").await.type_text(&format!("{ALL}3000{TAB}")).await;
    browser.find("dialog [type=submit]").await.click().await;
    browser.find_text(".toast", "3\u{202f}000,00\u{a0}€").await;
    browser.find_text("section[aria-labelledby=payments]", "À confirmer").await;
    comes_to(browser, "Émise").await;
    standing(browser, "section[aria-labelledby=payments] [aria-haspopup=menu]", "").await.click().await;
    browser.find_text("[role=menuitem]", "Confirmer").await.click().await;
    comes_to(browser, "Payée en partie").await;
    browser.find_text("main .page-heading", "Reste à payer 3\u{202f}400,00\u{a0}€").await;

    choose_action(browser, "Enregistrer un paiement").await;
    field(browser, "Montant").await;
    let proposed = "return [...document.querySelectorAll('dialog input')].map((input) => input.value)";
    let proposed = browser.run(proposed, json!([])).await;
    assert!(proposed.as_array().unwrap().contains(&json!("3\u{202f}400,00")), "what is left is proposed: {proposed}");
    browser.find_text("dialog label", "Encaissé").await.click().await;
    browser.keep_screenshot("invoice-second-payment-1440-light-fr").await;
    browser.find("dialog [type=submit]").await.click().await;
    comes_to(browser, "Payée").await;
    browser.find_text("main .page-heading", "Soldée").await;
    assert!(!offered(browser).await.contains(&"Enregistrer un paiement".to_owned()), "nothing is left to pay");
}

async fn credit(browser: &Browser) {
    let invoice = number(browser).await;
    choose_action(browser, "Établir un avoir").await;
    browser.find_text("dialog h2", "Établir un avoir").await;
    field(browser, "Motif").await.type_text("Mission annulée d’un commun accord").await;
    browser.find_text("dialog label", "L’émettre aussitôt").await.click().await;
    browser.find("dialog [type=submit]").await.click().await;
    comes_to(browser, "Émis").await;
    browser.find_text("main h1 .tag", "Avoir").await;
    let note = number(browser).await;
    assert!(note.starts_with("AV"), "{note}");
    browser.find_text("main .page-heading", "À rembourser 6\u{202f}400,00\u{a0}€").await;
    assert_eq!(totals(browser).await.last(), TOTALS.last(), "everything is taken back");
    assert_pdf_is_kept(browser).await;

    standing(browser, "main .facts a", &invoice).await.click().await;
    comes_to(browser, "Annulée").await;
    browser.find_text("section[aria-labelledby=credit-notes]", &note).await;
}
