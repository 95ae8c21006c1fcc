//! The signed-in caller.

use domain::{ApiTokenScope, Permission, UserRole};
use uuid::Uuid;

use crate::{Error, Result};

/// A person (or a program with a person's API token) as of this request.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// The user.
    pub id: Uuid,
    /// Current role, read from the database, whatever the token says.
    pub role: UserRole,
    /// The team, whose members' institutions one sees too.
    pub team_id: Option<Uuid>,
    /// First and last name, kept in audit events.
    pub name: String,
    /// How the caller came in.
    pub access: Access,
}

/// The proof that was shown.
#[derive(Debug, Clone)]
pub enum Access {
    /// A signed-in session.
    Session(Uuid),
    /// An API token, never wider than its owner.
    ApiToken {
        /// The token's row.
        id: Uuid,
        /// May it write?
        scopes: Vec<ApiTokenScope>,
        /// The entities that it reaches; `None`: all.
        entities: Option<Vec<String>>,
    },
    /// The command line or a job of the server itself.
    System,
}

impl Viewer {
    /// The role has the right.
    #[must_use]
    pub fn can(&self, permission: Permission) -> bool {
        self.role.can(permission)
    }

    /// Checks a reading right on an entity (`institution`, `contact`, `task`, `user`, …).
    ///
    /// # Errors
    /// [`Error::Forbidden`] without the right; [`Error::Refused`] when the API token does not reach the entity.
    pub fn may_read(&self, entity: &'static str, permission: Permission) -> Result<()> {
        self.check(entity, permission, ApiTokenScope::Read)
    }

    /// Checks a writing right on an entity.
    ///
    /// # Errors
    /// As [`Viewer::may_read`].
    pub fn may_write(&self, entity: &'static str, permission: Permission) -> Result<()> {
        self.check(entity, permission, ApiTokenScope::Write)
    }

    /// The signed-in session; account matters (passwords, sessions, API tokens, users) are out of reach of API tokens.
    ///
    /// # Errors
    /// [`Error::Refused`] when the caller came in otherwise.
    pub fn session(&self) -> Result<Uuid> {
        match self.access {
            Access::Session(id) => Ok(id),
            _ => Err(Error::Refused("This can only be done from a signed-in session, not with an API token.".into())),
        }
    }

    /// Checks that account matters are not touched by an API token: a session and the server itself pass.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn not_by_api_token(&self) -> Result<()> {
        match self.access {
            Access::ApiToken { .. } => self.session().map(drop),
            Access::Session(_) | Access::System => Ok(()),
        }
    }

    /// The user, unless it is the server itself or a client without an account.
    #[must_use]
    pub fn person(&self) -> Option<Uuid> {
        (!matches!(self.access, Access::System)).then_some(self.id)
    }

    /// The server itself, as the command line or a job.
    #[must_use]
    pub fn system(name: &str) -> Self {
        Self { id: Uuid::nil(), role: UserRole::Admin, team_id: None, name: name.to_owned(), access: Access::System }
    }

    fn check(&self, entity: &'static str, permission: Permission, scope: ApiTokenScope) -> Result<()> {
        if let Access::ApiToken { scopes, entities, .. } = &self.access {
            if !scopes.contains(&scope) {
                return Err(Error::Refused(format!("This API token does not have the scope `{scope}`.").into()));
            }
            if entities.as_ref().is_some_and(|names| !names.iter().any(|name| name == entity)) {
                return Err(Error::Refused(format!("This API token does not reach `{entity}`.").into()));
            }
        }
        if self.can(permission) { Ok(()) } else { Err(Error::Forbidden(permission)) }
    }
}
