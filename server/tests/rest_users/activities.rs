//! What the people of a team did.

use serde_json::{Value, json};

use crate::setting::*;

#[tokio::test]
async fn activities_come_from_the_audit_log() {
    let firm = Firm::start().await;
    let west = team(&firm.manager, "Ouest").await;
    let path = path(TEAMS, &west);
    let body = json!({ "userId": firm.auditor.id() });
    firm.manager.post(&format!("{path}/members"), &body).await.expect(200);
    let address = json!({ "street": "1 rue", "city": "Nantes", "state": "", "zipCode": "44000", "country": "France" });
    let institution = json!({ "name": "CHU", "type": "clinic", "address": address });
    let made =
        firm.auditor.post("/api/institutions", &institution).await.expect(201).json()["data"]["institution"].take();
    let task =
        "mutation($id: ID) { createTask(input: { title: \"Appeler\", institutionId: $id }) { userErrors { code } } }";
    firm.auditor.query(task, json!({ "id": made["id"] })).await;
    firm.auditor.query(task, json!({ "id": null })).await;
    firm.auditor.put("/api/users/profile/me", &json!({ "firstName": "Claire" })).await.expect(200);
    // Of somebody else: not the team's.
    firm.manager.post("/api/institutions", &institution).await.expect(201);

    let read = async |query: &str| firm.admin.get(&format!("{path}/activities?{query}")).await.expect(200).json();
    let said = |page: &Value| -> Vec<String> {
        let rows = page["data"].as_array().unwrap().iter();
        rows.map(|row| format!("{}: {}", row["type"].as_str().unwrap(), row["description"].as_str().unwrap())).collect()
    };
    let all = read("").await;
    let expected =
        ["user: User updated", "task: Task created", "task: Task created", "institution: Institution created"];
    assert_eq!(said(&all), expected);
    assert_eq!(
        all["meta"],
        json!({ "pagination": { "page": 1, "limit": 20, "total": 4, "totalPages": 1, "hasMore": false } })
    );
    let row = &all["data"][3];
    assert_eq!(fields(row), ["description", "id", "metadata", "timestamp", "type", "user", "userId"]);
    assert_eq!((&row["userId"], &row["user"]["firstName"]), (&json!(firm.auditor.id()), &json!("Claire")));
    assert_eq!(
        (&row["metadata"]["entityId"], &row["metadata"]["action"]),
        (&made["id"], &json!("institution.created"))
    );

    assert_eq!(said(&read("type=task").await), expected[1..3]);
    assert_eq!(said(&read("type=institution").await), expected[3..]);
    assert_eq!(said(&read("type=user").await), expected[..1]);
    assert_eq!(said(&read("type=engagement_letter").await), Vec::<String>::new());
    let second = read("limit=3&page=2").await;
    assert_eq!(
        (said(&second), &second["meta"]["pagination"]["hasMore"]),
        (expected[3..].iter().map(|s| (*s).to_owned()).collect(), &json!(false))
    );
    assert_eq!(read("limit=3").await["meta"]["pagination"]["hasMore"], true);
    for query in ["type=quote", "page=0", "limit=101"] {
        firm.admin.get(&format!("{path}/activities?{query}")).await.expect(400);
    }

    // Without the right to the audit log, what was done to institutions that one sees.
    for client in [&firm.manager, &firm.auditor] {
        let seen = client.get(&format!("{path}/activities")).await.expect(200).json();
        assert_eq!(said(&seen), ["task: Task created", "institution: Institution created"]);
        assert_eq!(seen["meta"]["pagination"]["total"], 2);
    }
    assert_eq!(firm.viewer.get(&format!("{path}/activities")).await.expect(404).code(), "TEAM_NOT_FOUND");
}
