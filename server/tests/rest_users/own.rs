//! The own profile.

use domain::UserRole;
use serde_json::{Value, json};

use crate::{common::TestApp, setting::*};

#[tokio::test]
async fn everybody_shows_and_changes_the_own_profile() {
    let firm = Firm::start().await;
    for (role, client) in firm.by_role() {
        let me = client.get("/api/users/profile/me").await.expect(200).json();
        assert_eq!((&me["data"]["role"], &me["data"]["team"]), (&json!(role), &Value::Null));
        let body = json!({ "firstName": "Claire", "avatarSeed": "autre", "role": "admin", "phone": null });
        let changed = client.put("/api/users/profile/me", &body).await.expect(200).json();
        assert!(changed["data"]["message"].is_string());
        let user = &changed["data"]["user"];
        assert_eq!(
            (&user["firstName"], &user["avatarSeed"], &user["role"]),
            (&json!("Claire"), &json!("autre"), &json!(role))
        );
        let other = client.patch("/api/users/profile/me", &json!({ "email": "other@chu.example" })).await;
        assert_eq!(other.expect(400).code(), "VALIDATION_ERROR");
    }
    firm.app.anonymous().get("/api/users/profile/me").await.expect(401);
}

#[tokio::test]
async fn the_own_password_is_changed() {
    let app = TestApp::start().await;
    let user = app.user_with_password(UserRole::Viewer, PASSWORD).await;
    let client = app.sign_in(user.clone()).await;
    let change = async |current: &str, new: &str| {
        let body = json!({ "currentPassword": current, "newPassword": new });
        client.post("/api/users/profile/password", &body).await
    };
    assert_eq!(change("wrong", "huit vélos dans le couloir").await.expect(400).code(), "INVALID_CURRENT_PASSWORD");
    assert_eq!(change(PASSWORD, "short").await.expect(400).code(), "WEAK_PASSWORD");
    assert!(change(PASSWORD, "huit vélos dans le couloir").await.expect(200).json()["data"]["message"].is_string());
    let login = json!({ "email": user.email, "password": "huit vélos dans le couloir" });
    app.anonymous().post("/api/auth/login", &login).await.expect(200);
}
