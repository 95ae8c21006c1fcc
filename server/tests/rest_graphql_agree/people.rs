//! Users and teams.

use db::schema::{teams, users};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    common::{Client, TestApp},
    company,
    compare::agree,
};

const USER: &str =
    "id email firstName lastName role teamId phone avatarSeed avatarStyle isActive lastLoginAt createdAt updatedAt";
const TEAM: &str = "id name description isActive createdAt updatedAt";

/// The company, with people who have left, a team without work, and one that is deleted.
async fn start() -> TestApp {
    let app = company::start().await;
    app.sql(
        "UPDATE users SET last_login_at = now() - interval '1 hour';
         UPDATE users SET is_active = false WHERE email LIKE 'remi.%';
         INSERT INTO teams (name, is_active, deleted_at) VALUES ('Aucune', true, NULL), ('Ancienne', false, NULL),
           ('Perdue', true, now());
         UPDATE users SET team_id = (SELECT id FROM teams WHERE name = 'Perdue') WHERE email LIKE 'noemie.%'",
    )
    .await;
    app
}

#[track_caller]
fn all_agree(rest: &Value, graphql: &Value, what: &str) -> usize {
    let (Value::Array(rest), Value::Array(graphql)) = (rest, graphql) else { panic!("{what}: {rest} {graphql}") };
    let ids = |rows: &[Value]| rows.iter().map(|row| row["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids(rest), ids(graphql), "{what}");
    rest.iter().zip(graphql).for_each(|(one, other)| agree(one, other, &["avatarUrl"]));
    rest.len()
}

async fn users_of_graphql(client: &Client, filter: Value) -> Value {
    let document = format!(
        "query($filter: UserFilter) {{ users(first: 100, filter: $filter,
           orderBy: [{{ field: FIRST_NAME }}, {{ field: LAST_NAME }}]) {{ nodes {{ {USER} }} }} }}"
    );
    client.query(&document, json!({ "filter": filter })).await["users"]["nodes"].take()
}

#[tokio::test]
async fn lists_of_users_agree() {
    let app = start().await;
    let team: Uuid =
        teams::table.filter(teams::name.eq("Ouest")).select(teams::id).first(&mut app.db().await).await.unwrap();
    let cases = [
        (String::new(), json!({})),
        ("role=auditor".into(), json!({ "role": { "eq": "AUDITOR" } })),
        ("isActive=false".into(), json!({ "isActive": { "eq": false } })),
        (format!("teamId={team}&isActive=true"), json!({ "teamId": { "eq": team }, "isActive": { "eq": true } })),
    ];
    let mut found = [0; 4];
    for (role, client) in company::people(&app).await {
        for ((query, filter), found) in cases.iter().zip(&mut found) {
            let rest = client.get(&format!("/api/users?{query}")).await.expect(200).json();
            *found +=
                all_agree(&rest["data"], &users_of_graphql(&client, filter.clone()).await, &format!("{role}: {query}"));
        }
    }
    assert!(found.iter().all(|found| *found > 0), "{found:?}");
}

#[tokio::test]
async fn single_users_agree_whether_they_are_there_or_not() {
    let app = start().await;
    let mut ids: Vec<Uuid> = users::table.select(users::id).load(&mut app.db().await).await.unwrap();
    ids.push(Uuid::now_v7());
    let document = format!("query($id: ID!) {{ user(id: $id) {{ {USER} team {{ {TEAM} }} }} }}");
    for (role, client) in company::people(&app).await {
        let mut there = 0;
        for id in &ids {
            let rest = client.get(&format!("/api/users/{id}")).await;
            let graphql = client.graphql(&document, json!({ "id": id })).await;
            if rest.status == 200 {
                agree(&rest.json()["data"], &graphql["data"]["user"], &["avatarUrl"]);
                there += 1;
            } else {
                assert_eq!(
                    (rest.status, graphql["errors"][0]["extensions"]["code"].as_str()),
                    (404, Some("NOT_FOUND"))
                );
            }
        }
        assert!(there > 0 && there < ids.len(), "{role} sees {there}");
    }
}

#[tokio::test]
async fn teams_and_their_people_agree() {
    let app = start().await;
    let mut ids: Vec<Uuid> = teams::table.select(teams::id).load(&mut app.db().await).await.unwrap();
    ids.push(Uuid::now_v7());
    let list =
        format!("{{ teams(first: 100, filter: {{ isActive: {{ eq: true }} }}) {{ nodes {{ {TEAM} memberCount }} }} }}");
    let one = format!(
        "query($id: ID!) {{ team(id: $id) {{ {TEAM} memberCount members(first: 100, filter: {{ isActive: {{ eq: true }} }},
           orderBy: [{{ field: FIRST_NAME }}, {{ field: LAST_NAME }}]) {{ nodes {{ {USER} }} }} }} }}"
    );
    for (role, client) in company::people(&app).await {
        let rest = client.get("/api/teams").await.expect(200).json();
        let graphql = client.query(&list, json!({})).await;
        let seen = all_agree(&rest["data"], &graphql["teams"]["nodes"], &role.to_string());
        assert_eq!(
            seen,
            match role.name() {
                "auditor" => 1,
                "viewer" => 0,
                _ => 3,
            },
            "{role}"
        );
        for id in &ids {
            let rest = client.get(&format!("/api/teams/{id}")).await;
            let mut graphql = client.graphql(&one, json!({ "id": id })).await;
            if rest.status == 200 {
                let mut team = graphql["data"]["team"].take();
                let members = team["members"]["nodes"].take();
                team["members"] = members;
                agree(&rest.json()["data"], &team, &["avatarUrl"]);
            } else {
                assert_eq!(
                    (rest.status, graphql["errors"][0]["extensions"]["code"].as_str()),
                    (404, Some("NOT_FOUND"))
                );
            }
        }
    }
}

#[tokio::test]
async fn the_institutions_of_a_user_agree() {
    let app = start().await;
    let ids: Vec<Uuid> = users::table.select(users::id).load(&mut app.db().await).await.unwrap();
    let document = "query($id: ID!, $after: String) { user(id: $id) { institutions(first: 100, after: $after) {
        nodes { id } pageInfo { hasNextPage } } } }";
    let mut compared = 0;
    for (role, client) in company::people(&app).await {
        for id in &ids {
            let rest = client.get(&format!("/api/users/{id}/institutions")).await;
            let graphql = client.graphql(document, json!({ "id": id })).await;
            if rest.status == 404 {
                assert_eq!(graphql["errors"][0]["extensions"]["code"], "NOT_FOUND");
                continue;
            }
            let page = &graphql["data"]["user"]["institutions"];
            assert_eq!(page["pageInfo"]["hasNextPage"], false);
            let ids = |rows: &Value| rows.as_array().unwrap().iter().map(|row| row["id"].clone()).collect::<Vec<_>>();
            assert_eq!(ids(&rest.json()["data"]), ids(&page["nodes"]), "{role}: {id}");
            compared += ids(&page["nodes"]).len();
        }
    }
    assert!(compared > 50, "{compared}");
}
