//! What each role may do.

use serde_json::{Value, json};

use crate::{common::Client, setting::*};

async fn outcomes(client: &Client, quote: &Value, invoice: &Value) -> Vec<String> {
    let mut outcomes = Vec::new();
    for answer in [
        client.get(&path(QUOTES, quote)).await,
        client.put(&path(QUOTES, quote), &json!({ "title": "x" })).await,
        client.put(&format!("{}/send", path(QUOTES, quote)), &json!({})).await,
        client.get(&path(INVOICES, invoice)).await,
        client.put(&path(INVOICES, invoice), &json!({ "title": "x" })).await,
        client.put(&format!("{}/send", path(INVOICES, invoice)), &json!({})).await,
        client.post(&format!("{}/payments", path(INVOICES, invoice)), &payment_body(1.0)).await,
    ] {
        outcomes.push(answer.outcome());
    }
    outcomes
}

#[tokio::test]
async fn every_role_on_rows_of_the_team_and_of_others() {
    let (firm, of_team) = office().await;
    let of_others = hospital(&firm, "Autre", &firm.manager).await;
    let (never, no_quote, no_invoice) =
        ("403 INSUFFICIENT_PERMISSIONS", "404 QUOTE_NOT_FOUND", "404 INVOICE_NOT_FOUND");
    let director = ["200", "200", "200", "200", "200", "200", "201"];
    let viewer = ["200", never, never, "200", never, never, never];
    let nobody = ["401 TOKEN_REQUIRED"; 7];
    let anonymous = firm.app.anonymous();
    for (name, client, on_team, on_others) in [
        ("admin", &firm.admin, director, director),
        ("manager", &firm.manager, director, director),
        (
            "auditor",
            &firm.auditor,
            ["200", "200", "200", "200", "200", never, never],
            [no_quote, no_quote, no_quote, no_invoice, no_invoice, never, never],
        ),
        ("viewer", &firm.viewer, viewer, viewer),
        ("anonymous", &anonymous, nobody, nobody),
    ] {
        for (institution, expected) in [(&of_team, on_team), (&of_others, on_others)] {
            let quote = create(&firm.manager, QUOTES, &quote_body(institution)).await;
            let invoice = create(&firm.manager, INVOICES, &invoice_body(institution)).await;
            assert_eq!(outcomes(client, &quote, &invoice).await, expected, "{name}");
        }
    }
}

#[tokio::test]
async fn lists_show_what_one_may_see() {
    let (firm, of_team) = office().await;
    let of_others = hospital(&firm, "Autre", &firm.manager).await;
    for institution in [&of_team, &of_others] {
        create(&firm.manager, QUOTES, &quote_body(institution)).await;
        let invoice = issued(&firm.manager, institution).await;
        pay(&firm.manager, &invoice, 1.0).await;
    }
    for (name, client) in firm.by_role() {
        let expected = if name == "auditor" { 1 } else { 2 };
        for group in [QUOTES, INVOICES, PAYMENTS] {
            assert_eq!(client.get(group).await.expect(200).json()["meta"]["total"], expected, "{name} {group}");
        }
        let numbers = client.get("/api/quotes/statistics").await.expect(200).json();
        assert_eq!(numbers["data"]["totalQuotes"], expected);
        assert_eq!(client.get("/api/invoices/statistics").await.json()["data"]["totalInvoices"], expected);
        assert_eq!(client.get("/api/payments/summary").await.json()["data"]["totalPayments"], expected);
    }
}

#[tokio::test]
async fn a_token_shows_the_entities_that_it_reaches() {
    use domain::ApiTokenScope::{Read, Write};
    let (firm, hospital) = office().await;
    let invoice = issued(&firm.manager, &hospital).await;
    pay(&firm.manager, &invoice, 1.0).await;
    let invoices = firm.by_token(&[Read, Write], Some(&["invoice"])).await;
    let shown = read(&invoices, INVOICES, &invoice).await;
    assert_eq!((&shown["payments"], &shown["institution"]), (&json!([]), &Value::Null));
    assert_eq!(invoices.get(PAYMENTS).await.expect(403).code(), "RESOURCE_ACCESS_DENIED");
    assert_eq!(invoices.get(QUOTES).await.expect(403).code(), "RESOURCE_ACCESS_DENIED");
    let reader = firm.by_token(&[Read], None).await;
    assert_eq!(reader.post(QUOTES, &quote_body(&hospital)).await.expect(403).code(), "RESOURCE_ACCESS_DENIED");
}
