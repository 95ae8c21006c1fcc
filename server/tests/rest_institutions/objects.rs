//! What an institution looks like, and its `ETag`.

use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::{
    common::{Answer, Client},
    setting::*,
};

fn whole() -> Value {
    body_with(
        "CHU de Nantes",
        json!({
            "accountingNumber": "C-0042", "digiformaId": "dgf-7", "finess": "440000289", "groupName": "GHT 44",
            "commercialStatus": "client", "mainPhone": "+33 2 40 08 33 33", "tags": ["Urgences", " bloc "],
            "medicalProfile": {
                "bedCapacity": 2994, "surgicalRooms": 60, "specialties": ["Cardiologie"], "departments": ["Urgences"],
                "equipmentTypes": ["IRM"], "certifications": ["HAS 2025"], "complianceStatus": "compliant",
                "lastAuditDate": "2026-01-31", "complianceExpirationDate": "2028-01-31T22:30:00.500Z",
                "complianceNotes": "Rien à signaler", "staffCount": 12000, "endoscopyRooms": 8,
                "surgicalInterventions": 50000, "endoscopyInterventions": 9000,
            },
            "contactPersons": [
                { "firstName": "Anne", "lastName": "Zola", "email": "Anne.Zola@chu.example", "title": "Directrice",
                  "department": "Direction", "phone": "+33240083333", "isPrimary": true },
                { "firstName": "Bruno", "lastName": "Arnaud", "email": "bruno@chu.example", "isActive": false },
            ],
        }),
    )
}

#[tokio::test]
async fn every_field_of_the_original_is_there() {
    let firm = Firm::start().await;
    let made = create(&firm.manager, &whole()).await;
    let of_institution = "accountingNumber address assignedUser assignedUserId commercialStatus contactPersons createdAt \
        dataSource digiformaId externalData finess fullAddress groupName id isActive isLocked lastSyncAt lockedAt \
        lockedReason mainPhone medicalProfile name siret tags type updatedAt vatNumber version";
    assert_eq!(fields(&made), of_institution.split_whitespace().collect::<Vec<_>>());
    assert_eq!(made["type"], "hospital");
    assert_eq!(made["commercialStatus"], "client");
    assert_eq!(made["address"], whole()["address"]);
    let full_address = "5 allée de l'Île Gloriette, Nantes, Pays de la Loire, 44000, France";
    assert_eq!(made["fullAddress"], full_address);
    assert_eq!(made["tags"], json!(["urgences", "bloc"]));
    assert_eq!(
        (&made["dataSource"], &made["isLocked"], &made["lockedReason"]),
        (&json!("crm"), &json!(true), &json!("manual_creation"))
    );
    assert_eq!((&made["externalData"], &made["lastSyncAt"]), (&json!({}), &json!({})));
    let assignee = &made["assignedUser"];
    assert_eq!(fields(assignee), ["email", "firstName", "id", "lastName"]);
    assert_eq!(assignee["id"], json!(firm.manager.id()));

    let profile = &made["medicalProfile"];
    let of_profile = "bedCapacity certifications complianceExpirationDate complianceNotes complianceStatus createdAt \
        departments endoscopyInterventions endoscopyRooms equipmentTypes id institutionId lastAuditDate specialties \
        staffCount surgicalInterventions surgicalRooms updatedAt version";
    assert_eq!(fields(profile), of_profile.split_whitespace().collect::<Vec<_>>());
    assert_eq!(profile["lastAuditDate"], "2026-01-31T00:00:00.000Z");
    assert_eq!(profile["complianceExpirationDate"], "2028-01-31T22:30:00.500Z");
    assert_eq!((&profile["complianceStatus"], &profile["bedCapacity"]), (&json!("compliant"), &json!(2994)));

    let contacts = made["contactPersons"].as_array().unwrap();
    assert_eq!(contacts.len(), 1, "the inactive one is not shown");
    let of_contact = "createdAt dataSource department displayTitle email externalData firstName fullName id \
        institutionId isActive isLocked isPrimary lastName lastSyncAt lockedAt lockedReason phone title updatedAt version";
    assert_eq!(fields(&contacts[0]), of_contact.split_whitespace().collect::<Vec<_>>());
    assert_eq!(
        (&contacts[0]["fullName"], &contacts[0]["email"]),
        (&json!("Anne Zola"), &json!("anne.zola@chu.example"))
    );
    assert_eq!(contacts[0]["displayTitle"], "Directrice, Direction");

    for time in [&made["createdAt"], &made["lockedAt"], &profile["updatedAt"], &contacts[0]["createdAt"]] {
        let text = time.as_str().unwrap();
        assert!(text.len() == 24 && text.ends_with('Z') && text.as_bytes()[19] == b'.', "{text}");
    }
    assert_eq!(read(&firm.manager, &made).await, made, "what is answered is what is read");
}

#[tokio::test]
async fn what_programs_left_is_shown() {
    let firm = Firm::start().await;
    let made = create(&firm.manager, &body("Clinique")).await;
    firm.app
        .sql(
            r#"UPDATE medical_institutions SET data_source = 'digiforma', external_data = '{"digiforma": {"id": "7"}}',
               last_sync_at = '{"digiforma": "2026-11-01T08:00:00.000Z"}'"#,
        )
        .await;
    let shown = read(&firm.manager, &made).await;
    assert_eq!(shown["externalData"], json!({ "digiforma": { "id": "7" } }));
    assert_eq!(shown["lastSyncAt"]["digiforma"], "2026-11-01T08:00:00.000Z");
    assert_eq!(shown["dataSource"], "digiforma");
}

#[tokio::test]
async fn contacts_come_the_primary_one_first_then_by_name() {
    let firm = Firm::start().await;
    let contact = |last_name: &str, is_primary: bool| json!({ "firstName": "A", "lastName": last_name, "email": "a@b.example", "isPrimary": is_primary });
    let contacts =
        json!({ "contactPersons": [contact("Éluard", false), contact("Zola", true), contact("Dumas", false)] });
    let made = create(&firm.manager, &body_with("CH", contacts)).await;
    let names: Vec<&Value> = made["contactPersons"].as_array().unwrap().iter().map(|one| &one["lastName"]).collect();
    assert_eq!(names, ["Zola", "Dumas", "Éluard"]);
}

async fn get_unless(client: &Client, path: &str, tag: &str) -> Answer {
    Answer::of(client.request(Method::GET, path).header(header::IF_NONE_MATCH, tag)).await
}

#[tokio::test]
async fn what_the_caller_has_is_not_sent_again() {
    let firm = Firm::start().await;
    let made = create(&firm.manager, &body("CH")).await;
    let path = path(&made);
    let tag = firm.manager.get(&path).await.expect(200).header("etag").to_owned();
    assert!(tag.starts_with("\"v1-"), "{tag}");
    let again = get_unless(&firm.manager, &path, &tag).await.expect(304);
    assert_eq!((again.header("etag"), again.body.len()), (tag.as_str(), 0));

    let contact = json!({ "firstName": "Anne", "lastName": "Zola", "email": "a@b.example" });
    firm.manager.post(&format!("{path}/contacts"), &contact).await.expect(201);
    let changed = get_unless(&firm.manager, &path, &tag).await.expect(200);
    assert_ne!(changed.header("etag"), tag, "a new contact makes another answer");
    assert!(changed.header("cache-control").contains("private"));
}
