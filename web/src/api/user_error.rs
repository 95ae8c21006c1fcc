//! Refusals of a rule (`userErrors`), each at its field.

use crate::i18n::text::errors as t;

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
        let own = match self.code.as_str() {
            "REQUIRED" => t::required(),
            "TAKEN" => match self.field.as_deref() {
                Some("finess") => t::finess_taken(),
                Some("accountingNumber") => t::accounting_number_taken(),
                _ => t::taken(),
            },
            "NOT_ALLOWED" => t::not_allowed(),
            "COMMON_PASSWORD" => t::common_password(),
            "WEAK_PASSWORD" => t::weak_password(),
            "STALE" | "CONFLICT" | "STALE_VERSION" => t::conflict(),
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
