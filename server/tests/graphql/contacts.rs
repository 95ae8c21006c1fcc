//! Contacts, and the one that is primary.

use domain::UserRole;
use serde_json::{Value, json};

use crate::{
    common::{Client, TestApp},
    support::institution,
};

async fn contact(client: &Client, institution: &Value, last_name: &str, primary: bool) -> Value {
    let document = "mutation($input: CreateContactInput!) { createContact(input: $input) {
        contact { id isPrimary version } userErrors { field code } } }";
    let input = json!({ "institutionId": institution["id"], "firstName": "Léa", "lastName": last_name, "email": "lea@x.example", "isPrimary": primary });
    let mut data = client.query(document, json!({ "input": input })).await;
    assert_eq!(data["createContact"]["userErrors"], json!([]));
    data["createContact"]["contact"].take()
}

async fn primaries(client: &Client) -> Value {
    let document = "{ contacts(filter: { isPrimary: { eq: true } }) { nodes { lastName } } }";
    client.query(document, json!({})).await["contacts"]["nodes"].take()
}

#[tokio::test]
async fn an_institution_has_one_primary_contact() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let host = institution(&manager, "A", json!({})).await;
    let first = contact(&manager, &host, "First", true).await;
    contact(&manager, &host, "Second", true).await;
    assert_eq!(primaries(&manager).await, json!([{ "lastName": "Second" }]));
    let update = "mutation($id: ID!) { updateContact(input: { id: $id, isPrimary: true }) { userErrors { code } } }";
    manager.query(update, json!({ "id": first["id"] })).await;
    assert_eq!(primaries(&manager).await, json!([{ "lastName": "First" }]));
    let delete = "mutation($id: ID!) { deleteContact(input: { id: $id }) { userErrors { code } } }";
    manager.query(delete, json!({ "id": first["id"] })).await;
    contact(&manager, &host, "Third", true).await;
    let restore =
        "mutation($id: ID!) { restoreContact(input: { id: $id }) { contact { isPrimary } userErrors { code } } }";
    let data = manager.query(restore, json!({ "id": first["id"] })).await;
    assert_eq!(data["restoreContact"]["contact"]["isPrimary"], false, "the place was taken meanwhile");
    assert_eq!(primaries(&manager).await, json!([{ "lastName": "Third" }]));
}

#[tokio::test]
async fn a_contact_goes_to_an_institution_that_is_there() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let auditor = app.sign_in_as(UserRole::Auditor).await;
    let hidden = institution(&manager, "hidden", json!({})).await;
    let document = "mutation($input: CreateContactInput!) { createContact(input: $input) { contact { id } userErrors { field code } } }";
    let input = json!({ "institutionId": hidden["id"], "firstName": "A", "lastName": "B", "email": "a@b.example" });
    let data = auditor.query(document, json!({ "input": input })).await;
    assert_eq!(data["createContact"]["userErrors"], json!([{ "field": "institutionId", "code": "NOT_FOUND" }]));
}
