//! Records that are not as records should be.

use digiforma::record::Kind;
use serde_json::{Value, json};

use crate::setting::{Mirror, fixture, tally};

fn company(id: &str, name: &str) -> Value {
    json!({ "id": id, "name": name, "contacts": [], "updatedAt": "2026-01-10T08:00:00" })
}

fn invoice(id: &str, number: Option<i64>, items: Value) -> Value {
    json!({
        "id": id, "number": number, "numberStr": number.map(|n| format!("{n:03}")), "prefix": number.map(|_| "2026"),
        "date": "2026-01-15", "locked": number.is_some(), "paymentLimitDays": 30, "items": items,
        "invoicePayments": [], "updatedAt": "2026-01-15T08:00:00",
    })
}

fn item(quantity: f64, price: f64, vat: f64) -> Value {
    json!({ "name": "Formation", "type": "training", "quantity": quantity, "unitPrice": price, "vat": vat })
}

async fn invoices(mirror: &Mirror) -> Vec<Value> {
    let shown = mirror
        .ask_for(
            "invoices(orderBy: [{ field: INVOICE_NUMBER }]) { nodes { digiformaId invoiceNumber status isCreditNote
             netAmount totalAmount paidAmount remainingAmount issueDate dueDate recipientName
             company { digiformaId } lines { netAmount } payments { amount date } } }",
        )
        .await;
    shown["invoices"]["nodes"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn invoices_of_all_kinds_are_understood() {
    let mut paid = invoice("1", Some(1), json!([item(2.0, 500.0, 20.0)]));
    paid["invoicePayments"] = json!([
        { "id": "1", "amount": 1000.0, "date": "2026-02-01" }, { "id": "2", "amount": 200.0, "date": "2026-02-20" },
    ]);
    paid["recipient"] = json!({ "__typename": "Company", "id": "7", "name": "CH de Cholet" });
    let mut by_agency = invoice("2", Some(2), json!([item(1.0, 300.0, 0.0)]));
    by_agency["recipient"] = json!({ "__typename": "FundingAgency", "id": "7", "name": "OPCO Santé" });
    by_agency["customer"] =
        json!({ "id": "90", "entity": { "__typename": "Company", "id": "7", "name": "CH de Cholet" } });
    let free = invoice("3", Some(3), json!([item(1.0, 0.0, 20.0)]));
    let mut credit = invoice("4", Some(4), json!([item(6.0, -400.0, 0.0)]));
    credit["freeText"] = "Avoir sur la facture 2026-002".into();
    let draft = invoice("5", None, json!([item(1.0, 99.99, 20.0)]));
    let mirror = Mirror::start(fixture(json!({
        "companies": [company("7", "CH de Cholet")],
        "customers": [{ "id": "90", "entity": { "__typename": "Company", "id": "7" }, "crmStatus": "WON" }],
        "fundingAgencies": [{ "id": "7", "name": "OPCO Santé" }],
        "invoices": [paid, by_agency, free, credit, draft],
    })))
    .await;
    mirror.sync_well().await;
    let shown = invoices(&mirror).await;
    let of = |id: &str| shown.iter().find(|row| row["digiformaId"] == id).unwrap().clone();

    let row = of("1");
    assert_eq!((&row["invoiceNumber"], &row["status"]), (&json!("2026-001"), &json!("PAID")));
    assert_eq!((&row["netAmount"], &row["totalAmount"]), (&json!("1000.00"), &json!("1200.00")));
    assert_eq!((&row["paidAmount"], &row["remainingAmount"]), (&json!("1200.00"), &json!("0.00")));
    assert_eq!(row["company"]["digiformaId"], "7");
    assert!(row["issueDate"].as_str().unwrap().starts_with("2026-01-15T12:00:00"), "{row}");
    assert!(row["dueDate"].as_str().unwrap().starts_with("2026-02-14T"), "{row}");
    assert_eq!(row["payments"][1]["date"], "2026-02-20");

    let row = of("2");
    assert_eq!((&row["company"]["digiformaId"], &row["recipientName"]), (&json!("7"), &json!("OPCO Santé")));
    let row = of("3");
    assert_eq!((&row["status"], &row["totalAmount"], &row["company"]), (&json!("PAID"), &json!("0.00"), &Value::Null));
    let row = of("4");
    assert_eq!((&row["isCreditNote"], &row["totalAmount"]), (&json!(true), &json!("-2400.00")));
    let row = of("5");
    assert_eq!((&row["status"], &row["invoiceNumber"]), (&json!("DRAFT"), &Value::Null));
    assert_eq!(row["totalAmount"], "119.99");
}

/// What cannot be stored is told by record; its neighbours are there, and the next reading repairs it.
#[tokio::test(flavor = "multi_thread")]
async fn one_bad_record_spoils_no_other() {
    let too_large = invoice("2", Some(2), json!([item(1e9, 1e9, 0.0)]));
    let undated = json!({ "id": "3", "number": 3, "numberStr": "003", "prefix": "2026", "items": [] });
    let mirror = Mirror::start(fixture(json!({
        "companies": [company("7", "Avec un\u{0}caractère nul"), company("8", "")],
        "invoices": [invoice("1", Some(1), json!([item(1.0, 10.0, 20.0)])), too_large, undated],
    })))
    .await;
    let row = mirror.sync().await;
    assert_eq!(row["status"], "PARTIAL", "{row:#}");
    let told: Vec<&str> =
        row["errors"].as_array().unwrap().iter().map(|error| error["recordId"].as_str().unwrap()).collect();
    assert!(told.contains(&"2") && told.contains(&"3"), "{row:#}");
    assert_eq!(tally(&row, "invoices")["created"], 1);
    assert_eq!(tally(&row, "companies")["created"], 2);
    let names = mirror.ask_for("companies { nodes { name } }").await;
    assert_eq!(names["companies"]["nodes"], json!([{ "name": "Avec uncaractère nul" }, { "name": "Digiforma 8" }]));

    mirror.stand_in.put(Kind::Invoice, invoice("2", Some(2), json!([item(1.0, 20.0, 0.0)])));
    mirror.stand_in.put(Kind::Invoice, invoice("3", Some(3), json!([])));
    let row = mirror.sync_well().await;
    assert_eq!(tally(&row, "invoices")["created"], 2);
}

/// Numbers of companies' contacts and of trainees are two series; the ids of a list repeat in others.
#[tokio::test(flavor = "multi_thread")]
async fn one_number_names_a_contact_and_a_trainee() {
    let mut with_contact = company("7", "CH de Cholet");
    with_contact["contacts"] =
        json!([{ "id": "7", "firstname": "Anne", "lastname": "Le Gall", "email": "a@x.example" }]);
    let mirror = Mirror::start(fixture(json!({
        "companies": [with_contact],
        "trainees": [{ "id": "7", "firstname": null, "lastname": "Morin", "companyId": "7", "company": { "id": "7" } }],
    })))
    .await;
    mirror.sync_well().await;
    let people = mirror.ask_for("contacts { nodes { kind digiformaId firstName lastName company { name } } }").await;
    assert_eq!(
        people["contacts"]["nodes"],
        json!([
            { "kind": "CONTACT", "digiformaId": "7", "firstName": "Anne", "lastName": "Le Gall", "company": { "name": "CH de Cholet" } },
            { "kind": "TRAINEE", "digiformaId": "7", "firstName": "", "lastName": "Morin", "company": { "name": "CH de Cholet" } },
        ])
    );
}

/// A company that comes into the mirror after its invoices takes them over; a renamed and re-used id is one record.
#[tokio::test(flavor = "multi_thread")]
async fn links_follow_what_the_upstream_says() {
    let mut billed = invoice("1", Some(1), json!([item(1.0, 10.0, 20.0)]));
    billed["recipient"] = json!({ "__typename": "Company", "id": "7", "name": "Plus tard" });
    let mirror =
        Mirror::start(fixture(json!({ "companies": [company("8", "Autre")], "invoices": [billed.clone()] }))).await;
    mirror.sync_well().await;
    assert_eq!(invoices(&mirror).await[0]["company"], Value::Null);
    mirror.stand_in.put(Kind::Company, company("7", "Plus tard"));
    mirror.sync_well().await;
    assert_eq!(invoices(&mirror).await[0]["company"]["digiformaId"], "7");
    // The invoice is now of another company.
    billed["recipient"] = json!({ "__typename": "Company", "id": "8", "name": "Autre" });
    mirror.stand_in.put(Kind::Invoice, billed);
    mirror.sync_well().await;
    assert_eq!(invoices(&mirror).await[0]["company"]["digiformaId"], "8");
}

/// An invoice that falls due after it was read is overdue without another reading.
#[tokio::test(flavor = "multi_thread")]
async fn invoices_become_overdue_by_the_passing_of_time() {
    let mirror = Mirror::start(fixture(json!({
        "invoices": [invoice("1", Some(1), json!([item(1.0, 10.0, 20.0)]))],
    })))
    .await;
    mirror.sync_well().await;
    mirror.firm.app.sql("UPDATE digiforma_invoices SET status = 'sent', due_date = now() - interval '3 days'").await;
    let marked = crm::operations::digiforma::matching::mark_overdue(&mirror.firm.app.app).await.unwrap();
    assert_eq!(marked, 1);
    assert_eq!(invoices(&mirror).await[0]["status"], "OVERDUE");
}
