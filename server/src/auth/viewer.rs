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
