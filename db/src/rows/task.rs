//! Rows of `tasks`.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::{TaskPriority, TaskStatus};
use serde::Serialize;
use uuid::Uuid;

use crate::schema::tasks;

/// What people set of a task, its status included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = tasks, check_for_backend(diesel::pg::Pg), treat_none_as_null = true)]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct TaskValues {
    pub title: String,
    pub description: Option<String>,
    pub status: TaskStatus,
    pub priority: TaskPriority,
    #[diesel(column_name = assigned_to)]
    pub assignee_id: Uuid,
    pub institution_id: Option<Uuid>,
    pub contact_id: Option<Uuid>,
    pub due_date: Option<DateTime<Utc>>,
    pub completed_at: Option<DateTime<Utc>>,
}

/// Something to do.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = tasks, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct Task {
    pub id: Uuid,
    #[diesel(embed)]
    pub values: TaskValues,
    #[diesel(column_name = created_by)]
    pub creator_id: Uuid,
    pub deleted_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

crate::listed!(Task, tasks);
