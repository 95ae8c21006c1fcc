//! What a task looks like, and its `ETag`.

use chrono::{Duration, Utc};
use domain::ApiTokenScope::{Read, Write};
use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::{
    common::{Answer, Client},
    setting::*,
};

fn keys(object: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[tokio::test]
async fn every_field_of_the_original_is_there() {
    let firm = Firm::start().await;
    let chu = firm.institution("CHU", &firm.colleague).await;
    let due = (Utc::now() + Duration::days(3)).to_rfc3339();
    let more =
        json!({ "description": "Bloc et urgences", "priority": "high", "institutionId": chu["id"], "dueDate": due });
    let made = create(&firm.manager, &body_with("Auditer", &firm.auditor, more)).await;
    let of_task = "assignee assigneeId completedAt contactId createdAt creator creatorId daysUntilDue description dueDate id \
        institution institutionId isOverdue priority status title updatedAt version";
    assert_eq!(keys(&made), of_task.split_whitespace().collect::<Vec<_>>());
    assert_eq!((&made["status"], &made["priority"]), (&json!("todo"), &json!("high")));
    assert_eq!(
        (&made["daysUntilDue"], &made["isOverdue"], &made["completedAt"]),
        (&json!(3), &json!(false), &Value::Null)
    );
    for (person, id) in [("assignee", firm.auditor.id()), ("creator", firm.manager.id())] {
        assert_eq!(keys(&made[person]), ["email", "firstName", "id", "lastName"]);
        assert_eq!((&made[person]["id"], &made[format!("{person}Id")]), (&json!(id), &json!(id)));
    }
    assert_eq!(made["institution"]["assignedUser"]["id"], json!(firm.colleague.id()));
    for field in keys(&made["institution"]) {
        assert_eq!(made["institution"][field], chu[field], "{field} is as /api/institutions shows it");
    }
    for time in [&made["createdAt"], &made["dueDate"]] {
        let text = time.as_str().unwrap();
        assert!(text.len() == 24 && text.ends_with('Z') && text.as_bytes()[19] == b'.', "{text}");
    }
    assert_eq!(read(&firm.manager, &made).await, made, "what is answered is what is read");
    assert_eq!(firm.manager.get(TASKS).await.json()["data"], json!([made]));
}

#[tokio::test]
async fn late_is_what_is_open_and_due_before_now() {
    let firm = Firm::start().await;
    let late = json!({ "dueDate": "2020-01-31T09:00:00+02:00" });
    let made = create(&firm.manager, &body_with("Relancer", &firm.manager, late)).await;
    assert_eq!((&made["isOverdue"], &made["dueDate"]), (&json!(true), &json!("2020-01-31T07:00:00.000Z")));
    assert!(made["daysUntilDue"].as_i64().unwrap() < -1, "{made}");
    let done = firm.manager.put(&path(&made), &json!({ "status": "completed" })).await.expect(200).json();
    assert_eq!(done["data"]["isOverdue"], false);
    let undated = create(&firm.manager, &body("Sans date", &firm.manager)).await;
    assert_eq!((&undated["isOverdue"], &undated["daysUntilDue"]), (&json!(false), &Value::Null));
}

async fn get_unless(client: &Client, path: &str, tag: &str) -> Answer {
    Answer::of(client.request(Method::GET, path).header(header::IF_NONE_MATCH, tag)).await
}

#[tokio::test]
async fn what_the_caller_has_is_not_sent_again() {
    let firm = Firm::start().await;
    let made = create(&firm.manager, &body("Auditer", &firm.manager)).await;
    let tag = firm.manager.get(&path(&made)).await.expect(200).header("etag").to_owned();
    assert!(tag.starts_with("\"v1-"), "{tag}");
    let again = get_unless(&firm.manager, &path(&made), &tag).await.expect(304);
    assert_eq!((again.header("etag"), again.body.len()), (tag.as_str(), 0));
    firm.manager.put(&path(&made), &json!({ "priority": "low" })).await.expect(200);
    get_unless(&firm.manager, &path(&made), &tag).await.expect(200);
}

#[tokio::test]
async fn a_token_shows_the_entities_that_it_reaches() {
    let firm = Firm::start().await;
    let chu = firm.institution("CHU", &firm.manager).await;
    let made = create(&firm.manager, &body_with("Auditer", &firm.manager, json!({ "institutionId": chu["id"] }))).await;
    let tasks = firm.by_token(&[Read, Write], Some(&["task"])).await;
    let shown = read(&tasks, &made).await;
    assert_eq!((&shown["institutionId"], &shown["institution"]), (&chu["id"], &Value::Null));
    tasks.put(&path(&made), &json!({ "priority": "low" })).await.expect(200);
    let reader = firm.by_token(&[Read], None).await;
    assert_eq!(reader.delete(&path(&made)).await.expect(403).code(), "RESOURCE_ACCESS_DENIED");
    let contacts = firm.by_token(&[Read, Write], Some(&["contact"])).await;
    for answer in [contacts.get(TASKS).await, contacts.get(&path(&made)).await, contacts.delete(&path(&made)).await] {
        assert_eq!(answer.expect(403).code(), "RESOURCE_ACCESS_DENIED");
    }
    assert_eq!(firm.app.anonymous().get(TASKS).await.expect(401).code(), "TOKEN_REQUIRED");
}
