//! Who works in a team. A person is in one team at most; going into another one leaves the former.

use db::{
    rows::{Team, User, UserValues},
    schema::{teams, users},
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::Permission;
use serde_json::{Map, json};
use uuid::Uuid;

use super::{
    idempotency, people, team,
    user_update::{store, tell, values_of},
    write::announce,
};
use crate::{Context, Error, Result};

/// Puts a person into a team. Twice is as once.
///
/// # Errors
/// No right, unknown team, or [`Error::Invalid`] at `userId` when there is no such active person.
pub async fn add(ctx: &Context, team_id: Uuid, user_id: Uuid) -> Result<(Team, User)> {
    ctx.viewer.may_write(team::ENTITY, Permission::ManageTeams)?;
    let mut conn = ctx.db().await?;
    let (team, user) = (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let team = held(conn, team_id).await?;
            let input = &(team_id, user_id);
            if idempotency::claim(conn, ctx, "addTeamMember", input).await?.is_some() {
                return Ok((team, people::find(conn, &ctx.viewer, user_id).await?));
            }
            let user = locked(conn, user_id).await?.filter(|user| user.is_active);
            let user = user.ok_or_else(|| Error::invalid("userId", "NOT_FOUND", "There is no such active person."))?;
            let former = user.team_id.filter(|former| *former != team_id);
            let values = UserValues { team_id: Some(team_id), ..values_of(&user) };
            let is_new = user.team_id != Some(team_id);
            let user = store(conn, ctx, user, &values).await?;
            if let Some(former) = former {
                record(conn, ctx, "team.member_removed", former, user_id).await?;
            }
            if is_new {
                record(conn, ctx, "team.member_added", team_id, user_id).await?;
            }
            idempotency::keep(conn, ctx, user_id).await?;
            Ok::<_, Error>((team, user))
        })
        .await?;
    tell(ctx, user_id);
    Ok((team, user))
}

/// Takes a person out of a team.
///
/// # Errors
/// No right, unknown team, or [`Error::Invalid`] at `userId` when the person is not in it.
pub async fn remove(ctx: &Context, team_id: Uuid, user_id: Uuid) -> Result<(Team, User)> {
    ctx.viewer.may_write(team::ENTITY, Permission::ManageTeams)?;
    let mut conn = ctx.db().await?;
    let (team, user) = (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let team = held(conn, team_id).await?;
            let input = &(team_id, user_id);
            if idempotency::claim(conn, ctx, "removeTeamMember", input).await?.is_some() {
                return Ok((team, people::find(conn, &ctx.viewer, user_id).await?));
            }
            let user = locked(conn, user_id).await?.filter(|user| user.team_id == Some(team_id));
            let user =
                user.ok_or_else(|| Error::invalid("userId", "NOT_FOUND", "There is no such person in this team."))?;
            let values = UserValues { team_id: None, ..values_of(&user) };
            let user = store(conn, ctx, user, &values).await?;
            record(conn, ctx, "team.member_removed", team_id, user_id).await?;
            idempotency::keep(conn, ctx, user_id).await?;
            Ok::<_, Error>((team, user))
        })
        .await?;
    tell(ctx, user_id);
    Ok((team, user))
}

/// The team, which stays until the end of the transaction.
async fn held(conn: &mut AsyncPgConnection, id: Uuid) -> Result<Team> {
    let present = teams::table.find(id).filter(teams::deleted_at.is_null());
    let team = present.for_share().select(Team::as_select()).first(conn).await.optional()?;
    team.ok_or(Error::NotFound(team::ENTITY))
}

async fn locked(conn: &mut AsyncPgConnection, id: Uuid) -> QueryResult<Option<User>> {
    users::table.find(id).for_no_key_update().select(User::as_select()).first(conn).await.optional()
}

async fn record(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    name: &'static str,
    team_id: Uuid,
    user_id: Uuid,
) -> Result<()> {
    let (old, new) = if name == "team.member_added" { (None, Some(user_id)) } else { (Some(user_id), None) };
    let changes = Map::from_iter([("userId".to_owned(), json!({ "old": old, "new": new }))]);
    announce(conn, ctx, team::event(name, team_id, &changes)).await
}
