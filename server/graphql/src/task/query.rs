//! Reading tasks.

use async_graphql::{Context, ID, Object, Result};
use db::rows;

use super::{Task, TaskFilter, TaskOrder};
use crate::{
    context,
    paging::{self, Paging},
    rows::{Connection, One, Wanted},
};
use crm::operations::task;

/// Root fields on tasks.
#[derive(Default)]
pub struct TaskQuery;

#[Object]
impl TaskQuery {
    /// One task; `NOT_FOUND` if it is not there for the caller.
    async fn task(&self, ctx: &Context<'_>, id: ID) -> Result<One<Task>> {
        let caller = context(ctx)?;
        task::may_read(&caller.viewer)?;
        let row = task::read(caller, paging::id(&id, "task")?).await?;
        Ok(Task::from(row).into())
    }

    /// The tasks that the caller sees.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn tasks(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<TaskFilter>,
        order_by: Option<Vec<TaskOrder>>,
    ) -> Result<Connection<Task>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        task::may_read(&caller.viewer)?;
        let condition = TaskFilter::listed(filter, &caller.viewer);
        let paging = Paging { first, after, last, before };
        let request = paging.request(condition, TaskOrder::keys(order_by), wanted)?;
        Ok(paging::page::<rows::Task, Task>(caller, &request, wanted).await?.into())
    }
}
