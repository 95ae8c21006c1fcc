//! Payments: recorded, changed, confirmed, cancelled, listed, summed up.

use serde_json::{Value, json};

use crate::setting::*;

#[tokio::test]
async fn a_payment_is_recorded_and_confirmed() {
    let (firm, hospital) = office().await;
    let invoice = issued(&firm.manager, &hospital).await;
    let first = pay(&firm.manager, &invoice, 50.0).await;
    let at = format!("/api/invoices/payments/{}/confirm", first["id"].as_str().unwrap());
    let confirmed = firm.manager.put(&at, &Value::Null).await.expect(200).json()["data"].take();
    assert_eq!((&confirmed["status"], &confirmed["canBeModified"]), (&json!("confirmed"), &json!(false)));
    assert_eq!(firm.manager.put(&at, &json!({})).await.expect(400).code(), "PAYMENT_NOT_CONFIRMABLE");
    let partly = read(&firm.manager, INVOICES, &invoice).await;
    assert_eq!(
        [&partly["status"], &partly["totalPaid"], &partly["remainingAmount"], &partly["isPartiallyPaid"]],
        [&json!("partially_paid"), &json!("50.00"), &json!("70.00"), &json!(true)]
    );
    let body = with(payment_body(70.0), json!({ "invoiceId": invoice["id"], "confirmed": true }));
    let rest = create(&firm.manager, PAYMENTS, &body).await;
    assert_eq!(rest["status"], "confirmed");
    let paid = read(&firm.manager, INVOICES, &invoice).await;
    assert_eq!(
        [&paid["status"], &paid["isFullyPaid"], &paid["canReceivePayments"]],
        [&json!("paid"), &json!(true), &json!(false)]
    );
    let of_invoice = firm.manager.get(&format!("{}/payments", path(INVOICES, &invoice))).await.expect(200).json();
    assert_eq!(of_invoice["data"].as_array().unwrap().len(), 2);
    let more =
        firm.manager.post(&format!("{}/payments", path(INVOICES, &invoice)), &payment_body(1.0)).await.expect(400);
    assert_eq!(more.code(), "INVOICE_CANNOT_RECEIVE_PAYMENTS");
}

#[tokio::test]
async fn a_pending_payment_changes_or_is_cancelled() {
    let (firm, hospital) = office().await;
    let invoice = issued(&firm.manager, &hospital).await;
    let payment = pay(&firm.manager, &invoice, 50.0).await;
    let change = json!({ "amount": 60.5, "reference": null, "paymentMethod": "check" });
    let changed = firm.manager.put(&path(PAYMENTS, &payment), &change).await.expect(200).json()["data"].take();
    assert_eq!(
        [&changed["amount"], &changed["reference"], &changed["paymentMethod"]],
        [&json!("60.50"), &Value::Null, &json!("check")]
    );
    let cancelled = firm.manager.put(&format!("{}/cancel", path(PAYMENTS, &payment)), &json!({ "reason": "Doublon" }));
    let cancelled = cancelled.await.expect(200).json()["data"].take();
    assert_eq!((&cancelled["status"], &cancelled["notes"]), (&json!("cancelled"), &json!("Cancelled: Doublon")));
    let again = firm.manager.put(&format!("{}/cancel", path(PAYMENTS, &payment)), &json!({})).await.expect(400);
    assert_eq!(again.code(), "PAYMENT_NOT_CANCELLABLE");
    let fixed = firm.manager.put(&path(PAYMENTS, &payment), &json!({ "amount": 1 })).await.expect(400);
    assert_eq!(fixed.code(), "PAYMENT_NOT_MODIFIABLE");
    assert_eq!(read(&firm.manager, INVOICES, &invoice).await["pendingAmount"], "0.00");
}

#[tokio::test]
async fn wrong_payments_have_the_codes_of_the_original() {
    let (firm, hospital) = office().await;
    let draft = create(&firm.manager, INVOICES, &invoice_body(&hospital)).await;
    let invoice = issued(&firm.manager, &hospital).await;
    let post = async |invoice: &Value, body: Value| {
        firm.manager.post(&format!("{}/payments", path(INVOICES, invoice)), &body).await.expect(400)
    };
    assert_eq!(post(&draft, payment_body(1.0)).await.code(), "INVOICE_CANNOT_RECEIVE_PAYMENTS");
    for (body, code, field) in [
        (payment_body(0.0), "INVALID_PAYMENT_AMOUNT", "amount"),
        (payment_body(-5.0), "INVALID_PAYMENT_AMOUNT", "amount"),
        (payment_body(120.01), "PAYMENT_EXCEEDS_REMAINING", "amount"),
        (with(payment_body(1.0), json!({ "paymentDate": in_days(3) })), "IN_THE_FUTURE", "paymentDate"),
        (with(payment_body(1.0), json!({ "paymentDate": "2020-01-31" })), "BEFORE_ISSUE", "paymentDate"),
        (with(payment_body(1.0), json!({ "paymentMethod": "shells" })), "VALIDATION_ERROR", "paymentMethod"),
        (with(payment_body(1.0), json!({ "amount": "much" })), "VALIDATION_ERROR", "amount"),
        (with(payment_body(1.0), json!({ "reference": "x".repeat(256) })), "VALIDATION_ERROR", "reference"),
    ] {
        let answer = post(&invoice, body).await;
        assert_eq!((answer.code().as_str(), fields(&answer)), (code, vec![field.to_owned()]));
    }
    assert_eq!(fields(&post(&invoice, json!({})).await), ["amount", "paymentDate", "paymentMethod"]);
    assert_eq!(fields(&firm.manager.post(PAYMENTS, &payment_body(1.0)).await.expect(400)), ["invoiceId"]);
    let unknown = format!("{PAYMENTS}/{}", uuid::Uuid::now_v7());
    for answer in [
        firm.manager.get(&unknown).await,
        firm.manager.put(&unknown, &json!({ "amount": 1 })).await,
        firm.manager.put(&format!("{unknown}/confirm"), &json!({})).await,
    ] {
        assert_eq!(answer.expect(404).code(), "PAYMENT_NOT_FOUND");
    }
}

#[tokio::test]
async fn payments_are_listed_and_summed_up() {
    let (firm, hospital) = office().await;
    let (one, other) = (issued(&firm.manager, &hospital).await, issued(&firm.manager, &hospital).await);
    let confirmed = pay(&firm.manager, &one, 20.0).await;
    step(&firm.manager, PAYMENTS, &confirmed, "confirm").await;
    let pending = pay(&firm.manager, &one, 30.0).await;
    let by_check = with(payment_body(10.0), json!({ "paymentMethod": "check", "invoiceId": other["id"] }));
    let by_check = create(&firm.admin, PAYMENTS, &by_check).await;
    step(&firm.manager, PAYMENTS, &by_check, "cancel").await;
    let ids = |ids: &[&Value]| {
        let mut ids: Vec<String> = ids.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
        ids.sort();
        ids
    };
    let recorded = format!("userId={}", firm.admin.id());
    let of_one = format!("invoiceId={}", one["id"].as_str().unwrap());
    for (query, expected) in [
        ("", ids(&[&confirmed, &pending, &by_check])),
        ("status=pending", ids(&[&pending])),
        ("paymentMethod=check", ids(&[&by_check])),
        (recorded.as_str(), ids(&[&by_check])),
        (of_one.as_str(), ids(&[&confirmed, &pending])),
        ("dateFrom=2020-01-31", ids(&[&confirmed, &pending, &by_check])),
        ("dateTo=2020-01-31", vec![]),
    ] {
        for list in [PAYMENTS, "/api/invoices/payments/history"] {
            let answer = firm.manager.get(&format!("{list}?{query}")).await.expect(200);
            let mut found = texts(&answer, "id");
            found.sort();
            assert_eq!(found, expected, "{list}?{query}");
            assert_eq!(answer.json()["meta"]["total"], expected.len());
        }
    }
    for summary in ["/api/payments/summary", "/api/invoices/payments/summary"] {
        let numbers = firm.manager.get(summary).await.expect(200).json()["data"].take();
        assert_eq!((&numbers["totalPayments"], &numbers["totalAmount"]), (&json!(3), &json!(60.0)));
        assert_eq!((&numbers["confirmedAmount"], &numbers["pendingAmount"]), (&json!(20.0), &json!(30.0)));
        assert_eq!((&numbers["cancelledAmount"], &numbers["averagePaymentAmount"]), (&json!(10.0), &json!(20.0)));
        assert_eq!(numbers["paymentMethodBreakdown"]["check"], json!({ "count": 1, "amount": 10.0 }));
        assert_eq!(numbers["statusBreakdown"]["pending"], json!({ "count": 1, "amount": 30.0 }));
        assert_eq!(
            (numbers["monthlyTrends"].as_array().unwrap().len(), &numbers["monthlyTrends"][0]["amount"]),
            (1, &json!(20.0))
        );
    }
    let page = firm.manager.get("/api/payments?limit=2&page=2").await.expect(200).json();
    assert_eq!(page["meta"], json!({ "total": 3, "page": 2, "limit": 2, "totalPages": 2 }));
    let numbers = firm.manager.get("/api/invoices/statistics").await.expect(200).json()["data"].take();
    assert_eq!(
        [&numbers["totalInvoices"], &numbers["totalAmount"], &numbers["paidAmount"], &numbers["pendingAmount"]],
        [&json!(2), &json!(240.0), &json!(20.0), &json!(220.0)]
    );
    assert_eq!(
        (&numbers["statusBreakdown"]["sent"], &numbers["paymentMethodBreakdown"]["bank_transfer"]),
        (&json!(1), &json!(20.0))
    );
}

#[tokio::test]
async fn summing_up_again_changes_what_time_has_changed() {
    let (firm, hospital) = office().await;
    let invoice = issued(&firm.manager, &hospital).await;
    let at = format!("{}/reconcile", path(INVOICES, &invoice));
    let same = firm.manager.put(&at, &Value::Null).await.expect(200).json()["data"].take();
    assert_eq!([&same["statusChanged"], &same["totalPaid"]], [&json!(false), &json!("0.00")]);
    assert_eq!((&same["remainingAmount"], &same["invoice"]["status"]), (&json!("120.00"), &json!("sent")));
}
