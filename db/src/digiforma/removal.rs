//! What Digiforma no longer has: known by its absence from two complete readings.

use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Array, BigInt, Text},
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};

/// Tables of the mirror; people are two series of ids in one table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the table of its name")]
pub enum Table {
    Companies,
    Contacts,
    Trainees,
    Programs,
    TrainingSessions,
    Customers,
    Quotes,
    Invoices,
    FundingAgencies,
    Instructors,
    Managers,
    Rooms,
}

#[derive(QueryableByName)]
struct Key {
    #[diesel(sql_type = Text)]
    digiforma_id: String,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// Statements of a table: ids that are not among those that were seen, and the number of rows.
macro_rules! statements {
    ($rows:literal) => {
        [
            concat!(
                "SELECT digiforma_id FROM ", $rows, " removed_at IS NULL AND NOT EXISTS (",
                "SELECT FROM unnest($1::text[]) AS seen (id) WHERE seen.id = digiforma_id)"
            ),
            concat!("SELECT count(*) AS number FROM ", $rows, " removed_at IS NULL"),
        ]
    };
}

impl Table {
    const fn statements(self) -> [&'static str; 2] {
        match self {
            Self::Companies => statements!("digiforma_companies WHERE"),
            Self::Contacts => statements!("digiforma_contacts WHERE kind = 'contact' AND"),
            Self::Trainees => statements!("digiforma_contacts WHERE kind = 'trainee' AND"),
            Self::Programs => statements!("digiforma_programs WHERE"),
            Self::TrainingSessions => statements!("digiforma_training_sessions WHERE"),
            Self::Customers => statements!("digiforma_customers WHERE"),
            Self::Quotes => statements!("digiforma_quotes WHERE"),
            Self::Invoices => statements!("digiforma_invoices WHERE"),
            Self::FundingAgencies => statements!("digiforma_directory WHERE kind = 'funding_agency' AND"),
            Self::Instructors => statements!("digiforma_directory WHERE kind = 'instructor' AND"),
            Self::Managers => statements!("digiforma_directory WHERE kind = 'manager' AND"),
            Self::Rooms => statements!("digiforma_directory WHERE kind = 'room' AND"),
        }
    }

    const fn marking(self) -> &'static str {
        macro_rules! marking {
            ($table:literal, $of:literal) => {
                concat!(
                    "UPDATE ", $table, " SET removed_at = now(), last_sync_at = now() WHERE ", $of,
                    "removed_at IS NULL AND digiforma_id = ANY ($1)"
                )
            };
        }
        match self {
            Self::Companies => marking!("digiforma_companies", ""),
            Self::Contacts => marking!("digiforma_contacts", "kind = 'contact' AND "),
            Self::Trainees => marking!("digiforma_contacts", "kind = 'trainee' AND "),
            Self::Programs => marking!("digiforma_programs", ""),
            Self::TrainingSessions => marking!("digiforma_training_sessions", ""),
            Self::Customers => marking!("digiforma_customers", ""),
            Self::Quotes => marking!("digiforma_quotes", ""),
            Self::Invoices => marking!("digiforma_invoices", ""),
            Self::FundingAgencies => marking!("digiforma_directory", "kind = 'funding_agency' AND "),
            Self::Instructors => marking!("digiforma_directory", "kind = 'instructor' AND "),
            Self::Managers => marking!("digiforma_directory", "kind = 'manager' AND "),
            Self::Rooms => marking!("digiforma_directory", "kind = 'room' AND "),
        }
    }
}

/// Ids of the rows that are there and not among those that were `seen`.
///
/// # Errors
/// What the database says.
pub async fn missing(conn: &mut AsyncPgConnection, table: Table, seen: &[String]) -> QueryResult<Vec<String>> {
    let [statement, _] = table.statements();
    let found: Vec<Key> = sql_query(statement).bind::<Array<Text>, _>(seen).load(conn).await?;
    Ok(found.into_iter().map(|key| key.digiforma_id).collect())
}

/// Number of rows that are there.
///
/// # Errors
/// What the database says.
pub async fn present(conn: &mut AsyncPgConnection, table: Table) -> QueryResult<i64> {
    let [_, statement] = table.statements();
    Ok(sql_query(statement).get_result::<Number>(conn).await?.number)
}

/// Marks rows as removed; gives their number.
///
/// # Errors
/// What the database says.
pub async fn mark_removed(conn: &mut AsyncPgConnection, table: Table, ids: &[String]) -> QueryResult<usize> {
    sql_query(table.marking()).bind::<Array<Text>, _>(ids).execute(conn).await
}
