//! The own account.

use axum::{http::HeaderMap, response::Response};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    load,
    object::{Message, UserDone, UserWithTeam},
};
use crate::{
    Result,
    auth::{ChangePasswordBody, weak},
    envelope::Success,
    extract::{Json, Signed},
    version, wire,
};
use crm::operations::{
    password::{self, ChangePassword},
    profile::{self, UpdateProfile},
};

/// What may be changed; what is left out stays.
#[derive(Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
#[schema(as = ProfileUpdate)]
pub(super) struct UpdateOwnBody {
    /// 1 to 50 characters.
    #[schema(nullable = false)]
    first_name: Option<String>,
    /// 1 to 50 characters.
    #[schema(nullable = false)]
    last_name: Option<String>,
    /// Only the current address is accepted: another one is an administrator's matter.
    #[schema(nullable = false)]
    email: Option<String>,
    /// `null` removes it.
    #[serde(deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    phone: Option<Option<String>>,
    /// What the picture is drawn from.
    #[schema(nullable = false)]
    avatar_seed: Option<String>,
    /// How the picture is drawn.
    #[schema(nullable = false)]
    avatar_style: Option<String>,
}

/// The own account with the team
#[utoipa::path(
    get, path = "/api/users/profile/me", tag = "users", operation_id = "ownProfile",
    responses((status = 200, description = "The signed-in person", body = Success<UserWithTeam>)),
    security(("bearer" = []))
)]
pub(super) async fn own(Signed(ctx): Signed, headers: HeaderMap) -> Result<Response> {
    let user = profile::me(&ctx).await?;
    let version = user.version;
    let shown = load::with_team(&ctx, user).await?;
    version::tagged_whole(&headers, version, &Success::new(shown))
}

/// Change the own account
#[utoipa::path(
    put, path = "/api/users/profile/me", tag = "users", operation_id = "updateOwnProfile",
    request_body = UpdateOwnBody,
    responses((status = 200, description = "The changed account", body = Success<UserDone>)),
    security(("bearer" = []))
)]
pub(super) async fn update_own(
    Signed(ctx): Signed,
    headers: HeaderMap,
    Json(body): Json<UpdateOwnBody>,
) -> Result<Response> {
    let input = UpdateProfile {
        first_name: body.first_name,
        last_name: body.last_name,
        email: body.email,
        phone: body.phone,
        avatar_seed: body.avatar_seed,
        avatar_style: body.avatar_style,
        expected_version: version::expected(&headers)?,
        ..UpdateProfile::default()
    };
    let user = profile::update(&ctx, &input).await.map_err(version::failed)?;
    let version = user.version;
    let answer = Success::new(UserDone::new("Profile updated successfully", user));
    Ok(version::tagged(&HeaderMap::new(), version, answer))
}

/// Change the own password
///
/// The other sessions of the account end.
#[utoipa::path(
    post, path = "/api/users/profile/password", tag = "users", operation_id = "changeOwnPassword",
    request_body = ChangePasswordBody,
    responses((status = 200, description = "Changed", body = Success<Message>)),
    security(("bearer" = []))
)]
pub(super) async fn change_own_password(
    Signed(ctx): Signed,
    Json(body): Json<ChangePasswordBody>,
) -> Result<Success<Message>> {
    let input = ChangePassword { current_password: body.current_password, new_password: body.new_password };
    password::change(&ctx, &input).await.map_err(weak)?;
    Ok(Success::new(Message::new("Password changed successfully")))
}
