//! Numbers for analysts: revenue by month, client, person and rate.

use serde_json::json;

use crate::setting::{accepted_quote, clinic, day_of_audit, day_of_training, done, draft, issued, office, pay, today};

#[tokio::test]
async fn revenue_by_month_client_and_rate() {
    let firm = office().await;
    let (one, other) = (clinic(&firm, "Une", &firm.manager).await, clinic(&firm, "Autre", &firm.auditor).await);
    let first = issued(&firm.manager, &one, json!([day_of_audit("10"), day_of_training("2")])).await;
    issued(&firm.manager, &other, json!([day_of_training("4")])).await;
    draft(&firm.manager, &one, json!([day_of_audit("100")])).await;
    let credit = json!({ "invoiceId": first["id"], "lines": [day_of_audit("1")], "issue": true });
    done(&firm.manager, "createCreditNote", credit).await;
    pay(&firm.manager, &first["id"], "500", true).await;
    pay(&firm.manager, &first["id"], "100", false).await;
    let month = today().format("%Y-%m-01").to_string();
    let document = "{
        months: invoiceAggregate(filter: { issued: true }, groupBy: [ISSUE_DATE_MONTH]) {
            count key { issueDateMonth } sum { revenue revenueBeforeTax total paidAmount } }
        clients: invoiceAggregate(filter: { issued: true, kind: { eq: INVOICE } }, groupBy: [INSTITUTION]) {
            count key { institution { name } } sum { netAmount } }
        rates: invoiceLineAggregate(filter: { issued: true }, groupBy: [TAX_RATE]) {
            count key { taxRate } sum { revenueBeforeTax revenue quantity } }
        payments: paymentAggregate(groupBy: [STATUS]) { count key { status } sum { amount receivedAmount signedAmount } } }";
    let data = firm.manager.query(document, json!({})).await;
    assert_eq!(
        data["months"],
        json!([{ "count": 3, "key": { "issueDateMonth": month },
            "sum": { "revenue": "1380", "revenueBeforeTax": "1200", "total": "1620", "paidAmount": "500" } }])
    );
    let mut clients: Vec<(String, String)> = data["clients"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["key"]["institution"]["name"].to_string(), row["sum"]["netAmount"].to_string()))
        .collect();
    clients.sort();
    let expected = [("\"Autre\"", "\"200\""), ("\"Une\"", "\"1100\"")];
    assert_eq!(clients, expected.map(|(name, sum)| (name.to_owned(), sum.to_owned())));
    assert_eq!(
        data["rates"],
        json!([
            { "count": 2, "key": { "taxRate": "0" },
              "sum": { "revenueBeforeTax": "300", "revenue": "300", "quantity": "6" } },
            { "count": 2, "key": { "taxRate": "20" },
              "sum": { "revenueBeforeTax": "900", "revenue": "1080", "quantity": "11" } },
        ])
    );
    assert_eq!(
        data["payments"],
        json!([
            { "count": 1, "key": { "status": "CONFIRMED" }, "sum": { "amount": "500", "receivedAmount": "500", "signedAmount": "500" } },
            { "count": 1, "key": { "status": "PENDING" }, "sum": { "amount": "100", "receivedAmount": "0", "signedAmount": "100" } },
        ])
    );
    let own = "{ invoiceAggregate(filter: { issued: true }) { count sum { revenue } } paymentAggregate { count }
        invoiceLineAggregate { count } }";
    let data = firm.auditor.query(own, json!({})).await;
    assert_eq!(data["invoiceAggregate"], json!([{ "count": 1, "sum": { "revenue": "200" } }]));
    assert_eq!(
        (&data["paymentAggregate"][0]["count"], &data["invoiceLineAggregate"][0]["count"]),
        (&json!(0), &json!(1))
    );
}

#[tokio::test]
async fn revenue_counts_what_was_issued_once() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    draft(&firm.manager, &clinic, json!([day_of_audit("7")])).await;
    // Three parts of 1 000 and a training; a bit ahead, the rest with the final invoice.
    let part = |price: &str| json!({ "description": "Part", "quantity": "1", "unitPrice": price, "taxRate": "20" });
    let lines = json!([part("300"), part("299.99"), part("400.01"), day_of_training("4")]);
    let (quote, _) = accepted_quote(&firm.manager, &clinic, lines).await;
    let service = |id: &serde_json::Value| json!({ "id": id, "serviceStart": "2026-01-05" });
    let deposit = done(&firm.manager, "createDepositInvoice", json!({ "quoteId": quote, "amount": "123.45" })).await;
    done(&firm.manager, "issueInvoice", json!({ "id": deposit["id"] })).await;
    let last = done(&firm.manager, "convertQuoteToInvoice", json!({ "id": quote })).await;
    done(&firm.manager, "updateInvoice", service(&last["id"])).await;
    done(&firm.manager, "issueInvoice", json!({ "id": last["id"] })).await;
    let document = "{ all: invoiceAggregate { count sum { revenue revenueBeforeTax } }
        lines: invoiceLineAggregate { sum { revenue revenueBeforeTax } }
        rates: invoiceLineAggregate(groupBy: [TAX_RATE]) { key { taxRate } sum { revenue revenueBeforeTax } } }";
    let data = firm.manager.query(document, json!({})).await;
    let whole = json!({ "revenue": "1400", "revenueBeforeTax": "1200" });
    assert_eq!(data["all"], json!([{ "count": 3, "sum": whole }]), "the draft brings nothing");
    assert_eq!(data["lines"], json!([{ "sum": whole }]), "the deposit is not counted twice");
    assert_eq!(
        data["rates"],
        json!([
            { "key": { "taxRate": "0" }, "sum": { "revenue": "200", "revenueBeforeTax": "200" } },
            { "key": { "taxRate": "20" }, "sum": { "revenue": "1200", "revenueBeforeTax": "1000" } },
        ])
    );
}
