//! Who sees and who changes a segment, and which members each one sees.

use domain::ApiTokenScope;
use serde_json::{Value, json};

use crate::{
    common::{Client, firm::Firm},
    keeping::{segment, try_segment},
    support::{code, reader_of},
};

async fn seen(client: &Client) -> Vec<String> {
    let data = client.query("{ segments(first: 100) { nodes { name } totalCount } }", json!({})).await;
    let nodes = data["segments"]["nodes"].as_array().unwrap();
    assert_eq!(data["segments"]["totalCount"], nodes.len());
    nodes.iter().map(|node| node["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn private_is_the_owners_and_team_is_the_teams() {
    let firm = Firm::start().await;
    let make = async |name: &str, visibility: &str| {
        let input = json!({ "name": name, "type": "INSTITUTION", "criteria": {}, "visibility": visibility });
        segment(&firm.auditor, input).await
    };
    let private = make("a privé", "PRIVATE").await;
    let team = make("b équipe", "TEAM").await;
    let public = make("c public", "PUBLIC").await;
    assert!(team["teamId"].is_string(), "the own team is the usual one");
    assert_eq!(private["teamId"], Value::Null);
    assert_eq!(seen(&firm.auditor).await, ["a privé", "b équipe", "c public"]);
    assert_eq!(seen(&firm.colleague).await, ["b équipe", "c public"]);
    assert_eq!(seen(&firm.viewer).await, ["c public"]);
    assert_eq!(seen(&firm.manager).await, ["b équipe", "c public"], "who manages teams sees what they share");
    assert_eq!(seen(&firm.admin).await, ["b équipe", "c public"]);

    let rename = "mutation($id: ID!) { updateSegment(input: { id: $id, name: \"y\" }) { segment { canEdit } userErrors { field code } } }";
    let can = "query($id: ID!) { segment(id: $id) { canEdit } }";
    for (client, on_private, on_team, on_public) in [
        (&firm.colleague, "NOT_FOUND", "FORBIDDEN", "FORBIDDEN"),
        (&firm.viewer, "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"),
        (&firm.manager, "NOT_FOUND", "no error", "no error"),
        (&firm.auditor, "no error", "no error", "no error"),
    ] {
        for (id, expected) in [(&private["id"], on_private), (&team["id"], on_team), (&public["id"], on_public)] {
            let known = client.graphql(can, json!({ "id": id })).await;
            if code(&known) == "no error" {
                assert_eq!(known["data"]["segment"]["canEdit"], expected == "no error", "{known}");
            }
            assert_eq!(code(&client.graphql(rename, json!({ "id": id })).await), expected);
        }
    }
    let hide =
        "mutation($id: ID!) { updateSegment(input: { id: $id, visibility: PRIVATE }) { userErrors { field code } } }";
    let hidden = firm.manager.query(hide, json!({ "id": public["id"] })).await;
    assert_eq!(hidden["updateSegment"]["userErrors"], json!([{ "field": "visibility", "code": "NOT_OWNER" }]));
    let make = json!({ "input": { "name": "x", "type": "CONTACT", "criteria": {} } });
    let document = "mutation($input: CreateSegmentInput!) { createSegment(input: $input) { segment { id } } }";
    assert_eq!(code(&firm.viewer.graphql(document, make).await), "FORBIDDEN");
    let elsewhere =
        json!({ "name": "x", "type": "CONTACT", "criteria": {}, "visibility": "TEAM", "teamId": uuid::Uuid::now_v7() });
    assert_eq!(try_segment(&firm.auditor, elsewhere).await, json!([{ "field": "teamId", "code": "NOT_FOUND" }]));
}

#[tokio::test]
async fn each_one_counts_what_each_one_sees() {
    let firm = Firm::start().await;
    firm.institution("à l’équipe", &firm.colleague).await;
    firm.institution("à d’autres", &firm.manager).await;
    let made = segment(&firm.manager, json!({ "name": "x", "type": "INSTITUTION", "criteria": {} })).await;
    let document = "query($id: ID!) { segment(id: $id) { memberCount } segmentInstitutions(id: $id) { nodes { name } }
        segmentAnalytics(id: $id) { total } }";
    for (client, expected) in [(&firm.manager, 2), (&firm.viewer, 2), (&firm.auditor, 1), (&firm.colleague, 1)] {
        let data = client.query(document, json!({ "id": made["id"] })).await;
        assert_eq!(data["segment"]["memberCount"], expected);
        assert_eq!(data["segmentInstitutions"]["nodes"].as_array().unwrap().len(), expected);
        assert_eq!(data["segmentAnalytics"]["total"], expected);
    }
    // A token for segments alone finds nobody in them.
    let reader = reader_of(&firm.manager, &["segment"]).await;
    let count = reader.query("query($id: ID!) { segment(id: $id) { memberCount } }", json!({ "id": made["id"] })).await;
    assert_eq!(count["segment"]["memberCount"], 0);
    let refused = reader.graphql(document, json!({ "id": made["id"] })).await;
    assert_eq!(code(&refused), "FORBIDDEN");
    let other = firm.by_token(&[ApiTokenScope::Read], Some(&["institution"])).await;
    assert_eq!(code(&other.graphql("{ segments { totalCount } }", json!({})).await), "FORBIDDEN");
}
