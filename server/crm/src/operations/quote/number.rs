//! Numbers of quotes and orders: they count within a month, and may have holes, unlike those of invoices.

use chrono::{Datelike as _, NaiveDate};
use db::schema::document_counters;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use crate::Result;

/// What is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbered {
    /// `Q2026110001`
    Quote,
    /// `O2026110001`
    Order,
}

impl Numbered {
    const fn letter(self) -> char {
        match self {
            Self::Quote => 'Q',
            Self::Order => 'O',
        }
    }

    /// A counter of its own for each month.
    fn series(self, day: NaiveDate) -> String {
        format!("{}-{:02}", self.letter(), day.month())
    }

    fn number(self, day: NaiveDate, count: i32) -> String {
        format!("{}{:04}{:02}{count:04}", self.letter(), day.year(), day.month())
    }
}

/// The next number of the month of `day`. Others who ask for one wait until the transaction ends.
///
/// # Errors
/// Those of the database.
pub(super) async fn next(conn: &mut AsyncPgConnection, numbered: Numbered, day: NaiveDate) -> Result<String> {
    let count: i32 = diesel::insert_into(document_counters::table)
        .values((
            document_counters::series.eq(numbered.series(day)),
            document_counters::year.eq(day.year()),
            document_counters::last_number.eq(1),
        ))
        .on_conflict((document_counters::series, document_counters::year))
        .do_update()
        .set(document_counters::last_number.eq(document_counters::last_number + 1))
        .returning(document_counters::last_number)
        .get_result(conn)
        .await?;
    Ok(numbered.number(day, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_original() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 9).unwrap();
        assert_eq!(Numbered::Quote.number(day, 7), "Q2026030007");
        assert_eq!(Numbered::Order.number(day, 12_345), "O20260312345");
        assert_eq!(Numbered::Quote.series(day), "Q-03");
    }
}
