//! API tokens: scopes, limits, and what they never reach.

use chrono::{Duration, Utc};
use crm::{
    Context, Error,
    error::SignInProblem,
    operations::{
        api_token::{self, Created, NewApiToken},
        password::{self, ChangePassword},
        profile::{self, UpdateProfile},
        session,
        user_admin::{self, NewUser},
    },
};
use db::schema::api_tokens;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::{ApiTokenScope, Permission, UserRole};

use crate::{common::TestApp, setting::*};

fn new_token(scopes: &[ApiTokenScope], entities: Option<&[&str]>) -> NewApiToken {
    NewApiToken {
        name: "Tableau de bord".into(),
        scopes: scopes.to_vec(),
        entities: entities.map(|names| names.iter().map(|name| (*name).to_owned()).collect()),
        expires_at: None,
    }
}

async fn create(ctx: &Context, scopes: &[ApiTokenScope], entities: Option<&[&str]>) -> Created {
    api_token::create(ctx, &new_token(scopes, entities)).await.unwrap()
}

async fn with_admin() -> (TestApp, Context) {
    let app = TestApp::start().await;
    let admin = app.user_with_password(UserRole::Admin, PASSWORD).await;
    let ctx = signed_in(&app, &admin.email).await;
    (app, ctx)
}

#[tokio::test]
async fn a_token_is_shown_once_and_stored_hashed() {
    let (app, ctx) = with_admin().await;
    let created = create(&ctx, &[ApiTokenScope::Write, ApiTokenScope::Read], None).await;
    assert!(created.token.starts_with("mcrm_") && created.token.len() == 48);
    assert_eq!(created.token[..12], created.api_token.prefix);
    assert_eq!(created.api_token.scopes, [ApiTokenScope::Read, ApiTokenScope::Write]);
    assert_eq!(api_token::list(&ctx).await.unwrap(), [created.api_token]);
    let dump: String = diesel::dsl::sql::<diesel::sql_types::Text>("select string_agg(t::text, '') from api_tokens t")
        .get_result(&mut app.db().await)
        .await
        .unwrap();
    assert!(!dump.contains(&created.token[12..]));
}

#[tokio::test]
async fn scopes_and_entities_limit_what_the_role_may() {
    let (app, ctx) = with_admin().await;
    let reader = create(&ctx, &[ApiTokenScope::Read], Some(&["institution", "Contact "])).await;
    let viewer = viewer(&app, &reader.token).await.unwrap();
    assert!(viewer.may_read("institution", Permission::ViewAllInstitutions).is_ok());
    assert!(viewer.may_read("contact", Permission::ViewAllInstitutions).is_ok());
    assert!(matches!(viewer.may_read("task", Permission::ViewAllTasks), Err(Error::Refused(_))));
    assert!(matches!(viewer.may_write("institution", Permission::CreateInstitutions), Err(Error::Refused(_))));

    let writer = create(&ctx, &[ApiTokenScope::Write], None).await;
    let viewer = crate::setting::viewer(&app, &writer.token).await.unwrap();
    assert!(viewer.may_write("task", Permission::CreateTasks).is_ok());
    assert!(matches!(viewer.may_read("task", Permission::ViewAllTasks), Err(Error::Refused(_))));
}

#[tokio::test]
async fn a_token_is_never_wider_than_its_owner_is_now() {
    let (app, ctx) = with_admin().await;
    app.user(UserRole::Admin).await;
    let token = create(&ctx, &[ApiTokenScope::Read, ApiTokenScope::Write], None).await.token;
    app.sql(&format!("update users set role = 'viewer' where id = '{}'", ctx.viewer.id)).await;
    let demoted = viewer(&app, &token).await.unwrap();
    assert!(matches!(demoted.may_write("institution", Permission::CreateInstitutions), Err(Error::Forbidden(_))));
    app.sql(&format!("update users set is_active = false where id = '{}'", ctx.viewer.id)).await;
    assert_eq!(problem(viewer(&app, &token).await), SignInProblem::AccountDeactivated);
}

#[tokio::test]
async fn account_matters_are_out_of_reach_of_a_token() {
    let (app, ctx) = with_admin().await;
    let created = create(&ctx, &[ApiTokenScope::Read, ApiTokenScope::Write], None).await;
    let by_token = context(&app, &created.token).await;
    let refused = |result: crm::Result<()>| assert!(matches!(result, Err(Error::Refused(_))), "{result:?}");
    refused(session::list(&by_token).await.map(drop));
    refused(session::revoke(&by_token, session_of(&ctx)).await.map(drop));
    refused(session::revoke_others(&by_token).await.map(drop));
    refused(api_token::list(&by_token).await.map(drop));
    refused(api_token::create(&by_token, &new_token(&[ApiTokenScope::Read], None)).await.map(drop));
    refused(api_token::revoke(&by_token, created.api_token.id).await.map(drop));
    refused(profile::update(&by_token, &UpdateProfile::default()).await.map(drop));
    let change = ChangePassword { current_password: PASSWORD.into(), new_password: OTHER_PASSWORD.into() };
    refused(password::change(&by_token, &change).await.map(drop));
    refused(user_admin::reset_password(&by_token, "x@example.com", None).await.map(drop));
    let user = NewUser::new("x@example.com", UserRole::Viewer);
    refused(user_admin::add(&by_token, &user).await.map(drop));
    assert_eq!(profile::me(&by_token).await.unwrap().id, ctx.viewer.id);
}

#[tokio::test]
async fn an_ended_or_revoked_token_is_refused() {
    let (app, ctx) = with_admin().await;
    let input =
        NewApiToken { expires_at: Some(Utc::now() + Duration::days(1)), ..new_token(&[ApiTokenScope::Read], None) };
    let created = api_token::create(&ctx, &input).await.unwrap();
    assert!(viewer(&app, &created.token).await.is_ok());
    app.sql("update api_tokens set expires_at = now()").await;
    assert_eq!(problem(viewer(&app, &created.token).await), SignInProblem::InvalidToken);

    let created = create(&ctx, &[ApiTokenScope::Read], None).await;
    let other = app.user_with_password(UserRole::Viewer, PASSWORD).await;
    let stranger = signed_in(&app, &other.email).await;
    let foreign = api_token::revoke(&stranger, created.api_token.id).await;
    assert!(matches!(foreign, Err(Error::NotFound(_))));
    api_token::revoke(&ctx, created.api_token.id).await.unwrap();
    assert_eq!(problem(viewer(&app, &created.token).await), SignInProblem::InvalidToken);
    assert!(matches!(api_token::revoke(&ctx, created.api_token.id).await, Err(Error::NotFound(_))));
    for unknown in ["mcrm_", "mcrm_unknown", &format!("{}x", created.token)] {
        assert_eq!(problem(viewer(&app, unknown).await), SignInProblem::InvalidToken);
    }
}

#[tokio::test]
async fn a_new_token_is_checked() {
    let (app, ctx) = with_admin().await;
    let check = async |change: &dyn Fn(&mut NewApiToken)| {
        let mut input = new_token(&[ApiTokenScope::Read], None);
        change(&mut input);
        field_error(api_token::create(&ctx, &input).await)
    };
    assert_eq!(check(&|input| input.name = " ".into()).await, ("name".into(), "REQUIRED"));
    assert_eq!(check(&|input| input.name = "x".repeat(101)).await, ("name".into(), "TOO_LONG"));
    assert_eq!(check(&|input| input.scopes.clear()).await, ("scopes".into(), "REQUIRED"));
    assert_eq!(check(&|input| input.entities = Some(vec![])).await, ("entities".into(), "REQUIRED"));
    assert_eq!(check(&|input| input.entities = Some(vec!["salaries".into()])).await, ("entities".into(), "UNKNOWN"));
    assert_eq!(check(&|input| input.expires_at = Some(Utc::now())).await, ("expiresAt".into(), "IN_THE_PAST"));
    for _ in 0..50 {
        create(&ctx, &[ApiTokenScope::Read], None).await;
    }
    assert_eq!(check(&|_| {}).await, (String::new(), "TOO_MANY"));
    let count: i64 = api_tokens::table.count().get_result(&mut app.db().await).await.unwrap();
    assert_eq!(count, 50);
}
