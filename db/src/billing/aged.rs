//! What is owed on a day, by institution and by how late it is.

use chrono::NaiveDate;
use diesel::{
    pg::Pg,
    prelude::*,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    sql_types::{BigInt, Date, Nullable, Numeric, Uuid as SqlUuid},
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::query::Condition;

/// Which invoices are looked at, and on which day.
#[derive(Debug, Clone)]
pub struct AgedRequest {
    /// The invoices, scope included.
    pub invoices: Condition,
    /// The day.
    pub as_of: NaiveDate,
    /// Whether the day is the present one, on which the rows themselves tell what remains.
    pub is_today: bool,
    /// At most so many institutions.
    pub limit: i64,
}

/// What is owed by an institution, or by all of them together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aged {
    /// The institution; absent for the sum of all.
    pub institution_id: Option<Uuid>,
    /// Not due yet.
    pub not_due: Decimal,
    /// 1 to 30 days late.
    pub days_30: Decimal,
    /// 31 to 60 days late.
    pub days_60: Decimal,
    /// 61 to 90 days late.
    pub days_90: Decimal,
    /// 91 to 120 days late.
    pub days_120: Decimal,
    /// More than 120 days late.
    pub older: Decimal,
    /// All of it.
    pub total: Decimal,
    /// Number of invoices.
    pub invoices: i64,
}

type Row = (Option<Uuid>, Decimal, Decimal, Decimal, Decimal, Decimal, Decimal, Decimal, i64);

/// The sum of all first, then the institutions that owe most.
///
/// # Errors
/// What the database says.
pub async fn aged_balance(conn: &mut AsyncPgConnection, request: &AgedRequest) -> QueryResult<Vec<Aged>> {
    let rows: Vec<Row> = Statement(request).load(conn).await?;
    let named = |(institution_id, not_due, days_30, days_60, days_90, days_120, older, total, invoices): Row| Aged {
        institution_id,
        not_due,
        days_30,
        days_60,
        days_90,
        days_120,
        older,
        total,
        invoices,
    };
    Ok(rows.into_iter().map(named).collect())
}

struct Statement<'a>(&'a AgedRequest);

/// Days late and the column that sums them up.
const BUCKETS: [&str; 6] = [
    "owed.late <= 0",
    "owed.late BETWEEN 1 AND 30",
    "owed.late BETWEEN 31 AND 60",
    "owed.late BETWEEN 61 AND 90",
    "owed.late BETWEEN 91 AND 120",
    "owed.late > 120",
];

impl QueryFragment<Pg> for Statement<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let request = self.0;
        out.push_sql("SELECT owed.institution_id");
        for bucket in BUCKETS {
            out.push_sql(", coalesce(sum(owed.rest) FILTER (WHERE ");
            out.push_sql(bucket);
            out.push_sql("), 0)");
        }
        out.push_sql(", coalesce(sum(owed.rest), 0), count(*) FROM (SELECT invoices.institution_id, ");
        out.push_bind_param::<Date, _>(&request.as_of)?;
        out.push_sql(" - (invoices.due_date AT TIME ZONE 'Europe/Paris')::date AS late, ");
        if request.is_today {
            out.push_sql(
                "invoices.remaining_amount AS rest FROM invoices \
                 WHERE invoices.status IN ('issued', 'partially_paid', 'overdue')",
            );
        } else {
            self.write_past(&mut out)?;
        }
        out.push_sql(" AND invoices.kind = 'invoice' AND ");
        request.invoices.walk_ast(out.reborrow())?;
        out.push_sql(
            ") AS owed WHERE owed.rest > 0 GROUP BY GROUPING SETS ((owed.institution_id), ()) \
             ORDER BY owed.institution_id IS NULL DESC, sum(owed.rest) DESC, owed.institution_id LIMIT ",
        );
        out.push_bind_param::<BigInt, _>(&request.limit)
    }
}

impl Statement<'_> {
    /// What remained on a past day: without what was paid and credited later.
    fn write_past<'b>(&'b self, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let as_of = &self.0.as_of;
        out.push_sql(
            "invoices.total - coalesce((SELECT sum(payments.amount) FROM payments \
             WHERE payments.invoice_id = invoices.id AND payments.status = 'confirmed' \
             AND (payments.payment_date AT TIME ZONE 'Europe/Paris')::date <= ",
        );
        out.push_bind_param::<Date, _>(as_of)?;
        out.push_sql(
            "), 0) - coalesce((SELECT sum(notes.total) FROM invoices AS notes \
             WHERE notes.credited_invoice_id = invoices.id AND notes.issue_date <= ",
        );
        out.push_bind_param::<Date, _>(as_of)?;
        out.push_sql("), 0) AS rest FROM invoices WHERE invoices.issue_date <= ");
        out.push_bind_param::<Date, _>(as_of)?;
        out.push_sql(
            " AND NOT (invoices.status = 'paid' AND invoices.credited_amount = 0 \
             AND (invoices.paid_at AT TIME ZONE 'Europe/Paris')::date <= ",
        );
        out.push_bind_param::<Date, _>(as_of)?;
        out.push_sql(")");
        Ok(())
    }
}

impl QueryId for Statement<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Statement<'_> {
    type SqlType = (Nullable<SqlUuid>, Numeric, Numeric, Numeric, Numeric, Numeric, Numeric, Numeric, BigInt);
}
