//! Teams and who works in them.

use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::{common::Answer, setting::*};

#[tokio::test]
async fn a_team_is_made_shown_changed_and_deleted() {
    let firm = Firm::start().await;
    let answer = firm.manager.post(TEAMS, &json!({ "name": "Ouest", "description": "Nantes" })).await.expect(201);
    let made = answer.json()["data"].take();
    assert_eq!(fields(&made), ["createdAt", "description", "id", "isActive", "memberCount", "name", "updatedAt"]);
    assert_eq!((&made["memberCount"], &made["description"]), (&json!(0), &json!("Nantes")));
    let path = path(TEAMS, &made);
    assert_eq!(answer.header("location"), path);
    assert_eq!(firm.manager.post(TEAMS, &json!({ "name": "ouest" })).await.expect(409).code(), "TEAM_NAME_EXISTS");
    assert_eq!(firm.manager.post(TEAMS, &json!({})).await.expect(400).code(), "VALIDATION_ERROR");

    let shown = firm.manager.get(&path).await.expect(200);
    assert_eq!((&shown.json()["data"]["members"], &shown.json()["data"]["memberCount"]), (&json!([]), &json!(0)));
    let tag = shown.header("etag").to_owned();
    let put = |name: &str| {
        firm.manager.request(Method::PUT, &path).header(header::IF_MATCH, &tag).json(&json!({ "name": name }))
    };
    let changed = Answer::of(put("Grand Ouest")).await.expect(200).json();
    assert_eq!((&changed["data"]["name"], &changed["data"]["description"]), (&json!("Grand Ouest"), &json!("Nantes")));
    Answer::of(put("Ouest")).await.expect(412);
    let changed = firm.manager.patch(&path, &json!({ "description": null })).await.expect(200).json();
    assert_eq!(changed["data"]["description"], Value::Null);

    firm.manager.patch(&path, &json!({ "isActive": false })).await.expect(200);
    assert_eq!(firm.manager.get(TEAMS).await.json()["data"], json!([]), "only active ones are listed");
    let deleted = firm.manager.delete(&path).await.expect(204);
    assert_eq!(deleted.body.len(), 0);
    assert_eq!(firm.manager.get(&path).await.expect(404).code(), "TEAM_NOT_FOUND");
    firm.manager.get(&format!("{TEAMS}/7")).await.expect(400);
}

#[tokio::test]
async fn people_come_and_go() {
    let firm = Firm::start().await;
    let west = team(&firm.manager, "Ouest").await;
    let members = format!("{}/members", path(TEAMS, &west));
    let add = async |user: Value| firm.manager.post(&members, &json!({ "userId": user })).await;
    let added = add(json!(firm.auditor.id())).await.expect(200).json();
    assert_eq!((&added["data"]["user"]["teamId"], added["data"]["message"].is_string()), (&west["id"], true));
    let list = firm.manager.get(&members).await.expect(200).json();
    assert_eq!(list["data"][0]["id"], json!(firm.auditor.id()));
    let shown = firm.manager.get(&path(TEAMS, &west)).await.expect(200).json();
    assert_eq!((&shown["data"]["memberCount"], &shown["data"]["members"]), (&json!(1), &list["data"]));
    assert_eq!(firm.manager.get(TEAMS).await.json()["data"][0]["memberCount"], 1);

    let refused = firm.manager.delete(&path(TEAMS, &west)).await.expect(400);
    assert_eq!(refused.code(), "TEAM_HAS_MEMBERS");
    assert_eq!(add(json!("0190a000-0000-7000-8000-000000000009")).await.expect(404).code(), "USER_NOT_FOUND");
    assert_eq!(add(Value::Null).await.expect(400).code(), "VALIDATION_ERROR");
    let nowhere = format!("{TEAMS}/0190a000-0000-7000-8000-000000000009/members");
    let answer = firm.manager.post(&nowhere, &json!({ "userId": firm.viewer.id() })).await.expect(404);
    assert_eq!(answer.code(), "TEAM_NOT_FOUND");

    let one = format!("{members}/{}", firm.auditor.id());
    assert!(firm.manager.delete(&one).await.expect(200).json()["data"]["message"].is_string());
    assert_eq!(firm.manager.delete(&one).await.expect(404).code(), "USER_NOT_FOUND");
    firm.manager.delete(&format!("{members}/7")).await.expect(400);
    firm.manager.delete(&path(TEAMS, &west)).await.expect(204);
}

#[tokio::test]
async fn colleagues_are_seen_without_their_last_sign_in() {
    let firm = Firm::start().await;
    let west = team(&firm.manager, "Ouest").await;
    let members = format!("{}/members", path(TEAMS, &west));
    for user in [firm.auditor.id(), firm.viewer.id()] {
        firm.manager.post(&members, &json!({ "userId": user })).await.expect(200);
    }
    firm.app.sql("UPDATE users SET last_login_at = now()").await;
    let list = firm.auditor.get(&members).await.expect(200).json();
    for member in list["data"].as_array().unwrap() {
        assert_eq!(member["lastLoginAt"].is_string(), member["id"] == json!(firm.auditor.id()), "{member}");
    }
    let list = firm.manager.get(&members).await.expect(200).json();
    assert!(list["data"].as_array().unwrap().iter().all(|member| member["lastLoginAt"].is_string()));
}
