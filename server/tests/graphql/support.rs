//! Rows for the tests, made through the API itself.

use std::sync::Arc;

use async_graphql::{Data, Variables};
use crm::{
    Context, RequestInfo,
    auth::{Access, Viewer},
    config::GraphqlLimits,
};
use graphql::{engine::Operation, schema};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::common::{Client, TestApp};

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

/// The context of operations of the client's user.
pub fn context(app: &TestApp, client: &Client) -> Context {
    let user = client.user.as_ref().expect("a signed-in caller");
    let viewer = Viewer {
        id: user.id,
        role: user.role,
        team_id: user.team_id,
        name: user.full_name(),
        access: Access::Session(Uuid::nil()),
    };
    let request = RequestInfo {
        id: "test".into(),
        origin: "graphql",
        ip: None,
        is_local: false,
        user_agent: None,
        idempotency_key: None,
    };
    Context { app: app.app.clone(), viewer: Arc::new(viewer), request: Arc::new(request) }
}

/// Statements of one operation, run by the engine on behalf of the client's user.
pub async fn statements(app: &TestApp, client: &Client, document: &str, variables: Value) -> u32 {
    let api = schema::api(GraphqlLimits::default());
    let operation = Operation { query: document.to_owned(), name: None, variables: Variables::from_json(variables) };
    let mut data = Data::default();
    data.insert(context(app, client));
    let (reply, statements) = db::statements::count(Box::pin(api.execute(operation, data))).await;
    let reply = reply.unwrap_or_else(|refusal| panic!("{document}: {:?}", refusal.errors));
    assert!(reply.response.errors.is_empty(), "{document}: {:?}", reply.response.errors);
    statements
}

/// A caller with an API token of the client's user that reads these entities.
pub async fn reader_of(client: &Client, entities: &[&str]) -> Client {
    let document =
        "mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { token userErrors { message } } }";
    let input = json!({ "name": "reader", "scopes": ["READ"], "entities": entities });
    let data = client.query(document, json!({ "input": input })).await;
    let token = data["createApiToken"]["token"].as_str().unwrap_or_else(|| panic!("{data}")).to_owned();
    let mut reader = client.clone();
    reader.token = Some(token);
    reader
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
