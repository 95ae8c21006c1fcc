//! Reading invoices.

use async_graphql::{Context, ID, Object, Result};
use db::{column, query::Condition, rows};

use super::{Invoice, InvoiceFilter, InvoiceOrder};
use crate::{
    context,
    paging::{self, Paging},
    rows::{Connection, One, Wanted},
};
use crm::operations::invoice;

/// Root fields on invoices.
#[derive(Default)]
pub struct InvoiceQuery;

#[Object]
impl InvoiceQuery {
    /// One invoice or credit note; `NOT_FOUND` if it is not there for the caller.
    async fn invoice(&self, ctx: &Context<'_>, id: ID) -> Result<One<Invoice>> {
        let caller = context(ctx)?;
        invoice::may_read(&caller.viewer)?;
        let mut conn = caller.db().await?;
        let row = invoice::find(&mut conn, &caller.viewer, paging::id(&id, invoice::ENTITY)?).await?;
        Ok(Invoice::from(row).into())
    }

    /// The invoices and credit notes that the caller sees; `search` is short for the filter of this name.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn invoices(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<InvoiceFilter>,
        order_by: Option<Vec<InvoiceOrder>>,
        search: Option<String>,
    ) -> Result<Connection<Invoice>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        invoice::may_read(&caller.viewer)?;
        let words = search.map(|words| Condition::search(column!(invoices.search_text), &words));
        let condition = InvoiceFilter::listed(filter, &caller.viewer).and(words.unwrap_or(Condition::TRUE));
        let paging = Paging { first, after, last, before };
        let request = paging.request(condition, InvoiceOrder::keys(order_by), wanted)?;
        Ok(paging::page::<rows::Invoice, Invoice>(caller, &request, wanted).await?.into())
    }
}
