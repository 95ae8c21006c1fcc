//! What a contact looks like, and its `ETag`.

use domain::ApiTokenScope::Read;
use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::{
    common::{Answer, Client},
    setting::*,
};

fn keys(object: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[tokio::test]
async fn every_field_of_the_original_is_there() {
    let firm = Firm::start().await;
    let chu = firm.institution("CHU", &firm.colleague).await;
    let more = json!({ "email": " Anne.Zola@CHU.example ", "phone": "02 40 08 33 33", "title": "Directrice",
        "department": "Direction", "isPrimary": true });
    let made = create(&firm.manager, &body_with(&chu, "Zola", more)).await;
    let of_contact = "createdAt dataSource department displayTitle email externalData firstName fullName id institution \
        institutionId isActive isLocked isPrimary lastName lastSyncAt lockedAt lockedReason phone title updatedAt version";
    assert_eq!(keys(&made), of_contact.split_whitespace().collect::<Vec<_>>());
    assert_eq!((&made["fullName"], &made["email"]), (&json!("Anne Zola"), &json!("anne.zola@chu.example")));
    assert_eq!((&made["phone"], &made["displayTitle"]), (&json!("+33240083333"), &json!("Directrice, Direction")));
    let institution = &made["institution"];
    assert_eq!((&institution["id"], &institution["name"]), (&chu["id"], &json!("CHU")));
    assert_eq!(institution["assignedUser"]["id"], json!(firm.colleague.id()));
    for field in keys(institution) {
        assert_eq!(institution[field], chu[field], "{field} is as /api/institutions shows it");
    }
    assert_eq!(read(&firm.manager, &made).await, made, "what is answered is what is read");
    let listed = firm.manager.get(CONTACTS).await.json();
    assert_eq!((&listed["success"], &listed["data"]), (&json!(true), &json!([made])));
}

async fn get_unless(client: &Client, path: &str, tag: &str) -> Answer {
    Answer::of(client.request(Method::GET, path).header(header::IF_NONE_MATCH, tag)).await
}

#[tokio::test]
async fn what_the_caller_has_is_not_sent_again() {
    let firm = Firm::start().await;
    let chu = firm.institution("CHU", &firm.manager).await;
    let made = create(&firm.manager, &body(&chu, "Anne", "Zola")).await;
    let tag = firm.manager.get(&path(&made)).await.expect(200).header("etag").to_owned();
    assert!(tag.starts_with("\"v1-"), "{tag}");
    let again = get_unless(&firm.manager, &path(&made), &tag).await.expect(304);
    assert_eq!((again.header("etag"), again.body.len()), (tag.as_str(), 0));
    let renamed = format!("/api/institutions/{}", chu["id"].as_str().unwrap());
    firm.manager.put(&renamed, &json!({ "name": "CHU de Nantes" })).await.expect(200);
    let changed = get_unless(&firm.manager, &path(&made), &tag).await.expect(200);
    assert_eq!(changed.json()["data"]["institution"]["name"], "CHU de Nantes");
}

#[tokio::test]
async fn a_token_shows_the_entities_that_it_reaches() {
    let firm = Firm::start().await;
    let chu = firm.institution("CHU", &firm.manager).await;
    let made = create(&firm.manager, &body(&chu, "Anne", "Zola")).await;
    let contacts = firm.by_token(&[Read], Some(&["contact"])).await;
    assert_eq!(read(&contacts, &made).await.get("institution"), None);
    assert_eq!(contacts.post(CONTACTS, &body(&chu, "A", "B")).await.expect(403).code(), "RESOURCE_ACCESS_DENIED");
    let institutions = firm.by_token(&[Read], Some(&["institution"])).await;
    assert_eq!(institutions.get(CONTACTS).await.expect(403).code(), "RESOURCE_ACCESS_DENIED");
    assert_eq!(institutions.get(&path(&made)).await.expect(403).code(), "RESOURCE_ACCESS_DENIED");
    assert_eq!(firm.app.anonymous().get(CONTACTS).await.expect(401).code(), "TOKEN_REQUIRED");
}
