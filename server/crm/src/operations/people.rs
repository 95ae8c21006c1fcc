//! Reading users, teams and the audit log.

use std::collections::{HashMap, HashSet};

use db::{
    column,
    query::{self, Condition, Value},
    rows::{Team, User},
    schema::{teams, users},
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::Permission;
use uuid::Uuid;

use super::{scope, team};
use crate::{Error, Result, auth::Viewer};

/// Checks that the viewer may look at people at all; which ones is [`scope::users`]'s answer.
///
/// # Errors
/// [`Error::Refused`] to an API token that does not reach them.
pub fn may_read(viewer: &Viewer) -> Result<()> {
    viewer.may_read("user", Permission::ViewAssignedInstitutions)
}

/// Checks that the viewer may look at teams at all; which ones is [`scope::teams`]'s answer.
///
/// # Errors
/// [`Error::Refused`] to an API token that does not reach them.
pub fn may_read_teams(viewer: &Viewer) -> Result<()> {
    viewer.may_read(team::ENTITY, Permission::ViewAssignedInstitutions)
}

/// Checks that the viewer may look at the audit log at all; which events is [`scope::audit_events`]'s answer.
///
/// # Errors
/// [`Error::Refused`] to an API token that does not reach it.
pub fn may_read_audit(viewer: &Viewer) -> Result<()> {
    viewer.may_read("audit_event", Permission::ViewAssignedInstitutions)
}

/// One user that the viewer may list.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find(conn: &mut AsyncPgConnection, viewer: &Viewer, id: Uuid) -> Result<User> {
    users::table
        .filter(Condition::eq(column!(users.id), Value::Id(id)).and(scope::users(viewer)))
        .select(User::as_select())
        .first(conn)
        .await
        .optional()?
        .ok_or(Error::NotFound("user"))
}

/// One team that the viewer may list.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find_team(conn: &mut AsyncPgConnection, viewer: &Viewer, id: Uuid) -> Result<Team> {
    teams::table
        .filter(Condition::eq(column!(teams.id), Value::Id(id)).and(scope::teams(viewer)))
        .select(Team::as_select())
        .first(conn)
        .await
        .optional()?
        .ok_or(Error::NotFound("team"))
}

/// How many active people each of these teams has.
///
/// # Errors
/// Those of the database.
pub async fn member_counts(conn: &mut AsyncPgConnection, teams: &[Uuid]) -> Result<HashMap<Uuid, i64>> {
    Ok(query::count_by_parent::<User>(conn, teams, "users.team_id", &is_active()).await?)
}

/// People who may sign in.
#[must_use]
pub fn is_active() -> Condition {
    Condition::eq(column!(users.is_active), Value::Bool(true))
}

/// Those of these users who have chosen a password; told to those with `canManageUsers`.
///
/// # Errors
/// [`Error::Forbidden`] to others; those of the database.
pub async fn with_password(conn: &mut AsyncPgConnection, viewer: &Viewer, ids: &[Uuid]) -> Result<HashSet<Uuid>> {
    viewer.may_read("user", Permission::ManageUsers)?;
    let chosen = users::table.filter(users::id.eq_any(ids)).filter(users::password_hash.is_not_null());
    Ok(chosen.select(users::id).load::<Uuid>(conn).await?.into_iter().collect())
}
