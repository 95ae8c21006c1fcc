//! A database that goes away under a running server, and comes back.

use std::time::{Duration, Instant};

use db::{
    embedded::{Options, Postgres},
    testing::TestDatabase,
};
use domain::UserRole;
use serde_json::json;

use crate::common::TestApp;

async fn start(options: &Options) -> Postgres {
    let options = options.clone();
    tokio::task::spawn_blocking(move || Postgres::start(&options).unwrap()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_says_so_and_recovers_by_itself() {
    let directory = std::env::temp_dir().join(format!("medical-crm-outage-{}", uuid::Uuid::new_v4().simple()));
    let mut options = Options::new(&directory);
    options.durable = false;
    let postgres = start(&options).await;
    let url = postgres.url().to_owned();
    db::migrate::run(&url).await.unwrap();
    let pool = db::pool::connect(&url, 4).unwrap();
    // Its own database is not used: this server works on the one that is stopped.
    let app = TestApp::start_on(TestDatabase::new().await, pool, |_| {}).await;
    let client = app.sign_in_as(UserRole::Manager).await;
    client.get("/api/auth/me").await.expect(200);

    tokio::task::spawn_blocking(move || postgres.stop()).await.unwrap();
    let health = client.get("/health/ready").await.expect(503).json();
    assert_eq!((health["status"].as_str(), health["database"].as_str()), (Some("degraded"), Some("disconnected")));
    client.get("/health/live").await.expect(200);
    let rest = client.get("/api/auth/me").await.expect(503);
    assert_eq!(rest.code(), "SERVICE_UNAVAILABLE");
    assert!(!rest.header("retry-after").is_empty());
    let login = json!({ "email": "someone@example.com", "password": "something" });
    assert_eq!(app.anonymous().post("/api/auth/login", &login).await.expect(503).code(), "SERVICE_UNAVAILABLE");

    let postgres = start(&options).await;
    let deadline = Instant::now() + Duration::from_secs(20);
    while client.get("/api/auth/me").await.status != 200 {
        assert!(Instant::now() < deadline, "the server did not recover");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    client.get("/health/ready").await.expect(200);
    tokio::task::spawn_blocking(move || postgres.stop()).await.unwrap();
    std::fs::remove_dir_all(directory).unwrap();
}
