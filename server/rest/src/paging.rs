//! Parts of lists as the original's clients ask for them: numbered pages (`page` and `limit`), and stretches (`limit` and
//! `offset`).

use super::{
    Result,
    envelope::{Offset, PageMeta},
    errors::invalid_value,
};

/// Rows of a page when the query does not say.
const DEFAULT: i64 = 20;
/// Most rows of a page.
const MOST: i64 = 100;
/// Most rows of an answer that was asked for all (`limit=-1`); the rest is on its next pages.
pub const MOST_OF_ALL: i64 = 5_000;

/// Which page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbered {
    page: i64,
    rows: i64,
    offset: i64,
    all: bool,
}

impl Numbered {
    /// Reads the parameters.
    ///
    /// # Errors
    /// 400 for a page before the first one, or a size out of range.
    pub fn new(page: Option<i64>, limit: Option<i64>) -> Result<Self> {
        Self::sized(page, limit.unwrap_or(DEFAULT), MOST)
    }

    /// A page of at most `most` rows.
    ///
    /// # Errors
    /// As [`Numbered::new`].
    pub fn sized(page: Option<i64>, limit: i64, most: i64) -> Result<Self> {
        let page = page.unwrap_or(1);
        let (rows, all) = match limit {
            -1 => (MOST_OF_ALL, true),
            limit if (1..=most).contains(&limit) => (limit, false),
            _ => return Err(invalid_value("limit", format!("`limit` must be from 1 to {most}, or -1 for all."))),
        };
        let passed = if page < 1 { None } else { (page - 1).checked_mul(rows) };
        let Some(offset) = passed else {
            return Err(invalid_value("page", "`page` must be 1 or more, and there are not that many pages."));
        };
        Ok(Self { page, rows, offset, all })
    }

    /// Rows before the page.
    #[must_use]
    pub fn offset(self) -> i64 {
        self.offset
    }

    /// Rows of the page.
    #[must_use]
    pub fn rows(self) -> i64 {
        self.rows
    }

    /// Where the page stands; `limit` is −1 only if all rows are on it.
    #[must_use]
    pub fn meta(self, total: i64) -> PageMeta {
        let everything = self.all && total <= self.rows;
        PageMeta::new(total, self.page, if everything { -1 } else { self.rows })
    }
}

/// The part of a list behind its first `offset` rows, for lists whose size the original did not bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    limit: i64,
    offset: i64,
}

impl Stretch {
    /// Reads the parameters.
    ///
    /// # Errors
    /// 400 for a size out of range, or a negative offset.
    pub fn new(limit: Option<i64>, offset: Option<i64>) -> Result<Self> {
        let (limit, offset) = (limit.unwrap_or(DEFAULT), offset.unwrap_or(0));
        if !(1..=MOST_OF_ALL).contains(&limit) {
            return Err(invalid_value("limit", format!("`limit` must be from 1 to {MOST_OF_ALL}.")));
        }
        if offset < 0 {
            return Err(invalid_value("offset", "`offset` must be 0 or more."));
        }
        Ok(Self { limit, offset })
    }

    /// Rows before the stretch.
    #[must_use]
    pub fn offset(self) -> i64 {
        self.offset
    }

    /// Rows of the stretch, at most.
    #[must_use]
    pub fn rows(self) -> i64 {
        self.limit
    }

    /// Where the stretch stands.
    #[must_use]
    pub fn meta(self, total: i64) -> Offset {
        Offset { total, limit: self.limit, offset: self.offset }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(page: i64, limit: i64) -> Option<(i64, i64)> {
        Numbered::new(Some(page), Some(limit)).ok().map(|numbered| (numbered.offset(), numbered.rows()))
    }

    #[test]
    fn pages_are_counted_from_one() {
        assert_eq!(Numbered::new(None, None).unwrap(), Numbered { page: 1, rows: 20, offset: 0, all: false });
        assert_eq!(of(3, 100), Some((200, 100)));
        for (page, limit) in [(0, 20), (-1, 20), (i64::MIN, 20), (i64::MAX, 20), (1, 0), (1, 101), (1, -2)] {
            assert_eq!(of(page, limit), None, "page {page} limit {limit}");
        }
    }

    #[test]
    fn all_is_bounded() {
        let all = Numbered::new(None, Some(-1)).unwrap();
        assert_eq!((all.meta(MOST_OF_ALL).limit, all.meta(MOST_OF_ALL).total_pages), (-1, 1));
        assert_eq!((all.meta(MOST_OF_ALL + 1).limit, all.meta(MOST_OF_ALL + 1).total_pages), (MOST_OF_ALL, 2));
        assert_eq!(of(2, -1), Some((MOST_OF_ALL, MOST_OF_ALL)));
    }

    #[test]
    fn stretches_are_bounded() {
        let of = |limit, offset| Stretch::new(limit, offset).ok().map(|stretch| (stretch.rows(), stretch.offset()));
        assert_eq!(of(None, None), Some((20, 0)));
        assert_eq!(of(Some(MOST_OF_ALL), Some(i64::MAX)), Some((MOST_OF_ALL, i64::MAX)));
        for (limit, offset) in [(0, 0), (-1, 0), (MOST_OF_ALL + 1, 0), (20, -1)] {
            assert_eq!(of(Some(limit), Some(offset)), None, "limit {limit} offset {offset}");
        }
    }
}
