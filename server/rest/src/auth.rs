//! `/api/auth`: signing in and out, the own account, passwords.

mod account;
mod passwords;

use std::sync::Arc;

use axum::{
    Extension, Router,
    extract::State,
    http::{HeaderMap, header},
    response::{AppendHeaders, IntoResponse, Response},
    routing::{get, post},
};
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

use account::{__path_me, __path_update_me, me, update_me};
use passwords::{
    __path_change_password, __path_forgot_password, __path_reset_password, __path_verify_reset_code, change_password,
    forgot_password, reset_password, verify_reset_code,
};

pub(super) use passwords::{ChangePasswordBody, weak};

use super::{
    Result,
    envelope::{Done, Success},
    extract::{Json, OptionalJson},
    user::RestUser,
};
use crm::{
    App, RequestInfo,
    auth::cookies,
    context::Caller,
    operations::{
        renewal,
        sign_in::{self, Login, SignedIn},
    },
};

/// The group's part of the OpenAPI document.
#[derive(OpenApi)]
#[openapi(
    paths(
        login, refresh, logout, me, update_me, change_password, forgot_password, verify_reset_code, reset_password
    ),
    tags((name = "auth", description = "Signing in and out, the own account, passwords"))
)]
pub struct Docs;

/// Routes of the group.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/api/auth/login", post(login))
        .route("/api/auth/refresh", post(refresh))
        .route("/api/auth/logout", post(logout))
        .route("/api/auth/me", get(me).put(update_me).patch(update_me))
        .route("/api/auth/change-password", post(change_password))
        .route("/api/auth/forgot-password", post(forgot_password))
        .route("/api/auth/verify-reset-code", post(verify_reset_code))
        .route("/api/auth/reset-password", post(reset_password))
}

/// How long an access token is good, in the words of the original.
const EXPIRES_IN: &str = "1h";

/// Who signs in.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
struct LoginBody {
    /// E-mail address.
    #[schema(required = true, example = "manager@example.com")]
    email: String,
    /// Password, exactly as chosen.
    #[schema(required = true)]
    password: String,
    /// Keep the refresh token for 7 days instead of until the browser is closed.
    remember_me: bool,
}

/// A begun session.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct LoginData {
    /// The person.
    user: RestUser,
    /// For `Authorization: Bearer`.
    access_token: String,
    /// How long the access token is good.
    #[schema(example = "1h")]
    expires_in: &'static str,
}

/// A renewed session.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct RefreshData {
    /// For `Authorization: Bearer`.
    access_token: String,
    /// How long the access token is good.
    #[schema(example = "1h")]
    expires_in: &'static str,
}

/// The refresh token of a program that keeps no cookies.
#[derive(Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
struct RefreshBody {
    /// Wins over the cookie.
    refresh_token: Option<String>,
}

/// Sign in
#[utoipa::path(
    post, path = "/api/auth/login", tag = "auth", operation_id = "login",
    request_body = LoginBody,
    responses(
        (status = 200, description = "Signed in; the cookies `accessToken` and `refreshToken` are set", body = Success<LoginData>),
        (status = 401, description = "Wrong e-mail or password, or a deactivated account", body = super::openapi::Failure),
    )
)]
async fn login(
    State(app): State<App>,
    Extension(request): Extension<Arc<RequestInfo>>,
    Json(body): Json<LoginBody>,
) -> Result<Response> {
    let login = Login { email: body.email, password: body.password, remember_me: body.remember_me };
    let signed_in = sign_in::login(&app, &request, &login).await?;
    let cookies = set_cookies(signed_in.cookies(&app));
    let data = LoginData { user: signed_in.user.into(), access_token: signed_in.access.token, expires_in: EXPIRES_IN };
    Ok((cookies, Success::with_message(data, "Login successful")).into_response())
}

/// Renew the session
///
/// By the cookie `refreshToken`, or by the same token in the body. Each refresh token is good once.
#[utoipa::path(
    post, path = "/api/auth/refresh", tag = "auth", operation_id = "refresh",
    request_body(content = Option<RefreshBody>),
    responses(
        (status = 200, description = "Renewed; new cookies are set", body = Success<RefreshData>),
        (status = 401, description = "No refresh token, or one that is spent, expired or revoked", body = super::openapi::Failure),
    )
)]
async fn refresh(
    State(app): State<App>,
    Extension(request): Extension<Arc<RequestInfo>>,
    headers: HeaderMap,
    OptionalJson(body): OptionalJson<RefreshBody>,
) -> Result<Response> {
    let token = refresh_token(&headers, &body);
    let signed_in: SignedIn = renewal::refresh(&app, &request, token).await?;
    let cookies = set_cookies(signed_in.cookies(&app));
    let data = RefreshData { access_token: signed_in.access.token, expires_in: EXPIRES_IN };
    Ok((cookies, Success::with_message(data, "Token refreshed successfully")).into_response())
}

/// Sign out
///
/// Ends the session of the access token, or of the refresh token. Answers alike when there is none.
#[utoipa::path(
    post, path = "/api/auth/logout", tag = "auth", operation_id = "logout",
    request_body(content = Option<RefreshBody>),
    responses((status = 200, description = "Signed out; the cookies are cleared", body = Done))
)]
async fn logout(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    OptionalJson(body): OptionalJson<RefreshBody>,
) -> Result<Response> {
    let viewer = caller.viewer.as_ref().ok().map(|viewer| viewer.as_ref());
    sign_in::logout(&app, &caller.request, viewer, refresh_token(&headers, &body)).await?;
    Ok((set_cookies(cookies::clear(&app.config)), Done::new("Logout successful")).into_response())
}

fn refresh_token<'a>(headers: &'a HeaderMap, body: &'a RefreshBody) -> Option<&'a str> {
    let sent = body.refresh_token.as_deref().filter(|token| !token.is_empty());
    sent.or_else(|| cookies::find(headers, cookies::REFRESH))
}

fn set_cookies(cookies: [String; 2]) -> AppendHeaders<[(header::HeaderName, String); 2]> {
    AppendHeaders(cookies.map(|cookie| (header::SET_COOKIE, cookie)))
}
