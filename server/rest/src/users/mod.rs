//! `/api/users`: accounts, the own profile, pictures, and who is in charge of what.

mod avatar;
mod body;
mod institutions;
mod list;
mod load;
mod object;
mod own;
mod password;
mod write;

use axum::{
    Router,
    routing::{get, post},
};
use utoipa::OpenApi;

use avatar::{__path_regenerate, __path_show_avatar, __path_update_avatar, regenerate, show_avatar, update_avatar};
use institutions::{__path_assign, __path_assigned, __path_withdraw, assign, assigned, withdraw};
use list::{__path_list, __path_without_team, list, without_team};
use own::{__path_change_own_password, __path_own, __path_update_own, change_own_password, own, update_own};
use password::{__path_invite, __path_reset_password, invite, reset_password};
use write::{__path_create, __path_show, __path_update, create, show, update};

use crm::App;

pub(super) use list::{members_of, ordered};
pub(super) use object::{Message, UserDone};

/// The group's part of the OpenAPI document.
#[derive(OpenApi)]
#[openapi(
    paths(
        own, update_own, change_own_password, list, without_team, create, show, update, reset_password, invite,
        show_avatar, update_avatar, regenerate, assigned, assign, withdraw
    ),
    tags((name = "users", description = "Accounts, their pictures, and who is in charge of what"))
)]
pub struct Docs;

/// Routes of the group.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/api/users", get(list).post(create))
        .route("/api/users/profile/me", get(own).put(update_own).patch(update_own))
        .route("/api/users/profile/password", post(change_own_password))
        .route("/api/users/without-team", get(without_team))
        .route("/api/users/{id}", get(show).put(update).patch(update))
        .route("/api/users/{id}/reset-password", post(reset_password))
        .route("/api/users/{id}/send-invitation", post(invite))
        .route("/api/users/{id}/avatar", get(show_avatar).put(update_avatar).patch(update_avatar))
        .route("/api/users/{id}/institutions", get(assigned).post(assign).delete(withdraw))
        .route("/api/avatars/{id}/regenerate", post(regenerate))
}
