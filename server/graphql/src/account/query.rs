//! Reading one's own account.

use async_graphql::{Context, Object, Result};

use super::{ApiToken, Session};
use crate::{context, rows::One, user::User};
use crm::operations::{api_token, profile, session};

/// Root fields on one's own account.
#[derive(Default)]
pub struct AccountQuery;

#[Object]
impl AccountQuery {
    /// The signed-in user.
    async fn me(&self, ctx: &Context<'_>) -> Result<One<User>> {
        Ok(User::from(profile::me(context(ctx)?).await?).into())
    }

    /// The browsers in which one is signed in, last used first.
    async fn sessions(&self, ctx: &Context<'_>) -> Result<Vec<Session>> {
        let caller = context(ctx)?;
        Ok(session::list(caller).await?.into_iter().map(|session| Session::new(session, caller)).collect())
    }

    /// One's API tokens, newest first.
    async fn api_tokens(&self, ctx: &Context<'_>) -> Result<Vec<ApiToken>> {
        Ok(api_token::list(context(ctx)?).await?.into_iter().map(ApiToken::from).collect())
    }
}
