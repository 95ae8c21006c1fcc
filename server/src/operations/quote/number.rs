//! Numbers of quotes and orders: they count within a month, and may have holes, unlike those of invoices.

use chrono::{Datelike as _, NaiveDate};
use diesel_async::AsyncPgConnection;

use crate::{Result, operations::billing::numbering};

/// What is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbered {
    /// `Q2026110001`
    Quote,
    /// `O2026110001`
    Order,
}

impl Numbered {
    const fn pattern(self) -> &'static str {
        match self {
            Self::Quote => "Q{YYYY}{MM}{0001}",
            Self::Order => "O{YYYY}{MM}{0001}",
        }
    }

    /// A counter of its own for each month.
    fn series(self, day: NaiveDate) -> String {
        let letter = match self {
            Self::Quote => 'Q',
            Self::Order => 'O',
        };
        format!("{letter}-{:02}", day.month())
    }
}

/// The next number of the month of `day`. Others who ask for one wait until the transaction ends.
///
/// # Errors
/// Those of the database.
pub(super) async fn next(conn: &mut AsyncPgConnection, numbered: Numbered, day: NaiveDate) -> Result<String> {
    numbering::next(conn, &numbered.series(day), numbered.pattern(), day).await
}
