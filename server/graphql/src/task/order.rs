//! Orders of tasks.

use async_graphql::{Enum, InputObject};
use db::query::OrderKey;

use crate::{order::SortDirection, paging::ended_by};
use crm::operations::task;

/// What tasks are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum TaskOrderField {
    /// Title, as in a dictionary.
    Title,
    /// To do, in progress, completed, cancelled.
    Status,
    /// From low to urgent.
    Priority,
    /// When it is due; without a date last.
    DueDate,
    /// When it was made.
    CreatedAt,
    /// When it was last changed.
    UpdatedAt,
}

/// A key of the order.
#[derive(Debug, Clone, Copy, InputObject)]
pub struct TaskOrder {
    /// The field.
    pub field: TaskOrderField,
    /// Rising or falling.
    #[graphql(default)]
    pub direction: SortDirection,
}

const STATUS: &str = "array_position(array['todo','in_progress','completed','cancelled'], tasks.status)";

impl TaskOrder {
    /// The order's keys, or the usual ones.
    #[must_use]
    pub fn keys(order: Option<Vec<Self>>) -> Vec<OrderKey> {
        use TaskOrderField as Field;
        let usual = || vec![Self { field: Field::DueDate, direction: SortDirection::Asc }];
        let order = order.filter(|keys| !keys.is_empty()).unwrap_or_else(usual);
        let key = |key: Self| {
            let plain = match key.field {
                Field::Title => OrderKey::new("tasks.title", "text"),
                Field::Status => OrderKey::new(STATUS, "int"),
                Field::Priority => OrderKey::new(task::PRIORITY, "int"),
                Field::DueDate => OrderKey::nullable("tasks.due_date", "timestamptz"),
                Field::CreatedAt => OrderKey::new("tasks.created_at", "timestamptz"),
                Field::UpdatedAt => OrderKey::new("tasks.updated_at", "timestamptz"),
            };
            plain.descending(key.direction.is_descending())
        };
        ended_by(order.into_iter().map(key).collect(), "tasks.id")
    }
}
