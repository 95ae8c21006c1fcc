//! Numbers of documents: the counter of a series and year, locked until the number is committed or given back.
//!
//! A number that was taken in a transaction that does not commit was never given: the next one takes it again. A
//! sequence of the database would leave a hole.

use chrono::{Datelike, NaiveDate};
use db::{rows::DocumentCounter, schema::document_counters};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::billing::NumberPattern;

use crate::{Error, Result};

/// The next number of a chronological series, held until the end of the transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The series.
    pub series: String,
    /// The year that it counts.
    pub year: i32,
    /// How many documents the series has in the year, this one included.
    pub sequence: i32,
    /// The number as it is printed.
    pub number: String,
    /// The hash of the document before it; absent for the first one of the year.
    pub previous_hash: Option<Vec<u8>>,
    issue_date: NaiveDate,
}

/// Waits for its turn in a series, and takes the next number for a document of this day.
///
/// # Errors
/// The day is before that of the last document of the series, whatever its year: numbers and dates rise together. The
/// pattern makes no number. What the database says.
pub async fn hold(conn: &mut AsyncPgConnection, series: &str, pattern: &str, issue_date: NaiveDate) -> Result<Held> {
    let year = issue_date.year();
    diesel::insert_into(document_counters::table)
        .values((document_counters::series.eq(series), document_counters::year.eq(year)))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    // All years of the series, so that nobody begins the next one meanwhile.
    let _years: Vec<i32> = document_counters::table
        .filter(document_counters::series.eq(series))
        .order(document_counters::year)
        .select(document_counters::year)
        .for_update()
        .load(conn)
        .await?;
    let counters: Vec<DocumentCounter> = document_counters::table
        .filter(document_counters::series.eq(series))
        .select(DocumentCounter::as_select())
        .load(conn)
        .await?;
    if let Some(last) =
        counters.iter().filter_map(|counter| counter.last_issue_date).max().filter(|last| *last > issue_date)
    {
        let problem = format!(
            "The last document of this series is of {last}. Numbers and dates rise together: choose that day or a later one."
        );
        return Err(Error::invalid("issueDate", "NOT_CHRONOLOGICAL", problem));
    }
    let counter = counters
        .into_iter()
        .find(|counter| counter.year == year)
        .ok_or_else(|| Error::Internal(anyhow::anyhow!("no counter of {series} {year}")))?;
    let sequence = counter.last_number + 1;
    Ok(Held {
        number: written(pattern, issue_date, sequence)?,
        series: counter.series,
        year,
        sequence,
        previous_hash: counter.last_hash,
        issue_date,
    })
}

impl Held {
    /// Gives the number to the document of this hash.
    ///
    /// # Errors
    /// What the database says.
    pub async fn give(&self, conn: &mut AsyncPgConnection, hash: &[u8]) -> QueryResult<()> {
        diesel::update(document_counters::table.find((&self.series, self.year)))
            .set((
                document_counters::last_number.eq(self.sequence),
                document_counters::last_issue_date.eq(Some(self.issue_date)),
                document_counters::last_hash.eq(Some(hash)),
            ))
            .execute(conn)
            .await?;
        Ok(())
    }
}

/// A number of the form that a pattern gives, which no document has.
///
/// # Errors
/// The pattern makes no number.
pub fn example(pattern: &str, day: NaiveDate) -> Result<String> {
    written(pattern, day, 1)
}

fn written(pattern: &str, day: NaiveDate, sequence: i32) -> Result<String> {
    let unusable = || Error::Internal(anyhow::anyhow!("the pattern {pattern} makes no number of {sequence}"));
    let pattern = NumberPattern::parse(pattern).map_err(|_| unusable())?;
    Ok(pattern.format(day, u32::try_from(sequence).map_err(|_| unusable())?))
}
