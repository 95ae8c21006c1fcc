//! Creating, changing, deleting and restoring institutions.

use domain::UserRole;
use serde_json::{Value, json};

use crate::{
    common::TestApp,
    support::{code, institution, names},
};

const UPDATE: &str = "mutation($input: UpdateInstitutionInput!) { updateInstitution(input: $input) {
    institution { id name version finess mainPhone tags isLocked lockedReason address { city zipCode } }
    userErrors { field code } } }";
const DELETE: &str = "mutation($id: ID!) { deleteInstitution(input: { id: $id }) { institution { id deletedAt canEdit }
    userErrors { code } } }";
const RESTORE: &str = "mutation($id: ID!) { restoreInstitution(input: { id: $id }) { institution { id deletedAt }
    userErrors { field code } } }";

#[tokio::test]
async fn a_new_institution_is_whole_and_on_record() {
    let app = TestApp::start().await;
    let auditor = app.sign_in_as(UserRole::Auditor).await;
    let made = institution(
        &auditor,
        " CHU de Nantes ",
        json!({
            "mainPhone": "02 40 08 33 33", "tags": ["Bloc", "bloc ", "CHU"],
            "medicalProfile": { "bedCapacity": 2985, "specialties": ["Cardiologie"] },
            "contacts": [{ "firstName": "Hélène", "lastName": "Marchetti", "email": "H.Marchetti@chu.example", "isPrimary": true }],
        }),
    )
    .await;
    assert_eq!(made["name"], "CHU de Nantes");
    assert_eq!(made["assignedUserId"], auditor.id().to_string(), "who creates it is in charge");
    let document = "query($id: ID!) { institution(id: $id) {
        type fullAddress mainPhone tags commercialStatus isActive canEdit canDelete
        medicalProfile { bedCapacity specialties complianceStatus institution { name } }
        contacts { nodes { fullName email isPrimary institution { id } } totalCount }
        auditEvents { nodes { action userName origin changes user { id } } } } }";
    let data = auditor.query(document, json!({ "id": made["id"] })).await;
    let found = &data["institution"];
    assert_eq!(found["mainPhone"], "+33240083333");
    assert_eq!(found["tags"], json!(["bloc", "chu"]));
    assert_eq!(found["fullAddress"], "1 rue du Port, Nantes, 44000, France");
    assert_eq!(found["medicalProfile"]["bedCapacity"], 2985);
    assert_eq!(found["medicalProfile"]["institution"]["name"], "CHU de Nantes");
    assert_eq!(found["contacts"]["nodes"][0]["email"], "h.marchetti@chu.example");
    assert_eq!((&found["canEdit"], &found["canDelete"]), (&json!(true), &json!(false)));
    let actions: Vec<_> = found["auditEvents"]["nodes"].as_array().unwrap().iter().map(|e| &e["action"]).collect();
    assert_eq!(actions, ["contact.created", "institution.created"]);
}

#[tokio::test]
async fn all_problems_are_told_at_once_at_their_fields() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let document = "mutation($input: CreateInstitutionInput!) { createInstitution(input: $input) {
        institution { id } userErrors { field code } } }";
    let input = json!({
        "name": " ", "type": "CLINIC", "finess": "12", "mainPhone": "abc", "siret": "123",
        "address": { "street": "x", "city": "", "zipCode": "4400" },
        "medicalProfile": { "bedCapacity": -1 },
        "contacts": [{ "firstName": "A", "lastName": "B", "email": "nobody" }],
    });
    let data = manager.query(document, json!({ "input": input })).await;
    let errors = data["createInstitution"]["userErrors"].as_array().unwrap();
    let fields: Vec<_> = errors.iter().map(|error| error["field"].as_str().unwrap()).collect();
    for field in [
        "name",
        "finess",
        "mainPhone",
        "siret",
        "address.city",
        "address.zipCode",
        "medicalProfile.bedCapacity",
        "contacts.0.email",
    ] {
        assert!(fields.contains(&field), "{field} in {fields:?}");
    }
    assert_eq!(names(&manager, json!({})).await, Vec::<String>::new(), "nothing was made");
}

#[tokio::test]
async fn a_number_that_another_institution_has_is_refused_at_its_field() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    institution(&manager, "A", json!({ "accountingNumber": "C-1" })).await;
    let second = institution(&manager, "B", json!({})).await;
    let input = json!({ "id": second["id"], "accountingNumber": "C-1" });
    let data = manager.query(UPDATE, json!({ "input": input })).await;
    assert_eq!(data["updateInstitution"]["userErrors"], json!([{ "field": "accountingNumber", "code": "TAKEN" }]));
}

#[tokio::test]
async fn updates_are_partial_and_null_clears() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let made = institution(&manager, "A", json!({ "mainPhone": "0240083333", "tags": ["x"] })).await;
    let change = async |input: Value| {
        let mut data = manager.query(UPDATE, json!({ "input": input })).await;
        assert_eq!(data["updateInstitution"]["userErrors"], json!([]));
        data["updateInstitution"]["institution"].take()
    };
    let renamed = change(json!({ "id": made["id"], "name": "B" })).await;
    assert_eq!(
        (&renamed["name"], &renamed["mainPhone"], &renamed["version"]),
        (&json!("B"), &json!("+33240083333"), &json!(2))
    );
    assert_eq!(renamed["lockedReason"], "manual_edit");
    let same = change(json!({ "id": made["id"], "name": "B" })).await;
    assert_eq!(same["version"], 2, "nothing to change writes nothing");
    let cleared = change(json!({ "id": made["id"], "mainPhone": null, "tags": [] })).await;
    assert_eq!((&cleared["mainPhone"], &cleared["tags"]), (&Value::Null, &json!([])));
}

#[tokio::test]
async fn a_stale_write_is_a_conflict_and_changes_nothing() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let made = institution(&manager, "A", json!({})).await;
    let input = |name: &str| json!({ "input": { "id": made["id"], "name": name, "expectedVersion": 1 } });
    manager.query(UPDATE, input("first")).await;
    let answer = manager.graphql(UPDATE, input("second")).await;
    assert_eq!(code(&answer), "CONFLICT");
    assert_eq!(answer["errors"][0]["extensions"]["currentVersion"], 2, "{answer:#}");
    assert_eq!(names(&manager, json!({})).await, ["first"]);
}

#[tokio::test]
async fn what_was_deleted_comes_back() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let made = institution(
        &manager,
        "A",
        json!({ "accountingNumber": "C-1", "contacts": [{ "firstName": "A", "lastName": "B", "email": "a@b.example" }] }),
    )
    .await;
    let id = json!({ "id": made["id"] });
    let deleted = manager.query(DELETE, id.clone()).await;
    assert!(deleted["deleteInstitution"]["institution"]["deletedAt"].is_string());
    let answer = manager.graphql("query($id: ID!) { institution(id: $id) { id } }", id.clone()).await;
    assert_eq!(code(&answer), "NOT_FOUND");
    assert_eq!(names(&manager, json!({})).await, Vec::<String>::new());
    assert_eq!(names(&manager, json!({ "deleted": true })).await, ["A"]);
    let contacts = manager.query("{ contacts { totalCount } }", json!({})).await;
    assert_eq!(contacts["contacts"]["totalCount"], 0, "contacts go with their institution");

    institution(&manager, "B", json!({ "accountingNumber": "C-1" })).await;
    let refused = manager.query(RESTORE, id.clone()).await;
    assert_eq!(refused["restoreInstitution"]["userErrors"], json!([{ "field": "accountingNumber", "code": "TAKEN" }]));
    app.sql("UPDATE medical_institutions SET accounting_number = 'C-2' WHERE name = 'B'").await;
    let restored = manager.query(RESTORE, id).await;
    assert_eq!(restored["restoreInstitution"]["institution"]["deletedAt"], Value::Null);
    assert_eq!(names(&manager, json!({})).await, ["A", "B"]);
}

#[tokio::test]
async fn the_medical_profile_is_changed_by_itself() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let made = institution(&manager, "A", json!({ "medicalProfile": { "bedCapacity": 10, "staffCount": 5 } })).await;
    let document = "mutation($input: UpdateMedicalProfileInput!) { updateMedicalProfile(input: $input) {
        medicalProfile { bedCapacity staffCount surgicalRooms version } userErrors { field code } } }";
    let input = json!({ "institutionId": made["id"], "surgicalRooms": 4, "staffCount": null, "expectedVersion": 1 });
    let data = manager.query(document, json!({ "input": input })).await;
    let expected = json!({ "bedCapacity": 10, "staffCount": null, "surgicalRooms": 4, "version": 2 });
    assert_eq!(data["updateMedicalProfile"]["medicalProfile"], expected);
    let wrong = json!({ "institutionId": made["id"], "lastAuditDate": "2026-02-01T00:00:00Z", "complianceExpirationDate": "2026-01-01T00:00:00Z" });
    let data = manager.query(document, json!({ "input": wrong })).await;
    assert_eq!(data["updateMedicalProfile"]["userErrors"][0]["field"], "complianceExpirationDate");
}

#[tokio::test]
async fn facets_offer_what_occurs() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    institution(
        &manager,
        "A",
        json!({ "tags": ["b", "a"], "groupName": "G", "medicalProfile": { "specialties": ["x"] } }),
    )
    .await;
    let data = manager.query("{ institutionFacets { tags specialties cities groupNames } }", json!({})).await;
    let expected = json!({ "tags": ["a", "b"], "specialties": ["x"], "cities": ["Nantes"], "groupNames": ["G"] });
    assert_eq!(data["institutionFacets"], expected);
}
