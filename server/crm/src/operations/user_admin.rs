//! Accounts, as an administrator handles them.

use db::{rows::User, schema::users};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{Language, Permission, UserRole, identifiers};
use serde::Serialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{
    App, Context, Error, RequestInfo, Result,
    auth::{Viewer, password_rules, secret_token, throttle},
    jobs::{self, Job},
    operations::{audit, idempotency, password, people, setup, team, validate::Checks, write},
};

/// An account to be made.
#[derive(Clone, Serialize)]
pub struct NewUser {
    /// The address to sign in with.
    pub email: String,
    /// 1 to 50 characters; `None`: guessed from the address.
    pub first_name: Option<String>,
    /// 1 to 50 characters; `None`: guessed from the address.
    pub last_name: Option<String>,
    /// What the person is in the firm.
    pub role: UserRole,
    /// The team; `None`: none.
    pub team_id: Option<Uuid>,
    /// Telephone, in any usual form.
    pub phone: Option<String>,
    /// Of the interface and of mails; `None`: French.
    pub language: Option<Language>,
    /// `None`: the person is invited by mail to choose one.
    #[serde(skip)]
    pub password: Option<String>,
}

impl NewUser {
    /// Somebody of whom no more is known; invited to choose a password.
    #[must_use]
    pub fn new(email: impl Into<String>, role: UserRole) -> Self {
        Self {
            email: email.into(),
            first_name: None,
            last_name: None,
            role,
            team_id: None,
            phone: None,
            language: None,
            password: None,
        }
    }
}

/// All accounts, by name.
///
/// # Errors
/// [`Error::Forbidden`] without `canViewUsers`.
pub async fn list(ctx: &Context) -> Result<Vec<User>> {
    ctx.viewer.may_read("user", Permission::ViewUsers)?;
    let order = (users::last_name, users::first_name, users::id);
    Ok(users::table.order(order).select(User::as_select()).load(&mut ctx.db().await?).await?)
}

/// Makes an account. Without a password the person is invited by mail.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Forbidden`] without `canManageUsers`; [`Error::Refused`] to an API token.
pub async fn add(ctx: &Context, input: &NewUser) -> Result<User> {
    may_manage(&ctx.viewer)?;
    let account = Account::check(input)?;
    let app = &ctx.app;
    let hash = match &input.password {
        None => None,
        Some(password) => Some(account.hash(app, password).await?),
    };
    let mut conn = ctx.db().await?;
    let user = (*conn)
        .transaction(async move |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "createUser", input).await? {
                return people::find(conn, &ctx.viewer, id).await;
            }
            if let Some(team_id) = account.team_id {
                team::check_joinable(conn, team_id).await?;
            }
            let user = account.insert(conn, hash.as_deref()).await?;
            record(conn, ctx, "user.created", user.id, account.recorded()?).await?;
            if hash.is_none() {
                jobs::enqueue(conn, &Job::InvitationMail { user_id: user.id }).await?;
            }
            idempotency::keep(conn, ctx, user.id).await?;
            Ok::<_, Error>(user)
        })
        .await?;
    app.jobs.wake();
    Ok(user)
}

/// Mails a person another invitation to choose a password.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Refused`] when the account is switched off, and to an API token; [`Error::Forbidden`]
/// without `canManageUsers`.
pub async fn invite(ctx: &Context, id: Uuid) -> Result<User> {
    may_manage(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    let user: Option<User> = users::table.find(id).select(User::as_select()).first(&mut conn).await.optional()?;
    let user = user.ok_or(Error::NotFound("user"))?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if idempotency::claim(conn, ctx, "inviteUser", &id).await?.is_some() {
                return Ok(());
            }
            if !user.is_active {
                let message = "This account is deactivated: activate it before inviting the person.";
                return Err(Error::Refused(message.into()));
            }
            idempotency::keep(conn, ctx, id).await?;
            record(conn, ctx, "user.invited", id, Map::new()).await?;
            jobs::enqueue(conn, &Job::InvitationMail { user_id: id }).await?;
            Ok::<_, Error>(())
        })
        .await?;
    ctx.app.jobs.wake();
    Ok(user)
}

/// Gives an account a new password and ends all its sessions. Returns the account and the password: the given one, or
/// else a random one for the administrator to hand over.
///
/// # Errors
/// [`Error::NotFound`]; what [`password_rules::check`] says; [`Error::Forbidden`] without `canManageUsers`;
/// [`Error::Refused`] to an API token; [`Error::Conflict`] when a request for a random one is repeated with its
/// `Idempotency-Key`, since it is not kept.
pub async fn reset_password(ctx: &Context, email: &str, new_password: Option<&str>) -> Result<(User, String)> {
    may_manage(&ctx.viewer)?;
    let by_email = users::table.filter(users::email.eq(email.trim().to_lowercase().replace('\0', "")));
    let user = by_email.select(User::as_select()).first(&mut ctx.db().await?).await.optional()?;
    replace_password(ctx, user.ok_or(Error::NotFound("user"))?, new_password).await
}

/// As [`reset_password`], by the account's id.
///
/// # Errors
/// As [`reset_password`].
pub async fn reset_password_of(ctx: &Context, id: Uuid, new_password: Option<&str>) -> Result<(User, String)> {
    may_manage(&ctx.viewer)?;
    let user = users::table.find(id).select(User::as_select()).first(&mut ctx.db().await?).await.optional()?;
    replace_password(ctx, user.ok_or(Error::NotFound("user"))?, new_password).await
}

async fn replace_password(ctx: &Context, user: User, new_password: Option<&str>) -> Result<(User, String)> {
    let app = &ctx.app;
    let is_random = new_password.is_none();
    let repeated = new_password.map(|given| app.auth.sealer.repeated_secret_hash(user.id, &[given]));
    let new_password = match new_password {
        Some(given) => {
            password::check_new(app, &user, given).await?;
            given.to_owned()
        }
        None => secret_token::new_invitation_code(),
    };
    let hash = app.auth.passwords.hash(&new_password).await?;
    let mut conn = ctx.db().await?;
    let id = user.id;
    let user = (*conn)
        .transaction(async move |conn: &mut AsyncPgConnection| {
            if idempotency::claim(conn, ctx, "resetUserPassword", &(id, repeated)).await?.is_some() {
                if is_random {
                    let message = "The password is already reset: it was shown in the first answer and is not kept.";
                    return Err(Error::Conflict(message.into()));
                }
                return Ok(users::table.find(id).select(User::as_select()).first(conn).await?);
            }
            idempotency::keep(conn, ctx, id).await?;
            password::set_password(conn, id, &hash).await?;
            throttle::forget_account(conn, &user.email).await?;
            record(conn, ctx, "user.password_reset", id, Map::new()).await?;
            jobs::enqueue(conn, &Job::PasswordChangedMail { user_id: id }).await?;
            Ok::<_, Error>(users::table.find(id).select(User::as_select()).first(conn).await?)
        })
        .await?;
    app.auth.forget(id);
    app.jobs.wake();
    Ok((user, new_password))
}

/// Makes the first administrator if there is no account at all.
///
/// # Errors
/// [`Error::Invalid`] when the address or the password is not acceptable.
pub async fn ensure_first_admin(app: &App, email: &str, password: &str) -> Result<Option<User>> {
    if !setup::is_required(app).await? {
        return Ok(None);
    }
    let ctx = system_context(app, "cli");
    let input = NewUser { password: Some(password.to_owned()), ..NewUser::new(email, UserRole::Admin) };
    match add(&ctx, &input).await {
        Ok(user) => Ok(Some(user)),
        // Another server that starts on the same database was quicker.
        Err(Error::Invalid(errors)) if errors.iter().any(|error| error.code == "TAKEN") => Ok(None),
        Err(error) => Err(error),
    }
}

/// A new account that was checked.
pub(super) struct Account {
    email: String,
    first_name: String,
    last_name: String,
    role: UserRole,
    team_id: Option<Uuid>,
    phone: Option<String>,
    language: Language,
}

impl Account {
    pub(super) fn check(input: &NewUser) -> Result<Self> {
        let mut checks = Checks::default();
        let email = checks.identifier("email", Some(&input.email), identifiers::email::parse);
        if input.email.trim().is_empty() {
            checks.refuse("email", "REQUIRED", "This field is required.");
        }
        let (first, last) = name_of_address(email.as_deref().unwrap_or_default());
        let first_name = checks.required("firstName", input.first_name.as_deref().unwrap_or(&first), 50);
        let last_name = checks.required("lastName", input.last_name.as_deref().unwrap_or(&last), 50);
        let phone = checks.identifier("phone", input.phone.as_deref(), identifiers::phone::parse);
        checks.finish()?;
        let language = input.language.unwrap_or(Language::Fr);
        let email = email.unwrap_or_default();
        Ok(Self { email, first_name, last_name, role: input.role, team_id: input.team_id, phone, language })
    }

    /// Checks a password that is chosen for the account, and hashes it.
    pub(super) async fn hash(&self, app: &App, password: &str) -> Result<String> {
        let about = [self.email.as_str(), self.first_name.as_str(), self.last_name.as_str()];
        password_rules::check(&app.auth.passwords, "password", password, &about).await?;
        app.auth.passwords.hash(password).await
    }

    pub(super) async fn insert(&self, conn: &mut AsyncPgConnection, hash: Option<&str>) -> Result<User> {
        let id = Uuid::now_v7();
        let user = diesel::insert_into(users::table)
            .values((
                users::id.eq(id),
                users::email.eq(&self.email),
                users::first_name.eq(&self.first_name),
                users::last_name.eq(&self.last_name),
                users::role.eq(self.role),
                users::team_id.eq(self.team_id),
                users::phone.eq(self.phone.as_deref()),
                users::language.eq(self.language),
                users::avatar_seed.eq(id.to_string()),
                users::password_hash.eq(hash),
            ))
            .returning(User::as_returning())
            .get_result(conn)
            .await?;
        Ok(user)
    }

    /// What the audit log tells of it.
    pub(super) fn recorded(&self) -> Result<Map<String, Value>> {
        let Self { email, role, team_id, .. } = self;
        write::differences(None, &json!({ "email": email, "role": role, "teamId": team_id }))
    }
}

/// The context of what the server does by itself or on the command line; `origin` is `cli` or `job`.
#[must_use]
pub fn system_context(app: &App, origin: &'static str) -> Context {
    let request = RequestInfo {
        id: Uuid::now_v7().to_string(),
        origin,
        ip: None,
        is_local: false,
        user_agent: None,
        idempotency_key: None,
    };
    Context { app: app.clone(), viewer: Viewer::system("Medical CRM").into(), request: request.into() }
}

/// Checks that the viewer may create and change accounts.
pub(super) fn may_manage(viewer: &Viewer) -> Result<()> {
    viewer.not_by_api_token()?;
    viewer.may_write("user", Permission::ManageUsers)
}

/// `jean.dupont@chu.example` → Jean, Dupont; `admin@chu.example` → Admin, Chu.
fn name_of_address(email: &str) -> (String, String) {
    let capitalise = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).take(50).collect())
    };
    let (local, domain) = email.split_once('@').unwrap_or((email, ""));
    let mut words = local.split(['.', '_', '-', '+']).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or(local);
    let last = words.next().or_else(|| domain.split('.').next()).unwrap_or(local);
    (capitalise(first), capitalise(last))
}

async fn record(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    action: &'static str,
    id: Uuid,
    changes: Map<String, Value>,
) -> QueryResult<()> {
    let entry = audit::Entry { action, entity: "user", entity_id: Some(id), institution_id: None, changes };
    audit::record(conn, Some(&ctx.viewer), &ctx.request, &entry).await
}

#[cfg(test)]
mod tests {
    use super::name_of_address;

    #[test]
    fn names_are_guessed_from_the_address() {
        assert_eq!(name_of_address("léa.martin@chu.example"), ("Léa".into(), "Martin".into()));
        assert_eq!(name_of_address("admin@clinique-du-parc.example"), ("Admin".into(), "Clinique-du-parc".into()));
    }
}
