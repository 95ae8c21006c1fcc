//! Showing, creating and changing accounts.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{
    body::{CreateBody, UpdateBody},
    load,
    object::{UserDone, UserWithTeam},
};
use crate::{
    Result,
    envelope::Success,
    extract::{Id, Json, Signed},
    version,
};
use crm::operations::{user_admin, user_update};

/// Show a user
#[utoipa::path(
    get, path = "/api/users/{id}", tag = "users", operation_id = "getUser",
    params(("id" = Uuid, Path, description = "The user")),
    responses(
        (status = 200, description = "The user with the team", body = Success<UserWithTeam>),
        (status = 304, description = "The caller has it as it is (`If-None-Match`)")
    ),
    security(("bearer" = []))
)]
pub(super) async fn show(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    let user = load::find(&ctx, id).await?;
    let version = user.version;
    let shown = load::with_team(&ctx, user).await?;
    version::tagged_whole(&headers, version, &Success::new(shown))
}

/// Create an account
///
/// Without a password the person is invited by mail to choose one.
#[utoipa::path(
    post, path = "/api/users", tag = "users", operation_id = "createUser",
    request_body = CreateBody,
    responses((status = 201, description = "The new account", body = Success<UserDone>)),
    security(("bearer" = []))
)]
pub(super) async fn create(Signed(ctx): Signed, Json(body): Json<CreateBody>) -> Result<Response> {
    let user = user_admin::add(&ctx, &body.into_input()?).await?;
    let location = format!("/api/users/{}", user.id);
    let answer = Success::new(UserDone::new("User created successfully", user));
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], answer).into_response())
}

/// Change an account
///
/// What is left out stays. `If-Match` with the `ETag` of the last answer makes a stale change fail. The last active
/// administrator keeps role and access.
#[utoipa::path(
    put, path = "/api/users/{id}", tag = "users", operation_id = "updateUser",
    params(("id" = Uuid, Path, description = "The user")),
    request_body = UpdateBody,
    responses((status = 200, description = "The changed account with its team", body = Success<UserWithTeam>)),
    security(("bearer" = []))
)]
pub(super) async fn update(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(body): Json<UpdateBody>,
) -> Result<Response> {
    let input = body.into_input(id, version::expected(&headers)?);
    let user = user_update::update(&ctx, input).await.map_err(version::failed)?;
    let version = user.version;
    let shown = load::with_team(&ctx, user).await?;
    version::tagged_whole(&HeaderMap::new(), version, &Success::new(shown))
}
