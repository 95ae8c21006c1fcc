//! What groups are made of and numbers are computed from: constant pieces of SQL that say what they hold.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::QueryResult;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::Value;

/// What an expression holds. Values travel as text in a form that no setting of the database changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Id,
    Bool,
    Int,
    Date,
    Time,
    Number,
}

impl Kind {
    /// The SQL before and after an expression that makes it the text that [`Kind::value`] reads.
    pub(super) const fn as_text(self) -> (&'static str, &'static str) {
        match self {
            Self::Text | Self::Id | Self::Bool | Self::Int => ("(", ")::text"),
            Self::Date => ("to_char(", ", 'YYYY-MM-DD')"),
            Self::Time => ("to_char(", " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"),
            Self::Number => ("trim_scale(round((", ")::numeric, 4))::text"),
        }
    }

    /// The value behind such a text.
    ///
    /// # Errors
    /// The text has another form: the expression is not of this kind.
    pub(super) fn value(self, text: String) -> QueryResult<Value> {
        fn parsed<V: FromStr<Err: std::error::Error + Send + Sync + 'static>>(text: &str) -> QueryResult<V> {
            text.parse().map_err(|error| diesel::result::Error::DeserializationError(Box::new(error)))
        }
        Ok(match self {
            Self::Text => Value::Text(text),
            Self::Id => Value::Id(parsed::<Uuid>(&text)?),
            Self::Bool => Value::Bool(parsed(&text)?),
            Self::Int => Value::Int(parsed(&text)?),
            Self::Date => Value::Date(parsed::<NaiveDate>(&text)?),
            Self::Time => Value::Time(parsed::<DateTime<Utc>>(&text)?),
            Self::Number => Value::Decimal(parsed::<Decimal>(&text)?),
        })
    }
}

/// What rows are grouped by, or computed from: a constant piece of SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expression {
    pub(super) sql: &'static str,
    pub(super) kind: Kind,
    pub(super) join: Option<&'static str>,
    pub(super) period: Option<Period>,
}

/// A period in which a day lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    /// The day.
    pub(super) day: &'static str,
    /// `week`, `month` and so on.
    pub(super) unit: &'static str,
}

impl Expression {
    const fn new(sql: &'static str, kind: Kind) -> Self {
        Self { sql, kind, join: None, period: None }
    }

    /// `text`
    #[must_use]
    pub const fn text(sql: &'static str) -> Self {
        Self::new(sql, Kind::Text)
    }

    /// `uuid`
    #[must_use]
    pub const fn id(sql: &'static str) -> Self {
        Self::new(sql, Kind::Id)
    }

    /// `boolean`
    #[must_use]
    pub const fn flag(sql: &'static str) -> Self {
        Self::new(sql, Kind::Bool)
    }

    /// `integer`
    #[must_use]
    pub const fn int(sql: &'static str) -> Self {
        Self::new(sql, Kind::Int)
    }

    /// `date`
    #[must_use]
    pub const fn date(sql: &'static str) -> Self {
        Self::new(sql, Kind::Date)
    }

    /// `timestamptz`
    #[must_use]
    pub const fn time(sql: &'static str) -> Self {
        Self::new(sql, Kind::Time)
    }

    /// `numeric`, told to four decimals.
    #[must_use]
    pub const fn number(sql: &'static str) -> Self {
        Self::new(sql, Kind::Number)
    }

    /// The expression is of another table, joined so that no row is lost or doubled: `LEFT JOIN … ON …`.
    #[must_use]
    pub const fn joined(mut self, join: &'static str) -> Self {
        self.join = Some(join);
        self
    }

    /// The expression is the first day of the period of that unit in which the day `day` lies. [`day_period!`] writes
    /// both.
    ///
    /// [`day_period!`]: crate::day_period
    #[must_use]
    pub const fn of_day(mut self, day: &'static str, unit: &'static str) -> Self {
        self.period = Some(Period { day, unit });
        self
    }
}

/// `period!("tasks.due_date", "week")`: the first day of the period in which an instant lies, in France. Weeks begin
/// on Monday.
#[macro_export]
macro_rules! period {
    ($column:literal, $unit:literal) => {
        $crate::query::Expression::date(concat!(
            "date_trunc('",
            $unit,
            "', ",
            $column,
            " AT TIME ZONE 'Europe/Paris')::date"
        ))
    };
}

/// `day_period!("invoices.issue_date", "week")`: the first day of the period in which a day lies. Weeks begin on Monday.
#[macro_export]
macro_rules! day_period {
    ($column:literal, $unit:literal) => {
        $crate::query::Expression::date(concat!("date_trunc('", $unit, "', ", $column, "::timestamp)::date"))
            .of_day($column, $unit)
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_become_values() {
        let year = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        assert_eq!(Kind::Date.value("2026-01-01".into()), Ok(Value::Date(year)));
        assert_eq!(Kind::Bool.value("true".into()), Ok(Value::Bool(true)));
        assert_eq!(Kind::Number.value("12.5".into()), Ok(Value::Decimal(Decimal::new(125, 1))));
        assert!(matches!(Kind::Time.value("2026-01-01T00:00:00.000001Z".into()), Ok(Value::Time(_))));
        assert!(Kind::Int.value("a".into()).is_err());
    }
}
