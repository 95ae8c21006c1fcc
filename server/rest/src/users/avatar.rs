//! Pictures of users: where they are, and drawing others.

use db::rows::User;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::load;
use crate::{
    Result, avatar,
    envelope::Success,
    extract::{Id, Json, OptionalJson, Query, Signed},
};
use crm::{
    Context,
    operations::{
        profile::{self, UpdateProfile},
        user_update::{self, UserUpdate},
    },
};

/// How the picture is to look.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct AvatarQuery {
    /// Another style than the user's.
    style: Option<String>,
}

/// Where a picture is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Avatar)]
pub(super) struct RestAvatar {
    /// What it is drawn from.
    seed: String,
    url: String,
    style: String,
}

impl From<User> for RestAvatar {
    fn from(user: User) -> Self {
        Self { url: avatar::url(&user), seed: user.avatar_seed, style: user.avatar_style }
    }
}

/// What was done, and the picture.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AvatarDone {
    /// A sentence for people.
    message: &'static str,
    avatar: RestAvatar,
}

/// Another picture.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
#[schema(as = AvatarUpdate)]
pub(super) struct UpdateBody {
    /// Draws it from something random.
    force_new: bool,
    /// What it is drawn from.
    #[schema(nullable = false)]
    avatar_seed: Option<String>,
    /// How it is drawn.
    #[schema(nullable = false)]
    avatar_style: Option<String>,
}

/// How to draw it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = AvatarStyle)]
pub(super) struct RegenerateBody {
    /// By default as before.
    #[schema(nullable = false)]
    style: Option<String>,
}

/// Show where a picture is
#[utoipa::path(
    get, path = "/api/users/{id}/avatar", tag = "users", operation_id = "getUserAvatar",
    params(("id" = Uuid, Path, description = "The user"), AvatarQuery),
    responses((status = 200, description = "The picture", body = Success<RestAvatar>)),
    security(("bearer" = []))
)]
pub(super) async fn show_avatar(
    Signed(ctx): Signed,
    Id(id): Id,
    Query(query): Query<AvatarQuery>,
) -> Result<Success<RestAvatar>> {
    let user = load::find(&ctx, id).await?;
    let avatar_style = query.style.filter(|style| !style.is_empty()).unwrap_or_else(|| user.avatar_style.clone());
    Ok(Success::new(User { avatar_style, ..user }.into()))
}

/// Draw another picture
///
/// The own one, or anybody's with `canManageUsers`.
#[utoipa::path(
    put, path = "/api/users/{id}/avatar", tag = "users", operation_id = "updateUserAvatar",
    params(("id" = Uuid, Path, description = "The user")),
    request_body = UpdateBody,
    responses((status = 200, description = "The new picture", body = Success<AvatarDone>)),
    security(("bearer" = []))
)]
pub(super) async fn update_avatar(
    Signed(ctx): Signed,
    Id(id): Id,
    Json(body): Json<UpdateBody>,
) -> Result<Success<AvatarDone>> {
    let seed = if body.force_new { Some(random_seed()) } else { body.avatar_seed };
    draw(&ctx, id, seed, body.avatar_style, "Avatar updated successfully").await
}

/// Draw another picture from something random
///
/// The own one, or anybody's with `canManageUsers`.
#[utoipa::path(
    post, path = "/api/avatars/{id}/regenerate", tag = "users", operation_id = "regenerateAvatar",
    params(("id" = Uuid, Path, description = "The user")),
    request_body(content = Option<RegenerateBody>),
    responses((status = 200, description = "The new picture", body = Success<AvatarDone>)),
    security(("bearer" = []))
)]
pub(super) async fn regenerate(
    Signed(ctx): Signed,
    Id(id): Id,
    OptionalJson(body): OptionalJson<RegenerateBody>,
) -> Result<Success<AvatarDone>> {
    draw(&ctx, id, Some(random_seed()), body.style, "Avatar regenerated successfully").await
}

async fn draw(
    ctx: &Context,
    id: Uuid,
    avatar_seed: Option<String>,
    avatar_style: Option<String>,
    message: &'static str,
) -> Result<Success<AvatarDone>> {
    let user = if id == ctx.viewer.id {
        profile::update(ctx, &UpdateProfile { avatar_seed, avatar_style, ..UpdateProfile::default() }).await?
    } else {
        user_update::update(ctx, UserUpdate { id, avatar_seed, avatar_style, ..UserUpdate::default() }).await?
    };
    Ok(Success::new(AvatarDone { message, avatar: user.into() }))
}

fn random_seed() -> String {
    Uuid::new_v4().to_string()
}
