//! Wrong input, and the error that each gets.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{common::Answer, setting::*};

#[tokio::test]
async fn all_that_is_wrong_is_said_at_once() {
    let (firm, hospital) = office().await;
    for (group, body, date) in
        [(QUOTES, quote_body(&hospital), "validUntil"), (INVOICES, invoice_body(&hospital), "dueDate")]
    {
        assert_eq!(fields(&firm.manager.post(group, &json!({})).await.expect(400)), {
            let mut all = vec![date, "institutionId", "title"];
            all.sort_unstable();
            all
        });
        let wrong = json!({ "title": " ", "description": "x".repeat(10_001), "lines": [line(0.0), {}] });
        let answer = firm.manager.post(group, &with(body.clone(), wrong)).await.expect(400);
        assert_eq!(answer.code(), "VALIDATION_ERROR");
        assert_eq!(fields(&answer), ["lines.1.quantity"], "what cannot be read is said first");
        let wrong = json!({ "title": " ", "description": "x".repeat(10_001), "lines": [line(0.0)] });
        let answer = firm.manager.post(group, &with(body.clone(), wrong)).await.expect(400);
        assert_eq!(fields(&answer), ["description", "lines.0.quantity", "title"]);
        let past = firm.manager.post(group, &with(body.clone(), json!({ date: "2020-01-31" }))).await.expect(400);
        assert_eq!(fields(&past), [date]);
        let unknown = with(body.clone(), json!({ "institutionId": Uuid::now_v7() }));
        let answer = firm.manager.post(group, &unknown).await.expect(404);
        assert_eq!(answer.code(), "INSTITUTION_NOT_FOUND");
        for (field, value) in [("assignedUserId", json!(Uuid::now_v7())), ("templateId", json!(Uuid::now_v7()))] {
            let answer = firm.manager.post(group, &with(body.clone(), json!({ field: value }))).await.expect(400);
            assert_eq!((answer.code().as_str(), fields(&answer)), ("VALIDATION_ERROR", vec![field.to_owned()]));
        }
        for (field, value) in [
            ("title", json!(7)),
            ("institutionId", json!("chu")),
            (date, json!("31/01/2030")),
            (date, json!("2030-02-30")),
            ("lines", json!({})),
        ] {
            let answer = firm.manager.post(group, &with(body.clone(), json!({ field: value }))).await.expect(400);
            assert_eq!(
                (answer.code().as_str(), fields(&answer)),
                ("VALIDATION_ERROR", vec![field.to_owned()]),
                "{field}"
            );
        }
        assert_eq!(firm.manager.get(group).await.json()["meta"]["total"], 0, "nothing was written");
    }
}

#[tokio::test]
async fn thirty_thousand_lines_are_too_many() {
    let (firm, hospital) = office().await;
    let lines = vec![json!({ "description": "x", "quantity": 1, "unitPrice": 1 }); 30_000];
    for (group, body) in [(QUOTES, quote_body(&hospital)), (INVOICES, invoice_body(&hospital))] {
        let answer = firm.manager.post(group, &with(body, json!({ "lines": lines }))).await;
        assert!(matches!(answer.status, 400 | 413), "{}", answer.status);
        assert_eq!(answer.json()["success"], false);
    }
}

#[tokio::test]
async fn ids_bodies_and_methods_that_do_not_fit() {
    let (firm, _) = office().await;
    for (group, code) in [
        (QUOTES, "QUOTE_NOT_FOUND"),
        (INVOICES, "INVOICE_NOT_FOUND"),
        (PAYMENTS, "PAYMENT_NOT_FOUND"),
        (CATALOG, "CATALOG_ITEM_NOT_FOUND"),
        (TEMPLATES, "TEMPLATE_NOT_FOUND"),
    ] {
        assert_eq!(fields(&firm.manager.get(&format!("{group}/1")).await.expect(400)), ["id"]);
        let unknown = format!("{group}/{}", Uuid::now_v7());
        for answer in [firm.manager.get(&unknown).await, firm.manager.put(&unknown, &json!({})).await] {
            assert_eq!(answer.expect(404).code(), code);
        }
        let post = |kind: &'static str, body: &'static [u8]| {
            Answer::of(firm.manager.request(Method::POST, group).header("content-type", kind).body(body))
        };
        assert_eq!(post("application/json", b"{\"title\": ").await.expect(422).code(), "UNPROCESSABLE_ENTITY");
        assert_eq!(post("application/json", b"[]").await.expect(400).code(), "VALIDATION_ERROR");
        assert_eq!(post("text/csv", b"a,b").await.expect(415).code(), "UNSUPPORTED_MEDIA_TYPE");
        assert_eq!(firm.manager.delete(group).await.expect(405).code(), "METHOD_NOT_ALLOWED");
        assert_eq!(firm.manager.post(&unknown, &Value::Null).await.expect(405).code(), "METHOD_NOT_ALLOWED");
    }
}
