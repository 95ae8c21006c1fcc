//! Changing a password, and getting a new one by a mailed code.

use std::sync::Arc;

use axum::{Extension, extract::State, http::StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    Result,
    envelope::Done,
    extract::{Json, Signed},
};
use crm::{
    App, Error, RequestInfo,
    answer::Problem,
    operations::password::{self, ChangePassword, ResetPassword},
};

/// The present password and the new one.
#[derive(Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct ChangePasswordBody {
    #[schema(required = true)]
    pub(crate) current_password: String,
    /// At least 8 characters, not a common one.
    #[schema(required = true)]
    pub(crate) new_password: String,
}

/// Whose password was forgotten.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct ForgotPasswordBody {
    #[schema(required = true)]
    email: String,
}

/// A mailed code.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct ResetCodeBody {
    #[schema(required = true)]
    email: String,
    /// 6 digits, good for 15 minutes; or the code of an invitation.
    #[schema(required = true)]
    code: String,
}

/// A mailed code and the new password.
#[derive(Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct ResetPasswordBody {
    #[schema(required = true)]
    email: String,
    #[schema(required = true)]
    code: String,
    /// At least 8 characters, not a common one.
    #[schema(required = true)]
    new_password: String,
}

/// Change the own password
///
/// The other sessions of the account end.
#[utoipa::path(
    post, path = "/api/auth/change-password", tag = "auth", operation_id = "changePassword",
    request_body = ChangePasswordBody,
    responses((status = 200, description = "Changed", body = Done)),
    security(("bearer" = []))
)]
pub(super) async fn change_password(Signed(ctx): Signed, Json(body): Json<ChangePasswordBody>) -> Result<Done> {
    let input = ChangePassword { current_password: body.current_password, new_password: body.new_password };
    password::change(&ctx, &input).await.map_err(weak)?;
    Ok(Done::new("Password changed successfully"))
}

/// Ask for a code
///
/// Answers alike whether there is such an account; a code is mailed if there is.
#[utoipa::path(
    post, path = "/api/auth/forgot-password", tag = "auth", operation_id = "forgotPassword",
    request_body = ForgotPasswordBody,
    responses((status = 200, description = "A code was mailed, if there is such an account", body = Done))
)]
pub(super) async fn forgot_password(
    State(app): State<App>,
    Extension(request): Extension<Arc<RequestInfo>>,
    Json(body): Json<ForgotPasswordBody>,
) -> Result<Done> {
    if body.email.trim().is_empty() {
        return Err(Problem::new(StatusCode::BAD_REQUEST, "MISSING_EMAIL", "Give the e-mail address of the account."));
    }
    password::request_reset(&app, &request, &body.email).await?;
    Ok(Done::new("If an account with this email exists, a reset code has been sent"))
}

/// Check a code
#[utoipa::path(
    post, path = "/api/auth/verify-reset-code", tag = "auth", operation_id = "verifyResetCode",
    request_body = ResetCodeBody,
    responses((status = 200, description = "The code is good", body = Done))
)]
pub(super) async fn verify_reset_code(
    State(app): State<App>,
    Extension(request): Extension<Arc<RequestInfo>>,
    Json(body): Json<ResetCodeBody>,
) -> Result<Done> {
    require_all([&body.email, &body.code])?;
    password::verify_code(&app, &request, &body.email, &body.code).await?;
    Ok(Done::new("Code verified successfully"))
}

/// Set a new password by a code
///
/// All sessions of the account end.
#[utoipa::path(
    post, path = "/api/auth/reset-password", tag = "auth", operation_id = "resetPassword",
    request_body = ResetPasswordBody,
    responses((status = 200, description = "The new password is set", body = Done))
)]
pub(super) async fn reset_password(
    State(app): State<App>,
    Extension(request): Extension<Arc<RequestInfo>>,
    Json(body): Json<ResetPasswordBody>,
) -> Result<Done> {
    require_all([&body.email, &body.code, &body.new_password])?;
    let input = ResetPassword { email: body.email, code: body.code, new_password: body.new_password };
    password::reset(&app, &request, &input).await.map_err(weak)?;
    Ok(Done::new("Password reset successfully"))
}

fn require_all<const N: usize>(values: [&String; N]) -> Result<()> {
    if values.iter().any(|value| value.trim().is_empty()) {
        let message = "Some fields are missing.";
        return Err(Problem::new(StatusCode::BAD_REQUEST, "MISSING_FIELDS", message));
    }
    Ok(())
}

/// Whatever is wrong with a new password has one code on REST.
pub(crate) fn weak(error: Error) -> Problem {
    let about_new_password = matches!(&error, Error::Invalid(fields)
        if fields.iter().all(|field| field.field.as_deref() == Some("newPassword")));
    let mut problem = Problem::from(error);
    if about_new_password {
        problem.code = "WEAK_PASSWORD".into();
    }
    problem
}
