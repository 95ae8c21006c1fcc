//! How many tasks came and went, week by week.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    pg::Pg,
    prelude::*,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    sql_types::{BigInt, Date, Integer, Timestamptz},
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use crate::query::Condition;

/// A week, which begins on Monday in France.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct TaskWeek {
    /// The Monday.
    pub start: NaiveDate,
    /// Tasks that were made in it.
    pub created: i64,
    /// Tasks that were completed in it.
    pub completed: i64,
}

/// The last `weeks` weeks up to that of `now`, oldest first, with their numbers of the tasks that satisfy `condition`.
///
/// # Errors
/// What the database says.
pub async fn task_history(
    conn: &mut AsyncPgConnection,
    condition: &Condition,
    now: DateTime<Utc>,
    weeks: i32,
) -> QueryResult<Vec<TaskWeek>> {
    Statement { condition, now, before: weeks - 1 }.load(conn).await
}

struct Statement<'a> {
    condition: &'a Condition,
    now: DateTime<Utc>,
    /// Weeks before the present one.
    before: i32,
}

impl Statement<'_> {
    /// The Monday, as a time without zone.
    fn write_this_week<'b>(&'b self, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("date_trunc('week', ");
        out.push_bind_param::<Timestamptz, _>(&self.now)?;
        out.push_sql(" AT TIME ZONE 'Europe/Paris')");
        Ok(())
    }

    /// The numbers of tasks by the week of `column`.
    fn write_counts<'b>(&'b self, column: &str, name: &str, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(" LEFT JOIN (SELECT date_trunc('week', ");
        out.push_sql(column);
        out.push_sql(" AT TIME ZONE 'Europe/Paris')::date AS start, count(*) AS number FROM tasks WHERE ");
        self.condition.walk_ast(out.reborrow())?;
        out.push_sql(" AND ");
        out.push_sql(column);
        out.push_sql(" >= (");
        self.write_this_week(out)?;
        out.push_sql(" - make_interval(weeks => ");
        out.push_bind_param::<Integer, _>(&self.before)?;
        out.push_sql(")) AT TIME ZONE 'Europe/Paris' GROUP BY 1) AS ");
        out.push_sql(name);
        out.push_sql(" USING (start)");
        Ok(())
    }
}

impl QueryFragment<Pg> for Statement<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("SELECT start, coalesce(created.number, 0), coalesce(completed.number, 0) FROM (SELECT ");
        self.write_this_week(&mut out)?;
        out.push_sql("::date - 7 * ago AS start FROM generate_series(0, ");
        out.push_bind_param::<Integer, _>(&self.before)?;
        out.push_sql(") AS ago) AS weeks");
        self.write_counts("tasks.created_at", "created", &mut out)?;
        self.write_counts("tasks.completed_at", "completed", &mut out)?;
        out.push_sql(" ORDER BY start");
        Ok(())
    }
}

impl QueryId for Statement<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Statement<'_> {
    type SqlType = (Date, BigInt, BigInt);
}
