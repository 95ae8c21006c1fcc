//! Quotes and invoices as tests in a browser meet them: made over GraphQL, read off the page, acted on by its buttons.

use std::time::Duration;

use chrono::Utc;
use db::{rows::User, schema::users};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::{
    browser::Browser,
    common::{Client, TestApp},
    element::Element,
};

/// How long a document may take that is made where nothing was compiled to be fast.
const PATIENCE: Duration = Duration::from_secs(45);

/// The key that ends a line.
pub const ENTER: &str = "\u{E007}";
/// The key that goes to the next field.
pub const TAB: &str = "\u{E004}";
/// Ctrl and A: what a field holds is selected, and typing replaces it.
pub const ALL: &str = "\u{E009}a\u{E000}";
/// Ctrl and Enter: the form is sent.
pub const SUBMIT: &str = "\u{E009}\u{E007}\u{E000}";

/// A mutation that must succeed; gives the object.
pub async fn make(client: &Client, name: &str, object: &str, input: Value) -> Value {
    let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    let document = format!(
        "mutation($input: {kind}!) {{ {name}(input: $input) {{ {object} userErrors {{ field code message }} }} }}"
    );
    let mut data = client.query(&document, json!({ "input": input })).await;
    assert_eq!(data[name]["userErrors"], json!([]), "{name}");
    let object = object.split(' ').next().unwrap();
    data[name][object].take()
}

/// What stands in place of `{…}` in the addresses of pages: ids in the demo company, which has one document in each
/// state from then on, all of one institution with contacts; and of what the company has anyway.
pub async fn places(app: &TestApp) -> Vec<(&'static str, String)> {
    let admin = users::table.filter(users::email.eq("admin@example.com")).select(User::as_select());
    let admin: User = admin.first(&mut app.db().await).await.unwrap();
    let admin = app.sign_in(admin).await;
    let mut found = admin.query("{ contacts(first: 1) { nodes { institution { id } } } }", json!({})).await;
    let institution = found["contacts"]["nodes"][0]["institution"]["id"].take();
    let quote = async |title: &str| {
        let input = json!({ "institutionId": institution, "title": title, "lines": lines() });
        make(&admin, "createQuote", "quote { id }", input).await["id"].take()
    };
    let draft = quote("Audit de la stérilisation").await;
    let sent = quote("Audit du bloc opératoire").await;
    let link = json!({ "id": sent, "mail": false });
    let link = make(&admin, "sendQuote", "quote { publicUrl }", link).await["publicUrl"].take();
    // Accepted, and invoiced in part.
    let agreed = quote("Accompagnement à la certification").await;
    make(&admin, "acceptQuote", "quote { id }", json!({ "id": agreed })).await;
    let share = json!({ "quoteId": agreed, "percentage": "30" });
    make(&admin, "createDepositInvoice", "invoice { id }", share).await;

    let invoice = async |title: &str, day: Option<&str>| {
        let input = json!({ "institutionId": institution, "title": title, "serviceStart": day, "lines": lines() });
        make(&admin, "createInvoice", "invoice { id total }", input).await
    };
    let issued = async |title: &str| {
        let mut invoice = invoice(title, Some("2026-01-05")).await;
        make(&admin, "issueInvoice", "invoice { id }", json!({ "id": invoice["id"] })).await;
        (invoice["id"].take(), invoice["total"].take())
    };
    let pay = async |invoice: &Value, amount: &Value, confirmed: bool| {
        let input = json!({ "invoiceId": invoice, "amount": amount, "paymentMethod": "BANK_TRANSFER",
            "confirmed": confirmed });
        make(&admin, "recordPayment", "payment { id }", input).await["id"].take()
    };
    // Without the day of the work, it lacks a mention.
    let unfinished = invoice("Audit d’endoscopie", None).await["id"].take();
    let (open, _) = issued("Audit d’hygiène hospitalière").await;
    pay(&open, &json!("1000"), true).await;
    let waiting = pay(&open, &json!("250.50"), false).await;
    let (paid, total) = issued("Suivi du plan d’actions").await;
    pay(&paid, &total, true).await;
    let note = json!({ "invoiceId": paid, "lines": [lines()[1]], "issue": true });
    let note = make(&admin, "createCreditNote", "invoice { id }", note).await["id"].take();

    // Sent, and not paid in time.
    let (late, _) = issued("Audit du circuit des instruments").await;
    app.sql(&format!(
        "SET session_replication_role = replica;
         UPDATE invoices SET due_date = now() - interval '40 days', issue_date = issue_date - 80, sent_at = now()
             WHERE id = '{}';
         RESET session_replication_role",
        late.as_str().unwrap(),
    ))
    .await;
    let lists = ["catalogItems", "invoiceTemplates", "contacts", "tasks", "users", "teams"];
    let known = lists.map(|list| format!("{list}(first: 1) {{ nodes {{ id }} }}")).join(" ");
    let mut known = admin.query(&format!("{{ {known} }}"), json!({})).await;
    let [item, template, contact, task, user, team] = lists.map(|list| known[list]["nodes"][0]["id"].take());
    // Revenue beside invoices: of the institution, and of nobody, which takes back more than it brings.
    let today = Utc::now().date_naive().to_string();
    let revenue = async |label: &str, kind: &str, net: &str, institution: Option<&Value>| {
        let input = json!({ "label": label, "kind": kind, "entryDate": today, "netAmount": net, "reference": "R-2041",
            "institutionId": institution });
        make(&admin, "createRevenueEntry", "revenueEntry { id }", input).await["id"].take()
    };
    let entry = revenue("Droits d’auteur du guide d’endoscopie", "ROYALTY", "4250.40", Some(&institution)).await;
    revenue("Subvention reprise par la région", "SUBSIDY", "-1500", None).await;

    // The pages are to show the sessions of browsers alone.
    app.sql("UPDATE sessions SET revoked_at = now(), revoked_reason = 'revoked'").await;
    let token = link.as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let places = [
        ("{institution}", &institution),
        ("{quote-draft}", &draft),
        ("{quote-sent}", &sent),
        ("{quote-agreed}", &agreed),
        ("{invoice-draft}", &unfinished),
        ("{invoice-issued}", &open),
        ("{invoice-paid}", &paid),
        ("{invoice-late}", &late),
        ("{credit-note}", &note),
        ("{payment}", &waiting),
        ("{catalog-item}", &item),
        ("{template}", &template),
        ("{contact}", &contact),
        ("{task}", &task),
        ("{user}", &user),
        ("{team}", &team),
        ("{revenue-entry}", &entry),
    ];
    let id = |(name, id): (&'static str, &Value)| (name, id.as_str().unwrap().to_owned());
    places.map(id).into_iter().chain([("{token}", token)]).collect()
}

/// Audit, report and training: with a discount of each kind, and without VAT.
fn lines() -> Value {
    json!([
        { "description": "Audit sur site, de l’arrivée à la restitution", "unit": "jour", "quantity": "2.5",
            "unitPrice": "1333.33", "taxRate": "20", "discountValue": "7.5" },
        { "description": "Rapport d’audit", "unit": "forfait", "quantity": "1", "unitPrice": "950", "taxRate": "20",
            "discountType": "FIXED_AMOUNT", "discountValue": "50" },
        { "description": "Formation continue : retraitement des endoscopes", "unit": "jour", "quantity": "1",
            "unitPrice": "1620", "vatCategory": "E", "vatExemptionCode": "VATEX-FR-CGI261-4" },
    ])
}

/// Asks the server in the session of the page.
pub async fn ask(browser: &Browser, query: &str, variables: Value) -> Value {
    let script = "return fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: arguments[0], variables: arguments[1] }) })
        .then((response) => response.json()).then((answer) => answer.data)";
    browser.run(script, json!([query, variables])).await
}

/// The id in the address of the document that the page shows.
pub async fn id_of_page(browser: &Browser) -> String {
    let id = browser.run("return location.pathname.split('/')[2]", json!([])).await;
    id.as_str().expect("an address with an id").to_owned()
}

/// The number at the head of the page.
pub async fn number(browser: &Browser) -> String {
    let heading = browser.run("return document.querySelector('main h1').innerText", json!([])).await;
    heading.as_str().and_then(|words| words.split_whitespace().next()).expect("a heading").to_owned()
}

/// Waits until the document that the page shows has this status.
pub async fn comes_to(browser: &Browser, status: &str) {
    let script = "return document.querySelector('main h1 .status')?.innerText.trim() === arguments[0]";
    let begin = std::time::Instant::now();
    while begin.elapsed() < PATIENCE && browser.run(script, json!([status])).await != true {
        sleep(Duration::from_millis(50)).await;
    }
    browser.wait_for(script, json!([status]), &format!("the status “{status}”")).await;
}

/// The totals that the page shows, in cents: discounts, net, VAT by rate and reason, total.
pub async fn totals(browser: &Browser) -> Vec<i64> {
    let script = "return [...document.querySelectorAll('main .totals dd')]
        .map((amount) => Number(amount.innerText.replace('−', '-').replace(/[^0-9-]/g, '')))";
    let found = browser.run(script, json!([])).await;
    found.as_array().into_iter().flatten().map(|cents| cents.as_i64().expect("whole cents")).collect()
}

/// What [`totals`] must be, by the figures of the server.
pub fn totals_of(document: &Value) -> Vec<i64> {
    let cents = |amount: &Value| amount.as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
    let discounts = cents(&document["totalDiscountAmount"]);
    let groups = document["vatBreakdown"].as_array().unwrap();
    let mut all = if discounts == 0 { Vec::new() } else { vec![-discounts] };
    all.push(cents(&document["subtotal"]) - discounts);
    all.extend(groups.iter().map(|group| cents(&group["tax"])));
    all.push(cents(&document["total"]));
    all
}

/// The first element with this text that stays the same for a moment: while answers and news of a change come in, parts
/// of a page are drawn anew, and what was found would be gone. It stands in the middle of the window then.
pub async fn standing(browser: &Browser, selector: &str, text: &str) -> Element {
    let script = "const find = () => [...document.querySelectorAll(arguments[0])]
            .find((element) => element.innerText.includes(arguments[1]) && element.checkVisibility()) ?? null;
        const end = performance.now() + 3000;
        let [last, since] = [find(), performance.now()];
        return new Promise((resolve) => {
            const look = () => {
                const now = find();
                if (now !== last) [last, since] = [now, performance.now()];
                if (now !== null && performance.now() - since > 600) {
                    now.scrollIntoView({ block: 'center' });
                    resolve(now);
                } else if (performance.now() > end) resolve(null);
                else setTimeout(look, 50);
            };
            look();
        })";
    let found =
        browser.wait_for(script, json!([selector, text]), &format!("`{selector}` with “{text}” that stays")).await;
    Element::of(browser, &found)
}

/// Opens the menu of the document that the page shows.
async fn open_menu(browser: &Browser) {
    browser.find("main .page-actions button[aria-haspopup=menu]").await.click().await;
    browser.find("main .page-actions .menu:popover-open").await;
}

/// Chooses an action of that menu.
pub async fn choose_action(browser: &Browser, words: &str) {
    open_menu(browser).await;
    browser.find_text("[role=menuitem]", words).await.click().await;
}

/// Everything that the page offers to do with its document: buttons, links and the lines of the menu.
pub async fn offered(browser: &Browser) -> Vec<String> {
    if !browser.find_all("main .page-actions button[aria-haspopup=menu]").await.is_empty() {
        open_menu(browser).await;
    }
    let script = "const shown = [...document.querySelectorAll(
            'main .page-actions > .button, main .page-actions [role=menuitem], main .section-header .button')]
            .filter((element) => element.checkVisibility()).map((element) => element.innerText.trim());
        document.querySelector('.menu:popover-open')?.hidePopover();
        return shown.filter((words) => words !== '')";
    let shown = browser.run(script, json!([])).await;
    shown.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Opens the PDF behind the link of the page, twice, and gives the SHA-256 of its bytes.
pub async fn hash_of_pdf(browser: &Browser) -> String {
    let script = "const link = document.querySelector(\"main .page-actions a[href*='/pdf']\");
        return fetch(link.href, { cache: 'no-store' }).then(async (response) => {
            const bytes = new Uint8Array(await response.arrayBuffer());
            const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
            return { status: response.status, type: response.headers.get('content-type'),
                start: String.fromCharCode(...bytes.slice(0, 5)),
                hash: [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('') };
        })";
    let first = browser.run(script, json!([])).await;
    assert_eq!(first["status"], 200, "{first}");
    assert_eq!([&first["type"], &first["start"]], ["application/pdf", "%PDF-"]);
    assert_eq!(browser.run(script, json!([])).await, first, "the same bytes whenever it is opened");
    first["hash"].as_str().unwrap().to_owned()
}

/// [`hash_of_pdf`] is that of the file that the page says is kept.
pub async fn assert_pdf_is_kept(browser: &Browser) {
    let hash = hash_of_pdf(browser).await;
    browser.find(&format!("section[aria-labelledby=files] a[title='{hash}']")).await;
}
