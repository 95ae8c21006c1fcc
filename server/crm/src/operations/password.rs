//! Changing a password, and getting a new one by a mailed code.

use chrono::{DateTime, Utc};
use db::{
    rows::User,
    schema::{password_reset_tokens, users},
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::{
    App, Context, Error, RequestInfo, Result,
    auth::{
        Viewer, password_rules,
        passwords::Verdict,
        secret_token,
        throttle::{self, Key},
    },
    jobs::{self, Job},
    operations::{
        audit, idempotency,
        session::{self, Reason},
        sign_in,
    },
};

/// Wrong codes after which a mailed code is dead.
const WRONG_CODES: i32 = 5;

/// What a person types to change their password.
#[derive(Clone)]
pub struct ChangePassword {
    /// The password of now.
    pub current_password: String,
    /// The one to come.
    pub new_password: String,
}

/// What a person types to set a password by a mailed code.
#[derive(Clone)]
pub struct ResetPassword {
    /// E-mail address of the account.
    pub email: String,
    /// The code of the mail.
    pub code: String,
    /// The password to come.
    pub new_password: String,
}

/// Changes the caller's password and ends their other sessions.
///
/// # Errors
/// [`Error::Invalid`] with `INVALID_CURRENT_PASSWORD` or what [`password_rules::check`] says; [`Error::RateLimited`]
/// after too many wrong passwords; [`Error::Refused`] to an API token.
pub async fn change(ctx: &Context, input: &ChangePassword) -> Result<User> {
    let current_session = ctx.viewer.session()?;
    let app = &ctx.app;
    let secrets = [input.current_password.as_str(), input.new_password.as_str()];
    let repeated = app.auth.sealer.repeated_secret_hash(ctx.viewer.id, &secrets);
    let mut conn = ctx.db().await?;
    // The current password of the first request is no longer the current one.
    if idempotency::answered(&mut conn, ctx, "changePassword", &repeated).await?.is_some() {
        return own_account(&mut conn, ctx).await;
    }
    let account: Account = users::table.find(ctx.viewer.id).select(Account::as_select()).first(&mut conn).await?;
    let (key, address) = (Key::account(&account.user.email, ctx.request.ip), address_key(app, &ctx.request));
    throttle::attempt(&mut conn, &keys(&key, address.as_ref())).await?;
    drop(conn);

    let hash = account.password_hash.as_deref();
    if app.auth.passwords.check(&input.current_password, hash).await? == Verdict::Wrong {
        let message = "This is not your current password.";
        return Err(Error::invalid("currentPassword", "INVALID_CURRENT_PASSWORD", message));
    }
    check_new(app, &account.user, &input.new_password).await?;
    if input.new_password == input.current_password {
        return Err(Error::invalid(
            "newPassword",
            "SAME_PASSWORD",
            "Choose a password that differs from the current one.",
        ));
    }
    let new_hash = app.auth.passwords.hash(&input.new_password).await?;
    let mut conn = ctx.db().await?;
    let user = (*conn)
        .transaction(async move |conn: &mut AsyncPgConnection| {
            if idempotency::claim(conn, ctx, "changePassword", &repeated).await?.is_some() {
                return own_account(conn, ctx).await;
            }
            let unchanged = users::table.find(ctx.viewer.id).filter(users::password_hash.eq(&account.password_hash));
            let user: Option<User> = diesel::update(unchanged)
                .set((users::password_hash.eq(Some(&new_hash)), users::password_changed_at.eq(Some(Utc::now()))))
                .returning(User::as_returning())
                .get_result(conn)
                .await
                .optional()?;
            let user =
                user.ok_or_else(|| Error::Conflict("The password was changed by someone else meanwhile.".into()))?;
            session::end_all(conn, user.id, Some(current_session), Reason::PasswordChanged).await?;
            throttle::succeeded(conn, &key, address.as_ref()).await?;
            forget_codes(conn, user.id).await?;
            put_on_record(conn, &ctx.viewer, &ctx.request, "auth.password_changed").await?;
            jobs::enqueue(conn, &Job::PasswordChangedMail { user_id: user.id }).await?;
            idempotency::keep(conn, ctx, user.id).await?;
            Ok::<_, Error>(user)
        })
        .await?;
    app.auth.forget(user.id);
    app.jobs.wake();
    Ok(user)
}

async fn own_account(conn: &mut AsyncPgConnection, ctx: &Context) -> Result<User> {
    Ok(users::table.find(ctx.viewer.id).select(User::as_select()).first(conn).await?)
}

/// Has a code mailed to the account, if there is one: the answer and its time are the same.
///
/// # Errors
/// [`Error::Invalid`] without an address; [`Error::RateLimited`] when one address asks too often.
pub async fn request_reset(app: &App, request: &RequestInfo, email: &str) -> Result<()> {
    let email = email.trim().to_lowercase();
    if email.is_empty() {
        return Err(Error::invalid("email", "REQUIRED", "This field is required."));
    }
    let mut conn = app.db().await?;
    if let Some(address) = address_key(app, request) {
        throttle::attempt(&mut conn, &[address]).await?;
    }
    match throttle::attempt(&mut conn, &[Key::mail(&email)]).await {
        Ok(()) => {}
        // Enough mails are on their way; saying so would say nothing about the account, but help nobody either.
        Err(Error::RateLimited(_)) => return Ok(()),
        Err(other) => return Err(other),
    }
    if email.len() <= 255 && !email.contains(|c: char| c.is_control()) {
        jobs::enqueue(&mut conn, &Job::PasswordResetMail { email }).await?;
        app.jobs.wake();
    }
    Ok(())
}

/// Tells whether a mailed code is good, without using it.
///
/// # Errors
/// [`Error::Invalid`] with `INVALID_CODE` or `CODE_EXPIRED`; [`Error::RateLimited`] after too many wrong ones.
pub async fn verify_code(app: &App, request: &RequestInfo, email: &str, code: &str) -> Result<()> {
    check_code(app, request, email, code).await.map(drop)
}

/// Sets a password by a mailed code. Ends all sessions of the account.
///
/// # Errors
/// As [`verify_code`]; what [`password_rules::check`] says (the code stays good).
pub async fn reset(app: &App, request: &RequestInfo, input: &ResetPassword) -> Result<()> {
    let (user, code) = check_code(app, request, &input.email, &input.code).await?;
    check_new(app, &user, &input.new_password).await?;
    let new_hash = app.auth.passwords.hash(&input.new_password).await?;
    let id = user.id;
    let mut conn = app.db().await?;
    (*conn)
        .transaction(async move |conn: &mut AsyncPgConnection| {
            use password_reset_tokens::{expires_at, table, used_at};
            // In the order of whoever mails a new code: the user first.
            users::table.find(id).for_no_key_update().select(users::id).first::<Uuid>(conn).await?;
            let still_good = table.find(code).filter(used_at.is_null()).filter(expires_at.gt(Utc::now()));
            if diesel::update(still_good).set(used_at.eq(Some(Utc::now()))).execute(conn).await? == 0 {
                return Err(invalid_code());
            }
            set_password(conn, id, &new_hash).await?;
            throttle::forget_account(conn, &user.email).await?;
            put_on_record(conn, &sign_in::viewer_of(&user, Uuid::nil()), request, "auth.password_reset").await?;
            jobs::enqueue(conn, &Job::PasswordChangedMail { user_id: id }).await?;
            Ok(())
        })
        .await?;
    app.auth.forget(id);
    app.jobs.wake();
    Ok(())
}

/// Stores a password that was set by other means than the current one: all sessions end, open codes are dead.
pub(super) async fn set_password(conn: &mut AsyncPgConnection, user_id: Uuid, hash: &str) -> QueryResult<()> {
    diesel::update(users::table.find(user_id))
        .set((users::password_hash.eq(Some(hash)), users::password_changed_at.eq(Some(Utc::now()))))
        .execute(conn)
        .await?;
    session::end_all(conn, user_id, None, Reason::PasswordChanged).await?;
    forget_codes(conn, user_id).await
}

/// Checks a password that is chosen for a user.
pub(super) async fn check_new(app: &App, user: &User, password: &str) -> Result<()> {
    let about = [user.email.as_str(), user.first_name.as_str(), user.last_name.as_str()];
    password_rules::check(&app.auth.passwords, "newPassword", password, &about).await
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users, check_for_backend(diesel::pg::Pg))]
struct Account {
    #[diesel(embed)]
    user: User,
    password_hash: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = password_reset_tokens, check_for_backend(diesel::pg::Pg))]
struct Code {
    id: Uuid,
    purpose: String,
    code_hash: Vec<u8>,
    attempts: i32,
    expires_at: DateTime<Utc>,
}

/// The user and the row of a good code.
async fn check_code(app: &App, request: &RequestInfo, email: &str, code: &str) -> Result<(User, Uuid)> {
    let email = email.trim().to_lowercase();
    // People type the digits in groups.
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    for (field, value) in [("email", &email), ("code", &code)] {
        if value.is_empty() {
            return Err(Error::invalid(field, "REQUIRED", "This field is required."));
        }
    }
    let (key, address) = (Key::reset(&email), address_key(app, request));
    let mut conn = app.db().await?;
    throttle::attempt(&mut conn, &keys(&key, address.as_ref())).await?;
    if email.contains('\0') {
        return Err(invalid_code());
    }
    let by_email = users::table.filter(users::email.eq(&email).and(users::is_active));
    let user: Option<User> = by_email.select(User::as_select()).first(&mut conn).await.optional()?;
    let Some(user) = user else { return Err(invalid_code()) };
    let unused = password_reset_tokens::user_id.eq(user.id).and(password_reset_tokens::used_at.is_null());
    let codes: Vec<Code> =
        password_reset_tokens::table.filter(unused).select(Code::as_select()).load(&mut conn).await?;
    let hash = app.auth.sealer.code_hash(user.id, &code);
    let Some(found) = codes.iter().find(|code| secret_token::same(&code.code_hash, &hash)) else {
        diesel::update(password_reset_tokens::table.filter(unused))
            .set(password_reset_tokens::attempts.eq(password_reset_tokens::attempts + 1))
            .execute(&mut conn)
            .await?;
        return Err(invalid_code());
    };
    // A code of an invitation cannot be guessed: strangers who try do not make it useless.
    if found.purpose == "reset" && found.attempts >= WRONG_CODES {
        return Err(invalid_code());
    }
    if found.expires_at <= Utc::now() {
        return Err(Error::invalid("code", "CODE_EXPIRED", "This code is too old. Ask for a new one."));
    }
    throttle::succeeded(&mut conn, &key, address.as_ref()).await?;
    Ok((user, found.id))
}

fn invalid_code() -> Error {
    Error::invalid("code", "INVALID_CODE", "This code is not valid. Check it, or ask for a new one.")
}

/// Makes the open codes of a user useless.
pub(super) async fn forget_codes(conn: &mut AsyncPgConnection, user_id: Uuid) -> QueryResult<()> {
    let open = password_reset_tokens::user_id.eq(user_id).and(password_reset_tokens::used_at.is_null());
    diesel::delete(password_reset_tokens::table.filter(open)).execute(conn).await?;
    Ok(())
}

async fn put_on_record(
    conn: &mut AsyncPgConnection,
    viewer: &Viewer,
    request: &RequestInfo,
    action: &'static str,
) -> QueryResult<()> {
    let entry = audit::Entry { action, entity: "user", entity_id: Some(viewer.id), ..Default::default() };
    audit::record(conn, Some(viewer), request, &entry).await
}

fn address_key(app: &App, request: &RequestInfo) -> Option<Key> {
    request.ip.filter(|_| app.config.rate_limit).map(Key::address)
}

fn keys(account: &Key, address: Option<&Key>) -> Vec<Key> {
    std::iter::once(account).chain(address).cloned().collect()
}
