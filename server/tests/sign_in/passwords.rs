//! Changing a password, and resetting it by a mailed code.

use chrono::{Duration, Utc};
use crm::{
    Context, Error, Result,
    error::SignInProblem,
    operations::password::{self, ChangePassword, ResetPassword},
};
use db::{rows::User, schema::password_reset_tokens};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::UserRole;
use uuid::Uuid;

use crate::{common::TestApp, setting::*};

async fn change(ctx: &Context, current: &str, new: &str) -> Result<User> {
    let input = ChangePassword { current_password: current.into(), new_password: new.into() };
    password::change(ctx, &input).await
}

async fn reset(app: &TestApp, email: &str, code: &str, new: &str) -> Result<()> {
    let input = ResetPassword { email: email.into(), code: code.into(), new_password: new.into() };
    password::reset(&app.app, &request(), &input).await
}

/// Puts a code into the database, as the mail's job does.
async fn give_code(app: &TestApp, user: Uuid, purpose: &str, code: &str, lifetime: Duration) {
    use password_reset_tokens as codes;
    diesel::insert_into(codes::table)
        .values((
            codes::user_id.eq(user),
            codes::purpose.eq(purpose),
            codes::code_hash.eq(app.app.auth.sealer.code_hash(user, code).as_slice()),
            codes::expires_at.eq(Utc::now() + lifetime),
        ))
        .execute(&mut app.db().await)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions() {
    let (app, user) = with_auditor().await;
    let (here, elsewhere) = (signed_in(&app, &user.email).await, signed_in(&app, &user.email).await);
    change(&here, PASSWORD, OTHER_PASSWORD).await.unwrap();
    assert_eq!(end_of(&app, session_of(&here)).await, None);
    assert_eq!(end_of(&app, session_of(&elsewhere)).await.as_deref(), Some("password_changed"));
    assert_eq!(problem(login(&app, &user.email, PASSWORD).await), SignInProblem::InvalidCredentials);
    login(&app, &user.email, OTHER_PASSWORD).await.unwrap();
    assert!(actions(&app).await.contains(&"auth.password_changed".to_owned()));
}

#[tokio::test]
async fn a_new_password_is_chosen_with_care() {
    let (app, user) = with_auditor().await;
    let ctx = signed_in(&app, &user.email).await;
    let wrong = change(&ctx, OTHER_PASSWORD, OTHER_PASSWORD).await;
    assert_eq!(field_error(wrong), ("currentPassword".into(), "INVALID_CURRENT_PASSWORD"));
    for (password, code) in [
        ("court", "TOO_SHORT"),
        ("password123", "COMMON_PASSWORD"),
        ("camille.durand", "COMMON_PASSWORD"),
        (PASSWORD, "SAME_PASSWORD"),
    ] {
        app.sql("delete from login_throttles").await;
        assert_eq!(field_error(change(&ctx, PASSWORD, password).await), ("newPassword".into(), code));
    }
    login(&app, &user.email, PASSWORD).await.unwrap();
}

#[tokio::test]
async fn the_current_password_cannot_be_guessed_from_a_stolen_session() {
    let (app, user) = with_auditor().await;
    let ctx = signed_in(&app, &user.email).await;
    for _ in 0..5 {
        field_error(change(&ctx, "une supposition", OTHER_PASSWORD).await);
    }
    assert!(matches!(change(&ctx, PASSWORD, OTHER_PASSWORD).await, Err(Error::RateLimited(_))));
}

#[tokio::test]
async fn a_mailed_code_sets_a_password_once_and_ends_all_sessions() {
    let (app, user) = with_auditor().await;
    let token = login(&app, &user.email, PASSWORD).await.unwrap().access.token;
    give_code(&app, user.id, "reset", "123456", Duration::minutes(15)).await;
    password::verify_code(&app.app, &request(), &user.email, "123 456").await.unwrap();
    assert_eq!(
        field_error(reset(&app, &user.email, "123456", "12345678").await),
        ("newPassword".into(), "COMMON_PASSWORD")
    );
    reset(&app, &user.email, "123456", OTHER_PASSWORD).await.unwrap();
    assert_eq!(problem(viewer(&app, &token).await), SignInProblem::InvalidToken);
    login(&app, &user.email, OTHER_PASSWORD).await.unwrap();
    let again = reset(&app, &user.email, "123456", PASSWORD).await;
    assert_eq!(field_error(again), ("code".into(), "INVALID_CODE"));
}

#[tokio::test]
async fn a_code_dies_after_five_wrong_ones() {
    let (app, user) = with_auditor().await;
    give_code(&app, user.id, "reset", "123456", Duration::minutes(15)).await;
    for wrong in ["000000", "000001", "000002", "000003", "000004"] {
        app.sql("delete from login_throttles").await;
        let result = password::verify_code(&app.app, &request(), &user.email, wrong).await;
        assert_eq!(field_error(result), ("code".into(), "INVALID_CODE"));
    }
    app.sql("delete from login_throttles").await;
    assert_eq!(field_error(reset(&app, &user.email, "123456", OTHER_PASSWORD).await), ("code".into(), "INVALID_CODE"));
    login(&app, &user.email, PASSWORD).await.unwrap();
}

#[tokio::test]
async fn guessing_codes_is_slowed_down_known_account_or_not() {
    let (app, user) = with_auditor().await;
    for email in [user.email.as_str(), "nobody@example.com"] {
        for _ in 0..5 {
            let result = password::verify_code(&app.app, &request(), email, "000000").await;
            assert_eq!(field_error(result), ("code".into(), "INVALID_CODE"));
        }
        let result = password::verify_code(&app.app, &request(), email, "000000").await;
        assert!(matches!(result, Err(Error::RateLimited(_))));
    }
}

#[tokio::test]
async fn old_codes_and_those_of_others_are_refused() {
    let (app, user) = with_auditor().await;
    let other = app.user(UserRole::Manager).await;
    give_code(&app, user.id, "reset", "123456", Duration::minutes(-1)).await;
    give_code(&app, other.id, "reset", "654321", Duration::minutes(15)).await;
    let verify =
        async |email: &str, code: &str| field_error(password::verify_code(&app.app, &request(), email, code).await);
    assert_eq!(verify(&user.email, "123456").await, ("code".into(), "CODE_EXPIRED"));
    assert_eq!(verify(&user.email, "654321").await, ("code".into(), "INVALID_CODE"));
    assert_eq!(verify("nobody@example.com", "123456").await, ("code".into(), "INVALID_CODE"));
    assert_eq!(verify("a\0b", "123456").await, ("code".into(), "INVALID_CODE"));
    assert_eq!(verify("", "123456").await, ("email".into(), "REQUIRED"));
    assert_eq!(verify(&user.email, " ").await, ("code".into(), "REQUIRED"));
    app.sql(&format!("update users set is_active = false where id = '{}'", other.id)).await;
    assert_eq!(verify(&other.email, "654321").await, ("code".into(), "INVALID_CODE"));
}

#[tokio::test]
async fn an_invited_person_chooses_the_first_password() {
    let app = TestApp::start().await;
    let user = app.user(UserRole::Auditor).await;
    give_code(&app, user.id, "invitation", "a-long-random-code", Duration::days(7)).await;
    for _ in 0..6 {
        app.sql("delete from login_throttles").await;
        field_error(password::verify_code(&app.app, &request(), &user.email, "000000").await);
    }
    app.sql("delete from login_throttles").await;
    reset(&app, &user.email, "a-long-random-code", PASSWORD).await.unwrap();
    login(&app, &user.email, PASSWORD).await.unwrap();
}

#[tokio::test]
async fn two_resets_with_one_code_do_not_both_succeed() {
    let (app, user) = with_auditor().await;
    give_code(&app, user.id, "reset", "123456", Duration::minutes(15)).await;
    let (a, b) = tokio::join!(
        reset(&app, &user.email, "123456", OTHER_PASSWORD),
        reset(&app, &user.email, "123456", "un troisième, assez long")
    );
    assert_eq!([&a, &b].iter().filter(|result| result.is_ok()).count(), 1, "{a:?} {b:?}");
}

#[tokio::test]
async fn a_reset_lets_in_who_was_made_to_wait() {
    let (app, user) = with_auditor().await;
    for _ in 0..5 {
        problem(login(&app, &user.email, OTHER_PASSWORD).await);
    }
    assert!(matches!(login(&app, &user.email, PASSWORD).await, Err(Error::RateLimited(_))));
    give_code(&app, user.id, "reset", "123456", Duration::minutes(15)).await;
    reset(&app, &user.email, "123456", OTHER_PASSWORD).await.unwrap();
    login(&app, &user.email, OTHER_PASSWORD).await.unwrap();
}
