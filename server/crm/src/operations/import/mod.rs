//! Institutions from a file: looked through, set against those that are there, and written row by row.
//!
//! A file is CSV as spreadsheets write it (`file`), its columns go by their names (`columns`). Each row stands for
//! itself: what is wrong with one does not keep the others out, and every problem is told with its row and column.

mod columns;
mod duplicates;
mod file;
mod row;
mod run;

pub use columns::template;
pub use duplicates::{Criteria, Duplicate, MatchKind};
pub use run::{Import, Looked, LookedRow, Outcome, look, may_import, run};

/// The largest file, in bytes.
pub const LARGEST: usize = 10_000_000;

/// Rows of one file.
const MOST_ROWS: usize = 5_000;

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// Its number in the file, as spreadsheets count: the line of names is 1.
    pub row: usize,
    /// The column, by the name that the template gives it.
    pub field: String,
    /// A sentence.
    pub message: String,
}
