//! Numbers of groups of rows: one statement, whose groups and measures are chosen among constants.

use diesel::{
    pg::Pg,
    prelude::*,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    sql_types::{Array, BigInt, Nullable, Text},
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use super::{
    Condition, Value,
    expression::{Expression, Kind, Period},
};

/// Groups that one request may have; a caller gets one more, which tells that there are too many.
pub const MOST_GROUPS: i64 = 10_000;

/// What is computed of the values of a group. Absent values do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Function {
    /// Their sum.
    Sum,
    /// Their mean, to four decimals.
    Avg,
    /// The least.
    Min,
    /// The greatest.
    Max,
}

impl Function {
    const fn opening(self) -> &'static str {
        match self {
            Self::Sum => "sum(",
            Self::Avg => "avg(",
            Self::Min => "min(",
            Self::Max => "max(",
        }
    }
}

/// A number to compute for each group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// How.
    pub function: Function,
    /// Of what.
    pub of: Expression,
}

impl Measure {
    /// What the result is: sums and means of whole numbers are exact and may be large.
    const fn kind(self) -> Kind {
        match self.function {
            Function::Sum | Function::Avg => Kind::Number,
            Function::Min | Function::Max => self.of.kind,
        }
    }
}

/// Which rows, grouped by what, and what of them.
#[derive(Debug, Clone)]
pub struct AggregateRequest {
    /// The table's name.
    pub table: &'static str,
    /// The rows, scope included.
    pub condition: Condition,
    /// Without any, all rows are one group, even when there are none.
    pub groups: Vec<Expression>,
    /// What is computed besides the number of rows.
    pub measures: Vec<Measure>,
}

/// A group.
#[derive(Debug, Clone, PartialEq)]
pub struct Aggregate {
    /// What it has in common, in the order of the request's groups.
    pub keys: Vec<Option<Value>>,
    /// Its number of rows.
    pub count: i64,
    /// What was computed, in the order of the request's measures.
    pub measures: Vec<Option<Value>>,
}

/// The groups, sorted by their keys; absent keys last. At most one more than [`MOST_GROUPS`].
///
/// # Errors
/// What the database says.
pub async fn aggregate(conn: &mut AsyncPgConnection, request: &AggregateRequest) -> QueryResult<Vec<Aggregate>> {
    type Texts = Vec<Option<String>>;
    let rows: Vec<(Texts, i64, Texts)> = Statement(request).load(conn).await?;
    let read = |(keys, count, measures): (Texts, i64, Texts)| {
        let of_keys = request.groups.iter().map(|group| group.kind);
        let of_measures = request.measures.iter().map(|measure| measure.kind());
        Ok(Aggregate { keys: values(keys, of_keys)?, count, measures: values(measures, of_measures)? })
    };
    rows.into_iter().map(read).collect()
}

fn values(texts: Vec<Option<String>>, kinds: impl Iterator<Item = Kind>) -> QueryResult<Vec<Option<Value>>> {
    texts.into_iter().zip(kinds).map(|(text, kind)| text.map(|text| kind.value(text)).transpose()).collect()
}

struct Statement<'a>(&'a AggregateRequest);

impl Statement<'_> {
    /// The joins of what is asked for, each once.
    fn joins(&self) -> Vec<&'static str> {
        let measured = self.0.measures.iter().map(|measure| measure.of);
        let mut joins: Vec<_> =
            self.0.groups.iter().copied().chain(measured).filter_map(|expression| expression.join).collect();
        joins.sort_unstable();
        joins.dedup();
        joins
    }
}

/// `SELECT ARRAY[keys], count(*), ARRAY[measures] FROM table joins WHERE … GROUP BY keys ORDER BY keys LIMIT n`
///
/// Where rows are grouped by periods of days, they are summed by days first, in a statement inside: of many rows few
/// days are left, and an index in the order of the days serves.
impl QueryFragment<Pg> for Statement<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let AggregateRequest { groups, measures, .. } = self.0;
        // Groups times measures: too many shapes to keep prepared.
        if !groups.is_empty() || !measures.is_empty() {
            out.unsafe_to_cache_prepared();
        }
        let (count, keys, values) = if self.by_days() {
            let keys = groups.iter().enumerate().map(|(n, group)| match group.period {
                Some(Period { unit, .. }) => format!("date_trunc('{unit}', days.key{n}::timestamp)::date"),
                None => format!("days.key{n}"),
            });
            let values = (0..measures.len()).map(|n| format!("days.value{n}"));
            ("sum(days.count)::bigint", keys.collect::<Vec<_>>(), values.collect::<Vec<_>>())
        } else {
            let sql = |expression: &Expression| expression.sql.to_owned();
            let values = measures.iter().map(|measure| sql(&measure.of));
            ("count(*)", groups.iter().map(sql).collect(), values.collect())
        };
        out.push_sql("SELECT ");
        write_texts(groups.iter().zip(&keys).map(|(group, sql)| (None, sql.as_str(), group.kind)), &mut out);
        out.push_sql(", ");
        out.push_sql(count);
        out.push_sql(", ");
        let computed = measures.iter().zip(&values);
        write_texts(computed.map(|(measure, sql)| (Some(measure.function), sql.as_str(), measure.kind())), &mut out);
        out.push_sql(" FROM ");
        if self.by_days() {
            self.write_days(&mut out)?;
        } else {
            self.write_rows(&mut out)?;
        }
        for word in [" GROUP BY ", " ORDER BY "] {
            write_list(word, keys.iter().map(String::as_str), &mut out);
        }
        out.push_sql(" LIMIT ");
        out.push_bind_param::<BigInt, _>(&LIMIT)
    }
}

impl Statement<'_> {
    /// A mean of means would not be the mean.
    fn by_days(&self) -> bool {
        self.0.groups.iter().any(|group| group.period.is_some())
            && self.0.measures.iter().all(|measure| measure.function != Function::Avg)
    }

    /// `(SELECT day AS key0, count(*) AS count, sum(…) AS value0 FROM … GROUP BY day) AS days`
    fn write_days<'b>(&'b self, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let days = || self.0.groups.iter().map(|group| group.period.map_or(group.sql, |period| period.day));
        out.push_sql("(SELECT ");
        for (n, day) in days().enumerate() {
            out.push_sql(&format!("{day} AS key{n}, "));
        }
        out.push_sql("count(*) AS count");
        for (n, measure) in self.0.measures.iter().enumerate() {
            out.push_sql(&format!(", {}{}) AS value{n}", measure.function.opening(), measure.of.sql));
        }
        out.push_sql(" FROM ");
        self.write_rows(out)?;
        write_list(" GROUP BY ", days(), out);
        out.push_sql(") AS days");
        Ok(())
    }

    /// `table joins WHERE …`
    fn write_rows<'b>(&'b self, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_identifier(self.0.table)?;
        for join in self.joins() {
            out.push_sql(" ");
            out.push_sql(join);
        }
        out.push_sql(" WHERE ");
        self.0.condition.walk_ast(out.reborrow())
    }
}

/// The word before the first item, commas between items; nothing without items.
fn write_list<'s>(word: &str, items: impl Iterator<Item = &'s str>, out: &mut AstPass<'_, '_, Pg>) {
    for (n, item) in items.enumerate() {
        out.push_sql(if n == 0 { word } else { ", " });
        out.push_sql(item);
    }
}

const LIMIT: i64 = MOST_GROUPS + 1;

/// `ARRAY[a, b]::text[]`, each in the form that [`Kind::value`] reads.
fn write_texts<'s>(values: impl Iterator<Item = (Option<Function>, &'s str, Kind)>, out: &mut AstPass<'_, '_, Pg>) {
    out.push_sql("ARRAY[");
    for (n, (function, sql, kind)) in values.enumerate() {
        if n > 0 {
            out.push_sql(", ");
        }
        let (before, after) = kind.as_text();
        out.push_sql(before);
        out.push_sql(function.map_or("(", Function::opening));
        out.push_sql(sql);
        out.push_sql(")");
        out.push_sql(after);
    }
    out.push_sql("]::text[]");
}

impl QueryId for Statement<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Statement<'_> {
    type SqlType = (Array<Nullable<Text>>, BigInt, Array<Nullable<Text>>);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{column, day_period};

    fn sql(groups: Vec<Expression>, measures: Vec<Measure>) -> String {
        let condition = Condition::IsNull(column!(tasks.deleted_at));
        let request = AggregateRequest { table: "tasks", condition, groups, measures };
        diesel::debug_query::<Pg, _>(&Statement(&request)).to_string()
    }

    #[test]
    fn one_group_without_keys() {
        let expected = "SELECT ARRAY[]::text[], count(*), ARRAY[]::text[] FROM \"tasks\" \
                        WHERE \"tasks\".\"deleted_at\" IS NULL LIMIT $1 -- binds: [10001]";
        assert_eq!(sql(Vec::new(), Vec::new()), expected);
    }

    #[test]
    fn a_join_is_written_once_and_only_where_it_is_needed() {
        const JOIN: &str = "LEFT JOIN users ON users.id = tasks.assigned_to";
        let role = Expression::text("users.role").joined(JOIN);
        let statement = sql(
            vec![Expression::text("tasks.status"), role],
            vec![Measure { function: Function::Max, of: Expression::time("users.created_at").joined(JOIN) }],
        );
        assert_eq!(statement.matches("JOIN").count(), 1, "{statement}");
        assert!(
            statement.contains("GROUP BY tasks.status, users.role ORDER BY tasks.status, users.role"),
            "{statement}"
        );
        assert!(!sql(vec![Expression::text("tasks.status")], Vec::new()).contains("JOIN"));
    }

    #[test]
    fn periods_are_summed_by_days_first() {
        let month = day_period!("tasks.day", "month");
        let sum = Measure { function: Function::Sum, of: Expression::number("tasks.effort") };
        let expected = "SELECT ARRAY[to_char((date_trunc('month', days.key0::timestamp)::date), 'YYYY-MM-DD'), \
                        ((days.key1))::text]::text[], sum(days.count)::bigint, \
                        ARRAY[trim_scale(round((sum(days.value0))::numeric, 4))::text]::text[] \
                        FROM (SELECT tasks.day AS key0, tasks.status AS key1, count(*) AS count, \
                        sum(tasks.effort) AS value0 FROM \"tasks\" WHERE \"tasks\".\"deleted_at\" IS NULL \
                        GROUP BY tasks.day, tasks.status) AS days \
                        GROUP BY date_trunc('month', days.key0::timestamp)::date, days.key1 \
                        ORDER BY date_trunc('month', days.key0::timestamp)::date, days.key1 LIMIT $1 -- binds: [10001]";
        assert_eq!(sql(vec![month, Expression::text("tasks.status")], vec![sum]), expected);
        let mean = Measure { function: Function::Avg, ..sum };
        assert!(!sql(vec![month], vec![sum, mean]).contains("days"), "a mean of means is no mean");
    }
}
