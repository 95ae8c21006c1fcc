//! The caller's own account, and accounts as an administrator handles them.

use crm::{
    Error,
    error::SignInProblem,
    operations::{
        profile::{self, UpdateProfile},
        user_admin::{self, NewUser, system_context},
    },
};
use domain::{Language, Theme, UserRole};

use crate::{common::TestApp, setting::*};

fn new_user(email: &str, password: Option<&str>) -> NewUser {
    NewUser { password: password.map(str::to_owned), ..NewUser::new(email, UserRole::Manager) }
}

#[tokio::test]
async fn a_person_changes_their_own_profile() {
    let (app, user) = with_auditor().await;
    let ctx = signed_in(&app, &user.email).await;
    let input = UpdateProfile {
        first_name: Some(" Chloé ".into()),
        phone: Some(Some("02 40 08 33 33".into())),
        language: Some(Language::En),
        theme: Some(Theme::Dark),
        keyboard_shortcuts: Some(false),
        email: Some(user.email.to_uppercase()),
        expected_version: Some(user.version),
        ..Default::default()
    };
    let changed = profile::update(&ctx, &input).await.unwrap();
    assert_eq!((changed.first_name.as_str(), changed.last_name.as_str()), ("Chloé", "Durand"));
    assert_eq!(changed.phone.as_deref(), Some("+33240083333"));
    assert_eq!((changed.language, changed.theme, changed.keyboard_shortcuts), (Language::En, Theme::Dark, false));
    assert_eq!(changed.version, user.version + 1);
    assert_eq!(profile::me(&ctx).await.unwrap().first_name, "Chloé");

    assert!(matches!(profile::update(&ctx, &input).await, Err(Error::Stale { entity: "user", .. })));
    let cleared = UpdateProfile { phone: Some(None), ..Default::default() };
    assert_eq!(profile::update(&ctx, &cleared).await.unwrap().phone, None);
    let nothing = profile::update(&ctx, &UpdateProfile::default()).await.unwrap();
    assert_eq!(nothing.version, user.version + 2);
    assert_eq!(actions(&app).await, ["auth.login", "user.updated", "user.updated"]);
}

#[tokio::test]
async fn a_profile_is_checked_field_by_field() {
    let (app, user) = with_auditor().await;
    let ctx = signed_in(&app, &user.email).await;
    let input = UpdateProfile {
        first_name: Some(" ".into()),
        last_name: Some("x".repeat(51)),
        phone: Some(Some("abc".into())),
        ..Default::default()
    };
    let Err(Error::Invalid(errors)) = profile::update(&ctx, &input).await else { panic!("accepted") };
    let fields: Vec<&str> = errors.iter().filter_map(|error| error.field.as_deref()).collect();
    assert_eq!(fields, ["firstName", "lastName", "phone"]);
    let email = UpdateProfile { email: Some("else@example.com".into()), ..Default::default() };
    assert_eq!(field_error(profile::update(&ctx, &email).await), ("email".into(), "NOT_ALLOWED"));
}

#[tokio::test]
async fn the_command_line_makes_accounts_and_resets_passwords() {
    let app = TestApp::start().await;
    let ctx = system_context(&app.app, "cli");
    let user = user_admin::add(&ctx, &new_user(" Lea.Martin@Example.com ", Some(PASSWORD))).await.unwrap();
    assert_eq!(
        (user.email.as_str(), user.first_name.as_str(), user.last_name.as_str()),
        ("lea.martin@example.com", "Lea", "Martin")
    );
    let taken = user_admin::add(&ctx, &new_user("lea.martin@example.com", Some(PASSWORD))).await;
    assert_eq!(field_error(taken), ("email".into(), "TAKEN"));
    assert_eq!(field_error(user_admin::add(&ctx, &new_user("", None)).await), ("email".into(), "REQUIRED"));
    assert_eq!(field_error(user_admin::add(&ctx, &new_user("lea", None)).await).0, "email");
    let weak = user_admin::add(&ctx, &new_user("tom@example.com", Some("password"))).await;
    assert_eq!(field_error(weak), ("password".into(), "COMMON_PASSWORD"));

    let token = login(&app, &user.email, PASSWORD).await.unwrap().access.token;
    let (_, password) = user_admin::reset_password(&ctx, "LEA.martin@example.com", None).await.unwrap();
    assert_eq!(problem(viewer(&app, &token).await), SignInProblem::InvalidToken);
    assert_eq!(problem(login(&app, &user.email, PASSWORD).await), SignInProblem::InvalidCredentials);
    login(&app, &user.email, &password).await.unwrap();
    user_admin::reset_password(&ctx, &user.email, Some(OTHER_PASSWORD)).await.unwrap();
    login(&app, &user.email, OTHER_PASSWORD).await.unwrap();
    let unknown = user_admin::reset_password(&ctx, "nobody@example.com", None).await;
    assert!(matches!(unknown, Err(Error::NotFound("user"))));
    assert_eq!(user_admin::list(&ctx).await.unwrap().len(), 1);
}

#[tokio::test]
async fn only_an_administrator_makes_accounts() {
    let app = TestApp::start().await;
    let manager = app.user_with_password(UserRole::Manager, PASSWORD).await;
    let admin = app.user_with_password(UserRole::Admin, PASSWORD).await;
    let ctx = signed_in(&app, &manager.email).await;
    let refused = user_admin::add(&ctx, &new_user("x@example.com", None)).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))));
    assert!(matches!(user_admin::invite(&ctx, admin.id).await, Err(Error::Forbidden(_))));
    assert!(matches!(user_admin::reset_password(&ctx, &admin.email, None).await, Err(Error::Forbidden(_))));
    assert_eq!(user_admin::list(&ctx).await.unwrap().len(), 2);
    let ctx = signed_in(&app, &admin.email).await;
    user_admin::add(&ctx, &new_user("x@example.com", None)).await.unwrap();
}

#[tokio::test]
async fn the_first_administrator_is_made_once() {
    let app = TestApp::start().await;
    let weak = user_admin::ensure_first_admin(&app.app, "admin@example.com", "admin").await;
    assert_eq!(field_error(weak).1, "TOO_SHORT");
    let made = user_admin::ensure_first_admin(&app.app, "admin@example.com", PASSWORD).await.unwrap().unwrap();
    assert_eq!((made.role, made.first_name.as_str()), (UserRole::Admin, "Admin"));
    assert!(user_admin::ensure_first_admin(&app.app, "other@example.com", PASSWORD).await.unwrap().is_none());
    login(&app, "admin@example.com", PASSWORD).await.unwrap();
}
