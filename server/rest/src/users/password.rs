//! Passwords of others: a new one, an invitation to choose one.

use serde::Deserialize;
use utoipa::ToSchema;

use super::object::{DoneFor, Message};
use crate::{
    Result,
    auth::weak,
    envelope::Success,
    extract::{Id, Json, Signed},
};
use crm::operations::user_admin;

/// The password to come.
#[derive(Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
#[schema(as = NewPassword)]
pub(super) struct ResetBody {
    /// At least 8 characters, not a common one.
    #[schema(required = true)]
    new_password: String,
}

/// Replace a password
///
/// All sessions of the account end.
#[utoipa::path(
    post, path = "/api/users/{id}/reset-password", tag = "users", operation_id = "resetUserPassword",
    params(("id" = Uuid, Path, description = "The user")),
    request_body = ResetBody,
    responses((status = 200, description = "Replaced", body = Success<DoneFor>)),
    security(("bearer" = []))
)]
pub(super) async fn reset_password(
    Signed(ctx): Signed,
    Id(id): Id,
    Json(body): Json<ResetBody>,
) -> Result<Success<DoneFor>> {
    let (user, _) = user_admin::reset_password_of(&ctx, id, Some(&body.new_password)).await.map_err(weak)?;
    Ok(Success::new(DoneFor::new("Password reset successfully", user)))
}

/// Invite a person
///
/// Mails a link to choose a password; earlier ones are void.
#[utoipa::path(
    post, path = "/api/users/{id}/send-invitation", tag = "users", operation_id = "inviteUser",
    params(("id" = Uuid, Path, description = "The user")),
    responses((status = 200, description = "The mail is on its way", body = Success<Message>)),
    security(("bearer" = []))
)]
pub(super) async fn invite(Signed(ctx): Signed, Id(id): Id) -> Result<Success<Message>> {
    user_admin::invite(&ctx, id).await?;
    Ok(Success::new(Message::new("Invitation sent successfully")))
}
