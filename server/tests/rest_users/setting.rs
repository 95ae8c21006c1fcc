//! People for the tests, made through the interface itself.

use domain::UserRole;
use serde_json::{Value, json};

use crate::common::{Answer, Client, TestApp};

/// The addresses of the groups.
pub const USERS: &str = "/api/users";
pub const TEAMS: &str = "/api/teams";

/// A password that is good enough.
pub const PASSWORD: &str = "quatre tulipes sous la pluie";

/// A new account as the original's clients send it.
pub fn account(first_name: &str, role: &str) -> Value {
    let email = format!("{}@chu.example", first_name.to_lowercase());
    json!({ "email": email, "firstName": first_name, "lastName": "Roux", "password": PASSWORD, "role": role })
}

/// Creates an account; gives the object.
pub async fn create(admin: &Client, body: &Value) -> Value {
    admin.post(USERS, body).await.expect(201).json()["data"]["user"].take()
}

/// Creates a team; gives the object.
pub async fn team(manager: &Client, name: &str) -> Value {
    manager.post(TEAMS, &json!({ "name": name })).await.expect(201).json()["data"].take()
}

/// The address of a row of a group.
pub fn path(group: &str, row: &Value) -> String {
    format!("{group}/{}", row["id"].as_str().unwrap())
}

/// First names of a list, in its order.
pub fn names(answer: &Answer) -> Vec<String> {
    let body = answer.json();
    let rows = body["data"].as_array().unwrap_or_else(|| panic!("no list: {body}"));
    rows.iter().map(|row| row["firstName"].as_str().unwrap_or_default().to_owned()).collect()
}

/// The fields of an object, sorted.
pub fn fields(object: &Value) -> Vec<&str> {
    let mut fields: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    fields.sort_unstable();
    fields
}

/// One caller of each role.
pub struct Firm {
    pub app: TestApp,
    pub admin: Client,
    pub manager: Client,
    pub auditor: Client,
    pub viewer: Client,
}

impl Firm {
    /// A new one.
    pub async fn start() -> Self {
        let app = TestApp::start().await;
        Self {
            admin: app.sign_in_as(UserRole::Admin).await,
            manager: app.sign_in_as(UserRole::Manager).await,
            auditor: app.sign_in_as(UserRole::Auditor).await,
            viewer: app.sign_in_as(UserRole::Viewer).await,
            app,
        }
    }

    /// The callers with the names of their roles.
    pub fn by_role(&self) -> [(&'static str, &Client); 4] {
        [("admin", &self.admin), ("manager", &self.manager), ("auditor", &self.auditor), ("viewer", &self.viewer)]
    }
}
