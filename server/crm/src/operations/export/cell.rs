//! Cells of exported lists.

use std::fmt::Display;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::operations::billing::calendar;

/// A value in a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// What somebody may have typed.
    Text(String),
    /// One of our own words: an id, the name of a status.
    Word(String),
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Count(i64),
    /// An amount, with its decimals.
    Amount(Decimal),
    /// A day.
    Day(NaiveDate),
    /// An instant.
    Time(DateTime<Utc>),
}

/// How numbers and times are written where a file has no types for them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Locale {
    /// Decimal point, times in UTC, cells parted by commas: for programs.
    #[default]
    Plain,
    /// Decimal comma, times of France, cells parted by semicolons: what Excel expects in France.
    French,
}

impl Locale {
    /// What parts cells.
    pub(super) const fn separator(self) -> char {
        match self {
            Self::Plain => ',',
            Self::French => ';',
        }
    }

    pub(super) fn amount(self, amount: Decimal) -> String {
        match self {
            Self::Plain => amount.to_string(),
            Self::French => amount.to_string().replace('.', ","),
        }
    }

    pub(super) fn time(self, time: DateTime<Utc>) -> String {
        match self {
            Self::Plain => time.to_rfc3339_opts(SecondsFormat::Millis, true),
            Self::French => calendar::clock_of(time).format("%Y-%m-%d %H:%M:%S").to_string(),
        }
    }
}

/// Whether a spreadsheet would take the text for a formula: it begins with a sign that starts one, perhaps after what
/// spreadsheets pass over (<https://owasp.org/www-community/attacks/CSV_Injection>).
pub(super) fn looks_like_formula(text: &str) -> bool {
    if text.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    let begin = text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
    // Beside the plain signs their full-width forms, which spreadsheets fold.
    begin.starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
}

impl Cell {
    /// One of our own words.
    pub(super) fn word(value: impl Display) -> Self {
        Self::Word(value.to_string())
    }

    /// Typed words, parted by commas.
    pub(super) fn list(words: &[String]) -> Self {
        if words.is_empty() { Self::Empty } else { Self::Text(words.join(", ")) }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<Uuid> for Cell {
    fn from(id: Uuid) -> Self {
        Self::word(id)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<i32> for Cell {
    fn from(count: i32) -> Self {
        Self::Count(count.into())
    }
}

impl From<i64> for Cell {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

impl From<Decimal> for Cell {
    fn from(amount: Decimal) -> Self {
        Self::Amount(amount)
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl From<DateTime<Utc>> for Cell {
    fn from(time: DateTime<Utc>) -> Self {
        Self::Time(time)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_known() {
        for text in
            ["=1+1", "+33", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n", " =1", "\u{a0}-2", "\u{ff1d}1", "\u{feff}=1"]
        {
            assert!(looks_like_formula(text), "{text:?}");
        }
        for text in ["", "CHU", "a=b", "'=1", "1-2", "é", "\u{2013} tiret"] {
            assert!(!looks_like_formula(text), "{text:?}");
        }
    }

    #[test]
    fn numbers_and_times_follow_the_locale() {
        let amount = Decimal::new(123_450, 2);
        assert_eq!((Locale::Plain.amount(amount), Locale::French.amount(amount)), ("1234.50".into(), "1234,50".into()));
        let time = "2026-07-31T22:30:00.5Z".parse().unwrap();
        assert_eq!(Locale::Plain.time(time), "2026-07-31T22:30:00.500Z");
        assert_eq!(Locale::French.time(time), "2026-08-01 00:30:00");
    }
}
