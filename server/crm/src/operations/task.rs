//! Tasks: create, edit, move between statuses, delete, restore.

use chrono::{DateTime, Utc};
use db::{
    column,
    query::{Comparison, Condition, Value, Values},
    rows::{Task, TaskValues},
    schema::{contact_persons, medical_institutions, tasks, users},
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{Permission, TaskPriority, TaskStatus};
use serde::Serialize;
use serde_json::Map;
use uuid::Uuid;

use super::{
    idempotency,
    institution::Presence,
    scope,
    validate::Checks,
    write::{Change, Event, announce, check_version, differences},
};
use crate::{Context, Error, Result, auth::Viewer};

const ENTITY: &str = "task";

/// A task's priority as a number, for orders: the more urgent, the greater.
pub const PRIORITY: &str = "array_position(array['low','medium','high','urgent'], tasks.priority)";

/// A new task.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct NewTask {
    pub title: String,
    pub description: Option<String>,
    pub priority: Option<TaskPriority>,
    /// Without one, the task is for who creates it.
    pub assignee_id: Option<Uuid>,
    pub institution_id: Option<Uuid>,
    pub contact_id: Option<Uuid>,
    pub due_date: Option<DateTime<Utc>>,
}

/// What to change of a task.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct TaskUpdate {
    pub id: Uuid,
    pub expected_version: Option<i32>,
    pub title: Option<String>,
    pub description: Change<String>,
    pub status: Option<TaskStatus>,
    pub priority: Option<TaskPriority>,
    pub assignee_id: Option<Uuid>,
    pub institution_id: Change<Uuid>,
    pub contact_id: Change<Uuid>,
    pub due_date: Change<DateTime<Utc>>,
}

/// Creates a task.
///
/// # Errors
/// No right, invalid input, or something named that is not there.
pub async fn create(ctx: &Context, input: NewTask) -> Result<Task> {
    ctx.viewer.may_write(ENTITY, Permission::CreateTasks)?;
    let mut checks = Checks::default();
    let values = checked(
        &mut checks,
        &TaskValues {
            title: input.title.clone(),
            description: input.description.clone(),
            status: TaskStatus::Todo,
            priority: input.priority.unwrap_or(TaskPriority::Medium),
            assignee_id: input.assignee_id.unwrap_or(ctx.viewer.id),
            institution_id: input.institution_id,
            contact_id: input.contact_id,
            due_date: input.due_date,
            completed_at: None,
        },
    );
    checks.finish()?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "createTask", &input).await? {
                return find(conn, &ctx.viewer, id).await;
            }
            check_links(conn, &ctx.viewer, None, &values).await?;
            let id = Uuid::now_v7();
            let row = diesel::insert_into(tasks::table)
                .values((tasks::id.eq(id), tasks::created_by.eq(ctx.viewer.id), &values))
                .returning(Task::as_returning())
                .get_result(conn)
                .await?;
            let changes = &differences(None, &values)?;
            let institution_id = values.institution_id;
            announce(
                conn,
                ctx,
                Event { name: "task.created", entity: ENTITY, id, institution_id, changes, public: true },
            )
            .await?;
            idempotency::keep(conn, ctx, id).await?;
            Ok(row)
        })
        .await
}

/// Changes a task, its status included.
///
/// # Errors
/// No right, unknown, stale, invalid input, or a move between statuses that does not exist.
pub async fn update(ctx: &Context, input: TaskUpdate) -> Result<Task> {
    ctx.viewer.may_write(ENTITY, Permission::EditAssignedTasks)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "updateTask", &input).await? {
                return find(conn, &ctx.viewer, id).await;
            }
            let row = lock(conn, ctx, input.id, Presence::Present).await?;
            check_version(ENTITY, input.expected_version, row.version)?;
            let mut checks = Checks::default();
            let values = checked(&mut checks, &patched(&row.values, &input));
            check_move(&mut checks, row.values.status, values.status);
            checks.finish()?;
            check_links(conn, &ctx.viewer, Some(&row.values), &values).await?;
            let changes = differences(Some(&row.values), &values)?;
            idempotency::keep(conn, ctx, row.id).await?;
            if changes.is_empty() {
                return Ok(row);
            }
            let completed = values.status == TaskStatus::Completed && row.values.status != TaskStatus::Completed;
            let row = diesel::update(tasks::table.find(row.id))
                .set(&values)
                .returning(Task::as_returning())
                .get_result(conn)
                .await?;
            let name = if completed { "task.completed" } else { "task.updated" };
            let (id, institution_id) = (row.id, values.institution_id);
            announce(conn, ctx, Event { name, entity: ENTITY, id, institution_id, changes: &changes, public: true })
                .await?;
            Ok(row)
        })
        .await
}

/// Moves a task to a status.
///
/// # Errors
/// As [`update`].
pub async fn set_status(ctx: &Context, id: Uuid, expected_version: Option<i32>, status: TaskStatus) -> Result<Task> {
    update(ctx, TaskUpdate { id, expected_version, status: Some(status), ..TaskUpdate::default() }).await
}

/// Deletes a task; it can be restored.
///
/// # Errors
/// No right, unknown, or stale.
pub async fn delete(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<Task> {
    set_deleted(ctx, id, Presence::Any, expected_version, true).await
}

/// As [`delete`], for callers to whom a deleted task is no longer there.
///
/// # Errors
/// As [`delete`]; unknown, if it is deleted already.
pub async fn delete_present(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<Task> {
    set_deleted(ctx, id, Presence::Present, expected_version, true).await
}

/// Brings a deleted task back.
///
/// # Errors
/// No right, or unknown.
pub async fn restore(ctx: &Context, id: Uuid) -> Result<Task> {
    set_deleted(ctx, id, Presence::Any, None, false).await
}

async fn set_deleted(
    ctx: &Context,
    id: Uuid,
    presence: Presence,
    expected_version: Option<i32>,
    deleted: bool,
) -> Result<Task> {
    ctx.viewer.may_write(ENTITY, Permission::DeleteTasks)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let name = if deleted { "deleteTask" } else { "restoreTask" };
            if let Some(id) = idempotency::claim(conn, ctx, name, &(id, expected_version)).await? {
                return lock(conn, ctx, id, Presence::Any).await;
            }
            let row = lock(conn, ctx, id, presence).await?;
            idempotency::keep(conn, ctx, id).await?;
            if row.deleted_at.is_some() == deleted {
                return Ok(row);
            }
            check_version(ENTITY, expected_version, row.version)?;
            let row = diesel::update(tasks::table.find(id))
                .set(tasks::deleted_at.eq(deleted.then(Utc::now)))
                .returning(Task::as_returning())
                .get_result(conn)
                .await?;
            let name = if deleted { "task.deleted" } else { "task.restored" };
            let (institution_id, changes) = (row.values.institution_id, &Map::new());
            announce(conn, ctx, Event { name, entity: ENTITY, id, institution_id, changes, public: false }).await?;
            Ok(row)
        })
        .await
}

/// Checks that the viewer may look at tasks at all; which ones is [`scope::tasks`]'s answer.
///
/// # Errors
/// [`Error::Refused`] to an API token that does not reach them.
pub fn may_read(viewer: &Viewer) -> Result<()> {
    viewer.may_read(ENTITY, Permission::ViewAssignedInstitutions)
}

/// Tasks that are neither completed nor given up.
#[must_use]
pub fn open() -> Condition {
    let open = TaskStatus::ALL.iter().filter(|status| status.is_open()).map(|status| status.name().to_owned());
    Condition::OneOf(column!(tasks.status), Values::Text(open.collect()))
}

/// Tasks that are open, and were due before `now`.
#[must_use]
pub fn overdue(now: DateTime<Utc>) -> Condition {
    open().and(Condition::Compare(column!(tasks.due_date), Comparison::Lt, Value::Time(now)))
}

/// One task that the viewer sees and that is not deleted.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find(conn: &mut AsyncPgConnection, viewer: &Viewer, id: Uuid) -> Result<Task> {
    tasks::table
        .filter(visible(viewer, id, Presence::Present))
        .select(Task::as_select())
        .first(conn)
        .await
        .optional()?
        .ok_or(Error::NotFound(ENTITY))
}

/// As [`find`], together with others who read at the same time.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn read(ctx: &Context, id: Uuid) -> Result<Task> {
    let seen = seen(&ctx.viewer, Presence::Present);
    ctx.app.point_reads.tasks.find(ctx, seen, id).await?.ok_or(Error::NotFound(ENTITY))
}

fn visible(viewer: &Viewer, id: Uuid, presence: Presence) -> Condition {
    Condition::eq(column!(tasks.id), Value::Id(id)).and(seen(viewer, presence))
}

fn seen(viewer: &Viewer, presence: Presence) -> Condition {
    let seen = scope::tasks(viewer);
    match presence {
        Presence::Present => seen.and(Condition::IsNull(column!(tasks.deleted_at))),
        Presence::Any => seen,
    }
}

async fn lock(conn: &mut AsyncPgConnection, ctx: &Context, id: Uuid, presence: Presence) -> Result<Task> {
    let row = tasks::table
        .filter(visible(&ctx.viewer, id, presence))
        .select((Task::as_select(), scope::editable_tasks(&ctx.viewer)))
        .for_update()
        .first::<(Task, bool)>(conn)
        .await
        .optional()?;
    match row {
        None => Err(Error::NotFound(ENTITY)),
        Some((_, false)) => Err(Error::Forbidden(Permission::EditAllTasks)),
        Some((row, true)) => Ok(row),
    }
}

/// What a task points to must be there for the viewer; giving tasks to others is a right of its own.
async fn check_links(
    conn: &mut AsyncPgConnection,
    viewer: &Viewer,
    old: Option<&TaskValues>,
    new: &TaskValues,
) -> Result<()> {
    if old.is_none_or(|old| old.assignee_id != new.assignee_id) && new.assignee_id != viewer.id {
        if !viewer.can(Permission::AssignTasks) {
            return Err(Error::invalid("assigneeId", "NOT_ALLOWED", "Only a manager gives tasks to others."));
        }
        let active = users::table.find(new.assignee_id).filter(users::is_active);
        if !diesel::select(diesel::dsl::exists(active)).get_result::<bool>(conn).await? {
            return Err(Error::invalid("assigneeId", "NOT_FOUND", "There is no such active user."));
        }
    }
    if let Some(id) = new.institution_id.filter(|id| old.and_then(|old| old.institution_id) != Some(*id)) {
        let seen = medical_institutions::table
            .filter(medical_institutions::deleted_at.is_null())
            .filter(Condition::eq(column!(medical_institutions.id), Value::Id(id)).and(scope::institutions(viewer)));
        if !diesel::select(diesel::dsl::exists(seen)).get_result::<bool>(conn).await? {
            return Err(Error::invalid("institutionId", "NOT_FOUND", "There is no such institution."));
        }
    }
    let links = |values: &TaskValues| (values.institution_id, values.contact_id);
    if let Some(contact) = new.contact_id.filter(|_| old.map(links) != Some(links(new))) {
        let host = contact_persons::table
            .find(contact)
            .filter(contact_persons::deleted_at.is_null())
            .select(contact_persons::institution_id)
            .first::<Uuid>(conn)
            .await
            .optional()?;
        if host.is_none() || host != new.institution_id {
            return Err(Error::invalid("contactId", "NOT_FOUND", "There is no such contact at this institution."));
        }
    }
    Ok(())
}

fn check_move(checks: &mut Checks, from: TaskStatus, to: TaskStatus) {
    if !from.can_become(to) {
        checks.refuse("status", "ILLEGAL_TRANSITION", format!("A task cannot go from `{from}` to `{to}`."));
    }
}

fn patched(old: &TaskValues, input: &TaskUpdate) -> TaskValues {
    let status = input.status.unwrap_or(old.status);
    TaskValues {
        title: input.title.clone().unwrap_or_else(|| old.title.clone()),
        description: input.description.clone().unwrap_or_else(|| old.description.clone()),
        status,
        priority: input.priority.unwrap_or(old.priority),
        assignee_id: input.assignee_id.unwrap_or(old.assignee_id),
        institution_id: input.institution_id.unwrap_or(old.institution_id),
        contact_id: input.contact_id.unwrap_or(old.contact_id),
        due_date: input.due_date.unwrap_or(old.due_date),
        completed_at: (status == TaskStatus::Completed).then(|| old.completed_at.unwrap_or_else(Utc::now)),
    }
}

fn checked(checks: &mut Checks, typed: &TaskValues) -> TaskValues {
    TaskValues {
        title: checks.required("title", &typed.title, 255),
        description: checks.optional("description", typed.description.as_deref(), 10_000),
        status: typed.status,
        priority: typed.priority,
        assignee_id: typed.assignee_id,
        institution_id: typed.institution_id,
        contact_id: typed.contact_id,
        due_date: typed.due_date,
        completed_at: typed.completed_at,
    }
}
