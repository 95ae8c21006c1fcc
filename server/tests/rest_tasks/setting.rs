//! Tasks for the tests, made through the interface itself.

use serde_json::{Value, json};

pub use crate::common::firm::Firm;
use crate::common::{Answer, Client};

/// The address of the group.
pub const TASKS: &str = "/api/tasks";

/// A new task as the original's clients send it.
pub fn body(title: &str, assignee: &Client) -> Value {
    json!({ "title": title, "assigneeId": assignee.id() })
}

/// [`body`] with further fields.
pub fn body_with(title: &str, assignee: &Client, more: Value) -> Value {
    let mut body = body(title, assignee);
    let (Value::Object(fields), Value::Object(more)) = (&mut body, more) else { panic!("objects") };
    fields.extend(more);
    body
}

/// Creates one; gives the object.
pub async fn create(client: &Client, body: &Value) -> Value {
    client.post(TASKS, body).await.expect(201).json()["data"].take()
}

/// The address of a task.
pub fn path(task: &Value) -> String {
    format!("{TASKS}/{}", task["id"].as_str().unwrap())
}

/// Reads one.
pub async fn read(client: &Client, task: &Value) -> Value {
    client.get(&path(task)).await.expect(200).json()["data"].take()
}

/// Titles of a list, in its order.
pub fn titles(answer: &Answer) -> Vec<String> {
    let body = answer.json();
    let rows = body["data"].as_array().unwrap_or_else(|| panic!("no list: {body}"));
    rows.iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect()
}

/// `error.details.details[].field`, sorted.
pub fn fields(answer: &Answer) -> Vec<String> {
    let body = answer.json();
    let details = body["error"]["details"]["details"].as_array().unwrap_or_else(|| panic!("no details: {body}"));
    let mut fields: Vec<String> = details.iter().map(|one| one["field"].as_str().unwrap().to_owned()).collect();
    fields.sort();
    fields
}
