//! Changing institutions.

use chrono::Utc;
use db::{
    rows::{Institution, InstitutionValues},
    schema::medical_institutions,
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::Permission;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{
    ENTITY, InstitutionUpdate, assignee,
    read::{Presence, find, lock},
    values,
};
use crate::{
    Context, Result,
    operations::{
        idempotency,
        validate::Checks,
        write::{Event, announce, check_version, differences},
    },
};

/// Changes an institution.
///
/// # Errors
/// No right, unknown, stale, invalid input, or a number that another institution has.
pub async fn update(ctx: &Context, input: InstitutionUpdate) -> Result<Institution> {
    ctx.viewer.may_write(ENTITY, Permission::EditAssignedInstitutions)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "updateInstitution", &input).await? {
                return find(conn, &ctx.viewer, id).await;
            }
            let row = lock(conn, ctx, input.id, Presence::Present).await?;
            check_version(ENTITY, input.expected_version, row.version)?;
            let mut checks = Checks::default();
            let values = values::checked(&mut checks, &values::patched(&row.values, &input), Some(&row.values));
            checks.finish()?;
            if values.assigned_user_id != row.values.assigned_user_id {
                assignee::check(conn, &ctx.viewer, values.assigned_user_id).await?;
            }
            let changes = differences(Some(&row.values), &values)?;
            let row = if changes.is_empty() { row } else { store(conn, ctx, row.id, &values, &changes).await? };
            idempotency::keep(conn, ctx, row.id).await?;
            Ok(row)
        })
        .await
}

/// Writes the values, and locks the row against imports and mirrors, since a person has edited it.
async fn store(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    id: Uuid,
    values: &InstitutionValues,
    changes: &Map<String, Value>,
) -> Result<Institution> {
    let row = diesel::update(medical_institutions::table.find(id))
        .set((
            values,
            medical_institutions::is_locked.eq(true),
            medical_institutions::locked_at.eq(Some(Utc::now())),
            medical_institutions::locked_reason.eq(Some("manual_edit")),
        ))
        .returning(Institution::as_returning())
        .get_result(conn)
        .await?;
    announce_update(conn, ctx, id, changes).await?;
    Ok(row)
}

/// Tells of a change.
pub(super) async fn announce_update(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    id: Uuid,
    changes: &Map<String, Value>,
) -> Result<()> {
    let event =
        Event { name: "institution.updated", entity: ENTITY, id, institution_id: Some(id), changes, public: true };
    announce(conn, ctx, event).await
}
