//! Accounts: what an administrator changes of one, switching it off and on again.

use chrono::Utc;
use db::{
    rows::{User, UserValues},
    schema::{api_tokens, users},
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{Language, UserRole, identifiers};
use serde::Serialize;
use serde_json::Map;
use uuid::Uuid;

use super::{
    idempotency, password, people,
    session::{self, Reason},
    team,
    user_admin::may_manage,
    validate::Checks,
    write::{Change, Event, announce, check_version, differences},
};
use crate::{
    Context, Error, Result,
    jobs::{self, Job},
};

const ENTITY: &str = "user";

/// What to change of an account.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct UserUpdate {
    pub id: Uuid,
    pub expected_version: Option<i32>,
    pub email: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub phone: Change<String>,
    pub role: Option<UserRole>,
    pub team_id: Change<Uuid>,
    pub avatar_seed: Option<String>,
    pub avatar_style: Option<String>,
    pub is_active: Option<bool>,
    pub language: Option<Language>,
}

/// Changes an account. Another role or team acts at the person's next request; switching it off ends the person's
/// sessions and API tokens.
///
/// # Errors
/// No right, unknown, stale, invalid input, or [`Error::Invalid`] with `LAST_ADMIN`.
pub async fn update(ctx: &Context, input: UserUpdate) -> Result<User> {
    may_manage(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    let user = (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "updateUser", &input).await? {
                return people::find(conn, &ctx.viewer, id).await;
            }
            // The team before its people, in the order of those who delete a team.
            if let Some(Some(team_id)) = input.team_id {
                team::check_joinable(conn, team_id).await?;
            }
            let before = lock(conn, input.id).await?;
            check_version(ENTITY, input.expected_version, before.version)?;
            let mut checks = Checks::default();
            let values = checked(&mut checks, &patched(&before, &input));
            checks.finish()?;
            let after = store(conn, ctx, before, &values).await?;
            idempotency::keep(conn, ctx, after.id).await?;
            Ok(after)
        })
        .await?;
    tell(ctx, user.id);
    Ok(user)
}

/// Switches an account off: its sessions and API tokens end, its rows keep the name. Twice is as once.
///
/// # Errors
/// No right, unknown, stale, or [`Error::Invalid`] with `LAST_ADMIN`.
pub async fn deactivate(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<User> {
    set_active(ctx, id, expected_version, false).await
}

/// Switches an account on again. Twice is as once.
///
/// # Errors
/// No right, or unknown.
pub async fn activate(ctx: &Context, id: Uuid) -> Result<User> {
    set_active(ctx, id, None, true).await
}

async fn set_active(ctx: &Context, id: Uuid, expected_version: Option<i32>, is_active: bool) -> Result<User> {
    may_manage(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    let user = (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let name = if is_active { "restoreUser" } else { "deleteUser" };
            if let Some(id) = idempotency::claim(conn, ctx, name, &(id, expected_version)).await? {
                return lock(conn, id).await;
            }
            let before = lock(conn, id).await?;
            idempotency::keep(conn, ctx, id).await?;
            if before.is_active == is_active {
                return Ok(before);
            }
            check_version(ENTITY, expected_version, before.version)?;
            let values = UserValues { is_active, ..values_of(&before) };
            store(conn, ctx, before, &values).await
        })
        .await?;
    tell(ctx, id);
    Ok(user)
}

/// Writes the values with all that follows from them.
pub(super) async fn store(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    before: User,
    values: &UserValues,
) -> Result<User> {
    let mut changes = differences(Some(&values_of(&before)), values)?;
    if changes.is_empty() {
        return Ok(before);
    }
    let id = before.id;
    let (after, password_hash): (User, Option<String>) = diesel::update(users::table.find(id))
        .set(values)
        .returning((User::as_returning(), users::password_hash))
        .get_result(conn)
        .await?;
    let event = |name, changes| Event { name, entity: ENTITY, id, institution_id: None, changes, public: false };
    let switched = changes.remove("isActive");
    if !changes.is_empty() {
        announce(conn, ctx, event("user.updated", &changes)).await?;
    }
    if let Some(change) = switched {
        let name = if after.is_active { "user.activated" } else { "user.deactivated" };
        announce(conn, ctx, event(name, &Map::from_iter([("isActive".to_owned(), change)]))).await?;
    }
    let has_left = before.is_active && !after.is_active;
    if has_left {
        session::end_all(conn, id, None, Reason::Deactivated).await?;
        let open = api_tokens::user_id.eq(id).and(api_tokens::revoked_at.is_null());
        let ended = api_tokens::revoked_at.eq(Some(Utc::now()));
        diesel::update(api_tokens::table.filter(open)).set(ended).execute(conn).await?;
    }
    let has_moved = before.email != after.email;
    if has_left || has_moved {
        // What was mailed to the former address opens nothing any more.
        password::forget_codes(conn, id).await?;
    }
    if has_moved && after.is_active && password_hash.is_none() {
        jobs::enqueue(conn, &Job::InvitationMail { user_id: id }).await?;
    }
    Ok(after)
}

/// Makes a change of rights act at the next request, and wakes who mails.
pub(super) fn tell(ctx: &Context, id: Uuid) {
    ctx.app.auth.forget(id);
    ctx.app.jobs.wake();
}

/// The row, locked until the end of the transaction.
async fn lock(conn: &mut AsyncPgConnection, id: Uuid) -> Result<User> {
    let user = users::table.find(id).for_no_key_update().select(User::as_select()).first(conn).await.optional()?;
    user.ok_or(Error::NotFound(ENTITY))
}

pub(super) fn values_of(user: &User) -> UserValues {
    UserValues {
        email: user.email.clone(),
        first_name: user.first_name.clone(),
        last_name: user.last_name.clone(),
        phone: user.phone.clone(),
        role: user.role,
        team_id: user.team_id,
        avatar_seed: user.avatar_seed.clone(),
        avatar_style: user.avatar_style.clone(),
        is_active: user.is_active,
        language: user.language,
    }
}

fn patched(user: &User, input: &UserUpdate) -> UserValues {
    let old = values_of(user);
    UserValues {
        email: input.email.clone().unwrap_or(old.email),
        first_name: input.first_name.clone().unwrap_or(old.first_name),
        last_name: input.last_name.clone().unwrap_or(old.last_name),
        phone: input.phone.clone().unwrap_or(old.phone),
        role: input.role.unwrap_or(old.role),
        team_id: input.team_id.unwrap_or(old.team_id),
        avatar_seed: input.avatar_seed.clone().unwrap_or(old.avatar_seed),
        avatar_style: input.avatar_style.clone().unwrap_or(old.avatar_style),
        is_active: input.is_active.unwrap_or(old.is_active),
        language: input.language.unwrap_or(old.language),
    }
}

/// The values as they are stored: trimmed, canonical, checked.
fn checked(checks: &mut Checks, typed: &UserValues) -> UserValues {
    if typed.email.trim().is_empty() {
        checks.refuse("email", "REQUIRED", "This field is required.");
    }
    UserValues {
        email: checks.identifier("email", Some(&typed.email), identifiers::email::parse).unwrap_or_default(),
        first_name: checks.required("firstName", &typed.first_name, 50),
        last_name: checks.required("lastName", &typed.last_name, 50),
        phone: checks.identifier("phone", typed.phone.as_deref(), identifiers::phone::parse),
        avatar_seed: checks.required("avatarSeed", &typed.avatar_seed, 255),
        avatar_style: checks.required("avatarStyle", &typed.avatar_style, 50),
        ..typed.clone()
    }
}
