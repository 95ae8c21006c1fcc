//! Teams: create, edit, delete, restore. The members of a team see each other's institutions.

use chrono::Utc;
use db::{
    rows::{Team, TeamValues},
    schema::{teams, users},
};
use diesel::{
    dsl::{exists, select},
    prelude::*,
};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::Permission;
use serde::Serialize;
use serde_json::Map;
use uuid::Uuid;

use super::{
    idempotency,
    institution::Presence,
    people,
    validate::Checks,
    write::{Change, Event, announce, check_version, differences},
};
use crate::{Context, Error, FieldError, Result};

pub(super) const ENTITY: &str = "team";

/// A new team.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct NewTeam {
    pub name: String,
    pub description: Option<String>,
}

/// What to change of a team.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct TeamUpdate {
    pub id: Uuid,
    pub expected_version: Option<i32>,
    pub name: Option<String>,
    pub description: Change<String>,
    pub is_active: Option<bool>,
}

/// Creates a team.
///
/// # Errors
/// No right, invalid input, or a name that another team has.
pub async fn create(ctx: &Context, input: NewTeam) -> Result<Team> {
    ctx.viewer.may_write(ENTITY, Permission::ManageTeams)?;
    let mut checks = Checks::default();
    let typed = TeamValues { name: input.name.clone(), description: input.description.clone(), is_active: true };
    let values = checked(&mut checks, &typed);
    checks.finish()?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "createTeam", &input).await? {
                return people::find_team(conn, &ctx.viewer, id).await;
            }
            let id = Uuid::now_v7();
            let row: Team = diesel::insert_into(teams::table)
                .values((teams::id.eq(id), &values))
                .returning(Team::as_returning())
                .get_result(conn)
                .await?;
            announce(conn, ctx, event("team.created", id, &differences(None, &values)?)).await?;
            idempotency::keep(conn, ctx, id).await?;
            Ok(row)
        })
        .await
}

/// Changes a team.
///
/// # Errors
/// No right, unknown, stale, invalid input, or a name that another team has.
pub async fn update(ctx: &Context, input: TeamUpdate) -> Result<Team> {
    ctx.viewer.may_write(ENTITY, Permission::ManageTeams)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "updateTeam", &input).await? {
                return people::find_team(conn, &ctx.viewer, id).await;
            }
            let row = lock(conn, input.id, Presence::Present).await?;
            check_version(ENTITY, input.expected_version, row.version)?;
            let before =
                TeamValues { name: row.name.clone(), description: row.description.clone(), is_active: row.is_active };
            let typed = TeamValues {
                name: input.name.clone().unwrap_or_else(|| before.name.clone()),
                description: input.description.clone().unwrap_or_else(|| before.description.clone()),
                is_active: input.is_active.unwrap_or(before.is_active),
            };
            let mut checks = Checks::default();
            let values = checked(&mut checks, &typed);
            checks.finish()?;
            let changes = differences(Some(&before), &values)?;
            idempotency::keep(conn, ctx, row.id).await?;
            if changes.is_empty() {
                return Ok(row);
            }
            let row = diesel::update(teams::table.find(row.id))
                .set(&values)
                .returning(Team::as_returning())
                .get_result(conn)
                .await?;
            announce(conn, ctx, event("team.updated", input.id, &changes)).await?;
            Ok(row)
        })
        .await
}

/// Deletes a team that nobody works in any more; it can be restored. People who have left the firm leave it too.
///
/// # Errors
/// No right, unknown, stale, or [`Error::Invalid`] with `TEAM_HAS_MEMBERS`.
pub async fn delete(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<Team> {
    ctx.viewer.may_write(ENTITY, Permission::ManageTeams)?;
    set_deleted(ctx, id, expected_version, true).await
}

/// Brings a deleted team back.
///
/// # Errors
/// No right, unknown, or another team took its name meanwhile.
pub async fn restore(ctx: &Context, id: Uuid) -> Result<Team> {
    ctx.viewer.may_write(ENTITY, Permission::ManageTeams)?;
    set_deleted(ctx, id, None, false).await
}

async fn set_deleted(ctx: &Context, id: Uuid, expected_version: Option<i32>, deleted: bool) -> Result<Team> {
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let name = if deleted { "deleteTeam" } else { "restoreTeam" };
            if let Some(id) = idempotency::claim(conn, ctx, name, &(id, expected_version)).await? {
                return lock(conn, id, Presence::Any).await;
            }
            let row = lock(conn, id, Presence::Any).await?;
            idempotency::keep(conn, ctx, id).await?;
            if row.deleted_at.is_some() == deleted {
                return Ok(row);
            }
            check_version(ENTITY, expected_version, row.version)?;
            if deleted {
                check_empty(conn, id).await?;
                let former = users::table.filter(users::team_id.eq(id));
                diesel::update(former).set(users::team_id.eq(None::<Uuid>)).execute(conn).await?;
            }
            let row = diesel::update(teams::table.find(id))
                .set(teams::deleted_at.eq(deleted.then(Utc::now)))
                .returning(Team::as_returning())
                .get_result(conn)
                .await?;
            let name = if deleted { "team.deleted" } else { "team.restored" };
            announce(conn, ctx, event(name, id, &Map::new())).await?;
            Ok(row)
        })
        .await
}

/// Whoever puts a person into a team holds its row too: nobody comes in between.
async fn check_empty(conn: &mut AsyncPgConnection, id: Uuid) -> Result<()> {
    let members = users::table.filter(users::team_id.eq(id)).filter(users::is_active);
    if select(exists(members)).get_result(conn).await? {
        let message = "There are people in this team. Take them out of it before deleting it.";
        let error = FieldError { field: None, code: "TEAM_HAS_MEMBERS", message: message.into() };
        return Err(Error::Invalid(vec![error]));
    }
    Ok(())
}

/// Checks, for somebody who is about to join, that the team is there; it stays until the end of the transaction.
pub(super) async fn check_joinable(conn: &mut AsyncPgConnection, id: Uuid) -> Result<()> {
    let present = teams::table.find(id).filter(teams::deleted_at.is_null());
    let found: Option<Uuid> = present.select(teams::id).for_share().first(conn).await.optional()?;
    found.map(drop).ok_or_else(|| Error::invalid("teamId", "NOT_FOUND", "There is no such team."))
}

/// The row, locked until the end of the transaction.
async fn lock(conn: &mut AsyncPgConnection, id: Uuid, presence: Presence) -> Result<Team> {
    let row: Option<Team> =
        teams::table.find(id).for_no_key_update().select(Team::as_select()).first(conn).await.optional()?;
    row.filter(|row| presence == Presence::Any || row.deleted_at.is_none()).ok_or(Error::NotFound(ENTITY))
}

/// The values as they are stored: trimmed, checked.
fn checked(checks: &mut Checks, typed: &TeamValues) -> TeamValues {
    TeamValues {
        name: checks.required("name", &typed.name, 100),
        description: checks.optional("description", typed.description.as_deref(), 2_000),
        is_active: typed.is_active,
    }
}

pub(super) fn event<'a>(name: &'static str, id: Uuid, changes: &'a Map<String, serde_json::Value>) -> Event<'a> {
    Event { name, entity: ENTITY, id, institution_id: None, changes, public: false }
}
