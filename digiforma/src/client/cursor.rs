//! Where a reading stands: which page is next, how large it is, and which rows were seen.

use std::collections::HashSet;

/// Good pages after which a larger size is tried again.
const GROW_AFTER: usize = 8;

/// Pages are numbered by their size, so a change of size renumbers them from the number of rows that were received. A
/// server may give less than it is asked for, and number its pages by that: the first page shows it.
#[derive(Debug)]
pub(super) struct Cursor {
    pub(super) page: usize,
    pub(super) size: usize,
    position: usize,
    largest: usize,
    /// What the server gives at most.
    cap: usize,
    /// Rows of a first page that was shorter than asked for: all there is, or all that the server gives.
    short: Option<usize>,
    /// Rows received when a larger size was chosen that the server has not been seen to give.
    tried: Option<usize>,
    grown: bool,
    good: usize,
    previous: Vec<String>,
    seen: HashSet<String>,
}

/// What a page is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The list has ended.
    End,
    /// The same as the page before.
    Repeated,
    /// Which of its rows are new, in their order.
    New(Vec<bool>),
}

impl Cursor {
    pub(super) fn new(size: usize) -> Self {
        Self {
            page: 0,
            size,
            position: 0,
            largest: size,
            cap: usize::MAX,
            short: None,
            tried: None,
            grown: false,
            good: 0,
            previous: Vec::new(),
            seen: HashSet::new(),
        }
    }

    /// Halves the size. Rows that the new numbering asks for again are recognised by their ids.
    pub(super) fn shrink(&mut self) {
        self.resize((self.size / 2).max(1));
        if self.grown {
            self.largest = self.size;
        }
    }

    /// To single rows, to find the one that spoils its page.
    pub(super) fn narrow(&mut self) {
        self.resize((self.size / 8).max(1));
    }

    fn resize(&mut self, size: usize) {
        self.size = size;
        self.page = self.position / self.given();
        self.position = self.page * self.given();
        self.good = 0;
        self.tried = None;
        // The new numbering may ask for those rows once more, which repeats nothing.
        self.previous.clear();
    }

    /// Rows of a full page.
    fn given(&self) -> usize {
        self.size.min(self.cap)
    }

    /// Passes over a row that cannot be read. Only at size 1.
    pub(super) fn skip(&mut self) {
        self.position += 1;
        self.page += 1;
    }

    /// Takes the ids of a page, in the order of its rows; rows without one are never new.
    pub(super) fn received(&mut self, ids: Vec<Option<String>>) -> Verdict {
        let rows = ids.len();
        if rows == 0 {
            return Verdict::End;
        }
        let known: Vec<String> = ids.iter().flatten().cloned().collect();
        if !known.is_empty() && known == self.previous {
            return Verdict::Repeated;
        }
        self.previous = known;
        let new: Vec<bool> = ids.into_iter().map(|id| id.is_some_and(|id| self.seen.insert(id))).collect();
        if self.page == 0 {
            self.short = Some(rows).filter(|rows| *rows < self.size).or(self.short);
        } else if let Some(short) = self.short.filter(|_| new.contains(&true)) {
            self.cap = self.cap.min(short);
        }
        if let Some(position) = self.tried.take().filter(|_| rows < self.size) {
            // The end of the list, or more than the server gives: then its page began before the position.
            self.cap = self.cap.min(rows);
            self.position = position;
            self.resize(self.size);
            return Verdict::New(new);
        }
        self.page += 1;
        // Rows that come twice do not count.
        self.position = (self.position + rows).min(self.page * self.given());
        self.good += 1;
        self.grow();
        Verdict::New(new)
    }

    fn grow(&mut self) {
        let larger = self.size * 2;
        let aligned = self.position.is_multiple_of(larger);
        if self.good >= GROW_AFTER && larger <= self.largest.min(self.cap) && aligned {
            self.resize(larger);
            self.tried = Some(self.position);
            self.grown = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a list of `rows` rows of a server that gives at most `cap` in a page and fails when `fails` says so.
    fn sweep(rows: usize, size: usize, cap: usize, fails: impl Fn(usize, &Cursor) -> bool) -> (Vec<usize>, usize) {
        let mut cursor = Cursor::new(size);
        let mut read = Vec::new();
        for request in 0..100_000 {
            if fails(request, &cursor) {
                cursor.shrink();
                continue;
            }
            let page = cursor.size.min(cap);
            let start = (cursor.page * page).min(rows);
            let found: Vec<usize> = (start..(start + page).min(rows)).collect();
            match cursor.received(found.iter().map(|row| Some(row.to_string())).collect()) {
                Verdict::End => return (read, request + 1),
                Verdict::Repeated => panic!("page {} repeats", cursor.page),
                Verdict::New(new) => {
                    read.extend(found.into_iter().zip(new).filter(|(_, new)| *new).map(|(row, _)| row));
                }
            }
        }
        panic!("never ends");
    }

    #[test]
    fn every_row_comes_once() {
        for (rows, size, cap) in
            [(0, 100, 1000), (1, 100, 1000), (100, 100, 1000), (345, 100, 1000), (345, 100, 50), (7, 2, 1)]
        {
            let (read, requests) = sweep(rows, size, cap, |_, _| false);
            assert_eq!(read, (0..rows).collect::<Vec<_>>(), "{rows} by {size}, at most {cap}");
            assert_eq!(requests, rows.div_ceil(size.min(cap)) + 1);
        }
    }

    #[test]
    fn failures_lose_nothing() {
        for size in [1, 3, 7, 100] {
            for cap in [1000, 5, 30] {
                for period in [2, 3, 5, 13] {
                    let fails = |request: usize, _: &Cursor| request % period == 1 && request < 80;
                    let (mut read, _) = sweep(500, size, cap, fails);
                    read.sort_unstable();
                    assert_eq!(read, (0..500).collect::<Vec<_>>(), "pages of {size}, at most {cap}, every {period}");
                }
            }
        }
    }

    #[test]
    fn sizes_settle_where_the_server_keeps_up() {
        let (read, requests) = sweep(2000, 100, 1000, |_, cursor| cursor.size > 30);
        assert_eq!(read.len(), 2000);
        assert!(requests < 100, "{requests}");
        let (_, requests) = sweep(5000, 100, 1000, |request, _| request == 0);
        assert!(requests < 65, "one failure must not halve all that follows: {requests}");
    }

    #[test]
    fn a_repeated_page_is_noticed() {
        let page = || vec![Some("1".to_owned()), Some("2".to_owned())];
        let mut cursor = Cursor::new(2);
        assert_eq!(cursor.received(page()), Verdict::New(vec![true, true]));
        assert_eq!(cursor.received(page()), Verdict::Repeated);
    }

    #[test]
    fn shifted_rows_are_not_doubled() {
        let mut cursor = Cursor::new(2);
        cursor.received(vec![Some("1".to_owned()), Some("2".to_owned())]);
        let shifted = cursor.received(vec![Some("2".to_owned()), Some("3".to_owned())]);
        assert_eq!(shifted, Verdict::New(vec![false, true]));
    }
}
