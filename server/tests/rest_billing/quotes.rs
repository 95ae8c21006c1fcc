//! Quotes: creating, changing, moving, deleting.

use reqwest::Method;
use serde_json::{Value, json};

use crate::setting::*;

#[tokio::test]
async fn a_new_quote_is_found_where_the_answer_says() {
    let (firm, hospital) = office().await;
    let answer = firm.auditor.post(QUOTES, &quote_body(&hospital)).await.expect(201);
    let made = answer.json();
    assert_eq!((&made["success"], &made["data"]["title"]), (&json!(true), &json!("Audit du bloc")));
    assert_eq!(answer.header("location"), path(QUOTES, &made["data"]));
    assert!(made["data"]["quoteNumber"].as_str().unwrap().starts_with('Q'));
}

#[tokio::test]
async fn a_change_touches_what_it_names() {
    let (firm, hospital) = office().await;
    let body = with(quote_body(&hospital), json!({ "description": "Bloc", "clientComments": "Vite" }));
    let made = create(&firm.manager, QUOTES, &body).await;
    let changed = firm.manager.put(&path(QUOTES, &made), &json!({ "title": "Autre" })).await.expect(200).json();
    let changed = &changed["data"];
    assert_eq!((&changed["title"], &changed["version"]), (&json!("Autre"), &json!(2)));
    for kept in ["description", "clientComments", "lines", "total", "validUntil", "status"] {
        assert_eq!(changed[kept], made[kept], "{kept}");
    }
    let more = json!({ "description": null, "clientComments": null, "lines": [line(2.0), line(3.0)] });
    let changed = firm.manager.patch(&path(QUOTES, &made), &more).await.expect(200).json()["data"].take();
    assert_eq!((&changed["description"], &changed["clientComments"]), (&Value::Null, &Value::Null));
    assert_eq!((&changed["total"], changed["lines"].as_array().unwrap().len()), (&json!("600.00"), 2));
    let sent = firm.manager.put(&path(QUOTES, &made), &json!({ "title": "Final", "status": "sent" })).await.expect(200);
    assert_eq!((&sent.json()["data"]["status"], &sent.json()["data"]["title"]), (&json!("sent"), &json!("Final")));
    let illegal = firm.manager.put(&path(QUOTES, &made), &json!({ "status": "expired" })).await.expect(400);
    assert_eq!(illegal.code(), "ILLEGAL_TRANSITION");
}

#[tokio::test]
async fn moves_have_the_codes_of_the_original() {
    let (firm, hospital) = office().await;
    let made = create(&firm.manager, QUOTES, &quote_body(&hospital)).await;
    let at = |step: &str| format!("{}/{step}", path(QUOTES, &made));
    assert_eq!(firm.manager.put(&at("reject"), &json!({})).await.expect(400).code(), "QUOTE_NOT_REJECTABLE");
    let not_yet = firm.manager.post(&at("convert-to-invoice"), &json!({})).await.expect(400);
    assert_eq!(not_yet.code(), "QUOTE_NOT_ACCEPTED");
    let sent = firm.manager.put(&at("send"), &Value::Null).await.expect(200).json();
    assert_eq!((&sent["message"], &sent["data"]["status"]), (&json!("Quote sent successfully"), &json!("sent")));
    assert_eq!(firm.manager.patch(&at("send"), &json!({})).await.expect(400).code(), "QUOTE_NOT_SENDABLE");
    let accepted = firm.manager.put(&at("accept"), &json!({ "clientComments": "Oui" })).await.expect(200).json();
    assert_eq!(accepted["data"]["clientComments"], "Oui");
    for (step, code) in
        [("accept", "QUOTE_NOT_ACCEPTABLE"), ("reject", "QUOTE_NOT_REJECTABLE"), ("cancel", "QUOTE_NOT_CANCELLABLE")]
    {
        assert_eq!(firm.manager.put(&at(step), &json!({})).await.expect(400).code(), code);
    }
    let ordered = firm.manager.put(&at("order"), &json!({ "orderNumber": "BC-1" })).await.expect(200).json();
    assert_eq!((&ordered["data"]["status"], &ordered["data"]["orderNumber"]), (&json!("ordered"), &json!("BC-1")));
    assert_eq!(firm.manager.put(&at("order"), &json!({})).await.expect(400).code(), "QUOTE_NOT_ORDERABLE");
    assert_eq!(firm.manager.delete(&path(QUOTES, &made)).await.expect(400).code(), "QUOTE_NOT_DELETABLE");
    let fixed = firm.manager.put(&path(QUOTES, &made), &json!({ "title": "x" })).await.expect(400);
    assert_eq!(fixed.code(), "QUOTE_NOT_MODIFIABLE");
    let answer = firm.manager.post(&at("convert-to-invoice"), &json!({})).await.expect(201);
    let invoice = answer.json()["data"].take();
    assert_eq!(answer.header("location"), path(INVOICES, &invoice));
    assert_eq!(
        (&invoice["quoteId"], &invoice["total"], &invoice["status"]),
        (&made["id"], &made["total"], &json!("draft"))
    );
    assert_eq!(invoice["quote"]["quoteNumber"], made["quoteNumber"]);
    let again = firm.manager.post(&at("convert-to-invoice"), &json!({})).await.expect(400);
    assert_eq!(again.code(), "ALREADY_INVOICED");
}

#[tokio::test]
async fn drafts_are_deleted() {
    let (firm, hospital) = office().await;
    let made = create(&firm.manager, QUOTES, &quote_body(&hospital)).await;
    let answer = firm.manager.delete(&path(QUOTES, &made)).await.expect(200).json();
    assert_eq!((&answer["success"], answer["message"].is_string()), (&json!(true), true));
    for answer in [
        firm.manager.get(&path(QUOTES, &made)).await,
        firm.manager.put(&path(QUOTES, &made), &json!({ "title": "x" })).await,
        firm.manager.put(&format!("{}/send", path(QUOTES, &made)), &json!({})).await,
        firm.manager.get(&format!("{}/lines", path(QUOTES, &made))).await,
        firm.manager.delete(&path(QUOTES, &made)).await,
    ] {
        assert_eq!(answer.expect(404).code(), "QUOTE_NOT_FOUND");
    }
}

#[tokio::test]
async fn stale_changes_fail_and_repeated_requests_are_carried_out_once() {
    let (firm, hospital) = office().await;
    let post = async || {
        let body = json!({ "institutionId": hospital, "title": "Audit", "validUntil": "2030-01-31" });
        with_header(&firm.manager, Method::POST, QUOTES, ("idempotency-key", "import-1"), &body).await
    };
    let first = post().await.expect(201);
    assert_eq!(post().await.expect(201).json(), first.json());
    let made = first.json()["data"].take();
    assert_eq!(made["validUntil"], "2030-01-31T00:00:00.000Z");
    let tag = first.header("etag").to_owned();
    let change = async |tag: &str, body: Value| {
        with_header(&firm.manager, Method::PUT, &path(QUOTES, &made), ("if-match", tag), &body).await
    };
    change(&tag, json!({ "title": "x" })).await.expect(200);
    let stale = change(&tag, json!({ "title": "y" })).await.expect(412);
    assert_eq!(stale.code(), "PRECONDITION_FAILED");
    let stale = with_header(
        &firm.manager,
        Method::PUT,
        &format!("{}/cancel", path(QUOTES, &made)),
        ("if-match", &tag),
        &json!({}),
    );
    stale.await.expect(412);
}

#[tokio::test]
async fn numbers_of_quotes() {
    let (firm, hospital) = office().await;
    let mut made = Vec::new();
    for _ in 0..5 {
        made.push(create(&firm.manager, QUOTES, &quote_body(&hospital)).await);
    }
    for (quote, steps) in
        made.iter().zip([&["send", "accept"][..], &["send", "order"], &["send", "reject"], &["send"], &[]])
    {
        for way in steps {
            step(&firm.manager, QUOTES, quote, way).await;
        }
    }
    let numbers = firm.manager.get("/api/quotes/statistics").await.expect(200).json()["data"].take();
    assert_eq!(
        numbers,
        json!({ "totalQuotes": 5, "draftQuotes": 1, "sentQuotes": 1, "acceptedQuotes": 2, "rejectedQuotes": 1,
            "expiredQuotes": 0, "totalValue": 600.0, "acceptedValue": 240.0, "conversionRate": 50.0 })
    );
    let of_auditor = format!("/api/quotes/statistics?userId={}", firm.auditor.id());
    assert_eq!(firm.manager.get(&of_auditor).await.expect(200).json()["data"]["totalQuotes"], 0);
}
