//! Finding institutions: which one a viewer sees, and locking it for a change.

use db::{
    column,
    query::{Condition, Value},
    rows::Institution,
    schema::medical_institutions,
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::Permission;
use uuid::Uuid;

use super::ENTITY;
use crate::{Context, Error, Result, auth::Viewer, operations::scope};

/// Whether deleted rows count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::operations) enum Presence {
    /// Only rows that are not deleted.
    Present,
    /// Deleted ones too.
    Any,
}

/// Checks that the viewer may look at institutions at all; which ones is [`scope::institutions`]'s answer.
///
/// # Errors
/// [`Error::Refused`] to an API token that does not reach them.
pub fn may_read(viewer: &Viewer) -> Result<()> {
    viewer.may_read(ENTITY, Permission::ViewAssignedInstitutions)
}

/// One institution that the viewer sees and that is not deleted.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find(conn: &mut AsyncPgConnection, viewer: &Viewer, id: Uuid) -> Result<Institution> {
    medical_institutions::table
        .filter(visible(viewer, id, Presence::Present))
        .select(Institution::as_select())
        .first(conn)
        .await
        .optional()?
        .ok_or(Error::NotFound(ENTITY))
}

/// As [`find`], together with others who read at the same time.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn read(ctx: &Context, id: Uuid) -> Result<Institution> {
    let seen = seen(&ctx.viewer, Presence::Present);
    ctx.app.point_reads.institutions.find(ctx, seen, id).await?.ok_or(Error::NotFound(ENTITY))
}

/// The row, locked until the end of the transaction, if the viewer may edit it.
pub(in crate::operations) async fn lock(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    id: Uuid,
    presence: Presence,
) -> Result<Institution> {
    let row = medical_institutions::table
        .filter(visible(&ctx.viewer, id, presence))
        .select((Institution::as_select(), scope::editable_institutions(&ctx.viewer)))
        .for_update()
        .first::<(Institution, bool)>(conn)
        .await
        .optional()?;
    match row {
        None => Err(Error::NotFound(ENTITY)),
        Some((_, false)) => Err(Error::Forbidden(Permission::EditAllInstitutions)),
        Some((row, true)) => Ok(row),
    }
}

fn visible(viewer: &Viewer, id: Uuid, presence: Presence) -> Condition {
    Condition::eq(column!(medical_institutions.id), Value::Id(id)).and(seen(viewer, presence))
}

fn seen(viewer: &Viewer, presence: Presence) -> Condition {
    let seen = scope::institutions(viewer);
    match presence {
        Presence::Present => seen.and(Condition::IsNull(column!(medical_institutions.deleted_at))),
        Presence::Any => seen,
    }
}
