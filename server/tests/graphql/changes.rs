//! Changes as they happen: who is told of which.

use std::time::Duration;

use async_graphql::{Data, Variables};
use crm::{config::GraphqlLimits, events::listener};
use domain::UserRole;
use futures_util::{StreamExt, stream::BoxStream};
use graphql::{engine::Operation, schema};
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::{
    common::{Client, TestApp},
    support::context,
};

/// What is told of people and teams to a person from now on: entity, operation and id.
async fn changes(app: &TestApp, client: &Client) -> BoxStream<'static, Value> {
    let mut data = Data::default();
    data.insert(context(app, client));
    let query = "subscription { entityChanged(entities: [\"user\", \"team\"]) { entity operation id } }";
    let operation = Operation { query: query.to_owned(), name: None, variables: Variables::default() };
    let api = schema::api(GraphqlLimits::default());
    let stream = api.subscribe(operation, data).unwrap_or_else(|refusal| panic!("{:?}", refusal.errors));
    let mut stream =
        stream.map(|response| serde_json::to_value(response.data).unwrap()["entityChanged"].take()).boxed();
    // The first look starts the subscription.
    assert!(timeout(Duration::from_millis(200), stream.next()).await.is_err());
    stream
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_of_people_and_teams_reach_those_who_may_list_them() {
    let app = TestApp::start().await;
    tokio::spawn(listener::run(app.app.clone(), app.database_url().to_owned()));
    while !app.app.listener.is_listening() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let (own, other) = ("0190a000-0000-7000-8000-000000000001", "0190a000-0000-7000-8000-000000000002");
    app.sql(&format!("INSERT INTO teams (id, name) VALUES ('{own}', 'Ouest')")).await;
    let (manager, stranger) = (app.sign_in_as(UserRole::Manager).await, app.user(UserRole::Auditor).await);
    let mut viewer = app.user(UserRole::Viewer).await;
    app.sql(&format!("UPDATE users SET team_id = '{own}' WHERE id = '{}'", viewer.id)).await;
    viewer.team_id = own.parse().ok();
    let viewer = app.sign_in(viewer).await;
    // What was announced so far has arrived.
    tokio::time::sleep(Duration::from_millis(300)).await;
    let (mut of_manager, mut of_viewer) = (changes(&app, &manager).await, changes(&app, &viewer).await);

    for statement in [
        format!("UPDATE users SET last_login_at = now() WHERE id = '{}'", stranger.id),
        format!("UPDATE users SET phone = '+33240083333' WHERE id = '{}'", stranger.id),
        format!("INSERT INTO teams (id, name) VALUES ('{other}', 'Est')"),
        format!("UPDATE teams SET deleted_at = now() WHERE id = '{other}'"),
        format!("UPDATE users SET phone = '+33240083333' WHERE id = '{}'", viewer.id()),
        format!("UPDATE teams SET description = 'x' WHERE id = '{own}'"),
    ] {
        app.sql(&statement).await;
    }
    let told = |entity: &str, operation: &str, id: &str| json!({ "entity": entity, "operation": operation, "id": id });
    let (stranger, viewer) = (stranger.id.to_string(), viewer.id().to_string());
    let mine = [told("user", "UPDATED", &viewer), told("team", "UPDATED", own)];
    let others = [told("user", "UPDATED", &stranger), told("team", "CREATED", other), told("team", "DELETED", other)];
    let heard = async |stream: &mut BoxStream<'static, Value>, count: usize| {
        timeout(Duration::from_secs(20), stream.take(count).collect::<Vec<Value>>()).await.unwrap()
    };
    assert_eq!(heard(&mut of_manager, 5).await, [&others[..], &mine[..]].concat(), "signing in is no change");
    assert_eq!(heard(&mut of_viewer, 2).await, mine);
}
