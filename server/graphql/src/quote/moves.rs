//! Moving quotes between their statuses, and their public link.

use async_graphql::{Context, InputObject, Object, Result};

use super::Quote;
use crate::{Id, context, payload::payload};
use crm::operations::{
    mailing::Words,
    quote::{self, Move, Sending, Which},
};

/// Which quote to give to the client, and how.
#[derive(Debug, Clone, InputObject)]
pub struct SendQuoteInput {
    /// A draft, or a sent one to be mailed again.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// Whether it goes by mail; otherwise it only counts as sent.
    #[graphql(default = true)]
    pub mail: bool,
    /// At most 20 addresses; by default the institution's primary contact's, or else its `billingEmail`.
    pub recipients: Option<Vec<String>>,
    /// At most 200 characters; by default it names the quote and the firm.
    pub subject: Option<String>,
    /// In place of the usual text, at most 5 000 characters. The public link follows it.
    pub message: Option<String>,
}

/// Which quote the client accepted.
#[derive(Debug, Clone, InputObject)]
pub struct AcceptQuoteInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// What the client said, at most 10 000 characters.
    pub client_comments: Option<String>,
}

/// Which quote the client rejected.
#[derive(Debug, Clone, InputObject)]
pub struct RejectQuoteInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// What the client said, at most 10 000 characters.
    pub client_comments: Option<String>,
}

/// Which quote is no longer offered.
#[derive(Debug, Clone, InputObject)]
pub struct CancelQuoteInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Which quote the client ordered.
#[derive(Debug, Clone, InputObject)]
pub struct OrderQuoteInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// Number of the order, at most 50 characters; by default the next one of the firm.
    pub order_number: Option<String>,
}

/// Which quote's links to make worthless.
#[derive(Debug, Clone, InputObject)]
pub struct RevokeQuoteLinkInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

payload!(SendQuotePayload, quote: Quote, "quote");
payload!(AcceptQuotePayload, quote: Quote, "quote");
payload!(RejectQuotePayload, quote: Quote, "quote");
payload!(CancelQuotePayload, quote: Quote, "quote");
payload!(OrderQuotePayload, quote: Quote, "quote");
payload!(RevokeQuoteLinkPayload, quote: Quote, "quote");

fn which(id: Id, expected_version: Option<i32>) -> Which {
    Which { id: id.into(), expected_version }
}

/// Mutations that move quotes.
#[derive(Default)]
pub struct QuoteMoveMutation;

#[Object]
impl QuoteMoveMutation {
    /// Gives a draft to the client, by mail unless that is not wanted: its file is kept, and it can be seen on its public
    /// link from now on.
    async fn send_quote(&self, ctx: &Context<'_>, input: SendQuoteInput) -> Result<SendQuotePayload> {
        let SendQuoteInput { id, expected_version, mail, recipients, subject, message } = input;
        let words = Words { recipients, subject, message };
        let sending = Sending { id: id.into(), expected_version, mail, words };
        SendQuotePayload::new(quote::send(context(ctx)?, &sending).await.map(|(row, _)| row))
    }

    /// Notes that the client accepts a quote.
    async fn accept_quote(&self, ctx: &Context<'_>, input: AcceptQuoteInput) -> Result<AcceptQuotePayload> {
        let which = which(input.id, input.expected_version);
        let step = Move::Accept { client_comments: input.client_comments };
        AcceptQuotePayload::new(quote::make_move(context(ctx)?, which, &step).await)
    }

    /// Notes that the client rejects a quote.
    async fn reject_quote(&self, ctx: &Context<'_>, input: RejectQuoteInput) -> Result<RejectQuotePayload> {
        let which = which(input.id, input.expected_version);
        let step = Move::Reject { client_comments: input.client_comments };
        RejectQuotePayload::new(quote::make_move(context(ctx)?, which, &step).await)
    }

    /// Withdraws a quote.
    async fn cancel_quote(&self, ctx: &Context<'_>, input: CancelQuoteInput) -> Result<CancelQuotePayload> {
        let which = which(input.id, input.expected_version);
        CancelQuotePayload::new(quote::make_move(context(ctx)?, which, &Move::Cancel).await)
    }

    /// Notes that the client orders what a quote offers.
    async fn order_quote(&self, ctx: &Context<'_>, input: OrderQuoteInput) -> Result<OrderQuotePayload> {
        let which = which(input.id, input.expected_version);
        let step = Move::Order { order_number: input.order_number };
        OrderQuotePayload::new(quote::make_move(context(ctx)?, which, &step).await)
    }

    /// Makes the links of a quote that were given away worthless; `publicUrl` is another one from now on.
    async fn revoke_quote_link(
        &self,
        ctx: &Context<'_>,
        input: RevokeQuoteLinkInput,
    ) -> Result<RevokeQuoteLinkPayload> {
        let which = which(input.id, input.expected_version);
        RevokeQuoteLinkPayload::new(quote::revoke_links(context(ctx)?, which).await)
    }
}
