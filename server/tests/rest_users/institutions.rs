//! Who is in charge of which institutions.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    common::{Answer, Client},
    setting::*,
};

async fn institution(client: &Client, name: &str) -> Value {
    let address = json!({ "street": "1 rue", "city": "Nantes", "state": "", "zipCode": "44000", "country": "France" });
    let body = json!({ "name": name, "type": "clinic", "address": address });
    client.post("/api/institutions", &body).await.expect(201).json()["data"]["institution"]["id"].take()
}

async fn of(client: &Client, user: &Client) -> Vec<String> {
    let answer = client.get(&format!("{USERS}/{}/institutions", user.id())).await.expect(200).json();
    let rows = answer["data"].as_array().unwrap().iter();
    rows.map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn institutions_are_given_and_withdrawn() {
    let firm = Firm::start().await;
    let (a, b) = (institution(&firm.manager, "A").await, institution(&firm.manager, "B").await);
    let path = format!("{USERS}/{}/institutions", firm.auditor.id());
    let given = firm.manager.post(&path, &json!({ "institutionIds": [b, a] })).await.expect(200).json();
    let assigned = given["data"]["assignedInstitutions"].as_array().unwrap();
    assert_eq!(assigned.iter().map(|row| &row["name"]).collect::<Vec<_>>(), ["B", "A"]);
    assert_eq!(assigned[0]["assignedUser"]["id"], json!(firm.auditor.id()));
    assert!(given["data"]["message"].is_string());
    assert_eq!(of(&firm.manager, &firm.auditor).await, ["A", "B"]);
    assert_eq!(of(&firm.auditor, &firm.auditor).await, ["A", "B"]);

    // Those of others stay as they are.
    let withdraw = async |user: &Client, ids: Value| {
        let request = firm.manager.request(Method::DELETE, &format!("{USERS}/{}/institutions", user.id()));
        Answer::of(request.json(&json!({ "institutionIds": ids }))).await
    };
    withdraw(&firm.viewer, json!([a])).await.expect(200);
    assert_eq!(of(&firm.manager, &firm.auditor).await, ["A", "B"]);
    assert!(withdraw(&firm.auditor, json!([a])).await.expect(200).json()["data"]["message"].is_string());
    assert_eq!(of(&firm.manager, &firm.auditor).await, ["B"]);
    assert_eq!(withdraw(&firm.auditor, json!([firm.auditor.id()])).await.expect(400).code(), "VALIDATION_ERROR");
}

#[tokio::test]
async fn what_is_not_there_is_not_given() {
    let firm = Firm::start().await;
    let a = institution(&firm.manager, "A").await;
    let path = format!("{USERS}/{}/institutions", firm.auditor.id());
    let answer = firm.manager.post(&path, &json!({ "institutionIds": [a, firm.auditor.id()] })).await.expect(400);
    assert_eq!(answer.json()["error"]["details"]["details"][0]["field"], "institutionIds.1");
    assert_eq!(of(&firm.manager, &firm.auditor).await, Vec::<String>::new());
    let unknown = format!("{USERS}/0190a000-0000-7000-8000-000000000009/institutions");
    assert_eq!(
        firm.manager.post(&unknown, &json!({ "institutionIds": [a] })).await.expect(404).code(),
        "USER_NOT_FOUND"
    );
    assert_eq!(
        firm.auditor.post(&path, &json!({ "institutionIds": [a] })).await.expect(403).code(),
        "INSUFFICIENT_PERMISSIONS"
    );
    firm.manager.post(&path, &json!({ "institutionIds": ["x"] })).await.expect(400);
}
