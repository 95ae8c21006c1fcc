//! The mails about an account. Jobs send them: the codes in them are made at that moment and never stored in clear.

use chrono::{Duration, Utc};
use db::{
    rows::User,
    schema::{password_reset_tokens, users},
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::{
    App, Error, Result,
    auth::secret_token,
    mail::{Letter, Mail, letters},
};

/// How long a code for a new password is good.
const RESET_LIFETIME: Duration = Duration::minutes(15);
/// How long an invitation is good.
const INVITATION_LIFETIME: Duration = Duration::days(7);

/// Mails a new code for a new password to the account of that address, if there is an active one. Earlier codes die.
///
/// # Errors
/// When the database is away or the mail is not taken.
pub async fn send_reset_code(app: &App, email: &str) -> Result<()> {
    let mut conn = app.db().await?;
    let by_email = users::table.filter(users::email.eq(email).and(users::is_active));
    let user: Option<User> = by_email.select(User::as_select()).first(&mut conn).await.optional()?;
    let Some(user) = user else { return Ok(()) };
    let code = secret_token::new_reset_code();
    store_code(&mut conn, app, user.id, "reset", &code, RESET_LIFETIME).await?;
    drop(conn);
    send(app, &user, letters::password_reset(user.language, &user.first_name, &code)).await
}

/// Mails an invitation to choose a password, if the account is active. Earlier invitations die.
///
/// # Errors
/// When the database is away or the mail is not taken.
pub async fn send_invitation(app: &App, user_id: Uuid) -> Result<()> {
    let mut conn = app.db().await?;
    let Some(user) = active(&mut conn, user_id).await? else { return Ok(()) };
    let code = secret_token::new_invitation_code();
    store_code(&mut conn, app, user.id, "invitation", &code, INVITATION_LIFETIME).await?;
    drop(conn);
    let query = serde_urlencoded::to_string([("email", user.email.as_str()), ("code", code.as_str())])
        .map_err(anyhow::Error::from)?;
    let link = format!("{}/invitation?{query}", app.config.frontend_url);
    send(app, &user, letters::invitation(user.language, &user.first_name, &link)).await
}

/// Tells a person that their password was changed.
///
/// # Errors
/// When the database is away or the mail is not taken.
pub async fn send_password_changed(app: &App, user_id: Uuid) -> Result<()> {
    let Some(user) = active(&mut *app.db().await?, user_id).await? else { return Ok(()) };
    send(app, &user, letters::password_changed(user.language, &user.first_name)).await
}

async fn active(conn: &mut AsyncPgConnection, user_id: Uuid) -> QueryResult<Option<User>> {
    users::table.find(user_id).filter(users::is_active).select(User::as_select()).first(conn).await.optional()
}

async fn store_code(
    conn: &mut AsyncPgConnection,
    app: &App,
    user_id: Uuid,
    purpose: &'static str,
    code: &str,
    lifetime: Duration,
) -> Result<()> {
    let hash = app.auth.sealer.code_hash(user_id, code);
    conn.transaction(async move |conn: &mut AsyncPgConnection| {
        use password_reset_tokens as codes;
        // The user's row makes two mails at once take turns: one code of a purpose is left.
        users::table.find(user_id).for_no_key_update().select(users::id).first::<Uuid>(conn).await?;
        let earlier = codes::user_id.eq(user_id).and(codes::purpose.eq(purpose)).and(codes::used_at.is_null());
        diesel::delete(codes::table.filter(earlier)).execute(conn).await?;
        let now = Utc::now();
        diesel::insert_into(codes::table)
            .values((
                codes::id.eq(Uuid::now_v7()),
                codes::user_id.eq(user_id),
                codes::purpose.eq(purpose),
                codes::code_hash.eq(hash.as_slice()),
                codes::created_at.eq(now),
                codes::expires_at.eq(now + lifetime),
            ))
            .execute(conn)
            .await?;
        Ok::<_, Error>(())
    })
    .await
}

async fn send(app: &App, user: &User, letter: Letter) -> Result<()> {
    let mail = Mail::to_person(user.full_name(), user.email.clone(), letter);
    Ok(app.mailer.send(&mail).await?)
}
