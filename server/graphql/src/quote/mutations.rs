//! Writing quotes.

use async_graphql::{Context, InputObject, MaybeUndefined, Object, Result};
use chrono::{DateTime, Utc};

use super::Quote;
use crate::{
    Id,
    billing::LineInput,
    context,
    payload::{change, payload},
};
use crm::operations::quote;

/// A new quote; it begins as a draft under a number of its own.
#[derive(Debug, Clone, InputObject)]
pub struct CreateQuoteInput {
    /// The institution that it is offered to.
    pub institution_id: Id,
    /// Who works on it; by default who creates it.
    pub assigned_user_id: Option<Id>,
    /// The template that it looks by; by default the one for quotes.
    pub template_id: Option<Id>,
    /// What it is about, 1 to 255 characters.
    pub title: String,
    /// The details, at most 10 000 characters.
    pub description: Option<String>,
    /// Until when it is valid; by default as many days as the firm's quotes are.
    pub valid_until: Option<DateTime<Utc>>,
    /// What the client said, at most 10 000 characters.
    pub client_comments: Option<String>,
    /// Notes that clients do not see, at most 10 000 characters.
    pub internal_notes: Option<String>,
    /// What is offered, in its order: at most 1 000 lines.
    #[graphql(default)]
    pub lines: Vec<LineInput>,
}

impl From<CreateQuoteInput> for quote::NewQuote {
    fn from(input: CreateQuoteInput) -> Self {
        Self {
            institution_id: input.institution_id.into(),
            assigned_user_id: input.assigned_user_id.map(Into::into),
            template_id: input.template_id.map(Into::into),
            title: input.title,
            description: input.description,
            valid_until: input.valid_until,
            client_comments: input.client_comments,
            internal_notes: input.internal_notes,
            lines: input.lines.into_iter().map(Into::into).collect(),
        }
    }
}

/// What to change of a quote; what is left out stays, null clears. What a client was sent is kept as a revision, and the
/// quote becomes a draft again; who works on it, the notes and the client's words change without that.
#[derive(Debug, Clone, InputObject)]
pub struct UpdateQuoteInput {
    /// Which one.
    pub id: Id,
    /// The version that the change is based on; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// The institution that it is offered to.
    pub institution_id: Option<Id>,
    /// Who works on it.
    pub assigned_user_id: Option<Id>,
    /// The template that it looks by.
    pub template_id: MaybeUndefined<Id>,
    /// What it is about, 1 to 255 characters.
    pub title: Option<String>,
    /// The details, at most 10 000 characters.
    pub description: MaybeUndefined<String>,
    /// Until when it is valid.
    pub valid_until: Option<DateTime<Utc>>,
    /// What the client said, at most 10 000 characters.
    pub client_comments: MaybeUndefined<String>,
    /// Notes that clients do not see, at most 10 000 characters.
    pub internal_notes: MaybeUndefined<String>,
    /// All lines, in their order, in place of those that are there: at most 1 000.
    pub lines: Option<Vec<LineInput>>,
}

impl From<UpdateQuoteInput> for quote::QuoteUpdate {
    fn from(input: UpdateQuoteInput) -> Self {
        Self {
            id: input.id.into(),
            expected_version: input.expected_version,
            institution_id: input.institution_id.map(Into::into),
            assigned_user_id: input.assigned_user_id.map(Into::into),
            template_id: change(input.template_id).map(|id| id.map(Into::into)),
            title: input.title,
            description: change(input.description),
            valid_until: input.valid_until,
            client_comments: change(input.client_comments),
            internal_notes: change(input.internal_notes),
            lines: input.lines.map(|lines| lines.into_iter().map(Into::into).collect()),
            status: None,
        }
    }
}

/// Which quote to delete.
#[derive(Debug, Clone, InputObject)]
pub struct DeleteQuoteInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Which quote to bring back.
#[derive(Debug, Clone, InputObject)]
pub struct RestoreQuoteInput {
    /// Which one.
    pub id: Id,
}

/// Which quote to offer anew.
#[derive(Debug, Clone, InputObject)]
pub struct DuplicateQuoteInput {
    /// Which one.
    pub id: Id,
}

payload!(CreateQuotePayload, quote: Quote, "quote");
payload!(UpdateQuotePayload, quote: Quote, "quote");
payload!(DeleteQuotePayload, quote: Quote, "quote");
payload!(RestoreQuotePayload, quote: Quote, "quote");
payload!(DuplicateQuotePayload, quote: Quote, "quote");

/// Mutations on quotes.
#[derive(Default)]
pub struct QuoteMutation;

#[Object]
impl QuoteMutation {
    /// Creates a quote, as a draft.
    async fn create_quote(&self, ctx: &Context<'_>, input: CreateQuoteInput) -> Result<CreateQuotePayload> {
        CreateQuotePayload::new(quote::create(context(ctx)?, input.into()).await)
    }

    /// Changes a quote: a draft as it stands, a sent one as a new revision.
    async fn update_quote(&self, ctx: &Context<'_>, input: UpdateQuoteInput) -> Result<UpdateQuotePayload> {
        UpdateQuotePayload::new(quote::update(context(ctx)?, input.into()).await)
    }

    /// Deletes a draft; `restoreQuote` brings it back.
    async fn delete_quote(&self, ctx: &Context<'_>, input: DeleteQuoteInput) -> Result<DeleteQuotePayload> {
        DeleteQuotePayload::new(quote::delete(context(ctx)?, input.id.into(), input.expected_version).await)
    }

    /// Brings a deleted draft back.
    async fn restore_quote(&self, ctx: &Context<'_>, input: RestoreQuoteInput) -> Result<RestoreQuotePayload> {
        RestoreQuotePayload::new(quote::restore(context(ctx)?, input.id.into()).await)
    }

    /// A new draft with what a quote offers, valid anew, for who asks.
    async fn duplicate_quote(&self, ctx: &Context<'_>, input: DuplicateQuoteInput) -> Result<DuplicateQuotePayload> {
        DuplicateQuotePayload::new(quote::duplicate(context(ctx)?, input.id.into()).await)
    }
}
