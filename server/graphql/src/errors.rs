//! Errors as clients of the API see them.

use std::{any::Any, borrow::Cow, sync::Arc};

use async_graphql::{ErrorExtensionValues, ServerError, Value, value};

use crm::{
    Error,
    error::{SignInProblem, UNAVAILABLE},
};

/// Machine names in `extensions.code`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// Nobody is signed in.
    Unauthenticated,
    /// The caller's role lacks the right.
    Forbidden,
    /// There is no such row for the caller.
    NotFound,
    /// An argument or a variable is not acceptable.
    BadUserInput,
    /// Someone else changed the row, or it is locked.
    Conflict,
    /// Too many attempts.
    RateLimited,
    /// The document is no GraphQL.
    GraphqlParseFailed,
    /// The document does not fit the schema.
    GraphqlValidationFailed,
    /// A limit of documents was passed.
    QueryTooComplex,
    /// The database is away, or documents cannot be rendered; nothing was changed.
    ServiceUnavailable,
    /// Anything unexpected.
    InternalServerError,
}

impl Code {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Forbidden => "FORBIDDEN",
            Self::NotFound => "NOT_FOUND",
            Self::BadUserInput => "BAD_USER_INPUT",
            Self::Conflict => "CONFLICT",
            Self::RateLimited => "RATE_LIMITED",
            Self::GraphqlParseFailed => "GRAPHQL_PARSE_FAILED",
            Self::GraphqlValidationFailed => "GRAPHQL_VALIDATION_FAILED",
            Self::QueryTooComplex => "QUERY_TOO_COMPLEX",
            Self::ServiceUnavailable | Self::InternalServerError => "INTERNAL_SERVER_ERROR",
        }
    }

    /// The machine name in `extensions.reason`, where it tells more: with this one, the same may be asked again.
    #[must_use]
    pub const fn reason(self) -> Option<&'static str> {
        match self {
            Self::ServiceUnavailable => Some(UNAVAILABLE),
            _ => None,
        }
    }

    /// The code of an operation's error.
    #[must_use]
    pub const fn of(error: &Error) -> Self {
        match error {
            Error::Unauthenticated(SignInProblem::Unavailable) | Error::Unavailable | Error::NoDocuments => {
                Self::ServiceUnavailable
            }
            Error::Unauthenticated(_) => Self::Unauthenticated,
            Error::Forbidden(_) | Error::Refused(_) => Self::Forbidden,
            Error::NotFound(_) => Self::NotFound,
            Error::Invalid(_) | Error::BadInput(_) => Self::BadUserInput,
            Error::Stale { .. } | Error::Conflict(_) | Error::DeleteLocked(_) => Self::Conflict,
            Error::RateLimited(_) => Self::RateLimited,
            Error::Internal(_) => Self::InternalServerError,
        }
    }
}

/// Puts the errors of an executed operation into the form that leaves the server: each gets its code, what the client
/// can act on, and no cause. Causes of unexpected errors go to the log under the request's id.
pub fn publish(errors: &mut [ServerError], request_id: &str) {
    // A failed relation is reported at each of its rows, and logged once.
    let mut logged: Vec<Arc<dyn Any + Send + Sync>> = Vec::new();
    for error in errors {
        if error.extensions.as_ref().is_some_and(|known| known.get("code").is_some()) {
            continue;
        }
        let code = match error.source.take() {
            // async-graphql makes such errors of arguments that do not parse.
            None => Code::BadUserInput,
            Some(source) => {
                let code = source.downcast_ref::<Error>().map_or(Code::InternalServerError, Code::of);
                if code == Code::InternalServerError {
                    if !logged.iter().any(|known| Arc::ptr_eq(known, &source)) {
                        let cause = cause(source.as_ref(), &error.message);
                        tracing::error!(request_id, path = path(error), cause = %cause, "a resolver failed unexpectedly");
                        logged.push(source);
                    }
                    error.message =
                        format!("Something unexpected happened. Name the request {request_id} to your administrator.");
                    set(error, "requestId", request_id.into());
                } else if let Some(source) = source.downcast_ref::<Error>() {
                    add_details(error, source);
                }
                code
            }
        };
        set(error, "code", code.name().into());
        if let Some(reason) = code.reason() {
            set(error, "reason", reason.into());
        }
    }
}

fn set(error: &mut ServerError, name: &str, value: Value) {
    error.extensions.get_or_insert_with(ErrorExtensionValues::default).set(name, value);
}

fn add_details(error: &mut ServerError, source: &Error) {
    match source {
        Error::Unauthenticated(problem) => set(error, "reason", problem.code().into()),
        Error::Forbidden(permission) => set(error, "permission", permission.name().into()),
        Error::Invalid(fields) => {
            let fields = fields.iter().map(|problem| {
                value!({
                    "field": problem.field.as_deref(),
                    "code": problem.code,
                    "message": problem.message.as_ref(),
                })
            });
            set(error, "fields", Value::List(fields.collect()));
        }
        Error::Stale { expected, current, .. } => {
            set(error, "expectedVersion", (*expected).into());
            set(error, "currentVersion", (*current).into());
        }
        Error::RateLimited(seconds) => set(error, "retryAfter", (*seconds).into()),
        _ => {}
    }
}

/// The chain of causes, for the log.
fn cause<'a>(source: &(dyn Any + Send + Sync), message: &'a str) -> Cow<'a, str> {
    match source.downcast_ref::<Error>() {
        Some(Error::Internal(cause)) => format!("{cause:#}").into(),
        _ => match source.downcast_ref::<anyhow::Error>() {
            Some(cause) => format!("{cause:#}").into(),
            None => message.into(),
        },
    }
}

fn path(error: &ServerError) -> String {
    use async_graphql::PathSegment;
    let segments = error.path.iter().map(|segment| match segment {
        PathSegment::Field(name) => name.clone(),
        PathSegment::Index(index) => index.to_string(),
    });
    segments.collect::<Vec<_>>().join(".")
}
