//! Statements of the first page that show how things stand.

mod attention;
mod history;

pub use attention::{Attention, AttentionRequest, attention};
pub use history::{TaskWeek, task_history};
