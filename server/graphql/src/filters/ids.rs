//! The filter on ids.

use async_graphql::InputObject;
use db::query::{Column, Comparison, Condition, Value, Values};

use super::{ColumnFilter, Conditions};
use crate::Id;

/// Filter on an id.
#[derive(Debug, Clone, Default, InputObject)]
pub struct IdFilter {
    /// Is.
    pub eq: Option<Id>,
    /// Is not; an absent id is not.
    pub ne: Option<Id>,
    /// Is one of.
    #[graphql(name = "in")]
    pub one_of: Option<Vec<Id>>,
    /// Is absent (true) or present (false).
    pub is_null: Option<bool>,
}

impl ColumnFilter for IdFilter {
    fn condition(self, column: Column) -> Condition {
        let mut all = Conditions::default();
        all.compare(column, Comparison::Eq, self.eq, |id| Value::Id(id.0));
        all.compare(column, Comparison::Ne, self.ne, |id| Value::Id(id.0));
        all.add(self.one_of, |ids| Condition::OneOf(column, Values::Ids(ids.into_iter().map(|id| id.0).collect())));
        all.is_null(column, self.is_null);
        all.all()
    }
}
