//! Contacts of an institution.

use serde_json::json;
use uuid::Uuid;

use crate::setting::*;

#[tokio::test]
async fn a_contact_is_added() {
    let firm = Firm::start().await;
    let made = create(&firm.manager, &body("CHU")).await;
    let contacts = format!("{}/contacts", path(&made));
    let contact = json!({ "firstName": " Anne ", "lastName": "Zola", "email": "ANNE@chu.example", "phone": "02 40 08 33 33",
        "title": "Directrice", "isPrimary": true });
    let answer = firm.manager.post(&contacts, &contact).await.expect(201);
    assert_eq!(answer.header("etag"), "\"v1\"");
    let shown = answer.json();
    let added = &shown["data"]["contactPerson"];
    assert_eq!(
        (&added["firstName"], &added["email"], &added["phone"]),
        (&json!("Anne"), &json!("anne@chu.example"), &json!("+33240083333"))
    );
    assert_eq!(
        (&added["institutionId"], &added["isPrimary"], &added["isActive"]),
        (&made["id"], &json!(true), &json!(true))
    );
    assert_eq!(read(&firm.manager, &made).await["contactPersons"], json!([added]));

    let other = json!({ "firstName": "Bruno", "lastName": "Arnaud", "email": "bruno@chu.example", "isPrimary": true });
    firm.manager.post(&contacts, &other).await.expect(201);
    let shown = read(&firm.manager, &made).await;
    let primary: Vec<bool> =
        shown["contactPersons"].as_array().unwrap().iter().map(|one| one["isPrimary"] == true).collect();
    assert_eq!(primary, [true, false], "there is one primary contact");
}

#[tokio::test]
async fn a_contact_needs_an_institution_that_is_there() {
    let firm = Firm::start().await;
    let contact = json!({ "firstName": "Anne", "lastName": "Zola", "email": "anne@chu.example" });
    let nowhere = format!("{INSTITUTIONS}/{}/contacts", Uuid::now_v7());
    assert_eq!(firm.manager.post(&nowhere, &contact).await.expect(404).code(), "NOT_FOUND");
    let of_others = create(&firm.manager, &body("CHU")).await;
    let contacts = format!("{}/contacts", path(&of_others));
    assert_eq!(firm.auditor.post(&contacts, &contact).await.expect(404).code(), "NOT_FOUND");
    assert_eq!(firm.viewer.post(&contacts, &contact).await.expect(403).code(), "INSUFFICIENT_PERMISSIONS");
}

#[tokio::test]
async fn what_is_wrong_with_a_contact_is_said_at_its_fields() {
    let firm = Firm::start().await;
    let made = create(&firm.manager, &body("CHU")).await;
    let wrong = json!({ "firstName": " ", "email": "nobody" });
    let answer = firm.manager.post(&format!("{}/contacts", path(&made)), &wrong).await.expect(400);
    assert_eq!(answer.code(), "BAD_REQUEST");
    let body = answer.json();
    let details = body["error"]["details"].as_array().unwrap();
    let mut paths: Vec<&str> = details.iter().map(|one| one["path"][0].as_str().unwrap()).collect();
    paths.sort_unstable();
    assert_eq!(paths, ["email", "firstName", "lastName"]);
}
