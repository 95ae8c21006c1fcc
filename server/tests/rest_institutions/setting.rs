//! Institutions for the tests, made through the interface itself.

use serde_json::{Value, json};

pub use crate::common::firm::Firm;
use crate::common::{Answer, Client};

/// The address of the group.
pub const INSTITUTIONS: &str = "/api/institutions";

/// A new institution as the original's clients send it.
pub fn body(name: &str) -> Value {
    json!({
        "name": name,
        "type": "hospital",
        "address": {
            "street": "5 allée de l'Île Gloriette", "city": "Nantes", "state": "Pays de la Loire",
            "zipCode": "44000", "country": "France",
        },
    })
}

/// [`body`] with further fields.
pub fn body_with(name: &str, more: Value) -> Value {
    let mut body = body(name);
    let (Value::Object(fields), Value::Object(more)) = (&mut body, more) else { panic!("objects") };
    fields.extend(more);
    body
}

/// Creates one; gives the object.
pub async fn create(client: &Client, body: &Value) -> Value {
    client.post(INSTITUTIONS, body).await.expect(201).json()["data"]["institution"].take()
}

/// The address of an institution.
pub fn path(institution: &Value) -> String {
    format!("{INSTITUTIONS}/{}", institution["id"].as_str().unwrap())
}

/// Reads one.
pub async fn read(client: &Client, institution: &Value) -> Value {
    client.get(&path(institution)).await.expect(200).json()["data"]["institution"].take()
}

/// Names of a list, in its order.
pub fn names(answer: &Answer) -> Vec<String> {
    let body = answer.json();
    let rows = body["data"]["institutions"].as_array().unwrap_or_else(|| panic!("no list: {body}"));
    rows.iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

/// The fields of an object, sorted.
pub fn fields(object: &Value) -> Vec<&str> {
    let mut fields: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    fields.sort_unstable();
    fields
}
