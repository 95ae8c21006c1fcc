//! Filters on texts.

use async_graphql::InputObject;
use db::query::{Column, Comparison, Condition, Pattern, Value, Values};

use super::{ColumnFilter, Conditions, whether};

/// Filter on a text. Several operators must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct StringFilter {
    /// Is exactly.
    pub eq: Option<String>,
    /// Is not exactly; an absent text is not.
    pub ne: Option<String>,
    /// Is one of.
    #[graphql(name = "in")]
    pub one_of: Option<Vec<String>>,
    /// Contains; case and accents do not matter.
    pub contains: Option<String>,
    /// Begins with; case and accents do not matter.
    pub starts_with: Option<String>,
    /// Is absent (true) or present (false).
    pub is_null: Option<bool>,
}

impl ColumnFilter for StringFilter {
    fn condition(self, column: Column) -> Condition {
        let mut all = Conditions::default();
        all.compare(column, Comparison::Eq, self.eq, Value::Text);
        all.compare(column, Comparison::Ne, self.ne, Value::Text);
        all.add(self.one_of, |values| Condition::OneOf(column, Values::Text(values)));
        all.add(self.contains, |text| Condition::Contains(column, Pattern::literal(&text)));
        all.add(self.starts_with, |text| Condition::StartsWith(column, Pattern::literal(&text)));
        all.is_null(column, self.is_null);
        all.all()
    }
}

/// Filter on a list of labels.
#[derive(Debug, Clone, Default, InputObject)]
pub struct StringListFilter {
    /// Has every one of these.
    pub all: Option<Vec<String>>,
    /// Has at least one of these.
    pub any: Option<Vec<String>>,
    /// Has none at all (true) or some (false).
    pub is_empty: Option<bool>,
}

impl ColumnFilter for StringListFilter {
    fn condition(self, column: Column) -> Condition {
        let mut all = Conditions::default();
        all.add(self.all, |labels| Condition::HasAll(column, labels));
        all.add(self.any, |labels| Condition::HasAny(column, labels));
        all.add(self.is_empty, |empty| whether(empty, Condition::IsEmpty(column)));
        all.all()
    }
}
