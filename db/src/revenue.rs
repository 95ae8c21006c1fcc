//! What was invoiced and paid in periods, by where it comes from: of institutions from their documents, of the whole
//! firm from `revenue_days`, which triggers keep.

use std::ops::AddAssign;

use chrono::NaiveDate;
use diesel::{
    pg::Pg,
    prelude::*,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    sql_types::{Array, BigInt, Date, Nullable, Numeric, Text, Uuid as SqlUuid},
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::query::Condition;

/// Days from the first one to the one before `before`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: NaiveDate,
    /// The day after the last one.
    pub before: NaiveDate,
}

/// What documents amount to, in euros; those that take something back are negative.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    /// Their number.
    pub documents: i64,
    /// With tax.
    pub invoiced: Decimal,
    /// Before tax.
    pub invoiced_net: Decimal,
    /// What of it was paid, with tax.
    pub paid: Decimal,
    /// What of it was paid, before tax.
    pub paid_net: Decimal,
}

impl AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        self.documents += other.documents;
        self.invoiced += other.invoiced;
        self.invoiced_net += other.invoiced_net;
        self.paid += other.paid;
        self.paid_net += other.paid_net;
    }
}

/// Sums by where the revenue comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BySource {
    /// Invoices and credit notes of the firm.
    pub audit: Sums,
    /// Training invoices, mirrored from Digiforma.
    pub formation: Sums,
    /// What was entered by hand.
    pub other: Sums,
}

/// The revenue of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revenue {
    /// Of an institution; absent for the firm.
    pub institution_id: Option<Uuid>,
    /// The first day of the period.
    pub first: NaiveDate,
    /// The sums.
    pub sums: BySource,
}

/// The revenue of the institutions that satisfy the condition, in each of the periods: by institution, then by period.
///
/// # Errors
/// What the database says.
pub async fn of_institutions(
    conn: &mut AsyncPgConnection,
    institutions: &Condition,
    periods: &[Period],
) -> QueryResult<Vec<Revenue>> {
    collected(OfInstitutions { institutions, days: Days::of(periods) }.load(conn).await?)
}

/// The revenue of the firm in each of the periods, in the order of their first days.
///
/// # Errors
/// What the database says.
pub async fn of_firm(conn: &mut AsyncPgConnection, periods: &[Period]) -> QueryResult<Vec<Revenue>> {
    collected(OfFirm(Days::of(periods)).load(conn).await?)
}

type Row = (Option<Uuid>, NaiveDate, Option<String>, i64, Decimal, Decimal, Decimal, Decimal);

/// Brings the sources of a period together, which follow each other.
fn collected(rows: Vec<Row>) -> QueryResult<Vec<Revenue>> {
    let mut found: Vec<Revenue> = Vec::new();
    for (institution_id, first, source, documents, invoiced, invoiced_net, paid, paid_net) in rows {
        let same = |last: &&mut Revenue| last.institution_id == institution_id && last.first == first;
        let sums = match found.last_mut().filter(same) {
            Some(last) => &mut last.sums,
            None => {
                found.push(Revenue { institution_id, first, sums: BySource::default() });
                let Some(last) = found.last_mut() else { continue };
                &mut last.sums
            }
        };
        let of = match source.as_deref() {
            // Nothing in this period.
            None => continue,
            Some("audit") => &mut sums.audit,
            Some("formation") => &mut sums.formation,
            Some("other") => &mut sums.other,
            Some(unknown) => {
                let problem = format!("there is no source of revenue {unknown}");
                return Err(diesel::result::Error::DeserializationError(problem.into()));
            }
        };
        *of += Sums { documents, invoiced, invoiced_net, paid, paid_net };
    }
    Ok(found)
}

/// The periods as two lists, which travel as one value each.
struct Days {
    first: Vec<NaiveDate>,
    before: Vec<NaiveDate>,
}

impl Days {
    fn of(periods: &[Period]) -> Self {
        Self {
            first: periods.iter().map(|period| period.first).collect(),
            before: periods.iter().map(|period| period.before).collect(),
        }
    }

    fn write<'b>(&'b self, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("unnest(");
        out.push_bind_param::<Array<Date>, _>(&self.first)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<Date>, _>(&self.before)?;
        out.push_sql(") AS period(first, before)");
        Ok(())
    }
}

struct OfInstitutions<'a> {
    institutions: &'a Condition,
    days: Days,
}

struct OfFirm(Days);

impl QueryFragment<Pg> for OfInstitutions<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(
            "SELECT medical_institutions.id, period.first, sums.source, coalesce(sums.documents, 0), \
             coalesce(sums.invoiced, 0), coalesce(sums.invoiced_net, 0), coalesce(sums.paid, 0), \
             coalesce(sums.paid_net, 0) FROM medical_institutions CROSS JOIN ",
        );
        self.days.write(&mut out)?;
        out.push_sql(
            " LEFT JOIN LATERAL (SELECT document.source, count(*) AS documents, sum(document.total) AS invoiced, \
             sum(document.net) AS invoiced_net, sum(document.paid) AS paid, \
             sum(untaxed_part(document.paid, document.total, document.net)) AS paid_net \
             FROM revenue_documents() AS document WHERE document.institution_id = medical_institutions.id \
             AND document.day >= period.first AND document.day < period.before GROUP BY document.source) AS sums \
             ON TRUE WHERE ",
        );
        self.institutions.walk_ast(out.reborrow())?;
        out.push_sql(" ORDER BY medical_institutions.id, period.first");
        Ok(())
    }
}

impl QueryFragment<Pg> for OfFirm {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(
            "SELECT NULL::uuid, period.first, kept.source, coalesce(sum(kept.documents), 0)::bigint, \
             coalesce(sum(kept.invoiced), 0), coalesce(sum(kept.invoiced_net), 0), coalesce(sum(kept.paid), 0), \
             coalesce(sum(kept.paid_net), 0) FROM ",
        );
        self.0.write(&mut out)?;
        out.push_sql(
            " LEFT JOIN revenue_days AS kept ON kept.day >= period.first AND kept.day < period.before \
             GROUP BY period.first, kept.source ORDER BY period.first",
        );
        Ok(())
    }
}

macro_rules! query {
    ($($Statement:ty),+) => { $(
        impl QueryId for $Statement {
            type QueryId = ();
            const HAS_STATIC_QUERY_ID: bool = false;
        }

        impl Query for $Statement {
            type SqlType = (Nullable<SqlUuid>, Date, Nullable<Text>, BigInt, Numeric, Numeric, Numeric, Numeric);
        }
    )+ };
}

query!(OfInstitutions<'_>, OfFirm);
