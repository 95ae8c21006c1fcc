//! Credit notes: they correct an issued invoice, and are together never more than it.

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::setting::{
    at, attempt, clinic, code, day_of_audit, day_of_training, done, draft, issued, mutate, now, office, pay, refusal,
};

#[tokio::test]
async fn a_cancelled_invoice_is_credited_altogether() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("2"), day_of_training("1")])).await;
    let cancel = json!({ "id": made["id"], "reason": "Erreur de client" });
    let cancelled = done(&firm.manager, "cancelInvoice", cancel.clone()).await;
    assert_eq!(
        (&cancelled["status"], &cancelled["creditedAmount"], &cancelled["remainingAmount"]),
        (&json!("CANCELLED"), &json!("290.00"), &json!("0.00"))
    );
    let document = "query($id: ID!) { invoice(id: $id) { creditNotes { kind status invoiceNumber total description
        refundableAmount remainingAmount creditedInvoice { id } lines { total } } } }";
    let data = firm.manager.query(document, json!({ "id": made["id"] })).await;
    let note = &data["invoice"]["creditNotes"][0];
    assert_eq!(
        (&note["kind"], &note["status"], &note["total"]),
        (&json!("CREDIT_NOTE"), &json!("ISSUED"), &json!("290.00"))
    );
    assert_eq!((&note["refundableAmount"], &note["description"]), (&json!("0.00"), &json!("Erreur de client")));
    assert_eq!(note["creditedInvoice"]["id"], made["id"]);
    assert_eq!(note["lines"].as_array().unwrap().len(), 2);
    assert_eq!(refusal(&firm.manager, "cancelInvoice", cancel).await, at("invoiceId", "NOT_CREDITABLE"));
    let paid = json!({ "invoiceId": made["id"], "amount": "1", "paymentMethod": "CASH" });
    assert_eq!(refusal(&firm.manager, "recordPayment", paid).await, at("invoiceId", "NOT_PAYABLE"));
}

#[tokio::test]
async fn parts_are_credited_until_nothing_is_left() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("2"), day_of_training("1")])).await;
    let credit = |lines: Value| json!({ "invoiceId": made["id"], "lines": lines, "issue": true });
    done(&firm.manager, "createCreditNote", credit(json!([day_of_audit("0.5")]))).await;
    let after = now(&firm.manager, &made["id"]).await;
    assert_eq!(
        (&after["status"], &after["creditedAmount"], &after["remainingAmount"]),
        (&json!("ISSUED"), &json!("60.00"), &json!("230.00"))
    );
    // 150 euros at 20 % are left, and 50 without tax.
    let refusals = [
        credit(json!([day_of_audit("1.51")])),
        credit(json!([day_of_training("1.001"), day_of_audit("1")])),
        credit(json!([{ "description": "Autre taux", "quantity": "1", "unitPrice": "1", "taxRate": "10" }])),
    ];
    for input in refusals {
        assert_eq!(refusal(&firm.manager, "createCreditNote", input).await, at("lines", "EXCEEDS_INVOICE"));
    }
    let rest = done(&firm.manager, "createCreditNote", json!({ "invoiceId": made["id"], "issue": true })).await;
    assert_eq!(rest["total"], "230.00");
    assert_eq!(now(&firm.manager, &made["id"]).await["status"], "CANCELLED");
}

#[tokio::test]
async fn the_rest_is_exact_to_the_cent() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    // Each line's tax rounds up: 0.07 three times, though 20 % of 0.99 is 0.20.
    let cents = json!({ "description": "Timbre", "quantity": "1", "unitPrice": "0.33", "taxRate": "20" });
    let made = issued(&firm.manager, &clinic, json!([cents, cents, cents])).await;
    assert_eq!(made["total"], "1.20");
    done(&firm.manager, "createCreditNote", json!({ "invoiceId": made["id"], "lines": [cents], "issue": true })).await;
    let rest = done(&firm.manager, "createCreditNote", json!({ "invoiceId": made["id"], "issue": true })).await;
    assert_eq!(rest["total"], "0.80");
    let after = now(&firm.manager, &made["id"]).await;
    assert_eq!((&after["creditedAmount"], &after["status"]), (&json!("1.20"), &json!("CANCELLED")));
}

#[tokio::test]
async fn the_last_part_takes_what_is_left_of_the_tax() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let cents =
        |quantity: &str| json!({ "description": "Timbre", "quantity": quantity, "unitPrice": "0.33", "taxRate": "20" });
    let credit =
        |of: &Value, lines: Value, issue: bool| json!({ "invoiceId": of["id"], "lines": lines, "issue": issue });
    // 0.99 with a tax of 0.20, of which each third is 0.07 by itself.
    let made = issued(&firm.manager, &clinic, json!([cents("3")])).await;
    let waiting = done(&firm.manager, "createCreditNote", credit(&made, json!([cents("1")]), false)).await;
    assert_eq!(waiting["total"], "0.40", "nothing was credited when it was written");
    for _ in 0..2 {
        let note = done(&firm.manager, "createCreditNote", credit(&made, json!([cents("1")]), true)).await;
        assert_eq!(note["total"], "0.40");
    }
    let note = done(&firm.manager, "issueInvoice", json!({ "id": waiting["id"] })).await;
    assert_eq!((&note["totalTaxAmount"], &note["total"]), (&json!("0.06"), &json!("0.39")));
    let after = now(&firm.manager, &made["id"]).await;
    assert_eq!((&after["creditedAmount"], &after["status"]), (&json!("1.19"), &json!("CANCELLED")));
    // The other way round: three lines with 0.21 of tax, of which 0.99 at once is 0.20.
    let made = issued(&firm.manager, &clinic, json!([cents("1"), cents("1"), cents("1")])).await;
    let note = done(&firm.manager, "createCreditNote", credit(&made, json!([cents("3")]), true)).await;
    assert_eq!((&note["totalTaxAmount"], &note["total"]), (&json!("0.21"), &json!("1.20")));
    assert_eq!(now(&firm.manager, &made["id"]).await["status"], "CANCELLED");
}

#[tokio::test]
async fn drafts_of_credit_notes_are_checked_when_they_are_issued() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("2")])).await;
    let credit = json!({ "invoiceId": made["id"], "title": "Geste commercial", "lines": [day_of_audit("1.5")] });
    let one = done(&firm.manager, "createCreditNote", credit.clone()).await;
    let other = done(&firm.manager, "createCreditNote", credit).await;
    assert_eq!((&one["status"], &one["title"]), (&json!("DRAFT"), &json!("Geste commercial")));
    assert_eq!(now(&firm.manager, &made["id"]).await["creditedAmount"], "0.00", "drafts count as nothing");
    let issues =
        join_all([&one, &other].map(|note| attempt(&firm.manager, "issueInvoice", "", json!({ "id": note["id"] }))))
            .await;
    let refused: Vec<_> =
        issues.iter().filter_map(|answer| answer["data"]["issueInvoice"]["userErrors"][0]["code"].as_str()).collect();
    assert_eq!(refused, ["EXCEEDS_INVOICE"]);
    let less = if now(&firm.manager, &one["id"]).await["status"] == "DRAFT" { &one } else { &other };
    done(&firm.manager, "updateInvoice", json!({ "id": less["id"], "lines": [day_of_audit("0.5")] })).await;
    done(&firm.manager, "issueInvoice", json!({ "id": less["id"] })).await;
    assert_eq!(now(&firm.manager, &made["id"]).await["status"], "CANCELLED");
}

#[tokio::test]
async fn what_was_paid_too_much_is_refunded() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("10")])).await;
    pay(&firm.manager, &made["id"], "1000", true).await;
    // Of 1 200 euros 1 000 are paid; 360 are taken back: 160 too much.
    let credit = json!({ "invoiceId": made["id"], "lines": [day_of_audit("3")], "issue": true });
    let note = done(&firm.manager, "createCreditNote", credit).await;
    assert_eq!((&note["refundableAmount"], &note["remainingAmount"]), (&json!("160.00"), &json!("160.00")));
    assert_eq!((&note["canReceivePayments"], &note["isOverdue"]), (&json!(true), &json!(false)));
    let invoice = now(&firm.manager, &made["id"]).await;
    assert_eq!((&invoice["status"], &invoice["remainingAmount"]), (&json!("PAID"), &json!("0.00")));
    let much = json!({ "invoiceId": note["id"], "amount": "160.01", "paymentMethod": "BANK_TRANSFER" });
    assert_eq!(refusal(&firm.manager, "recordPayment", much).await, at("amount", "EXCEEDS_REMAINING"));
    pay(&firm.manager, &note["id"], "100", true).await;
    assert_eq!(now(&firm.manager, &note["id"]).await["status"], "PARTIALLY_PAID");
    pay(&firm.manager, &note["id"], "60", true).await;
    let note = now(&firm.manager, &note["id"]).await;
    assert_eq!((&note["status"], &note["remainingAmount"]), (&json!("PAID"), &json!("0.00")));
    // The next credit note gives back all that it takes.
    let next = done(&firm.manager, "createCreditNote", json!({ "invoiceId": made["id"], "issue": true })).await;
    assert_eq!((&next["total"], &next["refundableAmount"]), (&json!("840.00"), &json!("840.00")));
    assert_eq!(now(&firm.manager, &made["id"]).await["status"], "CANCELLED");
}

#[tokio::test]
async fn pending_payments_come_first() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let payment = pay(&firm.manager, &made["id"], "100", false).await;
    let credit = json!({ "invoiceId": made["id"], "lines": [day_of_audit("0.5")], "issue": true });
    assert_eq!(refusal(&firm.manager, "createCreditNote", credit.clone()).await, at("invoiceId", "PENDING_PAYMENTS"));
    mutate(&firm.manager, "cancelPayment", "payment { status }", json!({ "id": payment["id"] })).await;
    done(&firm.manager, "createCreditNote", credit).await;
    assert_eq!(now(&firm.manager, &made["id"]).await["remainingAmount"], "60.00");
}

#[tokio::test]
async fn only_issued_invoices_are_credited() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let open = draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let credit = |id: &Value| json!({ "invoiceId": id });
    assert_eq!(
        refusal(&firm.manager, "createCreditNote", credit(&open["id"])).await,
        at("invoiceId", "NOT_CREDITABLE")
    );
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let note = done(
        &firm.manager,
        "createCreditNote",
        json!({ "invoiceId": made["id"], "lines": [day_of_audit("0.1")], "issue": true }),
    )
    .await;
    assert_eq!(
        refusal(&firm.manager, "createCreditNote", credit(&note["id"])).await,
        at("invoiceId", "NOT_CREDITABLE")
    );
    let none = json!({ "invoiceId": made["id"], "lines": [] });
    assert_eq!(refusal(&firm.manager, "createCreditNote", none).await, at("lines", "REQUIRED"));
    let moved = json!({ "id": note["id"], "institutionId": made["id"] });
    assert_eq!(refusal(&firm.manager, "updateInvoice", moved).await, at("id", "NOT_A_DRAFT"));
    let forbidden = attempt(&firm.auditor, "createCreditNote", "", credit(&made["id"])).await;
    assert_eq!(code(&forbidden), "FORBIDDEN");
}
