//! Reading users, teams and the audit log.

use db::{
    column,
    query::{Condition, Value},
    rows::{Team, User},
    schema::{teams, users},
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::Permission;
use uuid::Uuid;

use super::scope;
use crate::{Error, Result, auth::Viewer};

/// Checks that the viewer may look at people at all; which ones is [`scope::users`]'s answer.
///
/// # Errors
/// [`Error::Refused`] to an API token that does not reach them.
pub fn may_read(viewer: &Viewer) -> Result<()> {
    viewer.may_read("user", Permission::ViewAssignedInstitutions)
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
