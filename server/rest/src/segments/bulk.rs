//! Doing something with every member of a segment.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    Result,
    envelope::Success,
    errors::{absent, invalid_value},
    extract::{Id, Json, Query, Signed},
    named::TaskPriorityName,
    wire,
};
use crm::{
    Error,
    operations::segment::{self, Step},
};

/// What can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SegmentOperation)]
pub(super) enum Operation {
    /// A task about each member.
    CreateTasks,
    /// A change of each institution.
    UpdateInstitutions,
    /// A change of each contact.
    UpdateContacts,
    /// Not offered: letters to many need consent that is not kept here.
    SendCommunications,
}

/// What to do.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(super) struct PreviewQuery {
    #[param(required = true)]
    operation_type: Option<Operation>,
}

/// What it would touch.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SegmentOperationPreview)]
pub(super) struct Preview {
    operation_type: Operation,
    /// Members that the caller sees.
    affected_count: i64,
    /// Whether that is few enough for one request.
    is_possible: bool,
    /// Members of one request, at most.
    limit: i64,
}

/// Count what an operation would touch
#[utoipa::path(
    get, path = "/api/segments/{id}/bulk/preview", tag = "segments", operation_id = "previewSegmentOperation",
    params(("id" = Uuid, Path, description = "The segment"), PreviewQuery),
    responses((status = 200, description = "What it would touch", body = Success<Preview>)),
    security(("bearer" = []))
)]
pub(super) async fn preview_bulk(
    Signed(ctx): Signed,
    Id(id): Id,
    Query(query): Query<PreviewQuery>,
) -> Result<Success<Preview>> {
    segment::may_read(&ctx.viewer)?;
    let Some(operation_type) = query.operation_type else {
        return Err(invalid_value("operationType", "`operationType` is required."));
    };
    let count = async {
        let mut conn = ctx.db().await?;
        let row = segment::find(&mut conn, &ctx.viewer, id).await?;
        let counts = segment::counts(&mut conn, &ctx.viewer, &[&row]).await?;
        Ok::<_, Error>(counts.first().copied().unwrap_or_default())
    }
    .await?;
    let limit = i64::try_from(segment::MOST).unwrap_or(i64::MAX);
    let is_possible = operation_type != Operation::SendCommunications && count <= limit;
    Ok(Success::new(Preview { operation_type, affected_count: count, is_possible, limit }))
}

/// What to do with each member.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SegmentOperationBody)]
pub(super) struct ExecuteBody {
    #[schema(required = true, nullable = false)]
    operation_type: Option<Operation>,
    #[serde(default)]
    options: Options,
}

/// The details: of tasks `title`, `description`, `priority`, `dueDate`, `assigneeId`; of institutions `assignedUserId`,
/// `tags`, `isActive`; of contacts `title`, `department`, `isActive`.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SegmentOperationOptions)]
struct Options {
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    title: Option<Option<String>>,
    description: Option<String>,
    priority: Option<TaskPriorityName>,
    #[serde(default, deserialize_with = "wire::optional_instant")]
    #[schema(value_type = Option<String>, example = "2026-01-31T09:00:00.000Z")]
    due_date: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "wire::optional_id")]
    #[schema(value_type = Option<Uuid>)]
    assignee_id: Option<Uuid>,
    #[serde(default, deserialize_with = "wire::given_id")]
    #[schema(value_type = Option<Uuid>)]
    assigned_user_id: Option<Option<Uuid>>,
    tags: Option<Vec<String>>,
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    department: Option<Option<String>>,
    is_active: Option<bool>,
}

impl ExecuteBody {
    fn into_step(self) -> crm::Result<Step> {
        let Some(operation) = self.operation_type else { return Err(absent([("operationType", false)])) };
        let options = self.options;
        Ok(match operation {
            Operation::CreateTasks => Step::CreateTasks {
                title: options.title.flatten().unwrap_or_default(),
                description: options.description,
                priority: options.priority.map(|priority| priority.0),
                due_date: options.due_date,
                assignee_id: options.assignee_id,
            },
            Operation::UpdateInstitutions => Step::UpdateInstitutions {
                assigned_user_id: options.assigned_user_id,
                tags: options.tags,
                is_active: options.is_active,
            },
            Operation::UpdateContacts => Step::UpdateContacts {
                title: options.title,
                department: options.department,
                is_active: options.is_active,
            },
            Operation::SendCommunications => {
                let message = "Letters to many are not sent: create tasks, or export the contacts.";
                return Err(Error::invalid("operationType", "NOT_OFFERED", message));
            }
        })
    }
}

/// How it went.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SegmentOperationResult)]
pub(super) struct Outcome {
    /// Members that the caller sees.
    total_count: usize,
    /// Of them, those that it was done with.
    success_count: usize,
    failure_count: usize,
    /// The others, and why.
    errors: Vec<Failed>,
}

/// A member that it was not done with.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SegmentOperationFailure)]
struct Failed {
    id: Uuid,
    name: String,
    message: String,
}

/// Do something with every member of a segment
///
/// At most 500 members; each counts by itself. Repeated with the same `Idempotency-Key` it goes on where it stopped.
#[utoipa::path(
    post, path = "/api/segments/{id}/bulk/execute", tag = "segments", operation_id = "executeSegmentOperation",
    params(("id" = Uuid, Path, description = "The segment")),
    request_body = ExecuteBody,
    responses((status = 200, description = "How it went", body = Success<Outcome>)),
    security(("bearer" = []))
)]
pub(super) async fn execute(
    Signed(ctx): Signed,
    Id(id): Id,
    Json(body): Json<ExecuteBody>,
) -> Result<Success<Outcome>> {
    let applied = segment::apply(&ctx, id, &body.into_step()?).await?;
    let failed = |failure: segment::Failure| Failed { id: failure.id, name: failure.name, message: failure.message };
    Ok(Success::new(Outcome {
        total_count: applied.members,
        success_count: applied.done,
        failure_count: applied.failures.len(),
        errors: applied.failures.into_iter().map(failed).collect(),
    }))
}
