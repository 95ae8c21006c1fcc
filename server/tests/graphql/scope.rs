//! What each role sees: what one may not see does not exist.

use domain::UserRole;
use serde_json::json;

use crate::{
    common::TestApp,
    support::{code, institution, names, task},
};

#[tokio::test]
async fn an_auditor_sees_the_own_institutions_and_those_of_the_team() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let (auditor, colleague, stranger) =
        (app.sign_in_as(UserRole::Auditor).await, app.user(UserRole::Auditor).await, app.user(UserRole::Auditor).await);
    app.sql(&format!(
        "INSERT INTO teams (id, name) VALUES ('0190a000-0000-7000-8000-000000000001', 'Ouest');
         UPDATE users SET team_id = '0190a000-0000-7000-8000-000000000001' WHERE id IN ('{}', '{}')",
        auditor.id(),
        colleague.id
    ))
    .await;
    institution(&manager, "mine", json!({ "assignedUserId": auditor.id() })).await;
    let ours = institution(&manager, "ours", json!({ "assignedUserId": colleague.id })).await;
    let theirs = institution(&manager, "theirs", json!({ "assignedUserId": stranger.id })).await;

    assert_eq!(names(&auditor, json!({})).await, ["mine", "ours"]);
    assert_eq!(names(&manager, json!({})).await, ["mine", "ours", "theirs"]);
    let one = "query($id: ID!) { institution(id: $id) { name } node(id: $id) { id } }";
    let answer = auditor.graphql(one, json!({ "id": theirs["id"] })).await;
    assert_eq!(code(&answer), "NOT_FOUND");
    let node = auditor.query("query($id: ID!) { node(id: $id) { id } }", json!({ "id": theirs["id"] })).await;
    assert_eq!(node["node"], json!(null));
    assert_eq!(auditor.query(one, json!({ "id": ours["id"] })).await["node"]["id"], ours["id"]);
    let found = auditor.query("{ search(query: \"nantes\") { ... on MedicalInstitution { name } } }", json!({})).await;
    assert_eq!(found["search"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_filter_through_a_relation_does_not_tell_of_hidden_rows() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let auditor = app.sign_in_as(UserRole::Auditor).await;
    let hidden = institution(&manager, "hidden", json!({})).await;
    task(&manager, "call", json!({ "institutionId": hidden["id"], "assigneeId": auditor.id() })).await;
    let document = "query($filter: TaskFilter) { tasks(filter: $filter) { nodes { title institution { name } } } }";
    let data = auditor.query(document, json!({ "filter": {} })).await;
    assert_eq!(data["tasks"]["nodes"], json!([{ "title": "call", "institution": null }]));
    let filter = json!({ "institution": { "name": { "eq": "hidden" } } });
    let data = auditor.query(document, json!({ "filter": filter })).await;
    assert_eq!(data["tasks"]["nodes"], json!([]));
}

#[tokio::test]
async fn a_viewer_reads_everything_and_changes_nothing() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let viewer = app.sign_in_as(UserRole::Viewer).await;
    let made = institution(&manager, "A", json!({})).await;
    let data = viewer.query("{ institutions { nodes { name canEdit canDelete } } }", json!({})).await;
    assert_eq!(data["institutions"]["nodes"], json!([{ "name": "A", "canEdit": false, "canDelete": false }]));
    for mutation in [
        format!("updateInstitution(input: {{ id: {}, name: \"B\" }}) {{ userErrors {{ code }} }}", made["id"]),
        format!("deleteInstitution(input: {{ id: {} }}) {{ userErrors {{ code }} }}", made["id"]),
        "createTask(input: { title: \"x\" }) { userErrors { code } }".to_owned(),
    ] {
        let answer = viewer.graphql(&format!("mutation {{ {mutation} }}"), json!({})).await;
        assert_eq!(code(&answer), "FORBIDDEN", "{mutation}");
    }
}

#[tokio::test]
async fn nobody_signed_in_sees_nothing() {
    let app = TestApp::start().await;
    for field in ["me { id }", "institutions { totalCount }", "sessions { id }", "search(query: \"x\") { __typename }"]
    {
        let answer = app.anonymous().graphql(&format!("{{ {field} }}"), json!({})).await;
        assert_eq!(code(&answer), "UNAUTHENTICATED", "{field}");
    }
}

#[tokio::test]
async fn a_trash_is_for_those_who_may_empty_it() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let auditor = app.sign_in_as(UserRole::Auditor).await;
    let made = institution(&manager, "A", json!({ "assignedUserId": auditor.id() })).await;
    manager
        .query(
            "mutation($id: ID!) { deleteInstitution(input: { id: $id }) { userErrors { code } } }",
            json!({ "id": made["id"] }),
        )
        .await;
    assert_eq!(names(&manager, json!({ "deleted": true })).await, ["A"]);
    assert_eq!(names(&auditor, json!({ "deleted": true })).await, Vec::<String>::new());
}

#[tokio::test]
async fn an_auditor_keeps_institutions_in_the_team() {
    let app = TestApp::start().await;
    let auditor = app.sign_in_as(UserRole::Auditor).await;
    let stranger = app.user(UserRole::Auditor).await;
    let document =
        "mutation($input: CreateInstitutionInput!) { createInstitution(input: $input) { userErrors { field code } } }";
    let input = json!({ "name": "A", "type": "CLINIC", "assignedUserId": stranger.id,
        "address": { "street": "x", "city": "y", "zipCode": "44000" } });
    let data = auditor.query(document, json!({ "input": input })).await;
    assert_eq!(data["createInstitution"]["userErrors"], json!([{ "field": "assignedUserId", "code": "NOT_ALLOWED" }]));
}
