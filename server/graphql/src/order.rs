//! Directions of an order; its fields stand beside the objects.

use async_graphql::Enum;

/// Rising or falling. Absent values come last in both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Enum)]
pub enum SortDirection {
    /// From the least to the greatest.
    #[default]
    Asc,
    /// From the greatest to the least.
    Desc,
}

impl SortDirection {
    /// From the greatest to the least?
    #[must_use]
    pub fn is_descending(self) -> bool {
        self == Self::Desc
    }
}
