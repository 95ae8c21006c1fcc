//! Writing tasks.

use async_graphql::{Context, InputObject, MaybeUndefined, Object, Result};
use chrono::{DateTime, Utc};
use domain::{TaskPriority, TaskStatus};

use super::Task;
use crate::{
    Id, context,
    payload::{change, payload},
};
use crm::operations::task;

/// A new task; it begins as to do.
#[derive(Debug, Clone, InputObject)]
pub struct CreateTaskInput {
    /// What to do, 1 to 255 characters.
    pub title: String,
    /// The details.
    pub description: Option<String>,
    /// How urgent it is; by default medium.
    pub priority: Option<TaskPriority>,
    /// Who does it; by default who creates it.
    pub assignee_id: Option<Id>,
    /// The institution that it is about.
    pub institution_id: Option<Id>,
    /// The contact that it is about, of that institution.
    pub contact_id: Option<Id>,
    /// When it is due.
    pub due_date: Option<DateTime<Utc>>,
}

impl From<CreateTaskInput> for task::NewTask {
    fn from(input: CreateTaskInput) -> Self {
        Self {
            title: input.title,
            description: input.description,
            priority: input.priority,
            assignee_id: input.assignee_id.map(Into::into),
            institution_id: input.institution_id.map(Into::into),
            contact_id: input.contact_id.map(Into::into),
            due_date: input.due_date,
        }
    }
}

/// What to change of a task; what is left out stays, null clears.
#[derive(Debug, Clone, InputObject)]
pub struct UpdateTaskInput {
    /// Which one.
    pub id: Id,
    /// The version that the change is based on; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// What to do, 1 to 255 characters.
    pub title: Option<String>,
    /// The details.
    pub description: MaybeUndefined<String>,
    /// Where it stands.
    pub status: Option<TaskStatus>,
    /// How urgent it is.
    pub priority: Option<TaskPriority>,
    /// Who does it.
    pub assignee_id: Option<Id>,
    /// The institution that it is about.
    pub institution_id: MaybeUndefined<Id>,
    /// The contact that it is about, of that institution.
    pub contact_id: MaybeUndefined<Id>,
    /// When it is due.
    pub due_date: MaybeUndefined<DateTime<Utc>>,
}

impl From<UpdateTaskInput> for task::TaskUpdate {
    fn from(input: UpdateTaskInput) -> Self {
        Self {
            id: input.id.into(),
            expected_version: input.expected_version,
            title: input.title,
            description: change(input.description),
            status: input.status,
            priority: input.priority,
            assignee_id: input.assignee_id.map(Into::into),
            institution_id: change(input.institution_id).map(|id| id.map(Into::into)),
            contact_id: change(input.contact_id).map(|id| id.map(Into::into)),
            due_date: change(input.due_date),
        }
    }
}

/// Which task to delete.
#[derive(Debug, Clone, InputObject)]
pub struct DeleteTaskInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Which task to bring back.
#[derive(Debug, Clone, InputObject)]
pub struct RestoreTaskInput {
    /// Which one.
    pub id: Id,
}

/// Begins a task.
#[derive(Debug, Clone, InputObject)]
pub struct StartTaskInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Completes a task.
#[derive(Debug, Clone, InputObject)]
pub struct CompleteTaskInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Puts a task back among those to do.
#[derive(Debug, Clone, InputObject)]
pub struct ReopenTaskInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Gives a task up.
#[derive(Debug, Clone, InputObject)]
pub struct CancelTaskInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

payload!(CreateTaskPayload, task: Task, "task");
payload!(UpdateTaskPayload, task: Task, "task");
payload!(DeleteTaskPayload, task: Task, "task");
payload!(RestoreTaskPayload, task: Task, "task");
payload!(StartTaskPayload, task: Task, "task");
payload!(CompleteTaskPayload, task: Task, "task");
payload!(ReopenTaskPayload, task: Task, "task");
payload!(CancelTaskPayload, task: Task, "task");

/// Mutations on tasks.
#[derive(Default)]
pub struct TaskMutation;

#[Object]
impl TaskMutation {
    /// Creates a task.
    async fn create_task(&self, ctx: &Context<'_>, input: CreateTaskInput) -> Result<CreateTaskPayload> {
        CreateTaskPayload::new(task::create(context(ctx)?, input.into()).await)
    }

    /// Changes a task.
    async fn update_task(&self, ctx: &Context<'_>, input: UpdateTaskInput) -> Result<UpdateTaskPayload> {
        UpdateTaskPayload::new(task::update(context(ctx)?, input.into()).await)
    }

    /// Deletes a task; `restoreTask` brings it back.
    async fn delete_task(&self, ctx: &Context<'_>, input: DeleteTaskInput) -> Result<DeleteTaskPayload> {
        DeleteTaskPayload::new(task::delete(context(ctx)?, input.id.into(), input.expected_version).await)
    }

    /// Brings a deleted task back.
    async fn restore_task(&self, ctx: &Context<'_>, input: RestoreTaskInput) -> Result<RestoreTaskPayload> {
        RestoreTaskPayload::new(task::restore(context(ctx)?, input.id.into()).await)
    }

    /// Begins a task.
    async fn start_task(&self, ctx: &Context<'_>, input: StartTaskInput) -> Result<StartTaskPayload> {
        let (id, version) = (input.id.into(), input.expected_version);
        StartTaskPayload::new(task::set_status(context(ctx)?, id, version, TaskStatus::InProgress).await)
    }

    /// Completes a task.
    async fn complete_task(&self, ctx: &Context<'_>, input: CompleteTaskInput) -> Result<CompleteTaskPayload> {
        let (id, version) = (input.id.into(), input.expected_version);
        CompleteTaskPayload::new(task::set_status(context(ctx)?, id, version, TaskStatus::Completed).await)
    }

    /// Puts a task back among those to do.
    async fn reopen_task(&self, ctx: &Context<'_>, input: ReopenTaskInput) -> Result<ReopenTaskPayload> {
        let (id, version) = (input.id.into(), input.expected_version);
        ReopenTaskPayload::new(task::set_status(context(ctx)?, id, version, TaskStatus::Todo).await)
    }

    /// Gives a task up.
    async fn cancel_task(&self, ctx: &Context<'_>, input: CancelTaskInput) -> Result<CancelTaskPayload> {
        let (id, version) = (input.id.into(), input.expected_version);
        CancelTaskPayload::new(task::set_status(context(ctx)?, id, version, TaskStatus::Cancelled).await)
    }
}
