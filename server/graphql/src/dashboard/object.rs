//! The object `Dashboard`: each part is computed when it is asked for.

use async_graphql::{Context, Object, Result};
use chrono::Utc;
use db::{
    query::{Condition, OrderKey},
    rows,
};

use super::{
    attention::InstitutionAttention,
    counts::{InstitutionCounts, TaskCounts, TaskWeek},
};
use crate::{
    audit::{AuditEvent, AuditEventFilter},
    context,
    paging::{self, Paging},
    revenue::{RevenueMonth, evolution},
    rows::{Row, Rows, Wanted},
    task::{Task, TaskOrder},
};
use crm::{
    Error,
    operations::{
        dashboard::{self, Whose},
        people, revenue,
    },
};

/// How things stand, as far as the caller sees them. Days and weeks are those of France.
pub struct Dashboard;

/// Most rows of a part.
const MOST_ROWS: i32 = 50;
/// Most weeks of the history.
const MOST_WEEKS: i32 = 52;

#[Object]
impl Dashboard {
    /// Numbers of institutions.
    async fn institutions(&self, ctx: &Context<'_>) -> Result<InstitutionCounts> {
        Ok(dashboard::institution_counts(context(ctx)?).await?.into())
    }

    /// Numbers of tasks.
    async fn tasks(&self, ctx: &Context<'_>) -> Result<TaskCounts> {
        Ok(dashboard::task_counts(context(ctx)?, Whose::Everybodys).await?.into())
    }

    /// Numbers of the tasks that are assigned to the caller.
    async fn my_task_counts(&self, ctx: &Context<'_>) -> Result<TaskCounts> {
        Ok(dashboard::task_counts(context(ctx)?, Whose::Own).await?.into())
    }

    /// The caller's open tasks: by due date, so that overdue ones come first; those without a date last. `first` is 10
    /// by default, at most 50.
    #[graphql(complexity = "paging::cost(first.or(Some(10)), None, child_complexity)")]
    async fn my_tasks(&self, ctx: &Context<'_>, first: Option<i32>) -> Result<Rows<Task>> {
        let condition = dashboard::my_tasks(context(ctx)?)?;
        first_rows::<rows::Task, Task>(ctx, condition, TaskOrder::keys(None), first.unwrap_or(10)).await
    }

    /// Active institutions that need attention, the weightiest reasons first. `first` is 10 by default, at most 50.
    #[graphql(complexity = "paging::cost(first.or(Some(10)), None, child_complexity)")]
    async fn attention(&self, ctx: &Context<'_>, first: Option<i32>) -> Result<Rows<InstitutionAttention>> {
        let most = within("first", first.unwrap_or(10), 0, MOST_ROWS)?;
        let found = dashboard::attention(context(ctx)?, i64::from(most)).await?;
        Ok(found.into_iter().map(InstitutionAttention::from).collect::<Vec<_>>().into())
    }

    /// What was done, as far as the caller may see it; the latest first. `first` is 15 by default, at most 50.
    #[graphql(complexity = "paging::cost(first.or(Some(15)), None, child_complexity)")]
    async fn activity(&self, ctx: &Context<'_>, first: Option<i32>) -> Result<Rows<AuditEvent>> {
        let viewer = &context(ctx)?.viewer;
        people::may_read_audit(viewer)?;
        let condition = AuditEventFilter::listed(None, viewer);
        first_rows::<rows::AuditEvent, AuditEvent>(ctx, condition, AuditEventFilter::order(), first.unwrap_or(15)).await
    }

    /// What was invoiced and paid by the whole firm in the last months, the present one included, as
    /// `revenueEvolution` tells it; null for those without `canViewInstitutionAnalytics`. `months` is 12 by default, at
    /// most 24.
    #[graphql(complexity = "20 + child_complexity")]
    async fn revenue(&self, ctx: &Context<'_>, months: Option<i32>) -> Result<Option<Rows<RevenueMonth>>> {
        if revenue::may_see_firm(&context(ctx)?.viewer).is_err() {
            return Ok(None);
        }
        Ok(Some(evolution(ctx, months, None).await?))
    }

    /// Tasks made and completed in the last weeks, the present one included; the oldest first. `weeks` is 12 by
    /// default, at most 52.
    async fn task_history(&self, ctx: &Context<'_>, weeks: Option<i32>) -> Result<Vec<TaskWeek>> {
        let weeks = within("weeks", weeks.unwrap_or(12), 1, MOST_WEEKS)?;
        let history = dashboard::task_history(context(ctx)?, Utc::now(), weeks).await?;
        Ok(history.into_iter().map(TaskWeek::from).collect())
    }
}

/// The first rows of a list.
async fn first_rows<R: db::query::Listed, T: Row + From<R>>(
    ctx: &Context<'_>,
    condition: Condition,
    order: Vec<OrderKey>,
    first: i32,
) -> Result<Rows<T>> {
    let wanted = Wanted { rows: true, ..Wanted::default() };
    let paging = Paging { first: Some(within("first", first, 0, MOST_ROWS)?), ..Paging::default() };
    let request = paging.request(condition, order, wanted)?;
    Ok(paging::page::<R, T>(context(ctx)?, &request, wanted).await?.rows.into())
}

fn within(argument: &str, value: i32, least: i32, most: i32) -> crm::Result<i32> {
    if (least..=most).contains(&value) {
        return Ok(value);
    }
    Err(Error::BadInput(format!("`{argument}` is a number from {least} to {most}, not {value}.").into()))
}
