//! Aggregates: they say what one would count by hand in the lists.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::UserRole;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::{
    common::{Client, TestApp},
    paris,
    support::{code, reader_of, statements},
};

const NUMBERS: [&str; 6] =
    ["bedCapacity", "surgicalRooms", "endoscopyRooms", "staffCount", "surgicalInterventions", "endoscopyInterventions"];

/// A firm with institutions and tasks of all kinds, made around the nights in which French clocks change. Two auditors
/// are a team, one is alone.
async fn firm() -> (TestApp, Vec<Client>) {
    let app = TestApp::start().await;
    let mut clients = Vec::new();
    for role in [UserRole::Admin, UserRole::Manager, UserRole::Auditor, UserRole::Auditor, UserRole::Viewer] {
        clients.push(app.sign_in_as(role).await);
    }
    let (auditor, colleague, stranger) = (clients[2].id(), app.user(UserRole::Auditor).await.id, clients[3].id());
    app.sql(&format!(
        "INSERT INTO teams (id, name) VALUES ('0190a000-0000-7000-8000-000000000001', 'Ouest');
         UPDATE users SET team_id = '0190a000-0000-7000-8000-000000000001' WHERE id IN ('{auditor}', '{colleague}');
         INSERT INTO medical_institutions (name, type, commercial_status, data_source, is_active, address_street,
             address_city, address_state, address_zip_code, address_country, group_name, assigned_user_id, created_at, deleted_at)
           SELECT 'I' || n, (array['hospital','clinic','medical_center','specialty_clinic'])[1 + n % 4],
             (array['client','prospect'])[1 + n % 2], (array['crm','import','sage'])[1 + n % 3], n % 5 <> 0, 'x',
             (array['Évry','Nantes','Angers','evry','Paris'])[1 + n % 5], (array['','Loire'])[1 + n % 2], '44000',
             (array['France','Belgique'])[1 + n % 7 / 6], (array['Elsan','Ramsay',NULL])[1 + n % 3],
             (array['{auditor}','{colleague}','{stranger}',NULL])[1 + n % 4]::uuid,
             (array['2025-12-31T23:30:00Z','2026-03-28T22:30:00Z','2026-03-29T22:30:00Z','2026-10-25T22:30:00Z','2026-10-25T23:30:00Z'])[1 + n % 5]::timestamptz
               + n * interval '1 minute', CASE WHEN n % 11 = 0 THEN now() END
           FROM generate_series(1, 70) n;
         INSERT INTO medical_profiles (institution_id, bed_capacity, surgical_rooms, staff_count, compliance_status)
           SELECT id, substr(name, 2)::int * 7 % 100, CASE WHEN substr(name, 2)::int % 2 = 0 THEN 3 END, 2000000000,
             (array['compliant','expired'])[1 + substr(name, 2)::int % 2]
           FROM medical_institutions WHERE substr(name, 2)::int % 3 <> 0;
         INSERT INTO tasks (title, status, priority, assigned_to, created_by, institution_id, due_date, created_at, completed_at, deleted_at)
           SELECT 'T' || n, s.status, (array['low','medium','high','urgent'])[1 + n % 4],
             (array['{auditor}','{colleague}','{stranger}'])[1 + n % 3]::uuid, (array['{stranger}','{auditor}'])[1 + n % 2]::uuid,
             (SELECT id FROM medical_institutions WHERE name = 'I' || (n % 40)),
             CASE WHEN n % 3 > 0 THEN '2026-10-20T22:30:00Z'::timestamptz + (n % 60 - 20) * interval '1 day' END,
             '2026-03-20T22:30:00Z'::timestamptz + n * interval '7 hours',
             CASE WHEN s.status = 'completed' THEN '2026-10-20T22:45:00.123456Z'::timestamptz + n * interval '5 hours' END,
             CASE WHEN n % 13 = 0 THEN now() END
           FROM generate_series(1, 90) n, LATERAL (SELECT (array['todo','in_progress','completed','cancelled'])[1 + n * 3 % 4] AS status) s"
    ))
    .await;
    for client in &mut clients {
        let id = client.id();
        *client = app.sign_in(user(&app, id).await).await;
    }
    (app, clients)
}

async fn user(app: &TestApp, id: uuid::Uuid) -> db::rows::User {
    use db::{rows::User, schema::users};
    use diesel::{QueryDsl, SelectableHelper};
    use diesel_async::RunQueryDsl;
    users::table.find(id).select(User::as_select()).first(&mut app.db().await).await.unwrap()
}

/// Every row of a list.
async fn all(client: &Client, list: &str, filter_type: &str, fields: &str, filter: &Value) -> Vec<Value> {
    let document = format!(
        "query($filter: {filter_type}, $after: String) {{ {list}(first: 100, after: $after, filter: $filter) {{
             nodes {{ {fields} }} pageInfo {{ hasNextPage endCursor }} }} }}"
    );
    let (mut rows, mut after) = (Vec::new(), Value::Null);
    loop {
        let data = client.query(&document, json!({ "filter": filter, "after": after })).await;
        rows.extend(data[list]["nodes"].as_array().unwrap().iter().cloned());
        if data[list]["pageInfo"]["hasNextPage"] == false {
            return rows;
        }
        after = data[list]["pageInfo"]["endCursor"].clone();
    }
}

/// The key's field and its value for a row of a list, `CREATED_AT_WEEK` for example.
fn key_of(row: &Value, group: &str) -> (String, Value) {
    let mut name = String::new();
    for (n, word) in group.to_lowercase().split('_').enumerate() {
        name += &if n == 0 { word.to_owned() } else { word[..1].to_uppercase() + &word[1..] };
    }
    for period in ["DAY", "WEEK", "MONTH", "QUARTER", "YEAR"] {
        let Some(field) = group.strip_suffix(&format!("_{period}")) else { continue };
        let field = match field {
            "CREATED_AT" => "createdAt",
            "DUE_DATE" => "dueDate",
            _ => "completedAt",
        };
        let start = |text: &str| paris::start(paris::day(text.parse().unwrap()), period).to_string();
        return (name, row[field].as_str().map_or(Value::Null, |text| json!(start(text))));
    }
    match group {
        "CITY" | "STATE" | "COUNTRY" => (name.clone(), row["address"][name].clone()),
        "COMPLIANCE_STATUS" => (name.clone(), row["medicalProfile"][name].clone()),
        "ASSIGNED_USER" | "ASSIGNEE" | "CREATOR" | "INSTITUTION" => {
            let id = format!("{name}Id");
            (id.clone(), row[id].clone())
        }
        _ => (name.clone(), row[name].clone()),
    }
}

/// The rows of each group, by the text of its key.
fn grouped<'a>(rows: &'a [Value], groups: &[&str]) -> BTreeMap<String, Vec<&'a Value>> {
    let mut by_key: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    if groups.is_empty() {
        by_key.insert("{}".into(), Vec::new());
    }
    for row in rows {
        let key: BTreeMap<_, _> = groups.iter().map(|group| key_of(row, group)).collect();
        by_key.entry(serde_json::to_string(&key).unwrap()).or_default().push(row);
    }
    by_key
}

fn number(value: Option<Decimal>) -> Value {
    value.map_or(Value::Null, |value| json!(value.normalize().to_string()))
}

fn rounded(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(4, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
}

/// Sum, mean, least and greatest of numbers.
fn summary(values: &[Decimal]) -> [Option<Decimal>; 4] {
    let sum: Decimal = values.iter().sum();
    let some = !values.is_empty();
    [
        some.then(|| rounded(sum)),
        some.then(|| rounded(sum / Decimal::from(values.len()))),
        values.iter().min().copied().map(rounded),
        values.iter().max().copied().map(rounded),
    ]
}

/// The document that asks for everything under these groups.
fn keys(groups: &[&str]) -> String {
    let fields: Vec<String> = groups.iter().map(|group| key_of(&Value::Null, group).0).collect();
    if fields.is_empty() { "__typename".into() } else { fields.join(" ") }
}

/// Compares an aggregate's groups with rows that were grouped by hand.
fn compare(
    data: &[Value],
    expected: &BTreeMap<String, Vec<&Value>>,
    groups: &[&str],
    numbers: impl Fn(&Value, &[&Value]),
) {
    assert_eq!(data.len(), expected.len(), "{groups:?}: {data:?}");
    for group in data {
        let key: BTreeMap<_, _> =
            group["key"].as_object().unwrap().iter().filter(|(name, _)| *name != "__typename").collect();
        let key = serde_json::to_string(&key).unwrap();
        let rows = expected.get(&key).unwrap_or_else(|| panic!("{groups:?}: nobody has {key}"));
        assert_eq!(group["count"], rows.len(), "{groups:?}: {key}");
        numbers(group, rows);
    }
}

#[tokio::test]
async fn institutions_are_counted_as_in_their_list() {
    let (_app, clients) = firm().await;
    let groupings: [&[&str]; 20] = [
        &[],
        &["TYPE"],
        &["COMMERCIAL_STATUS"],
        &["DATA_SOURCE"],
        &["IS_ACTIVE"],
        &["CITY"],
        &["STATE"],
        &["COUNTRY"],
        &["GROUP_NAME"],
        &["ASSIGNED_USER"],
        &["COMPLIANCE_STATUS"],
        &["CREATED_AT_DAY"],
        &["CREATED_AT_WEEK"],
        &["CREATED_AT_MONTH"],
        &["CREATED_AT_QUARTER"],
        &["CREATED_AT_YEAR"],
        &["TYPE", "CREATED_AT_MONTH"],
        &["ASSIGNED_USER", "IS_ACTIVE", "COMPLIANCE_STATUS"],
        &["TYPE", "TYPE"],
        &["CITY", "GROUP_NAME", "COUNTRY", "STATE"],
    ];
    let filters = [
        json!(null),
        json!({ "deleted": true }),
        json!({ "medicalProfile": { "bedCapacity": { "gte": 30 } } }),
        json!({ "or": [{ "tasks": { "some": { "status": { "eq": "TODO" } } } }, { "not": { "city": { "contains": "evry" } } }] }),
        json!({ "assignedUser": { "firstName": { "eq": "nobody" } } }),
    ];
    let fields = format!(
        "type commercialStatus dataSource isActive groupName assignedUserId createdAt updatedAt address {{ city state country }}
         medicalProfile {{ complianceStatus {} }}",
        NUMBERS.join(" ")
    );
    let numbers = NUMBERS.join(" ");
    for (n, client) in clients.iter().enumerate() {
        for filter in &filters {
            let rows = all(client, "institutions", "InstitutionFilter", &fields, filter).await;
            // Whoever sees the same as the administrator is asked less.
            let some = if matches!(n, 0 | 2) { &groupings[..] } else { &groupings[15..] };
            for groups in some {
                let document = format!(
                    "query($filter: InstitutionFilter, $by: [InstitutionGroupBy!]) {{
                       institutionAggregate(filter: $filter, groupBy: $by) {{ count key {{ {} }} sum {{ {numbers} }} avg {{ {numbers} }}
                         min {{ {numbers} createdAt updatedAt }} max {{ {numbers} createdAt updatedAt }} }} }}",
                    keys(groups)
                );
                let data = client.query(&document, json!({ "filter": filter, "by": groups })).await;
                let data = data["institutionAggregate"].as_array().unwrap();
                compare(data, &grouped(&rows, groups), groups, |group, rows| {
                    for field in NUMBERS {
                        let values = rows.iter().filter_map(|row| row["medicalProfile"][field].as_i64());
                        let values: Vec<Decimal> = values.map(Decimal::from).collect();
                        let [sum, avg, min, max] = summary(&values);
                        assert_eq!(group["sum"][field], number(sum), "{groups:?} {field}");
                        assert_eq!(group["avg"][field], number(avg), "{groups:?} {field}");
                        let whole = |value: Option<Decimal>| {
                            value.map_or(Value::Null, |v| json!(v.to_string().parse::<i64>().unwrap()))
                        };
                        assert_eq!(
                            (&group["min"][field], &group["max"][field]),
                            (&whole(min), &whole(max)),
                            "{groups:?} {field}"
                        );
                    }
                    for field in ["createdAt", "updatedAt"] {
                        let times = || rows.iter().map(|row| row[field].as_str().unwrap());
                        let instant = |text: &&str| text.parse::<DateTime<Utc>>().unwrap();
                        assert_eq!(group["min"][field].as_str(), times().min_by_key(instant));
                        assert_eq!(group["max"][field].as_str(), times().max_by_key(instant));
                    }
                });
            }
        }
    }
}

#[tokio::test]
async fn tasks_are_counted_as_in_their_list() {
    let (_app, clients) = firm().await;
    let dates = ["CREATED_AT", "DUE_DATE", "COMPLETED_AT"];
    let periods = ["DAY", "WEEK", "MONTH", "QUARTER", "YEAR"];
    let mut groupings: Vec<Vec<String>> = ["STATUS", "PRIORITY", "ASSIGNEE", "CREATOR", "INSTITUTION", "IS_OVERDUE"]
        .iter()
        .map(|group| vec![(*group).to_owned()])
        .collect();
    groupings.extend(dates.iter().flat_map(|date| periods.map(|period| vec![format!("{date}_{period}")])));
    groupings.extend([vec![], vec!["STATUS".into(), "DUE_DATE_WEEK".into(), "IS_OVERDUE".into()]]);
    let filters = [
        json!(null),
        json!({ "institution": { "type": { "eq": "CLINIC" } } }),
        json!({ "overdue": true }),
        json!({ "not": { "dueDate": { "lt": "2026-10-20T22:30:00Z" } } }),
    ];
    let fields = "status priority assigneeId creatorId institutionId isOverdue createdAt dueDate completedAt";
    for client in &clients {
        for filter in &filters {
            let rows = all(client, "tasks", "TaskFilter", fields, filter).await;
            for groups in &groupings {
                let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
                let document = format!(
                    "query($filter: TaskFilter, $by: [TaskGroupBy!]) {{ taskAggregate(filter: $filter, groupBy: $by) {{
                       count key {{ {} }} sum {{ hoursToComplete }} avg {{ hoursToComplete }}
                       min {{ hoursToComplete createdAt dueDate completedAt }} max {{ hoursToComplete createdAt dueDate completedAt }} }} }}",
                    keys(&groups)
                );
                let data = client.query(&document, json!({ "filter": filter, "by": groups })).await;
                compare(data["taskAggregate"].as_array().unwrap(), &grouped(&rows, &groups), &groups, |group, rows| {
                    let time = |row: &Value, field: &str| Some(row[field].as_str()?.parse::<DateTime<Utc>>().unwrap());
                    let hours = rows.iter().filter_map(|row| {
                        let micros = (time(row, "completedAt")? - time(row, "createdAt")?).num_microseconds()?;
                        Some(Decimal::from(micros) / Decimal::from(3_600_000_000_i64))
                    });
                    let [sum, avg, min, max] = summary(&hours.collect::<Vec<_>>()).map(number);
                    let told = ["sum", "avg", "min", "max"].map(|function| group[function]["hoursToComplete"].clone());
                    assert_eq!(told, [sum, avg, min, max], "{groups:?}");
                    for field in ["createdAt", "dueDate", "completedAt"] {
                        let times = || rows.iter().filter(|row| row[field].is_string());
                        assert_eq!(
                            group["min"][field],
                            times().min_by_key(|row| time(row, field)).map_or(Value::Null, |row| row[field].clone())
                        );
                        assert_eq!(
                            group["max"][field],
                            times().max_by_key(|row| time(row, field)).map_or(Value::Null, |row| row[field].clone())
                        );
                    }
                });
            }
        }
    }
}

#[tokio::test]
async fn groups_are_sorted_by_their_keys_and_absent_ones_are_last() {
    let (_app, clients) = firm().await;
    let data = clients[0]
        .query("{ institutionAggregate(groupBy: [GROUP_NAME, CITY]) { key { groupName city } } }", json!({}))
        .await;
    let told: Vec<(&str, &str)> = data["institutionAggregate"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| (group["key"]["groupName"].as_str().unwrap_or("~"), group["key"]["city"].as_str().unwrap()))
        .collect();
    let mut expected = Vec::new();
    for group in ["Elsan", "Ramsay", "~"] {
        expected.extend(["Angers", "evry", "Évry", "Nantes", "Paris"].map(|city| (group, city)));
    }
    assert_eq!(told, expected, "as in a French dictionary");
}

#[tokio::test]
async fn a_firm_without_rows_has_one_group_of_none() {
    let app = TestApp::start().await;
    let viewer = app.sign_in_as(UserRole::Viewer).await;
    let document = "{ institutionAggregate { count sum { bedCapacity } avg { bedCapacity } min { createdAt } key { type createdAtDay } }
                      none: institutionAggregate(groupBy: [TYPE]) { count }
                      taskAggregate { count max { dueDate } } }";
    let expected = json!({
        "institutionAggregate": [{ "count": 0, "sum": { "bedCapacity": null }, "avg": { "bedCapacity": null },
            "min": { "createdAt": null }, "key": { "type": null, "createdAtDay": null } }],
        "none": [],
        "taskAggregate": [{ "count": 0, "max": { "dueDate": null } }],
    });
    assert_eq!(viewer.query(document, json!({})).await, expected);
}

#[tokio::test]
async fn an_aggregate_is_one_statement_and_each_kind_of_object_in_its_keys_one_more() {
    let (app, clients) = firm().await;
    let cases = [
        ("{ institutionAggregate { count } }", 1),
        (
            "{ institutionAggregate(groupBy: [TYPE, ASSIGNED_USER]) { count key { type assignedUserId } sum { bedCapacity } max { createdAt } } }",
            1,
        ),
        ("{ institutionAggregate(groupBy: [ASSIGNED_USER, CITY]) { count key { assignedUser { fullName } } } }", 2),
        (
            "{ taskAggregate(groupBy: [ASSIGNEE, CREATOR, INSTITUTION]) { key { assignee { email } creator { email } institution { name } } } }",
            3,
        ),
        ("{ a: taskAggregate { count } b: taskAggregate(groupBy: [STATUS]) { count } }", 2),
    ];
    for (document, expected) in cases {
        assert_eq!(statements(&app, &clients[0], document, json!({})).await, expected, "{document}");
    }
}

#[tokio::test]
async fn a_hidden_institution_has_no_name_in_a_key() {
    let (app, clients) = firm().await;
    app.sql(&format!("UPDATE tasks SET assigned_to = '{}' WHERE title = 'T42'", clients[3].id())).await;
    let document =
        "{ taskAggregate(groupBy: [INSTITUTION]) { count key { institutionId institution { id assignedUserId } } } }";
    let data = clients[3].query(document, json!({})).await;
    let mut hidden = 0;
    for group in data["taskAggregate"].as_array().unwrap() {
        let institution = &group["key"]["institution"];
        if institution.is_null() {
            hidden += 1;
        } else {
            assert_eq!(institution["assignedUserId"], json!(clients[3].id()));
        }
    }
    assert!(hidden > 0, "the stranger has tasks of institutions of others");
}

#[tokio::test]
async fn too_many_groups_are_refused() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    app.sql(
        "SET app.bulk_load = 'on';
         INSERT INTO medical_institutions (name, type, address_street, address_city, address_zip_code, address_country)
           SELECT 'I', 'clinic', 'x', 'C' || n, '44000', 'France' FROM generate_series(1, 10001) n;
         RESET app.bulk_load",
    )
    .await;
    let document =
        "query($filter: InstitutionFilter) { institutionAggregate(groupBy: [CITY], filter: $filter) { count } }";
    let answer = manager.graphql(document, json!({})).await;
    assert_eq!(code(&answer), "BAD_USER_INPUT");
    assert!(answer["errors"][0]["message"].as_str().unwrap().contains("10000 groups"), "{answer}");
    let fewer = json!({ "filter": { "city": { "ne": "C7" } } });
    let data = manager.query(document, fewer).await;
    assert_eq!(data["institutionAggregate"].as_array().unwrap().len(), 10_000);
}

#[tokio::test]
async fn an_api_token_counts_what_it_reaches() {
    let (_app, clients) = firm().await;
    let reader = reader_of(&clients[0], &["task"]).await;
    let answer = reader.graphql("{ institutionAggregate { count } }", json!({})).await;
    assert_eq!(code(&answer), "FORBIDDEN");
    let data = reader.query("{ taskAggregate { count } tasks { totalCount } }", json!({})).await;
    assert_eq!(data["taskAggregate"][0]["count"], data["tasks"]["totalCount"]);
}
