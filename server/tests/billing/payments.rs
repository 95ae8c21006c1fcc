//! Payments: together never more than what remains, those that are pending included.

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::setting::{
    at, attempt, clinic, code, day_of_audit, done, draft, issued, mutate, now, office, pay, refusal, repeat, today,
};

async fn settle(client: &crate::common::Client, name: &str, payment: &Value) -> Value {
    let payload =
        mutate(client, name, "payment { status notes }", json!({ "id": payment["id"], "reason": "Sans suite" })).await;
    assert_eq!(payload["userErrors"], json!([]), "{name}");
    payload["payment"].clone()
}

#[tokio::test]
async fn an_invoice_is_paid_in_two_parts() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let first = pay(&firm.manager, &made["id"], "50", false).await;
    let waiting = now(&firm.manager, &made["id"]).await;
    assert_eq!(
        (&waiting["status"], &waiting["pendingAmount"], &waiting["remainingAmount"], &waiting["paidAmount"]),
        (&json!("ISSUED"), &json!("50.00"), &json!("120.00"), &json!("0.00"))
    );
    let confirm = json!({ "id": first["id"], "expectedVersion": first["version"] });
    let payload = mutate(&firm.manager, "confirmPayment", "payment { status canBeCancelled }", confirm).await;
    assert_eq!(payload["payment"], json!({ "status": "CONFIRMED", "canBeCancelled": false }));
    let part = now(&firm.manager, &made["id"]).await;
    assert_eq!(
        (&part["status"], &part["pendingAmount"], &part["remainingAmount"]),
        (&json!("PARTIALLY_PAID"), &json!("0.00"), &json!("70.00"))
    );
    pay(&firm.manager, &made["id"], "70", true).await;
    let paid = now(&firm.manager, &made["id"]).await;
    assert_eq!((&paid["status"], &paid["remainingAmount"]), (&json!("PAID"), &json!("0.00")));
    assert_eq!(paid["canReceivePayments"], false);
    let document =
        "query($id: ID!) { invoice(id: $id) { paidAt lastPaymentDate payments { amount status recordedBy { id } }
        auditEvents { nodes { action } } } payments(filter: { invoiceId: { eq: $id } }) { totalCount } }";
    let data = firm.manager.query(document, json!({ "id": made["id"] })).await;
    assert_eq!(data["invoice"]["paidAt"], data["invoice"]["lastPaymentDate"]);
    assert_eq!(data["invoice"]["auditEvents"]["nodes"][0]["action"], "invoice.paid");
    assert_eq!(
        (&data["payments"]["totalCount"], &data["invoice"]["payments"][0]["amount"]),
        (&json!(2), &json!("70.00"))
    );
    let more = json!({ "invoiceId": made["id"], "amount": "0.01", "paymentMethod": "CASH" });
    assert_eq!(refusal(&firm.manager, "recordPayment", more).await, at("invoiceId", "NOT_PAYABLE"));
}

#[tokio::test]
async fn pending_payments_count() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let payment = pay(&firm.manager, &made["id"], "100", false).await;
    let input = |amount: &str| json!({ "invoiceId": made["id"], "amount": amount, "paymentMethod": "CHECK" });
    assert_eq!(refusal(&firm.manager, "recordPayment", input("20.01")).await, at("amount", "EXCEEDS_REMAINING"));
    let more = json!({ "id": payment["id"], "amount": "120.01" });
    assert_eq!(refusal(&firm.manager, "updatePayment", more).await, at("amount", "EXCEEDS_REMAINING"));
    let all = json!({ "id": payment["id"], "amount": "120", "reference": "VIR 1", "notes": "Annoncé" });
    let payload = mutate(&firm.manager, "updatePayment", "payment { amount reference }", all).await;
    assert_eq!(payload["payment"], json!({ "amount": "120.00", "reference": "VIR 1" }));
    assert_eq!(now(&firm.manager, &made["id"]).await["canReceivePayments"], false, "nothing is free");
    let failed = settle(&firm.manager, "failPayment", &payment).await;
    assert_eq!(failed, json!({ "status": "FAILED", "notes": "Annoncé\nFailed: Sans suite" }));
    let after = now(&firm.manager, &made["id"]).await;
    assert_eq!((&after["status"], &after["pendingAmount"]), (&json!("ISSUED"), &json!("0.00")));
    let again = json!({ "id": payment["id"] });
    assert_eq!(refusal(&firm.manager, "confirmPayment", again.clone()).await, at("id", "ILLEGAL_TRANSITION"));
    assert_eq!(
        refusal(&firm.manager, "updatePayment", json!({ "id": payment["id"], "amount": "1" })).await,
        at("id", "NOT_PENDING")
    );
    let second = pay(&firm.manager, &made["id"], "120", false).await;
    let cancelled = settle(&firm.manager, "cancelPayment", &second).await;
    assert_eq!(cancelled, json!({ "status": "CANCELLED", "notes": "Cancelled: Sans suite" }));
}

#[tokio::test(flavor = "multi_thread")]
async fn many_payments_at_once_are_never_too_much() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let record = |n: usize| {
        let input = json!({ "invoiceId": made["id"], "amount": "25", "paymentMethod": "CASH", "confirmed": n.is_multiple_of(2) });
        async { attempt(&firm.manager, "recordPayment", "payment { id }", input).await }
    };
    let answers = join_all((0..20).map(record)).await;
    let recorded = answers.iter().filter(|answer| answer["data"]["recordPayment"]["payment"]["id"].is_string()).count();
    assert_eq!(recorded, 4, "{answers:#?}");
    let after = now(&firm.manager, &made["id"]).await;
    let sum = |field: &str| after[field].as_str().unwrap().parse::<f64>().unwrap();
    assert!((sum("paidAmount") + sum("pendingAmount") - 100.0).abs() < f64::EPSILON, "{after:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_payment_is_one() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let input = json!({ "invoiceId": made["id"], "amount": "10", "paymentMethod": "CASH", "confirmed": true });
    let answers =
        join_all((0..5).map(|_| repeat(&firm.manager, "k", "recordPayment", "payment { id }", input.clone()))).await;
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:#?}");
    assert_eq!(now(&firm.manager, &made["id"]).await["paidAmount"], "10.00");
}

#[tokio::test]
async fn bad_payments_are_refused() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let input = |amount: &str, date: &str| json!({ "invoiceId": made["id"], "amount": amount, "paymentMethod": "CASH", "paymentDate": format!("{date}T10:00:00Z") });
    let (yesterday, tomorrow) = (today().pred_opt().unwrap().to_string(), today().succ_opt().unwrap().to_string());
    let now_ = today().to_string();
    let cases = [
        (input("0", &now_), at("amount", "OUT_OF_RANGE")),
        (input("-5", &now_), at("amount", "OUT_OF_RANGE")),
        (input("1.005", &now_), at("amount", "TOO_MANY_DECIMALS")),
        (input("120.01", &now_), at("amount", "EXCEEDS_REMAINING")),
        (input("1", &tomorrow), at("paymentDate", "IN_THE_FUTURE")),
        (input("1", &yesterday), at("paymentDate", "BEFORE_ISSUE")),
    ];
    for (input, expected) in cases {
        assert_eq!(refusal(&firm.manager, "recordPayment", input).await, expected);
    }
    let open = draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let on_draft = json!({ "invoiceId": open["id"], "amount": "1", "paymentMethod": "CASH" });
    assert_eq!(refusal(&firm.manager, "recordPayment", on_draft).await, at("invoiceId", "NOT_PAYABLE"));
    done(&firm.manager, "archiveInvoice", json!({ "id": made["id"] })).await;
    assert_eq!(refusal(&firm.manager, "recordPayment", input("1", &now_)).await, at("invoiceId", "ARCHIVED"));
    done(&firm.manager, "unarchiveInvoice", json!({ "id": made["id"] })).await;
    let answer = attempt(&firm.auditor, "recordPayment", "", input("1", &now_)).await;
    assert_eq!(code(&answer), "FORBIDDEN");
    let unknown = json!({ "invoiceId": firm.manager.id(), "amount": "1", "paymentMethod": "CASH" });
    assert_eq!(code(&attempt(&firm.manager, "recordPayment", "", unknown).await), "NOT_FOUND");
}
