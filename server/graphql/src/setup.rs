//! The first run: making the first administrator.

use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use domain::Language;

use super::{
    anyone,
    payload::{UserError, outcome},
    rows::One,
    user::User,
};
use crm::operations::setup::{self, FirstAdministrator};

/// The first administrator.
#[derive(Clone, InputObject)]
pub struct CreateFirstAdministratorInput {
    /// E-mail address, with which one signs in.
    pub email: String,
    /// First name, 1 to 50 characters.
    pub first_name: String,
    /// Last name, 1 to 50 characters.
    pub last_name: String,
    /// 8 to 128 characters, none of the common ones.
    #[graphql(secret)]
    pub password: String,
    /// Language of the interface and of mails; by default French.
    pub language: Option<Language>,
    /// What the server printed when it started; not asked for on the server's own machine.
    #[graphql(secret)]
    pub setup_code: Option<String>,
}

/// Answer of `createFirstAdministrator`; the tokens are in HTTP-only cookies, as those of `login`.
#[derive(SimpleObject)]
pub struct CreateFirstAdministratorPayload {
    /// Who is signed in now; absent when the input was wrong.
    user: Option<One<User>>,
    /// What was wrong with the input.
    user_errors: Vec<UserError>,
}

/// Root field on the first run.
#[derive(Default)]
pub struct SetupQuery;

#[Object]
impl SetupQuery {
    /// True while there is no account at all. Asks for no sign-in.
    async fn setup_required(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(setup::is_required(anyone(ctx)?.0).await?)
    }
}

/// The mutation of the first run.
#[derive(Default)]
pub struct SetupMutation;

#[Object]
impl SetupMutation {
    /// Makes the first administrator and signs them in. Asks for no sign-in; `CONFLICT` when there is an account.
    async fn create_first_administrator(
        &self,
        ctx: &Context<'_>,
        input: CreateFirstAdministratorInput,
    ) -> Result<CreateFirstAdministratorPayload> {
        let (app, caller) = anyone(ctx)?;
        let input = FirstAdministrator {
            email: input.email,
            first_name: input.first_name,
            last_name: input.last_name,
            password: input.password,
            language: input.language,
            setup_code: input.setup_code,
        };
        let (signed_in, user_errors) = outcome(setup::create_first_administrator(app, &caller.request, &input).await)?;
        let user = signed_in.map(|signed_in| {
            for cookie in signed_in.cookies(app) {
                ctx.append_http_header("set-cookie", cookie);
            }
            User::from(signed_in.user).into()
        });
        Ok(CreateFirstAdministratorPayload { user, user_errors })
    }
}
