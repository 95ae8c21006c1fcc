//! What each role may do.

use serde_json::json;

use crate::{
    common::{Answer, Client},
    setting::*,
};

/// The status, and the code of an error.
fn outcome(answer: &Answer) -> String {
    if answer.status < 400 { answer.status.to_string() } else { format!("{} {}", answer.status, answer.code()) }
}

async fn outcomes(client: &Client, firm: &Firm, name: &str) -> Vec<String> {
    let other = create(&firm.admin, &account(&format!("Other{name}"), "viewer")).await;
    let west = team(&firm.manager, &format!("Ouest {name}")).await;
    let (user, west) = (path(USERS, &other), path(TEAMS, &west));
    let mut outcomes = Vec::new();
    for answer in [
        client.get(USERS).await,
        client.get(&user).await,
        client.get("/api/users/without-team").await,
        client.get(&format!("{user}/institutions")).await,
        client.post(USERS, &account(&format!("New{name}"), "viewer")).await,
        client.put(&user, &json!({ "firstName": "B" })).await,
        client.post(&format!("{user}/reset-password"), &json!({ "newPassword": "huit vélos dans le couloir" })).await,
        client.post(&format!("{user}/send-invitation"), &json!({})).await,
        client.put(&format!("{user}/avatar"), &json!({ "forceNew": true })).await,
        client.post(&format!("{user}/institutions"), &json!({ "institutionIds": [] })).await,
        client.get(TEAMS).await,
        client.get(&west).await,
        client.get(&format!("{west}/members")).await,
        client.get(&format!("{west}/activities")).await,
        client.post(TEAMS, &json!({ "name": format!("Est {name}") })).await,
        client.put(&west, &json!({ "description": "x" })).await,
        client.post(&format!("{west}/members"), &json!({ "userId": other["id"] })).await,
        client.delete(&format!("{west}/members/{}", other["id"].as_str().unwrap())).await,
        client.delete(&west).await,
    ] {
        outcomes.push(outcome(&answer));
    }
    outcomes
}

#[tokio::test]
async fn every_route_by_every_role() {
    let firm = Firm::start().await;
    let never = "403 INSUFFICIENT_PERMISSIONS";
    let (no_user, no_team) = ("404 USER_NOT_FOUND", "404 TEAM_NOT_FOUND");
    let teams = ["200", "200", "200", "200", "201", "200", "200", "200", "204"];
    let admin = [&["200", "200", "200", "200", "201", "200", "200", "200", "200", "200"][..], &teams].concat();
    let manager = [&["200", "200", "200", "200", never, never, never, never, never, "200"][..], &teams].concat();
    let worker = [
        &["200", no_user, never, no_user, never, never, never, never, never, never][..],
        &["200", no_team, no_team, no_team, never, never, never, never, never],
    ]
    .concat();
    let nobody = vec!["401 TOKEN_REQUIRED"; 19];
    let anonymous = firm.app.anonymous();
    for (name, client, expected) in [
        ("admin", &firm.admin, admin),
        ("manager", &firm.manager, manager),
        ("auditor", &firm.auditor, worker.clone()),
        ("viewer", &firm.viewer, worker),
        ("anonymous", &anonymous, nobody),
    ] {
        assert_eq!(outcomes(client, &firm, name).await, expected, "{name}");
    }
}
