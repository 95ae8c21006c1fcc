//! Who works in a team.

use axum::extract::Path;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    Result,
    envelope::Success,
    extract::{Id, Json, Signed, parse_id},
    user::RestUser,
    users::{self, Message, UserDone},
};
use crm::{
    Error,
    operations::{people, team_member},
};

/// Whom to put into the team.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewMember)]
pub(super) struct AddBody {
    /// In another team by now or in none.
    #[schema(required = true, nullable = false)]
    user_id: Option<Uuid>,
}

/// List the people of a team
///
/// Active ones, by first and last name.
#[utoipa::path(
    get, path = "/api/teams/{id}/members", tag = "teams", operation_id = "listTeamMembers",
    params(("id" = Uuid, Path, description = "The team")),
    responses((status = 200, description = "The people", body = Success<Vec<RestUser>>)),
    security(("bearer" = []))
)]
pub(super) async fn list_members(Signed(ctx): Signed, Id(id): Id) -> Result<Success<Vec<RestUser>>> {
    people::may_read_teams(&ctx.viewer)?;
    people::may_read(&ctx.viewer)?;
    people::find_team(&mut *ctx.db().await?, &ctx.viewer, id).await?;
    Ok(Success::new(users::ordered(&ctx, users::members_of(&ctx.viewer, id)).await?))
}

/// Put a person into a team
///
/// The person leaves another one.
#[utoipa::path(
    post, path = "/api/teams/{id}/members", tag = "teams", operation_id = "addTeamMember",
    params(("id" = Uuid, Path, description = "The team")),
    request_body = AddBody,
    responses((status = 200, description = "The person", body = Success<UserDone>)),
    security(("bearer" = []))
)]
pub(super) async fn add(Signed(ctx): Signed, Id(id): Id, Json(body): Json<AddBody>) -> Result<Success<UserDone>> {
    let required = || Error::invalid("userId", "REQUIRED", "`userId` is required.");
    let (_, user) = team_member::add(&ctx, id, body.user_id.ok_or_else(required)?).await.map_err(without_user)?;
    Ok(Success::new(UserDone::new("User added to the team successfully", user)))
}

/// Take a person out of a team
#[utoipa::path(
    delete, path = "/api/teams/{id}/members/{userId}", tag = "teams", operation_id = "removeTeamMember",
    params(("id" = Uuid, Path, description = "The team"), ("userId" = Uuid, Path, description = "The person")),
    responses((status = 200, description = "Done", body = Success<Message>)),
    security(("bearer" = []))
)]
pub(super) async fn remove(
    Signed(ctx): Signed,
    Path((team, user)): Path<(String, String)>,
) -> Result<Success<Message>> {
    let (team_id, user_id) = (parse_id("id", &team)?, parse_id("userId", &user)?);
    team_member::remove(&ctx, team_id, user_id).await.map_err(without_user)?;
    Ok(Success::new(Message::new("User removed from the team successfully")))
}

/// A person who is not there has the code of the original.
fn without_user(error: Error) -> Error {
    match &error {
        Error::Invalid(fields) if fields.iter().any(|field| field.code == "NOT_FOUND") => Error::NotFound("user"),
        _ => error,
    }
}
