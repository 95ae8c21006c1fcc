//! Creating, changing, deleting.

use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::{
    common::{Answer, Client},
    setting::*,
};

#[tokio::test]
async fn a_new_contact_is_found_where_the_answer_says() {
    let firm = Firm::start().await;
    let chu = firm.institution("CHU", &firm.colleague).await;
    let answer = firm.auditor.post(CONTACTS, &body(&chu, " Anne ", "Zola")).await.expect(201);
    let made = answer.json();
    assert_eq!((&made["success"], made["message"].is_string()), (&json!(true), true));
    assert_eq!(answer.header("location"), path(&made["data"]));
    assert_eq!((&made["data"]["firstName"], &made["data"]["isPrimary"]), (&json!("Anne"), &json!(false)));
    assert_eq!(read(&firm.auditor, &made["data"]).await, made["data"]);
}

#[tokio::test]
async fn a_change_touches_what_it_names() {
    let firm = Firm::start().await;
    let chu = firm.institution("CHU", &firm.manager).await;
    let more = json!({ "phone": "02 40 08 33 33", "title": "Directrice", "department": "Direction" });
    let made = create(&firm.manager, &body_with(&chu, "Zola", more)).await;
    let answer = firm.manager.put(&path(&made), &json!({ "lastName": "Zola-Dumas", "phone": null })).await.expect(200);
    let answer = answer.json();
    assert!(answer["message"].is_string());
    let changed = &answer["data"];
    assert_eq!((&changed["fullName"], &changed["phone"]), (&json!("Anne Zola-Dumas"), &Value::Null));
    for kept in ["firstName", "email", "title", "department", "isActive", "institution", "createdAt"] {
        assert_eq!(changed[kept], made[kept], "{kept}");
    }
    let patch = json!({ "title": null, "firstName": null, "isActive": false });
    let changed = firm.manager.patch(&path(&made), &patch).await.expect(200).json()["data"].take();
    assert_eq!((&changed["title"], &changed["firstName"]), (&Value::Null, &json!("Anne")));
    assert_eq!((&changed["isActive"], &changed["version"]), (&json!(false), &json!(3)));
    assert_eq!(read(&firm.manager, &made).await, changed);
}

#[tokio::test]
async fn a_contact_moves_and_there_is_one_primary() {
    let firm = Firm::start().await;
    let (chu, clinic) =
        (firm.institution("CHU", &firm.manager).await, firm.institution("Clinique", &firm.manager).await);
    let first = create(&firm.manager, &body_with(&clinic, "Zola", json!({ "isPrimary": true }))).await;
    let other = create(&firm.manager, &body_with(&chu, "Dumas", json!({ "isPrimary": true }))).await;
    let moved = firm.manager.put(&path(&other), &json!({ "institutionId": clinic["id"] })).await.expect(200).json();
    assert_eq!(
        (&moved["data"]["institution"]["name"], &moved["data"]["isPrimary"]),
        (&json!("Clinique"), &json!(true))
    );
    assert_eq!(read(&firm.manager, &first).await["isPrimary"], false);
}

async fn with_header(client: &Client, method: Method, path: &str, name: &str, value: &str, body: &Value) -> Answer {
    Answer::of(client.request(method, path).header(name, value).json(body)).await
}

#[tokio::test]
async fn a_stale_change_fails_and_changes_nothing() {
    let firm = Firm::start().await;
    let chu = firm.institution("CHU", &firm.manager).await;
    let made = create(&firm.manager, &body(&chu, "Anne", "Zola")).await;
    let tag = firm.manager.get(&path(&made)).await.header("etag").to_owned();
    let send = async |method: Method, tag: &str, body: Value| {
        with_header(&firm.manager, method, &path(&made), header::IF_MATCH.as_str(), tag, &body).await
    };
    send(Method::PUT, &tag, json!({ "lastName": "Dumas" })).await.expect(200);
    let stale = send(Method::PUT, &tag, json!({ "lastName": "Sand" })).await.expect(412);
    assert_eq!(
        (stale.code().as_str(), &stale.json()["error"]["details"]["currentVersion"]),
        ("PRECONDITION_FAILED", &json!(2))
    );
    send(Method::DELETE, &tag, json!({})).await.expect(412);
    assert_eq!(read(&firm.manager, &made).await["lastName"], "Dumas");
    send(Method::DELETE, "\"v2\"", json!({})).await.expect(200);
}

#[tokio::test]
async fn a_repeated_request_is_carried_out_once() {
    let firm = Firm::start().await;
    let chu = firm.institution("CHU", &firm.manager).await;
    let post = async |last_name: &str| {
        let body = body(&chu, "Anne", last_name);
        with_header(&firm.manager, Method::POST, CONTACTS, "idempotency-key", "import-1", &body).await
    };
    let first = post("Zola").await.expect(201);
    assert_eq!(post("Zola").await.expect(201).json(), first.json());
    assert_eq!(post("Dumas").await.expect(409).code(), "CONFLICT");
    assert_eq!(names(&firm.manager.get(CONTACTS).await), ["Zola"]);
}

#[tokio::test]
async fn what_is_deleted_is_no_longer_there() {
    let firm = Firm::start().await;
    let chu = firm.institution("CHU", &firm.manager).await;
    let made = create(&firm.manager, &body(&chu, "Anne", "Zola")).await;
    let answer = firm.manager.delete(&path(&made)).await.expect(200).json();
    assert_eq!((&answer["success"], answer["message"].is_string()), (&json!(true), true));
    for answer in [
        firm.manager.get(&path(&made)).await,
        firm.manager.put(&path(&made), &json!({ "lastName": "Dumas" })).await,
        firm.manager.delete(&path(&made)).await,
    ] {
        assert_eq!(answer.expect(404).code(), "CONTACT_NOT_FOUND");
    }
    assert_eq!(names(&firm.manager.get(CONTACTS).await), [""; 0]);
}

#[tokio::test]
async fn changes_are_announced() {
    let firm = Firm::start().await;
    let chu = firm.institution("CHU", &firm.manager).await;
    let made = create(&firm.manager, &body(&chu, "Anne", "Zola")).await;
    firm.manager.put(&path(&made), &json!({ "lastName": "Dumas" })).await.expect(200);
    firm.manager.put(&path(&made), &json!({ "lastName": "Dumas" })).await.expect(200);
    firm.manager.delete(&path(&made)).await.expect(200);
    let document = "query($id: ID!) { institution(id: $id) { auditEvents(first: 20) { nodes { action origin } } } }";
    let data = firm.admin.query(document, json!({ "id": chu["id"] })).await;
    let events = data["institution"]["auditEvents"]["nodes"].as_array().unwrap().clone();
    let mut of_contacts: Vec<&str> =
        events.iter().filter_map(|event| event["action"].as_str()?.strip_prefix("contact.")).collect();
    of_contacts.sort_unstable();
    assert_eq!(of_contacts, ["created", "deleted", "updated"], "{events:?}");
    assert!(events.iter().all(|event| event["origin"].as_str().unwrap().eq_ignore_ascii_case("rest")), "{events:?}");
}
