//! How things stand, as far as the viewer sees them. Days, weeks and months are those of France.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use db::{
    column,
    dashboard::{self, AttentionRequest, TaskWeek},
    query::{self, Comparison, Condition, Value},
    rows::{Institution, Task},
};
use domain::CommercialStatus;

use super::{institution, scope, task};
use crate::{Context, Error, Result};

/// How long before its date a task is due soon.
const DUE_SOON: Duration = Duration::days(3);
/// How long before its end compliance expires soon: the time that an audit takes to arrange.
const EXPIRES_SOON: Duration = Duration::days(90);

const MADE_THIS_MONTH: Condition = Condition::Sql(
    "medical_institutions.created_at >= date_trunc('month', now() AT TIME ZONE 'Europe/Paris') AT TIME ZONE 'Europe/Paris'",
);
const COMPLETED_THIS_WEEK: Condition = Condition::Sql(
    "tasks.completed_at >= date_trunc('week', now() AT TIME ZONE 'Europe/Paris') AT TIME ZONE 'Europe/Paris'",
);

/// Numbers of institutions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InstitutionCounts {
    /// All.
    pub total: i64,
    /// The firm works with them.
    pub active: i64,
    /// Clients.
    pub clients: i64,
    /// Prospects.
    pub prospects: i64,
    /// Nobody is in charge of them.
    pub unassigned: i64,
    /// Made since the first day of this month.
    pub created_this_month: i64,
}

/// Numbers of tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskCounts {
    /// Neither completed nor given up.
    pub open: i64,
    /// Open, and due in the past.
    pub overdue: i64,
    /// Open, and due within three days.
    pub due_soon: i64,
    /// Completed since Monday.
    pub completed_this_week: i64,
}

/// Whose tasks are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Those that the viewer sees.
    Everybodys,
    /// Those assigned to the viewer.
    Own,
}

/// Why an institution needs attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It has overdue tasks.
    OverdueTasks,
    /// The last audit found it non-compliant.
    NonCompliant,
    /// Its compliance has ended.
    ComplianceExpired,
    /// Its compliance ends within 90 days.
    ComplianceExpiresSoon,
    /// None of its contacts is the primary one.
    NoPrimaryContact,
    /// Nobody is in charge of it.
    Unassigned,
}

/// An institution that needs attention.
#[derive(Debug, Clone)]
pub struct Attention {
    /// The institution.
    pub institution: Institution,
    /// Why; at least one.
    pub reasons: Vec<Reason>,
    /// Number of its overdue tasks.
    pub overdue_tasks: i64,
    /// When its compliance ends or ended.
    pub compliance_expires_on: Option<NaiveDate>,
}

/// Numbers of the institutions that the viewer sees.
///
/// # Errors
/// [`Error::Refused`] to an API token that does not reach them; those of the database.
pub async fn institution_counts(ctx: &Context) -> Result<InstitutionCounts> {
    institution::may_read(&ctx.viewer)?;
    let of_status = |status: CommercialStatus| {
        Condition::eq(column!(medical_institutions.commercial_status), Value::Text(status.name().to_owned()))
    };
    let parts = [
        Condition::TRUE,
        Condition::eq(column!(medical_institutions.is_active), Value::Bool(true)),
        of_status(CommercialStatus::Client),
        of_status(CommercialStatus::Prospect),
        Condition::IsNull(column!(medical_institutions.assigned_user_id)),
        MADE_THIS_MONTH,
    ];
    let counts = query::count_each::<Institution>(&mut *ctx.db().await?, &institutions(ctx), &parts).await?;
    let [total, active, clients, prospects, unassigned, created_this_month] = numbers(counts)?;
    Ok(InstitutionCounts { total, active, clients, prospects, unassigned, created_this_month })
}

/// Numbers of tasks.
///
/// # Errors
/// [`Error::Refused`] to an API token that does not reach them; those of the database.
pub async fn task_counts(ctx: &Context, whose: Whose) -> Result<TaskCounts> {
    task::may_read(&ctx.viewer)?;
    let now = Utc::now();
    let due = |how, when| Condition::Compare(column!(tasks.due_date), how, Value::Time(when));
    let due_soon = Condition::All(vec![task::open(), due(Comparison::Gte, now), due(Comparison::Lte, now + DUE_SOON)]);
    let parts = [task::open(), task::overdue(now), due_soon, COMPLETED_THIS_WEEK];
    let condition = match whose {
        Whose::Everybodys => tasks(ctx),
        Whose::Own => own_tasks(ctx),
    };
    let counts = query::count_each::<Task>(&mut *ctx.db().await?, &condition, &parts).await?;
    let [open, overdue, due_soon, completed_this_week] = numbers(counts)?;
    Ok(TaskCounts { open, overdue, due_soon, completed_this_week })
}

/// The viewer's own open tasks.
///
/// # Errors
/// [`Error::Refused`] to an API token that does not reach tasks.
pub fn my_tasks(ctx: &Context) -> Result<Condition> {
    task::may_read(&ctx.viewer)?;
    Ok(own_tasks(ctx).and(task::open()))
}

/// Active institutions that need attention, at most `most` of them: the weightiest reasons first.
///
/// # Errors
/// [`Error::Refused`] to an API token that does not reach institutions or tasks; those of the database.
pub async fn attention(ctx: &Context, most: i64) -> Result<Vec<Attention>> {
    institution::may_read(&ctx.viewer)?;
    task::may_read(&ctx.viewer)?;
    let now = Utc::now();
    let active = Condition::eq(column!(medical_institutions.is_active), Value::Bool(true));
    let request = AttentionRequest {
        institutions: institutions(ctx).and(active),
        overdue_tasks: tasks(ctx).and(task::overdue(now)),
        now,
        soon: now + EXPIRES_SOON,
        limit: most,
    };
    let found = dashboard::attention(&mut *ctx.db().await?, &request).await?;
    Ok(found.into_iter().map(Attention::from).collect())
}

/// Tasks made and completed in the last `weeks` weeks, that of `now` included; the oldest first.
///
/// # Errors
/// [`Error::Refused`] to an API token that does not reach tasks; those of the database.
pub async fn task_history(ctx: &Context, now: DateTime<Utc>, weeks: i32) -> Result<Vec<TaskWeek>> {
    task::may_read(&ctx.viewer)?;
    Ok(dashboard::task_history(&mut *ctx.db().await?, &tasks(ctx), now, weeks).await?)
}

impl From<dashboard::Attention> for Attention {
    fn from(found: dashboard::Attention) -> Self {
        let reasons = [
            (found.overdue_tasks > 0, Reason::OverdueTasks),
            (found.is_non_compliant, Reason::NonCompliant),
            (found.is_compliance_expired, Reason::ComplianceExpired),
            (found.does_compliance_expire_soon, Reason::ComplianceExpiresSoon),
            (found.has_no_primary_contact, Reason::NoPrimaryContact),
            (found.is_unassigned, Reason::Unassigned),
        ];
        Self {
            institution: found.institution,
            reasons: reasons.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| reason).collect(),
            overdue_tasks: found.overdue_tasks,
            compliance_expires_on: found.compliance_expires_on,
        }
    }
}

/// The institutions that are there for the viewer.
fn institutions(ctx: &Context) -> Condition {
    Condition::IsNull(column!(medical_institutions.deleted_at)).and(scope::institutions(&ctx.viewer))
}

/// The tasks that are there for the viewer.
fn tasks(ctx: &Context) -> Condition {
    Condition::IsNull(column!(tasks.deleted_at)).and(scope::tasks(&ctx.viewer))
}

fn own_tasks(ctx: &Context) -> Condition {
    tasks(ctx).and(Condition::eq(column!(tasks.assigned_to), Value::Id(ctx.viewer.id)))
}

fn numbers<const N: usize>(counts: Vec<i64>) -> Result<[i64; N]> {
    counts.try_into().map_err(|counts| Error::Internal(anyhow::anyhow!("{N} numbers were asked for: {counts:?}")))
}
