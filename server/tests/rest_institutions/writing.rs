//! Creating and changing.

use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::{
    common::{Answer, Client},
    setting::*,
};

#[tokio::test]
async fn a_new_institution_is_found_where_the_answer_says() {
    let firm = Firm::start().await;
    let answer = firm.auditor.post(INSTITUTIONS, &body("CH de Blain")).await.expect(201);
    let made = answer.json();
    assert_eq!((&made["success"], made["message"].is_string()), (&json!(true), true));
    let institution = &made["data"]["institution"];
    assert_eq!(answer.header("location"), path(institution));
    assert!(answer.header("etag").starts_with("\"v1-"));
    assert_eq!(read(&firm.auditor, institution).await, *institution);
    assert_eq!(
        institution["medicalProfile"]["complianceStatus"], "pending_review",
        "there is a profile without one given"
    );
    assert_eq!(institution["contactPersons"], json!([]));
    assert_eq!(institution["assignedUserId"], json!(firm.auditor.id()));
}

#[tokio::test]
async fn a_change_touches_what_it_names() {
    let firm = Firm::start().await;
    let more = json!({ "groupName": "GHT 44", "finess": "440000289", "tags": ["chu"], "medicalProfile": { "bedCapacity": 9 } });
    let made = create(&firm.manager, &body_with("CHU", more)).await;
    let answer =
        firm.manager.put(&path(&made), &json!({ "name": "CHU de Nantes", "type": "clinic" })).await.expect(200).json();
    let changed = &answer["data"]["institution"];
    assert_eq!(
        (&changed["name"], &changed["type"], &changed["version"]),
        (&json!("CHU de Nantes"), &json!("clinic"), &json!(2))
    );
    for kept in ["groupName", "finess", "tags", "address", "medicalProfile", "assignedUser", "createdAt"] {
        assert_eq!(changed[kept], made[kept], "{kept}");
    }
    let cleared = json!({ "groupName": null, "finess": null, "assignedUserId": null, "tags": [], "isActive": false, "name": null });
    let answer = firm.manager.patch(&path(&made), &cleared).await.expect(200).json();
    let changed = &answer["data"]["institution"];
    assert_eq!(
        (&changed["groupName"], &changed["finess"], &changed["assignedUser"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    assert_eq!(
        (&changed["tags"], &changed["isActive"], &changed["name"]),
        (&json!([]), &json!(false), &json!("CHU de Nantes"))
    );
    assert_eq!(read(&firm.manager, &made).await, *changed);
}

#[tokio::test]
async fn the_medical_profile_is_changed_by_itself() {
    let firm = Firm::start().await;
    let profile =
        json!({ "medicalProfile": { "bedCapacity": 9, "specialties": ["Urgences"], "complianceNotes": "x" } });
    let made = create(&firm.manager, &body_with("CHU", profile)).await;
    let path = format!("{}/medical-profile", path(&made));
    let answer = firm.manager.put(&path, &json!({ "surgicalRooms": 3, "complianceNotes": null })).await.expect(200);
    assert_eq!(answer.header("etag"), "\"v2\"");
    let shown = answer.json();
    let changed = &shown["data"]["medicalProfile"];
    assert_eq!(
        (&changed["bedCapacity"], &changed["surgicalRooms"], &changed["complianceNotes"]),
        (&json!(9), &json!(3), &Value::Null)
    );
    assert_eq!(changed["institutionId"], made["id"]);
    firm.manager
        .patch(&path, &json!({ "complianceStatus": "compliant", "lastAuditDate": "2026-01-31" }))
        .await
        .expect(200);
    let stale = with_match(&firm.manager, Method::PUT, &path, "\"v2\"", &json!({ "bedCapacity": 1 })).await.expect(412);
    assert_eq!(stale.json()["error"]["details"]["currentVersion"], 3);
    assert_eq!(firm.manager.put(&path, &json!({ "bedCapacity": 10_001 })).await.expect(400).code(), "BAD_REQUEST");
}

async fn with_match(client: &Client, method: Method, path: &str, tag: &str, body: &Value) -> Answer {
    Answer::of(client.request(method, path).header(header::IF_MATCH, tag).json(body)).await
}

#[tokio::test]
async fn a_stale_change_fails_and_changes_nothing() {
    let firm = Firm::start().await;
    let made = create(&firm.manager, &body("CHU")).await;
    let tag = firm.manager.get(&path(&made)).await.header("etag").to_owned();
    let put = async |name: &str, tag: &str| {
        with_match(&firm.manager, Method::PUT, &path(&made), tag, &json!({ "name": name })).await
    };
    let next = put("CHU de Nantes", &tag).await.expect(200).header("etag").to_owned();
    let stale = put("Hôtel-Dieu", &tag).await.expect(412);
    assert_eq!(stale.code(), "PRECONDITION_FAILED");
    put("Hôtel-Dieu", "\"made up\"").await.expect(412);
    assert_eq!(read(&firm.manager, &made).await["name"], "CHU de Nantes");
    put("CHU", &next).await.expect(200);
    put("CHU", "*").await.expect(200);
    let delete = with_match(&firm.manager, Method::DELETE, &path(&made), &tag, &json!({})).await;
    assert_eq!(delete.expect(412).code(), "PRECONDITION_FAILED");
}

async fn with_key(client: &Client, path: &str, key: &str, body: &Value) -> Answer {
    Answer::of(client.request(Method::POST, path).header("idempotency-key", key).json(body)).await
}

#[tokio::test]
async fn a_repeated_request_is_carried_out_once() {
    let firm = Firm::start().await;
    let first = with_key(&firm.manager, INSTITUTIONS, "import-1", &body("CHU")).await.expect(201);
    let second = with_key(&firm.manager, INSTITUTIONS, "import-1", &body("CHU")).await.expect(201);
    assert_eq!(first.json(), second.json());
    let other = with_key(&firm.manager, INSTITUTIONS, "import-1", &body("Other")).await.expect(409);
    assert_eq!(other.code(), "CONFLICT");
    with_key(&firm.admin, INSTITUTIONS, "import-1", &body("Of somebody else")).await.expect(201);
    let contacts = format!("{}/contacts", path(&first.json()["data"]["institution"]));
    let contact = json!({ "firstName": "Anne", "lastName": "Zola", "email": "anne@chu.example" });
    with_key(&firm.manager, &contacts, "contact-1", &contact).await.expect(201);
    with_key(&firm.manager, &contacts, "contact-1", &contact).await.expect(201);
    let list = firm.manager.get(INSTITUTIONS).await.json();
    assert_eq!(list["data"]["pagination"]["total"], 2);
    let chu = &list["data"]["institutions"][0];
    assert_eq!((&chu["name"], chu["contactPersons"].as_array().unwrap().len()), (&json!("CHU"), 1));
}

#[tokio::test]
async fn a_taken_number_is_a_conflict() {
    let firm = Firm::start().await;
    let number = json!({ "accountingNumber": "C-1" });
    create(&firm.manager, &body_with("One", number.clone())).await;
    let answer = firm.manager.post(INSTITUTIONS, &body_with("Other", number.clone())).await.expect(409);
    assert_eq!(answer.code(), "RESOURCE_CONFLICT");
    assert_eq!(answer.json()["error"]["details"][0]["path"], json!(["accountingNumber"]));
    let other = create(&firm.manager, &body("Other")).await;
    firm.manager.put(&path(&other), &number).await.expect(409);
}
