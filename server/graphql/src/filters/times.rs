//! Filters on instants and days.

use async_graphql::InputObject;
use chrono::{DateTime, Utc};
use db::query::{Column, Comparison, Condition, Value};

use super::{ColumnFilter, Conditions};
use crate::Date;

/// Filter on an instant.
#[derive(Debug, Clone, Default, InputObject)]
pub struct DateTimeFilter {
    /// Is.
    pub eq: Option<DateTime<Utc>>,
    /// Is not; an absent instant is not.
    pub ne: Option<DateTime<Utc>>,
    /// Is after.
    pub gt: Option<DateTime<Utc>>,
    /// Is at or after.
    pub gte: Option<DateTime<Utc>>,
    /// Is before.
    pub lt: Option<DateTime<Utc>>,
    /// Is at or before.
    pub lte: Option<DateTime<Utc>>,
    /// Is absent (true) or present (false).
    pub is_null: Option<bool>,
}

impl ColumnFilter for DateTimeFilter {
    fn condition(self, column: Column) -> Condition {
        let mut all = Conditions::default();
        all.compare(column, Comparison::Eq, self.eq, Value::Time);
        all.compare(column, Comparison::Ne, self.ne, Value::Time);
        all.compare(column, Comparison::Gt, self.gt, Value::Time);
        all.compare(column, Comparison::Gte, self.gte, Value::Time);
        all.compare(column, Comparison::Lt, self.lt, Value::Time);
        all.compare(column, Comparison::Lte, self.lte, Value::Time);
        all.is_null(column, self.is_null);
        all.all()
    }
}

/// Filter on a day.
#[derive(Debug, Clone, Default, InputObject)]
pub struct DateFilter {
    /// Is.
    pub eq: Option<Date>,
    /// Is not; an absent day is not.
    pub ne: Option<Date>,
    /// Is after.
    pub gt: Option<Date>,
    /// Is on or after.
    pub gte: Option<Date>,
    /// Is before.
    pub lt: Option<Date>,
    /// Is on or before.
    pub lte: Option<Date>,
    /// Is absent (true) or present (false).
    pub is_null: Option<bool>,
}

impl ColumnFilter for DateFilter {
    fn condition(self, column: Column) -> Condition {
        let day = |day: Date| Value::Date(day.0);
        let mut all = Conditions::default();
        all.compare(column, Comparison::Eq, self.eq, day);
        all.compare(column, Comparison::Ne, self.ne, day);
        all.compare(column, Comparison::Gt, self.gt, day);
        all.compare(column, Comparison::Gte, self.gte, day);
        all.compare(column, Comparison::Lt, self.lt, day);
        all.compare(column, Comparison::Lte, self.lte, day);
        all.is_null(column, self.is_null);
        all.all()
    }
}
