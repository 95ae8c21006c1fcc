//! Invoices: creating, changing, issuing, cancelling, archiving.

use reqwest::Method;
use serde_json::{Value, json};

use crate::setting::*;

#[tokio::test]
async fn a_new_invoice_is_found_where_the_answer_says() {
    let (firm, hospital) = office().await;
    let answer = firm.auditor.post(INVOICES, &invoice_body(&hospital)).await.expect(201);
    let made = answer.json()["data"].take();
    assert_eq!(answer.header("location"), path(INVOICES, &made));
    assert_eq!(read(&firm.auditor, INVOICES, &made).await, made);
}

#[tokio::test]
async fn a_draft_changes_and_an_issued_one_does_not() {
    let (firm, hospital) = office().await;
    let made = create(&firm.manager, INVOICES, &with(invoice_body(&hospital), json!({ "description": "Bloc" }))).await;
    let at = path(INVOICES, &made);
    let changed = firm.manager.put(&at, &json!({ "title": "Autre", "lines": [line(2.0)] })).await.expect(200).json();
    let changed = &changed["data"];
    assert_eq!(
        (&changed["title"], &changed["total"], &changed["description"]),
        (&json!("Autre"), &json!("240.00"), &json!("Bloc"))
    );
    let changed = firm.manager.patch(&at, &json!({ "description": null })).await.expect(200).json()["data"].take();
    assert_eq!(changed["description"], Value::Null);
    let sent = firm.manager.put(&format!("{at}/send"), &Value::Null).await.expect(200).json();
    assert_eq!((&sent["message"], &sent["data"]["status"]), (&json!("Invoice sent successfully"), &json!("sent")));
    for field in ["issueDate", "issuedAt", "invoiceNumber"] {
        assert!(sent["data"][field].is_string(), "{field}");
    }
    assert_eq!(firm.manager.put(&at, &json!({ "title": "x" })).await.expect(400).code(), "INVOICE_NOT_MODIFIABLE");
    assert_eq!(firm.manager.delete(&at).await.expect(400).code(), "INVOICE_NOT_DELETABLE");
    assert_eq!(firm.manager.put(&format!("{at}/send"), &json!({})).await.expect(400).code(), "INVOICE_NOT_SENDABLE");
}

#[tokio::test]
async fn a_missing_mention_is_named() {
    let (firm, _) = office().await;
    let bare = firm.institution("Sans SIRET", &firm.manager).await["id"].take();
    let made = create(&firm.manager, INVOICES, &invoice_body(&bare)).await;
    let answer = firm.manager.put(&format!("{}/send", path(INVOICES, &made)), &json!({})).await.expect(400);
    assert_eq!((answer.code().as_str(), fields(&answer)), ("MISSING_MENTION", vec!["institution.siret".to_owned()]));
}

#[tokio::test]
async fn an_invoice_is_cancelled_by_a_credit_note() {
    let (firm, hospital) = office().await;
    let draft = create(&firm.manager, INVOICES, &invoice_body(&hospital)).await;
    let cancel = |invoice: &Value| format!("{}/cancel", path(INVOICES, invoice));
    assert_eq!(firm.manager.put(&cancel(&draft), &json!({})).await.expect(400).code(), "INVOICE_NOT_CANCELLABLE");
    let made = issued(&firm.manager, &hospital).await;
    let answer = firm.manager.put(&cancel(&made), &json!({ "reason": "Erreur" })).await.expect(200).json();
    assert_eq!((&answer["data"]["status"], &answer["data"]["creditedAmount"]), (&json!("cancelled"), &made["total"]));
    assert_eq!(firm.manager.put(&cancel(&made), &json!({})).await.expect(400).code(), "INVOICE_NOT_CANCELLABLE");
    assert_eq!(firm.manager.get(INVOICES).await.json()["meta"]["total"], 2, "credit notes are a list of their own");
    let notes = firm.manager.get("/api/invoices?kind=credit_note").await.expect(200).json();
    assert_eq!((&notes["meta"]["total"], &notes["data"][0]["creditedInvoiceId"]), (&json!(1), &made["id"]));
}

#[tokio::test]
async fn archived_invoices_are_out_of_the_lists() {
    let (firm, hospital) = office().await;
    let made = issued(&firm.manager, &hospital).await;
    assert_eq!(step(&firm.manager, INVOICES, &made, "archive").await["archived"], true);
    assert_eq!(firm.manager.get(INVOICES).await.json()["meta"]["total"], 0);
    assert_eq!(read(&firm.manager, INVOICES, &made).await["canReceivePayments"], false);
    let answer =
        firm.manager.post(&format!("{}/payments", path(INVOICES, &made)), &payment_body(1.0)).await.expect(400);
    assert_eq!(answer.code(), "INVOICE_CANNOT_RECEIVE_PAYMENTS");
    assert_eq!(step(&firm.manager, INVOICES, &made, "unarchive").await["archived"], false);
    assert_eq!(firm.manager.get(INVOICES).await.json()["meta"]["total"], 1);
}

#[tokio::test]
async fn quotes_are_invoiced() {
    let (firm, hospital) = office().await;
    let quote = create(&firm.manager, QUOTES, &quote_body(&hospital)).await;
    let from = format!("/api/invoices/from-quote/{}", quote["id"].as_str().unwrap());
    assert_eq!(firm.manager.post(&from, &json!({})).await.expect(400).code(), "QUOTE_NOT_ACCEPTED");
    let body = json!({ "institutionId": hospital, "title": "x", "dueDate": in_days(9), "quoteId": quote["id"] });
    let answer = firm.manager.post(INVOICES, &body).await.expect(400);
    assert_eq!((answer.code().as_str(), fields(&answer)), ("QUOTE_NOT_ACCEPTED", vec!["quoteId".to_owned()]));
    step(&firm.manager, QUOTES, &quote, "accept").await;
    let both = with(body.clone(), json!({ "lines": [line(1.0)] }));
    assert_eq!(fields(&firm.manager.post(INVOICES, &both).await.expect(400)), ["lines"]);
    let made = create(&firm.manager, INVOICES, &body).await;
    assert_eq!((&made["quoteId"], &made["total"], &made["dueDate"]), (&quote["id"], &quote["total"], &body["dueDate"]));
    firm.manager.delete(&path(INVOICES, &made)).await.expect(200);
    let made = firm.manager.post(&from, &Value::Null).await.expect(201).json()["data"].take();
    assert_eq!(made["lines"][0]["quoteLineId"], quote["lines"][0]["id"]);
    let unknown = format!("/api/invoices/from-quote/{}", uuid::Uuid::now_v7());
    assert_eq!(firm.manager.post(&unknown, &json!({})).await.expect(404).code(), "QUOTE_NOT_FOUND");
}

#[tokio::test]
async fn stale_changes_fail_and_repeated_requests_are_carried_out_once() {
    let (firm, hospital) = office().await;
    let body = invoice_body(&hospital);
    let post = async || with_header(&firm.manager, Method::POST, INVOICES, ("idempotency-key", "k"), &body).await;
    let first = post().await.expect(201);
    assert_eq!(post().await.expect(201).json(), first.json());
    let made = first.json()["data"].take();
    let tag = first.header("etag").to_owned();
    firm.manager.put(&path(INVOICES, &made), &json!({ "title": "x" })).await.expect(200);
    for (method, at) in [
        (Method::PUT, path(INVOICES, &made)),
        (Method::PUT, format!("{}/send", path(INVOICES, &made))),
        (Method::DELETE, path(INVOICES, &made)),
    ] {
        let stale = with_header(&firm.manager, method, &at, ("if-match", &tag), &json!({ "title": "y" })).await;
        assert_eq!(stale.expect(412).code(), "PRECONDITION_FAILED", "{at}");
    }
}

#[tokio::test]
async fn an_invoice_of_a_quote_says_what_the_body_says() {
    let (firm, hospital) = office().await;
    let other = crate::setting::hospital(&firm, "Autre", &firm.auditor).await;
    let quote = create(&firm.manager, QUOTES, &with(quote_body(&hospital), json!({ "description": "Du devis" }))).await;
    step(&firm.manager, QUOTES, &quote, "accept").await;
    let template = create(&firm.admin, TEMPLATES, &json!({ "name": "Facture", "type": "invoice" })).await;
    let body = json!({ "institutionId": hospital, "title": "Facture du bloc", "dueDate": in_days(9), "quoteId": quote["id"],
        "templateId": template["id"], "assignedUserId": firm.auditor.id(), "serviceStart": "2026-01-05",
        "serviceEnd": "2026-01-06", "purchaseOrderNumber": "BC-1", "contractReference": "M-2", "buyerReference": "S-3" });
    for (more, field) in [
        (json!({ "institutionId": other }), "institutionId"),
        (json!({ "templateId": quote["id"] }), "templateId"),
        (json!({ "serviceEnd": "2026-01-01" }), "serviceEnd"),
        (json!({ "title": " " }), "title"),
    ] {
        let answer = firm.manager.post(INVOICES, &with(body.clone(), more)).await.expect(400);
        assert_eq!(fields(&answer), [field]);
    }
    let made = create(&firm.manager, INVOICES, &body).await;
    let told = [
        "title",
        "templateId",
        "assignedUserId",
        "serviceStart",
        "serviceEnd",
        "purchaseOrderNumber",
        "contractReference",
        "buyerReference",
    ];
    for field in told {
        assert_eq!(made[field], body[field], "{field}");
    }
    assert_eq!((&made["description"], &made["total"]), (&json!("Du devis"), &quote["total"]));
}
