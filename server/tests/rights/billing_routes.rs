//! Cases of the REST routes of the catalog, quotes, invoices, payments and templates.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    cases::{On, Route},
    company::Rows,
};

const SEE_QUOTES: &str = "canViewQuotes";
const SEE_INVOICES: &str = "canViewInvoices";
const EDIT_QUOTES: &str = "canEditOwnQuotes";
const EDIT_INVOICES: &str = "canEditOwnInvoices";
const CATALOG: &str = "canManageCatalog";
const TEMPLATES: &str = "canManageTemplates";
const PAYMENTS: &str = "canRecordPayments";

/// Every route of these groups.
pub fn routes() -> Vec<Route> {
    let groups = [
        catalog(),
        quotes(),
        one_quote(),
        lines_of_quotes(),
        templates(),
        logos(),
        invoices(),
        one_invoice(),
        lines_of_invoices(),
        payments_of_invoices(),
        payments(),
    ];
    groups.into_iter().flatten().collect()
}

fn nothing(_: &Rows) -> Value {
    Value::Null
}

fn get(path: &'static str, permission: &'static str, on: On, address: fn(&Rows) -> String) -> Route {
    Route { method: Method::GET, path, permission, on, address, body: nothing }
}

/// The same with the two methods that change what is there.
fn change(
    path: &'static str,
    permission: &'static str,
    address: fn(&Rows) -> String,
    body: fn(&Rows) -> Value,
) -> [Route; 2] {
    [Method::PUT, Method::PATCH].map(|method| Route { method, path, permission, on: On::Team, address, body })
}

fn post(
    path: &'static str,
    permission: &'static str,
    on: On,
    address: fn(&Rows) -> String,
    body: fn(&Rows) -> Value,
) -> Route {
    Route { method: Method::POST, path, permission, on, address, body }
}

fn delete(path: &'static str, permission: &'static str, address: fn(&Rows) -> String) -> Route {
    Route { method: Method::DELETE, path, permission, on: On::Team, address, body: nothing }
}

fn line() -> Value {
    json!({ "description": "x", "quantity": 1, "unitPrice": 1, "taxRate": 20 })
}

fn payment() -> Value {
    let now = chrono::Utc::now().to_rfc3339();
    json!({ "amount": 0.1, "paymentDate": now, "paymentMethod": "cash" })
}

fn catalog() -> Vec<Route> {
    let changes = [change(
        "/api/catalog/{id}",
        CATALOG,
        |rows| format!("/api/catalog/{}", rows.catalog_item),
        |_| json!({ "name": "y" }),
    )];
    let others = [
        Route {
            method: Method::PATCH,
            path: "/api/catalog/{id}/toggle",
            permission: CATALOG,
            on: On::Team,
            address: |rows| format!("/api/catalog/{}/toggle", rows.catalog_item),
            body: nothing,
        },
        get("/api/catalog", SEE_QUOTES, On::TeamList, |_| "/api/catalog?limit=100".into()),
        get("/api/catalog/categories", SEE_QUOTES, On::Nothing, |_| "/api/catalog/categories".into()),
        get("/api/catalog/search", SEE_QUOTES, On::TeamList, |_| "/api/catalog/search?q=m".into()),
        get("/api/catalog/{id}", SEE_QUOTES, On::Team, |rows| format!("/api/catalog/{}", rows.catalog_item)),
        post(
            "/api/catalog",
            CATALOG,
            On::Nothing,
            |_| "/api/catalog".into(),
            |_| json!({ "name": "x", "unitPrice": 1 }),
        ),
        delete("/api/catalog/{id}", CATALOG, |rows| format!("/api/catalog/{}", rows.catalog_item)),
    ];
    changes.into_iter().flatten().chain(others).collect()
}

fn quotes() -> Vec<Route> {
    vec![
        get("/api/quotes", SEE_QUOTES, On::TeamList, |_| "/api/quotes?limit=-1".into()),
        get("/api/quotes/statistics", SEE_QUOTES, On::Nothing, |_| "/api/quotes/statistics".into()),
        get("/api/quotes/institution/{institutionId}", SEE_QUOTES, On::Team, |rows| {
            format!("/api/quotes/institution/{}", rows.institution)
        }),
        get("/api/quotes/user/{userId}", SEE_QUOTES, On::Team, |rows| format!("/api/quotes/user/{}", rows.user)),
        get("/api/quotes/status/{status}", SEE_QUOTES, On::TeamList, |_| "/api/quotes/status/draft".into()),
        post(
            "/api/quotes",
            "canCreateQuotes",
            On::Team,
            |_| "/api/quotes".into(),
            |rows| json!({ "institutionId": rows.institution, "title": "x", "validUntil": "2030-01-31" }),
        ),
    ]
}

fn one_quote() -> Vec<Route> {
    let changes = [
        change(
            "/api/quotes/{id}",
            EDIT_QUOTES,
            |rows| format!("/api/quotes/{}", rows.quote),
            |_| json!({ "title": "y" }),
        ),
        change("/api/quotes/{id}/send", EDIT_QUOTES, |rows| format!("/api/quotes/{}/send", rows.quote), nothing),
        change(
            "/api/quotes/{id}/accept",
            EDIT_QUOTES,
            |rows| format!("/api/quotes/{}/accept", rows.sent_quote),
            nothing,
        ),
        change(
            "/api/quotes/{id}/reject",
            EDIT_QUOTES,
            |rows| format!("/api/quotes/{}/reject", rows.sent_quote),
            nothing,
        ),
        change(
            "/api/quotes/{id}/cancel",
            EDIT_QUOTES,
            |rows| format!("/api/quotes/{}/cancel", rows.sent_quote),
            nothing,
        ),
        change("/api/quotes/{id}/order", EDIT_QUOTES, |rows| format!("/api/quotes/{}/order", rows.sent_quote), nothing),
    ];
    let others = [
        get("/api/quotes/{id}", SEE_QUOTES, On::Team, |rows| format!("/api/quotes/{}", rows.quote)),
        delete("/api/quotes/{id}", "canDeleteQuotes", |rows| format!("/api/quotes/{}", rows.quote)),
        post(
            "/api/quotes/{id}/convert-to-invoice",
            "canConvertQuotesToInvoices",
            On::Team,
            |rows| format!("/api/quotes/{}/convert-to-invoice", rows.accepted_quote),
            nothing,
        ),
    ];
    changes.into_iter().flatten().chain(others).collect()
}

fn lines_of_quotes() -> Vec<Route> {
    let changes = [
        change(
            "/api/quotes/{id}/lines/reorder",
            EDIT_QUOTES,
            |rows| format!("/api/quotes/{}/lines/reorder", rows.quote),
            |rows| json!({ "lineIds": [rows.quote_line] }),
        ),
        change(
            "/api/quotes/{id}/lines/{lineId}",
            EDIT_QUOTES,
            |rows| format!("/api/quotes/{}/lines/{}", rows.quote, rows.quote_line),
            |_| json!({ "quantity": 2 }),
        ),
    ];
    let others = [
        get("/api/quotes/{id}/lines", SEE_QUOTES, On::Team, |rows| format!("/api/quotes/{}/lines", rows.quote)),
        post(
            "/api/quotes/{id}/lines",
            EDIT_QUOTES,
            On::Team,
            |rows| format!("/api/quotes/{}/lines", rows.quote),
            |_| line(),
        ),
        delete("/api/quotes/{id}/lines/{lineId}", EDIT_QUOTES, |rows| {
            format!("/api/quotes/{}/lines/{}", rows.quote, rows.quote_line)
        }),
    ];
    changes.into_iter().flatten().chain(others).collect()
}

fn templates() -> Vec<Route> {
    let changes = [
        change(
            "/api/templates/{id}",
            TEMPLATES,
            |rows| format!("/api/templates/{}", rows.template),
            |_| json!({ "name": "y" }),
        ),
        change(
            "/api/templates/{id}/set-default",
            TEMPLATES,
            |rows| format!("/api/templates/{}/set-default", rows.template),
            nothing,
        ),
    ];
    let others = [
        get("/api/templates/{id}/preview", SEE_QUOTES, On::Team, |rows| {
            format!("/api/templates/{}/preview", rows.template)
        }),
        post(
            "/api/templates/{id}/preview",
            SEE_QUOTES,
            On::Team,
            |rows| format!("/api/templates/{}/preview", rows.template),
            nothing,
        ),
        get("/api/templates", SEE_QUOTES, On::TeamList, |_| "/api/templates".into()),
        get("/api/templates/{id}", SEE_QUOTES, On::Team, |rows| format!("/api/templates/{}", rows.template)),
        post(
            "/api/templates",
            TEMPLATES,
            On::Nothing,
            |_| "/api/templates".into(),
            |_| json!({ "name": "x", "type": "quote" }),
        ),
        post(
            "/api/templates/{id}/duplicate",
            TEMPLATES,
            On::Team,
            |rows| format!("/api/templates/{}/duplicate", rows.template),
            |_| json!({ "name": "z" }),
        ),
        delete("/api/templates/{id}", TEMPLATES, |rows| format!("/api/templates/{}", rows.template)),
    ];
    changes.into_iter().flatten().chain(others).collect()
}

fn logos() -> Vec<Route> {
    vec![
        get("/api/templates/logos", SEE_QUOTES, On::Nothing, |_| "/api/templates/logos".into()),
        get("/api/templates/logos/{filename}", "-", On::Nothing, |_| "/api/templates/logos/x.png".into()),
        post("/api/templates/upload-logo", TEMPLATES, On::Nothing, |_| "/api/templates/upload-logo".into(), nothing),
        post(
            "/api/templates/{id}/upload-logo",
            TEMPLATES,
            On::Team,
            |rows| format!("/api/templates/{}/upload-logo", rows.template),
            nothing,
        ),
    ]
}

fn invoices() -> Vec<Route> {
    vec![
        get("/api/invoices", SEE_INVOICES, On::TeamList, |_| "/api/invoices?limit=-1".into()),
        get("/api/invoices/statistics", SEE_INVOICES, On::Nothing, |_| "/api/invoices/statistics".into()),
        get("/api/invoices/institution/{institutionId}", SEE_INVOICES, On::Team, |rows| {
            format!("/api/invoices/institution/{}", rows.institution)
        }),
        get("/api/invoices/user/{userId}", SEE_INVOICES, On::Team, |rows| format!("/api/invoices/user/{}", rows.user)),
        get("/api/invoices/status/{status}", SEE_INVOICES, On::TeamList, |_| "/api/invoices/status/draft".into()),
        post(
            "/api/invoices",
            "canCreateInvoice",
            On::Team,
            |_| "/api/invoices".into(),
            |rows| json!({ "institutionId": rows.institution, "title": "x", "dueDate": "2030-01-31" }),
        ),
        post(
            "/api/invoices/from-quote/{quoteId}",
            "canConvertQuotesToInvoices",
            On::Team,
            |rows| format!("/api/invoices/from-quote/{}", rows.accepted_quote),
            nothing,
        ),
    ]
}

fn one_invoice() -> Vec<Route> {
    let changes = [
        change(
            "/api/invoices/{id}",
            EDIT_INVOICES,
            |rows| format!("/api/invoices/{}", rows.invoice),
            |_| json!({ "title": "y" }),
        ),
        change(
            "/api/invoices/{id}/send",
            "canIssueInvoices",
            |rows| format!("/api/invoices/{}/send", rows.invoice),
            nothing,
        ),
        change(
            "/api/invoices/{id}/cancel",
            "canCancelInvoices",
            |rows| format!("/api/invoices/{}/cancel", rows.issued_invoice),
            nothing,
        ),
        change(
            "/api/invoices/{id}/archive",
            EDIT_INVOICES,
            |rows| format!("/api/invoices/{}/archive", rows.invoice),
            nothing,
        ),
        change(
            "/api/invoices/{id}/unarchive",
            EDIT_INVOICES,
            |rows| format!("/api/invoices/{}/unarchive", rows.invoice),
            nothing,
        ),
        change(
            "/api/invoices/{id}/reconcile",
            EDIT_INVOICES,
            |rows| format!("/api/invoices/{}/reconcile", rows.issued_invoice),
            nothing,
        ),
    ];
    let others = [
        get("/api/invoices/{id}", SEE_INVOICES, On::Team, |rows| format!("/api/invoices/{}", rows.invoice)),
        delete("/api/invoices/{id}", "canDeleteInvoices", |rows| format!("/api/invoices/{}", rows.invoice)),
    ];
    changes.into_iter().flatten().chain(others).collect()
}

fn lines_of_invoices() -> Vec<Route> {
    let changes = [
        change(
            "/api/invoices/{id}/lines/reorder",
            EDIT_INVOICES,
            |rows| format!("/api/invoices/{}/lines/reorder", rows.invoice),
            |rows| json!({ "lineIds": [rows.invoice_line] }),
        ),
        change(
            "/api/invoices/{id}/lines/{lineId}",
            EDIT_INVOICES,
            |rows| format!("/api/invoices/{}/lines/{}", rows.invoice, rows.invoice_line),
            |_| json!({ "quantity": 2 }),
        ),
    ];
    let others = [
        get("/api/invoices/{id}/lines", SEE_INVOICES, On::Team, |rows| format!("/api/invoices/{}/lines", rows.invoice)),
        post(
            "/api/invoices/{id}/lines",
            EDIT_INVOICES,
            On::Team,
            |rows| format!("/api/invoices/{}/lines", rows.invoice),
            |_| line(),
        ),
        delete("/api/invoices/{id}/lines/{lineId}", EDIT_INVOICES, |rows| {
            format!("/api/invoices/{}/lines/{}", rows.invoice, rows.invoice_line)
        }),
    ];
    changes.into_iter().flatten().chain(others).collect()
}

fn payments_of_invoices() -> Vec<Route> {
    let changes = [
        change(
            "/api/invoices/payments/{paymentId}/confirm",
            PAYMENTS,
            |rows| format!("/api/invoices/payments/{}/confirm", rows.payment),
            nothing,
        ),
        change(
            "/api/invoices/payments/{paymentId}/cancel",
            PAYMENTS,
            |rows| format!("/api/invoices/payments/{}/cancel", rows.payment),
            nothing,
        ),
    ];
    let others = [
        get("/api/invoices/{id}/payments", SEE_INVOICES, On::Team, |rows| {
            format!("/api/invoices/{}/payments", rows.issued_invoice)
        }),
        post(
            "/api/invoices/{id}/payments",
            PAYMENTS,
            On::Team,
            |rows| format!("/api/invoices/{}/payments", rows.issued_invoice),
            |_| payment(),
        ),
        get("/api/invoices/payments/history", SEE_INVOICES, On::TeamList, |_| {
            "/api/invoices/payments/history?limit=-1".into()
        }),
        get("/api/invoices/payments/summary", SEE_INVOICES, On::Nothing, |_| "/api/invoices/payments/summary".into()),
    ];
    changes.into_iter().flatten().chain(others).collect()
}

fn payments() -> Vec<Route> {
    let changes = [
        change(
            "/api/payments/{id}",
            PAYMENTS,
            |rows| format!("/api/payments/{}", rows.payment),
            |_| json!({ "amount": 0.2 }),
        ),
        change(
            "/api/payments/{id}/confirm",
            PAYMENTS,
            |rows| format!("/api/payments/{}/confirm", rows.payment),
            nothing,
        ),
        change("/api/payments/{id}/cancel", PAYMENTS, |rows| format!("/api/payments/{}/cancel", rows.payment), nothing),
    ];
    let others = [
        get("/api/payments", SEE_INVOICES, On::TeamList, |_| "/api/payments?limit=-1".into()),
        get("/api/payments/summary", SEE_INVOICES, On::Nothing, |_| "/api/payments/summary".into()),
        get("/api/payments/{id}", SEE_INVOICES, On::Team, |rows| format!("/api/payments/{}", rows.payment)),
        post(
            "/api/payments",
            PAYMENTS,
            On::Team,
            |_| "/api/payments".into(),
            |rows| {
                let mut body = payment();
                body["invoiceId"] = json!(rows.issued_invoice);
                body
            },
        ),
    ];
    changes.into_iter().flatten().chain(others).collect()
}
