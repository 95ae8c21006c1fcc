//! Wrong input, and the error that each gets.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{common::Answer, setting::*};

#[tokio::test]
async fn all_that_is_wrong_is_said_at_once() {
    let firm = Firm::start().await;
    let wrong = body_with(" ", &firm.manager, json!({ "description": "x".repeat(10_001) }));
    let answer = firm.manager.post(TASKS, &wrong).await.expect(400);
    assert_eq!(
        (answer.code().as_str(), fields(&answer)),
        ("VALIDATION_ERROR", vec!["description".into(), "title".into()])
    );
    assert_eq!(fields(&firm.manager.post(TASKS, &json!({})).await.expect(400)), ["assigneeId", "title"]);
    let too_long = body(&"x".repeat(256), &firm.manager);
    assert_eq!(fields(&firm.manager.post(TASKS, &too_long).await.expect(400)), ["title"]);
    assert_eq!(titles(&firm.manager.get(TASKS).await), [""; 0], "nothing was written");
}

#[tokio::test]
async fn what_is_named_must_be_there() {
    let firm = Firm::start().await;
    let (chu, clinic) =
        (firm.institution("CHU", &firm.manager).await, firm.institution("Clinique", &firm.manager).await);
    let contact =
        json!({ "institutionId": clinic["id"], "firstName": "Anne", "lastName": "Zola", "email": "a@b.example" });
    let contact = firm.manager.post("/api/contacts", &contact).await.expect(201).json()["data"]["id"].take();
    for (more, code, field) in [
        (json!({ "assigneeId": Uuid::now_v7() }), "INVALID_ASSIGNEE", "assigneeId"),
        (json!({ "institutionId": Uuid::now_v7() }), "INVALID_INSTITUTION", "institutionId"),
        (json!({ "contactId": contact }), "VALIDATION_ERROR", "contactId"),
        (json!({ "institutionId": chu["id"], "contactId": contact }), "VALIDATION_ERROR", "contactId"),
    ] {
        let answer = firm.manager.post(TASKS, &body_with("Auditer", &firm.manager, more)).await.expect(400);
        assert_eq!((answer.code().as_str(), fields(&answer)), (code, vec![field.to_owned()]));
    }
    let unseen = body_with("Auditer", &firm.auditor, json!({ "institutionId": chu["id"] }));
    assert_eq!(firm.auditor.post(TASKS, &unseen).await.expect(400).code(), "INVALID_INSTITUTION");
}

#[tokio::test]
async fn wrong_types_are_named() {
    let firm = Firm::start().await;
    let made = create(&firm.manager, &body("Auditer", &firm.manager)).await;
    for (field, value) in [
        ("title", json!(7)),
        ("description", json!({})),
        ("priority", json!("HIGH")),
        ("priority", json!("whenever")),
        ("assigneeId", json!("me")),
        ("institutionId", json!("chu")),
        ("contactId", json!(1)),
        ("dueDate", json!("31/01/2026")),
        ("dueDate", json!("2026-02-30")),
        ("dueDate", json!(1_770_000_000)),
    ] {
        let wrong = json!({ field: value });
        for answer in [
            firm.manager.post(TASKS, &body_with("Auditer", &firm.manager, wrong.clone())).await,
            firm.manager.put(&path(&made), &wrong).await,
        ] {
            let answer = answer.expect(400);
            assert_eq!(
                (answer.code().as_str(), fields(&answer)),
                ("VALIDATION_ERROR", vec![field.to_owned()]),
                "{wrong}"
            );
        }
    }
    let answer = firm.manager.put(&path(&made), &json!({ "status": "done" })).await.expect(400);
    assert_eq!((answer.code().as_str(), fields(&answer)), ("VALIDATION_ERROR", vec!["status".to_owned()]));
    assert_eq!(read(&firm.manager, &made).await, made);
}

#[tokio::test]
async fn parameters_of_the_wrong_kind_are_named() {
    let firm = Firm::start().await;
    for (query, field) in [
        ("status=done", "status"),
        ("priority=HIGH", "priority"),
        ("overdue=perhaps", "overdue"),
        ("assigneeId=me", "assigneeId"),
        ("dueDateFrom=yesterday", "dueDateFrom"),
        ("dueDateTo=2026-13-01", "dueDateTo"),
    ] {
        let answer = firm.manager.get(&format!("{TASKS}?{query}")).await.expect(400);
        assert_eq!((answer.code().as_str(), fields(&answer)), ("VALIDATION_ERROR", vec![field.to_owned()]), "{query}");
    }
}

#[tokio::test]
async fn ids_bodies_and_methods_that_do_not_fit() {
    let firm = Firm::start().await;
    assert_eq!(fields(&firm.manager.get("/api/tasks/1").await.expect(400)), ["id"]);
    let unknown = format!("{TASKS}/{}", Uuid::now_v7());
    for answer in [
        firm.manager.get(&unknown).await,
        firm.manager.put(&unknown, &json!({})).await,
        firm.manager.delete(&unknown).await,
    ] {
        assert_eq!(answer.expect(404).code(), "TASK_NOT_FOUND");
    }
    let post = |kind: &'static str, body: &'static [u8]| {
        Answer::of(firm.manager.request(Method::POST, TASKS).header("content-type", kind).body(body))
    };
    assert_eq!(post("application/json", b"{\"title\": ").await.expect(422).code(), "UNPROCESSABLE_ENTITY");
    assert_eq!(post("application/json", b"[]").await.expect(400).code(), "VALIDATION_ERROR");
    assert_eq!(post("text/csv", b"a,b").await.expect(415).code(), "UNSUPPORTED_MEDIA_TYPE");
    assert_eq!(firm.manager.delete(TASKS).await.expect(405).code(), "METHOD_NOT_ALLOWED");
    assert_eq!(
        firm.manager.post(&unknown, &Value::Null).await.expect(405).header("allow"),
        "GET,HEAD,PUT,PATCH,DELETE"
    );
}
