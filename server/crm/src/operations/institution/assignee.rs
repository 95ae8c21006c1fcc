//! Who an institution may be assigned to.

use db::schema::users;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::Permission;
use uuid::Uuid;

use crate::{Error, Result, auth::Viewer};

/// An institution is assigned to someone who is there; who edits only assigned ones keeps them in the team.
pub(super) async fn check(conn: &mut AsyncPgConnection, viewer: &Viewer, assignee: Option<Uuid>) -> Result<()> {
    const FIELD: &str = "assignedUserId";
    let everyone = viewer.can(Permission::EditAllInstitutions);
    let Some(assignee) = assignee else {
        return if everyone {
            Ok(())
        } else {
            Err(Error::invalid(FIELD, "NOT_ALLOWED", "Only a manager may leave an institution without an assignee."))
        };
    };
    if assignee == viewer.id {
        return Ok(());
    }
    let found = users::table
        .find(assignee)
        .filter(users::is_active)
        .select(users::team_id)
        .first::<Option<Uuid>>(conn)
        .await
        .optional()?;
    match found {
        None => Err(Error::invalid(FIELD, "NOT_FOUND", "There is no such active user.")),
        Some(team) if everyone || (team.is_some() && team == viewer.team_id) => Ok(()),
        Some(_) => {
            Err(Error::invalid(FIELD, "NOT_ALLOWED", "You may assign institutions to yourself or to your team."))
        }
    }
}
