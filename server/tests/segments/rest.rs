//! `/api/segments`, as the clients of the original use it.

use serde_json::{Value, json};

use crate::common::{TestApp, firm::Firm};
use crate::criteria::houses;

#[tokio::test]
async fn a_segment_is_made_listed_changed_and_deleted() {
    let app = TestApp::start().await;
    let manager = houses(&app).await;
    // As the form of the original sends it: what was not typed is empty, days are days.
    let body = json!({ "name": "Cliniques", "type": "institution", "visibility": "public", "criteria": {
        "institutionFilters": { "name": "", "type": "clinic", "city": null, "specialties": ["cardiologie"], "minBedCapacity": 10, "tags": [] },
        "contactFilters": { "activityLevel": "high" },
        "combinedFilters": { "createdDateRange": { "start": "2020-01-01", "end": "2999-12-31" } },
    } });
    let made = manager.post("/api/segments", &body).await.expect(201).json()["data"].take();
    let id = made["id"].as_str().unwrap().to_owned();
    let kept = json!({
        "institutionFilters": { "type": "clinic", "specialties": ["cardiologie"], "minBedCapacity": 10 },
        "combinedFilters": { "createdDateRange": { "start": "2020-01-01T00:00:00Z", "end": "2999-12-31T23:59:59.999Z" } },
    });
    assert_eq!(made["criteria"], kept);
    assert_eq!((&made["ownerId"], &made["teamId"]), (&json!(manager.id()), &Value::Null));

    let list = manager.get("/api/segments?type=institution&visibility=public&limit=1").await.expect(200).json();
    assert_eq!(list["meta"], json!({ "total": 1, "limit": 1, "offset": 0, "hasMore": false }));
    assert_eq!(list["data"][0]["stats"]["totalCount"], 1);
    assert_eq!(list["data"][0]["stats"]["filtersCount"], 4);
    assert_eq!(manager.get("/api/segments?type=contact").await.expect(200).json()["meta"]["total"], 0);

    let shown = manager.get(&format!("/api/segments/{id}")).await.expect(200);
    let tag = shown.header("etag").to_owned();
    let several = json!({ "criteria": { "institutionFilters": { "type": ["clinic", "hospital"] } } });
    let changed = manager.patch(&format!("/api/segments/{id}"), &several).await.expect(200).json();
    assert_eq!(changed["data"]["criteria"], several["criteria"]);
    let stale = manager.request(reqwest::Method::PUT, &format!("/api/segments/{id}")).header("if-match", tag);
    assert_eq!(stale.json(&json!({ "name": "x" })).send().await.unwrap().status(), 412);

    let results = manager.get(&format!("/api/segments/{id}/results?limit=1&offset=1")).await.expect(200).json();
    assert_eq!(results["meta"], json!({ "total": 2, "limit": 1, "offset": 1, "hasMore": false }));
    assert_eq!(results["data"][0]["name"], "Hôpital Élan");
    assert!(results["data"][0]["medicalProfile"].is_object());

    let copy =
        manager.post(&format!("/api/segments/{id}/duplicate"), &json!({ "name": "Copie" })).await.expect(201).json();
    assert_eq!((&copy["data"]["name"], &copy["data"]["visibility"]), (&json!("Copie"), &json!("private")));
    let other = copy["data"]["id"].as_str().unwrap();
    let compared = manager.get(&format!("/api/segments/compare?ids={id},{other}")).await.expect(200).json();
    let overlap = json!({ "segment1": id, "segment2": other, "overlapCount": 2, "overlapPercentage": 100.0 });
    assert_eq!(compared["data"]["overlaps"], json!([overlap]));
    assert_eq!(compared["data"]["segments"][1]["totalCount"], 2);

    let analytics = manager.get(&format!("/api/segments/{id}/analytics")).await.expect(200).json();
    assert_eq!(analytics["data"]["totalCount"], 2);
    assert_eq!(analytics["data"]["bySpecialty"][0], json!({ "key": "cardiologie", "count": 2 }));

    manager.delete(&format!("/api/segments/{id}")).await.expect(200);
    for path in ["", "/results", "/analytics", "/bulk/preview?operationType=create_tasks"] {
        assert_eq!(
            manager.get(&format!("/api/segments/{id}{path}")).await.outcome(),
            "404 SEGMENT_NOT_FOUND",
            "{path}"
        );
    }
    assert_eq!(manager.delete(&format!("/api/segments/{id}")).await.outcome(), "404 SEGMENT_NOT_FOUND");
}

#[tokio::test]
async fn a_preview_keeps_nothing() {
    let app = TestApp::start().await;
    let manager = houses(&app).await;
    let body = json!({ "type": "contact", "criteria": { "contactFilters": { "hasPhone": true } } });
    let preview = manager.post("/api/segments/preview", &body).await.expect(200).json()["data"].take();
    assert_eq!((&preview["total"], &preview["activeCount"]), (&json!(1), &json!(1)));
    assert_eq!((&preview["sample"][0]["lastName"], &preview["summary"]), (&json!("Aube"), &json!("1 contact")));
    assert_eq!(manager.get("/api/segments").await.json()["meta"]["total"], 0);
}

#[tokio::test]
async fn nonsense_is_refused() {
    let firm = Firm::start().await;
    let admin = &firm.admin;
    for body in [
        json!({}),
        json!({ "name": "x", "type": "institution" }),
        json!({ "name": "x", "type": "institution", "criteria": [] }),
        json!({ "name": "x", "type": "institution", "criteria": { "institutionFilters": { "type": "palace" } } }),
        json!({ "name": "x", "type": "institution", "criteria": { "institutionFilters": { "minBedCapacity": "many" } } }),
        json!({ "name": "x", "type": "institution", "criteria": { "combinedFilters": { "createdDateRange": { "start": "hier" } } } }),
        json!({ "name": "x".repeat(101), "type": "institution", "criteria": {} }),
        json!({ "name": "x", "type": "planet", "criteria": {} }),
    ] {
        assert_eq!(admin.post("/api/segments", &body).await.status, 400, "{body}");
    }
    assert_eq!(admin.get("/api/segments/compare").await.status, 400);
    assert_eq!(admin.get("/api/segments/compare?ids=x,y").await.status, 400);
    assert_eq!(admin.get("/api/segments/x").await.status, 400);
    assert_eq!(firm.app.anonymous().get("/api/segments").await.status, 401);
    let body = json!({ "name": "x", "type": "contact", "criteria": {} });
    assert_eq!(firm.viewer.post("/api/segments", &body).await.status, 403);
}

#[tokio::test]
async fn something_is_done_with_every_member() {
    let app = TestApp::start().await;
    let manager = houses(&app).await;
    let body =
        json!({ "name": "x", "type": "institution", "criteria": { "institutionFilters": { "tags": ["bloc"] } } });
    let made = manager.post("/api/segments", &body).await.expect(201).json();
    let path = format!("/api/segments/{}/bulk", made["data"]["id"].as_str().unwrap());
    let preview = manager.get(&format!("{path}/preview?operationType=create_tasks")).await.expect(200).json();
    let expected = json!({ "operationType": "create_tasks", "affectedCount": 2, "isPossible": true, "limit": 500 });
    assert_eq!(preview["data"], expected);
    let run = async |operation: &str, options: Value| {
        manager.post(&format!("{path}/execute"), &json!({ "operationType": operation, "options": options })).await
    };
    let tasks = json!({ "title": "Relancer", "priority": "high", "dueDate": "2030-01-31" });
    let done = run("create_tasks", tasks).await.expect(200).json();
    assert_eq!(done["data"], json!({ "totalCount": 2, "successCount": 2, "failureCount": 0, "errors": [] }));
    assert_eq!(manager.get("/api/tasks?priority=high").await.json()["meta"]["total"], 2);
    let auditor = app.user(domain::UserRole::Auditor).await;
    run("update_institutions", json!({ "assignedUserId": auditor.id, "isActive": true })).await.expect(200);
    let theirs = manager.get(&format!("/api/institutions?assignedUserId={}", auditor.id)).await.json();
    assert_eq!(theirs["data"]["pagination"]["total"], 2, "{theirs}");
    assert_eq!(run("update_contacts", json!({})).await.status, 400, "they are institutions");
    assert_eq!(run("send_communications", json!({})).await.status, 400, "nothing pretends to be sent");
    assert_eq!(run("dance", json!({})).await.status, 400);
    assert_eq!(manager.post(&format!("{path}/execute"), &json!({})).await.status, 400);
}
