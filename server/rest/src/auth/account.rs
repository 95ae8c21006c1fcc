//! The own account.

use axum::{http::HeaderMap, response::Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Result,
    envelope::Success,
    extract::{Json, Signed},
    user::RestUser,
    version, wire,
};
use crm::operations::profile::{self, UpdateProfile};

/// The own account.
#[derive(Serialize, ToSchema)]
pub(super) struct Me {
    /// The signed-in person.
    user: RestUser,
}

/// What may be changed; what is left out stays.
#[derive(Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct UpdateMeBody {
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
}

/// The own account
#[utoipa::path(
    get, path = "/api/auth/me", tag = "auth", operation_id = "me",
    responses((status = 200, description = "The signed-in person", body = Success<Me>)),
    security(("bearer" = []))
)]
pub(super) async fn me(Signed(ctx): Signed, headers: HeaderMap) -> Result<Response> {
    let user = profile::me(&ctx).await?;
    Ok(version::tagged(&headers, user.version, Success::new(Me { user: user.into() })))
}

/// Change the own account
#[utoipa::path(
    put, path = "/api/auth/me", tag = "auth", operation_id = "updateMe",
    request_body = UpdateMeBody,
    responses((status = 200, description = "The changed account", body = Success<Me>)),
    security(("bearer" = []))
)]
pub(super) async fn update_me(
    Signed(ctx): Signed,
    headers: HeaderMap,
    Json(body): Json<UpdateMeBody>,
) -> Result<Response> {
    let input = UpdateProfile {
        first_name: body.first_name,
        last_name: body.last_name,
        email: body.email,
        phone: body.phone,
        expected_version: version::expected(&headers)?,
        ..UpdateProfile::default()
    };
    let user = profile::update(&ctx, &input).await.map_err(version::failed)?;
    let answer = Success::with_message(Me { user: user.clone().into() }, "Profile updated successfully");
    Ok(version::tagged(&HeaderMap::new(), user.version, answer))
}
