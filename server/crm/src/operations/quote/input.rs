//! What is asked of quotes.

use chrono::{DateTime, Utc};
use domain::billing::QuoteStatus;
use serde::Serialize;
use uuid::Uuid;

use crate::operations::{billing::lines::LineInput, write::Change};

/// A new quote.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct NewQuote {
    pub institution_id: Uuid,
    /// Without one, who creates it.
    pub assigned_user_id: Option<Uuid>,
    pub template_id: Option<Uuid>,
    pub title: String,
    pub description: Option<String>,
    /// Without one, the end of as many days as the firm's quotes are valid.
    pub valid_until: Option<DateTime<Utc>>,
    pub client_comments: Option<String>,
    pub internal_notes: Option<String>,
    pub lines: Vec<LineInput>,
}

/// What to change of a quote.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct QuoteUpdate {
    pub id: Uuid,
    pub expected_version: Option<i32>,
    pub institution_id: Option<Uuid>,
    pub assigned_user_id: Option<Uuid>,
    pub template_id: Change<Uuid>,
    pub title: Option<String>,
    pub description: Change<String>,
    pub valid_until: Option<DateTime<Utc>>,
    pub client_comments: Change<String>,
    pub internal_notes: Change<String>,
    /// All lines, in their order.
    pub lines: Option<Vec<LineInput>>,
    /// Moves the quote after the change, by the rules of the move.
    pub status: Option<QuoteStatus>,
}

/// A move of a quote, with what it brings along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Move {
    /// It was given to the client.
    Send,
    /// The client wants it.
    Accept {
        /// What the client said.
        client_comments: Option<String>,
    },
    /// The client does not want it.
    Reject {
        /// What the client said.
        client_comments: Option<String>,
    },
    /// It is no longer offered.
    Cancel,
    /// The client ordered it.
    Order {
        /// Number of the order; without one, the next of the firm.
        order_number: Option<String>,
    },
}

impl Move {
    /// Where it leads.
    #[must_use]
    pub fn to(&self) -> QuoteStatus {
        match self {
            Self::Send => QuoteStatus::Sent,
            Self::Accept { .. } => QuoteStatus::Accepted,
            Self::Reject { .. } => QuoteStatus::Rejected,
            Self::Cancel => QuoteStatus::Cancelled,
            Self::Order { .. } => QuoteStatus::Ordered,
        }
    }

    /// The move to a status without anything else, if people can make one.
    #[must_use]
    pub fn plain(to: QuoteStatus) -> Option<Self> {
        match to {
            QuoteStatus::Sent => Some(Self::Send),
            QuoteStatus::Accepted => Some(Self::Accept { client_comments: None }),
            QuoteStatus::Rejected => Some(Self::Reject { client_comments: None }),
            QuoteStatus::Cancelled => Some(Self::Cancel),
            QuoteStatus::Ordered => Some(Self::Order { order_number: None }),
            QuoteStatus::Draft | QuoteStatus::Expired => None,
        }
    }

    /// The name that repeated requests are told apart by.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Send => "sendQuote",
            Self::Accept { .. } => "acceptQuote",
            Self::Reject { .. } => "rejectQuote",
            Self::Cancel => "cancelQuote",
            Self::Order { .. } => "orderQuote",
        }
    }
}
