//! Wrong input, and the error that each gets.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{common::Answer, setting::*};

/// `error.details[].path` joined, sorted.
fn paths(answer: &Answer) -> Vec<String> {
    let body = answer.json();
    let details = body["error"]["details"].as_array().unwrap_or_else(|| panic!("no details: {body}"));
    let joined = details.iter().map(|one| {
        let path: Vec<&str> = one["path"].as_array().unwrap().iter().map(|part| part.as_str().unwrap()).collect();
        assert!(one["message"].is_string() && one["type"].is_string(), "{one}");
        path.join(".")
    });
    let mut paths: Vec<String> = joined.collect();
    paths.sort();
    paths
}

#[tokio::test]
async fn all_that_is_wrong_is_said_at_once() {
    let firm = Firm::start().await;
    let wrong = json!({
        "name": " ", "type": "clinic", "finess": "123", "siret": "12345678901234", "mainPhone": "call me",
        "accountingNumber": "9".repeat(51), "tags": ["x".repeat(51)],
        "address": { "street": "", "city": "Nantes", "zipCode": "440", "country": "France" },
        "medicalProfile": { "bedCapacity": -1, "surgicalRooms": 1001, "complianceNotes": "x".repeat(2001) },
        "contactPersons": [{ "firstName": "Anne", "lastName": "", "email": "x@y.example" }],
    });
    let answer = firm.manager.post(INSTITUTIONS, &wrong).await.expect(400);
    assert_eq!(answer.code(), "BAD_REQUEST");
    let expected = "accountingNumber address.street address.zipCode contactPersons.0.lastName finess mainPhone \
        medicalProfile.bedCapacity medicalProfile.complianceNotes medicalProfile.surgicalRooms name siret tags";
    assert_eq!(paths(&answer), expected.split_whitespace().collect::<Vec<_>>());
    let error = &answer.json()["error"];
    assert!(error["requestId"].is_string() && error["timestamp"].is_string() && error["message"].is_string());
    assert_eq!(names(&firm.manager.get(INSTITUTIONS).await), [""; 0], "nothing was written");

    assert_eq!(paths(&firm.manager.post(INSTITUTIONS, &json!({})).await.expect(400)), ["address", "name", "type"]);
    let no_address = body_with("CHU", json!({ "address": {} }));
    let expected = ["address.city", "address.country", "address.street", "address.zipCode"];
    assert_eq!(paths(&firm.manager.post(INSTITUTIONS, &no_address).await.expect(400)), expected);
    let two_first = json!({ "firstName": "A", "lastName": "B", "email": "x@y.example", "isPrimary": true });
    let two_first = body_with("CHU", json!({ "contactPersons": [two_first.clone(), two_first] }));
    assert_eq!(paths(&firm.manager.post(INSTITUTIONS, &two_first).await.expect(400)), ["contactPersons"]);
    let stranger = body_with("CHU", json!({ "assignedUserId": Uuid::now_v7() }));
    assert_eq!(paths(&firm.manager.post(INSTITUTIONS, &stranger).await.expect(400)), ["assignedUserId"]);
}

#[tokio::test]
async fn wrong_types_are_named() {
    let firm = Firm::start().await;
    let made = create(&firm.manager, &body("CHU")).await;
    for (field, value) in [
        ("name", json!(7)),
        ("type", json!("palace")),
        ("type", json!("CLINIC")),
        ("tags", json!("one")),
        ("tags", json!([1])),
        ("isActive", json!("yes")),
        ("address", json!("Nantes")),
        ("assignedUserId", json!("me")),
        ("commercialStatus", json!("friend")),
    ] {
        for answer in [
            firm.manager.post(INSTITUTIONS, &body_with("CHU", json!({ field: value }))).await,
            firm.manager.put(&path(&made), &json!({ field: value })).await,
        ] {
            let answer = answer.expect(400);
            assert_eq!(answer.code(), "BAD_REQUEST", "{field}");
            assert!(paths(&answer)[0].starts_with(field), "{}", answer.text());
        }
    }
    let profile = format!("{}/medical-profile", path(&made));
    for wrong in [
        json!({ "bedCapacity": 1.5 }),
        json!({ "bedCapacity": "9" }),
        json!({ "bedCapacity": 99_999_999_999_i64 }),
        json!({ "specialties": null, "lastAuditDate": "31/01/2026" }),
        json!({ "complianceStatus": "fine" }),
        json!({ "lastAuditDate": "2026-02-01", "complianceExpirationDate": "2026-01-31" }),
    ] {
        assert_eq!(firm.manager.patch(&profile, &wrong).await.expect(400).code(), "BAD_REQUEST", "{wrong}");
    }
    assert_eq!(read(&firm.manager, &made).await, made);
}

#[tokio::test]
async fn parameters_of_the_wrong_kind_are_named() {
    let firm = Firm::start().await;
    for (query, field) in [
        ("type=palace", "type"),
        ("isActive=perhaps", "isActive"),
        ("minBedCapacity=many", "minBedCapacity"),
        ("maxSurgicalRooms=1.5", "maxSurgicalRooms"),
        ("assignedUserId=me", "assignedUserId"),
        ("complianceStatus=fine", "complianceStatus"),
        ("sortBy=shoeSize", "sortBy"),
        ("sortOrder=sideways", "sortOrder"),
    ] {
        let answer = firm.manager.get(&format!("{INSTITUTIONS}?{query}")).await.expect(400);
        assert_eq!((answer.code().as_str(), paths(&answer)), ("BAD_REQUEST", vec![field.to_owned()]), "{query}");
    }
    firm.manager.get(&format!("{INSTITUTIONS}?name=%00")).await.expect(400);
}

#[tokio::test]
async fn ids_bodies_and_methods_that_do_not_fit() {
    let firm = Firm::start().await;
    let made = create(&firm.manager, &body("CHU")).await;
    for path in ["/api/institutions/1", "/api/institutions/null/medical-profile", "/api/institutions/x/contacts"] {
        let method = if path.ends_with("contacts") {
            Method::POST
        } else if path.ends_with("profile") {
            Method::PUT
        } else {
            Method::GET
        };
        let answer = Answer::of(firm.manager.request(method, path).json(&json!({}))).await.expect(400);
        assert_eq!((answer.code().as_str(), paths(&answer)), ("BAD_REQUEST", vec!["id".to_owned()]), "{path}");
    }
    let unknown = format!("{INSTITUTIONS}/{}", Uuid::now_v7());
    assert_eq!(firm.manager.get(&unknown).await.expect(404).code(), "NOT_FOUND");
    assert_eq!(firm.manager.put(&unknown, &json!({})).await.expect(404).code(), "NOT_FOUND");
    assert_eq!(firm.manager.delete(&unknown).await.expect(404).code(), "NOT_FOUND");

    let post = |kind: &'static str, body: &'static [u8]| {
        Answer::of(firm.manager.request(Method::POST, INSTITUTIONS).header("content-type", kind).body(body))
    };
    assert_eq!(post("application/json", b"{\"name\": ").await.expect(422).code(), "UNPROCESSABLE_ENTITY");
    assert_eq!(post("application/json", b"{\"name\": \"\xff\"}").await.expect(422).code(), "UNPROCESSABLE_ENTITY");
    assert_eq!(post("application/json", b"[]").await.expect(400).code(), "BAD_REQUEST");
    assert_eq!(post("application/json", br#"{"name": "a\u0000b"}"#).await.expect(400).code(), "BAD_REQUEST");
    assert_eq!(post("text/plain", b"{}").await.expect(415).code(), "UNSUPPORTED_MEDIA_TYPE");
    let answer = Answer::of(firm.manager.request(Method::DELETE, INSTITUTIONS)).await.expect(405);
    assert_eq!(answer.code(), "METHOD_NOT_ALLOWED");
    assert_eq!(
        firm.manager.post(&path(&made), &Value::Null).await.expect(405).header("allow"),
        "GET,HEAD,PUT,PATCH,DELETE"
    );
}
