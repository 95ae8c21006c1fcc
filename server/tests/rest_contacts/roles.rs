//! What each role may do.

use serde_json::{Value, json};

use crate::{common::Client, setting::*};

async fn outcomes(client: &Client, institution: &Value, contact: &Value) -> Vec<String> {
    let path = path(contact);
    let mut outcomes = Vec::new();
    for answer in [
        client.post(CONTACTS, &body(institution, "Bruno", "Arnaud")).await,
        client.get(&path).await,
        client.put(&path, &json!({ "title": "Directrice" })).await,
        client.patch(&path, &json!({ "title": "Cadre" })).await,
        client.delete(&path).await,
    ] {
        outcomes.push(answer.outcome());
    }
    outcomes
}

#[tokio::test]
async fn every_route_by_every_role() {
    let firm = Firm::start().await;
    let of_team = firm.institution("Of the team", &firm.colleague).await;
    let of_others = firm.institution("Of others", &firm.manager).await;
    let (never, none, unknown) = ("403 INSUFFICIENT_PERMISSIONS", "404 CONTACT_NOT_FOUND", "400 VALIDATION_ERROR");
    let director = ["201", "200", "200", "200", "200"];
    let nobody = ["401 TOKEN_REQUIRED"; 5];
    let anonymous = firm.app.anonymous();
    for (name, client, on_team, on_others) in [
        ("admin", &firm.admin, director, director),
        ("manager", &firm.manager, director, director),
        ("auditor", &firm.auditor, ["201", "200", "200", "200", never], [unknown, none, none, none, never]),
        ("viewer", &firm.viewer, [never, "200", never, never, never], [never, "200", never, never, never]),
        ("anonymous", &anonymous, nobody, nobody),
    ] {
        for (institution, expected) in [(&of_team, on_team), (&of_others, on_others)] {
            let contact = create(&firm.manager, &body(institution, "Anne", "Zola")).await;
            assert_eq!(outcomes(client, institution, &contact).await, expected, "{name}");
        }
    }
}

#[tokio::test]
async fn what_one_may_not_see_is_not_there() {
    let firm = Firm::start().await;
    let of_team = firm.institution("Of the team", &firm.colleague).await;
    let of_others = firm.institution("Of others", &firm.manager).await;
    create(&firm.manager, &body(&of_team, "Anne", "Team")).await;
    create(&firm.manager, &body(&of_others, "Anne", "Others")).await;
    for (name, client) in firm.by_role() {
        let expected = if name == "auditor" { vec!["Team"] } else { vec!["Others", "Team"] };
        let answer = client.get("/api/contacts?search=anne").await.expect(200);
        assert_eq!(names(&answer), expected, "{name}");
        assert_eq!(answer.json()["pagination"]["total"], expected.len(), "{name}");
    }
    let theirs = format!("{CONTACTS}?institutionId={}", of_others["id"].as_str().unwrap());
    assert_eq!(names(&firm.auditor.get(&theirs).await.expect(200)), [""; 0]);
    let moved = create(&firm.auditor, &body(&of_team, "Bruno", "Arnaud")).await;
    let away = firm.auditor.put(&path(&moved), &json!({ "institutionId": of_others["id"] })).await.expect(400);
    assert_eq!(fields(&away), ["institutionId"]);
}
