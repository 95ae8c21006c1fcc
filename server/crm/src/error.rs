//! What can go wrong in an operation, said once for GraphQL, REST and the command line.

use std::borrow::Cow;

use domain::Permission;

/// Result of an operation.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an operation was not carried out. Every variant but `Internal` is meant for the caller's eyes.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in, or the proof of it is no longer good.
    #[error("{0}")]
    Unauthenticated(SignInProblem),
    /// The role never has this right (what one may not *see* is `NotFound` instead).
    #[error("Your role does not have the right `{}`.", .0.name())]
    Forbidden(Permission),
    /// The action is refused to everybody in this situation, or to this API token.
    #[error("{0}")]
    Refused(Cow<'static, str>),
    /// No such row for this caller. Holds the entity's name: `institution`.
    #[error("There is no such {0}.")]
    NotFound(&'static str),
    /// Input against the rules, field by field.
    #[error("{}", .0.first().map_or("The input is not valid.", |f| f.message.as_ref()))]
    Invalid(Vec<FieldError>),
    /// An argument that is malformed as a whole: a cursor, an order, a page size.
    #[error("{0}")]
    BadInput(Cow<'static, str>),
    /// The row was changed by someone else since `expected`.
    #[error("This {entity} was changed by someone else: version {expected} was expected, it is at version {current}.")]
    Stale {
        /// The entity's name: `institution`.
        entity: &'static str,
        /// Version the caller worked on.
        expected: i32,
        /// Version in the database.
        current: i32,
    },
    /// Another conflict: an idempotency key in use, a locked row.
    #[error("{0}")]
    Conflict(Cow<'static, str>),
    /// People edited the row: it is kept, and can only be set aside. Holds the entity's name.
    #[error("This {0} is locked, because people edited it. It can be deactivated, but not deleted.")]
    DeleteLocked(&'static str),
    /// Too many attempts; seconds to wait.
    #[error("Too many attempts. Try again in {0} s.")]
    RateLimited(u64),
    /// The database cannot be reached; nothing was written.
    #[error("The database cannot be reached at the moment. Nothing was changed; try again shortly.")]
    Unavailable,
    /// Documents cannot be rendered; nothing was written.
    #[error("Documents cannot be made at the moment. Nothing was changed; try again shortly.")]
    NoDocuments,
    /// Anything unexpected: logged with its cause, shown as a request id.
    #[error("Something unexpected happened.")]
    Internal(#[source] anyhow::Error),
}

/// Machine name of what passes by itself: a code on REST, on GraphQL the `reason` of an `INTERNAL_SERVER_ERROR`.
pub const UNAVAILABLE: &str = "SERVICE_UNAVAILABLE";

/// Why a caller is not signed in; the codes are those of the REST layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignInProblem {
    /// No token was sent.
    #[error("Sign in to do this.")]
    TokenRequired,
    /// The token is malformed, forged, expired or revoked.
    #[error("The session is over or the token is not valid. Sign in again.")]
    InvalidToken,
    /// E-mail or password wrong.
    #[error("Wrong e-mail or password.")]
    InvalidCredentials,
    /// The account is switched off.
    #[error("This account is deactivated. Ask an administrator.")]
    AccountDeactivated,
    /// No refresh token was sent.
    #[error("No refresh token was sent.")]
    RefreshTokenRequired,
    /// The refresh token is unknown, spent, expired or revoked.
    #[error("The session is over. Sign in again.")]
    InvalidRefreshToken,
    /// Who the caller is cannot be found out: the database is away.
    #[error("The database cannot be reached at the moment. Try again shortly.")]
    Unavailable,
}

impl SignInProblem {
    /// Machine name on REST.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TokenRequired => "TOKEN_REQUIRED",
            Self::InvalidToken => "INVALID_TOKEN",
            Self::InvalidCredentials => "INVALID_CREDENTIALS",
            Self::AccountDeactivated => "ACCOUNT_DEACTIVATED",
            Self::RefreshTokenRequired => "REFRESH_TOKEN_REQUIRED",
            Self::InvalidRefreshToken => "INVALID_REFRESH_TOKEN",
            Self::Unavailable => UNAVAILABLE,
        }
    }
}

/// One thing wrong with one field of an input.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FieldError {
    /// Path inside the input (`address.city`); `None` for the input as a whole.
    pub field: Option<String>,
    /// Machine name: `REQUIRED`, `TOO_LONG`, `INVALID`, `TAKEN`, `ILLEGAL_TRANSITION`, …
    pub code: &'static str,
    /// A sentence in English: what is wrong and what to do.
    pub message: Cow<'static, str>,
}

impl FieldError {
    /// An error at a field.
    pub fn new(field: impl Into<String>, code: &'static str, message: impl Into<Cow<'static, str>>) -> Self {
        Self { field: Some(field.into()), code, message: message.into() }
    }
}

impl Error {
    /// One field error.
    pub fn invalid(field: impl Into<String>, code: &'static str, message: impl Into<Cow<'static, str>>) -> Self {
        Self::Invalid(vec![FieldError::new(field, code, message)])
    }
}

impl From<SignInProblem> for Error {
    fn from(problem: SignInProblem) -> Self {
        if problem == SignInProblem::Unavailable { Self::Unavailable } else { Self::Unauthenticated(problem) }
    }
}

impl From<anyhow::Error> for Error {
    fn from(cause: anyhow::Error) -> Self {
        Self::Internal(cause)
    }
}

impl From<db::pool::Error> for Error {
    fn from(error: db::pool::Error) -> Self {
        if error.is_temporary() { Self::Unavailable } else { Self::Internal(error.into()) }
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        if db::pool::is_unavailable(&error) {
            return Self::Unavailable;
        }
        let refused = match &error {
            diesel::result::Error::DatabaseError(_, info) => info.constraint_name(),
            _ => None,
        };
        match refused.and_then(crate::operations::constraints::field_error) {
            Some(refusal) => Self::Invalid(vec![refusal]),
            None => Self::Internal(error.into()),
        }
    }
}
