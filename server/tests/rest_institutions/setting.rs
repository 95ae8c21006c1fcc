//! Institutions for the tests, made through the interface itself.

use domain::UserRole;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::common::{Answer, Client, TestApp};

/// The address of the group.
pub const INSTITUTIONS: &str = "/api/institutions";

/// A new institution as the original's clients send it.
pub fn body(name: &str) -> Value {
    json!({
        "name": name,
        "type": "hospital",
        "address": {
            "street": "5 allée de l'Île Gloriette", "city": "Nantes", "state": "Pays de la Loire",
            "zipCode": "44000", "country": "France",
        },
    })
}

/// [`body`] with further fields.
pub fn body_with(name: &str, more: Value) -> Value {
    let mut body = body(name);
    let (Value::Object(fields), Value::Object(more)) = (&mut body, more) else { panic!("objects") };
    fields.extend(more);
    body
}

/// Creates one; gives the object.
pub async fn create(client: &Client, body: &Value) -> Value {
    client.post(INSTITUTIONS, body).await.expect(201).json()["data"]["institution"].take()
}

/// The address of an institution.
pub fn path(institution: &Value) -> String {
    format!("{INSTITUTIONS}/{}", institution["id"].as_str().unwrap())
}

/// Reads one.
pub async fn read(client: &Client, institution: &Value) -> Value {
    client.get(&path(institution)).await.expect(200).json()["data"]["institution"].take()
}

/// Names of a list, in its order.
pub fn names(answer: &Answer) -> Vec<String> {
    let body = answer.json();
    let rows = body["data"]["institutions"].as_array().unwrap_or_else(|| panic!("no list: {body}"));
    rows.iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

/// The fields of an object, sorted.
pub fn fields(object: &Value) -> Vec<&str> {
    let mut fields: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    fields.sort_unstable();
    fields
}

/// One caller of each role; the auditor and the colleague are in one team.
pub struct Firm {
    pub app: TestApp,
    pub admin: Client,
    pub manager: Client,
    pub auditor: Client,
    pub colleague: Client,
    pub viewer: Client,
}

impl Firm {
    /// A new one.
    pub async fn start() -> Self {
        let app = TestApp::start().await;
        let (auditor, colleague) = (app.user(UserRole::Auditor).await, app.user(UserRole::Auditor).await);
        let team = Uuid::now_v7();
        app.sql(&format!(
            "INSERT INTO teams (id, name) VALUES ('{team}', 'Ouest');
             UPDATE users SET team_id = '{team}' WHERE id IN ('{}', '{}')",
            auditor.id, colleague.id
        ))
        .await;
        Self {
            admin: app.sign_in_as(UserRole::Admin).await,
            manager: app.sign_in_as(UserRole::Manager).await,
            auditor: app.sign_in(auditor).await,
            colleague: app.sign_in(colleague).await,
            viewer: app.sign_in_as(UserRole::Viewer).await,
            app,
        }
    }

    /// The callers with the names of their roles.
    pub fn by_role(&self) -> [(&'static str, &Client); 4] {
        [("admin", &self.admin), ("manager", &self.manager), ("auditor", &self.auditor), ("viewer", &self.viewer)]
    }
}
