//! Tasks, the latest first.

use chrono::Utc;
use db::{
    column,
    query::{Column, Condition, OrderKey},
    rows::Task,
};
use diesel_async::AsyncPgConnection;
use domain::TaskStatus;
use futures_util::{FutureExt as _, future::BoxFuture};

use super::{
    cell::Cell,
    related,
    table::{Exported, Row},
};
use crate::{Result, auth::Viewer, operations::scope};

/// The list of tasks.
pub struct TaskExport;

impl Exported for TaskExport {
    type Rows = Task;

    const NAME: &'static str = "tasks";
    const ENTITIES: &'static [&'static str] = &["task"];
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "title",
        "description",
        "status",
        "priority",
        "dueDate",
        "completedAt",
        "assigneeId",
        "assignee",
        "assigneeEmail",
        "creatorId",
        "creator",
        "creatorEmail",
        "institutionId",
        "institutionName",
        "institutionType",
        "createdAt",
        "updatedAt",
        "isOverdue",
    ];

    fn order() -> Vec<OrderKey> {
        vec![
            OrderKey::new("tasks.created_at", "timestamptz").descending(true),
            OrderKey::new("tasks.id", "uuid").descending(true),
        ]
    }

    fn made() -> Column {
        column!(tasks.created_at)
    }

    fn listed(viewer: &Viewer) -> Condition {
        Condition::IsNull(column!(tasks.deleted_at)).and(scope::tasks(viewer))
    }

    fn cells<'a>(
        conn: &'a mut AsyncPgConnection,
        viewer: &'a Viewer,
        rows: Vec<Task>,
    ) -> BoxFuture<'a, Result<Vec<Row>>> {
        async move {
            let ids = rows.iter().flat_map(|row| [row.values.assignee_id, row.creator_id]);
            let people = related::people(conn, ids).await?;
            let places =
                related::institutions(conn, viewer, rows.iter().filter_map(|row| row.values.institution_id)).await?;
            let now = Utc::now();
            let cells = rows.into_iter().map(|row| {
                let values = row.values;
                let [assignee, assignee_email] = related::person(people.get(&values.assignee_id));
                let [creator, creator_email] = related::person(people.get(&row.creator_id));
                let [place, kind] = related::place(values.institution_id.and_then(|id| places.get(&id)));
                let is_open = matches!(values.status, TaskStatus::Todo | TaskStatus::InProgress);
                vec![
                    row.id.into(),
                    values.title.into(),
                    values.description.into(),
                    Cell::word(values.status),
                    Cell::word(values.priority),
                    values.due_date.into(),
                    values.completed_at.into(),
                    values.assignee_id.into(),
                    assignee,
                    assignee_email,
                    row.creator_id.into(),
                    creator,
                    creator_email,
                    values.institution_id.into(),
                    place,
                    kind,
                    row.created_at.into(),
                    row.updated_at.into(),
                    (is_open && values.due_date.is_some_and(|due| due < now)).into(),
                ]
            });
            Ok(cells.collect())
        }
        .boxed()
    }
}
