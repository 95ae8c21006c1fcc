//! Bodies of requests that write tasks.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    named::{TaskPriorityName, TaskStatusName},
    wire,
};
use crm::{
    Error, FieldError, Result,
    operations::task::{NewTask, TaskUpdate},
};

/// A new task; its status is `todo`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewTask)]
pub(super) struct CreateBody {
    /// 1 to 255 characters.
    #[schema(required = true, nullable = false)]
    title: Option<String>,
    /// Who does it: an active user. Only those with `canAssignTasks` give tasks to others.
    #[schema(required = true, nullable = false)]
    assignee_id: Option<Uuid>,
    /// At most 10 000 characters.
    description: Option<String>,
    /// By default `medium`.
    priority: Option<TaskPriorityName>,
    /// What it is about.
    institution_id: Option<Uuid>,
    /// A contact of that institution.
    contact_id: Option<Uuid>,
    /// A date, or an instant.
    #[serde(default, deserialize_with = "wire::optional_instant")]
    #[schema(value_type = Option<String>, example = "2026-01-31T09:00:00.000Z")]
    due_date: Option<DateTime<Utc>>,
}

/// What to change of a task; what is left out stays, `null` clears what may be absent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = TaskUpdate)]
pub(super) struct UpdateBody {
    /// 1 to 255 characters.
    title: Option<String>,
    /// At most 10 000 characters.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    description: Option<Option<String>>,
    /// A completed or cancelled task is first reopened.
    status: Option<TaskStatusName>,
    priority: Option<TaskPriorityName>,
    /// Only those with `canAssignTasks` give tasks to others.
    assignee_id: Option<Uuid>,
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<Uuid>)]
    institution_id: Option<Option<Uuid>>,
    /// A contact of that institution.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<Uuid>)]
    contact_id: Option<Option<Uuid>>,
    /// A date, or an instant.
    #[serde(default, deserialize_with = "wire::given_instant")]
    #[schema(value_type = Option<String>, example = "2026-01-31T09:00:00.000Z")]
    due_date: Option<Option<DateTime<Utc>>>,
}

impl CreateBody {
    /// The operation's input, if the body says what a task cannot be without.
    pub(super) fn into_input(self) -> Result<NewTask> {
        let present = [("title", self.title.is_some()), ("assigneeId", self.assignee_id.is_some())];
        let (Some(title), Some(assignee_id)) = (self.title, self.assignee_id) else {
            let absent = present.into_iter().filter(|(_, is_present)| !is_present);
            let required = |(field, _)| FieldError::new(field, "REQUIRED", format!("`{field}` is required."));
            return Err(Error::Invalid(absent.map(required).collect()));
        };
        Ok(NewTask {
            title,
            description: self.description,
            priority: self.priority.map(|priority| priority.0),
            assignee_id: Some(assignee_id),
            institution_id: self.institution_id,
            contact_id: self.contact_id,
            due_date: self.due_date,
        })
    }
}

impl UpdateBody {
    /// The operation's input.
    pub(super) fn into_input(self, id: Uuid, expected_version: Option<i32>) -> TaskUpdate {
        TaskUpdate {
            id,
            expected_version,
            title: self.title,
            description: self.description,
            status: self.status.map(|status| status.0),
            priority: self.priority.map(|priority| priority.0),
            assignee_id: self.assignee_id,
            institution_id: self.institution_id,
            contact_id: self.contact_id,
            due_date: self.due_date,
        }
    }
}
