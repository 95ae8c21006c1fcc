//! `/health` and the documents about the interfaces.

use crate::common::TestApp;

#[tokio::test]
async fn health_says_status_version_and_database() {
    let app = TestApp::start().await;
    for path in ["/health", "/health/ready"] {
        let health = app.anonymous().get(path).await.expect(200).json();
        assert_eq!(health["status"], "ok");
        assert_eq!(health["database"], "connected");
        assert_eq!(health["version"], env!("CARGO_PKG_VERSION"));
    }
    assert_eq!(app.anonymous().get("/health/live").await.expect(200).json()["status"], "ok");
}

#[tokio::test]
async fn a_server_that_stops_is_not_ready() {
    let app = TestApp::start().await;
    let client = app.anonymous();
    // The connection is open already: new ones are no longer accepted.
    client.get("/health").await.expect(200);
    app.app.shutdown.begin();
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    assert!(reqwest::get(format!("{}/health", app.url)).await.is_err());
}

#[tokio::test]
async fn the_interfaces_are_described() {
    let app = TestApp::start().await;
    let openapi = app.anonymous().get("/api/openapi.json").await.expect(200).json();
    assert_eq!(openapi["openapi"], "3.1.0");
    assert!(openapi["paths"]["/api/auth/login"]["post"].is_object());
    let schema = app.anonymous().get("/schema.graphql").await.expect(200);
    assert!(schema.text().contains("type Query"));
}
