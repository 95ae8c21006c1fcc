//! Dates of documents rise with what they build on.

use chrono::Days;
use serde_json::{Value, json};

use crate::setting::{
    accepted_quote, at, attempt, clinic, code, day_of_audit, done, draft, issued, office, refusal, today,
};

fn on(invoice: &Value, days_ago: u64) -> Value {
    let day = today() - Days::new(days_ago);
    json!({ "id": invoice["id"], "issueDate": day.to_string() })
}

#[tokio::test]
async fn a_credit_note_is_not_before_its_invoice() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = draft(&firm.manager, &clinic, json!([day_of_audit("2")])).await;
    done(&firm.manager, "issueInvoice", on(&made, 1)).await;
    let part = json!({ "invoiceId": made["id"], "lines": [day_of_audit("1")] });
    let note = done(&firm.manager, "createCreditNote", part).await;
    assert_eq!(refusal(&firm.manager, "issueInvoice", on(&note, 2)).await, at("issueDate", "BEFORE_INVOICE"));
    done(&firm.manager, "issueInvoice", on(&note, 1)).await;
}

#[tokio::test]
async fn a_final_invoice_is_not_before_its_deposits() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let (quote, _) = accepted_quote(&firm.manager, &clinic, json!([day_of_audit("10")])).await;
    let deposit = done(&firm.manager, "createDepositInvoice", json!({ "quoteId": quote, "percentage": "30" })).await;
    done(&firm.manager, "issueInvoice", on(&deposit, 1)).await;
    // What follows counts in another series, which would not refuse by itself.
    let series = json!({ "invoiceSeries": "FIN", "invoiceNumberPattern": "FIN{YYYY}{0001}" });
    crate::setting::mutate(&firm.admin, "updateFirm", "firm { version }", series).await;
    let last = done(&firm.manager, "convertQuoteToInvoice", json!({ "id": quote })).await;
    done(&firm.manager, "updateInvoice", json!({ "id": last["id"], "serviceStart": "2026-01-05" })).await;
    assert_eq!(refusal(&firm.manager, "issueInvoice", on(&last, 2)).await, at("issueDate", "BEFORE_DEPOSIT"));
    done(&firm.manager, "issueInvoice", on(&last, 1)).await;
}

#[tokio::test]
async fn a_series_never_goes_back_to_an_earlier_year() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let made = draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let refused = refusal(&firm.manager, "issueInvoice", on(&made, 400)).await;
    assert_eq!(refused, at("issueDate", "NOT_CHRONOLOGICAL"));
}

#[tokio::test]
async fn invoices_of_a_quote_that_changed_are_a_conflict() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let (quote, _) = accepted_quote(&firm.manager, &clinic, json!([day_of_audit("10")])).await;
    let data = firm.manager.query("query($id: ID!) { quote(id: $id) { version } }", json!({ "id": quote })).await;
    let version = data["quote"]["version"].as_i64().unwrap();
    let deposit = |version| json!({ "quoteId": quote, "percentage": "10", "expectedVersion": version });
    let whole = |version| json!({ "id": quote, "expectedVersion": version });
    let stale = attempt(&firm.manager, "createDepositInvoice", "invoice { id }", deposit(version - 1)).await;
    assert_eq!(code(&stale), "CONFLICT");
    let stale = attempt(&firm.manager, "convertQuoteToInvoice", "invoice { id }", whole(version - 1)).await;
    assert_eq!(code(&stale), "CONFLICT");
    done(&firm.manager, "convertQuoteToInvoice", whole(version)).await;
}
