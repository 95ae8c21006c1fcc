//! Beginning, listing and ending sessions.

use chrono::{Duration, Utc};
use crm::{
    Error,
    auth::{Access, access_token::Subject},
    error::SignInProblem,
    operations::{
        session,
        sign_in::{self, Login},
    },
};
use db::schema::{sessions, users};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::UserRole;
use uuid::Uuid;

use crate::setting::*;

#[tokio::test]
async fn the_right_password_begins_a_session() {
    let (app, user) = with_auditor().await;
    let typed = format!("  {} ", user.email.to_uppercase());
    let signed_in = login(&app, &typed, PASSWORD).await.unwrap();
    assert_eq!(signed_in.user.id, user.id);
    assert!(signed_in.user.last_login_at.is_some());
    assert_eq!(signed_in.user.version, user.version);

    let viewer = viewer(&app, &signed_in.access.token).await.unwrap();
    assert_eq!((viewer.id, viewer.role, viewer.name.as_str()), (user.id, UserRole::Auditor, "Camille Durand"));
    assert!(matches!(viewer.access, Access::Session(id) if id == signed_in.session_id));
    let [access, refresh] = signed_in.cookies(&app.app);
    assert!(access.starts_with("accessToken=") && !access.contains("Max-Age"), "{access}");
    assert!(refresh.contains("Path=/api/auth; HttpOnly; SameSite=Strict") && !refresh.contains("Max-Age"), "{refresh}");
    assert_eq!(actions(&app).await, ["auth.login"]);
}

#[tokio::test]
async fn a_remembered_session_lasts_a_week_and_another_a_day() {
    let (app, user) = with_auditor().await;
    for (remember_me, lifetime, cookie) in [(true, Duration::days(7), true), (false, Duration::hours(24), false)] {
        let input = Login { email: user.email.clone(), password: PASSWORD.into(), remember_me };
        let signed_in = sign_in::login(&app.app, &request(), &input).await.unwrap();
        let ends_at: chrono::DateTime<Utc> = sessions::table
            .find(signed_in.session_id)
            .select(sessions::expires_at)
            .first(&mut app.db().await)
            .await
            .unwrap();
        assert!((ends_at - Utc::now() - lifetime).abs() < Duration::minutes(1), "{ends_at}");
        assert_eq!(signed_in.cookies(&app.app)[1].contains("Max-Age=604800"), cookie);
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_account_get_the_same_answer() {
    let (app, user) = with_auditor().await;
    let invited = app.user(UserRole::Manager).await;
    for (email, password) in [
        (user.email.as_str(), OTHER_PASSWORD),
        (user.email.as_str(), "quatre tulipes sous la pluie "),
        ("nobody@example.com", PASSWORD),
        (invited.email.as_str(), PASSWORD),
        ("a\0b", PASSWORD),
        ("x' or '1'='1", PASSWORD),
    ] {
        assert_eq!(problem(login(&app, email, password).await), SignInProblem::InvalidCredentials, "{email}");
    }
    assert_eq!(field_error(login(&app, " ", PASSWORD).await), ("email".into(), "REQUIRED"));
    assert_eq!(field_error(login(&app, &user.email, "").await), ("password".into(), "REQUIRED"));
    assert_eq!(actions(&app).await, ["auth.failed"; 6]);
}

#[tokio::test]
async fn a_deactivated_account_is_told_to_its_owner_alone() {
    let (app, user) = with_auditor().await;
    app.sql(&format!("update users set is_active = false where id = '{}'", user.id)).await;
    assert_eq!(problem(login(&app, &user.email, OTHER_PASSWORD).await), SignInProblem::InvalidCredentials);
    assert_eq!(problem(login(&app, &user.email, PASSWORD).await), SignInProblem::AccountDeactivated);
}

#[tokio::test]
async fn what_the_database_says_counts_not_the_token() {
    let (app, user) = with_auditor().await;
    let token = login(&app, &user.email, PASSWORD).await.unwrap().access.token;
    assert_eq!(viewer(&app, &token).await.unwrap().role, UserRole::Auditor);
    app.sql(&format!("update users set role = 'viewer' where id = '{}'", user.id)).await;
    assert_eq!(viewer(&app, &token).await.unwrap().role, UserRole::Viewer);
    app.sql(&format!("update users set is_active = false where id = '{}'", user.id)).await;
    assert_eq!(problem(viewer(&app, &token).await), SignInProblem::AccountDeactivated);
    app.sql(&format!("delete from users where id = '{}'", user.id)).await;
    assert_eq!(problem(viewer(&app, &token).await), SignInProblem::InvalidToken);
}

#[tokio::test]
async fn a_token_does_not_outlive_its_session() {
    let (app, user) = with_auditor().await;
    let signed_in = login(&app, &user.email, PASSWORD).await.unwrap();
    app.sql("update sessions set created_at = now() - interval '2 days', expires_at = now() - interval '1 second'")
        .await;
    assert_eq!(problem(viewer(&app, &signed_in.access.token).await), SignInProblem::InvalidToken);
}

#[tokio::test]
async fn a_token_for_the_session_of_someone_else_is_refused() {
    let (app, user) = with_auditor().await;
    let admin = app.user(UserRole::Admin).await;
    let session_id = login(&app, &user.email, PASSWORD).await.unwrap().session_id;
    let tokens = &app.app.auth.access_tokens;
    for subject in [Subject { user_id: admin.id, session_id }, Subject { user_id: user.id, session_id: Uuid::now_v7() }]
    {
        let forged = tokens.issue(subject, &admin.email, UserRole::Admin, Utc::now()).unwrap();
        assert_eq!(problem(viewer(&app, &forged.token).await), SignInProblem::InvalidToken);
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_by_either_token() {
    let (app, user) = with_auditor().await;
    let first = login(&app, &user.email, PASSWORD).await.unwrap();
    let second = login(&app, &user.email, PASSWORD).await.unwrap();
    let first_viewer = viewer(&app, &first.access.token).await.unwrap();
    sign_in::logout(&app.app, &request(), Some(&first_viewer), None).await.unwrap();
    assert_eq!(problem(viewer(&app, &first.access.token).await), SignInProblem::InvalidToken);
    assert!(viewer(&app, &second.access.token).await.is_ok());

    sign_in::logout(&app.app, &request(), None, Some(&second.refresh_token)).await.unwrap();
    assert_eq!(problem(viewer(&app, &second.access.token).await), SignInProblem::InvalidToken);
    assert_eq!(end_of(&app, second.session_id).await.as_deref(), Some("logout"));

    // Doing it again, or without anything to end, is no error and nothing to record.
    sign_in::logout(&app.app, &request(), None, Some(&second.refresh_token)).await.unwrap();
    sign_in::logout(&app.app, &request(), None, Some("unknown")).await.unwrap();
    sign_in::logout(&app.app, &request(), None, None).await.unwrap();
    assert_eq!(actions(&app).await, ["auth.login", "auth.login", "auth.logout", "auth.logout"]);
}

#[tokio::test]
async fn one_sees_and_ends_ones_own_sessions() {
    let (app, user) = with_auditor().await;
    let other = app.user_with_password(UserRole::Admin, PASSWORD).await;
    let foreign = signed_in(&app, &other.email).await;
    let (a, b) = (signed_in(&app, &user.email).await, signed_in(&app, &user.email).await);
    let c = signed_in(&app, &user.email).await;

    let listed = session::list(&a).await.unwrap();
    assert_eq!(listed.len(), 3);
    let current: Vec<Uuid> = listed.iter().filter(|s| s.is_current(&a)).map(|s| s.id).collect();
    assert_eq!(current, [session_of(&a)]);
    assert_eq!(listed[0].ip.as_deref(), Some("192.0.2.10"));
    assert_eq!(listed[0].user_agent.as_deref(), Some("Test/1.0"));

    assert!(matches!(session::revoke(&a, session_of(&foreign)).await, Err(Error::NotFound("session"))));
    assert_eq!(session::revoke(&a, session_of(&b)).await.unwrap().id, session_of(&b));
    assert!(matches!(session::revoke(&a, session_of(&b)).await, Err(Error::NotFound("session"))));
    assert_eq!(session::revoke_others(&a).await.unwrap(), 1);
    assert_eq!(session::revoke_others(&a).await.unwrap(), 0);
    assert_eq!(end_of(&app, session_of(&c)).await.as_deref(), Some("revoked"));
    assert_eq!(session::list(&a).await.unwrap().len(), 1);
    assert_eq!(session::list(&foreign).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_hash_with_old_parameters_is_renewed_at_sign_in() {
    let (app, user) = with_auditor().await;
    let weak = {
        use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8_192, 1, 1, None).unwrap());
        argon.hash_password(PASSWORD.as_bytes()).unwrap().to_string()
    };
    diesel::update(users::table.find(user.id))
        .set(users::password_hash.eq(Some(&weak)))
        .execute(&mut app.db().await)
        .await
        .unwrap();
    login(&app, &user.email, PASSWORD).await.unwrap();
    let hash: Option<String> =
        users::table.find(user.id).select(users::password_hash).first(&mut app.db().await).await.unwrap();
    assert!(hash.unwrap().contains("m=19456,t=2,p=1"));
    login(&app, &user.email, PASSWORD).await.unwrap();
}

#[tokio::test]
async fn the_last_use_of_a_session_is_noted_apart() {
    let (app, user) = with_auditor().await;
    let signed_in = login(&app, &user.email, PASSWORD).await.unwrap();
    app.sql("update sessions set last_used_at = now() - interval '10 minutes'").await;
    viewer(&app, &signed_in.access.token).await.unwrap();
    eventually("the session's last use is noted", async || {
        let last: chrono::DateTime<Utc> =
            sessions::table.select(sessions::last_used_at).first(&mut app.db().await).await.unwrap();
        Utc::now() - last < Duration::minutes(1)
    })
    .await;
}
