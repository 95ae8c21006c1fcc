//! Which document it is.

use serde::{Deserialize, Serialize};

/// The documents that leave the firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An offer with a date until which it holds.
    Quote,
    /// The order that an accepted quote became.
    Order,
    /// An invoice: standard, of a part, or final after deposits (type 380).
    Invoice,
    /// An invoice of a deposit (type 386).
    Deposit,
    /// A credit note; its amounts are positive (type 381).
    CreditNote,
    /// A reminder of unpaid invoices.
    Reminder,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Quote, Self::Order, Self::Invoice, Self::Deposit, Self::CreditNote, Self::Reminder];

    /// The name in data: lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quote => "quote",
            Self::Order => "order",
            Self::Invoice => "invoice",
            Self::Deposit => "deposit",
            Self::CreditNote => "credit_note",
            Self::Reminder => "reminder",
        }
    }

    /// Its type in the code list UNTDID 1001, if it is an invoice to the law.
    #[must_use]
    pub const fn invoice_type(self) -> Option<&'static str> {
        match self {
            Self::Invoice => Some("380"),
            Self::CreditNote => Some("381"),
            Self::Deposit => Some("386"),
            Self::Quote | Self::Order | Self::Reminder => None,
        }
    }
}

/// The language of a document. French firms invoice in French.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// French.
    #[default]
    Fr,
}
