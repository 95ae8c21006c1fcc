//! What the log says of the demo company: who wrote down, began and completed which task.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use db::schema::audit_events;
use diesel::Insertable;
use domain::TaskStatus;
use serde_json::{Value, json};
use uuid::Uuid;

use super::tasks::TaskRow;

/// A row of `audit_events`; its key is drawn by the database.
#[derive(Debug, Insertable)]
#[diesel(table_name = audit_events)]
pub(super) struct EventRow {
    occurred_at: DateTime<Utc>,
    user_id: Uuid,
    user_name: String,
    action: &'static str,
    entity: &'static str,
    entity_id: Uuid,
    institution_id: Option<Uuid>,
    changes: Value,
    origin: &'static str,
}

/// The events of those tasks that are `new`; `names` are those of the people.
pub(super) fn of_tasks(tasks: &[TaskRow], new: &HashSet<Uuid>, names: &HashMap<Uuid, String>) -> Vec<EventRow> {
    tasks.iter().filter(|task| new.contains(&task.id)).flat_map(|task| of_task(task, names)).collect()
}

fn of_task(task: &TaskRow, names: &HashMap<Uuid, String>) -> Vec<EventRow> {
    let event = |occurred_at, user_id: Uuid, action, changes| EventRow {
        occurred_at,
        user_id,
        user_name: names.get(&user_id).cloned().unwrap_or_default(),
        action,
        entity: "task",
        entity_id: task.id,
        institution_id: task.values.institution_id,
        changes,
        origin: "web",
    };
    let title = json!({ "title": { "old": null, "new": task.values.title } });
    let mut events = vec![event(task.created_at, task.created_by, "task.created", title)];
    let action = match task.values.status {
        TaskStatus::Todo => return events,
        TaskStatus::Completed => "task.completed",
        TaskStatus::InProgress | TaskStatus::Cancelled => "task.updated",
    };
    let status = json!({ "status": { "old": TaskStatus::Todo.name(), "new": task.values.status.name() } });
    events.push(event(task.updated_at, task.values.assignee_id, action, status));
    events
}
