//! Tasks and the moves between their statuses.

use domain::UserRole;
use serde_json::{Value, json};

use crate::{
    common::TestApp,
    support::{code, institution, task},
};

#[tokio::test]
async fn a_task_goes_its_way() {
    let app = TestApp::start().await;
    let auditor = app.sign_in_as(UserRole::Auditor).await;
    let made = task(&auditor, "Call back", json!({ "dueDate": "2020-01-01T08:00:00Z" })).await;
    assert_eq!((&made["status"], &made["assigneeId"]), (&json!("TODO"), &json!(auditor.id())));
    let act = async |verb: &str| {
        let document = format!(
            "mutation($id: ID!) {{ {verb}Task(input: {{ id: $id }}) {{ task {{ status completedAt isOverdue }} userErrors {{ field code }} }} }}"
        );
        auditor.query(&document, json!({ "id": made["id"] })).await[format!("{verb}Task")].take()
    };
    assert_eq!(act("start").await["task"]["status"], "IN_PROGRESS");
    let done = act("complete").await["task"].take();
    assert!(done["completedAt"].is_string() && done["isOverdue"] == false);
    assert_eq!(act("cancel").await["userErrors"], json!([{ "field": "status", "code": "ILLEGAL_TRANSITION" }]));
    let again = act("reopen").await["task"].take();
    assert_eq!(
        (&again["status"], &again["completedAt"], &again["isOverdue"]),
        (&json!("TODO"), &Value::Null, &json!(true))
    );
}

#[tokio::test]
async fn completing_tells_the_outside_once() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let made = task(&manager, "x", json!({})).await;
    let complete = "mutation($id: ID!) { completeTask(input: { id: $id }) { task { version } userErrors { code } } }";
    manager.query(complete, json!({ "id": made["id"] })).await;
    manager.query(complete, json!({ "id": made["id"] })).await;
    use diesel_async::RunQueryDsl;
    let events: Vec<String> = {
        use db::schema::outbox_events::dsl::{event, id, outbox_events};
        use diesel::QueryDsl;
        outbox_events.order(id).select(event).load(&mut app.db().await).await.unwrap()
    };
    assert_eq!(events, ["task.created", "task.completed"]);
}

#[tokio::test]
async fn only_managers_give_tasks_to_others_and_delete_them() {
    let app = TestApp::start().await;
    let auditor = app.sign_in_as(UserRole::Auditor).await;
    let other = app.user(UserRole::Auditor).await;
    let document = "mutation($input: CreateTaskInput!) { createTask(input: $input) { userErrors { field code } } }";
    let data = auditor.query(document, json!({ "input": { "title": "x", "assigneeId": other.id } })).await;
    assert_eq!(data["createTask"]["userErrors"], json!([{ "field": "assigneeId", "code": "NOT_ALLOWED" }]));
    let mine = task(&auditor, "x", json!({})).await;
    let delete = "mutation($id: ID!) { deleteTask(input: { id: $id }) { userErrors { code } } }";
    assert_eq!(code(&auditor.graphql(delete, json!({ "id": mine["id"] })).await), "FORBIDDEN");
}

#[tokio::test]
async fn a_contact_of_a_task_belongs_to_its_institution() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let person = json!({ "contacts": [{ "firstName": "A", "lastName": "B", "email": "a@b.example" }] });
    let first = institution(&manager, "A", person).await;
    let second = institution(&manager, "B", json!({})).await;
    let contact = &first["contacts"]["nodes"][0]["id"];
    let document = "mutation($input: CreateTaskInput!) { createTask(input: $input) { task { contact { fullName } } userErrors { field code } } }";
    let input = |host: &Value| json!({ "input": { "title": "x", "institutionId": host["id"], "contactId": contact } });
    let data = manager.query(document, input(&first)).await;
    assert_eq!(data["createTask"]["task"]["contact"]["fullName"], "A B");
    let data = manager.query(document, input(&second)).await;
    assert_eq!(data["createTask"]["userErrors"], json!([{ "field": "contactId", "code": "NOT_FOUND" }]));
}
