//! The own account.

use serde_json::json;

use crate::{common::TestApp, compare::agree};

#[tokio::test]
async fn everybody_is_the_same_person_in_both() {
    let app = TestApp::start().await;
    for role in domain::UserRole::ALL {
        let client = app.sign_in_as(*role).await;
        let rest = client.get("/api/auth/me").await.expect(200).json();
        let document = "{ me { id email firstName lastName role teamId phone avatarSeed avatarStyle isActive lastLoginAt \
            createdAt updatedAt } }";
        let graphql = client.query(document, json!({})).await;
        agree(&rest["data"]["user"], &graphql["me"], &["avatarUrl"]);
    }
}
