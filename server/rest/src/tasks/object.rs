//! A task on REST, with its people and its institution.

use chrono::{DateTime, TimeDelta, Utc};
use db::rows;
use diesel_async::AsyncPgConnection;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    institution::{RestInstitutionRow, RestPerson},
    named::{Named, TaskPriorityName, TaskStatusName},
    related, wire,
};
use crm::{Context, Result, auth::Viewer};

/// Something to do.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Task)]
pub(super) struct RestTask {
    id: Uuid,
    title: String,
    description: Option<String>,
    status: TaskStatusName,
    priority: TaskPriorityName,
    assignee_id: Uuid,
    creator_id: Uuid,
    institution_id: Option<Uuid>,
    contact_id: Option<Uuid>,
    #[serde(serialize_with = "wire::optional_timestamp")]
    due_date: Option<DateTime<Utc>>,
    #[serde(serialize_with = "wire::optional_timestamp")]
    completed_at: Option<DateTime<Utc>>,
    /// Neither completed nor cancelled, and due in the past.
    is_overdue: bool,
    /// Days until it is due, begun ones counted as whole; negative when it was due before. `null` without a due date.
    days_until_due: Option<i64>,
    /// Rises with each change; the number in the `ETag`.
    version: i32,
    #[serde(serialize_with = "wire::timestamp")]
    created_at: DateTime<Utc>,
    #[serde(serialize_with = "wire::timestamp")]
    updated_at: DateTime<Utc>,
    /// Who does it.
    assignee: Option<RestPerson>,
    /// Who made it.
    creator: Option<RestPerson>,
    /// What it is about, if the caller sees it.
    institution: Option<RestInstitutionRow>,
}

/// What is shown of a task besides its row.
#[derive(Debug, Default)]
struct Parts {
    assignee: Option<RestPerson>,
    creator: Option<RestPerson>,
    institution: Option<RestInstitutionRow>,
}

impl RestTask {
    fn new(row: rows::Task, parts: Parts, now: DateTime<Utc>) -> Self {
        let values = row.values;
        Self {
            id: row.id,
            title: values.title,
            description: values.description,
            status: Named(values.status),
            priority: Named(values.priority),
            assignee_id: values.assignee_id,
            creator_id: row.creator_id,
            institution_id: values.institution_id,
            contact_id: values.contact_id,
            due_date: values.due_date,
            completed_at: values.completed_at,
            is_overdue: values.status.is_open() && values.due_date.is_some_and(|due| due < now),
            days_until_due: values.due_date.map(|due| days(due - now)),
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            assignee: parts.assignee,
            creator: parts.creator,
            institution: parts.institution,
        }
    }

    pub(super) fn id(&self) -> Uuid {
        self.id
    }

    pub(super) fn version(&self) -> i32 {
        self.version
    }
}

/// Whole days of a time, a begun one counted.
fn days(time: TimeDelta) -> i64 {
    const DAY: i64 = 86_400_000;
    let milliseconds = time.num_milliseconds();
    milliseconds.div_euclid(DAY) + i64::from(milliseconds.rem_euclid(DAY) > 0)
}

/// One task, whole.
pub(super) async fn whole(ctx: &Context, row: rows::Task) -> Result<RestTask> {
    let mut conn = ctx.db().await?;
    let mut parts = parts_of(&mut conn, &ctx.viewer, std::slice::from_ref(&row)).await?;
    let own = parts.pop().unwrap_or_default();
    Ok(RestTask::new(row, own, Utc::now()))
}

/// Tasks, whole: three statements, however many they are.
pub(super) async fn all_whole(
    conn: &mut AsyncPgConnection,
    viewer: &Viewer,
    rows: Vec<rows::Task>,
) -> Result<Vec<RestTask>> {
    let parts = parts_of(conn, viewer, &rows).await?;
    let now = Utc::now();
    Ok(rows.into_iter().zip(parts).map(|(row, own)| RestTask::new(row, own, now)).collect())
}

/// The parts of each task, in the order of the tasks.
async fn parts_of(conn: &mut AsyncPgConnection, viewer: &Viewer, rows: &[rows::Task]) -> Result<Vec<Parts>> {
    let institutions = rows.iter().filter_map(|row| row.values.institution_id);
    let institutions = related::institutions(conn, viewer, institutions).await?;
    let people = related::people(conn, rows.iter().flat_map(|row| [row.values.assignee_id, row.creator_id])).await?;
    let parts = |row: &rows::Task| Parts {
        assignee: people.get(&row.values.assignee_id).cloned(),
        creator: people.get(&row.creator_id).cloned(),
        institution: row.values.institution_id.and_then(|id| institutions.get(&id).cloned()),
    };
    Ok(rows.iter().map(parts).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn begun_days_count() {
        let of = |hours: i64| days(TimeDelta::hours(hours));
        assert_eq!([of(0), of(1), of(24), of(25), of(-1), of(-24), of(-25)], [0, 1, 1, 2, 0, -1, -1]);
    }
}
