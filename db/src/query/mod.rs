//! Queries whose shape callers decide: conditions, orders and keyset pages as data.
//!
//! Identifiers come from the Diesel schema or from constants of this crate, values are always bound.

mod condition;
mod cursor;
mod order;
mod page;
mod statement;

pub use condition::{Column, Comparison, Condition, Pattern, Relation, Value, Values};
pub use cursor::{CursorError, decode as decode_cursor};
pub use order::OrderKey;
pub use page::{
    Keys, Listed, Page, PageRequest, any_behind, by_ids, count, count_by_parent, load, load_at, load_by_parent,
};
pub use statement::{ChildrenStatement, PageStatement};
