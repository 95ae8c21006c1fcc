//! The dashboard: its numbers are those of the lists, and each part costs one statement.

use chrono::{DateTime, Datelike, Duration, SecondsFormat, Utc};
use crm::operations::dashboard;
use domain::UserRole;
use serde_json::{Value, json};

use crate::{
    common::{Client, TestApp},
    paris,
    support::{code, context, institution, reader_of, statements, task},
};

const COUNTS: &str = "{ dashboard {
    institutions { total active clients prospects unassigned createdThisMonth }
    tasks { open overdue dueSoon completedThisWeek } myTaskCounts { open overdue dueSoon completedThisWeek } } }";

/// A firm with work of two auditors and of nobody.
async fn firm() -> (TestApp, [Client; 4]) {
    let app = TestApp::start().await;
    let clients = [
        app.sign_in_as(UserRole::Admin).await,
        app.sign_in_as(UserRole::Manager).await,
        app.sign_in_as(UserRole::Auditor).await,
        app.sign_in_as(UserRole::Viewer).await,
    ];
    let (auditor, other) = (clients[2].id(), app.user(UserRole::Auditor).await.id);
    app.sql(&format!(
        "INSERT INTO medical_institutions (name, type, commercial_status, is_active, address_street, address_city,
             address_zip_code, address_country, assigned_user_id, created_at, deleted_at)
           SELECT 'I' || n, 'clinic', (array['client','prospect'])[1 + n % 2], n % 5 <> 0, 'x', 'y', '44000', 'France',
             (array['{auditor}','{other}',NULL])[1 + n % 3]::uuid, now() - n * interval '2 days', CASE WHEN n % 7 = 0 THEN now() END
           FROM generate_series(1, 40) n;
         INSERT INTO tasks (title, status, assigned_to, created_by, institution_id, due_date, created_at, completed_at, deleted_at)
           SELECT 'T' || n, s.status, (array['{auditor}','{other}'])[1 + n % 2]::uuid, '{other}',
             (SELECT id FROM medical_institutions WHERE name = 'I' || n % 45),
             CASE WHEN n % 5 > 0 THEN now() + (n - 30) * interval '8 hours' END, now() - interval '80 days',
             CASE WHEN s.status = 'completed' THEN now() - n * interval '11 hours' END, CASE WHEN n % 13 = 0 THEN now() END
           FROM generate_series(1, 60) n, LATERAL (SELECT (array['todo','in_progress','completed','cancelled'])[1 + n * 3 % 4] AS status) s"
    ))
    .await;
    (app, clients)
}

/// The number of rows that a filter finds.
async fn count(client: &Client, list: &str, filter: Value) -> Value {
    let kind = if list == "tasks" { "TaskFilter" } else { "InstitutionFilter" };
    let document = format!("query($filter: {kind}) {{ {list}(filter: $filter) {{ totalCount }} }}");
    client.query(&document, json!({ "filter": filter })).await[list]["totalCount"].take()
}

fn text(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// The instant at which a day begins in France.
fn midnight(day: chrono::NaiveDate) -> String {
    let midnight = day.and_hms_opt(0, 0, 0).unwrap().and_utc();
    let hours = [2, 1].into_iter().find(|hours| {
        let at = midnight - Duration::hours(*hours);
        paris::day(at) == day && paris::day(at - Duration::seconds(1)) < day
    });
    text(midnight - Duration::hours(hours.unwrap()))
}

#[tokio::test]
async fn the_numbers_are_those_of_the_lists_for_every_role() {
    let (_app, clients) = firm().await;
    for client in &clients {
        let told = client.query(COUNTS, json!({})).await["dashboard"].take();
        let now = Utc::now();
        let today = paris::day(now);
        let institutions = [
            ("total", json!({})),
            ("active", json!({ "isActive": { "eq": true } })),
            ("clients", json!({ "commercialStatus": { "eq": "CLIENT" } })),
            ("prospects", json!({ "commercialStatus": { "eq": "PROSPECT" } })),
            ("unassigned", json!({ "assignedUserId": { "isNull": true } })),
            ("createdThisMonth", json!({ "createdAt": { "gte": midnight(today.with_day(1).unwrap()) } })),
        ];
        for (name, filter) in institutions {
            assert_eq!(told["institutions"][name], count(client, "institutions", filter).await, "{name}");
        }
        let open = json!({ "in": ["TODO", "IN_PROGRESS"] });
        let tasks = [
            ("open", json!({ "status": open })),
            ("overdue", json!({ "overdue": true })),
            (
                "dueSoon",
                json!({ "status": open, "dueDate": { "gte": text(now), "lte": text(now + Duration::days(3)) } }),
            ),
            ("completedThisWeek", json!({ "completedAt": { "gte": midnight(paris::start(today, "WEEK")) } })),
        ];
        for (name, filter) in tasks {
            assert_eq!(told["tasks"][name], count(client, "tasks", filter.clone()).await, "{name}");
            let own = json!({ "and": [filter, { "assigneeId": { "eq": client.id() } }] });
            assert_eq!(told["myTaskCounts"][name], count(client, "tasks", own).await, "own {name}");
        }
    }
}

#[tokio::test]
async fn an_auditor_counts_what_is_assigned_and_a_viewer_everything() {
    let (_app, [admin, _, auditor, viewer]) = firm().await;
    let all = admin.query(COUNTS, json!({})).await["dashboard"]["institutions"].take();
    assert_eq!(all["total"], 35);
    assert_eq!(viewer.query(COUNTS, json!({})).await["dashboard"]["institutions"], all);
    let assigned = auditor.query(COUNTS, json!({})).await["dashboard"].take();
    // Of 3, 6, …, 39 the deleted 21 is gone.
    assert_eq!((&assigned["institutions"]["total"], &assigned["institutions"]["unassigned"]), (&json!(12), &json!(0)));
    assert!(assigned["myTaskCounts"]["open"].as_i64() > Some(0));
    let seen =
        auditor.query("{ dashboard { attention(first: 50) { institution { assignedUserId } } } }", json!({})).await;
    let seen = seen["dashboard"]["attention"].as_array().unwrap();
    assert!(!seen.is_empty());
    assert!(seen.iter().all(|found| found["institution"]["assignedUserId"] == json!(auditor.id())));
}

#[tokio::test]
async fn an_empty_firm_has_nothing() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let document = "{ dashboard { institutions { total active clients prospects unassigned createdThisMonth }
        tasks { open overdue dueSoon completedThisWeek } myTasks { id } attention { reasons } activity { id }
        taskHistory { start created completed } } }";
    let dashboard = manager.query(document, json!({})).await["dashboard"].take();
    for part in ["institutions", "tasks"] {
        assert!(dashboard[part].as_object().unwrap().values().all(|number| number == 0), "{dashboard}");
    }
    for list in ["myTasks", "attention", "activity"] {
        assert_eq!(dashboard[list], json!([]));
    }
    let weeks = dashboard["taskHistory"].as_array().unwrap();
    let this_week = paris::start(paris::day(Utc::now()), "WEEK");
    let mondays = (0..12).rev().map(|ago| this_week - Duration::weeks(ago));
    let expected: Vec<_> =
        mondays.map(|start| json!({ "start": start.to_string(), "created": 0, "completed": 0 })).collect();
    assert_eq!(weeks, &expected);
}

#[tokio::test]
async fn weeks_begin_on_monday_in_france_when_clocks_change_too() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let instants = [
        // The last second of a week in winter, the first of the next.
        ("2026-03-22T22:59:59Z", "2026-03-16"),
        ("2026-03-22T23:00:00Z", "2026-03-23"),
        // This week has 167 hours.
        ("2026-03-29T21:59:59Z", "2026-03-23"),
        ("2026-03-29T22:00:00Z", "2026-03-30"),
        // In UTC they are on the Sunday before.
        ("2026-04-05T22:30:00Z", "2026-04-06"),
        ("2026-04-05T21:30:00Z", "2026-03-30"),
    ];
    for (instant, monday) in instants {
        app.sql(&format!(
            "INSERT INTO tasks (title, status, assigned_to, created_by, created_at, completed_at)
               VALUES ('{monday}', 'completed', '{0}', '{0}', '{instant}', '{instant}')",
            manager.id()
        ))
        .await;
    }
    let now = "2026-04-06T21:00:00Z".parse().unwrap();
    let weeks = dashboard::task_history(&context(&app, &manager), now, 5).await.unwrap();
    let told: Vec<_> = weeks.iter().map(|week| (week.start.to_string(), week.created, week.completed)).collect();
    let week = |start: &str, number| (start.to_owned(), number, number);
    assert_eq!(
        told,
        [
            week("2026-03-09", 0),
            week("2026-03-16", 1),
            week("2026-03-23", 2),
            week("2026-03-30", 2),
            week("2026-04-06", 1)
        ]
    );
    // Half an hour before Monday the new week has not begun.
    let earlier = "2026-04-05T21:30:00Z".parse().unwrap();
    let weeks = dashboard::task_history(&context(&app, &manager), earlier, 1).await.unwrap();
    assert_eq!((weeks.len(), weeks[0].start.to_string()), (1, "2026-03-30".to_owned()));
    assert_eq!(weeks[0].start.weekday(), chrono::Weekday::Mon);
}

#[tokio::test]
async fn the_history_adds_up_to_the_list() {
    let (_app, clients) = firm().await;
    for client in &clients {
        let data = client.query("{ dashboard { taskHistory(weeks: 52) { created completed } } }", json!({})).await;
        let weeks = data["dashboard"]["taskHistory"].as_array().unwrap();
        assert_eq!(weeks.len(), 52);
        let sum = |field: &str| weeks.iter().map(|week| week[field].as_i64().unwrap()).sum::<i64>();
        assert_eq!(json!(sum("created")), count(client, "tasks", json!({})).await);
        assert_eq!(json!(sum("completed")), count(client, "tasks", json!({ "status": { "eq": "COMPLETED" } })).await);
    }
}

#[tokio::test]
async fn my_tasks_are_open_and_overdue_ones_come_first() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let other = app.user(UserRole::Auditor).await;
    let due = |days: i64| json!({ "dueDate": text(Utc::now() + Duration::days(days)) });
    task(&manager, "undated", json!({})).await;
    task(&manager, "next week", due(7)).await;
    task(&manager, "late", due(-1)).await;
    task(&manager, "later still", due(-9)).await;
    task(&manager, "of another", json!({ "assigneeId": other.id })).await;
    let done = task(&manager, "done", due(-3)).await;
    let complete = "mutation($id: ID!) { completeTask(input: { id: $id }) { userErrors { code } } }";
    manager.query(complete, json!({ "id": done["id"] })).await;
    let titles = |data: &Value| -> Vec<String> {
        let tasks = data["dashboard"]["myTasks"].as_array().unwrap();
        tasks.iter().map(|task| task["title"].as_str().unwrap().to_owned()).collect()
    };
    let data = manager.query("{ dashboard { myTasks { title } } }", json!({})).await;
    assert_eq!(titles(&data), ["later still", "late", "next week", "undated"]);
    let data = manager.query("{ dashboard { myTasks(first: 2) { title } } }", json!({})).await;
    assert_eq!(titles(&data), ["later still", "late"]);
}

#[tokio::test]
async fn attention_goes_to_the_weightiest_reasons() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let id = manager.id();
    let contact = json!([{ "firstName": "A", "lastName": "B", "email": "a@b.example", "isPrimary": true }]);
    let tidy = json!({ "assignedUserId": id, "contacts": contact });
    for (name, more) in [("fine", &tidy), ("late", &tidy), ("expired", &tidy), ("soon", &tidy), ("gone", &tidy)] {
        institution(&manager, name, more.clone()).await;
    }
    institution(&manager, "nobody's", json!({ "assignedUserId": null })).await;
    institution(&manager, "worst", json!({ "assignedUserId": null })).await;
    app.sql(&format!(
        "UPDATE medical_institutions SET assigned_user_id = NULL WHERE name IN ('nobody''s', 'worst');
         UPDATE medical_institutions SET is_active = FALSE WHERE name = 'gone';
         INSERT INTO medical_profiles (institution_id, compliance_status, compliance_expiration_date)
           SELECT id, CASE name WHEN 'worst' THEN 'non_compliant' ELSE 'compliant' END,
             CASE name WHEN 'soon' THEN now() + interval '89 days' WHEN 'fine' THEN now() + interval '91 days' ELSE '2020-03-29T22:30:00Z' END
           FROM medical_institutions WHERE name <> 'nobody''s' AND name <> 'late'
         ON CONFLICT (institution_id) DO UPDATE SET compliance_status = excluded.compliance_status,
           compliance_expiration_date = excluded.compliance_expiration_date;
         INSERT INTO tasks (title, assigned_to, created_by, institution_id, due_date, deleted_at)
           SELECT 'x', '{id}', '{id}', id, now() - interval '1 day', CASE n WHEN 3 THEN now() END
           FROM medical_institutions, generate_series(1, 3) n WHERE name IN ('late', 'worst', 'gone')"
    ))
    .await;
    let document = "{ dashboard { attention { institution { name } reasons overdueTasks complianceExpiresOn } } }";
    let data = manager.query(document, json!({})).await;
    let told: Vec<Value> = data["dashboard"]["attention"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| json!([found["institution"]["name"], found["reasons"], found["overdueTasks"]]))
        .collect();
    assert_eq!(
        told,
        [
            json!([
                "worst",
                ["OVERDUE_TASKS", "NON_COMPLIANT", "COMPLIANCE_EXPIRED", "NO_PRIMARY_CONTACT", "UNASSIGNED"],
                2
            ]),
            json!(["late", ["OVERDUE_TASKS"], 2]),
            json!(["expired", ["COMPLIANCE_EXPIRED"], 0]),
            json!(["nobody's", ["NO_PRIMARY_CONTACT", "UNASSIGNED"], 0]),
            json!(["soon", ["COMPLIANCE_EXPIRES_SOON"], 0]),
        ]
    );
    assert_eq!(data["dashboard"]["attention"][2]["complianceExpiresOn"], "2020-03-30", "the day in France");
}

#[tokio::test]
async fn each_part_is_one_statement_and_only_what_is_asked_for_is_computed() {
    let (app, clients) = firm().await;
    let cases = [
        ("institutions { total clients }", 1),
        ("tasks { open } myTaskCounts { overdue }", 2),
        ("myTasks { title }", 1),
        ("myTasks(first: 50) { assignee { email } institution { name assignedUser { email } } }", 3),
        ("attention { reasons institution { name } }", 1),
        ("attention(first: 50) { institution { contacts(first: 3) { nodes { email } } } }", 2),
        ("activity { action user { email } }", 1),
        ("taskHistory(weeks: 52) { start created completed }", 1),
        ("__typename", 0),
    ];
    for (parts, expected) in cases {
        let document = format!("{{ dashboard {{ {parts} }} }}");
        assert_eq!(statements(&app, &clients[2], &document, json!({})).await, expected, "{parts}");
    }
    let all = "{ dashboard { institutions { total } tasks { open } myTaskCounts { open } myTasks { id } attention { reasons } activity { id } taskHistory { start } } }";
    assert_eq!(statements(&app, &clients[0], all, json!({})).await, 7);
}

#[tokio::test]
async fn activity_is_what_the_caller_may_see() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let auditor = app.sign_in_as(UserRole::Auditor).await;
    institution(&manager, "theirs", json!({})).await;
    let mine = institution(&manager, "mine", json!({ "assignedUserId": auditor.id() })).await;
    let document = "{ dashboard { activity(first: 50) { action institutionId } } }";
    let seen = auditor.query(document, json!({})).await["dashboard"]["activity"].take();
    assert_eq!(seen, json!([{ "action": "institution.created", "institutionId": mine["id"] }]));
    let seen = manager.query(document, json!({})).await["dashboard"]["activity"].take();
    assert_eq!(seen.as_array().unwrap().len(), 2);
    assert_eq!(seen[0]["institutionId"], mine["id"], "the latest first");
}

#[tokio::test]
async fn arguments_out_of_range_are_refused() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    for part in [
        "myTasks(first: 51) { id }",
        "attention(first: -1) { reasons }",
        "activity(first: 51) { id }",
        "taskHistory(weeks: 53) { start }",
        "taskHistory(weeks: 0) { start }",
    ] {
        let answer = manager.graphql(&format!("{{ dashboard {{ {part} }} }}"), json!({})).await;
        assert_eq!(code(&answer), "BAD_USER_INPUT", "{part}");
    }
}

#[tokio::test]
async fn an_api_token_sees_the_parts_that_it_reaches() {
    let (_app, [admin, ..]) = firm().await;
    let reader = reader_of(&admin, &["institution"]).await;
    let data = reader.query("{ dashboard { institutions { total } } }", json!({})).await;
    assert_eq!(data["dashboard"]["institutions"]["total"], 35);
    for part in
        ["tasks { open }", "myTasks { id }", "attention { reasons }", "activity { id }", "taskHistory { start }"]
    {
        let answer = reader.graphql(&format!("{{ dashboard {{ {part} }} }}"), json!({})).await;
        assert_eq!(code(&answer), "FORBIDDEN", "{part}");
    }
}
