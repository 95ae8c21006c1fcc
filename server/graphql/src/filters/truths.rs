//! The filter on truths.

use async_graphql::InputObject;
use db::query::{Column, Comparison, Condition, Value};

use super::{ColumnFilter, Conditions};

/// Filter on a truth.
#[derive(Debug, Clone, Default, InputObject)]
pub struct BooleanFilter {
    /// Is.
    pub eq: Option<bool>,
    /// Is not.
    pub ne: Option<bool>,
}

impl ColumnFilter for BooleanFilter {
    fn condition(self, column: Column) -> Condition {
        let mut all = Conditions::default();
        all.compare(column, Comparison::Eq, self.eq, Value::Bool);
        all.compare(column, Comparison::Ne, self.ne, Value::Bool);
        all.all()
    }
}
