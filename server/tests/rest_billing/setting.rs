//! Rows for the tests, made through the interface itself.

use chrono::{SecondsFormat, TimeDelta, Utc};
use reqwest::Method;
use serde_json::{Value, json};

pub use crate::common::firm::Firm;
use crate::common::{Answer, Client};

pub const QUOTES: &str = "/api/quotes";
pub const INVOICES: &str = "/api/invoices";
pub const PAYMENTS: &str = "/api/payments";
pub const CATALOG: &str = "/api/catalog";
pub const TEMPLATES: &str = "/api/templates";

/// A firm that can issue, with a hospital of the auditor that can be invoiced.
pub async fn office() -> (Firm, Value) {
    let firm = Firm::start().await;
    let input = json!({
        "legalName": "Cabinet Audit Santé", "legalForm": "SAS", "shareCapital": "50000.00",
        "address": { "street": "3 rue Haute", "city": "Nantes", "zipCode": "44000", "country": "France" },
        "siren": "404833048", "vatNumber": "FR83404833048", "rcsCity": "Nantes", "iban": "FR1420041010050500013M02606",
    });
    let document = "mutation($input: UpdateFirmInput!) { updateFirm(input: $input) { userErrors { field code } } }";
    let data = firm.admin.query(document, json!({ "input": input })).await;
    assert_eq!(data["updateFirm"]["userErrors"], json!([]));
    let hospital = hospital(&firm, "CHU", &firm.auditor).await;
    (firm, hospital)
}

/// A hospital with a SIRET; gives its id.
pub async fn hospital(firm: &Firm, name: &str, assignee: &Client) -> Value {
    let id = firm.institution(name, assignee).await["id"].take();
    let siret = json!({ "siret": "73282932000074" });
    firm.manager.put(&format!("/api/institutions/{}", id.as_str().unwrap()), &siret).await.expect(200);
    id
}

/// A line as the original's clients send it: 100 euros before tax, 120 with it.
pub fn line(quantity: f64) -> Value {
    json!({ "description": "Jour d’audit", "quantity": quantity, "unitPrice": 100, "taxRate": 20 })
}

/// An object with further fields.
#[expect(clippy::needless_pass_by_value, reason = "called with what `json!` makes")]
pub fn with(mut body: Value, more: Value) -> Value {
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// A moment that many days from now.
pub fn in_days(days: i64) -> String {
    (Utc::now() + TimeDelta::days(days)).to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// A new quote as the original's clients send it.
pub fn quote_body(institution: &Value) -> Value {
    json!({ "institutionId": institution, "title": "Audit du bloc", "validUntil": in_days(30), "lines": [line(1.0)] })
}

/// A new invoice as the original's clients send it.
pub fn invoice_body(institution: &Value) -> Value {
    json!({ "institutionId": institution, "title": "Audit du bloc", "dueDate": in_days(30), "lines": [line(1.0)],
        "serviceStart": "2026-01-05" })
}

/// Creates one; gives the object.
pub async fn create(client: &Client, group: &str, body: &Value) -> Value {
    client.post(group, body).await.expect(201).json()["data"].take()
}

/// The address of an object.
pub fn path(group: &str, object: &Value) -> String {
    format!("{group}/{}", object["id"].as_str().unwrap())
}

/// Reads one.
pub async fn read(client: &Client, group: &str, object: &Value) -> Value {
    client.get(&path(group, object)).await.expect(200).json()["data"].take()
}

/// Makes a move; gives the object.
pub async fn step(client: &Client, group: &str, object: &Value, step: &str) -> Value {
    client.put(&format!("{}/{step}", path(group, object)), &json!({})).await.expect(200).json()["data"].take()
}

/// An invoice that was issued.
pub async fn issued(client: &Client, institution: &Value) -> Value {
    let made = create(client, INVOICES, &invoice_body(institution)).await;
    step(client, INVOICES, &made, "send").await
}

/// A payment of today as the original's clients send it.
pub fn payment_body(amount: f64) -> Value {
    json!({ "amount": amount, "paymentDate": in_days(0), "paymentMethod": "bank_transfer", "reference": "VIR-1" })
}

/// Records a payment; gives it.
pub async fn pay(client: &Client, invoice: &Value, amount: f64) -> Value {
    create(client, &format!("{}/payments", path(INVOICES, invoice)), &payment_body(amount)).await
}

/// A field of each row of a list, in its order.
pub fn texts(answer: &Answer, field: &str) -> Vec<String> {
    let body = answer.json();
    let rows = body["data"].as_array().unwrap_or_else(|| panic!("no list: {body}"));
    rows.iter().map(|row| row[field].as_str().unwrap().to_owned()).collect()
}

/// `error.details.details[].field`, sorted.
pub fn fields(answer: &Answer) -> Vec<String> {
    let body = answer.json();
    let details = body["error"]["details"]["details"].as_array().unwrap_or_else(|| panic!("no details: {body}"));
    let mut fields: Vec<String> = details.iter().map(|one| one["field"].as_str().unwrap().to_owned()).collect();
    fields.sort();
    fields
}

/// The keys of an object, sorted.
pub fn keys(object: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// A request with a header.
pub async fn with_header(client: &Client, method: Method, path: &str, header: (&str, &str), body: &Value) -> Answer {
    Answer::of(client.request(method, path).header(header.0, header.1).json(body)).await
}
