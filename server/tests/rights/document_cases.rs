//! Cases on documents of quotes and invoices, and on mailing them.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    cases::{Case, On, Route},
    company::Rows,
};

const SEE_QUOTES: &str = "canViewQuotes";
const SEE_INVOICES: &str = "canViewInvoices";
const EDIT_QUOTES: &str = "canEditOwnQuotes";
const EDIT_INVOICES: &str = "canEditOwnInvoices";

/// Root fields of `Mutation`.
pub fn mutations() -> Vec<Case> {
    vec![
        Case {
            field: "sendInvoice",
            permission: EDIT_INVOICES,
            on: On::Team,
            document: "mutation($input: SendInvoiceInput!) { sendInvoice(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.issued_invoice, "recipients": ["a@b.example"] } }),
        },
        Case {
            field: "sendInvoiceReminder",
            permission: EDIT_INVOICES,
            on: On::Team,
            document: "mutation($input: SendInvoiceReminderInput!) {
                sendInvoiceReminder(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.issued_invoice, "recipients": ["a@b.example"] } }),
        },
    ]
}

/// Every route of these groups.
pub fn routes() -> Vec<Route> {
    vec![
        get("/api/documents/{id}", SEE_INVOICES, |rows| format!("/api/documents/{}", rows.document)),
        Route {
            on: On::Nothing,
            ..get("/api/public/quotes/{token}/pdf", "-", |_| "/api/public/quotes/x/pdf".to_owned())
        },
        get("/api/quotes/{id}/pdf", SEE_QUOTES, |rows| format!("/api/quotes/{}/pdf", rows.quote)),
        get("/api/quotes/{id}/order-pdf", SEE_QUOTES, |rows| format!("/api/quotes/{}/order-pdf", rows.quote)),
        get("/api/quotes/{id}/versions", SEE_QUOTES, |rows| format!("/api/quotes/{}/versions", rows.quote)),
        post("/api/quotes/{id}/send-email", EDIT_QUOTES, |rows| format!("/api/quotes/{}/send-email", rows.quote), mail),
        get("/api/invoices/{id}/pdf", SEE_INVOICES, |rows| format!("/api/invoices/{}/pdf", rows.issued_invoice)),
        post(
            "/api/invoices/{id}/pdf",
            SEE_INVOICES,
            |rows| format!("/api/invoices/{}/pdf", rows.issued_invoice),
            |_| json!({}),
        ),
        get("/api/invoices/{id}/versions", SEE_INVOICES, |rows| {
            format!("/api/invoices/{}/versions", rows.issued_invoice)
        }),
        post(
            "/api/invoices/{id}/send-email",
            EDIT_INVOICES,
            |rows| format!("/api/invoices/{}/send-email", rows.issued_invoice),
            mail,
        ),
        post(
            "/api/invoices/{id}/payment-reminder",
            EDIT_INVOICES,
            |rows| format!("/api/invoices/{}/payment-reminder", rows.issued_invoice),
            mail,
        ),
    ]
}

fn get(path: &'static str, permission: &'static str, address: fn(&Rows) -> String) -> Route {
    Route { method: Method::GET, path, permission, on: On::Team, address, body: |_| Value::Null }
}

fn post(path: &'static str, permission: &'static str, address: fn(&Rows) -> String, body: fn(&Rows) -> Value) -> Route {
    Route { method: Method::POST, path, permission, on: On::Team, address, body }
}

fn mail(_: &Rows) -> Value {
    json!({ "recipients": ["a@b.example"] })
}
