//! What each role may do.

use serde_json::{Value, json};

use crate::{
    common::{Answer, Client},
    setting::*,
};

/// The status, and the code of an error.
fn outcome(answer: &Answer) -> String {
    match answer.code().as_str() {
        "" => answer.status.to_string(),
        code => format!("{} {code}", answer.status),
    }
}

async fn outcomes(client: &Client, assigned: &Value, of_others: &Value) -> Vec<String> {
    let contact = json!({ "firstName": "Anne", "lastName": "Zola", "email": "anne@chu.example" });
    let mut outcomes = vec![
        outcome(&client.get(INSTITUTIONS).await),
        outcome(&client.get("/api/institutions/search").await),
        outcome(&client.post(INSTITUTIONS, &body("New")).await),
    ];
    for institution in [assigned, of_others] {
        let path = path(institution);
        for answer in [
            client.get(&path).await,
            client.put(&path, &json!({ "groupName": "GHT" })).await,
            client.patch(&path, &json!({ "groupName": "GHT 44" })).await,
            client.put(&format!("{path}/medical-profile"), &json!({ "bedCapacity": 7 })).await,
            client.patch(&format!("{path}/medical-profile"), &json!({ "bedCapacity": 8 })).await,
            client.post(&format!("{path}/contacts"), &contact).await,
            client.delete(&path).await,
            client.delete(&format!("{path}?force=true")).await,
        ] {
            outcomes.push(outcome(&answer));
        }
    }
    outcomes
}

#[tokio::test]
async fn every_route_by_every_role() {
    let firm = Firm::start().await;
    let assigned =
        create(&firm.manager, &body_with("Of the team", json!({ "assignedUserId": firm.colleague.id() }))).await;
    let of_others = create(&firm.manager, &body("Of others")).await;
    let locked = "403 LOCKED_INSTITUTION_DELETE_FORBIDDEN";
    let (never, none) = ("403 INSUFFICIENT_PERMISSIONS", "404 NOT_FOUND");
    let of_one = ["200", "200", "200", "200", "200", "201", "200", locked];
    let director = [&["200", "200", "201"][..], &of_one[..], &of_one[..]].concat();
    let auditor = [
        &["200", "200", "201"][..],
        &["200", "200", "200", "200", "200", "201", never, never],
        &[none, none, none, none, none, none, never, never],
    ]
    .concat();
    let viewer_of_one = ["200", never, never, never, never, never, never, never];
    let viewer = [&["200", "200", never][..], &viewer_of_one[..], &viewer_of_one[..]].concat();
    let nobody = vec!["401 TOKEN_REQUIRED"; 19];
    let anonymous = firm.app.anonymous();
    for (name, client, expected) in [
        ("admin", &firm.admin, director.clone()),
        ("manager", &firm.manager, director),
        ("auditor", &firm.auditor, auditor),
        ("viewer", &firm.viewer, viewer),
        ("anonymous", &anonymous, nobody),
    ] {
        assert_eq!(outcomes(client, &assigned, &of_others).await, expected, "{name}");
    }
}

#[tokio::test]
async fn what_one_may_not_see_is_not_there() {
    let firm = Firm::start().await;
    create(&firm.manager, &body_with("Of the team", json!({ "assignedUserId": firm.colleague.id() }))).await;
    create(&firm.auditor, &body("Own")).await;
    create(&firm.manager, &body("Of others")).await;
    for (name, client) in firm.by_role() {
        let expected =
            if name == "auditor" { vec!["Of the team", "Own"] } else { vec!["Of others", "Of the team", "Own"] };
        let answer = client.get(INSTITUTIONS).await.expect(200);
        assert_eq!(names(&answer), expected, "{name}");
        assert_eq!(answer.json()["data"]["pagination"]["total"], expected.len(), "{name}");
    }
}

#[tokio::test]
async fn an_auditor_gives_institutions_to_the_team_alone() {
    let firm = Firm::start().await;
    let own = create(&firm.auditor, &body("Own")).await;
    let assign = async |user: Value| firm.auditor.put(&path(&own), &json!({ "assignedUserId": user })).await;
    assign(json!(firm.colleague.id())).await.expect(200);
    assert_eq!(assign(json!(firm.viewer.id())).await.expect(400).code(), "BAD_REQUEST");
    assign(Value::Null).await.expect(400);
    firm.manager.put(&path(&own), &json!({ "assignedUserId": firm.viewer.id() })).await.expect(200);
    firm.auditor.get(&path(&own)).await.expect(404);
}
