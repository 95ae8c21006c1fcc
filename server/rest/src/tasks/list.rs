//! Lists of tasks.

use chrono::{DateTime, Utc};
use db::{
    column,
    query::{self, Column, Comparison, Condition, OrderKey, PageRequest, Value},
    rows,
};
use serde::Deserialize;
use uuid::Uuid;

use super::object::{RestTask, all_whole};
use crate::{
    Result,
    envelope::{PagedList, Success},
    extract::{Id, Query, Signed},
    named::{TaskPriorityName, TaskStatusName},
    paging::{MOST_OF_ALL, Numbered},
    wire,
};
use crm::{
    Context,
    operations::{scope, task},
};

/// Rows of a page when the query does not say.
const DEFAULT: i64 = 50;

/// Which tasks. All conditions must hold. Unknown parameters do not matter, empty ones count as absent.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(crate) struct ListQuery {
    assignee_id: Option<Uuid>,
    creator_id: Option<Uuid>,
    institution_id: Option<Uuid>,
    status: Option<TaskStatusName>,
    priority: Option<TaskPriorityName>,
    /// `true`: those that are neither completed nor cancelled and were due before now.
    overdue: Option<bool>,
    /// Due then or later: a date, or an instant.
    #[serde(default, deserialize_with = "wire::optional_instant")]
    #[param(value_type = Option<String>, example = "2026-01-01")]
    due_date_from: Option<DateTime<Utc>>,
    /// Due then or earlier: a date, which stands for its first moment, or an instant.
    #[serde(default, deserialize_with = "wire::optional_instant")]
    #[param(value_type = Option<String>, example = "2026-01-31T23:59:59Z")]
    due_date_to: Option<DateTime<Utc>>,
    /// Words that all stand in the title or the description, whatever their case and accents.
    search: Option<String>,
    /// Number of the page, from 1.
    page: Option<i64>,
    /// Rows of a page, 1 to 5 000, by default 50; −1 for all: at most 5 000, the rest on the next pages.
    limit: Option<i64>,
}

/// List tasks
///
/// Those that the caller sees: the most urgent first, then by due date, those without one last.
#[utoipa::path(
    get, path = "/api/tasks", tag = "tasks", operation_id = "listTasks",
    params(ListQuery),
    responses((status = 200, description = "A page of tasks", body = PagedList<RestTask>)),
    security(("bearer" = []))
)]
pub(super) async fn list(Signed(ctx): Signed, Query(query): Query<ListQuery>) -> Result<PagedList<RestTask>> {
    let numbered = Numbered::sized(query.page, query.limit.unwrap_or(DEFAULT), MOST_OF_ALL)?;
    let (tasks, total) = page(&ctx, query.condition(), numbered).await?;
    Ok(PagedList::new(tasks, numbered.meta(total)))
}

/// List the tasks of a user
///
/// Those that the caller sees of the user's, at most 5 000, in the order of the list of tasks.
#[utoipa::path(
    get, path = "/api/tasks/assigned/{userId}", tag = "tasks", operation_id = "listAssignedTasks",
    params(("userId" = Uuid, Path, description = "Who does them")),
    responses((status = 200, description = "The tasks", body = Success<Vec<RestTask>>)),
    security(("bearer" = []))
)]
pub(super) async fn assigned(Signed(ctx): Signed, Id(user): Id) -> Result<Success<Vec<RestTask>>> {
    let condition = Condition::eq(column!(tasks.assigned_to), Value::Id(user));
    let (tasks, _) = page(&ctx, condition, Numbered::sized(None, -1, MOST_OF_ALL)?).await?;
    Ok(Success::new(tasks))
}

async fn page(ctx: &Context, condition: Condition, numbered: Numbered) -> crm::Result<(Vec<RestTask>, i64)> {
    task::may_read(&ctx.viewer)?;
    let present = Condition::IsNull(column!(tasks.deleted_at));
    let request = PageRequest {
        condition: present.and(scope::tasks(&ctx.viewer)).and(condition),
        order: vec![
            OrderKey::new(task::PRIORITY, "int").descending(true),
            OrderKey::nullable("tasks.due_date", "timestamptz"),
            OrderKey::new("tasks.created_at", "timestamptz").descending(true),
            OrderKey::new("tasks.id", "uuid").descending(true),
        ],
        after: None,
        backward: false,
        limit: numbered.rows(),
        cursors: false,
        foreign_key: None,
    };
    let mut conn = ctx.db().await?;
    let total = query::count::<rows::Task>(&mut conn, &request.condition).await?;
    let rows = query::load_at::<rows::Task>(&mut conn, &request, numbered.offset()).await?;
    Ok((all_whole(&mut conn, &ctx.viewer, rows).await?, total))
}

impl ListQuery {
    /// The rows that the query leaves.
    pub(crate) fn condition(self) -> Condition {
        let mut all = Vec::new();
        let mut compare = |column: Column, how: Comparison, value: Option<Value>| {
            all.extend(value.map(|value| Condition::Compare(column, how, value)));
        };
        compare(column!(tasks.assigned_to), Comparison::Eq, self.assignee_id.map(Value::Id));
        compare(column!(tasks.created_by), Comparison::Eq, self.creator_id.map(Value::Id));
        compare(column!(tasks.institution_id), Comparison::Eq, self.institution_id.map(Value::Id));
        let status = self.status.map(|status| Value::Text(status.0.to_string()));
        compare(column!(tasks.status), Comparison::Eq, status);
        let priority = self.priority.map(|priority| Value::Text(priority.0.to_string()));
        compare(column!(tasks.priority), Comparison::Eq, priority);
        compare(column!(tasks.due_date), Comparison::Gte, self.due_date_from.map(Value::Time));
        compare(column!(tasks.due_date), Comparison::Lte, self.due_date_to.map(Value::Time));
        // As the original: `overdue=false` asks for nothing.
        all.extend(self.overdue.filter(|late| *late).map(|_| task::overdue(Utc::now())));
        all.extend(self.search.map(|words| Condition::search(column!(tasks.search_text), &words)));
        Condition::All(all)
    }
}
