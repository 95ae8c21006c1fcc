//! Creating, changing, deleting.

use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::{
    common::{Answer, Client},
    setting::*,
};

#[tokio::test]
async fn a_new_task_is_found_where_the_answer_says() {
    let firm = Firm::start().await;
    let answer = firm.auditor.post(TASKS, &body(" Auditer ", &firm.auditor)).await.expect(201);
    let made = answer.json();
    assert_eq!((&made["success"], &made["data"]["title"]), (&json!(true), &json!("Auditer")));
    assert_eq!((&made["data"]["priority"], &made["data"]["institution"]), (&json!("medium"), &Value::Null));
    assert_eq!(answer.header("location"), path(&made["data"]));
    assert_eq!(read(&firm.auditor, &made["data"]).await, made["data"]);
}

#[tokio::test]
async fn a_change_touches_what_it_names() {
    let firm = Firm::start().await;
    let chu = firm.institution("CHU", &firm.manager).await;
    let contact =
        json!({ "institutionId": chu["id"], "firstName": "Anne", "lastName": "Zola", "email": "a@b.example" });
    let contact = firm.manager.post("/api/contacts", &contact).await.expect(201).json()["data"]["id"].take();
    let more =
        json!({ "description": "Bloc", "institutionId": chu["id"], "contactId": contact, "dueDate": "2027-01-31" });
    let made = create(&firm.manager, &body_with("Auditer", &firm.manager, more)).await;
    assert_eq!((&made["contactId"], &made["dueDate"]), (&contact, &json!("2027-01-31T00:00:00.000Z")));
    let changed = firm.manager.put(&path(&made), &json!({ "title": "Auditer le bloc" })).await.expect(200).json();
    let changed = &changed["data"];
    assert_eq!((&changed["title"], &changed["version"]), (&json!("Auditer le bloc"), &json!(2)));
    for kept in ["description", "institution", "contactId", "dueDate", "assignee", "creator", "status", "createdAt"] {
        assert_eq!(changed[kept], made[kept], "{kept}");
    }
    let cleared =
        json!({ "description": null, "institutionId": null, "contactId": null, "dueDate": null, "title": null });
    let changed = firm.manager.patch(&path(&made), &cleared).await.expect(200).json()["data"].take();
    for gone in ["description", "institutionId", "institution", "contactId", "dueDate", "daysUntilDue"] {
        assert_eq!(changed[gone], Value::Null, "{gone}");
    }
    assert_eq!(changed["title"], "Auditer le bloc");
    assert_eq!(read(&firm.manager, &made).await, changed);
}

async fn with_header(client: &Client, method: Method, path: &str, name: &str, value: &str, body: &Value) -> Answer {
    Answer::of(client.request(method, path).header(name, value).json(body)).await
}

#[tokio::test]
async fn a_stale_change_fails_and_changes_nothing() {
    let firm = Firm::start().await;
    let made = create(&firm.manager, &body("Auditer", &firm.manager)).await;
    let tag = firm.manager.get(&path(&made)).await.header("etag").to_owned();
    let send = async |method: Method, tag: &str, body: Value| {
        with_header(&firm.manager, method, &path(&made), header::IF_MATCH.as_str(), tag, &body).await
    };
    send(Method::PUT, &tag, json!({ "status": "in_progress" })).await.expect(200);
    let stale = send(Method::PUT, &tag, json!({ "status": "completed" })).await.expect(412);
    assert_eq!(
        (stale.code().as_str(), &stale.json()["error"]["details"]["currentVersion"]),
        ("PRECONDITION_FAILED", &json!(2))
    );
    send(Method::DELETE, &tag, json!({})).await.expect(412);
    assert_eq!(read(&firm.manager, &made).await["status"], "in_progress");
    send(Method::DELETE, "\"v2\"", json!({})).await.expect(200);
}

#[tokio::test]
async fn a_repeated_request_is_carried_out_once() {
    let firm = Firm::start().await;
    let post = async |title: &str| {
        let body = body(title, &firm.manager);
        with_header(&firm.manager, Method::POST, TASKS, "idempotency-key", "import-1", &body).await
    };
    let first = post("Auditer").await.expect(201);
    assert_eq!(post("Auditer").await.expect(201).json(), first.json());
    assert_eq!(post("Classer").await.expect(409).code(), "CONFLICT");
    assert_eq!(titles(&firm.manager.get(TASKS).await), ["Auditer"]);
}

#[tokio::test]
async fn what_is_deleted_is_no_longer_there() {
    let firm = Firm::start().await;
    let made = create(&firm.manager, &body("Auditer", &firm.manager)).await;
    let answer = firm.manager.delete(&path(&made)).await.expect(200).json();
    assert_eq!((&answer["success"], answer["message"].is_string()), (&json!(true), true));
    for answer in [
        firm.manager.get(&path(&made)).await,
        firm.manager.put(&path(&made), &json!({ "title": "Classer" })).await,
        firm.manager.delete(&path(&made)).await,
    ] {
        assert_eq!(answer.expect(404).code(), "TASK_NOT_FOUND");
    }
    assert_eq!(titles(&firm.manager.get(TASKS).await), [""; 0]);
}
