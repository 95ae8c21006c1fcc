//! A firm that can issue, and its clients.

use std::sync::Arc;

use chrono::{NaiveDate, Utc};
use crm::{
    Context, RequestInfo,
    auth::{Access, Viewer},
    operations::billing::calendar,
};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::common::{Client, TestApp, firm::Firm};

/// What tests ask of an invoice.
pub const FIELDS: &str = "id kind type invoiceNumber series issueDate status title dueDate paymentTerms subtotal
    totalDiscountAmount deductedAmount totalTaxAmount total paidAmount creditedAmount pendingAmount remainingAmount
    refundableAmount creditedInvoiceId quoteId isOverdue canEdit canBeIssued canReceivePayments canBeCredited archived
    version hash previousHash deletedAt";

/// A firm with all mandatory mentions.
pub async fn office() -> Firm {
    let firm = Firm::start().await;
    identify(&firm).await;
    firm
}

/// Fills in what documents need of the seller.
pub async fn identify(firm: &Firm) {
    let input = json!({
        "legalName": "Cabinet Audit Santé", "legalForm": "SAS", "shareCapital": "50000.00",
        "address": { "street": "3 rue Haute", "city": "Nantes", "zipCode": "44000", "country": "France" },
        "siren": "404 833 048", "vatNumber": "FR83404833048", "rcsCity": "Nantes",
        "iban": "FR14 2004 1010 0505 0001 3M02 606",
    });
    let payload = mutate(&firm.admin, "updateFirm", "firm { version missingMentions { field } }", input).await;
    assert_eq!(payload["userErrors"], json!([]));
    assert_eq!(payload["firm"]["missingMentions"], json!([]));
}

/// A mutation; gives its payload.
pub async fn mutate(client: &Client, name: &str, selection: &str, input: Value) -> Value {
    let mut answer = attempt(client, name, selection, input).await;
    assert!(answer.get("errors").is_none(), "{name}: {answer:#}");
    answer["data"][name].take()
}

/// A mutation; gives the whole answer.
pub async fn attempt(client: &Client, name: &str, selection: &str, input: Value) -> Value {
    client.graphql(&document(name, selection), json!({ "input": input })).await
}

/// A mutation under an `Idempotency-Key`; gives its payload.
pub async fn repeat(client: &Client, key: &str, name: &str, selection: &str, input: Value) -> Value {
    let body = json!({ "query": document(name, selection), "variables": { "input": input } });
    let request = client.request(Method::POST, "/graphql").header("Idempotency-Key", key).json(&body);
    let mut answer: Value = request.send().await.unwrap().json().await.unwrap();
    assert!(answer.get("errors").is_none(), "{name}: {answer:#}");
    answer["data"][name].take()
}

fn document(name: &str, selection: &str) -> String {
    let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    format!(
        "mutation($input: {kind}!) {{ {name}(input: $input) {{ {selection} userErrors {{ field code message }} }} }}"
    )
}

/// A mutation on an invoice that must succeed; gives the invoice.
pub async fn done(client: &Client, name: &str, input: Value) -> Value {
    let mut payload = mutate(client, name, &format!("invoice {{ {FIELDS} }}"), input).await;
    assert_eq!(payload["userErrors"], json!([]), "{name}");
    payload["invoice"].take()
}

/// A mutation that is refused by its input: the fields and codes.
pub async fn refused(client: &Client, name: &str, input: Value) -> Vec<(String, String)> {
    let payload = mutate(client, name, "", input).await;
    let errors = payload["userErrors"].as_array().unwrap();
    assert!(!errors.is_empty(), "{name} was not refused");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    errors.iter().map(|error| (text(&error["field"]), text(&error["code"]))).collect()
}

/// The one refusal of a mutation.
pub async fn refusal(client: &Client, name: &str, input: Value) -> (String, String) {
    let refusals = refused(client, name, input).await;
    assert_eq!(refusals.len(), 1, "{refusals:?}");
    refusals.into_iter().next().unwrap()
}

/// A field and a code.
pub fn at(field: &str, code: &str) -> (String, String) {
    (field.to_owned(), code.to_owned())
}

/// The `extensions.code` of the first error.
pub fn code(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("no error")
}

/// A clinic with a SIRET, of this person; gives its id.
pub async fn clinic(firm: &Firm, name: &str, assignee: &Client) -> String {
    clinic_with(firm, name, assignee, json!({})).await
}

/// A clinic with more; gives its id.
pub async fn clinic_with(firm: &Firm, name: &str, assignee: &Client, more: Value) -> String {
    let mut input = json!({
        "name": name, "type": "CLINIC", "siret": "73282932000074", "assignedUserId": assignee.id(),
        "address": { "street": "1 rue du Port", "city": "Nantes", "zipCode": "44000" },
    });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let payload = mutate(&firm.manager, "createInstitution", "institution { id }", input).await;
    assert_eq!(payload["userErrors"], json!([]));
    payload["institution"]["id"].as_str().unwrap().to_owned()
}

/// A day of audit: 100 euros before tax, 120 with it.
pub fn day_of_audit(quantity: &str) -> Value {
    json!({ "description": "Jour d’audit", "unit": "jour", "quantity": quantity, "unitPrice": "100", "taxRate": "20" })
}

/// A day of training, which bears no tax.
pub fn day_of_training(quantity: &str) -> Value {
    json!({ "description": "Jour de formation", "quantity": quantity, "unitPrice": "50", "vatCategory": "E",
        "vatExemptionCode": "VATEX-FR-CGI261-4" })
}

/// A draft that can be issued.
pub async fn draft(client: &Client, institution_id: &str, lines: Value) -> Value {
    let input = json!({
        "institutionId": institution_id, "title": "Audit du bloc", "serviceStart": "2026-01-05", "lines": lines,
    });
    done(client, "createInvoice", input).await
}

/// An issued invoice.
pub async fn issued(client: &Client, institution_id: &str, lines: Value) -> Value {
    let draft = draft(client, institution_id, lines).await;
    done(client, "issueInvoice", json!({ "id": draft["id"] })).await
}

/// An invoice as it is now.
pub async fn now(client: &Client, id: &Value) -> Value {
    let document = format!("query($id: ID!) {{ invoice(id: $id) {{ {FIELDS} }} }}");
    client.query(&document, json!({ "id": id })).await["invoice"].take()
}

/// A payment that must be recorded; gives it.
pub async fn pay(client: &Client, invoice: &Value, amount: &str, confirmed: bool) -> Value {
    let input = json!({
        "invoiceId": invoice, "amount": amount, "paymentMethod": "BANK_TRANSFER", "confirmed": confirmed,
    });
    let mut payload = mutate(client, "recordPayment", "payment { id status amount version }", input).await;
    assert_eq!(payload["userErrors"], json!([]));
    payload["payment"].take()
}

/// A quote that the client accepted; gives its id and the ids of its lines.
pub async fn accepted_quote(client: &Client, institution_id: &str, lines: Value) -> (String, Vec<String>) {
    let input = json!({ "institutionId": institution_id, "title": "Audit du bloc", "lines": lines });
    let payload = mutate(client, "createQuote", "quote { id lines { id } }", input).await;
    assert_eq!(payload["userErrors"], json!([]));
    let id = payload["quote"]["id"].as_str().unwrap().to_owned();
    let line = |line: &Value| line["id"].as_str().unwrap().to_owned();
    let lines = payload["quote"]["lines"].as_array().unwrap().iter().map(line).collect();
    let payload = mutate(client, "acceptQuote", "quote { status }", json!({ "id": id })).await;
    assert_eq!(payload["quote"]["status"], "ACCEPTED", "{payload:#}");
    (id, lines)
}

/// Today in France.
pub fn today() -> NaiveDate {
    calendar::day_of(Utc::now())
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
