//! Accounts: creating, listing, showing, changing, passwords.

use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::{common::Answer, setting::*};

const OF_USER: &str = "avatarSeed avatarStyle avatarUrl createdAt email firstName id isActive lastLoginAt lastName phone role teamId updatedAt";

#[tokio::test]
async fn an_account_is_made_as_the_original_made_it() {
    let firm = Firm::start().await;
    let answer = firm.admin.post(USERS, &account("Zoe", "manager")).await.expect(201);
    let body = answer.json();
    assert_eq!((&body["success"], body["data"]["message"].is_string()), (&json!(true), true));
    let user = &body["data"]["user"];
    assert_eq!(fields(user), OF_USER.split_whitespace().collect::<Vec<_>>());
    assert_eq!(
        (&user["email"], &user["role"], &user["isActive"]),
        (&json!("zoe@chu.example"), &json!("manager"), &json!(true))
    );
    assert_eq!(answer.header("location"), path(USERS, user));
    let login = json!({ "email": "zoe@chu.example", "password": PASSWORD });
    firm.app.anonymous().post("/api/auth/login", &login).await.expect(200);

    let again = firm.admin.post(USERS, &account("Zoe", "viewer")).await.expect(409);
    assert_eq!(again.code(), "EMAIL_EXISTS");
    let without_role =
        firm.admin.post(USERS, &json!({ "email": "a@chu.example", "firstName": "A", "lastName": "B" })).await;
    assert_eq!(without_role.expect(201).json()["data"]["user"]["role"], "viewer");
}

#[tokio::test]
async fn what_is_wrong_is_said_as_the_original_said_it() {
    let firm = Firm::start().await;
    let zoe = create(&firm.admin, &account("Zoe", "viewer")).await;
    for (field, value, code) in [
        ("email", json!("zoe"), "VALIDATION_ERROR"),
        ("email", Value::Null, "VALIDATION_ERROR"),
        ("firstName", Value::Null, "VALIDATION_ERROR"),
        ("lastName", json!(" "), "VALIDATION_ERROR"),
        ("password", json!("short"), "VALIDATION_ERROR"),
        ("role", json!("super_admin"), "VALIDATION_ERROR"),
        ("role", json!("ADMIN"), "VALIDATION_ERROR"),
        ("teamId", json!("x"), "VALIDATION_ERROR"),
        ("teamId", zoe["id"].clone(), "VALIDATION_ERROR"),
    ] {
        let mut body = account("Max", "viewer");
        body[field] = value;
        assert_eq!(firm.admin.post(USERS, &body).await.expect(400).code(), code, "{body}");
    }
    let unknown = "0190a000-0000-7000-8000-000000000009";
    for group in ["", "/avatar", "/institutions"] {
        let answer = firm.admin.get(&format!("{USERS}/{unknown}{group}")).await.expect(404);
        assert_eq!(answer.code(), "USER_NOT_FOUND", "{group}");
        firm.admin.get(&format!("{USERS}/7{group}")).await.expect(400);
    }
    assert_eq!(firm.admin.put(&format!("{USERS}/{unknown}"), &json!({})).await.expect(404).code(), "USER_NOT_FOUND");
    let malformed = firm.admin.request(Method::POST, USERS).header(header::CONTENT_TYPE, "application/json").body("{");
    Answer::of(malformed).await.expect(422);
    Answer::of(firm.admin.request(Method::POST, USERS).body("x")).await.expect(415);
}

#[tokio::test]
async fn each_parameter_filters() {
    let firm = Firm::start().await;
    firm.app.sql("UPDATE users SET first_name = 'Camille'").await;
    let west = team(&firm.manager, "Ouest").await;
    for (name, role) in [("Zoe", "auditor"), ("Élie", "viewer"), ("Bruno", "auditor")] {
        let mut body = account(name, role);
        body["email"] = json!(format!("{}@chu.example", role.len() + name.len()));
        if name != "Bruno" {
            body["teamId"] = west["id"].clone();
        }
        create(&firm.admin, &body).await;
    }
    firm.app.sql("UPDATE users SET is_active = false WHERE first_name = 'Zoe'").await;
    let of_team = format!("teamId={}", west["id"].as_str().unwrap());
    for (query, expected) in [
        ("", vec!["Bruno", "Camille", "Camille", "Camille", "Camille", "Élie", "Zoe"]),
        (of_team.as_str(), vec!["Élie", "Zoe"]),
        (&format!("{of_team}&isActive=true"), vec!["Élie"]),
        ("role=auditor", vec!["Bruno", "Camille", "Zoe"]),
        ("role=auditor&isActive=false", vec!["Zoe"]),
        (
            "role=&isActive=&teamId=&unheardOf=1",
            vec!["Bruno", "Camille", "Camille", "Camille", "Camille", "Élie", "Zoe"],
        ),
    ] {
        assert_eq!(names(&firm.manager.get(&format!("{USERS}?{query}")).await.expect(200)), expected, "{query}");
    }
    assert_eq!(
        names(&firm.manager.get("/api/users/without-team").await.expect(200)),
        ["Bruno", "Camille", "Camille", "Camille", "Camille"]
    );
    for query in ["role=boss", "teamId=7", "isActive=perhaps"] {
        assert_eq!(firm.manager.get(&format!("{USERS}?{query}")).await.expect(400).code(), "VALIDATION_ERROR");
    }
}

#[tokio::test]
async fn a_change_touches_what_it_names() {
    let firm = Firm::start().await;
    let west = team(&firm.manager, "Ouest").await;
    let zoe = create(&firm.admin, &account("Zoe", "viewer")).await;
    let path = path(USERS, &zoe);
    let changed = firm.admin.put(&path, &json!({ "role": "auditor", "teamId": west["id"] })).await.expect(200).json();
    assert_eq!((&changed["data"]["role"], &changed["data"]["team"]["name"]), (&json!("auditor"), &json!("Ouest")));
    assert_eq!(fields(&changed["data"]["team"]), ["createdAt", "description", "id", "isActive", "name", "updatedAt"]);
    assert_eq!(firm.admin.get(&path).await.expect(200).json()["data"], changed["data"]);
    let changed = firm.admin.patch(&path, &json!({ "teamId": "", "phone": "0240083333" })).await.expect(200).json();
    assert_eq!(
        (&changed["data"]["team"], &changed["data"]["teamId"], &changed["data"]["phone"]),
        (&Value::Null, &Value::Null, &json!("+33240083333"))
    );
    assert_eq!((&changed["data"]["role"], &changed["data"]["firstName"]), (&json!("auditor"), &json!("Zoe")));
    assert_eq!(
        firm.admin.put(&path, &json!({ "email": firm.viewer.user.as_ref().unwrap().email })).await.expect(409).code(),
        "EMAIL_EXISTS"
    );

    let tag = firm.admin.get(&path).await.header("etag").to_owned();
    let put = |name: &str| {
        firm.admin.request(Method::PUT, &path).header(header::IF_MATCH, &tag).json(&json!({ "firstName": name }))
    };
    Answer::of(put("Zoé")).await.expect(200);
    assert_eq!(Answer::of(put("Zora")).await.expect(412).code(), "PRECONDITION_FAILED");
    let known = firm
        .admin
        .request(Method::GET, &path)
        .header(header::IF_NONE_MATCH, firm.admin.get(&path).await.header("etag"));
    Answer::of(known).await.expect(304);
}

#[tokio::test]
async fn a_switched_off_account_is_out_at_once_and_the_last_administrator_stays() {
    let firm = Firm::start().await;
    let viewer = format!("{USERS}/{}", firm.viewer.id());
    firm.admin.patch(&viewer, &json!({ "isActive": false })).await.expect(200);
    firm.viewer.get("/api/auth/me").await.expect(401);
    let own = format!("{USERS}/{}", firm.admin.id());
    for body in [json!({ "isActive": false }), json!({ "role": "manager" })] {
        assert_eq!(firm.admin.put(&own, &body).await.expect(400).code(), "LAST_ADMIN");
    }
    firm.admin.get("/api/auth/me").await.expect(200);
}

#[tokio::test]
async fn passwords_and_invitations_of_others() {
    let firm = Firm::start().await;
    let zoe = create(&firm.admin, &account("Zoe", "viewer")).await;
    let reset = format!("{}/reset-password", path(USERS, &zoe));
    let weak = firm.admin.post(&reset, &json!({ "newPassword": "12345678" })).await.expect(400);
    assert_eq!(weak.code(), "WEAK_PASSWORD");
    assert_eq!(firm.admin.post(&reset, &json!({})).await.expect(400).code(), "WEAK_PASSWORD");
    let done =
        firm.admin.post(&reset, &json!({ "newPassword": "huit vélos dans le couloir" })).await.expect(200).json();
    assert_eq!(fields(&done["data"]["user"]), ["email", "firstName", "id", "lastName"]);
    let login = json!({ "email": "zoe@chu.example", "password": "huit vélos dans le couloir" });
    firm.app.anonymous().post("/api/auth/login", &login).await.expect(200);

    let invite = format!("{}/send-invitation", path(USERS, &zoe));
    assert!(firm.admin.post(&invite, &json!({})).await.expect(200).json()["data"]["message"].is_string());
    firm.admin.patch(&path(USERS, &zoe), &json!({ "isActive": false })).await.expect(200);
    assert_eq!(firm.admin.post(&invite, &json!({})).await.expect(403).code(), "RESOURCE_ACCESS_DENIED");
}

#[tokio::test]
async fn a_token_handles_no_accounts() {
    let firm = Firm::start().await;
    let document = "mutation { createApiToken(input: { name: \"x\", scopes: [READ, WRITE] }) { token } }";
    let token = firm.admin.query(document, json!({})).await["createApiToken"]["token"].take();
    let mut program = firm.app.anonymous();
    program.token = token.as_str().map(str::to_owned);
    program.get(USERS).await.expect(200);
    let answer = program.post(USERS, &account("Zoe", "admin")).await.expect(403);
    assert_eq!(answer.code(), "RESOURCE_ACCESS_DENIED");
    let own = format!("{USERS}/{}", firm.viewer.id());
    assert_eq!(program.patch(&own, &json!({ "role": "admin" })).await.expect(403).code(), "RESOURCE_ACCESS_DENIED");
}
