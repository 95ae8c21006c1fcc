//! Numbers of tasks.

use async_graphql::{ComplexObject, Context, Result};
use chrono::{DateTime, Utc};
use db::{period, query::Expression};
use domain::{TaskPriority, TaskStatus};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::declare::{aggregate, group_by, numbers};
use crate::{
    Date, Id,
    institution::{MedicalInstitution, institutions_by_id},
    rows::{Alone, Loading, One, Relation, alone},
    user::{User, users_by_id},
};

const HOURS: Expression = Expression::number("extract(epoch FROM tasks.completed_at - tasks.created_at) / 3600");
const IS_OVERDUE: Expression =
    Expression::flag("coalesce(tasks.status IN ('todo', 'in_progress') AND tasks.due_date < now(), FALSE)");

group_by! {
    /// What tasks are grouped by. Days, weeks (from Monday), months, quarters and years are those of France.
    enum TaskGroupBy;
    /// What the tasks of a group have in common; null where they are not grouped by it, or it is absent.
    key TaskAggregateKey {
        /// Where it stands.
        Status => status: TaskStatus = Expression::text("tasks.status"),
        /// How urgent it is.
        Priority => priority: TaskPriority = Expression::text("tasks.priority"),
        /// Who does it.
        Assignee => assignee_id: Id = Expression::id("tasks.assigned_to"),
        /// Who made it.
        Creator => creator_id: Id = Expression::id("tasks.created_by"),
        /// The institution that it is about.
        Institution => institution_id: Id = Expression::id("tasks.institution_id"),
        /// Open, and due in the past.
        IsOverdue => is_overdue: bool = IS_OVERDUE,
        /// Day on which it was made.
        CreatedAtDay => created_at_day: Date = period!("tasks.created_at", "day"),
        /// Monday of the week in which it was made.
        CreatedAtWeek => created_at_week: Date = period!("tasks.created_at", "week"),
        /// First day of the month in which it was made.
        CreatedAtMonth => created_at_month: Date = period!("tasks.created_at", "month"),
        /// First day of the quarter in which it was made.
        CreatedAtQuarter => created_at_quarter: Date = period!("tasks.created_at", "quarter"),
        /// First day of the year in which it was made.
        CreatedAtYear => created_at_year: Date = period!("tasks.created_at", "year"),
        /// Day on which it is due.
        DueDateDay => due_date_day: Date = period!("tasks.due_date", "day"),
        /// Monday of the week in which it is due.
        DueDateWeek => due_date_week: Date = period!("tasks.due_date", "week"),
        /// First day of the month in which it is due.
        DueDateMonth => due_date_month: Date = period!("tasks.due_date", "month"),
        /// First day of the quarter in which it is due.
        DueDateQuarter => due_date_quarter: Date = period!("tasks.due_date", "quarter"),
        /// First day of the year in which it is due.
        DueDateYear => due_date_year: Date = period!("tasks.due_date", "year"),
        /// Day on which it was completed.
        CompletedAtDay => completed_at_day: Date = period!("tasks.completed_at", "day"),
        /// Monday of the week in which it was completed.
        CompletedAtWeek => completed_at_week: Date = period!("tasks.completed_at", "week"),
        /// First day of the month in which it was completed.
        CompletedAtMonth => completed_at_month: Date = period!("tasks.completed_at", "month"),
        /// First day of the quarter in which it was completed.
        CompletedAtQuarter => completed_at_quarter: Date = period!("tasks.completed_at", "quarter"),
        /// First day of the year in which it was completed.
        CompletedAtYear => completed_at_year: Date = period!("tasks.completed_at", "year"),
    }
}

impl TaskAggregateKey {
    const OBJECTS: &'static [&'static str] = &["assignee", "creator", "institution"];

    fn object<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "assignee" => {
                let ids = field.distinct_keys(|row| row.assignee_id.map(Uuid::from));
                field.one(users_by_id(ctx, ids), |row| row.assignee_id, |user| user.id)
            }
            "creator" => {
                let ids = field.distinct_keys(|row| row.creator_id.map(Uuid::from));
                field.one(users_by_id(ctx, ids), |row| row.creator_id, |user| user.id)
            }
            "institution" => {
                let ids = field.distinct_keys(|row| row.institution_id.map(Uuid::from));
                field.one(institutions_by_id(ctx, ids), |row| row.institution_id, |institution| institution.id)
            }
            _ => return None,
        })
    }
}

#[ComplexObject]
impl TaskAggregateKey {
    /// Who does it.
    async fn assignee(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }

    /// Who made it.
    async fn creator(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }

    /// The institution that it is about, if the caller sees it.
    async fn institution(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<MedicalInstitution>>>> {
        alone(self, ctx).await
    }
}

numbers! {
    /// Sums of numbers of tasks.
    TaskNumbers {
        /// Hours from when it was made to when it was completed; to four decimals.
        hours_to_complete: Decimal = HOURS,
    }
}

numbers! {
    /// Means of numbers of tasks.
    TaskAverages {
        /// Hours from when it was made to when it was completed.
        hours_to_complete: Decimal = HOURS,
    }
}

numbers! {
    /// The least or greatest values among tasks.
    TaskExtremes {
        /// Hours from when it was made to when it was completed; to four decimals.
        hours_to_complete: Decimal = HOURS,
        /// When it was made.
        created_at: DateTime<Utc> = Expression::time("tasks.created_at"),
        /// When it is due.
        due_date: DateTime<Utc> = Expression::time("tasks.due_date"),
        /// When it was completed.
        completed_at: DateTime<Utc> = Expression::time("tasks.completed_at"),
    }
}

aggregate! {
    /// A group of tasks.
    TaskAggregate of tasks by TaskGroupBy {
        key: TaskAggregateKey,
        sum: TaskNumbers,
        avg: TaskAverages,
        min: TaskExtremes,
        max: TaskExtremes,
    }
}
