//! Rows for the tests, made through the API itself.

use serde_json::{Value, json};

use crate::common::Client;

/// Creates an institution; gives the whole of it.
pub async fn institution(client: &Client, name: &str, more: Value) -> Value {
    let mut input = json!({
        "name": name,
        "type": "HOSPITAL",
        "address": { "street": "1 rue du Port", "city": "Nantes", "zipCode": "44000" },
    });
    merge(&mut input, more);
    let document = "mutation($input: CreateInstitutionInput!) { createInstitution(input: $input) {
        institution { id name version assignedUserId medicalProfile { id version } contacts { nodes { id } } }
        userErrors { field code message } } }";
    let mut data = client.query(document, json!({ "input": input })).await;
    assert_eq!(data["createInstitution"]["userErrors"], json!([]));
    data["createInstitution"]["institution"].take()
}

/// Creates a task; gives the whole of it.
pub async fn task(client: &Client, title: &str, more: Value) -> Value {
    let mut input = json!({ "title": title });
    merge(&mut input, more);
    let document = "mutation($input: CreateTaskInput!) { createTask(input: $input) {
        task { id title status version assigneeId institutionId } userErrors { field code message } } }";
    let mut data = client.query(document, json!({ "input": input })).await;
    assert_eq!(data["createTask"]["userErrors"], json!([]));
    data["createTask"]["task"].take()
}

/// The `extensions.code` of the first error.
pub fn code(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("no error")
}

/// The names of the institutions that a filter finds, in their order.
pub async fn names(client: &Client, filter: Value) -> Vec<String> {
    let document =
        "query($filter: InstitutionFilter) { institutions(first: 100, filter: $filter) { nodes { name } totalCount } }";
    let data = client.query(document, json!({ "filter": filter })).await;
    let nodes = data["institutions"]["nodes"].as_array().unwrap();
    assert_eq!(data["institutions"]["totalCount"], nodes.len(), "the total agrees with the rows");
    nodes.iter().map(|node| node["name"].as_str().unwrap().to_owned()).collect()
}

fn merge(input: &mut Value, more: Value) {
    let (Value::Object(input), Value::Object(more)) = (input, more) else { panic!("objects") };
    input.extend(more);
}
