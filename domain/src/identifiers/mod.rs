//! Identifiers that people type: each module reads every usual way of writing one (`parse`), answers the one
//! canonical text that is stored, and writes it as people are used to seeing it (`display`).
//!
//! A [`Problem`] carries a machine code only; the sentences in French and English belong to the callers.

pub mod bic;
pub mod email;
pub mod finess;
pub mod iban;
pub mod phone;
pub mod post_code;
pub mod siren;
pub mod siret;
pub mod vat;

mod checksum;
mod typed;

/// Why a typed identifier was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Problem {
    /// Nothing but blanks.
    Empty,
    /// Fewer characters than the identifier has.
    TooShort,
    /// More characters than the identifier has.
    TooLong,
    /// A character that the identifier never holds.
    Character,
    /// The right characters in an order that cannot be.
    Format,
    /// The check digits do not agree with the rest: usually a slip of the keyboard.
    Checksum,
    /// A department or country that does not exist, or is not handled.
    Unknown,
}

impl Problem {
    /// The stable name of the problem for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooShort => "too_short",
            Self::TooLong => "too_long",
            Self::Character => "invalid_character",
            Self::Format => "invalid_format",
            Self::Checksum => "invalid_checksum",
            Self::Unknown => "unknown",
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for Problem {}
