//! Reading payments.

use async_graphql::{Context, ID, Object, Result};
use db::rows;

use super::{Payment, PaymentFilter, PaymentOrder};
use crate::{
    context,
    paging::{self, Paging},
    rows::{Connection, One, Wanted},
};
use crm::operations::payment;

/// Root fields on payments.
#[derive(Default)]
pub struct PaymentQuery;

#[Object]
impl PaymentQuery {
    /// One payment; `NOT_FOUND` if it is not there for the caller.
    async fn payment(&self, ctx: &Context<'_>, id: ID) -> Result<One<Payment>> {
        let caller = context(ctx)?;
        payment::may_read(&caller.viewer)?;
        let mut conn = caller.db().await?;
        let row = payment::find(&mut conn, &caller.viewer, paging::id(&id, "payment")?).await?;
        Ok(Payment::from(row).into())
    }

    /// The payments that the caller sees.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn payments(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<PaymentFilter>,
        order_by: Option<Vec<PaymentOrder>>,
    ) -> Result<Connection<Payment>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        payment::may_read(&caller.viewer)?;
        let condition = PaymentFilter::listed(filter, &caller.viewer);
        let paging = Paging { first, after, last, before };
        let request = paging.request(condition, PaymentOrder::keys(order_by), wanted)?;
        Ok(paging::page::<rows::Payment, Payment>(caller, &request, wanted).await?.into())
    }
}
