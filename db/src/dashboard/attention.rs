//! Institutions that somebody should look after.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    pg::Pg,
    prelude::*,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    sql_types::{BigInt, Bool, Date, Nullable, Timestamptz},
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use crate::{
    query::{Columns, Condition, write_columns},
    rows::Institution,
};

/// Which institutions are looked at, and when.
#[derive(Debug, Clone)]
pub struct AttentionRequest {
    /// The institutions, scope included.
    pub institutions: Condition,
    /// The overdue tasks that count, scope included.
    pub overdue_tasks: Condition,
    /// Compliance that ends before is expired.
    pub now: DateTime<Utc>,
    /// Compliance that ends before expires soon.
    pub soon: DateTime<Utc>,
    /// At most so many.
    pub limit: i64,
}

/// An institution with what is wrong with it.
#[derive(Debug, Clone)]
pub struct Attention {
    /// The institution.
    pub institution: Institution,
    /// Number of its overdue tasks.
    pub overdue_tasks: i64,
    /// The last audit found it so.
    pub is_non_compliant: bool,
    /// Its compliance has ended.
    pub is_compliance_expired: bool,
    /// Its compliance ends soon.
    pub does_compliance_expire_soon: bool,
    /// None of its contacts is the primary one.
    pub has_no_primary_contact: bool,
    /// Nobody is in charge of it.
    pub is_unassigned: bool,
    /// The day in France on which its compliance ends or ended.
    pub compliance_expires_on: Option<NaiveDate>,
}

type Findings = (i64, bool, bool, bool, bool, bool, Option<NaiveDate>);

/// Institutions with at least one thing wrong, the weightiest first.
///
/// # Errors
/// What the database says.
pub async fn attention(conn: &mut AsyncPgConnection, request: &AttentionRequest) -> QueryResult<Vec<Attention>> {
    let rows: Vec<(Institution, Findings)> = Statement(request).load(conn).await?;
    let named = |(institution, findings): (Institution, Findings)| {
        let (overdue_tasks, non_compliant, expired, expires_soon, no_contact, unassigned, expires_on) = findings;
        Attention {
            institution,
            overdue_tasks,
            is_non_compliant: non_compliant,
            is_compliance_expired: expired,
            does_compliance_expire_soon: expires_soon,
            has_no_primary_contact: no_contact,
            is_unassigned: unassigned,
            compliance_expires_on: expires_on,
        }
    };
    Ok(rows.into_iter().map(named).collect())
}

/// An institution has at most one profile, and at most one primary contact.
struct Statement<'a>(&'a AttentionRequest);

/// What breaks the law or a promise weighs more than what is merely untidy.
const WEIGHT: &str = "4 * (found.overdue_tasks > 0)::int + 4 * found.non_compliant::int + 4 * found.expired::int \
     + 2 * found.expires_soon::int + found.no_contact::int + found.unassigned::int";

impl QueryFragment<Pg> for Statement<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let request = self.0;
        out.push_sql("SELECT ");
        write_columns::<Institution>(&mut out)?;
        out.push_sql(
            ", found.overdue_tasks, found.non_compliant, found.expired, found.expires_soon, found.no_contact, \
             found.unassigned, (medical_profiles.compliance_expiration_date AT TIME ZONE 'Europe/Paris')::date \
             FROM medical_institutions \
             LEFT JOIN medical_profiles ON medical_profiles.institution_id = medical_institutions.id \
             LEFT JOIN contact_persons ON contact_persons.institution_id = medical_institutions.id \
             AND contact_persons.is_primary AND contact_persons.deleted_at IS NULL \
             LEFT JOIN (SELECT tasks.institution_id, count(*) AS number FROM tasks WHERE ",
        );
        request.overdue_tasks.walk_ast(out.reborrow())?;
        out.push_sql(
            " GROUP BY 1) AS overdue ON overdue.institution_id = medical_institutions.id \
             CROSS JOIN LATERAL (SELECT coalesce(overdue.number, 0) AS overdue_tasks, \
             coalesce(medical_profiles.compliance_status = 'non_compliant', FALSE) AS non_compliant, \
             coalesce(medical_profiles.compliance_status = 'expired' \
             OR medical_profiles.compliance_expiration_date < ",
        );
        out.push_bind_param::<Timestamptz, _>(&request.now)?;
        out.push_sql(
            ", FALSE) AS expired, coalesce(medical_profiles.compliance_status <> 'expired' \
             AND medical_profiles.compliance_expiration_date >= ",
        );
        out.push_bind_param::<Timestamptz, _>(&request.now)?;
        out.push_sql(" AND medical_profiles.compliance_expiration_date < ");
        out.push_bind_param::<Timestamptz, _>(&request.soon)?;
        out.push_sql(
            ", FALSE) AS expires_soon, contact_persons.id IS NULL AS no_contact, \
             medical_institutions.assigned_user_id IS NULL AS unassigned) AS found \
             CROSS JOIN LATERAL (SELECT ",
        );
        out.push_sql(WEIGHT);
        out.push_sql(" AS weight) AS weighed WHERE weighed.weight > 0 AND ");
        request.institutions.walk_ast(out.reborrow())?;
        out.push_sql(
            " ORDER BY weighed.weight DESC, found.overdue_tasks DESC, medical_institutions.name, \
             medical_institutions.id LIMIT ",
        );
        out.push_bind_param::<BigInt, _>(&request.limit)
    }
}

impl QueryId for Statement<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Statement<'_> {
    type SqlType = (Columns<Institution>, (BigInt, Bool, Bool, Bool, Bool, Bool, Nullable<Date>));
}
