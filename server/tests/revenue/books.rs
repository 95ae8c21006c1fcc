//! Books with something of everything, and what callers see of them.

use serde_json::{Value, json};

use crate::{
    common::{Client, TestApp, firm::Firm},
    setting::{at, clinic, day_of_audit, done, draft, issued, mutate, office, pay},
};

/// All that a source has.
pub const AMOUNTS: &str = "count invoiced paid unpaid invoicedBeforeTax paidBeforeTax unpaidBeforeTax";

/// A firm, and two of its clients: one of the auditor, one of the manager.
pub struct Books {
    pub firm: Firm,
    pub one: String,
    pub other: String,
}

impl Books {
    /// Without anything in them.
    pub async fn empty() -> Self {
        let firm = office().await;
        let one = clinic(&firm, "Clinique du Port", &firm.auditor).await;
        let other = clinic(&firm, "Clinique du Mail", &firm.manager).await;
        Self { firm, one, other }
    }

    /// With something of everything: of the auditor's client, 5 documents of audit, 3 of training and 1 other count.
    pub async fn full() -> Self {
        let books = Self::empty().await;
        let (manager, one, other) = (&books.firm.manager, &books.one, &books.other);
        draft(manager, one, json!([day_of_audit("100")])).await;
        issued(manager, one, json!([day_of_audit("10")])).await;
        let part = issued(manager, one, json!([day_of_audit("5")])).await;
        pay(manager, &part["id"], "100.01", true).await;
        pay(manager, &part["id"], "200", false).await;
        let paid = issued(manager, one, json!([day_of_audit("2")])).await;
        pay(manager, &paid["id"], "240", true).await;
        let credit = json!({ "invoiceId": paid["id"], "lines": [day_of_audit("1")], "issue": true });
        let note = done(manager, "createCreditNote", credit).await;
        pay(manager, &note["id"], "50", true).await;
        let gone = issued(manager, one, json!([day_of_audit("7")])).await;
        let half = json!({ "invoiceId": gone["id"], "lines": [day_of_audit("3")], "issue": true });
        done(manager, "createCreditNote", half).await;
        done(manager, "cancelInvoice", json!({ "id": gone["id"] })).await;
        issued(manager, one, json!([day_of_audit("1")])).await;
        issued(manager, other, json!([day_of_audit("3")])).await;
        for (n, (of, status, net, total, paid, more)) in [
            (Some(one), "paid", 500, 500, 500, ""),
            (Some(one), "partially_paid", 1_000, 1_200, 400, ""),
            (Some(one), "sent", -100, -100, 0, ""),
            (Some(one), "draft", 1, 1, 0, ""),
            (Some(one), "cancelled", 10, 10, 10, ""),
            (Some(one), "sent", 100, 100, 0, "removed_at = now()"),
            (Some(one), "sent", 1_000, 1_000, 0, "currency = 'USD'"),
            (Some(other), "overdue", 10_000, 10_000, 0, ""),
            (None, "sent", 100_000, 100_000, 0, ""),
        ]
        .into_iter()
        .enumerate()
        {
            let of = of.map_or("NULL".to_owned(), |id| format!("'{id}'"));
            let mut insert = format!(
                "INSERT INTO digiforma_invoices (digiforma_id, institution_id, status, net_amount, total_amount,
                   paid_amount, issue_date) VALUES ('{n}', {of}, '{status}', {net}, {total}, {paid}, now());"
            );
            if !more.is_empty() {
                insert += &format!("UPDATE digiforma_invoices SET {more} WHERE digiforma_id = '{n}'");
            }
            books.firm.app.sql(&insert).await;
        }
        books.enter(json!({ "institutionId": one, "netAmount": "300", "taxAmount": "60", "paidAmount": "120" })).await;
        books.enter(json!({ "netAmount": "50.50" })).await;
        books.enter(json!({ "netAmount": "-20" })).await;
        let mistake = books.enter(json!({ "netAmount": "7777" })).await;
        mutate(manager, "deleteRevenueEntry", "", json!({ "id": mistake["id"] })).await;
        books
    }

    /// Enters revenue of today, with more; gives the entry.
    pub async fn enter(&self, more: Value) -> Value {
        let mut input = json!({ "label": "Commission", "entryDate": crate::setting::today().to_string() });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let selection = "revenueEntry { id version totalAmount }";
        let mut payload = mutate(&self.firm.manager, "createRevenueEntry", selection, input).await;
        assert_eq!(payload["userErrors"], json!([]));
        payload["revenueEntry"].take()
    }
}

/// The revenue of an institution, or of the firm.
pub async fn revenue(client: &Client, institution: Option<&str>) -> Value {
    revenue_of(client, json!({ "id": institution })).await
}

/// The revenue of `id` from `from` to `to`.
pub async fn revenue_of(client: &Client, variables: Value) -> Value {
    let document = format!(
        "query($id: ID, $from: Date, $to: Date) {{ consolidatedRevenue(institutionId: $id, from: $from, to: $to) {{
           institutionId from to audit {{ {AMOUNTS} }} formation {{ {AMOUNTS} }} other {{ {AMOUNTS} }}
           total {{ {AMOUNTS} }} }} }}"
    );
    client.query(&document, variables).await["consolidatedRevenue"].take()
}

/// Amounts as they are written here: the number of documents; with tax: invoiced, paid; before tax: invoiced, paid.
#[track_caller]
pub fn is(amounts: &Value, count: i64, with_tax: [&str; 2], before_tax: [&str; 2]) {
    let told = ["invoiced", "paid", "invoicedBeforeTax", "paidBeforeTax"].map(|name| amounts[name].as_str().unwrap());
    let expected = [with_tax[0], with_tax[1], before_tax[0], before_tax[1]];
    assert_eq!((amounts["count"].as_i64(), told), (Some(count), expected), "{amounts:#}");
    let amount = |name: &str| amounts[name].as_str().unwrap().parse::<rust_decimal::Decimal>().unwrap();
    assert_eq!(amount("unpaid"), amount("invoiced") - amount("paid"));
    assert_eq!(amount("unpaidBeforeTax"), amount("invoicedBeforeTax") - amount("paidBeforeTax"));
}

/// Moves an issued document to another day.
pub async fn redate(app: &TestApp, invoice: &Value, day: &str) {
    app.sql(&format!(
        "SET session_replication_role = replica;
         UPDATE invoices SET issue_date = '{day}' WHERE id = '{}';
         RESET session_replication_role",
        invoice["id"].as_str().unwrap()
    ))
    .await;
}

/// The one refusal of a mutation on entries.
pub async fn is_refused(client: &Client, name: &str, input: Value, field: &str, code: &str) {
    assert_eq!(crate::setting::refusal(client, name, input.clone()).await, at(field, code), "{input}");
}
