//! Numbers on the dashboard.

use async_graphql::SimpleObject;
use db::dashboard;

use crate::Date;
use crm::operations::dashboard as operation;

/// Numbers of the institutions that the caller sees.
#[derive(Debug, Clone, SimpleObject)]
pub struct InstitutionCounts {
    /// All.
    total: i64,
    /// The firm still works with them.
    active: i64,
    /// Clients.
    clients: i64,
    /// Prospects.
    prospects: i64,
    /// Nobody is in charge of them.
    unassigned: i64,
    /// Made since the first day of this month.
    created_this_month: i64,
}

impl From<operation::InstitutionCounts> for InstitutionCounts {
    fn from(counts: operation::InstitutionCounts) -> Self {
        Self {
            total: counts.total,
            active: counts.active,
            clients: counts.clients,
            prospects: counts.prospects,
            unassigned: counts.unassigned,
            created_this_month: counts.created_this_month,
        }
    }
}

/// Numbers of tasks.
#[derive(Debug, Clone, SimpleObject)]
pub struct TaskCounts {
    /// Neither completed nor cancelled.
    open: i64,
    /// Open, and due in the past.
    overdue: i64,
    /// Open, and due within three days.
    due_soon: i64,
    /// Completed since Monday.
    completed_this_week: i64,
}

impl From<operation::TaskCounts> for TaskCounts {
    fn from(counts: operation::TaskCounts) -> Self {
        Self {
            open: counts.open,
            overdue: counts.overdue,
            due_soon: counts.due_soon,
            completed_this_week: counts.completed_this_week,
        }
    }
}

/// What came and went in a week.
#[derive(Debug, Clone, SimpleObject)]
pub struct TaskWeek {
    /// Its Monday.
    start: Date,
    /// Tasks that were made.
    created: i64,
    /// Tasks that were completed.
    completed: i64,
}

impl From<dashboard::TaskWeek> for TaskWeek {
    fn from(week: dashboard::TaskWeek) -> Self {
        Self { start: Date(week.start), created: week.created, completed: week.completed }
    }
}
