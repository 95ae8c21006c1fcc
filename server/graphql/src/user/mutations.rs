//! Writing accounts.

use async_graphql::{Context, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use domain::{Language, UserRole};

use super::User;
use crate::{
    Id, context,
    payload::{UserError, change, outcome, payload},
    rows::One,
};
use crm::operations::{user_admin, user_update};

/// A new account.
#[derive(Debug, Clone, InputObject)]
pub struct CreateUserInput {
    /// E-mail address, with which one signs in; unique.
    pub email: String,
    /// First name, 1 to 50 characters.
    pub first_name: String,
    /// Last name, 1 to 50 characters.
    pub last_name: String,
    /// Role; it decides on the rights.
    pub role: UserRole,
    /// The team.
    pub team_id: Option<Id>,
    /// Telephone, in any usual form.
    pub phone: Option<String>,
    /// Language of the interface and of mails; by default French.
    pub language: Option<Language>,
}

impl From<CreateUserInput> for user_admin::NewUser {
    fn from(input: CreateUserInput) -> Self {
        Self {
            first_name: Some(input.first_name),
            last_name: Some(input.last_name),
            team_id: input.team_id.map(Into::into),
            phone: input.phone,
            language: input.language,
            ..Self::new(input.email, input.role)
        }
    }
}

/// What to change of an account; what is left out stays, null clears.
#[derive(Debug, Clone, InputObject)]
pub struct UpdateUserInput {
    /// Which one.
    pub id: Id,
    /// The version that the change is based on; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// E-mail address, with which one signs in; unique. Codes that were mailed to the former one are void, and somebody
    /// who has no password yet is invited at the new one.
    pub email: Option<String>,
    /// First name, 1 to 50 characters.
    pub first_name: Option<String>,
    /// Last name, 1 to 50 characters.
    pub last_name: Option<String>,
    /// Telephone, in any usual form.
    pub phone: MaybeUndefined<String>,
    /// Role; it decides on the rights, from the person's next request on.
    pub role: Option<UserRole>,
    /// The team.
    pub team_id: MaybeUndefined<Id>,
    /// May sign in; see `deleteUser`.
    pub is_active: Option<bool>,
    /// Language of the interface and of mails.
    pub language: Option<Language>,
}

impl From<UpdateUserInput> for user_update::UserUpdate {
    fn from(input: UpdateUserInput) -> Self {
        Self {
            id: input.id.into(),
            expected_version: input.expected_version,
            email: input.email,
            first_name: input.first_name,
            last_name: input.last_name,
            phone: change(input.phone),
            role: input.role,
            team_id: change(input.team_id).map(|id| id.map(Into::into)),
            avatar_seed: None,
            avatar_style: None,
            is_active: input.is_active,
            language: input.language,
        }
    }
}

/// Which account to deactivate.
#[derive(Debug, Clone, InputObject)]
pub struct DeleteUserInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Which account to activate again.
#[derive(Debug, Clone, InputObject)]
pub struct RestoreUserInput {
    /// Which one.
    pub id: Id,
}

/// Whom to invite once more.
#[derive(Debug, Clone, InputObject)]
pub struct InviteUserInput {
    /// Which account.
    pub id: Id,
}

/// Whose password to replace.
#[derive(Clone, InputObject)]
pub struct ResetUserPasswordInput {
    /// Which account.
    pub id: Id,
    /// The password to come: 8 to 128 characters, none of the common ones; left out: a random one.
    #[graphql(secret)]
    pub new_password: Option<String>,
}

/// Answer of `resetUserPassword`.
#[derive(SimpleObject)]
pub struct ResetUserPasswordPayload {
    /// The account.
    user: Option<One<User>>,
    /// The random password to hand over: shown now and never again. Absent when one was given.
    temporary_password: Option<String>,
    /// What was wrong with the input.
    user_errors: Vec<UserError>,
}

payload!(CreateUserPayload, user: User, "user");
payload!(UpdateUserPayload, user: User, "user");
payload!(DeleteUserPayload, user: User, "user");
payload!(RestoreUserPayload, user: User, "user");
payload!(InviteUserPayload, user: User, "user");

/// Mutations on accounts.
#[derive(Default)]
pub struct UserMutation;

#[Object]
impl UserMutation {
    /// Makes an account and invites the person by mail to choose a password.
    async fn create_user(&self, ctx: &Context<'_>, input: CreateUserInput) -> Result<CreateUserPayload> {
        CreateUserPayload::new(user_admin::add(context(ctx)?, &input.into()).await)
    }

    /// Changes an account.
    async fn update_user(&self, ctx: &Context<'_>, input: UpdateUserInput) -> Result<UpdateUserPayload> {
        UpdateUserPayload::new(user_update::update(context(ctx)?, input.into()).await)
    }

    /// Deactivates an account: its sessions and API tokens end, its rows keep the name; `restoreUser` activates it
    /// again. The last active administrator stays.
    async fn delete_user(&self, ctx: &Context<'_>, input: DeleteUserInput) -> Result<DeleteUserPayload> {
        let deactivated = user_update::deactivate(context(ctx)?, input.id.into(), input.expected_version).await;
        DeleteUserPayload::new(deactivated)
    }

    /// Activates an account again.
    async fn restore_user(&self, ctx: &Context<'_>, input: RestoreUserInput) -> Result<RestoreUserPayload> {
        RestoreUserPayload::new(user_update::activate(context(ctx)?, input.id.into()).await)
    }

    /// Mails another invitation to choose a password; earlier ones are void.
    async fn invite_user(&self, ctx: &Context<'_>, input: InviteUserInput) -> Result<InviteUserPayload> {
        InviteUserPayload::new(user_admin::invite(context(ctx)?, input.id.into()).await)
    }

    /// Replaces a password; all sessions of the account end.
    async fn reset_user_password(
        &self,
        ctx: &Context<'_>,
        input: ResetUserPasswordInput,
    ) -> Result<ResetUserPasswordPayload> {
        let given = input.new_password.as_deref();
        let replaced = user_admin::reset_password_of(context(ctx)?, input.id.into(), given).await;
        let (replaced, user_errors) = outcome(replaced)?;
        let (user, password) = replaced.map(|(user, password)| (User::from(user).into(), password)).unzip();
        let temporary_password = password.filter(|_| given.is_none());
        Ok(ResetUserPasswordPayload { user, temporary_password, user_errors })
    }
}
