//! What answers of the group hold.

use db::rows;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{teams::RestTeam, user::RestUser};

/// Somebody who signs in, with the team.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct UserWithTeam {
    #[serde(flatten)]
    user: RestUser,
    team: Option<RestTeam>,
}

impl UserWithTeam {
    pub(super) fn new(user: rows::User, team: Option<rows::Team>) -> Self {
        Self { user: user.into(), team: team.map(Into::into) }
    }
}

/// What was done, and the account as it is now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UserDone {
    /// A sentence for people.
    message: &'static str,
    user: RestUser,
}

impl UserDone {
    pub(crate) fn new(message: &'static str, user: rows::User) -> Self {
        Self { message, user: user.into() }
    }
}

/// What was done, for whom.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DoneFor {
    /// A sentence for people.
    message: &'static str,
    user: UserName,
}

/// Who it is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct UserName {
    id: Uuid,
    email: String,
    first_name: String,
    last_name: String,
}

impl DoneFor {
    pub(super) fn new(message: &'static str, user: rows::User) -> Self {
        let rows::User { id, email, first_name, last_name, .. } = user;
        Self { message, user: UserName { id, email, first_name, last_name } }
    }
}

/// What was done.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Message {
    /// A sentence for people.
    message: &'static str,
}

impl Message {
    pub(crate) fn new(message: &'static str) -> Self {
        Self { message }
    }
}
