//! Tasks.

use chrono::{Duration, SecondsFormat, Utc};
use db::schema::tasks;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    common::{Client, TestApp},
    company,
    compare::{self, Listed, agree},
};

const FIELDS: &str = "fragment Whole on Task {
    id title description status priority assigneeId creatorId institutionId contactId dueDate completedAt isOverdue
    version createdAt updatedAt assignee { id firstName lastName email } creator { id firstName lastName email }
    institution {
        id name type address { street city state zipCode country } fullAddress accountingNumber digiformaId finess siret
        vatNumber groupName commercialStatus mainPhone assignedUserId tags isActive dataSource isLocked lockedAt
        lockedReason version createdAt updatedAt assignedUser { id firstName lastName email } } }";

/// A field that the date says.
const ON_REST_ALONE: [&str; 1] = ["daysUntilDue"];

async fn by_graphql(client: &Client, filter: &Value) -> Listed {
    let document = format!(
        "query($filter: TaskFilter, $order: [TaskOrder!], $after: String) {{
           tasks(first: 50, after: $after, filter: $filter, orderBy: $order) {{
             nodes {{ ...Whole }} totalCount pageInfo {{ hasNextPage endCursor }} }} }} {FIELDS}"
    );
    let order = json!([
        { "field": "PRIORITY", "direction": "DESC" }, { "field": "DUE_DATE" },
        { "field": "CREATED_AT", "direction": "DESC" },
    ]);
    compare::by_graphql(client, &document, "tasks", filter, &order).await
}

async fn by_rest(client: &Client, query: &str) -> Listed {
    let mut answer = client.get(&format!("/api/tasks?{query}")).await.expect(200).json();
    let Value::Array(rows) = answer["data"].take() else { panic!("{answer}") };
    (rows, answer["meta"]["total"].take())
}

/// Assignee, creator, institution and title of a task that is there.
async fn one(app: &TestApp) -> (Uuid, Uuid, Uuid, String) {
    tasks::table
        .filter(tasks::deleted_at.is_null())
        .filter(tasks::institution_id.is_not_null())
        .order(tasks::id.desc())
        .select((tasks::assigned_to, tasks::created_by, tasks::institution_id.assume_not_null(), tasks::title))
        .first(&mut app.db().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn lists_agree() {
    let app = company::start().await;
    let (assignee, creator, institution, title) = one(&app).await;
    let text = |days: i64| (Utc::now() + Duration::days(days)).to_rfc3339_opts(SecondsFormat::Millis, true);
    let (from, to) = (text(-20), text(20));
    let word = title.split_whitespace().max_by_key(|word| word.len()).unwrap().to_uppercase();
    let ids = [assignee, creator, institution].map(|id| id.to_string());
    let cases: Vec<(Vec<(&str, &str)>, Value)> = vec![
        (vec![], json!({})),
        (vec![("assigneeId", &ids[0])], json!({ "assigneeId": { "eq": assignee } })),
        (vec![("creatorId", &ids[1])], json!({ "creatorId": { "eq": creator } })),
        (vec![("institutionId", &ids[2])], json!({ "institutionId": { "eq": institution } })),
        (vec![("status", "in_progress")], json!({ "status": { "eq": "IN_PROGRESS" } })),
        (vec![("priority", "urgent")], json!({ "priority": { "eq": "URGENT" } })),
        (vec![("overdue", "true")], json!({ "overdue": true })),
        (vec![("dueDateFrom", &from), ("dueDateTo", &to)], json!({ "dueDate": { "gte": from, "lte": to } })),
        (vec![("search", &word)], json!({ "search": word })),
        (
            vec![("status", "todo"), ("priority", "high"), ("dueDateFrom", "2020-01-31")],
            json!({ "status": { "eq": "TODO" }, "priority": { "eq": "HIGH" },
                "dueDate": { "gte": "2020-01-31T00:00:00Z" } }),
        ),
    ];
    let mut found = vec![0; cases.len()];
    for (role, client) in company::people(&app).await {
        for ((query, filter), found) in cases.iter().zip(&mut found) {
            let query = reqwest::Url::parse_with_params("http://localhost/?limit=-1", query).unwrap();
            let query = query.query().unwrap();
            let graphql = by_graphql(&client, filter).await;
            let rest = by_rest(&client, query).await;
            *found += compare::same_rows(&rest, &graphql, &ON_REST_ALONE, &format!("{role}: {query}"));
        }
    }
    assert!(found.iter().all(|rows| *rows > 0), "a filter found nothing, and so compared nothing: {found:?}");
}

#[tokio::test]
async fn those_of_a_user_are_those_assigned() {
    let app = company::start().await;
    let (assignee, ..) = one(&app).await;
    for (role, client) in company::people(&app).await {
        let answer = client.get(&format!("/api/tasks/assigned/{assignee}")).await.expect(200).json();
        let (rows, _) = by_graphql(&client, &json!({ "assigneeId": { "eq": assignee } })).await;
        let shown = answer["data"].as_array().unwrap();
        assert_eq!(shown.len(), rows.len(), "{role}");
        shown.iter().zip(&rows).for_each(|(one, other)| agree(one, other, &ON_REST_ALONE));
    }
}

#[tokio::test]
async fn single_ones_agree_whether_they_are_there_or_not() {
    let app = company::start().await;
    let mut ids: Vec<Uuid> =
        tasks::table.select(tasks::id).order(tasks::id).limit(120).load(&mut app.db().await).await.unwrap();
    ids.push(Uuid::now_v7());
    let document = format!("query($id: ID!) {{ task(id: $id) {{ ...Whole }} }} {FIELDS}");
    for (role, client) in company::people(&app).await {
        let (mut there, mut absent) = (0, 0);
        for id in &ids {
            let rest = client.get(&format!("/api/tasks/{id}")).await;
            let graphql = client.graphql(&document, json!({ "id": id })).await;
            if rest.status == 200 {
                agree(&rest.json()["data"], &graphql["data"]["task"], &ON_REST_ALONE);
                there += 1;
            } else {
                assert_eq!(rest.outcome(), "404 TASK_NOT_FOUND", "{role}");
                assert_eq!(graphql["errors"][0]["extensions"]["code"], "NOT_FOUND", "{role}");
                absent += 1;
            }
        }
        assert!(there > 5 && absent >= 4, "{role}: {there} there, {absent} absent");
    }
}
