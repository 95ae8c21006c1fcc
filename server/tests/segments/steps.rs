//! Doing something with every member.

use domain::UserRole;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    common::{Answer, Client, TestApp, firm::Firm},
    criteria::houses,
    keeping::segment,
    support::code,
};

const TASKS: &str = "mutation($input: CreateSegmentTasksInput!) { createSegmentTasks(input: $input) {
    memberCount doneCount failures { name message } userErrors { field code } } }";

async fn tasks(client: &Client) -> Value {
    let data =
        client.query("{ tasks(first: 100) { nodes { title institution { name } contact { lastName } } } }", json!({}));
    data.await["tasks"]["nodes"].take()
}

#[tokio::test]
async fn every_member_gets_a_task_once_under_a_key() {
    let app = TestApp::start().await;
    let manager = houses(&app).await;
    let people = segment(&manager, json!({ "name": "x", "type": "CONTACT", "criteria": {} })).await;
    let body = json!({ "query": TASKS, "variables": { "input": { "id": people["id"], "title": "Appeler" } } });
    for _ in 0..2 {
        let request = manager.request(Method::POST, "/graphql").header("idempotency-key", "k").json(&body);
        let answer = Answer::of(request).await.json()["data"]["createSegmentTasks"].take();
        assert_eq!(answer, json!({ "memberCount": 2, "doneCount": 2, "failures": [], "userErrors": [] }));
    }
    let made = tasks(&manager).await;
    let mut names: Vec<&str> =
        made.as_array().unwrap().iter().filter_map(|task| task["contact"]["lastName"].as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Aube", "Héron"]);
    assert!(made.as_array().unwrap().iter().all(|task| task["institution"]["name"] == "Hôpital Élan"));
}

#[tokio::test]
async fn a_step_that_is_wrong_does_nothing() {
    let app = TestApp::start().await;
    let manager = houses(&app).await;
    let all = segment(&manager, json!({ "name": "x", "type": "INSTITUTION", "criteria": {} })).await;
    let input = json!({ "id": all["id"], "title": " " });
    let answer = manager.query(TASKS, json!({ "input": input })).await["createSegmentTasks"].take();
    assert_eq!(answer["userErrors"], json!([{ "field": "title", "code": "REQUIRED" }]));
    assert_eq!((&answer["doneCount"], tasks(&manager).await), (&json!(0), json!([])));
    let contacts = "mutation($id: ID!) { updateSegmentContacts(input: { id: $id, isActive: false }) { doneCount userErrors { field code } } }";
    let answer = manager.query(contacts, json!({ "id": all["id"] })).await["updateSegmentContacts"].take();
    assert_eq!(answer["userErrors"], json!([{ "field": "id", "code": "WRONG_TYPE" }]));
    let viewer = app.sign_in_as(UserRole::Viewer).await;
    let refused = viewer.graphql(TASKS, json!({ "input": { "id": all["id"], "title": "x" } })).await;
    assert_eq!(code(&refused), "FORBIDDEN");
    app.sql(
        "INSERT INTO medical_institutions (name, type, address_street, address_city, address_zip_code, address_country)
         SELECT 'Maison ' || n, 'clinic', 'x', 'y', '44000', 'France' FROM generate_series(1, 500) AS n",
    )
    .await;
    let answer = manager.query(TASKS, json!({ "input": { "id": all["id"], "title": "x" } })).await;
    assert_eq!(answer["createSegmentTasks"]["userErrors"], json!([{ "field": "id", "code": "TOO_MANY" }]));
    assert_eq!(tasks(&manager).await, json!([]));
}

#[tokio::test]
async fn members_are_changed_as_they_are_alone() {
    let firm = Firm::start().await;
    firm.institution("Une", &firm.auditor).await;
    firm.institution("Deux", &firm.auditor).await;
    let made = segment(&firm.manager, json!({ "name": "x", "type": "INSTITUTION", "criteria": {} })).await;
    let document = "mutation($input: UpdateSegmentInstitutionsInput!) { updateSegmentInstitutions(input: $input) {
        memberCount doneCount failures { name message } userErrors { field code } } }";
    let tagged = json!({ "id": made["id"], "tags": ["2027"] });
    let answer = firm.auditor.query(document, json!({ "input": tagged })).await["updateSegmentInstitutions"].take();
    assert_eq!(answer, json!({ "memberCount": 2, "doneCount": 2, "failures": [], "userErrors": [] }));
    let data = firm.manager.query("{ institutions { nodes { tags version } } }", json!({})).await;
    let expected = json!([{ "tags": ["2027"], "version": 2 }, { "tags": ["2027"], "version": 2 }]);
    assert_eq!(data["institutions"]["nodes"], expected);
    let actions = "{ auditEvents(filter: { action: { eq: \"institution.updated\" } }) { totalCount } }";
    assert_eq!(firm.admin.query(actions, json!({})).await["auditEvents"]["totalCount"], 2);
    // Who may not give institutions to others is told so for each of them.
    let given = json!({ "id": made["id"], "assignedUserId": firm.manager.id() });
    let answer = firm.auditor.graphql(document, json!({ "input": given })).await;
    let step = &answer["data"]["updateSegmentInstitutions"];
    let refused = step["userErrors"][0]["field"] == "assignedUserId"
        || step["failures"].as_array().is_some_and(|all| all.len() == 2);
    assert!(refused, "{answer:#}");
    let still = firm.manager.query("{ institutions { nodes { assignedUserId } } }", json!({})).await;
    assert_eq!(still["institutions"]["nodes"][0]["assignedUserId"], firm.auditor.id().to_string());
}
