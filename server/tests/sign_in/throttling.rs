//! Guessing is slowed down; nobody is locked out for good.

use crm::{Error, Result, error::SignInProblem};
use db::schema::login_throttles;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::UserRole;

use crate::{common::TestApp, setting::*};

#[track_caller]
fn wait<T>(result: Result<T>) -> u64 {
    match result {
        Err(Error::RateLimited(seconds)) => seconds,
        Err(other) => panic!("another error: {other:?}"),
        Ok(_) => panic!("no error"),
    }
}

#[tokio::test]
async fn the_sixth_attempt_on_an_account_waits_known_or_not() {
    let (app, user) = with_auditor().await;
    for email in [user.email.as_str(), "nobody@example.com"] {
        for attempt in 0..5 {
            let ip = format!("198.51.100.{attempt}");
            let result = login_from(&app, &ip, email, OTHER_PASSWORD).await;
            assert_eq!(problem(result), SignInProblem::InvalidCredentials);
        }
        let seconds = wait(login_from(&app, "198.51.100.77", email, PASSWORD).await);
        assert!((25..=31).contains(&seconds), "{seconds}");
    }
    // The wait ends, and the right password begins a new count.
    app.sql("update login_throttles set locked_until = now()").await;
    login_from(&app, "198.51.100.77", &user.email, PASSWORD).await.unwrap();
    let left: Vec<String> =
        login_throttles::table.select(login_throttles::key).load(&mut app.db().await).await.unwrap();
    assert_eq!(left, ["account:nobody@example.com"]);
}

#[tokio::test]
async fn many_attempts_at_once_gain_nothing() {
    let (app, user) = with_auditor().await;
    let attempts = (0..20).map(|_| login(&app, &user.email, OTHER_PASSWORD));
    let results = futures_util::future::join_all(attempts).await;
    let tried = results.iter().filter(|result| matches!(result, Err(Error::Unauthenticated(_)))).count();
    assert_eq!(tried, 5);
}

#[tokio::test]
async fn strangers_do_not_keep_the_owner_out() {
    let (app, user) = with_auditor().await;
    login_from(&app, "192.0.2.10", &user.email, PASSWORD).await.unwrap();
    for _ in 0..5 {
        problem(login_from(&app, "203.0.113.5", &user.email, OTHER_PASSWORD).await);
    }
    wait(login_from(&app, "203.0.113.5", &user.email, PASSWORD).await);
    // From an address of theirs, the owner comes in; guesses from there are counted too.
    login_from(&app, "192.0.2.10", &user.email, PASSWORD).await.unwrap();
    for _ in 0..5 {
        problem(login_from(&app, "192.0.2.10", &user.email, OTHER_PASSWORD).await);
    }
    wait(login_from(&app, "192.0.2.10", &user.email, PASSWORD).await);
}

#[tokio::test]
async fn one_address_tries_twenty_accounts() {
    let app = TestApp::start_with(|config| config.rate_limit = true).await;
    let user = app.user_with_password(UserRole::Viewer, PASSWORD).await;
    for number in 0..19 {
        problem(login(&app, &format!("person{number}@example.com"), OTHER_PASSWORD).await);
    }
    // A right password gives its attempt back.
    login(&app, &user.email, PASSWORD).await.unwrap();
    login(&app, &user.email, PASSWORD).await.unwrap();
    problem(login(&app, "person20@example.com", OTHER_PASSWORD).await);
    let seconds = wait(login(&app, &user.email, PASSWORD).await);
    assert!(seconds > 800, "{seconds}");
    login_from(&app, "192.0.2.11", &user.email, PASSWORD).await.unwrap();
}

#[tokio::test]
async fn without_an_address_accounts_are_guarded_all_the_same() {
    let (app, user) = with_auditor().await;
    let mut request = request();
    request.ip = None;
    let input = crm::operations::sign_in::Login {
        email: user.email.clone(),
        password: OTHER_PASSWORD.into(),
        remember_me: false,
    };
    for _ in 0..5 {
        problem(crm::operations::sign_in::login(&app.app, &request, &input).await);
    }
    wait(crm::operations::sign_in::login(&app.app, &request, &input).await);
}
