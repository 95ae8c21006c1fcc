//! The conditions of a filter, put together.

use db::query::{Column, Comparison, Condition, Value};

use super::ColumnFilter;

/// Collects the conditions of a filter; all must hold.
#[derive(Default)]
pub struct Conditions(Vec<Condition>);

impl Conditions {
    /// Adds a condition if its part of the filter was given.
    pub fn add<F>(&mut self, part: Option<F>, condition: impl FnOnce(F) -> Condition) {
        self.0.extend(part.map(condition));
    }

    /// Adds the filter of a column.
    pub fn column<F: ColumnFilter>(&mut self, filter: Option<F>, column: Column) {
        self.add(filter, |filter| filter.condition(column));
    }

    /// Adds the parts that every filter has: all of `and`, one of `or`, not `not`.
    pub fn tree<F>(
        &mut self,
        and: Option<Vec<F>>,
        or: Option<Vec<F>>,
        not: Option<Box<F>>,
        condition: impl Fn(F) -> Condition,
    ) {
        self.add(and, |parts| Condition::All(parts.into_iter().map(&condition).collect()));
        self.add(or, |parts| Condition::Any(parts.into_iter().map(&condition).collect()));
        self.add(not, |part| Condition::Not(Box::new(condition(*part))));
    }

    /// All of them.
    #[must_use]
    pub fn all(self) -> Condition {
        Condition::All(self.0)
    }

    /// Adds a comparison if it was asked for.
    pub(super) fn compare<V>(&mut self, column: Column, how: Comparison, value: Option<V>, wrap: impl Fn(V) -> Value) {
        self.add(value, |value| Condition::Compare(column, how, wrap(value)));
    }

    /// Adds that the column is absent, or that it is there.
    pub(super) fn is_null(&mut self, column: Column, is_null: Option<bool>) {
        self.add(is_null, |absent| whether(absent, Condition::IsNull(column)));
    }
}

/// The condition, or its opposite.
#[must_use]
pub fn whether(holds: bool, condition: Condition) -> Condition {
    if holds { condition } else { Condition::Not(Box::new(condition)) }
}

/// Rows that are not deleted, or with `deleted` only those that are (for who may bring them back).
#[must_use]
pub fn presence(deleted: Option<bool>, deleted_at: Column, may_restore: bool) -> Condition {
    match deleted {
        Some(true) if may_restore => Condition::Not(Box::new(Condition::IsNull(deleted_at))),
        Some(true) => Condition::FALSE,
        _ => Condition::IsNull(deleted_at),
    }
}
