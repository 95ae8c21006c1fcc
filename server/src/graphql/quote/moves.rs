//! Moving quotes between their statuses, and their public link.

use async_graphql::{Context, InputObject, Object, Result};

use super::Quote;
use crate::{
    graphql::{Id, context, payload::payload},
    operations::quote::{self, Move, Which},
};

/// Which quote was given to the client.
#[derive(Debug, Clone, InputObject)]
pub struct SendQuoteInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
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
    /// Notes that a draft was given to the client: it can be seen on its public link from now on.
    async fn send_quote(&self, ctx: &Context<'_>, input: SendQuoteInput) -> Result<SendQuotePayload> {
        let which = which(input.id, input.expected_version);
        SendQuotePayload::new(quote::make_move(context(ctx)?, which, &Move::Send).await)
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
