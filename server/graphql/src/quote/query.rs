//! Reading quotes.

use async_graphql::{Context, ID, Object, Result};
use db::{column, query::Condition, rows};

use super::{Quote, QuoteFilter, QuoteOrder};
use crate::{
    context,
    paging::{self, Paging},
    rows::{Connection, One, Wanted},
};
use crm::operations::quote;

/// Root fields on quotes.
#[derive(Default)]
pub struct QuoteQuery;

#[Object]
impl QuoteQuery {
    /// One quote; `NOT_FOUND` if it is not there for the caller.
    async fn quote(&self, ctx: &Context<'_>, id: ID) -> Result<One<Quote>> {
        let caller = context(ctx)?;
        quote::may_read(&caller.viewer)?;
        let mut conn = caller.db().await?;
        let row = quote::find(&mut conn, &caller.viewer, paging::id(&id, quote::ENTITY)?).await?;
        Ok(Quote::from(row).into())
    }

    /// The quotes that the caller sees; `search` is short for the filter of this name.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn quotes(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<QuoteFilter>,
        order_by: Option<Vec<QuoteOrder>>,
        search: Option<String>,
    ) -> Result<Connection<Quote>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        quote::may_read(&caller.viewer)?;
        let words = search.map(|words| Condition::search(column!(quotes.search_text), &words));
        let condition = QuoteFilter::listed(filter, &caller.viewer).and(words.unwrap_or(Condition::TRUE));
        let paging = Paging { first, after, last, before };
        let request = paging.request(condition, QuoteOrder::keys(order_by), wanted)?;
        Ok(paging::page::<rows::Quote, Quote>(caller, &request, wanted).await?.into())
    }
}
