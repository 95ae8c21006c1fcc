//! Reading from a replica: what goes there, whose writes are waited for, and what happens when it is away.

use std::time::{Duration, Instant};

use crm::replica::Replica;
use db::testing::TestDatabase;
use domain::UserRole;
use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::{
    common::{Answer, Client, TestApp},
    standby::Pair,
};

/// A server on the pair. Its own database is not used.
async fn server(pair: &Pair) -> TestApp {
    let pool = db::pool::connect(&pair.primary_url, 4).unwrap();
    let replica = Replica::connect(&pair.standby_url, 4, None).unwrap();
    TestApp::start_reading(TestDatabase::new().await, pool, replica).await
}

fn create(name: &str) -> Value {
    let document = "mutation($input: CreateInstitutionInput!) { createInstitution(input: $input) {
        institution { id auditEvents(first: 1) { nodes { action } } } userErrors { message } } }";
    let address = json!({ "street": "1 rue du Port", "city": "Nantes", "zipCode": "44000" });
    json!({ "query": document, "variables": { "input": { "name": name, "type": "CLINIC", "address": address } } })
}

async fn names(client: &Client) -> Vec<String> {
    let data = client.query("{ institutions { nodes { name } } }", json!({})).await;
    let nodes = data["institutions"]["nodes"].as_array().unwrap();
    nodes.iter().map(|node| node["name"].as_str().unwrap().to_owned()).collect()
}

/// The pair of name and value of the cookie that a write leaves behind.
fn mark(answer: &Answer) -> String {
    let cookies = answer.header_all("set-cookie");
    let cookie = cookies.iter().find(|cookie| cookie.starts_with("readAfter=")).expect("a mark");
    assert!(cookie.contains("HttpOnly; SameSite=Strict") && cookie.ends_with("Max-Age=60"), "{cookie}");
    cookie.split(';').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn reads_go_to_the_replica_and_writers_see_what_they_wrote() {
    let pair = Pair::start().await;
    let app = server(&pair).await;
    let (writer, other) = (app.sign_in_as(UserRole::Manager).await, app.sign_in_as(UserRole::Manager).await);
    pair.follow().await;
    assert_eq!(app.anonymous().get("/health").await.expect(200).json()["replica"], "connected");

    pair.pause().await;
    let made = writer.post("/graphql", &create("new")).await.expect(200);
    let institution = made.json()["data"]["createInstitution"]["institution"].take();
    let id = institution["id"].as_str().unwrap();
    let told = &institution["auditEvents"]["nodes"][0]["action"];
    assert_eq!(told, "institution.created", "what a mutation answers comes from the primary");
    let path = format!("/api/institutions/{id}");
    assert_eq!(names(&writer).await, ["new"], "who wrote reads the primary");
    writer.get(&path).await.expect(200);
    assert!(names(&other).await.is_empty(), "others read the replica");
    other.get(&path).await.expect(404);

    // Another server knows by the cookie.
    let second = server(&pair).await;
    let elsewhere = second.sign_in(writer.user.clone().unwrap()).await;
    assert!(names(&elsewhere).await.is_empty());
    let with_mark = elsewhere.request(Method::GET, &path).header(header::COOKIE, mark(&made));
    Answer::of(with_mark).await.expect(200);
    let forged = elsewhere.request(Method::GET, &path).header(header::COOKIE, "readAfter=nonsense");
    Answer::of(forged).await.expect(404);

    // A write sees the primary, REST's writes leave marks as well, and a read leaves none.
    let renamed = other.put(&path, &json!({ "name": "renamed" })).await.expect(200);
    mark(&renamed);
    let read = other.get(&path).await.expect(200);
    assert_eq!(read.json()["data"]["institution"]["name"], "renamed", "{}", read.text());
    assert_eq!(read.header("set-cookie"), "");

    // When the replica has caught up, writers read it again.
    pair.resume().await;
    pair.follow().await;
    assert_eq!(names(&writer).await, ["renamed"]);
    pair.pause().await;
    app.sql("UPDATE medical_institutions SET name = 'behind its back'").await;
    for client in [&writer, &other, &elsewhere] {
        assert_eq!(names(client).await, ["renamed"]);
    }
    pair.resume().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replica_that_is_away_is_done_without_until_it_is_back() {
    let mut pair = Pair::start().await;
    let app = server(&pair).await;
    let client = app.sign_in_as(UserRole::Manager).await;
    pair.follow().await;
    assert!(names(&client).await.is_empty());

    pair.stop_standby().await;
    for _ in 0..3 {
        assert!(names(&client).await.is_empty());
        client.get("/api/institutions").await.expect(200);
    }
    let health = client.get("/health").await.expect(200).json();
    assert_eq!((&health["status"], &health["replica"]), (&json!("ok"), &json!("disconnected")));
    client.post("/graphql", &create("meanwhile")).await.expect(200);
    assert_eq!(names(&client).await, ["meanwhile"]);

    pair.start_standby().await;
    pair.follow().await;
    pair.pause().await;
    app.sql("UPDATE medical_institutions SET name = 'behind its back'").await;
    let deadline = Instant::now() + Duration::from_secs(30);
    // As long as the primary is read, the new name is seen.
    while names(&client).await == ["behind its back"] {
        assert!(Instant::now() < deadline, "the replica is not used again");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(names(&client).await, ["meanwhile"]);
    assert_eq!(client.get("/health").await.expect(200).json()["replica"], "connected");
}

#[tokio::test]
async fn a_server_without_a_replica_says_nothing_of_one() {
    let app = TestApp::start().await;
    let client = app.sign_in_as(UserRole::Manager).await;
    assert!(client.get("/health").await.expect(200).json().get("replica").is_none());
    assert_eq!(client.post("/graphql", &create("new")).await.expect(200).header("set-cookie"), "");
}
