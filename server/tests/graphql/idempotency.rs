//! The same request twice under one `Idempotency-Key`: what comes after creating.

use domain::UserRole;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    common::{Answer, Client, TestApp},
    support::{code, institution, task},
};

const PASSWORD: &str = "quatre tulipes sous la pluie";

/// A GraphQL operation under a key; the whole answer.
async fn keyed(client: &Client, key: &str, document: &str, variables: Value) -> Value {
    let body = json!({ "query": document, "variables": variables });
    Answer::of(client.request(Method::POST, "/graphql").header("idempotency-key", key).json(&body)).await.json()
}

/// One row of each kind that is deleted and restored: the kind, the entity's field, its id.
async fn rows(app: &TestApp, admin: &Client) -> Vec<(&'static str, &'static str, Value)> {
    let host = institution(admin, "CHU", json!({})).await["id"].take();
    let made = async |document: &str, input: Value| {
        let data = admin.query(document, json!({ "input": input })).await;
        let payload = data.as_object().unwrap().values().next().unwrap();
        payload.as_object().unwrap().values().next().unwrap()["id"].clone()
    };
    let contact = made(
        "mutation($input: CreateContactInput!) { createContact(input: $input) { contact { id } } }",
        json!({ "institutionId": host, "firstName": "A", "lastName": "B", "email": "a@b.example" }),
    );
    let team = made(
        "mutation($input: CreateTeamInput!) { createTeam(input: $input) { team { id } } }",
        json!({ "name": "Ouest" }),
    );
    let item = made(
        "mutation($input: CreateCatalogItemInput!) { createCatalogItem(input: $input) { catalogItem { id } } }",
        json!({ "name": "Audit", "unitPrice": "100.00", "taxRate": "20" }),
    );
    let template = made(
        "mutation($input: CreateInvoiceTemplateInput!) { createInvoiceTemplate(input: $input) { invoiceTemplate { id } } }",
        json!({ "name": "Sobre", "type": "QUOTE" }),
    );
    vec![
        ("Contact", "contact", contact.await),
        ("Team", "team", team.await),
        ("CatalogItem", "catalogItem", item.await),
        ("InvoiceTemplate", "invoiceTemplate", template.await),
        ("Task", "task", task(admin, "call", json!({})).await["id"].take()),
        ("User", "user", json!(app.user(UserRole::Viewer).await.id)),
        // The last one: the contact goes with it.
        ("Institution", "institution", host),
    ]
}

#[tokio::test]
async fn a_repeated_deletion_does_not_undo_a_restore() {
    let app = TestApp::start().await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    for (kind, entity, id) in rows(&app, &admin).await {
        let shown = if kind == "User" { "id isActive version" } else { "id deletedAt version" };
        let run = async |name: &str, key: &str| {
            let document = format!(
                "mutation($id: ID!) {{ {name}{kind}(input: {{ id: $id }}) {{ {entity} {{ {shown} }} userErrors {{ code }} }} }}"
            );
            let mut answer = keyed(&admin, key, &document, json!({ "id": id })).await;
            let payload = answer["data"][format!("{name}{kind}")].take();
            assert_eq!(payload["userErrors"], json!([]), "{name}{kind}: {answer}");
            payload[entity].clone()
        };
        let (delete, restore) = (format!("delete-{kind}"), format!("restore-{kind}"));
        let deleted = run("delete", &delete).await;
        assert_eq!(run("delete", &delete).await, deleted, "{kind}: the first answer");
        let restored = run("restore", &restore).await;
        assert_ne!(restored["version"], deleted["version"], "{kind}");
        assert_eq!(run("delete", &delete).await["version"], restored["version"], "{kind} is not deleted again");
        assert_eq!(run("restore", &restore).await, restored, "{kind}");
    }
}

#[tokio::test]
async fn on_rest_a_repeated_deletion_answers_as_the_first() {
    let app = TestApp::start().await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    let delete = async |path: &str, key: &str| {
        Answer::of(admin.request(Method::DELETE, path).header("idempotency-key", key)).await.outcome()
    };
    for (kind, _, id) in rows(&app, &admin).await {
        let group = match kind {
            "Contact" => "contacts",
            "Team" => "teams",
            "CatalogItem" => "catalog",
            "InvoiceTemplate" => "templates",
            "Task" => "tasks",
            // Accounts and institutions are not deleted there; they are set aside.
            _ => continue,
        };
        let path = format!("/api/{group}/{}", id.as_str().unwrap());
        let first = delete(&path, kind).await;
        assert!(first.starts_with('2'), "{path}: {first}");
        assert_eq!(delete(&path, kind).await, first, "{path}");
        if ["Contact", "Task", "CatalogItem", "InvoiceTemplate"].contains(&kind) {
            assert!(delete(&path, "another").await.starts_with("404"), "{path}: it is gone for another request");
        }
    }
}

#[tokio::test]
async fn each_field_of_one_request_has_a_key_of_its_own() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let document = "mutation {
        a: createTask(input: { title: \"A\" }) { task { id title } userErrors { code } }
        b: createTask(input: { title: \"B\" }) { task { id title } userErrors { code } }
    }";
    let first = keyed(&manager, "k1", document, json!({})).await;
    assert_eq!(
        (&first["data"]["a"]["task"]["title"], &first["data"]["b"]["task"]["title"]),
        (&json!("A"), &json!("B"))
    );
    assert_eq!(keyed(&manager, "k1", document, json!({})).await["data"], first["data"]);
    let changed = keyed(&manager, "k1", &document.replace("\"B\"", "\"C\""), json!({})).await;
    assert_eq!(code(&changed), "CONFLICT", "{changed}");
    assert_eq!(changed["errors"][0]["path"], json!(["b"]));
    assert_eq!(manager.query("{ tasks { totalCount } }", json!({})).await["tasks"]["totalCount"], 2);
    let too_long = keyed(&manager, &"k".repeat(256), document, json!({})).await;
    assert_eq!(code(&too_long), "BAD_USER_INPUT");
}

#[tokio::test]
async fn the_own_profile_is_changed_once() {
    let app = TestApp::start().await;
    let client = app.sign_in_as(UserRole::Viewer).await;
    let document = "mutation($input: UpdateProfileInput!) { updateProfile(input: $input) {
        user { firstName version } userErrors { code } } }";
    let rename = async |key: &str, name: &str, version: Value| {
        let input = json!({ "firstName": name, "expectedVersion": version });
        keyed(&client, key, document, json!({ "input": input })).await
    };
    let first = rename("k1", "Alix", json!(1)).await;
    assert_eq!(first["data"]["updateProfile"]["user"], json!({ "firstName": "Alix", "version": 2 }));
    assert_eq!(rename("k1", "Alix", json!(1)).await["data"], first["data"], "the version is no longer the current one");
    rename("k2", "Zoé", json!(2)).await;
    assert_eq!(rename("k1", "Alix", json!(1)).await["data"]["updateProfile"]["user"]["firstName"], "Zoé");
    assert_eq!(code(&rename("k1", "Max", json!(1)).await), "CONFLICT");
}

#[tokio::test]
async fn secrets_that_were_shown_are_not_shown_again() {
    let app = TestApp::start().await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    let create = "mutation { createApiToken(input: { name: \"x\", scopes: [READ] }) { apiToken { id } token } }";
    let made = keyed(&admin, "k1", create, json!({})).await;
    assert!(made["data"]["createApiToken"]["token"].is_string(), "{made}");
    let again = keyed(&admin, "k1", create, json!({})).await;
    assert_eq!(code(&again), "CONFLICT");
    assert!(again["errors"][0]["message"].as_str().unwrap().contains("already made"), "{again}");
    assert_eq!(admin.query("{ apiTokens { id } }", json!({})).await["apiTokens"].as_array().unwrap().len(), 1);
    let revoke = "mutation($id: ID!) { revokeApiToken(input: { id: $id }) { apiToken { id } userErrors { code } } }";
    let id = json!({ "id": made["data"]["createApiToken"]["apiToken"]["id"] });
    let revoked = keyed(&admin, "k2", revoke, id.clone()).await;
    assert_eq!(revoked["data"]["revokeApiToken"]["apiToken"]["id"], id["id"]);
    assert_eq!(keyed(&admin, "k2", revoke, id.clone()).await["data"], revoked["data"]);
    assert_eq!(code(&keyed(&admin, "k3", revoke, id).await), "NOT_FOUND");

    let person = app.user(UserRole::Viewer).await;
    let reset = "mutation($input: ResetUserPasswordInput!) { resetUserPassword(input: $input) {
        temporaryPassword userErrors { code } } }";
    let input = json!({ "input": { "id": person.id } });
    assert!(
        keyed(&admin, "k4", reset, input.clone()).await["data"]["resetUserPassword"]["temporaryPassword"].is_string()
    );
    assert_eq!(code(&keyed(&admin, "k4", reset, input).await), "CONFLICT");
    let given = json!({ "input": { "id": person.id, "newPassword": "huit vélos dans le couloir" } });
    let first = keyed(&admin, "k5", reset, given.clone()).await;
    assert_eq!(first["data"]["resetUserPassword"], json!({ "temporaryPassword": null, "userErrors": [] }));
    assert_eq!(keyed(&admin, "k5", reset, given).await["data"], first["data"]);
    let events = "query($id: ID!) { auditEvents(filter: { entityId: { eq: $id },
        action: { eq: \"user.password_reset\" } }) { totalCount } }";
    let data = admin.query(events, json!({ "id": person.id })).await;
    assert_eq!(data["auditEvents"]["totalCount"], 2, "each was done once");
}

#[tokio::test]
async fn a_person_is_invited_once_and_changes_the_password_once() {
    let app = TestApp::start().await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    let person = app.user_with_password(UserRole::Viewer, PASSWORD).await;
    let (client, other) = (app.sign_in(person.clone()).await, app.sign_in(person.clone()).await);
    let invite = "mutation($id: ID!) { inviteUser(input: { id: $id }) { user { id } userErrors { code } } }";
    let first = keyed(&admin, "k1", invite, json!({ "id": person.id })).await;
    assert_eq!(first["data"]["inviteUser"]["user"]["id"], json!(person.id));
    assert_eq!(keyed(&admin, "k1", invite, json!({ "id": person.id })).await["data"], first["data"]);
    let events = "query($id: ID!) { auditEvents(filter: { entityId: { eq: $id } }) { nodes { action } } }";
    let data = admin.query(events, json!({ "id": person.id })).await;
    assert_eq!(data["auditEvents"]["nodes"], json!([{ "action": "user.invited" }]));

    let change = "mutation($input: ChangePasswordInput!) { changePassword(input: $input) {
        user { id } userErrors { field code } } }";
    let change_to = async |key: &str, new: &str| {
        let input = json!({ "currentPassword": PASSWORD, "newPassword": new });
        keyed(&client, key, change, json!({ "input": input })).await
    };
    let first = change_to("k2", "huit vélos dans le couloir").await;
    assert_eq!(first["data"]["changePassword"]["userErrors"], json!([]), "{first}");
    other.get("/api/auth/me").await.expect(401);
    assert_eq!(change_to("k2", "huit vélos dans le couloir").await["data"], first["data"]);
    assert_eq!(code(&change_to("k2", "neuf vélos dans le couloir").await), "CONFLICT");
    let wrong = change_to("k3", "huit vélos dans le couloir").await;
    assert_eq!(wrong["data"]["changePassword"]["userErrors"][0]["code"], "INVALID_CURRENT_PASSWORD");
}

#[tokio::test]
async fn sessions_are_ended_once() {
    let app = TestApp::start().await;
    let person = app.user(UserRole::Viewer).await;
    let client = app.sign_in(person.clone()).await;
    app.sign_in(person.clone()).await;
    let others = "mutation { revokeOtherSessions { count } }";
    assert_eq!(keyed(&client, "k1", others, json!({})).await["data"]["revokeOtherSessions"]["count"], 1);
    app.sign_in(person.clone()).await;
    assert_eq!(keyed(&client, "k1", others, json!({})).await["data"]["revokeOtherSessions"]["count"], 1);
    let sessions = client.query("{ sessions { id isCurrent } }", json!({})).await["sessions"].take();
    let other = sessions.as_array().unwrap().iter().find(|session| session["isCurrent"] == false).expect("a session");
    let end = "mutation($id: ID!) { revokeSession(input: { id: $id }) { session { id } userErrors { code } } }";
    let first = keyed(&client, "k2", end, json!({ "id": other["id"] })).await;
    assert_eq!(first["data"]["revokeSession"]["session"]["id"], other["id"]);
    assert_eq!(keyed(&client, "k2", end, json!({ "id": other["id"] })).await["data"], first["data"]);
}
