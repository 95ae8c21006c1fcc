//! How long invoices take to be paid.

use chrono::NaiveDate;
use diesel::{
    pg::Pg,
    prelude::*,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    sql_types::{BigInt, Date, Nullable, Numeric},
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use rust_decimal::Decimal;

use crate::query::Condition;

/// Which invoices are looked at, and in which period.
#[derive(Debug, Clone)]
pub struct DelaysRequest {
    /// The invoices, scope included.
    pub invoices: Condition,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// Invoices that were paid in full in a period, and what was invoiced in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delays {
    /// Number of invoices that were paid in full in the period.
    pub paid: i64,
    /// Of them: paid by the due date.
    pub paid_on_time: i64,
    /// Mean number of days from the issue to the last payment.
    pub days_to_pay: Option<Decimal>,
    /// Mean number of days after the due date; early payments count as less than nothing.
    pub days_late: Option<Decimal>,
    /// With tax, issued in the period, less the credit notes that were issued in it.
    pub invoiced: Decimal,
}

/// The delays of a period.
///
/// # Errors
/// What the database says.
pub async fn payment_delays(conn: &mut AsyncPgConnection, request: &DelaysRequest) -> QueryResult<Delays> {
    let (paid, paid_on_time, days_to_pay, days_late): (i64, i64, Option<Decimal>, Option<Decimal>) =
        Paid(request).get_result(conn).await?;
    let invoiced: Decimal = Invoiced(request).get_result(conn).await?;
    Ok(Delays { paid, paid_on_time, days_to_pay, days_late, invoiced })
}

struct Paid<'a>(&'a DelaysRequest);
struct Invoiced<'a>(&'a DelaysRequest);

impl QueryFragment<Pg> for Paid<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let request = self.0;
        out.push_sql(
            "SELECT count(*), count(*) FILTER (WHERE paid.paid_on <= paid.due_on), \
             round(avg(paid.paid_on - paid.issue_date), 1), round(avg(paid.paid_on - paid.due_on), 1) \
             FROM (SELECT invoices.issue_date, (invoices.paid_at AT TIME ZONE 'Europe/Paris')::date AS paid_on, \
             (invoices.due_date AT TIME ZONE 'Europe/Paris')::date AS due_on FROM invoices \
             WHERE invoices.kind = 'invoice' AND invoices.status = 'paid' AND invoices.paid_at >= (",
        );
        out.push_bind_param::<Date, _>(&request.from)?;
        out.push_sql("::timestamp AT TIME ZONE 'Europe/Paris') AND invoices.paid_at < ((");
        out.push_bind_param::<Date, _>(&request.to)?;
        out.push_sql(" + 1)::timestamp AT TIME ZONE 'Europe/Paris') AND ");
        request.invoices.walk_ast(out.reborrow())?;
        out.push_sql(") AS paid");
        Ok(())
    }
}

impl QueryFragment<Pg> for Invoiced<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let request = self.0;
        out.push_sql(
            "SELECT coalesce(sum(CASE invoices.kind WHEN 'invoice' THEN invoices.total ELSE -invoices.total END), 0) \
             FROM invoices WHERE invoices.issue_date BETWEEN ",
        );
        out.push_bind_param::<Date, _>(&request.from)?;
        out.push_sql(" AND ");
        out.push_bind_param::<Date, _>(&request.to)?;
        out.push_sql(" AND ");
        request.invoices.walk_ast(out.reborrow())
    }
}

macro_rules! query {
    ($Statement:ident, $SqlType:ty) => {
        impl QueryId for $Statement<'_> {
            type QueryId = ();
            const HAS_STATIC_QUERY_ID: bool = false;
        }

        impl Query for $Statement<'_> {
            type SqlType = $SqlType;
        }
    };
}

query!(Paid, (BigInt, BigInt, Nullable<Numeric>, Nullable<Numeric>));
query!(Invoiced, Numeric);
