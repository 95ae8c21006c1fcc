//! A running server for tests: its own database, a free port, signed-in callers.
//!
//! ```ignore
//! let app = TestApp::start().await;
//! let auditor = app.sign_in_as(UserRole::Auditor).await;
//! let answer = auditor.get("/api/auth/me").await;
//! assert_eq!(answer.json()["data"]["user"]["role"], "auditor");
//! ```
#![allow(dead_code, reason = "each test program uses a part of this")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where something is not as it should be")]

mod answer;
mod client;
pub mod firm;

use std::sync::Arc;

use chrono::{Duration, Utc};
use crm::{
    App,
    auth::access_token::Subject,
    config::{Config, Secrets},
    replica::Replica,
};
use db::{
    rows::User,
    schema::{sessions, users},
    testing::TestDatabase,
};
use diesel::prelude::*;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use domain::UserRole;
use server::{
    api,
    http::{self, ApiRoutes},
};
use uuid::Uuid;

pub use answer::Answer;
pub use client::Client;

/// A server that lives as long as the value.
pub struct TestApp {
    /// The application behind it.
    pub app: App,
    /// Its origin: `http://127.0.0.1:12345`.
    pub url: String,
    database: TestDatabase,
}

impl TestApp {
    /// Starts one, with rate limits off.
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// Starts one with other settings.
    pub async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        let database = TestDatabase::new().await;
        let pool = database.pool();
        Self::start_on(database, pool, change).await
    }

    /// Starts one with other settings and with interfaces of the test's own.
    pub async fn start_serving(routes: ApiRoutes, change: impl FnOnce(&mut Config)) -> Self {
        let database = TestDatabase::new().await;
        let pool = database.pool();
        Self::start_all(database, pool, Some(routes), None, change).await
    }

    /// Starts one on a pool of one's own making.
    pub async fn start_on(database: TestDatabase, pool: db::Pool, change: impl FnOnce(&mut Config)) -> Self {
        Self::start_all(database, pool, None, None, change).await
    }

    /// Starts one on a pool of one's own making, with a replica to read from.
    pub async fn start_reading(database: TestDatabase, pool: db::Pool, replica: Arc<Replica>) -> Self {
        Self::start_all(database, pool, None, Some(replica), |_| {}).await
    }

    async fn start_all(
        database: TestDatabase,
        pool: db::Pool,
        routes: Option<ApiRoutes>,
        replica: Option<Arc<Replica>>,
        change: impl FnOnce(&mut Config),
    ) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut config = Config::new(Secrets::random());
        config.rate_limit = false;
        config.render.program = env!("CARGO_BIN_EXE_medical-crm").into();
        change(&mut config);
        config.listening_on(listener.local_addr().unwrap());
        let url = format!("http://{}", listener.local_addr().unwrap());
        let app = App::with_replica(config, pool, replica);
        let router = http::router(app.clone(), routes.unwrap_or_else(|| api::routes(app.config.graphql)));
        tokio::spawn(http::serve(listener, router, app.shutdown.clone()));
        Self { app, url, database }
    }

    /// Address of the database.
    pub fn database_url(&self) -> &str {
        self.database.url()
    }

    /// A caller that is not signed in.
    pub fn anonymous(&self) -> Client {
        Client::new(&self.url, None, None)
    }

    /// A new user of this role, signed in.
    pub async fn sign_in_as(&self, role: UserRole) -> Client {
        let user = self.user(role).await;
        self.sign_in(user).await
    }

    /// A session of this user, begun without a password.
    pub async fn sign_in(&self, user: User) -> Client {
        let now = Utc::now();
        let session_id = Uuid::now_v7();
        diesel::insert_into(sessions::table)
            .values((
                sessions::id.eq(session_id),
                sessions::user_id.eq(user.id),
                sessions::created_at.eq(now),
                sessions::last_used_at.eq(now),
                sessions::expires_at.eq(now + Duration::hours(12)),
                sessions::remember_me.eq(false),
            ))
            .execute(&mut self.db().await)
            .await
            .unwrap();
        let subject = Subject { user_id: user.id, session_id };
        let token = self.app.auth.access_tokens.issue(subject, &user.email, user.role, now).unwrap();
        Client::new(&self.url, Some(token.token), Some(user))
    }

    /// A new user of this role, who cannot sign in with a password.
    pub async fn user(&self, role: UserRole) -> User {
        self.insert_user(role, None).await
    }

    /// A new user of this role with a password.
    pub async fn user_with_password(&self, role: UserRole, password: &str) -> User {
        let hash = self.app.auth.passwords.hash(password).await.unwrap();
        self.insert_user(role, Some(hash)).await
    }

    async fn insert_user(&self, role: UserRole, password_hash: Option<String>) -> User {
        let id = Uuid::now_v7();
        let name = format!("{role}-{}", &id.simple().to_string()[20..]);
        diesel::insert_into(users::table)
            .values((
                users::id.eq(id),
                users::email.eq(format!("{name}@example.com")),
                users::password_hash.eq(password_hash),
                users::first_name.eq("Camille"),
                users::last_name.eq("Durand"),
                users::role.eq(role),
                users::avatar_seed.eq(&name),
            ))
            .returning(User::as_returning())
            .get_result(&mut self.db().await)
            .await
            .unwrap()
    }

    /// A connection to the database.
    pub async fn db(&self) -> db::Connection {
        self.app.db().await.unwrap()
    }

    /// Runs SQL statements.
    pub async fn sql(&self, statements: &str) {
        self.db().await.batch_execute(statements).await.unwrap();
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.app.shutdown.begin();
    }
}
