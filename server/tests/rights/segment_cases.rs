//! Cases on segments.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    cases::{Case, On, Route},
    company::Rows,
};

const SEE: &str = "canViewSegments";
const MANAGE: &str = "canManageSegments";

/// A question about a segment.
fn about(field: &'static str, document: &'static str, variables: fn(&Rows) -> Value) -> Case {
    Case { field, permission: SEE, on: On::Team, document, variables }
}

fn of_segment(rows: &Rows) -> Value {
    json!({ "id": rows.segment })
}

/// Root fields of `Query`.
pub fn queries() -> Vec<Case> {
    vec![
        about(
            "compareSegments",
            "query($ids: [ID!]!) { compareSegments(ids: $ids) { sizes { memberCount } } }",
            |rows| json!({ "ids": [rows.segment, rows.contact_segment] }),
        ),
        about("segment", "query($id: ID!) { segment(id: $id) { id } }", of_segment),
        about("segmentAnalytics", "query($id: ID!) { segmentAnalytics(id: $id) { total } }", of_segment),
        about(
            "segmentContacts",
            "query($id: ID!) { segmentContacts(id: $id) { nodes { id } } }",
            |rows| json!({ "id": rows.contact_segment }),
        ),
        about("segmentInstitutions", "query($id: ID!) { segmentInstitutions(id: $id) { nodes { id } } }", of_segment),
        Case {
            field: "segmentPreview",
            permission: SEE,
            on: On::Nothing,
            document: "{ segmentPreview(type: INSTITUTION, criteria: {}) }",
            variables: |_| json!({}),
        },
        Case {
            field: "segments",
            permission: SEE,
            on: On::TeamList,
            document: "{ segments(first: 100) { nodes { id } } }",
            variables: |_| json!({}),
        },
    ]
}

/// A mutation on a row.
fn on_row(
    field: &'static str,
    permission: &'static str,
    document: &'static str,
    variables: fn(&Rows) -> Value,
) -> Case {
    Case { field, permission, on: On::Team, document, variables }
}

/// Root fields of `Mutation`.
pub fn mutations() -> Vec<Case> {
    vec![
        Case {
            field: "createSegment",
            permission: MANAGE,
            on: On::Nothing,
            document: "mutation { createSegment(input: { name: \"x\", type: CONTACT, criteria: {} }) { userErrors { code } } }",
            variables: |_| json!({}),
        },
        on_row(
            "createSegmentTasks",
            "canCreateTasks",
            "mutation($id: ID!) { createSegmentTasks(input: { id: $id, title: \"x\" }) { doneCount userErrors { code } } }",
            of_segment,
        ),
        on_row(
            "deleteSegment",
            MANAGE,
            "mutation($id: ID!) { deleteSegment(input: { id: $id }) { userErrors { code } } }",
            of_segment,
        ),
        on_row(
            "duplicateSegment",
            MANAGE,
            "mutation($id: ID!) { duplicateSegment(input: { id: $id }) { userErrors { code } } }",
            of_segment,
        ),
        on_row(
            "restoreSegment",
            MANAGE,
            "mutation($id: ID!) { restoreSegment(input: { id: $id }) { userErrors { code } } }",
            |rows| json!({ "id": rows.deleted_segment }),
        ),
        on_row(
            "updateSegment",
            MANAGE,
            "mutation($id: ID!) { updateSegment(input: { id: $id, description: \"x\" }) { userErrors { code } } }",
            of_segment,
        ),
        on_row(
            "updateSegmentContacts",
            "canEditAssignedContacts",
            "mutation($id: ID!) { updateSegmentContacts(input: { id: $id, department: \"x\" }) { doneCount userErrors { code } } }",
            |rows| json!({ "id": rows.contact_segment }),
        ),
        on_row(
            "updateSegmentInstitutions",
            "canEditAssignedInstitutions",
            "mutation($id: ID!) { updateSegmentInstitutions(input: { id: $id, tags: [\"x\"] }) { doneCount userErrors { code } } }",
            of_segment,
        ),
    ]
}

fn nothing(_: &Rows) -> Value {
    json!({})
}

/// Routes.
pub fn routes() -> Vec<Route> {
    let route = |method, path, permission, on, address, body| Route { method, path, permission, on, address, body };
    let one: fn(&Rows) -> String = |rows| format!("/api/segments/{}", rows.segment);
    let update: fn(&Rows) -> Value = |_| json!({ "description": "x" });
    let tasks: fn(&Rows) -> Value = |_| json!({ "operationType": "create_tasks", "options": { "title": "x" } });
    let new: fn(&Rows) -> Value = |_| json!({ "name": "x", "type": "contact", "criteria": {} });
    vec![
        route(Method::GET, "/api/segments", SEE, On::TeamList, |_| "/api/segments?limit=100".into(), nothing),
        route(Method::POST, "/api/segments", MANAGE, On::Nothing, |_| "/api/segments".into(), new),
        route(Method::POST, "/api/segments/preview", SEE, On::Nothing, |_| "/api/segments/preview".into(), new),
        route(
            Method::GET,
            "/api/segments/compare",
            SEE,
            On::Team,
            |rows| format!("/api/segments/compare?ids={},{}", rows.segment, rows.contact_segment),
            nothing,
        ),
        route(Method::GET, "/api/segments/{id}", SEE, On::Team, one, nothing),
        route(Method::PUT, "/api/segments/{id}", MANAGE, On::Team, one, update),
        route(Method::PATCH, "/api/segments/{id}", MANAGE, On::Team, one, update),
        route(Method::DELETE, "/api/segments/{id}", MANAGE, On::Team, one, nothing),
        route(
            Method::GET,
            "/api/segments/{id}/results",
            SEE,
            On::Team,
            |rows| format!("/api/segments/{}/results", rows.segment),
            nothing,
        ),
        route(
            Method::POST,
            "/api/segments/{id}/duplicate",
            MANAGE,
            On::Team,
            |rows| format!("/api/segments/{}/duplicate", rows.segment),
            nothing,
        ),
        route(
            Method::GET,
            "/api/segments/{id}/analytics",
            SEE,
            On::Team,
            |rows| format!("/api/segments/{}/analytics", rows.segment),
            nothing,
        ),
        route(
            Method::GET,
            "/api/segments/{id}/bulk/preview",
            SEE,
            On::Team,
            |rows| format!("/api/segments/{}/bulk/preview?operationType=create_tasks", rows.segment),
            nothing,
        ),
        route(
            Method::POST,
            "/api/segments/{id}/bulk/execute",
            "canCreateTasks",
            On::Team,
            |rows| format!("/api/segments/{}/bulk/execute", rows.segment),
            tasks,
        ),
    ]
}
