//! Root fields of aggregates.

use async_graphql::{Context, Object, Result};

use super::{
    institution::{InstitutionAggregate, InstitutionGroupBy},
    quote::{QuoteAggregate, QuoteGroupBy},
    selection::load,
    task::{TaskAggregate, TaskGroupBy},
};
use crate::{
    graphql::{context, institution::InstitutionFilter, quote::QuoteFilter, rows::Rows, task::TaskFilter},
    operations::{institution, quote, task},
};

/// Root fields of aggregates.
#[derive(Default)]
pub struct AggregateQuery;

#[Object]
impl AggregateQuery {
    /// Numbers of the institutions that the caller sees, by groups that are sorted by their keys; without `groupBy`
    /// one group of all. At most 10 000 groups.
    async fn institution_aggregate(
        &self,
        ctx: &Context<'_>,
        filter: Option<InstitutionFilter>,
        group_by: Option<Vec<InstitutionGroupBy>>,
    ) -> Result<Rows<InstitutionAggregate>> {
        let viewer = &context(ctx)?.viewer;
        institution::may_read(viewer)?;
        let condition = InstitutionFilter::listed(filter, viewer);
        Ok(load::<InstitutionAggregate>(ctx, condition, group_by).await?.into())
    }

    /// Numbers of the quotes that the caller sees, by groups that are sorted by their keys; without `groupBy` one group
    /// of all. At most 10 000 groups.
    async fn quote_aggregate(
        &self,
        ctx: &Context<'_>,
        filter: Option<QuoteFilter>,
        group_by: Option<Vec<QuoteGroupBy>>,
    ) -> Result<Rows<QuoteAggregate>> {
        let viewer = &context(ctx)?.viewer;
        quote::may_read(viewer)?;
        let condition = QuoteFilter::listed(filter, viewer);
        Ok(load::<QuoteAggregate>(ctx, condition, group_by).await?.into())
    }

    /// Numbers of the tasks that the caller sees, by groups that are sorted by their keys; without `groupBy` one group
    /// of all. At most 10 000 groups.
    async fn task_aggregate(
        &self,
        ctx: &Context<'_>,
        filter: Option<TaskFilter>,
        group_by: Option<Vec<TaskGroupBy>>,
    ) -> Result<Rows<TaskAggregate>> {
        let viewer = &context(ctx)?.viewer;
        task::may_read(viewer)?;
        let condition = TaskFilter::listed(filter, viewer);
        Ok(load::<TaskAggregate>(ctx, condition, group_by).await?.into())
    }
}
