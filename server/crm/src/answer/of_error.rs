//! [`Error`] → status, code and details of the REST contract.

use axum::http::StatusCode;
use serde_json::json;

use super::Problem;
use crate::{Error, FieldError, error::SignInProblem};

/// Codes of field errors that say no more than that the input is wrong.
const GENERAL: [&str; 18] = [
    "CATEGORY_MISMATCH",
    "IN_THE_PAST",
    "RATE_MISMATCH",
    "REQUIRED",
    "INVALID",
    "INVALID_CHARACTER",
    "INVALID_CHECKSUM",
    "INVALID_FORMAT",
    "NOT_ALLOWED",
    "NOT_FOUND",
    "OUT_OF_RANGE",
    "TOO_LONG",
    "TOO_MANY",
    "TOO_MANY_DECIMALS",
    "TOO_SHORT",
    "TOTAL_TOO_LARGE",
    "UNKNOWN",
    "UNKNOWN_RATE",
];

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let message = error.to_string();
        match error {
            Error::Unauthenticated(SignInProblem::Unavailable) => unavailable(message),
            Error::Unauthenticated(problem) => Self::new(StatusCode::UNAUTHORIZED, problem.code(), message),
            Error::Forbidden(permission) => Self::new(StatusCode::FORBIDDEN, "INSUFFICIENT_PERMISSIONS", message)
                .with_details(json!({ "required": permission.name() })),
            Error::Refused(_) => Self::new(StatusCode::FORBIDDEN, "RESOURCE_ACCESS_DENIED", message),
            Error::NotFound(entity) => Self::new(StatusCode::NOT_FOUND, not_found_code(entity), message),
            Error::Invalid(fields) => invalid(message, &fields),
            Error::BadInput(_) => Self::new(StatusCode::BAD_REQUEST, "BAD_REQUEST", message),
            Error::Stale { current, .. } => {
                Self::new(StatusCode::CONFLICT, "CONFLICT", message).with_details(json!({ "currentVersion": current }))
            }
            Error::Conflict(_) => Self::new(StatusCode::CONFLICT, "CONFLICT", message),
            Error::DeleteLocked(entity) => {
                Self::new(StatusCode::FORBIDDEN, format!("LOCKED_{}_DELETE_FORBIDDEN", code_of(entity)), message)
            }
            Error::RateLimited(seconds) => {
                Self::new(StatusCode::TOO_MANY_REQUESTS, "RATE_LIMIT_EXCEEDED", message).with_retry_after(seconds)
            }
            Error::Unavailable => unavailable(message),
            Error::NoDocuments => {
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "PDF_GENERATION_ERROR", message).with_retry_after(5)
            }
            Error::Internal(cause) => {
                tracing::error!(cause = format!("{cause:#}"), "unexpected error");
                Self::of_status(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }
}

impl From<SignInProblem> for Problem {
    fn from(problem: SignInProblem) -> Self {
        Error::Unauthenticated(problem).into()
    }
}

fn unavailable(message: String) -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE", message).with_retry_after(5)
}

/// `TASK_NOT_FOUND`; the institutions of the original say just `NOT_FOUND`.
fn not_found_code(entity: &str) -> String {
    match entity {
        "institution" => "NOT_FOUND".to_owned(),
        _ => format!("{}_NOT_FOUND", code_of(entity)),
    }
}

/// `API_TOKEN`
fn code_of(entity: &str) -> String {
    entity.to_uppercase().replace([' ', '-'], "_")
}

/// Taken values are conflicts; one rule with a name of its own gives the code (`WEAK_PASSWORD`).
fn invalid(message: String, fields: &[FieldError]) -> Problem {
    let (status, code) = match fields.first() {
        Some(first) if fields.iter().all(|field| field.code == "TAKEN") => {
            let code = if first.field.as_deref() == Some("email") { "EMAIL_EXISTS" } else { "RESOURCE_CONFLICT" };
            (StatusCode::CONFLICT, code)
        }
        Some(first) if first.code != "TAKEN" && !GENERAL.contains(&first.code) => (StatusCode::BAD_REQUEST, first.code),
        _ => (StatusCode::BAD_REQUEST, "VALIDATION_ERROR"),
    };
    Problem::new(status, code, message).with_details(json!({ "details": fields }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(error: Error) -> (u16, String) {
        let problem = Problem::from(error);
        (problem.status.as_u16(), problem.code.into_owned())
    }

    #[test]
    fn errors_have_the_statuses_of_the_contract() {
        let of = |status: u16, code: &str| (status, code.to_owned());
        assert_eq!(summary(SignInProblem::TokenRequired.into()), of(401, "TOKEN_REQUIRED"));
        assert_eq!(summary(Error::NotFound("task")), of(404, "TASK_NOT_FOUND"));
        assert_eq!(summary(Error::NotFound("institution")), of(404, "NOT_FOUND"));
        assert_eq!(summary(Error::invalid("name", "REQUIRED", "x")), of(400, "VALIDATION_ERROR"));
        assert_eq!(summary(Error::invalid("newPassword", "WEAK_PASSWORD", "x")), of(400, "WEAK_PASSWORD"));
        assert_eq!(summary(Error::invalid("email", "TAKEN", "x")), of(409, "EMAIL_EXISTS"));
        assert_eq!(summary(Error::RateLimited(3)), of(429, "RATE_LIMIT_EXCEEDED"));
        assert_eq!(summary(Error::Unavailable), of(503, "SERVICE_UNAVAILABLE"));
        assert_eq!(summary(anyhow::anyhow!("secret").into()), of(500, "INTERNAL_SERVER_ERROR"));
    }

    #[test]
    fn locked_institutions_have_a_code_of_their_own() {
        let of = |status: u16, code: &str| (status, code.to_owned());
        let locked = Error::DeleteLocked("institution");
        assert_eq!(summary(locked), of(403, "LOCKED_INSTITUTION_DELETE_FORBIDDEN"));
    }
}
