//! Reading templates.

use async_graphql::{Context, ID, Object, Result};
use db::rows;

use super::{InvoiceTemplate, InvoiceTemplateFilter, InvoiceTemplateOrder};
use crate::{
    context,
    paging::{self, Paging},
    rows::{Connection, One, Wanted},
};
use crm::operations::template;

/// Root fields on templates.
#[derive(Default)]
pub struct InvoiceTemplateQuery;

#[Object]
impl InvoiceTemplateQuery {
    /// One template; `NOT_FOUND` if there is none.
    async fn invoice_template(&self, ctx: &Context<'_>, id: ID) -> Result<One<InvoiceTemplate>> {
        let caller = context(ctx)?;
        template::may_read(&caller.viewer)?;
        let row = template::find(&mut *caller.db().await?, paging::id(&id, template::ENTITY)?).await?;
        Ok(InvoiceTemplate::from(row).into())
    }

    /// The templates.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn invoice_templates(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<InvoiceTemplateFilter>,
        order_by: Option<Vec<InvoiceTemplateOrder>>,
    ) -> Result<Connection<InvoiceTemplate>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        template::may_read(&caller.viewer)?;
        let condition = InvoiceTemplateFilter::listed(filter, &caller.viewer);
        let paging = Paging { first, after, last, before };
        let request = paging.request(condition, InvoiceTemplateOrder::keys(order_by), wanted)?;
        Ok(paging::page::<rows::Template, InvoiceTemplate>(caller, &request, wanted).await?.into())
    }
}
