//! Invoices of quotes: once, in parts, with deposits; they add up to the quote.

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::{
    common::firm::Firm,
    setting::{
        accepted_quote, at, attempt, clinic, day_of_audit, day_of_training, done, mutate, now, office, pay, refusal,
    },
};

async fn issue(firm: &Firm, invoice: &Value) -> Value {
    let service = json!({ "id": invoice["id"], "serviceStart": "2026-01-05" });
    done(&firm.manager, "updateInvoice", service).await;
    done(&firm.manager, "issueInvoice", json!({ "id": invoice["id"] })).await
}

fn cents(amount: &Value) -> i64 {
    amount.as_str().unwrap().replace('.', "").parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quote_is_converted_once() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let (quote, _) = accepted_quote(&firm.manager, &clinic, json!([day_of_audit("2"), day_of_training("1")])).await;
    let convert = || attempt(&firm.manager, "convertQuoteToInvoice", "invoice { id }", json!({ "id": quote }));
    let answers = join_all((0..4).map(|_| convert())).await;
    let codes: Vec<_> = answers
        .iter()
        .filter_map(|answer| answer["data"]["convertQuoteToInvoice"]["userErrors"][0]["code"].as_str())
        .collect();
    assert_eq!(codes, ["ALREADY_INVOICED"; 3], "{answers:#?}");
    let document =
        "query($id: ID!) { quote(id: $id) { invoicedAmount canBeConverted lines { quantity invoicedQuantity }
        invoices { nodes { id type status total lines { quoteLineId } } } } }";
    let data = firm.manager.query(document, json!({ "id": quote })).await;
    let told = &data["quote"];
    assert_eq!((&told["invoicedAmount"], &told["canBeConverted"]), (&json!("290.00"), &json!(false)));
    let made = &told["invoices"]["nodes"][0];
    assert_eq!(
        (&made["type"], &made["status"], &made["total"]),
        (&json!("STANDARD"), &json!("DRAFT"), &json!("290.00"))
    );
    // Deleted, it may be converted anew; then the deleted one cannot come back.
    done(&firm.manager, "deleteInvoice", json!({ "id": made["id"] })).await;
    done(&firm.manager, "convertQuoteToInvoice", json!({ "id": quote })).await;
    assert_eq!(refusal(&firm.manager, "restoreInvoice", json!({ "id": made["id"] })).await, at("id", "QUOTE_INVOICED"));
}

#[tokio::test]
async fn only_an_accepted_quote_is_converted() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let input = json!({ "institutionId": clinic, "title": "Offre", "lines": [day_of_audit("1")] });
    let payload = mutate(&firm.manager, "createQuote", "quote { id }", input).await;
    let id = &payload["quote"]["id"];
    assert_eq!(refusal(&firm.manager, "convertQuoteToInvoice", json!({ "id": id })).await, at("id", "NOT_ACCEPTED"));
    let deposit = json!({ "quoteId": id, "percentage": "30" });
    assert_eq!(refusal(&firm.manager, "createDepositInvoice", deposit).await, at("quoteId", "NOT_ACCEPTED"));
}

#[tokio::test]
async fn parts_add_up() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    // A discount of 10 euros on three thirds.
    let line = json!({ "description": "Tiers", "quantity": "3", "unitPrice": "33.33", "taxRate": "20",
        "discountType": "FIXED_AMOUNT", "discountValue": "10" });
    let (quote, lines) = accepted_quote(&firm.manager, &clinic, json!([line, day_of_training("1")])).await;
    let part = |quantity: &str| json!({ "id": quote, "lines": [{ "quoteLineId": lines[0], "quantity": quantity }] });
    let refusals = [
        (part("3.001"), at("lines.0.quantity", "EXCEEDS_REMAINING")),
        (part("0"), at("lines.0.quantity", "OUT_OF_RANGE")),
        (part("0.0001"), at("lines.0.quantity", "TOO_MANY_DECIMALS")),
        (json!({ "id": quote, "lines": [] }), at("lines", "REQUIRED")),
        (
            json!({ "id": quote, "lines": [{ "quoteLineId": quote, "quantity": "1" }] }),
            at("lines.0.quoteLineId", "NOT_FOUND"),
        ),
    ];
    for (input, expected) in refusals {
        assert_eq!(refusal(&firm.manager, "convertQuoteToInvoice", input).await, expected);
    }
    let first = done(&firm.manager, "convertQuoteToInvoice", part("1")).await;
    assert_eq!(first["type"], "PARTIAL");
    assert_eq!(
        refusal(&firm.manager, "convertQuoteToInvoice", part("2.5")).await,
        at("lines.0.quantity", "EXCEEDS_REMAINING")
    );
    let second = done(&firm.manager, "convertQuoteToInvoice", part("1")).await;
    let last = done(&firm.manager, "convertQuoteToInvoice", json!({ "id": quote })).await;
    assert_eq!(last["type"], "FINAL");
    let net = |invoice: &Value| cents(&invoice["subtotal"]) - cents(&invoice["totalDiscountAmount"]);
    // 99.99 - 10 + 50
    assert_eq!(net(&first) + net(&second) + net(&last), 13_999);
    // Lines that are typed anew keep what they invoice of the quote.
    let typed = json!({ "id": first["id"], "lines": [{ "description": "Tiers", "quantity": "1", "unitPrice": "33.33",
        "taxRate": "20", "discountType": "FIXED_AMOUNT", "discountValue": "5" }] });
    done(&firm.manager, "updateInvoice", typed).await;
    assert_eq!(
        refusal(&firm.manager, "convertQuoteToInvoice", json!({ "id": quote })).await,
        at("id", "ALREADY_INVOICED")
    );
    // A cancelled part is free again.
    let issued = issue(&firm, &second).await;
    done(&firm.manager, "cancelInvoice", json!({ "id": issued["id"] })).await;
    let again = done(&firm.manager, "convertQuoteToInvoice", json!({ "id": quote })).await;
    let typed = now(&firm.manager, &first["id"]).await;
    assert_eq!(net(&typed) + net(&again) + net(&last), 13_999, "whatever was typed, the parts are the quote");
}

#[tokio::test]
async fn the_final_invoice_deducts_the_deposits() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let (quote, _) = accepted_quote(&firm.manager, &clinic, json!([day_of_audit("10"), day_of_training("4")])).await;
    let deposit = done(&firm.manager, "createDepositInvoice", json!({ "quoteId": quote, "percentage": "30" })).await;
    // 30 % of 1 000 at 20 % and of 200 without tax.
    assert_eq!((&deposit["type"], &deposit["total"]), (&json!("DEPOSIT"), &json!("420.00")));
    let convert = json!({ "id": quote });
    assert_eq!(refusal(&firm.manager, "convertQuoteToInvoice", convert.clone()).await, at("id", "DEPOSIT_IS_DRAFT"));
    let edit = json!({ "id": deposit["id"], "lines": [day_of_audit("1")] });
    assert_eq!(refusal(&firm.manager, "updateInvoice", edit).await, at("lines", "NOT_ALLOWED"));
    let much = json!({ "quoteId": quote, "amount": "840.01" });
    assert_eq!(refusal(&firm.manager, "createDepositInvoice", much).await, at("amount", "OUT_OF_RANGE"));
    let deposit = done(&firm.manager, "issueInvoice", json!({ "id": deposit["id"] })).await;
    let second = done(&firm.manager, "createDepositInvoice", json!({ "quoteId": quote, "amount": "100" })).await;
    let second = done(&firm.manager, "issueInvoice", json!({ "id": second["id"] })).await;
    let last = done(&firm.manager, "convertQuoteToInvoice", convert).await;
    assert_eq!((&last["type"], &last["deductedAmount"]), (&json!("FINAL"), &json!("460.00")));
    let sum = cents(&deposit["total"]) + cents(&second["total"]) + cents(&last["total"]);
    assert_eq!(sum, 140_000, "deposits and final invoice are the quote");
    let document =
        "query($id: ID!) { invoice(id: $id) { deductions { depositInvoice { invoiceNumber } taxRate amount taxAmount }
        vatBreakdown { rate base tax } } }";
    let data = firm.manager.query(document, json!({ "id": last["id"] })).await;
    let deductions = data["invoice"]["deductions"].as_array().unwrap();
    assert_eq!(deductions.len(), 4);
    assert_eq!(deductions[0]["depositInvoice"]["invoiceNumber"], deposit["invoiceNumber"]);
    assert_eq!((&deductions[0]["amount"], &deductions[0]["taxAmount"]), (&json!("300.00"), &json!("60.00")));
    let groups = data["invoice"]["vatBreakdown"].as_array().unwrap();
    assert_eq!(cents(&groups[0]["base"]) + cents(&groups[1]["base"]), 120_000 - 46_000);
    let last = issue(&firm, &last).await;
    let more = json!({ "quoteId": quote, "percentage": "1" });
    assert_eq!(refusal(&firm.manager, "createDepositInvoice", more).await, at("quoteId", "ALREADY_INVOICED"));
    let credit = json!({ "invoiceId": deposit["id"] });
    assert_eq!(refusal(&firm.manager, "createCreditNote", credit).await, at("invoiceId", "DEPOSIT_DEDUCTED"));
    // Cancelled, the final invoice gives its deposits back to the next one.
    let cancelled = done(&firm.manager, "cancelInvoice", json!({ "id": last["id"] })).await;
    assert_eq!((&cancelled["status"], &cancelled["creditedAmount"]), (&json!("CANCELLED"), &last["total"]));
    let again = done(&firm.manager, "convertQuoteToInvoice", json!({ "id": quote })).await;
    assert_eq!((&again["deductedAmount"], &again["total"]), (&last["deductedAmount"], &last["total"]));
}

#[tokio::test]
async fn a_final_draft_that_comes_back_deducts_what_there_is() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let (quote, lines) = accepted_quote(&firm.manager, &clinic, json!([day_of_audit("10")])).await;
    let deposit = done(&firm.manager, "createDepositInvoice", json!({ "quoteId": quote, "percentage": "50" })).await;
    let deposit = done(&firm.manager, "issueInvoice", json!({ "id": deposit["id"] })).await;
    let part = json!({ "id": quote, "lines": [{ "quoteLineId": lines[0], "quantity": "6" }] });
    assert_eq!(
        refusal(&firm.manager, "convertQuoteToInvoice", part).await,
        at("lines", "LESS_THAN_DEPOSITS"),
        "the rest would be less than the deposit"
    );
    let last = done(&firm.manager, "convertQuoteToInvoice", json!({ "id": quote })).await;
    done(&firm.manager, "deleteInvoice", json!({ "id": last["id"] })).await;
    let credit = json!({ "invoiceId": deposit["id"], "lines": [day_of_audit("1")], "issue": true });
    done(&firm.manager, "createCreditNote", credit).await;
    done(&firm.manager, "restoreInvoice", json!({ "id": last["id"] })).await;
    let back = now(&firm.manager, &last["id"]).await;
    assert_eq!((&back["deductedAmount"], &back["total"]), (&json!("400.00"), &json!("720.00")));
    let few = json!({ "id": last["id"], "lines": [day_of_audit("3")] });
    assert_eq!(refusal(&firm.manager, "updateInvoice", few).await, at("lines", "LESS_THAN_DEPOSITS"));
}

#[tokio::test]
async fn a_deposit_of_all_can_be_given_back() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let (quote, _) = accepted_quote(&firm.manager, &clinic, json!([day_of_audit("10"), day_of_training("4")])).await;
    let deposit = done(&firm.manager, "createDepositInvoice", json!({ "quoteId": quote, "percentage": "100" })).await;
    let deposit = done(&firm.manager, "issueInvoice", json!({ "id": deposit["id"] })).await;
    pay(&firm.manager, &deposit["id"], "1400", true).await;
    let last = done(&firm.manager, "convertQuoteToInvoice", json!({ "id": quote })).await;
    let last = issue(&firm, &last).await;
    assert_eq!((&last["total"], &last["status"]), (&json!("0.00"), &json!("PAID")), "nothing is left to pay");
    assert_eq!(last["canReceivePayments"], false);
    let back = json!({ "invoiceId": deposit["id"], "issue": true });
    assert_eq!(refusal(&firm.manager, "createCreditNote", back.clone()).await, at("invoiceId", "DEPOSIT_DEDUCTED"));
    let cancelled =
        done(&firm.manager, "cancelInvoice", json!({ "id": last["id"], "reason": "Mission annulée" })).await;
    assert_eq!((&cancelled["status"], &cancelled["creditedAmount"]), (&json!("CANCELLED"), &json!("0.00")));
    let again = json!({ "id": last["id"] });
    assert_eq!(refusal(&firm.manager, "cancelInvoice", again).await, at("invoiceId", "NOT_CREDITABLE"));
    let path = format!("/api/invoices/{}/reconcile", last["id"].as_str().unwrap());
    let reconciled = firm.manager.request(reqwest::Method::PUT, &path).send().await.unwrap();
    assert_eq!(reconciled.status(), 200);
    assert_eq!(now(&firm.manager, &last["id"]).await["status"], "CANCELLED", "nothing returns from there");
    let note = done(&firm.manager, "createCreditNote", back).await;
    assert_eq!((&note["total"], &note["refundableAmount"]), (&json!("1400.00"), &json!("1400.00")));
    assert_eq!(now(&firm.manager, &deposit["id"]).await["status"], "CANCELLED");
    let refund = pay(&firm.manager, &note["id"], "1400", true).await;
    assert_eq!(refund["status"], "CONFIRMED");
    let again = done(&firm.manager, "convertQuoteToInvoice", json!({ "id": quote })).await;
    assert_eq!(again["total"], "1400.00", "the quote is free again");
}
