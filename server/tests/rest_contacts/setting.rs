//! Contacts for the tests, made through the interface itself.

use serde_json::{Value, json};

pub use crate::common::firm::Firm;
use crate::common::{Answer, Client};

/// The address of the group.
pub const CONTACTS: &str = "/api/contacts";

/// A new contact as the original's clients send it.
pub fn body(institution: &Value, first_name: &str, last_name: &str) -> Value {
    json!({
        "institutionId": institution["id"], "firstName": first_name, "lastName": last_name,
        "email": "contact@chu.example",
    })
}

/// [`body`] with further fields.
pub fn body_with(institution: &Value, last_name: &str, more: Value) -> Value {
    let mut body = body(institution, "Anne", last_name);
    let (Value::Object(fields), Value::Object(more)) = (&mut body, more) else { panic!("objects") };
    fields.extend(more);
    body
}

/// Creates one; gives the object.
pub async fn create(client: &Client, body: &Value) -> Value {
    client.post(CONTACTS, body).await.expect(201).json()["data"].take()
}

/// The address of a contact.
pub fn path(contact: &Value) -> String {
    format!("{CONTACTS}/{}", contact["id"].as_str().unwrap())
}

/// Reads one.
pub async fn read(client: &Client, contact: &Value) -> Value {
    client.get(&path(contact)).await.expect(200).json()["data"].take()
}

/// Last names of a list, in its order.
pub fn names(answer: &Answer) -> Vec<String> {
    let body = answer.json();
    let rows = body["data"].as_array().unwrap_or_else(|| panic!("no list: {body}"));
    rows.iter().map(|row| row["lastName"].as_str().unwrap().to_owned()).collect()
}

/// `error.details.details[].field`, sorted.
pub fn fields(answer: &Answer) -> Vec<String> {
    let body = answer.json();
    let details = body["error"]["details"]["details"].as_array().unwrap_or_else(|| panic!("no details: {body}"));
    let mut fields: Vec<String> = details.iter().map(|one| one["field"].as_str().unwrap().to_owned()).collect();
    fields.sort();
    fields
}
