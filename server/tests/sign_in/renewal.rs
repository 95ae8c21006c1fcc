//! Refresh tokens: good once, and what happens when one comes back.

use crm::{
    Result,
    error::SignInProblem,
    operations::{renewal, sign_in::SignedIn},
};
use db::schema::{refresh_tokens, sessions};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{common::TestApp, setting::*};

async fn refresh(app: &TestApp, token: &str) -> Result<SignedIn> {
    renewal::refresh(&app.app, &request(), Some(token)).await
}

/// Lets the grace for races pass.
async fn grace_passes(app: &TestApp) {
    app.sql("update refresh_tokens set spent_at = spent_at - interval '11 seconds'").await;
}

#[tokio::test]
async fn a_session_is_renewed_as_often_as_its_tokens_are_used_in_turn() {
    let (app, user) = with_auditor().await;
    let mut current = login(&app, &user.email, PASSWORD).await.unwrap();
    for _ in 0..3 {
        let next = refresh(&app, &current.refresh_token).await.unwrap();
        assert_eq!(next.session_id, current.session_id);
        assert_ne!(next.refresh_token, current.refresh_token);
        assert!(viewer(&app, &next.access.token).await.is_ok());
        grace_passes(&app).await;
        current = next;
    }
    let unspent: i64 = refresh_tokens::table
        .filter(refresh_tokens::spent_at.is_null())
        .count()
        .get_result(&mut app.db().await)
        .await
        .unwrap();
    assert_eq!(unspent, 1);
}

#[tokio::test]
async fn a_spent_token_that_comes_back_ends_the_session() {
    let (app, user) = with_auditor().await;
    let first = login(&app, &user.email, PASSWORD).await.unwrap();
    let other_session = login(&app, &user.email, PASSWORD).await.unwrap();
    let second = refresh(&app, &first.refresh_token).await.unwrap();
    grace_passes(&app).await;
    assert_eq!(problem(refresh(&app, &first.refresh_token).await), SignInProblem::InvalidRefreshToken);
    assert_eq!(end_of(&app, first.session_id).await.as_deref(), Some("reuse_detected"));
    assert_eq!(problem(refresh(&app, &second.refresh_token).await), SignInProblem::InvalidRefreshToken);
    assert_eq!(problem(viewer(&app, &second.access.token).await), SignInProblem::InvalidToken);
    assert!(viewer(&app, &other_session.access.token).await.is_ok());
    assert_eq!(actions(&app).await, ["auth.login", "auth.login", "auth.token_reused"]);
}

#[tokio::test]
async fn two_renewals_at_once_both_succeed() {
    let (app, user) = with_auditor().await;
    let first = login(&app, &user.email, PASSWORD).await.unwrap();
    let (a, b) = tokio::join!(refresh(&app, &first.refresh_token), refresh(&app, &first.refresh_token));
    let (a, b) = (a.unwrap(), b.unwrap());
    assert_ne!(a.refresh_token, b.refresh_token);
    for renewed in [&a, &b] {
        assert_eq!(renewed.session_id, first.session_id);
        assert!(viewer(&app, &renewed.access.token).await.is_ok());
    }
    assert_eq!(end_of(&app, first.session_id).await, None);
}

#[tokio::test]
async fn a_token_copied_within_the_grace_is_found_out_later() {
    let (app, user) = with_auditor().await;
    let first = login(&app, &user.email, PASSWORD).await.unwrap();
    let owner = refresh(&app, &first.refresh_token).await.unwrap();
    let thief = refresh(&app, &first.refresh_token).await.unwrap();
    grace_passes(&app).await;
    let owner = refresh(&app, &owner.refresh_token).await.unwrap();
    grace_passes(&app).await;
    assert_eq!(problem(refresh(&app, &thief.refresh_token).await), SignInProblem::InvalidRefreshToken);
    assert_eq!(problem(refresh(&app, &owner.refresh_token).await), SignInProblem::InvalidRefreshToken);
    assert_eq!(end_of(&app, first.session_id).await.as_deref(), Some("reuse_detected"));
}

#[tokio::test]
async fn what_is_no_good_token_is_refused() {
    let (app, user) = with_auditor().await;
    let signed_in = login(&app, &user.email, PASSWORD).await.unwrap();
    let missing = renewal::refresh(&app.app, &request(), None).await;
    assert_eq!(problem(missing), SignInProblem::RefreshTokenRequired);
    assert_eq!(problem(refresh(&app, "").await), SignInProblem::RefreshTokenRequired);
    for bad in ["x", signed_in.access.token.as_str(), "\0"] {
        assert_eq!(problem(refresh(&app, bad).await), SignInProblem::InvalidRefreshToken);
    }
    app.sql("update refresh_tokens set expires_at = now()").await;
    assert_eq!(problem(refresh(&app, &signed_in.refresh_token).await), SignInProblem::InvalidRefreshToken);
}

#[tokio::test]
async fn a_deactivated_or_signed_out_person_renews_nothing() {
    let (app, user) = with_auditor().await;
    let signed_in = login(&app, &user.email, PASSWORD).await.unwrap();
    app.sql(&format!("update users set is_active = false where id = '{}'", user.id)).await;
    assert_eq!(problem(refresh(&app, &signed_in.refresh_token).await), SignInProblem::AccountDeactivated);
    app.sql("update users set is_active = true").await;
    app.sql("update sessions set revoked_at = now(), revoked_reason = 'logout'").await;
    assert_eq!(problem(refresh(&app, &signed_in.refresh_token).await), SignInProblem::InvalidRefreshToken);
}

#[tokio::test]
async fn no_renewal_carries_a_session_beyond_thirty_days() {
    let (app, user) = with_auditor().await;
    let signed_in = login(&app, &user.email, PASSWORD).await.unwrap();
    app.sql("update sessions set created_at = now() - interval '29 days 23 hours 30 minutes'").await;
    refresh(&app, &signed_in.refresh_token).await.unwrap();
    let ends_at: chrono::DateTime<chrono::Utc> =
        sessions::table.select(sessions::expires_at).first(&mut app.db().await).await.unwrap();
    assert!(ends_at - chrono::Utc::now() < chrono::Duration::minutes(31), "{ends_at}");
}

#[tokio::test]
async fn neither_token_nor_hash_of_another_installation_helps() {
    let (app, user) = with_auditor().await;
    let signed_in = login(&app, &user.email, PASSWORD).await.unwrap();
    let stored: Vec<u8> =
        refresh_tokens::table.select(refresh_tokens::token_hash).first(&mut app.db().await).await.unwrap();
    let unkeyed = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, signed_in.refresh_token.as_bytes());
    assert_ne!(stored, unkeyed.as_ref());
}
