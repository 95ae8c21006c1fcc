//! Filters on institutions: operators, trees, relations.

use domain::UserRole;
use serde_json::json;

use crate::{
    common::{Client, TestApp},
    support::{institution, names, task},
};

async fn three(app: &TestApp) -> Client {
    let manager = app.sign_in_as(UserRole::Manager).await;
    let hopital = json!({ "groupName": "AP-HP", "tags": ["chu", "bloc"], "medicalProfile": { "bedCapacity": 100, "specialties": ["cardiologie"] },
        "contacts": [{ "firstName": "Zoé", "lastName": "Héron", "email": "zoe@h.example", "isPrimary": true }] });
    let first = institution(&manager, "Hôpital Élan", hopital).await;
    institution(
        &manager,
        "Clinique 100 % Santé",
        json!({ "type": "CLINIC", "tags": ["bloc"], "medicalProfile": { "bedCapacity": 20 } }),
    )
    .await;
    institution(
        &manager,
        "Œuvre",
        json!({ "address": { "street": "x", "city": "Saint-Étienne", "zipCode": "42000" } }),
    )
    .await;
    task(&manager, "late", json!({ "institutionId": first["id"], "dueDate": "2020-01-01T00:00:00Z" })).await;
    manager
}

#[tokio::test]
async fn operators_find_what_they_say() {
    let app = TestApp::start().await;
    let manager = three(&app).await;
    let (hopital, clinique, oeuvre) = ("Hôpital Élan", "Clinique 100 % Santé", "Œuvre");
    let cases = [
        (json!({ "name": { "contains": "elan" } }), vec![hopital]),
        (json!({ "name": { "startsWith": "HOP" } }), vec![hopital]),
        (json!({ "name": { "contains": "100 %" } }), vec![clinique]),
        (json!({ "name": { "contains": "%" } }), vec![clinique]),
        (json!({ "name": { "contains": "_" } }), vec![]),
        (json!({ "name": { "eq": "Œuvre" } }), vec![oeuvre]),
        (json!({ "name": { "in": ["Œuvre", "Hôpital Élan"] } }), vec![hopital, oeuvre]),
        (json!({ "name": { "in": [] } }), vec![]),
        (json!({ "city": { "contains": "saint-etienne" } }), vec![oeuvre]),
        (json!({ "search": "etienne OEUVRE" }), vec![oeuvre]),
        (json!({ "search": "44000" }), vec![clinique, hopital]),
        (json!({ "type": { "eq": "CLINIC" } }), vec![clinique]),
        (json!({ "type": { "ne": "CLINIC" } }), vec![hopital, oeuvre]),
        (json!({ "groupName": { "isNull": true } }), vec![clinique, oeuvre]),
        (json!({ "groupName": { "ne": "AP-HP" } }), vec![clinique, oeuvre]),
        (json!({ "tags": { "all": ["bloc", "chu"] } }), vec![hopital]),
        (json!({ "tags": { "any": ["chu", "bloc"] } }), vec![clinique, hopital]),
        (json!({ "tags": { "isEmpty": true } }), vec![oeuvre]),
        (json!({ "medicalProfile": { "bedCapacity": { "gte": 20, "lt": 100 } } }), vec![clinique]),
        (json!({ "medicalProfile": { "bedCapacity": { "isNull": true } } }), vec![oeuvre]),
        (json!({ "medicalProfile": { "specialties": { "any": ["cardiologie"] } } }), vec![hopital]),
        (json!({ "contacts": { "some": { "lastName": { "contains": "heron" } } } }), vec![hopital]),
        (json!({ "contacts": { "none": {} } }), vec![clinique, oeuvre]),
        (json!({ "contacts": { "every": { "isPrimary": { "eq": true } } } }), vec![clinique, hopital, oeuvre]),
        (json!({ "tasks": { "some": { "overdue": true } } }), vec![hopital]),
        (json!({ "assignedUser": { "role": { "eq": "MANAGER" } } }), vec![clinique, hopital, oeuvre]),
        (
            json!({ "or": [{ "type": { "eq": "CLINIC" } }, { "city": { "startsWith": "saint" } }] }),
            vec![clinique, oeuvre],
        ),
        (json!({ "or": [] }), vec![]),
        (json!({ "and": [] }), vec![clinique, hopital, oeuvre]),
        (json!({ "not": { "groupName": { "eq": "AP-HP" } } }), vec![clinique, oeuvre]),
        (
            json!({ "and": [{ "not": { "type": { "eq": "CLINIC" } } }, { "tags": { "isEmpty": false } }] }),
            vec![hopital],
        ),
        (json!({ "createdAt": { "gt": "2999-01-01T00:00:00Z" } }), vec![]),
    ];
    for (filter, expected) in cases {
        assert_eq!(names(&manager, filter.clone()).await, expected, "{filter}");
    }
}

#[tokio::test]
async fn unusable_values_are_told_not_failed() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let document = "query($filter: InstitutionFilter) { institutions(filter: $filter) { totalCount } }";
    for filter in [
        json!({ "id": { "eq": "no uuid" } }),
        json!({ "name": { "eq": "a\u{0}b" } }),
        json!({ "type": { "eq": "CASTLE" } }),
        json!({ "createdAt": { "gt": "yesterday" } }),
        json!({ "unknown": 1 }),
    ] {
        let answer = manager.graphql(document, json!({ "filter": filter })).await;
        let code = crate::support::code(&answer);
        assert!(matches!(code, "BAD_USER_INPUT" | "GRAPHQL_VALIDATION_FAILED"), "{filter}: {answer:#}");
    }
}
