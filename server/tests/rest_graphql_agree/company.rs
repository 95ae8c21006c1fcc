//! The demo company, with rows that it has not: deleted, unassigned, of former contacts, tasks about nothing.

use chrono::NaiveDate;
use db::{rows::User, schema::users};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::UserRole;

use crate::common::{Client, TestApp};

/// Stands for the hash of a password that nobody has.
const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA";

/// A server with the company.
pub async fn start() -> TestApp {
    let app = TestApp::start().await;
    let today = NaiveDate::from_ymd_opt(2026, 11, 3).unwrap();
    let mut conn = app.db().await;
    server::demo::load(&mut conn, HASH, today).await.unwrap();
    drop(conn);
    app.sql(
        "UPDATE medical_institutions SET deleted_at = now() WHERE id IN (SELECT id FROM medical_institutions ORDER BY id LIMIT 3);
         UPDATE medical_institutions SET assigned_user_id = NULL WHERE id IN (SELECT id FROM medical_institutions ORDER BY id DESC LIMIT 3);
         UPDATE medical_institutions SET is_active = false WHERE right(id::text, 1) IN ('3', '4');
         UPDATE contact_persons SET is_active = false WHERE right(id::text, 1) IN ('5', '6');
         UPDATE contact_persons SET deleted_at = now(), is_primary = false WHERE right(id::text, 1) = '7';
         UPDATE tasks SET deleted_at = now() WHERE right(id::text, 1) = '2';
         UPDATE tasks SET institution_id = NULL, contact_id = NULL WHERE right(id::text, 1) = '3'",
    )
    .await;
    app
}

/// The company's people of each role, signed in.
pub async fn people(app: &TestApp) -> Vec<(UserRole, Client)> {
    let mut people = Vec::new();
    for role in UserRole::ALL {
        let user = users::table
            .filter(users::email.eq(format!("{role}@example.com")))
            .select(User::as_select())
            .first(&mut app.db().await)
            .await
            .unwrap();
        people.push((*role, app.sign_in(user).await));
    }
    people
}
