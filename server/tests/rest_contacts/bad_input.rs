//! Wrong input, and the error that each gets.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{common::Answer, setting::*};

#[tokio::test]
async fn all_that_is_wrong_is_said_at_once() {
    let firm = Firm::start().await;
    let chu = firm.institution("CHU", &firm.manager).await;
    let wrong = json!({ "institutionId": chu["id"], "firstName": " ", "lastName": "x".repeat(51), "email": "nobody",
        "phone": "call me", "title": "x".repeat(101), "department": "x".repeat(101) });
    let answer = firm.manager.post(CONTACTS, &wrong).await.expect(400);
    assert_eq!(answer.code(), "VALIDATION_ERROR");
    assert_eq!(fields(&answer), ["department", "email", "firstName", "lastName", "phone", "title"]);
    assert_eq!(fields(&firm.manager.post(CONTACTS, &json!({})).await.expect(400)), ["institutionId"]);
    let bare = json!({ "institutionId": chu["id"] });
    assert_eq!(fields(&firm.manager.post(CONTACTS, &bare).await.expect(400)), ["email", "firstName", "lastName"]);
    let nowhere = body(&json!({ "id": Uuid::now_v7() }), "Anne", "Zola");
    assert_eq!(fields(&firm.manager.post(CONTACTS, &nowhere).await.expect(400)), ["institutionId"]);
    assert_eq!(names(&firm.manager.get(CONTACTS).await), [""; 0], "nothing was written");
}

#[tokio::test]
async fn wrong_types_are_named() {
    let firm = Firm::start().await;
    let chu = firm.institution("CHU", &firm.manager).await;
    let made = create(&firm.manager, &body(&chu, "Anne", "Zola")).await;
    for (field, value) in [
        ("firstName", json!(7)),
        ("lastName", json!(["Zola"])),
        ("email", json!({})),
        ("phone", json!(240083333)),
        ("isPrimary", json!("yes")),
        ("isActive", json!(1)),
        ("institutionId", json!("chu")),
    ] {
        let wrong = json!({ field: value });
        for answer in [
            firm.manager.post(CONTACTS, &body_with(&chu, "Zola", wrong.clone())).await,
            firm.manager.put(&path(&made), &wrong).await,
        ] {
            let answer = answer.expect(400);
            assert_eq!((answer.code().as_str(), fields(&answer)), ("VALIDATION_ERROR", vec![field.to_owned()]));
        }
    }
    assert_eq!(read(&firm.manager, &made).await, made);
}

#[tokio::test]
async fn ids_bodies_and_methods_that_do_not_fit() {
    let firm = Firm::start().await;
    assert_eq!(fields(&firm.manager.get("/api/contacts/1").await.expect(400)), ["id"]);
    let unknown = format!("{CONTACTS}/{}", Uuid::now_v7());
    for answer in [
        firm.manager.get(&unknown).await,
        firm.manager.put(&unknown, &json!({})).await,
        firm.manager.delete(&unknown).await,
    ] {
        assert_eq!(answer.expect(404).code(), "CONTACT_NOT_FOUND");
    }
    let post = |kind: &'static str, body: &'static [u8]| {
        Answer::of(firm.manager.request(Method::POST, CONTACTS).header("content-type", kind).body(body))
    };
    assert_eq!(post("application/json", b"{\"lastName\": ").await.expect(422).code(), "UNPROCESSABLE_ENTITY");
    assert_eq!(post("application/json", b"[]").await.expect(400).code(), "VALIDATION_ERROR");
    assert_eq!(post("text/csv", b"a,b").await.expect(415).code(), "UNSUPPORTED_MEDIA_TYPE");
    assert_eq!(firm.manager.delete(CONTACTS).await.expect(405).code(), "METHOD_NOT_ALLOWED");
    assert_eq!(
        firm.manager.post(&unknown, &Value::Null).await.expect(405).header("allow"),
        "GET,HEAD,PUT,PATCH,DELETE"
    );
}
