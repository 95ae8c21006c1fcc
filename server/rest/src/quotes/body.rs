//! Bodies of requests that write quotes.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    errors,
    line_body::{self, LineBody},
    named::QuoteStatusName,
    wire,
};
use crm::{
    Result,
    operations::quote::{NewQuote, QuoteUpdate},
};

/// A new quote; its status is `draft`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewQuote)]
pub(super) struct CreateBody {
    #[schema(required = true, nullable = false)]
    institution_id: Option<Uuid>,
    /// 1 to 255 characters.
    #[schema(required = true, nullable = false)]
    title: Option<String>,
    /// In the future: a date, or an instant.
    #[serde(default, deserialize_with = "wire::optional_instant")]
    #[schema(value_type = String, required = true, example = "2026-12-31T22:59:59.000Z")]
    valid_until: Option<DateTime<Utc>>,
    /// Who works on it; by default who creates it. Only those with `canEditAllQuotes` name others.
    assigned_user_id: Option<Uuid>,
    /// An active template for quotes.
    #[serde(default, deserialize_with = "wire::optional_id")]
    #[schema(value_type = Option<Uuid>)]
    template_id: Option<Uuid>,
    /// At most 10 000 characters.
    description: Option<String>,
    /// At most 10 000 characters.
    internal_notes: Option<String>,
    /// At most 10 000 characters.
    client_comments: Option<String>,
    /// What is offered, in its order: at most 1 000 lines.
    lines: Option<Vec<LineBody>>,
}

/// What to change of a quote; what is left out stays, `null` clears what may be absent. What a client was sent is kept as
/// a revision, and the quote becomes a draft again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = QuoteUpdate)]
pub(super) struct UpdateBody {
    /// 1 to 255 characters.
    title: Option<String>,
    /// In the future: a date, or an instant.
    #[serde(default, deserialize_with = "wire::optional_instant")]
    #[schema(value_type = Option<String>, example = "2026-12-31T22:59:59.000Z")]
    valid_until: Option<DateTime<Utc>>,
    /// Moves the quote after the change, by the rules of that move.
    status: Option<QuoteStatusName>,
    institution_id: Option<Uuid>,
    assigned_user_id: Option<Uuid>,
    /// An active template for quotes; the empty text clears.
    #[serde(default, deserialize_with = "wire::given_id")]
    #[schema(value_type = Option<Uuid>)]
    template_id: Option<Option<Uuid>>,
    /// At most 10 000 characters.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    description: Option<Option<String>>,
    /// At most 10 000 characters.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    internal_notes: Option<Option<String>>,
    /// At most 10 000 characters.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    client_comments: Option<Option<String>>,
    /// All lines, in their order, in place of those that are there: at most 1 000.
    lines: Option<Vec<LineBody>>,
}

/// What the client said.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = QuoteAnswer)]
pub(super) struct AnswerBody {
    /// At most 10 000 characters.
    pub(super) client_comments: Option<String>,
}

/// The order.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = QuoteOrder)]
pub(super) struct OrderBody {
    /// At most 50 characters; by default the next number of the firm.
    pub(super) order_number: Option<String>,
}

/// The new order of the lines.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = QuoteLineOrder)]
pub(super) struct ReorderBody {
    /// Every line of the quote, once.
    #[schema(required = true, nullable = false)]
    pub(super) line_ids: Option<Vec<Uuid>>,
}

impl CreateBody {
    /// The operation's input, if the body says what a quote cannot be without.
    pub(super) fn into_input(self) -> Result<NewQuote> {
        let present = [
            ("institutionId", self.institution_id.is_some()),
            ("title", self.title.is_some()),
            ("validUntil", self.valid_until.is_some()),
        ];
        let (Some(institution_id), Some(title), Some(valid_until)) =
            (self.institution_id, self.title, self.valid_until)
        else {
            return Err(errors::absent(present));
        };
        Ok(NewQuote {
            institution_id,
            assigned_user_id: self.assigned_user_id,
            template_id: self.template_id,
            title,
            description: self.description,
            valid_until: Some(valid_until),
            client_comments: self.client_comments,
            internal_notes: self.internal_notes,
            lines: line_body::into_inputs(self.lines.unwrap_or_default())?,
        })
    }
}

impl UpdateBody {
    /// The operation's input.
    pub(super) fn into_input(self, id: Uuid, expected_version: Option<i32>) -> Result<QuoteUpdate> {
        Ok(QuoteUpdate {
            id,
            expected_version,
            institution_id: self.institution_id,
            assigned_user_id: self.assigned_user_id,
            template_id: self.template_id,
            title: self.title,
            description: self.description,
            valid_until: self.valid_until,
            client_comments: self.client_comments,
            internal_notes: self.internal_notes,
            lines: self.lines.map(line_body::into_inputs).transpose()?,
            status: self.status.map(|status| status.0),
        })
    }
}
