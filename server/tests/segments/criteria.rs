//! Who is in a segment.

use domain::UserRole;
use serde_json::{Value, json};

use crate::{
    common::{Client, TestApp},
    keeping::{segment, try_segment},
    support::{institution, statements},
};

/// A hospital with people, a clinic without, a centre that is inactive.
pub async fn houses(app: &TestApp) -> Client {
    let manager = app.sign_in_as(UserRole::Manager).await;
    let hospital = json!({
        "tags": ["chu", "bloc"], "medicalProfile": { "bedCapacity": 100, "surgicalRooms": 8, "specialties": ["cardiologie"] },
        "contacts": [
            { "firstName": "Zoé", "lastName": "Héron", "email": "zoe@h.example", "title": "Directrice qualité", "isPrimary": true },
            { "firstName": "Luc", "lastName": "Aube", "email": "luc@h.example", "phone": "02 40 00 00 00", "department": "Bloc opératoire" },
        ],
    });
    institution(&manager, "Hôpital Élan", hospital).await;
    let clinic = json!({
        "type": "CLINIC", "address": { "street": "x", "city": "Saint-Étienne", "zipCode": "42000" },
        "tags": ["bloc"], "medicalProfile": { "bedCapacity": 20, "specialties": ["urologie", "cardiologie"] },
    });
    institution(&manager, "Clinique 100 % Santé", clinic).await;
    institution(&manager, "Centre endormi", json!({ "type": "MEDICAL_CENTER", "tags": ["bloc"], "isActive": false }))
        .await;
    manager
}

/// The names of the members of a segment that is made of these criteria, in their order; its count and its preview agree.
async fn members(client: &Client, kind: &str, criteria: Value) -> Vec<String> {
    let made = segment(client, json!({ "name": "x", "type": kind, "criteria": criteria })).await;
    let document = "query($id: ID!, $type: SegmentType!, $criteria: SegmentCriteriaInput!) {
        segment(id: $id) { memberCount }
        segmentPreview(type: $type, criteria: $criteria)
        segmentInstitutions(id: $id, first: 100) { nodes { name } totalCount }
        segmentContacts(id: $id, first: 100) { nodes { lastName } totalCount } }";
    let data = client.query(document, json!({ "id": made["id"], "type": kind, "criteria": criteria })).await;
    let (list, other, name) = match kind {
        "INSTITUTION" => (&data["segmentInstitutions"], &data["segmentContacts"], "name"),
        _ => (&data["segmentContacts"], &data["segmentInstitutions"], "lastName"),
    };
    let names: Vec<String> =
        list["nodes"].as_array().unwrap().iter().map(|node| node[name].as_str().unwrap().to_owned()).collect();
    for count in [&data["segment"]["memberCount"], &data["segmentPreview"], &list["totalCount"]] {
        assert_eq!(*count, names.len(), "{criteria}: {data:#}");
    }
    assert_eq!(other["totalCount"], 0, "members are of one type");
    names
}

#[tokio::test]
async fn all_conditions_hold_and_one_entry_of_a_list_is_enough() {
    let app = TestApp::start().await;
    let manager = houses(&app).await;
    let both = ["Clinique 100 % Santé", "Hôpital Élan"];
    let (clinic, hospital) = (&both[..1], &both[1..]);
    let of = |filters: Value| json!({ "institutionFilters": filters });
    let cases = [
        (json!({}), &both[..]),
        (of(json!({ "name": "hopital elan" })), hospital),
        (of(json!({ "name": "100 %" })), clinic),
        (of(json!({ "name": "%" })), clinic),
        (of(json!({ "city": "ETIENNE" })), clinic),
        (of(json!({ "zipCode": "44" })), hospital),
        (of(json!({ "type": ["CLINIC", "MEDICAL_CENTER"] })), clinic),
        (of(json!({ "type": ["CLINIC", "HOSPITAL"] })), &both),
        (of(json!({ "tags": ["BLOC ", "rien"] })), &both),
        (of(json!({ "tags": ["chu"] })), hospital),
        (of(json!({ "specialties": ["Urologie"] })), clinic),
        (of(json!({ "minBedCapacity": 20, "maxBedCapacity": 99 })), clinic),
        (of(json!({ "minSurgicalRooms": 8 })), hospital),
        (of(json!({ "tags": ["bloc"], "minBedCapacity": 21 })), hospital),
        (of(json!({ "commercialStatus": ["CLIENT"] })), &[]),
        (of(json!({ "assignedUserId": manager.id() })), &both),
        (of(json!({ "teamMemberIds": [app.user(UserRole::Auditor).await.id] })), &[]),
        (json!({ "contactFilters": { "title": ["QUALITE"] } }), hospital),
        (json!({ "contactFilters": { "title": ["qualité"], "hasPhone": true } }), &[]),
        (json!({ "contactFilters": { "hasPhone": false, "isPrimary": true } }), hospital),
        (json!({ "combinedFilters": { "hasActiveContacts": false } }), clinic),
        (json!({ "combinedFilters": { "hasMedicalProfile": true } }), &both),
        (json!({ "combinedFilters": { "createdDateRange": { "end": "2020-01-01T00:00:00Z" } } }), &[]),
        (json!({ "combinedFilters": { "createdDateRange": { "start": "2020-01-01T00:00:00Z" } } }), &both),
    ];
    for (criteria, expected) in cases {
        assert_eq!(members(&manager, "INSTITUTION", criteria.clone()).await, expected, "{criteria}");
    }
}

#[tokio::test]
async fn contacts_are_found_by_themselves_and_by_their_house() {
    let app = TestApp::start().await;
    let manager = houses(&app).await;
    let cases = [
        (json!({}), &["Aube", "Héron"][..]),
        (json!({ "contactFilters": { "department": ["bloc"] } }), &["Aube"]),
        (json!({ "contactFilters": { "isPrimary": true, "hasEmail": true } }), &["Héron"]),
        (json!({ "contactFilters": { "hasEmail": false } }), &[]),
        (json!({ "institutionFilters": { "type": ["CLINIC"] } }), &[]),
        (json!({ "institutionFilters": { "type": ["HOSPITAL"], "minBedCapacity": 100 } }), &["Aube", "Héron"]),
        (json!({ "combinedFilters": { "hasMedicalProfile": false } }), &[]),
    ];
    for (criteria, expected) in cases {
        assert_eq!(members(&manager, "CONTACT", criteria.clone()).await, expected, "{criteria}");
    }
}

#[tokio::test]
async fn what_is_asked_is_told_as_it_was_asked() {
    let app = TestApp::start().await;
    let manager = houses(&app).await;
    let criteria = json!({
        "institutionFilters": { "name": " élan ", "type": ["CLINIC", "HOSPITAL"], "tags": ["CHU", "chu"], "minBedCapacity": 5 },
        "contactFilters": { "title": ["Directrice"], "hasPhone": false },
        "combinedFilters": { "hasActiveContacts": true, "createdDateRange": { "start": "2026-01-01T00:00:00Z" } },
    });
    let made = segment(&manager, json!({ "name": "x", "type": "INSTITUTION", "criteria": criteria })).await;
    let document = "query($id: ID!) { segment(id: $id) { criteria { filterCount
        institutionFilters { name type tags minBedCapacity maxBedCapacity city }
        contactFilters { title department hasPhone }
        combinedFilters { hasActiveContacts hasMedicalProfile createdDateRange { start end } updatedDateRange { start } } } } }";
    let data = manager.query(document, json!({ "id": made["id"] })).await;
    let expected = json!({
        "filterCount": 8,
        "institutionFilters": { "name": "élan", "type": ["CLINIC", "HOSPITAL"], "tags": ["chu"], "minBedCapacity": 5, "maxBedCapacity": null, "city": null },
        "contactFilters": { "title": ["Directrice"], "department": [], "hasPhone": false },
        "combinedFilters": { "hasActiveContacts": true, "hasMedicalProfile": null,
            "createdDateRange": { "start": "2026-01-01T00:00:00Z", "end": null }, "updatedDateRange": null },
    });
    assert_eq!(data["segment"]["criteria"], expected);
}

#[tokio::test]
async fn nonsense_is_refused_at_its_field() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let input = json!({ "name": " ", "description": "x".repeat(501), "type": "INSTITUTION", "visibility": "TEAM", "criteria": {
        "institutionFilters": { "minBedCapacity": 10, "maxBedCapacity": 9, "minSurgicalRooms": -1, "name": "x".repeat(256) },
        "combinedFilters": { "createdDateRange": { "start": "2026-02-01T00:00:00Z", "end": "2026-01-01T00:00:00Z" } },
    } });
    let expected = json!([
        { "field": "name", "code": "REQUIRED" },
        { "field": "description", "code": "TOO_LONG" },
        { "field": "criteria.institutionFilters.name", "code": "TOO_LONG" },
        { "field": "criteria.institutionFilters.maxBedCapacity", "code": "OUT_OF_RANGE" },
        { "field": "criteria.institutionFilters.minSurgicalRooms", "code": "OUT_OF_RANGE" },
        { "field": "criteria.combinedFilters.createdDateRange.end", "code": "BEFORE_START" },
        { "field": "teamId", "code": "REQUIRED" },
    ]);
    assert_eq!(try_segment(&manager, input).await, expected);
    let unknown =
        json!({ "name": "x", "type": "CONTACT", "visibility": "TEAM", "criteria": {}, "teamId": uuid::Uuid::now_v7() });
    assert_eq!(try_segment(&manager, unknown).await, json!([{ "field": "teamId", "code": "NOT_FOUND" }]));
}

#[tokio::test]
async fn a_page_of_segments_costs_as_many_statements_as_one() {
    let app = TestApp::start().await;
    let manager = houses(&app).await;
    let document = "{ segments(first: 100) { nodes { name memberCount canEdit owner { id } team { id } criteria { filterCount } } } }";
    let clinics = json!({ "institutionFilters": { "type": ["CLINIC"] } });
    segment(&manager, json!({ "name": "a", "type": "INSTITUTION", "criteria": clinics })).await;
    segment(&manager, json!({ "name": "b", "type": "CONTACT", "criteria": {} })).await;
    let few = statements(&app, &manager, document, json!({})).await;
    for n in 0..8 {
        let kind = if n % 2 == 0 { "INSTITUTION" } else { "CONTACT" };
        segment(&manager, json!({ "name": format!("s{n}"), "type": kind, "criteria": clinics })).await;
    }
    assert_eq!(statements(&app, &manager, document, json!({})).await, few);
    assert!(few <= 5, "{few}");
}
