//! What the tests of sign-in have in common.

use std::{net::IpAddr, sync::Arc, time::Duration};

use crm::{
    Context, Error, RequestInfo, Result,
    auth::{Access, Proof, Viewer, viewers},
    error::SignInProblem,
    operations::sign_in::{self, Login, SignedIn},
};
use db::{
    rows::User,
    schema::{audit_events, sessions},
};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::UserRole;
use uuid::Uuid;

use crate::common::TestApp;

/// A password that is good enough.
pub const PASSWORD: &str = "quatre tulipes sous la pluie";
/// Another one.
pub const OTHER_PASSWORD: &str = "huit vélos dans le couloir";

/// A request from an address.
pub fn request_from(ip: &str) -> RequestInfo {
    RequestInfo {
        id: Uuid::now_v7().to_string(),
        origin: "graphql",
        ip: Some(ip.parse::<IpAddr>().unwrap()),
        is_local: false,
        user_agent: Some("Test/1.0".into()),
        idempotency_key: None,
    }
}

/// A request from the usual address.
pub fn request() -> RequestInfo {
    request_from("192.0.2.10")
}

/// An application with one auditor who has [`PASSWORD`].
pub async fn with_auditor() -> (TestApp, User) {
    let app = TestApp::start().await;
    let user = app.user_with_password(UserRole::Auditor, PASSWORD).await;
    (app, user)
}

/// Tries to sign in from the usual address.
pub async fn login(app: &TestApp, email: &str, password: &str) -> Result<SignedIn> {
    login_from(app, "192.0.2.10", email, password).await
}

/// Tries to sign in.
pub async fn login_from(app: &TestApp, ip: &str, email: &str, password: &str) -> Result<SignedIn> {
    let input = Login { email: email.into(), password: password.into(), remember_me: false };
    sign_in::login(&app.app, &request_from(ip), &input).await
}

/// Who stands behind a token.
pub async fn viewer(app: &TestApp, token: &str) -> Result<Arc<Viewer>> {
    let proof = Proof::of_token(&app.app.auth, token)?;
    viewers::find(&app.app, proof, None).await
}

/// The context of a request with this access token.
pub async fn context(app: &TestApp, token: &str) -> Context {
    Context { app: app.app.clone(), viewer: viewer(app, token).await.unwrap(), request: request().into() }
}

/// The context of a new session of a user.
pub async fn signed_in(app: &TestApp, email: &str) -> Context {
    let signed_in = login(app, email, PASSWORD).await.unwrap();
    context(app, &signed_in.access.token).await
}

/// The session of a context.
pub fn session_of(ctx: &Context) -> Uuid {
    match ctx.viewer.access {
        Access::Session(id) => id,
        ref other => panic!("no session but {other:?}"),
    }
}

/// The sign-in problem that a result ended with.
#[track_caller]
pub fn problem<T>(result: Result<T>) -> SignInProblem {
    match result {
        Err(Error::Unauthenticated(problem)) => problem,
        Err(other) => panic!("another error: {other:?}"),
        Ok(_) => panic!("no error"),
    }
}

/// Field and code of the field error that a result ended with.
#[track_caller]
pub fn field_error<T>(result: Result<T>) -> (String, &'static str) {
    match result {
        Err(Error::Invalid(errors)) => (errors[0].field.clone().unwrap_or_default(), errors[0].code),
        Err(other) => panic!("another error: {other:?}"),
        Ok(_) => panic!("no error"),
    }
}

/// The names of the actions on record, oldest first.
pub async fn actions(app: &TestApp) -> Vec<String> {
    let order = (audit_events::occurred_at, audit_events::id);
    audit_events::table.order(order).select(audit_events::action).load(&mut app.db().await).await.unwrap()
}

/// Why a session ended, if it did.
pub async fn end_of(app: &TestApp, session: Uuid) -> Option<String> {
    sessions::table.find(session).select(sessions::revoked_reason).first(&mut app.db().await).await.unwrap()
}

/// Waits until something holds; fails after some seconds.
pub async fn eventually(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    for _ in 0..500 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("never: {what}");
}
