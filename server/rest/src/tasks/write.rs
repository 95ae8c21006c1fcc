//! Showing, creating, changing and deleting tasks.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{
    body::{CreateBody, UpdateBody},
    object::{RestTask, whole},
};
use crate::{
    Result,
    envelope::{Done, Success},
    extract::{Id, Json, Signed},
    version,
};
use crm::operations::task;

/// Show a task
#[utoipa::path(
    get, path = "/api/tasks/{id}", tag = "tasks", operation_id = "getTask",
    params(("id" = Uuid, Path, description = "The task")),
    responses(
        (status = 200, description = "The task", body = Success<RestTask>),
        (status = 304, description = "The caller has it as it is (`If-None-Match`)")
    ),
    security(("bearer" = []))
)]
pub(super) async fn show(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    task::may_read(&ctx.viewer)?;
    let row = task::read(&ctx, id).await?;
    let task = whole(&ctx, row).await?;
    version::tagged_whole(&headers, task.version(), &Success::new(task))
}

/// Create a task
#[utoipa::path(
    post, path = "/api/tasks", tag = "tasks", operation_id = "createTask",
    request_body = CreateBody,
    responses((status = 201, description = "The new task", body = Success<RestTask>)),
    security(("bearer" = []))
)]
pub(super) async fn create(Signed(ctx): Signed, Json(body): Json<CreateBody>) -> Result<Response> {
    let row = task::create(&ctx, body.into_input()?).await?;
    let task = whole(&ctx, row).await?;
    let location = format!("/api/tasks/{}", task.id());
    let shown = version::tagged_whole(&HeaderMap::new(), task.version(), &Success::new(task))?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], shown).into_response())
}

/// Change a task
///
/// Its status and its assignee too. What is left out stays. `If-Match` with the `ETag` of the last answer makes a stale
/// change fail.
#[utoipa::path(
    put, path = "/api/tasks/{id}", tag = "tasks", operation_id = "updateTask",
    params(("id" = Uuid, Path, description = "The task")),
    request_body = UpdateBody,
    responses((status = 200, description = "The changed task", body = Success<RestTask>)),
    security(("bearer" = []))
)]
pub(super) async fn update(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(body): Json<UpdateBody>,
) -> Result<Response> {
    let input = body.into_input(id, version::expected(&headers)?);
    let row = task::update(&ctx, input).await.map_err(version::failed)?;
    let task = whole(&ctx, row).await?;
    version::tagged_whole(&HeaderMap::new(), task.version(), &Success::new(task))
}

/// Delete a task
#[utoipa::path(
    delete, path = "/api/tasks/{id}", tag = "tasks", operation_id = "deleteTask",
    params(("id" = Uuid, Path, description = "The task")),
    responses((status = 200, description = "Done", body = Done)),
    security(("bearer" = []))
)]
pub(super) async fn delete(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Done> {
    let expected = version::expected(&headers)?;
    task::delete_present(&ctx, id, expected).await.map_err(version::failed)?;
    Ok(Done::new("Task deleted successfully"))
}
