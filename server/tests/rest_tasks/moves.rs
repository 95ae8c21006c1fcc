//! Moves between statuses, and from one person to another.

use serde_json::{Value, json};

use crate::setting::*;

#[tokio::test]
async fn a_task_moves_between_statuses() {
    let firm = Firm::start().await;
    let made = create(&firm.manager, &body_with("Auditer", &firm.manager, json!({ "status": "completed" }))).await;
    assert_eq!(made["status"], "todo", "a new task is to do, whatever was sent");
    for (from, to, expected) in [
        ("todo", "in_progress", 200),
        ("todo", "completed", 200),
        ("todo", "cancelled", 200),
        ("in_progress", "todo", 200),
        ("in_progress", "completed", 200),
        ("completed", "in_progress", 200),
        ("completed", "todo", 200),
        ("completed", "cancelled", 400),
        ("cancelled", "todo", 200),
        ("cancelled", "completed", 400),
    ] {
        let completed = if from == "completed" { "now()" } else { "NULL" };
        firm.app.sql(&format!("UPDATE tasks SET status = '{from}', completed_at = {completed}")).await;
        let answer = firm.manager.put(&path(&made), &json!({ "status": to })).await.expect(expected);
        if expected == 200 {
            let task = answer.json()["data"].take();
            assert_eq!((&task["status"], task["completedAt"].is_string()), (&json!(to), to == "completed"), "{from}");
        } else {
            assert_eq!((answer.code().as_str(), fields(&answer)), ("TASK_UPDATE_ERROR", vec!["status".to_owned()]));
            assert_eq!(read(&firm.manager, &made).await["status"], from);
        }
    }
}

#[tokio::test]
async fn a_task_is_given_to_somebody() {
    let firm = Firm::start().await;
    let made = create(&firm.manager, &body("Auditer", &firm.manager)).await;
    let give = async |user: Value| firm.manager.put(&path(&made), &json!({ "assigneeId": user })).await;
    let given = give(json!(firm.auditor.id())).await.expect(200).json();
    assert_eq!(given["data"]["assignee"]["id"], json!(firm.auditor.id()));
    assert_eq!(give(json!(uuid::Uuid::now_v7())).await.expect(400).code(), "INVALID_ASSIGNEE");
    firm.app.sql(&format!("UPDATE users SET is_active = false WHERE id = '{}'", firm.viewer.id())).await;
    assert_eq!(give(json!(firm.viewer.id())).await.expect(400).code(), "INVALID_ASSIGNEE");

    let onwards = firm.auditor.put(&path(&made), &json!({ "assigneeId": firm.colleague.id() })).await.expect(400);
    assert_eq!((onwards.code().as_str(), fields(&onwards)), ("INVALID_ASSIGNEE", vec!["assigneeId".to_owned()]));
    let to_others = firm.auditor.post(TASKS, &body("Auditer", &firm.colleague)).await.expect(400);
    assert_eq!(to_others.code(), "INVALID_ASSIGNEE");
    assert_eq!(read(&firm.manager, &made).await["assigneeId"], json!(firm.auditor.id()));
}
