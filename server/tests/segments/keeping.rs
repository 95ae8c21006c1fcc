//! Making, changing, copying, deleting and comparing segments.

use serde_json::{Value, json};

use crate::{
    common::{Client, TestApp, firm::Firm},
    criteria::houses,
    support::code,
};

const CREATE: &str = "mutation($input: CreateSegmentInput!) { createSegment(input: $input) {
    segment { id name version visibility teamId } userErrors { field code } } }";

/// Makes a segment; gives it.
pub async fn segment(client: &Client, input: Value) -> Value {
    let mut data = client.query(CREATE, json!({ "input": input })).await;
    assert_eq!(data["createSegment"]["userErrors"], json!([]), "{input}");
    data["createSegment"]["segment"].take()
}

/// Makes a segment that is refused; gives why.
pub async fn try_segment(client: &Client, input: Value) -> Value {
    let mut data = client.query(CREATE, json!({ "input": input })).await;
    assert_eq!(data["createSegment"]["segment"], Value::Null);
    data["createSegment"]["userErrors"].take()
}

#[tokio::test]
async fn a_segment_is_changed_copied_deleted_and_brought_back() {
    let app = TestApp::start().await;
    let manager = houses(&app).await;
    let clinics = json!({ "institutionFilters": { "type": ["CLINIC"] } });
    let made = segment(&manager, json!({ "name": "Cliniques", "type": "INSTITUTION", "criteria": clinics })).await;
    assert_eq!(made["visibility"], "PUBLIC");
    let update = "mutation($input: UpdateSegmentInput!) { updateSegment(input: $input) {
        segment { name description version memberCount } userErrors { field code } } }";
    let id = &made["id"];
    let changed = json!({ "id": id, "expectedVersion": 1, "description": "d", "criteria": { "institutionFilters": { "type": ["HOSPITAL", "CLINIC"] } } });
    let data = manager.query(update, json!({ "input": changed })).await;
    let expected = json!({ "name": "Cliniques", "description": "d", "version": 2, "memberCount": 2 });
    assert_eq!(data["updateSegment"]["segment"], expected);
    let stale = manager.graphql(update, json!({ "input": { "id": id, "expectedVersion": 1, "name": "x" } })).await;
    assert_eq!(code(&stale), "CONFLICT");

    let copy = "mutation($id: ID!, $name: String) { duplicateSegment(input: { id: $id, name: $name }) {
        segment { id name visibility memberCount owner { id } } userErrors { code } } }";
    let copied = manager.query(copy, json!({ "id": id })).await["duplicateSegment"]["segment"].take();
    assert_eq!((&copied["name"], &copied["visibility"]), (&json!("Cliniques (copie)"), &json!("PRIVATE")));
    assert_eq!((&copied["memberCount"], &copied["owner"]["id"]), (&json!(2), &json!(manager.id())));

    let delete = "mutation($id: ID!) { deleteSegment(input: { id: $id }) { segment { deletedAt canEdit } } }";
    let deleted = manager.query(delete, json!({ "id": id })).await["deleteSegment"]["segment"].take();
    assert!(deleted["deletedAt"].is_string());
    assert_eq!(deleted["canEdit"], false);
    let gone = manager.graphql("query($id: ID!) { segment(id: $id) { id } }", json!({ "id": id })).await;
    assert_eq!(code(&gone), "NOT_FOUND");
    let list = "{ segments(filter: { deleted: true }) { nodes { id } } }";
    assert_eq!(manager.query(list, json!({})).await["segments"]["nodes"], json!([{ "id": id }]));
    let restore = "mutation($id: ID!) { restoreSegment(input: { id: $id }) { segment { memberCount } } }";
    assert_eq!(manager.query(restore, json!({ "id": id })).await["restoreSegment"]["segment"]["memberCount"], 2);
    let node = "query($id: ID!) { node(id: $id) { __typename } }";
    assert_eq!(manager.query(node, json!({ "id": id })).await["node"]["__typename"], "Segment");

    let admin = app.sign_in_as(domain::UserRole::Admin).await;
    let audit = "{ auditEvents(first: 50, filter: { entity: { eq: \"segment\" } }) { nodes { action } } }";
    let audit = admin.query(audit, json!({})).await;
    let actions: Vec<&str> =
        audit["auditEvents"]["nodes"].as_array().unwrap().iter().filter_map(|node| node["action"].as_str()).collect();
    let expected = ["segment.restored", "segment.deleted", "segment.created", "segment.updated", "segment.created"];
    assert_eq!(actions, expected);
}

#[tokio::test]
async fn segments_of_a_kind_are_compared_and_counted() {
    let app = TestApp::start().await;
    let manager = houses(&app).await;
    let make = async |name: &str, kind: &str, filters: Value| {
        segment(&manager, json!({ "name": name, "type": kind, "criteria": { "institutionFilters": filters } })).await["id"].take()
    };
    let all = make("Tous", "INSTITUTION", json!({})).await;
    let clinics = make("Cliniques", "INSTITUTION", json!({ "type": ["CLINIC"] })).await;
    let none = make("Aucun", "INSTITUTION", json!({ "name": "introuvable" })).await;
    let people = make("Gens", "CONTACT", json!({})).await;
    let compare = "query($ids: [ID!]!) { compareSegments(ids: $ids) {
        segments { name } sizes { segmentId memberCount } overlaps { firstId secondId shared percent } } }";
    let data = manager.query(compare, json!({ "ids": [all, clinics, none] })).await["compareSegments"].take();
    let expected = json!({
        "segments": [{ "name": "Tous" }, { "name": "Cliniques" }, { "name": "Aucun" }],
        "sizes": [{ "segmentId": all, "memberCount": 2 }, { "segmentId": clinics, "memberCount": 1 }, { "segmentId": none, "memberCount": 0 }],
        "overlaps": [
            { "firstId": all, "secondId": clinics, "shared": 1, "percent": 100.0 },
            { "firstId": all, "secondId": none, "shared": 0, "percent": 0.0 },
            { "firstId": clinics, "secondId": none, "shared": 0, "percent": 0.0 },
        ],
    });
    assert_eq!(data, expected);
    for ids in [json!([all]), json!([all, all]), json!([all, people])] {
        assert_eq!(code(&manager.graphql(compare, json!({ "ids": ids })).await), "BAD_USER_INPUT", "{ids}");
    }
    let unknown = json!({ "ids": [all, uuid::Uuid::now_v7()] });
    assert_eq!(code(&manager.graphql(compare, unknown).await), "NOT_FOUND");

    let analytics = "query($id: ID!) { segmentAnalytics(id: $id) { total byType { key count } byCity { key count }
        bySpecialty { key count } byTitle { key count } byDepartment { key count } } }";
    let of_all = manager.query(analytics, json!({ "id": all })).await["segmentAnalytics"].take();
    assert_eq!(of_all["total"], 2);
    assert_eq!(of_all["byType"], json!([{ "key": "clinic", "count": 1 }, { "key": "hospital", "count": 1 }]));
    assert_eq!(of_all["bySpecialty"], json!([{ "key": "cardiologie", "count": 2 }, { "key": "urologie", "count": 1 }]));
    let of_people = manager.query(analytics, json!({ "id": people })).await["segmentAnalytics"].take();
    assert_eq!((&of_people["total"], &of_people["byCity"]), (&json!(2), &json!([{ "key": "Nantes", "count": 2 }])));
    let titles = json!([{ "key": "Directrice qualité", "count": 1 }, { "key": null, "count": 1 }]);
    assert_eq!(of_people["byTitle"], titles);
}

/// Whoever did not get the answer asks again with the same key and makes no second one.
#[tokio::test]
async fn a_segment_is_made_once_under_a_key() {
    let firm = Firm::start().await;
    let make = async || {
        let input = json!({ "name": "x", "type": "INSTITUTION", "criteria": {} });
        let body = json!({ "query": CREATE, "variables": { "input": input } });
        let request =
            firm.manager.request(reqwest::Method::POST, "/graphql").header("idempotency-key", "k").json(&body);
        crate::common::Answer::of(request).await.json()["data"]["createSegment"]["segment"]["id"].take()
    };
    let (first, second) = (make().await, make().await);
    assert!(first.is_string());
    assert_eq!(first, second);
}
