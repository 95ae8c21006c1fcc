//! What Digiforma no longer has: known by its absence from two complete readings.

use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Array, Text},
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

/// The statements of a table.
struct Statements {
    /// Where its rows are, up to further conditions.
    rows: &'static str,
    /// Ids that are not among those that were seen.
    missing: &'static str,
    /// Marks rows as removed.
    marking: &'static str,
    /// Rows as they were received, by their ids.
    finding: &'static str,
}

macro_rules! statements {
    ($table:literal, $of:literal) => {
        Statements {
            rows: concat!($table, " WHERE ", $of),
            missing: concat!(
                "SELECT digiforma_id FROM ",
                $table,
                " WHERE ",
                $of,
                "removed_at IS NULL AND NOT EXISTS (",
                "SELECT FROM unnest($1::text[]) AS seen (id) WHERE seen.id = digiforma_id)"
            ),
            marking: concat!(
                "UPDATE ",
                $table,
                " SET removed_at = now(), last_sync_at = now() WHERE ",
                $of,
                "removed_at IS NULL AND digiforma_id = ANY ($1)"
            ),
            finding: concat!(
                "SELECT metadata FROM ",
                $table,
                " WHERE ",
                $of,
                "removed_at IS NULL AND metadata IS NOT NULL AND digiforma_id = ANY ($1)"
            ),
        }
    };
}

impl Table {
    const fn statements(self) -> Statements {
        match self {
            Self::Companies => statements!("digiforma_companies", ""),
            Self::Contacts => statements!("digiforma_contacts", "kind = 'contact' AND "),
            Self::Trainees => statements!("digiforma_contacts", "kind = 'trainee' AND "),
            Self::Programs => statements!("digiforma_programs", ""),
            Self::TrainingSessions => statements!("digiforma_training_sessions", ""),
            Self::Customers => statements!("digiforma_customers", ""),
            Self::Quotes => statements!("digiforma_quotes", ""),
            Self::Invoices => statements!("digiforma_invoices", ""),
            Self::FundingAgencies => statements!("digiforma_directory", "kind = 'funding_agency' AND "),
            Self::Instructors => statements!("digiforma_directory", "kind = 'instructor' AND "),
            Self::Managers => statements!("digiforma_directory", "kind = 'manager' AND "),
            Self::Rooms => statements!("digiforma_directory", "kind = 'room' AND "),
        }
    }

    /// `table WHERE [kind = … AND ]`
    pub(super) const fn rows(self) -> &'static str {
        self.statements().rows
    }

    pub(super) const fn finding(self) -> &'static str {
        self.statements().finding
    }
}

/// Ids of the rows that are there and not among those that were `seen`.
///
/// # Errors
/// What the database says.
pub async fn missing(conn: &mut AsyncPgConnection, table: Table, seen: &[String]) -> QueryResult<Vec<String>> {
    let found: Vec<Key> = sql_query(table.statements().missing).bind::<Array<Text>, _>(seen).load(conn).await?;
    Ok(found.into_iter().map(|key| key.digiforma_id).collect())
}

/// Marks rows as removed; gives their number.
///
/// # Errors
/// What the database says.
pub async fn mark_removed(conn: &mut AsyncPgConnection, table: Table, ids: &[String]) -> QueryResult<usize> {
    sql_query(table.statements().marking).bind::<Array<Text>, _>(ids).execute(conn).await
}
