//! Queries whose shape callers decide: conditions, orders and keyset pages as data.
//!
//! Identifiers come from the Diesel schema or from constants of this crate, values are always bound.

mod aggregate;
mod condition;
mod counts;
mod cursor;
mod expression;
mod order;
mod page;
mod statement;

pub use aggregate::{Aggregate, AggregateRequest, Function, MOST_GROUPS, Measure, aggregate};
pub use condition::{Column, Comparison, Condition, Pattern, Relation, Value, Values};
pub use counts::count_each;
pub use cursor::{CursorError, decode as decode_cursor};
pub use expression::Expression;
pub use order::OrderKey;
pub use page::{
    Keys, Listed, Page, PageRequest, any_behind, by_ids, count, count_by_parent, load, load_at, load_by_parent,
};
pub use statement::{ChildrenStatement, PageStatement};

pub(crate) use statement::{Columns, write_columns};
