//! What the tests make, through the interface itself.

use std::sync::Arc;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use crm::{
    Context, RequestInfo,
    auth::{Access, Viewer},
};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

pub use crate::common::firm::Firm;
use crate::common::{Client, TestApp};

/// What tests ask of a quote.
pub const FIELDS: &str = "id quoteNumber revision institutionId assignedUserId templateId orderNumber title description
    validUntil status sentAt acceptedAt rejectedAt orderedAt clientComments internalNotes subtotal totalDiscountAmount
    totalTaxAmount total invoicedAmount isExpired daysUntilExpiry canEdit canBeAccepted canBeRejected canBeConverted
    publicUrl deletedAt version lines { id orderIndex catalogItemId description unit quantity unitPrice discountType
    discountValue discountAmount taxRate vatCategory vatExemptionCode subtotal totalAfterDiscount taxAmount total }";

/// A mutation; gives its payload.
pub async fn mutate(client: &Client, name: &str, selection: &str, input: Value) -> Value {
    let mut answer = attempt(client, name, selection, input).await;
    assert!(answer.get("errors").is_none(), "{name}: {answer:#}");
    answer["data"][name].take()
}

/// A mutation; gives the whole answer. Quotes go by mail where that is said, and not otherwise.
pub async fn attempt(client: &Client, name: &str, selection: &str, mut input: Value) -> Value {
    if name == "sendQuote" && input.get("mail").is_none() {
        input["mail"] = json!(false);
    }
    client.graphql(&document(name, selection), json!({ "input": input })).await
}

/// A mutation under an `Idempotency-Key`; gives the whole answer.
pub async fn repeat(client: &Client, key: &str, name: &str, selection: &str, input: Value) -> Value {
    let body = json!({ "query": document(name, selection), "variables": { "input": input } });
    let request = client.request(Method::POST, "/graphql").header("Idempotency-Key", key).json(&body);
    request.send().await.unwrap().json().await.unwrap()
}

fn document(name: &str, selection: &str) -> String {
    let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    format!(
        "mutation($input: {kind}!) {{ {name}(input: $input) {{ {selection} userErrors {{ field code message }} }} }}"
    )
}

/// A mutation on a quote that must succeed; gives the quote.
pub async fn done(client: &Client, name: &str, input: Value) -> Value {
    of(client, name, "quote", FIELDS, input).await
}

/// A mutation that must succeed; gives the object.
pub async fn of(client: &Client, name: &str, object: &str, fields: &str, input: Value) -> Value {
    let mut payload = mutate(client, name, &format!("{object} {{ {fields} }}"), input).await;
    assert_eq!(payload["userErrors"], json!([]), "{name}");
    payload[object].take()
}

/// A mutation that is refused by its input: the fields and codes.
pub async fn refused(client: &Client, name: &str, input: Value) -> Vec<(String, String)> {
    let payload = mutate(client, name, "", input).await;
    let errors = payload["userErrors"].as_array().unwrap();
    assert!(!errors.is_empty(), "{name} was not refused");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    errors.iter().map(|error| (text(&error["field"]), text(&error["code"]))).collect()
}

/// A field and a code.
pub fn at(field: &str, code: &str) -> (String, String) {
    (field.to_owned(), code.to_owned())
}

/// `ok`, the code of an error, or `input:` and the code of what was wrong with the input.
pub async fn outcome(client: &Client, name: &str, input: Value) -> String {
    let answer = attempt(client, name, "", input).await;
    if answer.get("errors").is_some() {
        return code(&answer).to_owned();
    }
    let refused = answer["data"][name]["userErrors"][0]["code"].as_str();
    refused.map_or_else(|| "ok".to_owned(), |code| format!("input:{code}"))
}

/// The `extensions.code` of the first error.
pub fn code(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("no error")
}

/// A hospital of this person; gives its id.
pub async fn hospital(firm: &Firm, name: &str, assignee: &Client) -> Value {
    firm.institution(name, assignee).await["id"].take()
}

/// A day of audit: 100 euros before tax, 120 with it.
pub fn day_of_audit(quantity: &str) -> Value {
    json!({ "description": "Jour d’audit", "unit": "jour", "quantity": quantity, "unitPrice": "100", "taxRate": "20" })
}

/// A draft with these lines.
pub async fn draft(client: &Client, institution: &Value, lines: Value) -> Value {
    draft_with(client, institution, lines, json!({})).await
}

/// A draft with more.
pub async fn draft_with(client: &Client, institution: &Value, lines: Value, more: Value) -> Value {
    let mut input = json!({ "institutionId": institution, "title": "Audit du bloc", "lines": lines });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    done(client, "createQuote", input).await
}

/// A quote that was sent.
pub async fn sent(client: &Client, institution: &Value) -> Value {
    let quote = draft(client, institution, json!([day_of_audit("1")])).await;
    done(client, "sendQuote", json!({ "id": quote["id"] })).await
}

/// A quote as it is now.
pub async fn now(client: &Client, id: &Value) -> Value {
    let document = format!("query($id: ID!) {{ quote(id: $id) {{ {FIELDS} }} }}");
    client.query(&document, json!({ "id": id })).await["quote"].take()
}

/// A moment that many days from now.
pub fn in_days(days: i64) -> String {
    (Utc::now() + TimeDelta::days(days)).to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// A moment of an answer.
pub fn moment(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap_or_else(|| panic!("no moment: {value}")).parse().unwrap()
}

/// The validity of a quote ended yesterday.
pub async fn outdate(app: &TestApp, id: &Value) {
    let id = id.as_str().unwrap();
    app.sql(&format!("UPDATE quotes SET valid_until = now() - interval '1 day' WHERE id = '{id}'")).await;
}

/// The context of operations of the client's user.
pub fn context(app: &TestApp, client: &Client) -> Context {
    let user = client.user.as_ref().expect("a signed-in caller");
    let viewer = Viewer {
        id: user.id,
        role: user.role,
        team_id: user.team_id,
        name: user.full_name(),
        access: Access::Session(Uuid::nil()),
    };
    let request = RequestInfo {
        id: "test".into(),
        origin: "graphql",
        ip: None,
        is_local: false,
        user_agent: None,
        idempotency_key: None,
    };
    Context { app: app.app.clone(), viewer: Arc::new(viewer), request: Arc::new(request) }
}

/// The first column of a query, as text.
pub async fn texts(app: &TestApp, query: &str) -> Vec<String> {
    use diesel::{QueryableByName, sql_types::Text};
    use diesel_async::RunQueryDsl;

    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        text: String,
    }
    let query = format!("SELECT found.text::text AS text FROM ({query}) AS found(text)");
    let rows: Vec<Row> = diesel::sql_query(query).load(&mut app.db().await).await.unwrap();
    rows.into_iter().map(|row| row.text).collect()
}
