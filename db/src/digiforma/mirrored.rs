//! Rows as Digiforma sent them, in its own orders: for the schema that the mirror is served with.

use chrono::NaiveDate;
use diesel::{
    pg::Pg,
    prelude::*,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    sql_query,
    sql_types::{Array, BigInt, Date, Jsonb, Nullable, Text},
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde_json::Value;

use super::Table;

/// How a list is sorted; then by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorted {
    /// By a text field, whatever the case of its letters.
    Text(&'static str),
    /// By id, rising.
    Id,
    /// By id, falling.
    LatestId,
    /// By `number` falling, drafts first.
    LatestNumber,
}

/// A condition on a row as it was sent. Fields are names of Digiforma's schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// A text is this one, whatever the case of its letters.
    Text(&'static str, String),
    /// Neither of these is there.
    Absent(&'static [&'static str]),
    /// A day is this one or a later one.
    From(&'static str, NaiveDate),
    /// A day is this one or an earlier one.
    To(&'static str, NaiveDate),
}

/// Which rows of a table, in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The table.
    pub table: Table,
    /// Its order.
    pub sorted: Sorted,
    /// All of these hold.
    pub wanted: Vec<Wanted>,
    /// Rows that were changed after this moment (as Digiforma writes it, in UTC), or do not say when.
    pub updated_after: Option<String>,
    /// Rows to pass over.
    pub offset: i64,
    /// Rows at most; `None`: all.
    pub limit: Option<i64>,
}

/// Ids are decimal numbers; whatever else one is, it comes last.
macro_rules! number_of_id {
    () => {
        "CASE WHEN digiforma_id ~ '^[0-9]{1,18}$' THEN digiforma_id::bigint ELSE 9223372036854775807 END"
    };
}

const ID: &str = number_of_id!();

impl QueryFragment<Pg> for Listing {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        // Callers choose the shape.
        out.unsafe_to_cache_prepared();
        out.push_sql("SELECT metadata FROM ");
        out.push_sql(self.table.rows());
        out.push_sql(" removed_at IS NULL AND metadata IS NOT NULL");
        for wanted in &self.wanted {
            out.push_sql(" AND ");
            wanted.write(&mut out)?;
        }
        if let Some(moment) = &self.updated_after {
            out.push_sql(" AND coalesce((metadata ->> 'updatedAt') COLLATE \"C\" > ");
            out.push_bind_param::<Text, _>(moment)?;
            out.push_sql(", true)");
        }
        out.push_sql(" ORDER BY ");
        match self.sorted {
            Sorted::Text(field) => {
                out.push_sql("lower(coalesce(metadata ->> '");
                out.push_sql(field);
                out.push_sql("', '') COLLATE french) COLLATE \"C\", ");
                out.push_sql(ID);
            }
            Sorted::Id => out.push_sql(ID),
            Sorted::LatestId => {
                out.push_sql(ID);
                out.push_sql(" DESC");
            }
            Sorted::LatestNumber => {
                out.push_sql("(metadata ->> 'number')::numeric DESC NULLS FIRST, ");
                out.push_sql(ID);
                out.push_sql(" DESC");
            }
        }
        out.push_sql(" OFFSET ");
        out.push_bind_param::<BigInt, _>(&self.offset)?;
        out.push_sql(" LIMIT ");
        out.push_bind_param::<Nullable<BigInt>, _>(&self.limit)
    }
}

impl Wanted {
    fn write<'b>(&'b self, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        match self {
            Self::Text(field, text) => {
                out.push_sql("lower((metadata ->> '");
                out.push_sql(field);
                out.push_sql("') COLLATE french) = lower(");
                out.push_bind_param::<Text, _>(text)?;
                out.push_sql(" COLLATE french)");
            }
            Self::Absent(fields) => {
                out.push_sql("coalesce(NULL");
                for field in *fields {
                    out.push_sql(", metadata ->> '");
                    out.push_sql(field);
                    out.push_sql("'");
                }
                out.push_sql(") IS NULL");
            }
            Self::From(field, day) => Self::write_day(field, " >= ", day, out)?,
            Self::To(field, day) => Self::write_day(field, " <= ", day, out)?,
        }
        Ok(())
    }

    fn write_day<'b>(
        field: &'static str,
        comparison: &'static str,
        day: &'b NaiveDate,
        out: &mut AstPass<'_, 'b, Pg>,
    ) -> QueryResult<()> {
        out.push_sql("CASE WHEN metadata ->> '");
        out.push_sql(field);
        out.push_sql("' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN (metadata ->> '");
        out.push_sql(field);
        out.push_sql("')::date");
        out.push_sql(comparison);
        out.push_bind_param::<Date, _>(day)?;
        out.push_sql(" ELSE false END");
        Ok(())
    }
}

impl QueryId for Listing {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Listing {
    type SqlType = Jsonb;
}

/// The rows of a listing.
///
/// # Errors
/// What the database says.
pub async fn list(conn: &mut AsyncPgConnection, listing: Listing) -> QueryResult<Vec<Value>> {
    listing.load(conn).await
}

#[derive(QueryableByName)]
struct Received {
    #[diesel(sql_type = Jsonb)]
    metadata: Value,
}

/// The rows of a table that have these ids upstream.
///
/// # Errors
/// What the database says.
pub async fn by_digiforma_ids(conn: &mut AsyncPgConnection, table: Table, ids: &[String]) -> QueryResult<Vec<Value>> {
    let found: Vec<Received> = sql_query(table.finding()).bind::<Array<Text>, _>(ids).load(conn).await?;
    Ok(found.into_iter().map(|row| row.metadata).collect())
}

/// What deals are found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DealsOf {
    /// Training sessions.
    TrainingSessions,
    /// People who attend.
    Trainees,
    /// Agencies that pay a part.
    FundingAgencies,
}

#[derive(QueryableByName)]
struct Deal {
    #[diesel(sql_type = Text)]
    of: String,
    #[diesel(sql_type = Jsonb)]
    metadata: Value,
}

const BY_SESSION: &str = concat!(
    "SELECT training_session_digiforma_id AS of, metadata FROM digiforma_customers ",
    "WHERE removed_at IS NULL AND metadata IS NOT NULL AND training_session_digiforma_id = ANY ($1) ORDER BY ",
    number_of_id!(),
);

macro_rules! by_part {
    ($path:literal) => {
        concat!(
            "SELECT part #>> '{}' AS of, metadata FROM digiforma_customers ",
            "CROSS JOIN LATERAL (SELECT DISTINCT part FROM jsonb_array_elements(jsonb_path_query_array(metadata, '",
            $path,
            "')) AS part) AS parts WHERE removed_at IS NULL AND jsonb_path_query_array(metadata, '",
            $path,
            "') ?| $1 AND part #>> '{}' = ANY ($1) ORDER BY ",
            number_of_id!(),
        )
    };
}

/// Deals that name one of these ids, with the id that they name, by their own ids.
///
/// # Errors
/// What the database says.
pub async fn deals_of(conn: &mut AsyncPgConnection, of: DealsOf, ids: &[String]) -> QueryResult<Vec<(String, Value)>> {
    let statement = match of {
        DealsOf::TrainingSessions => BY_SESSION,
        DealsOf::Trainees => by_part!("$.customerTrainees[*].trainee.id"),
        DealsOf::FundingAgencies => by_part!("$.customerFundings[*].fundingAgency.id"),
    };
    let found: Vec<Deal> = sql_query(statement).bind::<Array<Text>, _>(ids).load(conn).await?;
    Ok(found.into_iter().map(|deal| (deal.of, deal.metadata)).collect())
}
