//! What each role may do.

use serde_json::{Value, json};

use crate::{common::Client, setting::*};

async fn outcomes(client: &Client, task: &Value) -> Vec<String> {
    let path = path(task);
    let mut outcomes = Vec::new();
    for answer in [
        client.get(&path).await,
        client.put(&path, &json!({ "status": "in_progress" })).await,
        client.patch(&path, &json!({ "status": "completed" })).await,
        client.delete(&path).await,
    ] {
        outcomes.push(answer.outcome());
    }
    outcomes
}

#[tokio::test]
async fn every_route_by_every_role() {
    let firm = Firm::start().await;
    let of_team = firm.institution("Of the team", &firm.colleague).await;
    let of_others = firm.institution("Of others", &firm.manager).await;
    let (never, none) = ("403 INSUFFICIENT_PERMISSIONS", "404 TASK_NOT_FOUND");
    let director = ["200", "200", "200", "200"];
    let nobody = ["401 TOKEN_REQUIRED"; 4];
    let anonymous = firm.app.anonymous();
    for (name, client, on_team, on_others) in [
        ("admin", &firm.admin, director, director),
        ("manager", &firm.manager, director, director),
        ("auditor", &firm.auditor, ["200", "200", "200", never], [none, none, none, never]),
        ("viewer", &firm.viewer, ["200", never, never, never], ["200", never, never, never]),
        ("anonymous", &anonymous, nobody, nobody),
    ] {
        for (institution, expected) in [(&of_team, on_team), (&of_others, on_others)] {
            let more = json!({ "institutionId": institution["id"] });
            let task = create(&firm.manager, &body_with("Auditer", &firm.manager, more)).await;
            assert_eq!(outcomes(client, &task).await, expected, "{name}");
        }
    }
    for (name, client, expected) in
        [("admin", &firm.admin, "201"), ("auditor", &firm.auditor, "201"), ("viewer", &firm.viewer, never)]
    {
        assert_eq!(client.post(TASKS, &body("Own", client)).await.outcome(), expected, "{name}");
    }
}

#[tokio::test]
async fn what_one_may_not_see_is_not_there() {
    let firm = Firm::start().await;
    let of_team = firm.institution("Of the team", &firm.colleague).await;
    let of_others = firm.institution("Of others", &firm.manager).await;
    for (title, assignee, institution) in [
        ("A Team", &firm.manager, Some(&of_team)),
        ("B Others", &firm.manager, Some(&of_others)),
        ("C Mine of others", &firm.auditor, Some(&of_others)),
        ("D Mine", &firm.auditor, None),
        ("E Of the colleague", &firm.colleague, None),
    ] {
        let institution = institution.map(|institution| institution["id"].clone());
        create(&firm.manager, &body_with(title, assignee, json!({ "institutionId": institution }))).await;
    }
    for (name, client) in firm.by_role() {
        let mut seen = titles(&client.get(TASKS).await.expect(200));
        seen.sort();
        let expected = if name == "auditor" {
            vec!["A Team", "C Mine of others", "D Mine"]
        } else {
            vec!["A Team", "B Others", "C Mine of others", "D Mine", "E Of the colleague"]
        };
        assert_eq!(seen, expected, "{name}");
        assert_eq!(client.get(TASKS).await.json()["meta"]["total"], expected.len(), "{name}");
    }
    let mine = firm.auditor.get("/api/tasks?search=of%20others").await.expect(200).json()["data"][0].take();
    assert_eq!((&mine["institutionId"], &mine["institution"]), (&of_others["id"], &Value::Null));
}
