//! Tasks.

mod filter;
mod mutations;
mod object;
mod order;
mod query;

pub use filter::{TaskFilter, TaskListFilter};
pub use mutations::TaskMutation;
pub use object::Task;
pub use order::TaskOrder;
pub use query::TaskQuery;
