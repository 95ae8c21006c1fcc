//! How far a replica has followed its primary.

use std::{fmt, str::FromStr};

use diesel::{QueryableByName, prelude::*, sql_types};
use diesel_async::{AsyncPgConnection, RunQueryDsl};

/// A position in the write-ahead log (`pg_lsn`). Later ones are greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(u64);

/// Text that is no position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no position of a write-ahead log")]
pub struct NoPosition;

impl FromStr for Position {
    type Err = NoPosition;

    fn from_str(text: &str) -> Result<Self, NoPosition> {
        let part = |text: &str| {
            let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
            u32::from_str_radix(text, 16).ok().filter(|_| is_hex).ok_or(NoPosition)
        };
        let (high, low) = text.split_once('/').ok_or(NoPosition)?;
        Ok(Self((u64::from(part(high)?) << 32) | u64::from(part(low)?)))
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:X}/{:X}", self.0 >> 32, self.0 & 0xffff_ffff)
    }
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = sql_types::Nullable<sql_types::Text>)]
    position: Option<String>,
}

/// Where the primary writes next: whoever has replayed up to here has everything that was committed before.
///
/// # Errors
/// What the database says; a replica does not write.
pub async fn written(conn: &mut AsyncPgConnection) -> QueryResult<Position> {
    let row: Row = diesel::sql_query("SELECT pg_current_wal_insert_lsn()::text AS position").get_result(conn).await?;
    let text = row.position.ok_or(diesel::result::Error::NotFound)?;
    text.parse().map_err(|error| diesel::result::Error::DeserializationError(Box::new(error)))
}

/// How far this database has come: what a replica has replayed, what a primary has written. `None` from a database
/// that cannot tell.
///
/// # Errors
/// What the database says.
pub async fn reached(conn: &mut AsyncPgConnection) -> QueryResult<Option<Position>> {
    let row: Row = diesel::sql_query(
        "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_insert_lsn() END::text AS position",
    )
    .get_result(conn)
    .await?;
    Ok(row.position.and_then(|text| text.parse().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_read_and_write_alike_and_sort_as_the_log_grows() {
        let position = |text: &str| text.parse::<Position>();
        assert_eq!(position("16/B374D848").unwrap().to_string(), "16/B374D848");
        assert!(position("0/FFFFFFFF").unwrap() < position("1/0").unwrap());
        for bad in ["", "0", "/", "0/", "x/0", "0/123456789", "+1/0", "-1/0", "1/0/0", " 1/0"] {
            assert_eq!(position(bad), Err(NoPosition), "{bad}");
        }
    }
}
