//! Accounts, as an administrator handles them.

use std::time::Duration;

use crm::events::listener;
use domain::UserRole;
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    common::{Client, TestApp},
    support::{code, institution},
};

const CREATE: &str = "mutation($input: CreateUserInput!) { createUser(input: $input) {
    user { id email fullName role phone language teamId isActive hasPassword version } userErrors { field code } } }";
const UPDATE: &str = "mutation($input: UpdateUserInput!) { updateUser(input: $input) {
    user { id email fullName role phone language teamId isActive version } userErrors { field code } } }";
const DELETE: &str =
    "mutation($id: ID!) { deleteUser(input: { id: $id }) { user { isActive } userErrors { field code } } }";
const RESTORE: &str =
    "mutation($id: ID!) { restoreUser(input: { id: $id }) { user { isActive } userErrors { code } } }";

/// An application that remembers viewers, because it hears of changes.
async fn listening() -> TestApp {
    let app = TestApp::start().await;
    tokio::spawn(listener::run(app.app.clone(), app.database_url().to_owned()));
    while !app.app.listener.is_listening() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    app
}

async fn create(admin: &Client, email: &str) -> Value {
    let input = json!({ "email": email, "firstName": "Zoé", "lastName": "Roux", "role": "AUDITOR" });
    let mut data = admin.query(CREATE, json!({ "input": input })).await;
    assert_eq!(data["createUser"]["userErrors"], json!([]));
    data["createUser"]["user"].take()
}

async fn update(admin: &Client, input: Value) -> Value {
    admin.graphql(UPDATE, json!({ "input": input })).await
}

/// Field and code of the first user error of a mutation.
fn refusal(answer: &Value, mutation: &str) -> String {
    let error = &answer["data"][mutation]["userErrors"][0];
    format!("{} {}", error["field"].as_str().unwrap_or("-"), error["code"].as_str().unwrap_or("-"))
}

async fn actions(admin: &Client, id: &Value) -> Vec<String> {
    let document =
        "query($id: ID!) { auditEvents(first: 100, filter: { entity: { eq: \"user\" }, entityId: { eq: $id } }) {
        nodes { action } } }";
    let data = admin.query(document, json!({ "id": id })).await;
    let mut actions: Vec<String> = data["auditEvents"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| node["action"].as_str().unwrap().to_owned())
        .collect();
    actions.reverse();
    actions
}

#[tokio::test]
async fn an_account_is_made_changed_and_put_on_record() {
    let app = TestApp::start().await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    app.sql("INSERT INTO teams (id, name) VALUES ('0190a000-0000-7000-8000-000000000001', 'Ouest')").await;
    let team = "0190a000-0000-7000-8000-000000000001";
    let input = json!({ "email": " Zoe@Example.com", "firstName": " Zoé ", "lastName": "Roux", "role": "AUDITOR",
        "teamId": team, "phone": "02 40 08 33 33", "language": "EN" });
    let data = admin.query(CREATE, json!({ "input": input })).await;
    let user = &data["createUser"]["user"];
    let expected = json!({ "id": user["id"], "email": "zoe@example.com", "fullName": "Zoé Roux", "role": "AUDITOR",
        "phone": "+33240083333", "language": "EN", "teamId": team, "isActive": true, "hasPassword": false, "version": 1 });
    assert_eq!(*user, expected);
    let answer = update(
        &admin,
        json!({ "id": user["id"], "expectedVersion": 1, "firstName": "Zoë", "phone": null, "role": "MANAGER", "teamId": null }),
    )
    .await;
    let changed = &answer["data"]["updateUser"]["user"];
    let expected = json!({ "id": user["id"], "email": "zoe@example.com", "fullName": "Zoë Roux", "role": "MANAGER",
        "phone": null, "language": "EN", "teamId": null, "isActive": true, "version": 2 });
    assert_eq!(*changed, expected);
    let nothing = update(&admin, json!({ "id": user["id"], "role": "MANAGER" })).await;
    assert_eq!(nothing["data"]["updateUser"]["user"]["version"], 2, "nothing changed");
    assert_eq!(
        code(&update(&admin, json!({ "id": user["id"], "expectedVersion": 1, "role": "VIEWER" })).await),
        "CONFLICT"
    );
    assert_eq!(actions(&admin, &user["id"]).await, ["user.created", "user.updated"]);
}

#[tokio::test]
async fn what_is_typed_is_checked() {
    let app = TestApp::start().await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    let zoe = create(&admin, "zoe@example.com").await;
    let other = create(&admin, "max@example.com").await;
    for (field, value, expected) in [
        ("email", json!("MAX@example.com"), "email TAKEN"),
        ("email", json!("max.example.com"), "email INVALID_FORMAT"),
        ("email", json!(" "), "email REQUIRED"),
        ("firstName", json!(""), "firstName REQUIRED"),
        ("lastName", json!("x".repeat(51)), "lastName TOO_LONG"),
        ("phone", json!("12"), "phone TOO_SHORT"),
        ("teamId", json!(other["id"]), "teamId NOT_FOUND"),
    ] {
        let answer = update(&admin, json!({ "id": zoe["id"], field: value })).await;
        assert_eq!(refusal(&answer, "updateUser"), expected, "{answer}");
        let mut input = json!({ "email": "new@example.com", "firstName": "A", "lastName": "B", "role": "VIEWER" });
        input[field] = value;
        let answer = admin.graphql(CREATE, json!({ "input": input })).await;
        assert_eq!(refusal(&answer, "createUser"), expected, "{answer}");
    }
    let unknown = update(&admin, json!({ "id": "0190a000-0000-7000-8000-000000000009", "role": "VIEWER" })).await;
    assert_eq!(code(&unknown), "NOT_FOUND");
}

#[tokio::test]
async fn a_repeated_request_makes_one_account() {
    let app = TestApp::start().await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    let input = json!({ "email": "zoe@example.com", "firstName": "A", "lastName": "B", "role": "VIEWER" });
    let body = json!({ "query": CREATE, "variables": { "input": input } });
    let send = || async {
        let request = admin.request(Method::POST, "/graphql").header("Idempotency-Key", "k1").json(&body);
        request.send().await.unwrap().json::<Value>().await.unwrap()
    };
    let answers = join_all((0..3).map(|_| send())).await;
    for answer in &answers {
        assert_eq!(
            answer["data"]["createUser"]["user"]["id"], answers[0]["data"]["createUser"]["user"]["id"],
            "{answer}"
        );
        assert!(answer["data"]["createUser"]["user"]["id"].is_string(), "{answer}");
    }
}

#[tokio::test]
async fn the_last_administrator_stays_whatever_is_tried() {
    let app = TestApp::start().await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    let id = admin.id();
    for (mutation, answer) in [
        ("updateUser", update(&admin, json!({ "id": id, "role": "MANAGER" })).await),
        ("updateUser", update(&admin, json!({ "id": id, "isActive": false })).await),
        ("deleteUser", admin.graphql(DELETE, json!({ "id": id })).await),
    ] {
        assert_eq!(refusal(&answer, mutation), "- LAST_ADMIN", "{answer}");
    }
    // A deactivated administrator does not count.
    let second = app.user(UserRole::Admin).await;
    admin.query(DELETE, json!({ "id": second.id })).await;
    assert_eq!(refusal(&admin.graphql(DELETE, json!({ "id": id })).await, "deleteUser"), "- LAST_ADMIN");
    admin.query(RESTORE, json!({ "id": second.id })).await;
    assert_eq!(
        update(&admin, json!({ "id": id, "role": "MANAGER" })).await["data"]["updateUser"]["user"]["role"],
        "MANAGER"
    );
}

#[tokio::test]
async fn of_two_administrators_who_demote_each_other_at_once_one_stays() {
    let app = TestApp::start().await;
    for round in 0..5 {
        let (one, other) = (app.sign_in_as(UserRole::Admin).await, app.sign_in_as(UserRole::Admin).await);
        let others = format!("id NOT IN ('{}', '{}')", one.id(), other.id());
        app.sql(&format!("UPDATE users SET role = 'viewer' WHERE {others}")).await;
        let demote = update(&one, json!({ "id": other.id(), "role": "VIEWER" }));
        let switch_off = other.graphql(DELETE, json!({ "id": one.id() }));
        let (demoted, switched_off) = tokio::join!(demote, switch_off);
        let done = [&demoted["data"]["updateUser"]["user"], &switched_off["data"]["deleteUser"]["user"]];
        assert_eq!(done.iter().filter(|user| user.is_object()).count(), 1, "round {round}: {demoted} {switched_off}");
        let admins = if demoted["data"]["updateUser"]["user"].is_object() { &one } else { &other };
        let data = admins
            .query("{ users(filter: { role: { eq: ADMIN }, isActive: { eq: true } }) { totalCount } }", json!({}))
            .await;
        assert_eq!(data["users"]["totalCount"], 1, "round {round}");
    }
}

#[tokio::test]
async fn a_deactivation_ends_sessions_and_tokens_at_once_and_for_good() {
    let app = listening().await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    let auditor = app.sign_in_as(UserRole::Auditor).await;
    let document = "mutation { createApiToken(input: { name: \"x\", scopes: [READ] }) { token } }";
    let token = auditor.query(document, json!({})).await["createApiToken"]["token"].take();
    let mut program = app.anonymous();
    program.token = token.as_str().map(str::to_owned);
    for client in [&auditor, &program] {
        client.get("/api/auth/me").await.expect(200);
    }
    let made = institution(&admin, "CHU", json!({ "assignedUserId": auditor.id() })).await;

    let data = admin.query(DELETE, json!({ "id": auditor.id() })).await;
    assert_eq!(data["deleteUser"], json!({ "user": { "isActive": false }, "userErrors": [] }));
    for client in [&auditor, &program] {
        assert_eq!(client.get("/api/auth/me").await.expect(401).code(), "INVALID_TOKEN");
    }
    let document = "query($id: ID!) { institution(id: $id) { assignedUser { fullName } } }";
    let data = admin.query(document, json!({ "id": made["id"] })).await;
    assert_eq!(data["institution"]["assignedUser"]["fullName"], "Camille Durand", "rows keep the name");

    admin.query(RESTORE, json!({ "id": auditor.id() })).await;
    for client in [&auditor, &program] {
        client.get("/api/auth/me").await.expect(401);
    }
    app.sign_in(auditor.user.clone().unwrap()).await.get("/api/auth/me").await.expect(200);
    admin.query(RESTORE, json!({ "id": auditor.id() })).await;
    assert_eq!(actions(&admin, &json!(auditor.id())).await, ["user.deactivated", "user.activated"], "twice is as once");
}

#[tokio::test]
async fn another_role_acts_at_the_next_request() {
    let app = listening().await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    let person = app.sign_in_as(UserRole::Viewer).await;
    let rights = async || {
        let data = person.query("{ me { permissions } institutions { totalCount } }", json!({})).await;
        let rights = data["me"]["permissions"].as_array().unwrap().clone();
        (rights.contains(&json!("canEditAllInstitutions")), data["institutions"]["totalCount"].clone())
    };
    institution(&admin, "CHU", json!({})).await;
    assert_eq!(rights().await, (false, json!(1)));
    update(&admin, json!({ "id": person.id(), "role": "AUDITOR" })).await;
    assert_eq!(rights().await, (false, json!(0)));
    update(&admin, json!({ "id": person.id(), "role": "MANAGER" })).await;
    assert_eq!(rights().await, (true, json!(1)));
}

#[tokio::test]
async fn a_replaced_password_is_shown_once_or_not_at_all() {
    let app = TestApp::start().await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    let person = app.sign_in_as(UserRole::Viewer).await;
    let document = "mutation($input: ResetUserPasswordInput!) { resetUserPassword(input: $input) {
        user { email hasPassword } temporaryPassword userErrors { field code } } }";
    let reset = async |password: Option<&str>| {
        admin.query(document, json!({ "input": { "id": person.id(), "newPassword": password } })).await["resetUserPassword"].take()
    };
    let made = reset(None).await;
    assert_eq!(made["user"]["hasPassword"], true);
    person.get("/api/auth/me").await.expect(401);
    let login = async |password: &Value| {
        app.anonymous().post("/api/auth/login", &json!({ "email": made["user"]["email"], "password": password })).await
    };
    login(&made["temporaryPassword"]).await.expect(200);
    let chosen = reset(Some("huit vélos dans le couloir")).await;
    assert_eq!(chosen["temporaryPassword"], Value::Null);
    login(&made["temporaryPassword"]).await.expect(401);
    login(&json!("huit vélos dans le couloir")).await.expect(200);
    assert_eq!(reset(Some("short")).await["userErrors"], json!([{ "field": "newPassword", "code": "TOO_SHORT" }]));
}

#[tokio::test]
async fn whether_there_is_a_password_is_told_to_administrators() {
    let app = TestApp::start().await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    let with = app.user_with_password(UserRole::Viewer, "quatre tulipes sous la pluie").await;
    let document = "query($id: ID!) { user(id: $id) { hasPassword } }";
    for (client, id, expected) in [
        (&admin, with.id, json!(true)),
        (&admin, admin.id(), json!(false)),
        (&app.sign_in_as(UserRole::Manager).await, with.id, Value::Null),
        (&app.sign_in(with.clone()).await, with.id, Value::Null),
    ] {
        assert_eq!(client.query(document, json!({ "id": id })).await["user"]["hasPassword"], expected);
    }
}

#[tokio::test]
async fn people_are_found_by_words_and_by_team() {
    let app = TestApp::start().await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    app.sql(
        "INSERT INTO teams (id, name, deleted_at) VALUES ('0190a000-0000-7000-8000-000000000001', 'Ouest', NULL),
           ('0190a000-0000-7000-8000-000000000002', 'Est', now());
         INSERT INTO users (email, first_name, last_name, role, avatar_seed, team_id) VALUES
           ('lea@chu.example', 'Léa', 'Martin', 'auditor', 'x', '0190a000-0000-7000-8000-000000000001'),
           ('martin@chu.example', 'Noël', 'Petit_', 'auditor', 'x', '0190a000-0000-7000-8000-000000000002'),
           ('paul@autre.example', 'Paul', 'Martinez', 'viewer', 'x', NULL)",
    )
    .await;
    let found = async |filter: Value| {
        let document = "query($filter: UserFilter) { users(filter: $filter) { nodes { firstName } } }";
        let data = admin.query(document, json!({ "filter": filter })).await;
        let names = data["users"]["nodes"].as_array().unwrap().iter();
        names.map(|node| node["firstName"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(json!({ "search": "MARTIN" })).await, ["Léa", "Paul", "Noël"]);
    assert_eq!(found(json!({ "search": "lea martin" })).await, ["Léa"]);
    assert_eq!(found(json!({ "search": "martin chu" })).await, ["Léa", "Noël"]);
    assert_eq!(found(json!({ "search": "_" })).await, ["Noël"]);
    assert_eq!(found(json!({ "search": "noel autre" })).await, Vec::<String>::new());
    assert_eq!(found(json!({ "team": { "name": { "startsWith": "ou" } } })).await, ["Léa"]);
    assert_eq!(found(json!({ "team": {} })).await, ["Léa"], "a deleted team is none");
}

#[tokio::test]
async fn the_institutions_of_a_user_are_those_that_the_caller_sees() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let (auditor, other) = (app.sign_in_as(UserRole::Auditor).await, app.sign_in_as(UserRole::Auditor).await);
    for name in ["A", "B", "C"] {
        institution(&manager, name, json!({ "assignedUserId": auditor.id() })).await;
    }
    institution(&manager, "D", json!({ "assignedUserId": other.id() })).await;
    let document =
        "query($id: ID!) { user(id: $id) { institutions(first: 2, orderBy: [{ field: NAME, direction: DESC }]) {
        totalCount nodes { name } } } }";
    let expected = json!({ "totalCount": 3, "nodes": [{ "name": "C" }, { "name": "B" }] });
    for client in [&manager, &auditor] {
        assert_eq!(client.query(document, json!({ "id": auditor.id() })).await["user"]["institutions"], expected);
    }
    let task = "mutation($input: CreateTaskInput!) { createTask(input: $input) { task { assignee {
        fullName institutions { totalCount } } } userErrors { code } } }";
    let input = json!({ "title": "x", "assigneeId": other.id() });
    manager.query(task, json!({ "input": input })).await;
    let seen = other
        .query(
            "{ tasks { nodes { creator { institutions { totalCount } } assignee { institutions { totalCount } } } } }",
            json!({}),
        )
        .await;
    let expected = json!([{ "creator": { "institutions": { "totalCount": 0 } }, "assignee": { "institutions": { "totalCount": 1 } } }]);
    assert_eq!(seen["tasks"]["nodes"], expected);
}
