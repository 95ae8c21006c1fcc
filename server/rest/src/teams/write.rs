//! Listing, showing, creating, changing and deleting teams.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use db::{
    column,
    query::{self, Condition, OrderKey, PageRequest, Value},
    rows,
};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::object::{RestTeam, TeamWithCount, TeamWithMembers};
use crate::{
    Result,
    envelope::Success,
    extract::{Id, Json, Signed},
    paging::MOST_OF_ALL,
    users, version, wire,
};
use crm::{
    Error,
    operations::{
        people, scope,
        team::{self, NewTeam, TeamUpdate},
    },
};

/// A new team.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = NewTeam)]
pub(super) struct CreateBody {
    /// 1 to 100 characters; unique.
    #[schema(required = true, nullable = false)]
    name: Option<String>,
    /// What it is for, at most 2 000 characters.
    description: Option<String>,
}

/// What to change of a team; what is left out stays, `null` clears what may be absent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = TeamUpdate)]
pub(super) struct UpdateBody {
    /// 1 to 100 characters; unique.
    name: Option<String>,
    /// What it is for, at most 2 000 characters.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    description: Option<Option<String>>,
    is_active: Option<bool>,
}

/// List teams
///
/// Active ones, by name, not in pages: all with `canViewUsers`, otherwise the own one.
#[utoipa::path(
    get, path = "/api/teams", tag = "teams", operation_id = "listTeams",
    responses((status = 200, description = "The teams", body = Success<Vec<TeamWithCount>>)),
    security(("bearer" = []))
)]
pub(super) async fn list(Signed(ctx): Signed) -> Result<Success<Vec<TeamWithCount>>> {
    people::may_read_teams(&ctx.viewer)?;
    let active = Condition::eq(column!(teams.is_active), Value::Bool(true));
    let request = PageRequest {
        condition: scope::teams(&ctx.viewer).and(active),
        order: vec![OrderKey::new("teams.name", "text"), OrderKey::new("teams.id", "uuid")],
        after: None,
        backward: false,
        limit: MOST_OF_ALL,
        cursors: false,
        foreign_key: None,
    };
    let mut conn = ctx.db().await?;
    let teams = query::load_at::<rows::Team>(&mut conn, &request, 0).await.map_err(Error::from)?;
    let ids: Vec<Uuid> = teams.iter().map(|team| team.id).collect();
    let counts = people::member_counts(&mut conn, &ids).await?;
    let with_count = |team: rows::Team| {
        let count = counts.get(&team.id).copied().unwrap_or(0);
        TeamWithCount::new(team, count)
    };
    Ok(Success::new(teams.into_iter().map(with_count).collect()))
}

/// Show a team
///
/// With its active people.
#[utoipa::path(
    get, path = "/api/teams/{id}", tag = "teams", operation_id = "getTeam",
    params(("id" = Uuid, Path, description = "The team")),
    responses(
        (status = 200, description = "The team with its people", body = Success<TeamWithMembers>),
        (status = 304, description = "The caller has it as it is (`If-None-Match`)")
    ),
    security(("bearer" = []))
)]
pub(super) async fn show(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    people::may_read_teams(&ctx.viewer)?;
    let team = people::find_team(&mut *ctx.db().await?, &ctx.viewer, id).await?;
    let version = team.version;
    let shown = if people::may_read(&ctx.viewer).is_ok() {
        TeamWithMembers::new(team, users::ordered(&ctx, users::members_of(&ctx.viewer, id)).await?)
    } else {
        let counts = people::member_counts(&mut *ctx.db().await?, &[id]).await?;
        TeamWithMembers::without_members(team, counts.get(&id).copied().unwrap_or(0))
    };
    version::tagged_whole(&headers, version, &Success::new(shown))
}

/// Create a team
#[utoipa::path(
    post, path = "/api/teams", tag = "teams", operation_id = "createTeam",
    request_body = CreateBody,
    responses((status = 201, description = "The new team", body = Success<TeamWithCount>)),
    security(("bearer" = []))
)]
pub(super) async fn create(Signed(ctx): Signed, Json(body): Json<CreateBody>) -> Result<Response> {
    let input = NewTeam { name: body.name.unwrap_or_default(), description: body.description };
    let team = team::create(&ctx, input).await?;
    let location = format!("/api/teams/{}", team.id);
    let version = team.version;
    let shown = version::tagged(&HeaderMap::new(), version, Success::new(TeamWithCount::new(team, 0)));
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], shown).into_response())
}

/// Change a team
///
/// What is left out stays. `If-Match` with the `ETag` of the last answer makes a stale change fail.
#[utoipa::path(
    put, path = "/api/teams/{id}", tag = "teams", operation_id = "updateTeam",
    params(("id" = Uuid, Path, description = "The team")),
    request_body = UpdateBody,
    responses((status = 200, description = "The changed team", body = Success<RestTeam>)),
    security(("bearer" = []))
)]
pub(super) async fn update(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(body): Json<UpdateBody>,
) -> Result<Response> {
    let input = TeamUpdate {
        id,
        expected_version: version::expected(&headers)?,
        name: body.name,
        description: body.description,
        is_active: body.is_active,
    };
    let team = team::update(&ctx, input).await.map_err(version::failed)?;
    let version = team.version;
    Ok(version::tagged(&HeaderMap::new(), version, Success::new(RestTeam::from(team))))
}

/// Delete a team
///
/// Refused with `TEAM_HAS_MEMBERS` while active people are in it.
#[utoipa::path(
    delete, path = "/api/teams/{id}", tag = "teams", operation_id = "deleteTeam",
    params(("id" = Uuid, Path, description = "The team")),
    responses((status = 204, description = "Deleted")),
    security(("bearer" = []))
)]
pub(super) async fn delete(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<StatusCode> {
    team::delete(&ctx, id, version::expected(&headers)?).await.map_err(version::failed)?;
    Ok(StatusCode::NO_CONTENT)
}
