//! The memory of viewers: one statement less, and never a stale right.

use crm::{
    App,
    auth::{Proof, viewers},
    error::SignInProblem,
    events::{ChangeKind, Notification, listener},
    operations::{
        api_token::{self, NewApiToken},
        session,
    },
};
use db::statements;
use domain::{ApiTokenScope, UserRole};

use crate::{common::TestApp, setting::*};

async fn listen(app: &TestApp) {
    tokio::spawn(listener::run(app.app.clone(), app.database_url().to_owned()));
    eventually("it listens", async || app.app.listener.is_listening()).await;
}

#[tokio::test]
async fn a_viewer_is_looked_up_once_while_changes_are_heard() {
    let (app, user) = with_auditor().await;
    let token = login(&app, &user.email, PASSWORD).await.unwrap().access.token;
    let looked_up = async || statements::count(viewer(&app, &token)).await.1;
    assert_eq!(looked_up().await, 1);
    assert_eq!(looked_up().await, 1, "nothing is remembered while changes are not heard");
    listen(&app).await;
    assert_eq!(looked_up().await, 1);
    assert_eq!(looked_up().await, 0);
}

#[tokio::test]
async fn a_change_made_elsewhere_acts_at_once() {
    let (app, user) = with_auditor().await;
    listen(&app).await;
    let token = login(&app, &user.email, PASSWORD).await.unwrap().access.token;
    assert_eq!(viewer(&app, &token).await.unwrap().role, UserRole::Auditor);
    // Another connection, as psql would.
    app.sql(&format!("update users set role = 'viewer' where id = '{}'", user.id)).await;
    eventually("the role changed", async || viewer(&app, &token).await.unwrap().role == UserRole::Viewer).await;
    app.sql("update sessions set revoked_at = now(), revoked_reason = 'revoked'").await;
    eventually("the session is over", async || viewer(&app, &token).await.is_err()).await;
    assert_eq!(problem(viewer(&app, &token).await), SignInProblem::InvalidToken);
}

#[tokio::test]
async fn an_own_change_acts_without_waiting_for_the_news() {
    let (app, user) = with_auditor().await;
    listen(&app).await;
    for _ in 0..20 {
        let token = login(&app, &user.email, PASSWORD).await.unwrap().access.token;
        let ctx = context(&app, &token).await;
        session::revoke(&ctx, session_of(&ctx)).await.unwrap();
        assert_eq!(problem(viewer(&app, &token).await), SignInProblem::InvalidToken);
    }
    let ctx = signed_in(&app, &user.email).await;
    let input = NewApiToken { name: "x".into(), scopes: vec![ApiTokenScope::Read], entities: None, expires_at: None };
    let created = api_token::create(&ctx, &input).await.unwrap();
    assert!(viewer(&app, &created.token).await.is_ok());
    api_token::revoke(&ctx, created.api_token.id).await.unwrap();
    assert_eq!(problem(viewer(&app, &created.token).await), SignInProblem::InvalidToken);
}

#[tokio::test]
async fn a_second_server_hears_what_the_first_one_does() {
    let (app, user) = with_auditor().await;
    let other = App::new(app.app.config.clone(), app.app.pool.clone());
    tokio::spawn(listener::run(other.clone(), app.database_url().to_owned()));
    eventually("it listens", async || other.listener.is_listening()).await;
    let ctx = signed_in(&app, &user.email).await;
    let proof = Proof::Session { id: session_of(&ctx), user_id: user.id };
    assert!(viewers::find(&other, proof, None).await.is_ok());
    session::revoke(&ctx, session_of(&ctx)).await.unwrap();
    eventually("the other server knows", async || viewers::find(&other, proof, None).await.is_err()).await;
    other.shutdown.begin();
}

#[tokio::test]
async fn nothing_is_remembered_when_the_connection_is_lost() {
    let (app, user) = with_auditor().await;
    listen(&app).await;
    let token = login(&app, &user.email, PASSWORD).await.unwrap().access.token;
    viewer(&app, &token).await.unwrap();
    let mut heard = app.app.listener.subscribe();
    app.sql(
        "select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and query = 'LISTEN viewer_changed; LISTEN entity_changed'",
    )
    .await;
    eventually("the loss is noticed", async || !app.app.listener.is_listening() || !heard.is_empty()).await;
    let began = tokio::time::timeout(std::time::Duration::from_secs(10), heard.recv()).await.unwrap().unwrap();
    assert_eq!(began, Notification::ListeningBegan);
    let (_, asked) = statements::count(viewer(&app, &token)).await;
    assert_eq!(asked, 1);
    let (_, asked) = statements::count(viewer(&app, &token)).await;
    assert_eq!(asked, 0);
}

#[tokio::test]
async fn changed_rows_are_announced() {
    let app = TestApp::start().await;
    listen(&app).await;
    let mut heard = app.app.listener.subscribe();
    let user = app.user(UserRole::Manager).await;
    app.sql(&format!("insert into tasks (title, assigned_to, created_by) values ('Audit', '{0}', '{0}')", user.id))
        .await;
    for made in ["user", "task"] {
        let Notification::EntityChanged { entity, kind, .. } = heard.recv().await.unwrap() else { panic!("another") };
        assert_eq!((entity.as_str(), kind), (made, ChangeKind::Insert));
    }
}
