//! A firm with one caller of each role.

use axum::{body::Body, http::Request};
use crm::config::{Config, GraphqlLimits};
use domain::{ApiTokenScope, UserRole};
use serde_json::{Value, json};
use server::{api, http};
use tower::ServiceExt as _;
use uuid::Uuid;

use super::{Client, TestApp};

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
        Self::start_with(|_| {}).await
    }

    /// A new one with other settings.
    pub async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        let app = TestApp::start_with(change).await;
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

    /// A hospital that is assigned to this user; gives the object.
    pub async fn institution(&self, name: &str, assignee: &Client) -> Value {
        let body = json!({
            "name": name, "type": "hospital", "assignedUserId": assignee.id(),
            "address": { "street": "1 rue du Port", "city": "Nantes", "zipCode": "44000", "country": "France" },
        });
        self.manager.post("/api/institutions", &body).await.expect(201).json()["data"]["institution"].take()
    }

    /// A caller with an API token of the manager.
    pub async fn by_token(&self, scopes: &[ApiTokenScope], entities: Option<&[&str]>) -> Client {
        let scopes: Vec<String> = scopes.iter().map(|scope| scope.name().to_uppercase()).collect();
        let document =
            "mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { token userErrors { message } } }";
        let input = json!({ "name": "Integration", "scopes": scopes, "entities": entities });
        let data = self.manager.query(document, json!({ "input": input })).await;
        let token = data["createApiToken"]["token"].as_str().unwrap_or_else(|| panic!("{data}")).to_owned();
        let mut client = self.manager.clone();
        client.token = Some(token);
        client
    }

    /// SQL statements of a request that the server answers well, those of recognising the caller left out.
    pub async fn statements(&self, client: &Client, path: &str) -> u32 {
        let router = http::router(self.app.app.clone(), api::routes(GraphqlLimits::default()));
        let ask = async |path: &str| {
            let token = client.token.as_deref().unwrap();
            let request =
                Request::get(path).header("authorization", format!("Bearer {token}")).body(Body::empty()).unwrap();
            let (answer, statements) = db::statements::count(router.clone().oneshot(request)).await;
            assert_eq!(answer.unwrap().status(), 200, "{path}");
            statements
        };
        ask(path).await;
        ask(path).await - ask("/api/avatars/x.svg").await
    }
}
