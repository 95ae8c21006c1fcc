//! Reading revenue.

use async_graphql::{Context, ID, Object, Result};
use db::{query::Condition, rows};

use super::{ConsolidatedRevenue, RevenueEntry, RevenueEntryFilter, RevenueEntryOrder, RevenueMonth, evolution};
use crate::{
    Date, Id, context,
    paging::{self, Paging},
    rows::{Connection, One, Rows, Wanted},
};
use crm::operations::revenue;

/// Root fields of consolidated revenue.
#[derive(Default)]
pub struct RevenueQuery;

#[Object]
impl RevenueQuery {
    /// What was invoiced and paid in a period, its first and last day included; without them the period is open. Of an
    /// institution that the caller sees, or of the whole firm, for those with `canViewInstitutionAnalytics`.
    #[graphql(complexity = "20 + child_complexity")]
    async fn consolidated_revenue(
        &self,
        ctx: &Context<'_>,
        institution_id: Option<Id>,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Result<One<ConsolidatedRevenue>> {
        let (from, to) = (from.map(|day| day.0), to.map(|day| day.0));
        let found = revenue::consolidated(context(ctx)?, institution_id.map(Into::into), from, to).await?;
        let found: ConsolidatedRevenue = found.into();
        Ok(found.into())
    }

    /// The same month by month: the last ones (by default 12, at most 24), the present one included, the oldest first.
    #[graphql(complexity = "20 + child_complexity")]
    async fn revenue_evolution(
        &self,
        ctx: &Context<'_>,
        months: Option<i32>,
        institution_id: Option<Id>,
    ) -> Result<Rows<RevenueMonth>> {
        Ok(evolution(ctx, months, institution_id).await?)
    }
}

/// Root fields on revenue that is entered by hand.
#[derive(Default)]
pub struct RevenueEntryQuery;

#[Object]
impl RevenueEntryQuery {
    /// One entry of revenue; `NOT_FOUND` if it is not there for the caller.
    async fn revenue_entry(&self, ctx: &Context<'_>, id: ID) -> Result<One<RevenueEntry>> {
        let caller = context(ctx)?;
        revenue::may_read(&caller.viewer)?;
        let mut conn = caller.db().await?;
        let row = revenue::find(&mut conn, &caller.viewer, paging::id(&id, revenue::ENTRY)?).await?;
        Ok(RevenueEntry::from(row).into())
    }

    /// The entries of revenue that the caller sees; `search` is short for the filter of this name.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn revenue_entries(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<RevenueEntryFilter>,
        order_by: Option<Vec<RevenueEntryOrder>>,
        search: Option<String>,
    ) -> Result<Connection<RevenueEntry>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        revenue::may_read(&caller.viewer)?;
        let words = search.map_or(Condition::TRUE, |words| revenue::search(&words));
        let condition = RevenueEntryFilter::listed(filter, &caller.viewer).and(words);
        let paging = Paging { first, after, last, before };
        let request = paging.request(condition, RevenueEntryOrder::keys(order_by), wanted)?;
        Ok(paging::page::<rows::RevenueEntry, RevenueEntry>(caller, &request, wanted).await?.into())
    }
}
