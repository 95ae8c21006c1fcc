//! Putting somebody in charge of many institutions at once.

use std::collections::{HashMap, HashSet};

use chrono::Utc;
use db::{
    column,
    query::{Condition, Values},
    rows::Institution,
    schema::{medical_institutions, users},
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::Permission;
use serde::Serialize;
use serde_json::{Map, json};
use uuid::Uuid;

use super::{
    idempotency, scope,
    write::{Alike, Changed, announce_all},
};
use crate::{Context, Error, FieldError, Result};

/// Institutions of one request.
const MOST: usize = 500;

/// Whom to put in charge of what.
#[derive(Debug, Clone, Serialize)]
pub struct Assignment {
    /// `None`: nobody.
    pub user_id: Option<Uuid>,
    /// At most 500.
    pub institution_ids: Vec<Uuid>,
    /// Only those that this user is in charge of; `None`: whoever it is.
    pub only_of: Option<Uuid>,
}

/// Puts a user (or nobody) in charge of institutions: of all, or of none when one of them is not there for the caller.
/// Returns them in the order of the input, each once.
///
/// # Errors
/// No right; [`Error::Invalid`] at `userId` or `institutionIds.N`.
pub async fn assign(ctx: &Context, input: &Assignment) -> Result<Vec<Institution>> {
    ctx.viewer.may_write("institution", Permission::EditAllInstitutions)?;
    if input.institution_ids.len() > MOST {
        let message = format!("At most {MOST} institutions at a time.");
        return Err(Error::invalid("institutionIds", "TOO_MANY", message));
    }
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let is_repeated = idempotency::claim(conn, ctx, "assignInstitutions", input).await?.is_some();
            if let Some(user_id) = input.user_id {
                check_user(conn, user_id).await?;
            }
            let mut rows = lock(conn, ctx, &input.institution_ids).await?;
            if !is_repeated {
                let changed = rows
                    .values()
                    .filter(|row| row.values.assigned_user_id != input.user_id)
                    .filter(|row| input.only_of.is_none() || row.values.assigned_user_id == input.only_of);
                let before: HashMap<Uuid, Option<Uuid>> =
                    changed.map(|row| (row.id, row.values.assigned_user_id)).collect();
                if !before.is_empty() {
                    let after = store(conn, input.user_id, &before).await?;
                    announce(conn, ctx, input.user_id, &before).await?;
                    rows.extend(after.into_iter().map(|row| (row.id, row)));
                }
                idempotency::keep(conn, ctx, input.user_id.unwrap_or_default()).await?;
            }
            Ok(input.institution_ids.iter().filter_map(|id| rows.remove(id)).collect())
        })
        .await
}

/// An active user, who stays so until the end of the transaction.
async fn check_user(conn: &mut AsyncPgConnection, id: Uuid) -> Result<()> {
    let active = users::table.find(id).filter(users::is_active);
    let found: Option<Uuid> = active.select(users::id).for_share().first(conn).await.optional()?;
    found.map(drop).ok_or_else(|| Error::invalid("userId", "NOT_FOUND", "There is no such active user."))
}

/// The rows, locked in one order, so that two such requests cannot wait for each other.
async fn lock(conn: &mut AsyncPgConnection, ctx: &Context, ids: &[Uuid]) -> Result<HashMap<Uuid, Institution>> {
    let wanted = Condition::OneOf(column!(medical_institutions.id), Values::Ids(ids.to_vec()))
        .and(Condition::IsNull(column!(medical_institutions.deleted_at)))
        .and(scope::institutions(&ctx.viewer))
        .and(scope::editable_institutions(&ctx.viewer));
    let rows: Vec<Institution> = medical_institutions::table
        .filter(wanted)
        .order(medical_institutions::id)
        .for_update()
        .select(Institution::as_select())
        .load(conn)
        .await?;
    let found: HashSet<Uuid> = rows.iter().map(|row| row.id).collect();
    let absent = ids.iter().enumerate().filter(|(_, id)| !found.contains(id));
    let errors: Vec<FieldError> = absent
        .map(|(n, _)| FieldError::new(format!("institutionIds.{n}"), "NOT_FOUND", "There is no such institution."))
        .collect();
    if errors.is_empty() {
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    } else {
        Err(Error::Invalid(errors))
    }
}

/// Writes the rows, and locks them against imports and mirrors, since a person has edited them.
async fn store(
    conn: &mut AsyncPgConnection,
    user_id: Option<Uuid>,
    before: &HashMap<Uuid, Option<Uuid>>,
) -> Result<Vec<Institution>> {
    let ids: Vec<Uuid> = before.keys().copied().collect();
    let rows = diesel::update(medical_institutions::table.filter(medical_institutions::id.eq_any(ids)))
        .set((
            medical_institutions::assigned_user_id.eq(user_id),
            medical_institutions::is_locked.eq(true),
            medical_institutions::locked_at.eq(Some(Utc::now())),
            medical_institutions::locked_reason.eq(Some("manual_edit")),
        ))
        .returning(Institution::as_returning())
        .get_results(conn)
        .await?;
    Ok(rows)
}

/// One audit event and one public event of each institution, in a statement each.
async fn announce(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    user_id: Option<Uuid>,
    before: &HashMap<Uuid, Option<Uuid>>,
) -> Result<()> {
    let changed = |(id, old): (&Uuid, &Option<Uuid>)| Changed {
        id: *id,
        institution_id: Some(*id),
        changes: Map::from_iter([("assignedUserId".to_owned(), json!({ "old": old, "new": user_id }))]),
    };
    let alike = Alike { action: "institution.updated", event: Some("institution.updated"), entity: "institution" };
    announce_all(conn, ctx, alike, before.iter().map(changed).collect()).await
}
