//! Filters on numbers.

use async_graphql::InputObject;
use db::query::{Column, Comparison, Condition, Value, Values};
use rust_decimal::Decimal;

use super::{ColumnFilter, Conditions};

/// Filter on a whole number.
#[derive(Debug, Clone, Default, InputObject)]
pub struct IntFilter {
    /// Is.
    pub eq: Option<i32>,
    /// Is not; an absent number is not.
    pub ne: Option<i32>,
    /// Is one of.
    #[graphql(name = "in")]
    pub one_of: Option<Vec<i32>>,
    /// Is greater than.
    pub gt: Option<i32>,
    /// Is at least.
    pub gte: Option<i32>,
    /// Is less than.
    pub lt: Option<i32>,
    /// Is at most.
    pub lte: Option<i32>,
    /// Is absent (true) or present (false).
    pub is_null: Option<bool>,
}

impl ColumnFilter for IntFilter {
    fn condition(self, column: Column) -> Condition {
        let mut all = Conditions::default();
        all.compare(column, Comparison::Eq, self.eq, Value::Int);
        all.compare(column, Comparison::Ne, self.ne, Value::Int);
        all.add(self.one_of, |values| Condition::OneOf(column, Values::Ints(values)));
        all.compare(column, Comparison::Gt, self.gt, Value::Int);
        all.compare(column, Comparison::Gte, self.gte, Value::Int);
        all.compare(column, Comparison::Lt, self.lt, Value::Int);
        all.compare(column, Comparison::Lte, self.lte, Value::Int);
        all.is_null(column, self.is_null);
        all.all()
    }
}

/// Filter on an exact number.
#[derive(Debug, Clone, Default, InputObject)]
pub struct DecimalFilter {
    /// Is.
    pub eq: Option<Decimal>,
    /// Is not; an absent number is not.
    pub ne: Option<Decimal>,
    /// Is greater than.
    pub gt: Option<Decimal>,
    /// Is at least.
    pub gte: Option<Decimal>,
    /// Is less than.
    pub lt: Option<Decimal>,
    /// Is at most.
    pub lte: Option<Decimal>,
    /// Is absent (true) or present (false).
    pub is_null: Option<bool>,
}

impl ColumnFilter for DecimalFilter {
    fn condition(self, column: Column) -> Condition {
        let mut all = Conditions::default();
        all.compare(column, Comparison::Eq, self.eq, Value::Decimal);
        all.compare(column, Comparison::Ne, self.ne, Value::Decimal);
        all.compare(column, Comparison::Gt, self.gt, Value::Decimal);
        all.compare(column, Comparison::Gte, self.gte, Value::Decimal);
        all.compare(column, Comparison::Lt, self.lt, Value::Decimal);
        all.compare(column, Comparison::Lte, self.lte, Value::Decimal);
        all.is_null(column, self.is_null);
        all.all()
    }
}
