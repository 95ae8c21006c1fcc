//! Why a request got no answer that can be used.

use serde::Deserialize;

use crate::i18n::text::errors as t;

/// What went wrong with a whole request. Errors of single fields are [`super::user_error::UserError`]s.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApiError {
    /// The server was not reached.
    Unreachable,
    /// Nobody is signed in, and the session could not be renewed.
    Unauthenticated,
    /// The account is switched off.
    Deactivated,
    /// The role never has this right.
    Forbidden,
    /// It does not exist, or not for this person.
    NotFound,
    /// Somebody else changed it first.
    Conflict,
    /// Too many requests; seconds to wait, if told.
    RateLimited(Option<u32>),
    /// The server answered something else: its message when it is meant for people, and the request id.
    Failed {
        /// What the server says.
        message: Option<String>,
        /// The id under which its log knows the request.
        request_id: Option<String>,
    },
}

/// One entry of `errors` in an answer.
#[derive(Debug, Clone, Deserialize)]
pub struct TopLevelError {
    message: String,
    #[serde(default)]
    extensions: Extensions,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Extensions {
    code: Option<String>,
    reason: Option<String>,
    request_id: Option<String>,
    retry_after: Option<u32>,
}

impl ApiError {
    /// From the first error of an answer and the request id of its headers.
    #[must_use]
    pub fn from_answer(error: &TopLevelError, request_id: Option<String>) -> Self {
        let extensions = &error.extensions;
        let request_id = extensions.request_id.clone().or(request_id);
        match extensions.code.as_deref() {
            Some("UNAUTHENTICATED") if extensions.reason.as_deref() == Some("ACCOUNT_DEACTIVATED") => Self::Deactivated,
            Some("UNAUTHENTICATED") => Self::Unauthenticated,
            Some("FORBIDDEN") => Self::Forbidden,
            Some("NOT_FOUND") => Self::NotFound,
            Some("CONFLICT") => Self::Conflict,
            Some("RATE_LIMITED") => Self::RateLimited(extensions.retry_after),
            Some("INTERNAL_SERVER_ERROR") if extensions.reason.as_deref() == Some("SERVICE_UNAVAILABLE") => {
                Self::Unreachable
            }
            Some("BAD_USER_INPUT") => Self::Failed { message: Some(error.message.clone()), request_id },
            _ => Self::Failed { message: None, request_id },
        }
    }

    /// A sentence for the person, in the current language.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Unreachable => t::UNREACHABLE.now().to_owned(),
            Self::Unauthenticated => t::UNAUTHENTICATED.now().to_owned(),
            Self::Deactivated => t::DEACTIVATED.now().to_owned(),
            Self::Forbidden => t::FORBIDDEN.now().to_owned(),
            Self::NotFound => t::NOT_FOUND.now().to_owned(),
            Self::Conflict => t::CONFLICT.now().to_owned(),
            Self::RateLimited(Some(seconds)) => t::rate_limited_for(u64::from(*seconds)),
            Self::RateLimited(None) => t::RATE_LIMITED.now().to_owned(),
            Self::Failed { message: Some(message), .. } => message.clone(),
            Self::Failed { message: None, .. } => t::FAILED.now().to_owned(),
        }
    }

    /// The id to quote when asking for help.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Failed { request_id, .. } => request_id.as_deref(),
            _ => None,
        }
    }

    /// Whether trying the same again may help.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Unreachable | Self::RateLimited(_) | Self::Failed { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(json: &str) -> ApiError {
        let error: TopLevelError = serde_json::from_str(json).unwrap();
        ApiError::from_answer(&error, Some("req-1".into()))
    }

    #[test]
    fn codes_are_told_apart() {
        assert_eq!(answer(r#"{"message":"x","extensions":{"code":"NOT_FOUND"}}"#), ApiError::NotFound);
        assert_eq!(
            answer(r#"{"message":"x","extensions":{"code":"RATE_LIMITED","retryAfter":30}}"#),
            ApiError::RateLimited(Some(30))
        );
        assert_eq!(
            answer(r#"{"message":"x","extensions":{"code":"INTERNAL_SERVER_ERROR","reason":"SERVICE_UNAVAILABLE"}}"#),
            ApiError::Unreachable
        );
        assert_eq!(
            answer(r#"{"message":"secret cause"}"#),
            ApiError::Failed { message: None, request_id: Some("req-1".into()) }
        );
    }
}
