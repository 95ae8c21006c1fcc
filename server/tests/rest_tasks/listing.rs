//! Lists: filters, pages, the order.

use chrono::{DateTime, Duration, SecondsFormat, Utc};
use serde_json::{Value, json};

use crate::setting::*;

fn text(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Tasks in the order of the list.
const ORDER: [&str; 6] =
    ["Rapport en retard", "Appeler le bloc", "Préparer l'audit", "Sans date", "Plus ancienne sans date", "Classer"];

async fn firm_with_tasks() -> (Firm, Value) {
    let firm = Firm::start().await;
    let chu = firm.institution("CHU", &firm.manager).await;
    let due = |days: i64| json!(text(Utc::now() + Duration::days(days)));
    let (manager, auditor) = (&firm.manager, &firm.auditor);
    for body in [
        body_with("Plus ancienne sans date", auditor, json!({})),
        body_with("Classer", auditor, json!({ "priority": "low", "dueDate": due(1), "description": "Été 2026" })),
        body_with("Préparer l'audit", manager, json!({ "dueDate": due(9), "institutionId": chu["id"] })),
        body_with("Sans date", manager, json!({})),
        body_with("Appeler le bloc", auditor, json!({ "priority": "high", "dueDate": due(3) })),
        body_with("Rapport en retard", auditor, json!({ "priority": "urgent", "dueDate": due(-2) })),
    ] {
        create(&firm.manager, &body).await;
    }
    (firm, chu)
}

#[tokio::test]
async fn each_parameter_filters() {
    let (firm, chu) = firm_with_tasks().await;
    let own = create(&firm.auditor, &body_with("Fini", &firm.auditor, json!({ "dueDate": "2020-01-31" }))).await;
    firm.auditor.put(&path(&own), &json!({ "status": "completed" })).await.expect(200);
    let all = [
        "Rapport en retard",
        "Appeler le bloc",
        "Fini",
        "Préparer l'audit",
        "Sans date",
        "Plus ancienne sans date",
        "Classer",
    ];
    let assignee = format!("assigneeId={}", firm.manager.id());
    let creator = format!("creatorId={}", firm.auditor.id());
    let institution = format!("institutionId={}", chu["id"].as_str().unwrap());
    let from = format!("dueDateFrom={}", text(Utc::now() + Duration::days(2)));
    let window = format!("{from}&dueDateTo={}", text(Utc::now() + Duration::days(5)));
    for (query, expected) in [
        ("", &all[..]),
        (assignee.as_str(), &["Préparer l'audit", "Sans date"]),
        (creator.as_str(), &["Fini"]),
        (institution.as_str(), &["Préparer l'audit"]),
        ("status=completed", &["Fini"]),
        ("priority=urgent", &["Rapport en retard"]),
        ("overdue=true", &["Rapport en retard"]),
        ("overdue=false", &all),
        (from.as_str(), &["Appeler le bloc", "Préparer l'audit"]),
        (window.as_str(), &["Appeler le bloc"]),
        ("dueDateFrom=2020-01-31&dueDateTo=2020-01-31", &["Fini"]),
        ("search=PREPARER", &["Préparer l'audit"]),
        ("search=date%20sans", &["Sans date", "Plus ancienne sans date"]),
        ("search=ete", &["Classer"]),
        ("search=%25", &[]),
        ("status=&search=&overdue=&dueDateTo=&assigneeId=&limit=", &all),
        ("unheardOf=1", &all),
    ] {
        for path in [TASKS, "/api/tasks/"] {
            let answer = firm.manager.get(&format!("{path}?{query}")).await.expect(200);
            assert_eq!(titles(&answer), expected, "{query}");
            assert_eq!(answer.json()["meta"]["total"], expected.len(), "{query}");
        }
    }
}

#[tokio::test]
async fn the_most_urgent_come_first() {
    let (firm, _) = firm_with_tasks().await;
    assert_eq!(titles(&firm.manager.get(TASKS).await.expect(200)), ORDER);
}

#[tokio::test]
async fn pages_are_numbered() {
    let (firm, _) = firm_with_tasks().await;
    let page = async |query: &str| {
        let answer = firm.manager.get(&format!("{TASKS}?{query}")).await.expect(200);
        (titles(&answer), answer.json()["meta"].take())
    };
    let meta =
        |page: i64, limit: i64, pages: i64| json!({ "total": 6, "page": page, "limit": limit, "totalPages": pages });
    let of = |range: std::ops::Range<usize>| ORDER[range].iter().map(|title| (*title).to_owned()).collect::<Vec<_>>();
    assert_eq!(page("").await, (of(0..6), meta(1, 50, 1)));
    assert_eq!(page("limit=4").await, (of(0..4), meta(1, 4, 2)));
    assert_eq!(page("limit=4&page=2").await, (of(4..6), meta(2, 4, 2)));
    assert_eq!(page("page=3").await, (vec![], meta(3, 50, 1)));
    assert_eq!(page("limit=-1").await, (of(0..6), meta(1, -1, 1)));
    for query in ["limit=0", "limit=5001", "page=0", "page=9223372036854775807", "limit=ten"] {
        let answer = firm.manager.get(&format!("{TASKS}?{query}")).await.expect(400);
        assert_eq!(
            (answer.code().as_str(), fields(&answer)),
            ("VALIDATION_ERROR", vec![query.split('=').next().unwrap().to_owned()])
        );
    }
}

#[tokio::test]
async fn the_tasks_of_a_user() {
    let (firm, _) = firm_with_tasks().await;
    let answer = firm.manager.get(&format!("{TASKS}/assigned/{}", firm.auditor.id())).await.expect(200);
    assert_eq!(titles(&answer), ["Rapport en retard", "Appeler le bloc", "Plus ancienne sans date", "Classer"]);
    assert!(answer.json().get("meta").is_none(), "it is a list without pages");
    let of_manager = format!("{TASKS}/assigned/{}", firm.manager.id());
    assert_eq!(titles(&firm.auditor.get(&of_manager).await.expect(200)), [""; 0], "the auditor does not see them");
    let of_nobody = format!("{TASKS}/assigned/{}", uuid::Uuid::now_v7());
    assert_eq!(titles(&firm.manager.get(&of_nobody).await.expect(200)), [""; 0]);
    firm.manager.get("/api/tasks/assigned/me").await.expect(400);
}

#[tokio::test]
async fn a_longer_list_costs_no_more() {
    let firm = Firm::start().await;
    let task = async |number: u32| {
        let institution = firm.institution(&format!("CH {number}"), &firm.auditor).await;
        let more = json!({ "institutionId": institution["id"] });
        create(&firm.manager, &body_with("Appeler", &firm.auditor, more)).await
    };
    let made = task(0).await;
    let mut short = Vec::new();
    for (_, client) in firm.by_role() {
        short.push(firm.statements(client, TASKS).await);
    }
    assert!(short.iter().all(|statements| *statements <= 5), "{short:?}");
    assert!(firm.statements(&firm.manager, &path(&made)).await <= 4);
    for number in 1..15 {
        task(number).await;
    }
    for ((name, client), before) in firm.by_role().into_iter().zip(short) {
        assert_eq!(firm.statements(client, "/api/tasks?limit=100").await, before, "{name}");
    }
}
