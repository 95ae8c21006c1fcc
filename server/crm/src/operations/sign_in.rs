//! Signing in and out.

use chrono::{Duration, Utc};
use db::{
    rows::User,
    schema::{refresh_tokens, sessions, users},
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::text;
use serde_json::{Map, json};
use uuid::Uuid;

use crate::{
    App, Error, RequestInfo, Result,
    auth::{
        Access, Viewer,
        access_token::{AccessToken, Subject},
        cookies,
        passwords::Verdict,
        secret_token,
        throttle::{self, Key},
    },
    error::SignInProblem,
    operations::{audit, session, validate::Checks},
};

/// What a person types to sign in.
#[derive(Clone)]
pub struct Login {
    /// E-mail address.
    pub email: String,
    /// Password, exactly as typed.
    pub password: String,
    /// Stay signed in when the browser is closed.
    pub remember_me: bool,
}

/// A session that was begun or renewed.
#[derive(Clone)]
pub struct SignedIn {
    /// The person.
    pub user: User,
    /// The session.
    pub session_id: Uuid,
    /// For the next hour.
    pub access: AccessToken,
    /// For the next renewal; good once.
    pub refresh_token: String,
    /// The person is remembered when the browser is closed.
    pub remember_me: bool,
}

impl SignedIn {
    /// The `Set-Cookie` values for a browser.
    #[must_use]
    pub fn cookies(&self, app: &App) -> [String; 2] {
        let lifetime = self.remember_me.then(|| session::idle_limit(true));
        [
            cookies::set_access(&app.config, &self.access.token, self.remember_me),
            cookies::set_refresh(&app.config, &self.refresh_token, lifetime),
        ]
    }
}

/// Begins a session.
///
/// An unknown address, a wrong password and an account without a password get the same answer in the same time.
///
/// # Errors
/// [`SignInProblem::InvalidCredentials`]; [`SignInProblem::AccountDeactivated`] to those who know the password;
/// [`Error::RateLimited`] after too many attempts; [`Error::Invalid`] when a field is empty.
pub async fn login(app: &App, request: &RequestInfo, input: &Login) -> Result<SignedIn> {
    let mut checks = Checks::default();
    for (field, value) in [("email", input.email.trim()), ("password", input.password.as_str())] {
        if value.is_empty() {
            checks.refuse(field, "REQUIRED", "This field is required.");
        }
    }
    checks.finish()?;

    let mut conn = app.db().await?;
    let email = input.email.trim().to_lowercase();
    let account = find_account(&mut conn, &email).await?;
    let throttles = Throttles::of(&mut conn, app, request, &email, account.as_ref()).await?;
    throttle::attempt(&mut conn, &throttles.all()).await?;
    // Hashing takes a while: the connection serves others meanwhile.
    drop(conn);

    let hash = account.as_ref().and_then(|account| account.password_hash.as_deref());
    let verdict = app.auth.passwords.check(&input.password, hash).await?;
    let mut conn = app.db().await?;
    let user = account.as_ref().map(|account| &account.user);
    if verdict == Verdict::Wrong {
        record_failure(&mut conn, request, user, "wrong_password").await?;
        return Err(SignInProblem::InvalidCredentials.into());
    }
    let account = account.ok_or(SignInProblem::InvalidCredentials)?;
    if !account.user.is_active {
        record_failure(&mut conn, request, Some(&account.user), "deactivated").await?;
        return Err(SignInProblem::AccountDeactivated.into());
    }
    let signed_in = begin(&mut conn, app, request, &account, input.remember_me, &throttles).await?;
    if verdict == Verdict::Outdated {
        rehash(&mut conn, app, &account, &input.password).await?;
    }
    Ok(signed_in)
}

/// Ends the session that the caller came with, by its access token or by its refresh token. It is no error when there
/// is none, or none that still runs.
///
/// # Errors
/// [`Error::Unavailable`] when the database is away.
pub async fn logout(
    app: &App,
    request: &RequestInfo,
    viewer: Option<&Viewer>,
    refresh_token: Option<&str>,
) -> Result<()> {
    let mut conn = app.db().await?;
    let session_id = match (viewer.map(|viewer| &viewer.access), refresh_token) {
        (Some(Access::Session(id)), _) => Some(*id),
        (_, Some(token)) => {
            let hash = app.auth.sealer.refresh_token_hash(token);
            refresh_tokens::table
                .filter(refresh_tokens::token_hash.eq(hash.as_slice()))
                .select(refresh_tokens::session_id)
                .first(&mut conn)
                .await
                .optional()?
        }
        _ => None,
    };
    let Some(id) = session_id else { return Ok(()) };
    let request = request.clone();
    let ended = (*conn)
        .transaction(async move |conn: &mut AsyncPgConnection| {
            let user_id: Option<Uuid> = diesel::update(sessions::table.find(id).filter(sessions::revoked_at.is_null()))
                .set((sessions::revoked_at.eq(Some(Utc::now())), sessions::revoked_reason.eq(Some("logout"))))
                .returning(sessions::user_id)
                .get_result(conn)
                .await
                .optional()?;
            if let Some(user_id) = user_id {
                let user: User = users::table.find(user_id).select(User::as_select()).first(conn).await?;
                let entry = audit::Entry {
                    action: "auth.logout",
                    entity: "user",
                    entity_id: Some(user_id),
                    ..Default::default()
                };
                audit::record(conn, Some(&viewer_of(&user, id)), &request, &entry).await?;
            }
            Ok::<_, Error>(user_id)
        })
        .await?;
    if let Some(user_id) = ended {
        app.auth.forget(user_id);
    }
    Ok(())
}

/// The viewer that a user is in a session.
pub(super) fn viewer_of(user: &User, session_id: Uuid) -> Viewer {
    Viewer {
        id: user.id,
        role: user.role,
        team_id: user.team_id,
        name: user.full_name(),
        access: Access::Session(session_id),
    }
}

/// Stores a new refresh token of a session and makes the access token that goes with it.
pub(super) async fn issue_tokens(
    conn: &mut AsyncPgConnection,
    app: &App,
    user: User,
    session_id: Uuid,
    remember_me: bool,
    ends_at: chrono::DateTime<Utc>,
) -> Result<(SignedIn, Uuid)> {
    let now = Utc::now();
    let refresh_token = secret_token::new_refresh_token();
    let token_id = Uuid::now_v7();
    diesel::insert_into(refresh_tokens::table)
        .values((
            refresh_tokens::id.eq(token_id),
            refresh_tokens::session_id.eq(session_id),
            refresh_tokens::token_hash.eq(app.auth.sealer.refresh_token_hash(&refresh_token).as_slice()),
            refresh_tokens::created_at.eq(now),
            refresh_tokens::expires_at.eq(ends_at),
        ))
        .execute(conn)
        .await?;
    let subject = Subject { user_id: user.id, session_id };
    let access = app.auth.access_tokens.issue(subject, &user.email, user.role, now)?;
    Ok((SignedIn { user, session_id, access, refresh_token, remember_me }, token_id))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users, check_for_backend(diesel::pg::Pg))]
struct Account {
    #[diesel(embed)]
    user: User,
    password_hash: Option<String>,
}

async fn find_account(conn: &mut AsyncPgConnection, email: &str) -> QueryResult<Option<Account>> {
    if email.contains('\0') {
        return Ok(None);
    }
    users::table.filter(users::email.eq(email)).select(Account::as_select()).first(conn).await.optional()
}

/// The keys that an attempt to sign in is counted under.
struct Throttles {
    account: Key,
    address: Option<Key>,
}

impl Throttles {
    async fn of(
        conn: &mut AsyncPgConnection,
        app: &App,
        request: &RequestInfo,
        email: &str,
        account: Option<&Account>,
    ) -> QueryResult<Self> {
        let known_address = match (account, request.ip) {
            (Some(account), Some(ip)) => {
                let lately = Utc::now() - Duration::days(30);
                let signed_in_before = sessions::table
                    .filter(sessions::user_id.eq(account.user.id))
                    .filter(sessions::ip.eq(ip.to_string()))
                    .filter(sessions::created_at.gt(lately));
                diesel::select(diesel::dsl::exists(signed_in_before)).get_result(conn).await?
            }
            _ => false,
        };
        Ok(Self {
            account: Key::account(email, request.ip.filter(|_| known_address)),
            // Load work signs in many times from one address.
            address: request.ip.filter(|_| app.config.rate_limit).map(Key::address),
        })
    }

    fn all(&self) -> Vec<Key> {
        std::iter::once(&self.account).chain(&self.address).cloned().collect()
    }
}

async fn record_failure(
    conn: &mut AsyncPgConnection,
    request: &RequestInfo,
    user: Option<&User>,
    reason: &'static str,
) -> QueryResult<()> {
    tracing::info!(user_id = ?user.map(|user| user.id), ip = ?request.ip, reason, "a sign-in failed");
    let entry = audit::Entry {
        action: "auth.failed",
        entity: "user",
        entity_id: user.map(|user| user.id),
        institution_id: None,
        changes: Map::from_iter([("reason".to_owned(), json!({ "old": null, "new": reason }))]),
    };
    audit::record(conn, None, request, &entry).await
}

async fn begin(
    conn: &mut AsyncPgConnection,
    app: &App,
    request: &RequestInfo,
    account: &Account,
    remember_me: bool,
    throttles: &Throttles,
) -> Result<SignedIn> {
    let id = account.user.id;
    (*conn)
        .transaction(async move |conn: &mut AsyncPgConnection| {
            // The password was checked a moment ago: it may have been changed, or the account switched off, since.
            let current = users::table.find(id).for_no_key_update().select(Account::as_select()).first(conn).await?;
            if current.password_hash != account.password_hash || !current.user.is_active {
                return Err(SignInProblem::InvalidCredentials.into());
            }
            throttle::succeeded(conn, &throttles.account, throttles.address.as_ref()).await?;
            open_session(conn, app, request, id, remember_me).await
        })
        .await
}

/// Opens a session of a user who has proved themselves.
pub(super) async fn open_session(
    conn: &mut AsyncPgConnection,
    app: &App,
    request: &RequestInfo,
    id: Uuid,
    remember_me: bool,
) -> Result<SignedIn> {
    let now = Utc::now();
    let session_id = Uuid::now_v7();
    let ends_at = session::ends_at(now, now, remember_me);
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(session_id),
            sessions::user_id.eq(id),
            sessions::created_at.eq(now),
            sessions::last_used_at.eq(now),
            sessions::expires_at.eq(ends_at),
            sessions::remember_me.eq(remember_me),
            sessions::user_agent.eq(request.user_agent.as_deref().and_then(storable)),
            sessions::ip.eq(request.ip.map(|ip| ip.to_string())),
        ))
        .execute(conn)
        .await?;
    let user: User = diesel::update(users::table.find(id))
        .set(users::last_login_at.eq(Some(now)))
        .returning(User::as_returning())
        .get_result(conn)
        .await?;
    let entry = audit::Entry { action: "auth.login", entity: "user", entity_id: Some(id), ..Default::default() };
    audit::record(conn, Some(&viewer_of(&user, session_id)), request, &entry).await?;
    let (signed_in, _) = issue_tokens(conn, app, user, session_id, remember_me, ends_at).await?;
    Ok(signed_in)
}

/// At most 500 characters, without those that PostgreSQL does not store.
fn storable(user_agent: &str) -> Option<String> {
    let kept: String = user_agent.chars().filter(|c| !c.is_control()).take(500).collect();
    text::optional(Some(&kept))
}

/// Hashes a password that was just checked with the parameters of today.
async fn rehash(conn: &mut AsyncPgConnection, app: &App, account: &Account, password: &str) -> Result<()> {
    let hash = app.auth.passwords.hash(password).await?;
    let unchanged = users::table.find(account.user.id).filter(users::password_hash.eq(&account.password_hash));
    diesel::update(unchanged).set(users::password_hash.eq(Some(hash))).execute(conn).await?;
    Ok(())
}
