//! The first run: while there is no account at all, whoever runs the server makes the first administrator.

use db::schema::users;
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{Language, UserRole};
use uuid::Uuid;

use super::{
    audit,
    sign_in::{self, SignedIn, viewer_of},
    user_admin::{Account, NewUser},
};
use crate::{
    App, Error, RequestInfo, Result,
    auth::throttle::{self, Key},
};

/// The key of the advisory lock that makes two first administrators take turns: the letters `mcrm1s`.
const LOCK: i64 = 0x6d_63_72_6d_31_73;

/// The first administrator, as typed.
#[derive(Clone)]
pub struct FirstAdministrator {
    /// The address to sign in with.
    pub email: String,
    /// 1 to 50 characters.
    pub first_name: String,
    /// 1 to 50 characters.
    pub last_name: String,
    /// 8 to 128 characters, none of the common ones.
    pub password: String,
    /// Of the interface and of mails; `None`: French.
    pub language: Option<Language>,
    /// What the server printed at its start; not asked of a request from the server's own machine.
    pub setup_code: Option<String>,
}

/// Whether there is no account at all, active or not.
///
/// # Errors
/// [`Error::Unavailable`] when the database is away.
pub async fn is_required(app: &App) -> Result<bool> {
    is_empty(&mut *app.db().await?).await
}

/// The address at which the first administrator is made, with the code that it asks for.
#[must_use]
pub fn address(app: &App) -> String {
    format!("{}/setup?code={}", app.config.frontend_url, app.auth.setup_code)
}

/// Makes the first administrator and signs them in.
///
/// # Errors
/// [`Error::Conflict`] when there is an account already, or by now; [`Error::Invalid`]; [`Error::RateLimited`] after
/// too many wrong codes.
pub async fn create_first_administrator(
    app: &App,
    request: &RequestInfo,
    input: &FirstAdministrator,
) -> Result<SignedIn> {
    if !is_required(app).await? {
        return Err(too_late());
    }
    if !request.is_local {
        check_code(app, request, input.setup_code.as_deref()).await?;
    }
    let account = Account::check(&NewUser {
        first_name: Some(input.first_name.clone()),
        last_name: Some(input.last_name.clone()),
        language: input.language,
        ..NewUser::new(&input.email, UserRole::Admin)
    })?;
    let hash = account.hash(app, &input.password).await?;
    let mut conn = app.db().await?;
    (*conn)
        .transaction(async move |conn: &mut AsyncPgConnection| {
            diesel::select(pg_advisory_xact_lock(LOCK)).execute(conn).await?;
            if !is_empty(conn).await? {
                return Err(too_late());
            }
            let user = account.insert(conn, Some(&hash)).await?;
            let entry = audit::Entry {
                action: "user.created",
                entity: "user",
                entity_id: Some(user.id),
                institution_id: None,
                changes: account.recorded()?,
            };
            audit::record(conn, Some(&viewer_of(&user, Uuid::nil())), request, &entry).await?;
            sign_in::open_session(conn, app, request, user.id, false).await
        })
        .await
}

/// Attempts are counted before they are tried, as those to sign in are.
async fn check_code(app: &App, request: &RequestInfo, typed: Option<&str>) -> Result<()> {
    let typed = typed.unwrap_or_default();
    if typed.trim().is_empty() {
        let message = "Type the code that the server printed when it started.";
        return Err(Error::invalid("setupCode", "REQUIRED", message));
    }
    let key = Key::setup(request.ip);
    let address = request.ip.filter(|_| app.config.rate_limit).map(Key::address);
    let mut conn = app.db().await?;
    let keys: Vec<Key> = std::iter::once(&key).chain(&address).cloned().collect();
    throttle::attempt(&mut conn, &keys).await?;
    if !app.auth.setup_code.is(typed) {
        let message = "This is not the code that the server printed when it started.";
        return Err(Error::invalid("setupCode", "INVALID_CODE", message));
    }
    throttle::succeeded(&mut conn, &key, address.as_ref()).await?;
    Ok(())
}

async fn is_empty(conn: &mut AsyncPgConnection) -> Result<bool> {
    let any: bool = diesel::select(diesel::dsl::exists(users::table.select(users::id))).get_result(conn).await?;
    Ok(!any)
}

fn too_late() -> Error {
    Error::Conflict("There is an account already. Sign in, or ask an administrator for an account.".into())
}

#[diesel::declare_sql_function]
extern "SQL" {
    /// Waits for the lock and holds it until the end of the transaction.
    fn pg_advisory_xact_lock(key: diesel::sql_types::BigInt) -> diesel::sql_types::Nullable<diesel::sql_types::Text>;
}
