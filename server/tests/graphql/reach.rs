//! What an API token that is limited to some entities reaches through others.

use domain::UserRole;
use serde_json::{Value, json};

use crate::{
    common::{Client, TestApp},
    support::{code, institution, reader_of, task},
};

/// An institution with a contact, and a task about both.
async fn world(app: &TestApp) -> (Client, Value, Value) {
    let admin = app.sign_in_as(UserRole::Admin).await;
    let host = institution(&admin, "Clinique secrète", json!({})).await;
    let document = "mutation($input: CreateContactInput!) { createContact(input: $input) { contact { id } } }";
    let input = json!({ "institutionId": host["id"], "firstName": "Ada", "lastName": "Roy", "email": "a@b.example" });
    let contact = admin.query(document, json!({ "input": input })).await["createContact"]["contact"].take();
    task(&admin, "call", json!({ "institutionId": host["id"], "contactId": contact["id"] })).await;
    (admin, host, contact)
}

#[tokio::test]
async fn relations_keep_to_what_a_token_reaches() {
    let app = TestApp::start().await;
    let (admin, host, contact) = world(&app).await;
    let tasks = reader_of(&admin, &["task"]).await;
    let document = "{ tasks { nodes { title institutionId institution { name } contact { email } assignee { id } } } }";
    let seen = json!({ "title": "call", "institutionId": host["id"], "institution": null, "contact": null,
        "assignee": { "id": admin.id() } });
    assert_eq!(tasks.query(document, json!({})).await["tasks"]["nodes"], json!([seen]));
    let both = reader_of(&admin, &["task", "institution"]).await;
    let seen = &both.query(document, json!({})).await["tasks"]["nodes"][0];
    assert_eq!((&seen["institution"]["name"], &seen["contact"]), (&json!("Clinique secrète"), &Value::Null));

    let groups = "{ taskAggregate(groupBy: [INSTITUTION]) { key { institutionId institution { name } } count } }";
    let group = json!({ "key": { "institutionId": host["id"], "institution": null }, "count": 1 });
    assert_eq!(tasks.query(groups, json!({})).await["taskAggregate"], json!([group]));

    let institutions = reader_of(&admin, &["institution"]).await;
    let document = "query($id: ID!) { institution(id: $id) { name auditEvents { totalCount } } }";
    let answer = institutions.graphql(document, json!({ "id": host["id"] })).await;
    assert_eq!((code(&answer), &answer["errors"][0]["path"]), ("FORBIDDEN", &json!(["institution", "auditEvents"])));
    let contacts = reader_of(&admin, &["contact"]).await;
    let document = "query($id: ID!) { contact(id: $id) { email institution { name } } }";
    let data = contacts.query(document, json!({ "id": contact["id"] })).await;
    assert_eq!(data["contact"], json!({ "email": "a@b.example", "institution": null }));
}

#[tokio::test]
async fn filters_tell_nothing_of_what_a_token_does_not_reach() {
    let app = TestApp::start().await;
    let (admin, ..) = world(&app).await;
    let counted = async |entities: &[&str], list: &str, filter: &str| {
        let reader = reader_of(&admin, entities).await;
        reader.query(&format!("{{ {list}(filter: {filter}) {{ totalCount }} }}"), json!({})).await[list]["totalCount"]
            .clone()
    };
    for (reaching, list, filter) in [
        (["task", "institution"], "tasks", r#"{ institution: { name: { startsWith: "Clinique" } } }"#),
        (["task", "contact"], "tasks", r#"{ contact: { lastName: { eq: "Roy" } } }"#),
        (["contact", "institution"], "contacts", r#"{ institution: { name: { startsWith: "Clinique" } } }"#),
        (["institution", "contact"], "institutions", r#"{ contacts: { some: { lastName: { eq: "Roy" } } } }"#),
        (["institution", "task"], "institutions", r#"{ tasks: { some: { title: { eq: "call" } } } }"#),
    ] {
        assert_eq!(counted(&reaching, list, filter).await, 1, "{reaching:?} {filter}");
        assert_eq!(counted(&reaching[..1], list, filter).await, 0, "{reaching:?} {filter}");
    }
    // Neither do their opposites.
    let none = r#"{ contacts: { none: { lastName: { eq: "Roy" } } } }"#;
    assert_eq!(counted(&["institution"], "institutions", none).await, 1);
    let other = r#"{ contacts: { none: { lastName: { eq: "Nobody" } } } }"#;
    assert_eq!(counted(&["institution"], "institutions", other).await, 1);
}

#[tokio::test]
async fn teams_are_an_entity_of_their_own() {
    let app = TestApp::start().await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    let made = admin.query("mutation { createTeam(input: { name: \"Ouest\" }) { team { id } } }", json!({})).await;
    let id = made["createTeam"]["team"]["id"].clone();
    app.sql(&format!("UPDATE users SET team_id = {} WHERE id = '{}'", id.to_string().replace('"', "'"), admin.id()))
        .await;
    let admin = app.sign_in(admin.user.unwrap()).await;

    let teams = reader_of(&admin, &["team"]).await;
    let document = "query($id: ID!) { team(id: $id) { name memberCount } node(id: $id) { id } teams { totalCount } }";
    let data = teams.query(document, json!({ "id": id })).await;
    assert_eq!(data["team"], json!({ "name": "Ouest", "memberCount": 1 }));
    assert_eq!((&data["node"]["id"], &data["teams"]["totalCount"]), (&id, &json!(1)));
    let answer = teams.graphql("{ teams { nodes { members { totalCount } } } }", json!({})).await;
    assert_eq!(code(&answer), "FORBIDDEN");
    let path = format!("/api/teams/{}", id.as_str().unwrap());
    let shown = teams.get(&path).await.expect(200).json()["data"].take();
    assert_eq!((&shown["memberCount"], shown.get("members")), (&json!(1), None));
    teams.get(&format!("{path}/members")).await.expect(403);

    let users = reader_of(&admin, &["user"]).await;
    assert_eq!(code(&users.graphql("{ teams { totalCount } }", json!({})).await), "FORBIDDEN");
    users.get("/api/teams").await.expect(403);
    assert_eq!(
        users.query("{ users { nodes { team { name } } } }", json!({})).await["users"]["nodes"][0]["team"],
        Value::Null
    );
    let own = users.get("/api/users/profile/me").await.expect(200).json();
    assert_eq!(own["data"]["team"], Value::Null);
}

#[tokio::test]
async fn the_people_of_other_teams_are_not_listed_by_way_of_their_institutions() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let (viewer, colleague) = (app.sign_in_as(UserRole::Viewer).await, app.user(UserRole::Auditor).await);
    let (near, far) = (app.user(UserRole::Auditor).await, app.user(UserRole::Auditor).await);
    let (own, other) = ("0190a000-0000-7000-8000-000000000001", "0190a000-0000-7000-8000-000000000002");
    app.sql(&format!(
        "INSERT INTO teams (id, name) VALUES ('{own}', 'Ouest'), ('{other}', 'Est');
         UPDATE users SET team_id = '{own}' WHERE id IN ('{}', '{}');
         UPDATE users SET team_id = '{other}' WHERE id IN ('{}', '{}')",
        viewer.id(),
        colleague.id,
        near.id,
        far.id
    ))
    .await;
    let viewer = app.sign_in(viewer.user.unwrap()).await;
    institution(&manager, "A", json!({ "assignedUserId": colleague.id })).await;
    institution(&manager, "B", json!({ "assignedUserId": near.id })).await;
    let document = "{ institutions(orderBy: [{ field: NAME }]) { nodes { assignedUser {
        id team { name memberCount members(orderBy: [{ field: CREATED_AT }]) { nodes { id } totalCount } } } } } }";
    let teams = async |client: &Client| {
        let data = client.query(document, json!({})).await;
        let nodes = data["institutions"]["nodes"].as_array().unwrap().clone();
        nodes.into_iter().map(|mut node| node["assignedUser"]["team"].take()).collect::<Vec<Value>>()
    };
    let team = |name: &str, members: [&uuid::Uuid; 2]| {
        let nodes = members.map(|id| json!({ "id": id }));
        json!({ "name": name, "memberCount": 2, "members": { "nodes": nodes, "totalCount": 2 } })
    };
    let ours = team("Ouest", [&viewer.id(), &colleague.id]);
    assert_eq!(teams(&viewer).await, [ours.clone(), Value::Null]);
    assert_eq!(teams(&manager).await, [ours, team("Est", [&near.id, &far.id])]);
    let names = r#"{ institutions(filter: { assignedUser: { team: { name: { eq: "Est" } } } }) { totalCount } }"#;
    assert_eq!(viewer.query(names, json!({})).await["institutions"]["totalCount"], 0);
    assert_eq!(manager.query(names, json!({})).await["institutions"]["totalCount"], 1);
}
