//! Teams and who works in them.

use domain::UserRole;
use serde_json::{Value, json};

use crate::{
    common::{Client, TestApp},
    support::{code, institution, names},
};

async fn create(client: &Client, name: &str) -> Value {
    let document = "mutation($input: CreateTeamInput!) { createTeam(input: $input) {
        team { id name description isActive memberCount deletedAt version } userErrors { field code } } }";
    client.query(document, json!({ "input": { "name": name, "description": " Façade atlantique " } })).await["createTeam"].take()
}

async fn run(client: &Client, mutation: &str, input: Value) -> Value {
    let (initial, rest) = mutation.split_at(1);
    let input_type = format!("{}{rest}Input", initial.to_uppercase());
    let document = format!(
        "mutation($input: {input_type}!) {{ {mutation}(input: $input) {{
           team {{ name description isActive memberCount deletedAt version }} userErrors {{ field code }} }} }}"
    );
    client.graphql(&document, json!({ "input": input })).await
}

/// Field and code of the first user error.
fn refusal(answer: &Value, mutation: &str) -> String {
    let error = &answer["data"][mutation]["userErrors"][0];
    format!("{} {}", error["field"].as_str().unwrap_or("-"), error["code"].as_str().unwrap_or("-"))
}

#[tokio::test]
async fn a_team_is_made_changed_deleted_and_restored() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let made = create(&manager, " Ouest ").await;
    let team = &made["team"];
    let expected = json!({ "id": team["id"], "name": "Ouest", "description": "Façade atlantique", "isActive": true,
        "memberCount": 0, "deletedAt": null, "version": 1 });
    assert_eq!(made, json!({ "team": expected, "userErrors": [] }));
    assert_eq!(create(&manager, "OUEST").await["userErrors"], json!([{ "field": "name", "code": "TAKEN" }]));
    assert_eq!(create(&manager, " ").await["userErrors"], json!([{ "field": "name", "code": "REQUIRED" }]));

    let change = json!({ "id": team["id"], "expectedVersion": 1, "description": null, "isActive": false });
    let changed = run(&manager, "updateTeam", change.clone()).await;
    let changed = &changed["data"]["updateTeam"]["team"];
    assert_eq!(
        (&changed["description"], &changed["isActive"], &changed["version"]),
        (&Value::Null, &json!(false), &json!(2))
    );
    assert_eq!(code(&run(&manager, "updateTeam", change).await), "CONFLICT");

    let deleted = run(&manager, "deleteTeam", json!({ "id": team["id"], "expectedVersion": 2 })).await;
    assert!(deleted["data"]["deleteTeam"]["team"]["deletedAt"].is_string(), "{deleted}");
    assert_eq!(manager.query("{ teams { totalCount } }", json!({})).await["teams"]["totalCount"], 0);
    let restored = run(&manager, "restoreTeam", json!({ "id": team["id"] })).await;
    assert_eq!(restored["data"]["restoreTeam"]["team"]["deletedAt"], Value::Null);

    run(&manager, "deleteTeam", json!({ "id": team["id"] })).await;
    create(&manager, "ouest").await;
    assert_eq!(refusal(&run(&manager, "restoreTeam", json!({ "id": team["id"] })).await, "restoreTeam"), "name TAKEN");

    let admin = app.sign_in_as(UserRole::Admin).await;
    let document = "query($id: ID!) { auditEvents(filter: { entityId: { eq: $id } }) { nodes { action } } }";
    let events = admin.query(document, json!({ "id": team["id"] })).await;
    let actions = ["team.deleted", "team.restored", "team.deleted", "team.updated", "team.created"];
    assert_eq!(events["auditEvents"]["nodes"], json!(actions.map(|action| json!({ "action": action }))));
}

#[tokio::test]
async fn people_come_into_a_team_and_see_its_institutions() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let (auditor, colleague) = (app.sign_in_as(UserRole::Auditor).await, app.sign_in_as(UserRole::Auditor).await);
    institution(&manager, "CHU", json!({ "assignedUserId": colleague.id() })).await;
    let (west, east) = (create(&manager, "Ouest").await["team"].take(), create(&manager, "Est").await["team"].take());
    let add = async |team: &Value, user| {
        run(&manager, "addTeamMember", json!({ "teamId": team["id"], "userId": user })).await
    };

    assert_eq!(add(&west, colleague.id()).await["data"]["addTeamMember"]["team"]["memberCount"], 1);
    assert_eq!(names(&auditor, json!({})).await, Vec::<String>::new());
    assert_eq!(add(&west, auditor.id()).await["data"]["addTeamMember"]["team"]["memberCount"], 2);
    assert_eq!(names(&auditor, json!({})).await, ["CHU"]);
    assert_eq!(add(&west, auditor.id()).await["data"]["addTeamMember"]["team"]["memberCount"], 2, "twice is as once");
    // Into another team is out of the former.
    assert_eq!(add(&east, auditor.id()).await["data"]["addTeamMember"]["team"]["memberCount"], 1);
    assert_eq!(names(&auditor, json!({})).await, Vec::<String>::new());
    let data = auditor.query("{ me { team { name memberCount members { nodes { id } } } } }", json!({})).await;
    assert_eq!(
        data["me"]["team"],
        json!({ "name": "Est", "memberCount": 1, "members": { "nodes": [{ "id": auditor.id() }] } })
    );

    let input = json!({ "teamId": west["id"], "userId": auditor.id() });
    assert_eq!(refusal(&run(&manager, "removeTeamMember", input).await, "removeTeamMember"), "userId NOT_FOUND");
    let input = json!({ "teamId": east["id"], "userId": auditor.id() });
    let removed = run(&manager, "removeTeamMember", input).await;
    assert_eq!(removed["data"]["removeTeamMember"]["team"]["memberCount"], 0);
    assert_eq!(auditor.query("{ me { team { name } } }", json!({})).await["me"]["team"], Value::Null);

    assert_eq!(code(&add(&json!({ "id": auditor.id() }), auditor.id()).await), "NOT_FOUND");
    app.sql(&format!("UPDATE users SET is_active = false WHERE id = '{}'", auditor.id())).await;
    assert_eq!(refusal(&add(&west, auditor.id()).await, "addTeamMember"), "userId NOT_FOUND");
}

#[tokio::test]
async fn a_team_with_people_is_kept_and_those_who_left_the_firm_do_not_count() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let auditor = app.sign_in_as(UserRole::Auditor).await;
    let team = create(&manager, "Ouest").await["team"].take();
    run(&manager, "addTeamMember", json!({ "teamId": team["id"], "userId": auditor.id() })).await;
    let delete = async || run(&manager, "deleteTeam", json!({ "id": team["id"] })).await;
    assert_eq!(refusal(&delete().await, "deleteTeam"), "- TEAM_HAS_MEMBERS");

    let admin = app.sign_in_as(UserRole::Admin).await;
    let switch = "mutation($id: ID!) { deleteUser(input: { id: $id }) { userErrors { code } } }";
    admin.query(switch, json!({ "id": auditor.id() })).await;
    assert!(delete().await["data"]["deleteTeam"]["team"]["deletedAt"].is_string());
    let restore = "mutation($id: ID!) { restoreUser(input: { id: $id }) { user { teamId } } }";
    let back = admin.query(restore, json!({ "id": auditor.id() })).await;
    assert_eq!(back["restoreUser"]["user"]["teamId"], Value::Null, "nobody comes back into a deleted team");
}

#[tokio::test]
async fn nobody_ends_up_in_a_team_that_is_deleted_at_the_same_time() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let auditor = app.user(UserRole::Auditor).await;
    for round in 0..5 {
        let team = create(&manager, &format!("T{round}")).await["team"].take();
        let (added, deleted) = tokio::join!(
            run(&manager, "addTeamMember", json!({ "teamId": team["id"], "userId": auditor.id })),
            run(&manager, "deleteTeam", json!({ "id": team["id"] })),
        );
        let is_in = added["data"]["addTeamMember"]["team"].is_object();
        let is_gone = deleted["data"]["deleteTeam"]["team"].is_object();
        assert!(is_in != is_gone, "round {round}: {added} {deleted}");
    }
}
