//! Refusals of a rule (`userErrors`), each at its field.

use crate::i18n::text::{errors as t, refusals};

/// One refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserError {
    /// Path inside the input (`address.city`); absent: the whole input.
    pub field: Option<String>,
    /// The server's sentence.
    pub message: String,
    /// Machine name.
    pub code: String,
}

impl UserError {
    /// The sentence to show, in the current language: ours for the codes that say enough, else the server's.
    #[must_use]
    pub fn sentence(&self) -> String {
        if let Some(words) = refusals::refusal(&self.code, self.field.as_deref()) {
            return words.now().to_owned();
        }
        let own = match self.code.as_str() {
            "REQUIRED" => t::REQUIRED.now(),
            "TAKEN" => match self.field.as_deref() {
                Some("email") => t::EMAIL_TAKEN.now(),
                Some("finess") => t::FINESS_TAKEN.now(),
                Some("accountingNumber") => t::ACCOUNTING_NUMBER_TAKEN.now(),
                _ => t::TAKEN.now(),
            },
            "LAST_ADMIN" => t::LAST_ADMIN.now(),
            "TEAM_HAS_MEMBERS" => t::TEAM_HAS_MEMBERS.now(),
            "CODE_EXPIRED" => t::CODE_EXPIRED.now(),
            "INVALID_CODE" => t::INVALID_CODE.now(),
            "NOT_ALLOWED" => t::NOT_ALLOWED.now(),
            "COMMON_PASSWORD" => t::COMMON_PASSWORD.now(),
            "WEAK_PASSWORD" => t::WEAK_PASSWORD.now(),
            "STALE" | "CONFLICT" | "STALE_VERSION" => t::CONFLICT.now(),
            _ => return self.message.clone(),
        };
        own.to_owned()
    }
}

/// Turns the generated type of an operation into [`UserError`]s.
#[macro_export]
macro_rules! user_errors {
    ($errors:expr) => {
        $errors
            .into_iter()
            .map(|error| $crate::api::user_error::UserError {
                field: error.field,
                message: error.message,
                code: error.code,
            })
            .collect::<Vec<_>>()
    };
}
