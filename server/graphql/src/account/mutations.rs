//! Writing one's own account.

use async_graphql::{Context, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use domain::{ApiTokenScope, Language, Theme};

use super::{ApiToken, Session};
use crate::{
    Id, Instant, anyone, context,
    payload::{UserError, change, outcome, payload},
    rows::One,
    user::User,
};
use crm::{
    Error,
    auth::cookies,
    error::SignInProblem,
    operations::{api_token, password, profile, session, sign_in},
};

/// E-mail and password.
#[derive(Clone, InputObject)]
pub struct LoginInput {
    /// E-mail address of the account.
    pub email: String,
    /// Password, exactly as set.
    #[graphql(secret)]
    pub password: String,
    /// Stay signed in for seven days when the browser is closed.
    #[graphql(default)]
    pub remember_me: bool,
}

/// Answer of `login`; the tokens are in HTTP-only cookies.
#[derive(SimpleObject)]
pub struct LoginPayload {
    /// Who signed in.
    user: Option<One<User>>,
    /// When the access token ends; renew it before by `POST /api/auth/refresh`.
    access_token_expires_at: Option<Instant>,
    /// What was wrong: `INVALID_CREDENTIALS`, `ACCOUNT_DEACTIVATED`, or a field.
    user_errors: Vec<UserError>,
}

/// Answer of a mutation that has nothing to show.
#[derive(SimpleObject)]
#[graphql(concrete(name = "LogoutPayload", params(Logout)))]
#[graphql(concrete(name = "RequestPasswordResetPayload", params(RequestPasswordReset)))]
#[graphql(concrete(name = "ResetPasswordPayload", params(ResetPassword)))]
pub struct Done<Mutation: Send + Sync> {
    /// It was carried out.
    success: bool,
    /// What was wrong with the input.
    user_errors: Vec<UserError>,
    #[graphql(skip)]
    mutation: std::marker::PhantomData<Mutation>,
}

/// Marks the payload of `logout`.
pub struct Logout;
/// Marks the payload of `requestPasswordReset`.
pub struct RequestPasswordReset;
/// Marks the payload of `resetPassword`.
pub struct ResetPassword;

impl<Mutation: Send + Sync> Done<Mutation> {
    fn new(result: crm::Result<()>) -> Result<Self> {
        let (done, user_errors) = outcome(result)?;
        Ok(Self { success: done.is_some(), user_errors, mutation: std::marker::PhantomData })
    }
}

/// The old and the new password.
#[derive(Clone, InputObject)]
pub struct ChangePasswordInput {
    /// The password of now.
    #[graphql(secret)]
    pub current_password: String,
    /// The one to come: 8 to 128 characters, none of the common ones.
    #[graphql(secret)]
    pub new_password: String,
}

/// Whose password was forgotten.
#[derive(Clone, InputObject)]
pub struct RequestPasswordResetInput {
    /// E-mail address of the account.
    pub email: String,
}

/// A new password with the mailed code.
#[derive(Clone, InputObject)]
pub struct ResetPasswordInput {
    /// E-mail address of the account.
    pub email: String,
    /// The code of the mail.
    #[graphql(secret)]
    pub code: String,
    /// The password to come: 8 to 128 characters, none of the common ones.
    #[graphql(secret)]
    pub new_password: String,
}

/// Which session to end.
#[derive(Clone, InputObject)]
pub struct RevokeSessionInput {
    /// Which one.
    pub id: Id,
}

/// Answer of `revokeSession`.
#[derive(SimpleObject)]
pub struct RevokeSessionPayload {
    /// The session that was ended.
    session: Option<Session>,
    /// What was wrong with the input.
    user_errors: Vec<UserError>,
}

/// Answer of `revokeOtherSessions`.
#[derive(SimpleObject)]
pub struct RevokeOtherSessionsPayload {
    /// How many were ended.
    count: i32,
    /// What was wrong with the input.
    user_errors: Vec<UserError>,
}

/// A new API token.
#[derive(Clone, InputObject)]
pub struct CreateApiTokenInput {
    /// What its owner calls it: 1 to 100 characters.
    pub name: String,
    /// What it may do; at least one.
    pub scopes: Vec<ApiTokenScope>,
    /// The entities that it reaches; left out: all.
    pub entities: Option<Vec<String>>,
    /// When it ends; left out: never.
    pub expires_at: Option<DateTime<Utc>>,
}

/// Answer of `createApiToken`.
#[derive(SimpleObject)]
pub struct CreateApiTokenPayload {
    /// The token's entry.
    api_token: Option<ApiToken>,
    /// The token itself: shown now and never again.
    token: Option<String>,
    /// What was wrong with the input.
    user_errors: Vec<UserError>,
}

/// Which API token to end.
#[derive(Clone, InputObject)]
pub struct RevokeApiTokenInput {
    /// Which one.
    pub id: Id,
}

/// Answer of `revokeApiToken`.
#[derive(SimpleObject)]
pub struct RevokeApiTokenPayload {
    /// The token that was ended.
    api_token: Option<ApiToken>,
    /// What was wrong with the input.
    user_errors: Vec<UserError>,
}

/// What to change of one's account; what is left out stays, null clears.
#[derive(Clone, InputObject)]
pub struct UpdateProfileInput {
    /// First name, 1 to 50 characters.
    pub first_name: Option<String>,
    /// Last name, 1 to 50 characters.
    pub last_name: Option<String>,
    /// Telephone, in any usual form.
    pub phone: MaybeUndefined<String>,
    /// Language of the interface and of mails.
    pub language: Option<Language>,
    /// Colours of the interface.
    pub theme: Option<Theme>,
    /// Whether single letters are shortcuts.
    pub keyboard_shortcuts: Option<bool>,
    /// What the avatar is drawn from.
    pub avatar_seed: Option<String>,
    /// How the avatar is drawn.
    pub avatar_style: Option<String>,
    /// The version that the change is based on; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

payload!(ChangePasswordPayload, user: User, "user");
payload!(UpdateProfilePayload, user: User, "user");

/// Mutations on one's own account.
#[derive(Default)]
pub struct AccountMutation;

#[Object]
impl AccountMutation {
    /// Signs in: sets the cookies of the access and the refresh token.
    async fn login(&self, ctx: &Context<'_>, input: LoginInput) -> Result<LoginPayload> {
        let (app, caller) = anyone(ctx)?;
        let login = sign_in::Login { email: input.email, password: input.password, remember_me: input.remember_me };
        let refused = match sign_in::login(app, &caller.request, &login).await {
            Ok(signed_in) => {
                for cookie in signed_in.cookies(app) {
                    ctx.append_http_header("set-cookie", cookie);
                }
                return Ok(LoginPayload {
                    access_token_expires_at: Some(signed_in.access.expires_at.into()),
                    user: Some(User::from(signed_in.user).into()),
                    user_errors: Vec::new(),
                });
            }
            Err(Error::Unauthenticated(
                problem @ (SignInProblem::InvalidCredentials | SignInProblem::AccountDeactivated),
            )) => vec![UserError {
                field: None,
                message: problem.to_string(),
                code: problem.code().to_owned(),
                row: None,
            }],
            Err(other) => outcome::<()>(Err(other))?.1,
        };
        Ok(LoginPayload { user: None, access_token_expires_at: None, user_errors: refused })
    }

    /// Signs out: ends the session of the access token and clears the cookies. Without one it does nothing else: once the
    /// access token has ended, `POST /api/auth/logout`, where browsers send the refresh token, ends the session.
    async fn logout(&self, ctx: &Context<'_>) -> Result<Done<Logout>> {
        let (app, caller) = anyone(ctx)?;
        let viewer = caller.viewer.as_deref().ok();
        let result = sign_in::logout(app, &caller.request, viewer, None).await;
        for cookie in cookies::clear(&app.config) {
            ctx.append_http_header("set-cookie", cookie);
        }
        Done::new(result)
    }

    /// Changes one's password; other sessions end.
    async fn change_password(&self, ctx: &Context<'_>, input: ChangePasswordInput) -> Result<ChangePasswordPayload> {
        let input =
            password::ChangePassword { current_password: input.current_password, new_password: input.new_password };
        ChangePasswordPayload::new(password::change(context(ctx)?, &input).await)
    }

    /// Mails a code with which a new password can be set. The answer is the same whether there is such an account.
    async fn request_password_reset(
        &self,
        ctx: &Context<'_>,
        input: RequestPasswordResetInput,
    ) -> Result<Done<RequestPasswordReset>> {
        let (app, caller) = anyone(ctx)?;
        Done::new(password::request_reset(app, &caller.request, &input.email).await)
    }

    /// Sets a new password with the mailed code; all sessions end.
    async fn reset_password(&self, ctx: &Context<'_>, input: ResetPasswordInput) -> Result<Done<ResetPassword>> {
        let (app, caller) = anyone(ctx)?;
        let input = password::ResetPassword { email: input.email, code: input.code, new_password: input.new_password };
        Done::new(password::reset(app, &caller.request, &input).await)
    }

    /// Ends one of one's sessions.
    async fn revoke_session(&self, ctx: &Context<'_>, input: RevokeSessionInput) -> Result<RevokeSessionPayload> {
        let caller = context(ctx)?;
        let (ended, user_errors) = outcome(session::revoke(caller, input.id.into()).await)?;
        Ok(RevokeSessionPayload { session: ended.map(|session| Session::new(session, caller)), user_errors })
    }

    /// Ends one's sessions but the current one.
    async fn revoke_other_sessions(&self, ctx: &Context<'_>) -> Result<RevokeOtherSessionsPayload> {
        let (count, user_errors) = outcome(session::revoke_others(context(ctx)?).await)?;
        let count = i32::try_from(count.unwrap_or(0)).unwrap_or(i32::MAX);
        Ok(RevokeOtherSessionsPayload { count, user_errors })
    }

    /// Makes an API token.
    async fn create_api_token(&self, ctx: &Context<'_>, input: CreateApiTokenInput) -> Result<CreateApiTokenPayload> {
        let new = api_token::NewApiToken {
            name: input.name,
            scopes: input.scopes,
            entities: input.entities,
            expires_at: input.expires_at,
        };
        let (made, user_errors) = outcome(api_token::create(context(ctx)?, &new).await)?;
        let (api_token, token) = made.map(|made| (made.api_token.into(), made.token)).unzip();
        Ok(CreateApiTokenPayload { api_token, token, user_errors })
    }

    /// Ends an API token.
    async fn revoke_api_token(&self, ctx: &Context<'_>, input: RevokeApiTokenInput) -> Result<RevokeApiTokenPayload> {
        let (ended, user_errors) = outcome(api_token::revoke(context(ctx)?, input.id.into()).await)?;
        Ok(RevokeApiTokenPayload { api_token: ended.map(ApiToken::from), user_errors })
    }

    /// Changes one's name, telephone and preferences.
    async fn update_profile(&self, ctx: &Context<'_>, input: UpdateProfileInput) -> Result<UpdateProfilePayload> {
        let update = profile::UpdateProfile {
            first_name: input.first_name,
            last_name: input.last_name,
            email: None,
            phone: change(input.phone),
            language: input.language,
            theme: input.theme,
            keyboard_shortcuts: input.keyboard_shortcuts,
            avatar_seed: input.avatar_seed,
            avatar_style: input.avatar_style,
            expected_version: input.expected_version,
        };
        UpdateProfilePayload::new(profile::update(context(ctx)?, &update).await)
    }
}
