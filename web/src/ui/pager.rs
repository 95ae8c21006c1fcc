//! Pages of a list by keyset cursors: previous, next, and where one is: « 51 à 100 sur 148 institutions ».

use std::rc::Rc;

use sycamore::prelude::*;

use crate::i18n::Words;
use crate::i18n::format::integer;
use crate::i18n::text::list as t;
use crate::router::query::Query;

/// Rows of a page.
pub const PAGE_SIZE: u32 = 50;

/// Which page of a list. `from` counts rows for the reader only.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Position {
    /// The first page.
    #[default]
    First,
    /// What follows a cursor.
    After {
        /// The cursor.
        cursor: String,
        /// Number of the first row.
        from: u32,
    },
    /// What precedes a cursor.
    Before {
        /// The cursor.
        cursor: String,
        /// Number of the first row.
        from: u32,
    },
}

/// A position as the server takes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Slice {
    /// Rows from the front.
    pub first: Option<i64>,
    /// Behind this cursor.
    pub after: Option<String>,
    /// Rows from the end.
    pub last: Option<i64>,
    /// Before this cursor.
    pub before: Option<String>,
}

/// Where a page stands in its list, as the server tells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageEnds {
    /// Number of its rows.
    pub count: usize,
    /// Cursor of the first row, when something precedes it.
    pub previous: Option<String>,
    /// Cursor of the last row, when something follows it.
    pub next: Option<String>,
}

/// Makes [`PageEnds`] from `pageInfo` of an operation.
#[macro_export]
macro_rules! page_ends {
    ($page:expr) => {{
        let info = &$page.page_info;
        $crate::ui::pager::PageEnds {
            count: $page.nodes.len(),
            previous: info.start_cursor.clone().filter(|_| info.has_previous_page),
            next: info.end_cursor.clone().filter(|_| info.has_next_page),
        }
    }};
}

impl Position {
    /// Reads it from an address.
    #[must_use]
    pub fn parse(query: &Query) -> Self {
        let from = query.get("from").and_then(|text| text.parse().ok()).unwrap_or(1);
        match (query.get("after"), query.get("before")) {
            (Some(cursor), _) => Self::After { cursor: cursor.to_owned(), from },
            (None, Some(cursor)) => Self::Before { cursor: cursor.to_owned(), from },
            (None, None) => Self::First,
        }
    }

    /// Writes it for an address.
    pub fn write(&self, query: &mut Query) {
        match self {
            Self::First => {}
            Self::After { cursor, from } => {
                query.push("after", cursor);
                query.push("from", &from.to_string());
            }
            Self::Before { cursor, from } => {
                query.push("before", cursor);
                query.push("from", &from.to_string());
            }
        }
    }

    /// Number of the first row.
    #[must_use]
    pub fn from(&self) -> u32 {
        match self {
            Self::First => 1,
            Self::After { from, .. } | Self::Before { from, .. } => *from,
        }
    }

    /// What to ask the server for.
    #[must_use]
    pub fn slice(&self) -> Slice {
        let size = Some(i64::from(PAGE_SIZE));
        match self {
            Self::First => Slice { first: size, ..Slice::default() },
            Self::After { cursor, .. } => Slice { first: size, after: Some(cursor.clone()), ..Slice::default() },
            Self::Before { cursor, .. } => Slice { last: size, before: Some(cursor.clone()), ..Slice::default() },
        }
    }

    fn next(&self, page: &PageEnds) -> Option<Self> {
        let cursor = page.next.clone()?;
        Some(Self::After { cursor, from: self.from() + u32::try_from(page.count).unwrap_or_default() })
    }

    fn previous(&self, page: &PageEnds) -> Option<Self> {
        let cursor = page.previous.clone()?;
        let from = self.from().saturating_sub(PAGE_SIZE).max(1);
        // The first page has an address of its own, without a cursor.
        Some(if from == 1 { Self::First } else { Self::Before { cursor, from } })
    }
}

/// Below the table; `count` words a number of rows, `address` is where a position is.
#[component(inline_props)]
pub fn Pager(
    position: ReadSignal<Position>,
    page: ReadSignal<PageEnds>,
    total: ReadSignal<Option<u64>>,
    count: fn(u64) -> String,
    address: Rc<dyn Fn(Position) -> String>,
) -> View {
    let range = move || {
        let from = position.with(Position::from);
        let to = from + u32::try_from(page.with(|page| page.count)).unwrap_or_default().saturating_sub(1);
        let (from, to) = (integer(u64::from(from)), integer(u64::from(to)));
        match total.get() {
            Some(total) => t::range_of(&from, &to, &count(total)),
            None => t::range(&from, &to),
        }
    };
    let back = address.clone();
    let previous = move || position.with(|position| page.with(|page| position.previous(page))).map(|to| back(to));
    let next = move || position.with(|position| page.with(|page| position.next(page))).map(|to| address(to));
    view! {
        nav(class="pager", "aria-label"=t::PAGES) {
            span(role="status") { (range()) }
            span(class="push") {
                (step(previous(), t::PREVIOUS))
                " "
                (step(next(), t::NEXT))
            }
        }
    }
}

fn step(href: Option<String>, name: Words) -> View {
    match href {
        Some(href) => view! { a(class="button button-small", href=href) { (name) } },
        None => view! { span(class="button button-small", "aria-disabled"="true") { (name) } },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(previous: bool, next: bool) -> PageEnds {
        let cursor = |there: bool, cursor: &str| there.then(|| cursor.to_owned());
        PageEnds { count: PAGE_SIZE as usize, previous: cursor(previous, "s"), next: cursor(next, "e") }
    }

    #[test]
    fn pages_are_reached_by_cursors_and_the_first_by_its_own_address() {
        let second = Position::After { cursor: "x".into(), from: 51 };
        assert_eq!(second.previous(&page(true, true)), Some(Position::First));
        let third = Position::After { cursor: "x".into(), from: 101 };
        assert_eq!(third.previous(&page(true, false)), Some(Position::Before { cursor: "s".into(), from: 51 }));
        assert_eq!(third.next(&page(true, false)), None);
        assert_eq!(Position::First.next(&page(false, true)), Some(Position::After { cursor: "e".into(), from: 51 }));
    }

    #[test]
    fn a_position_is_read_as_it_was_written() {
        for position in [Position::First, Position::Before { cursor: "a=&b".into(), from: 101 }] {
            let mut query = Query::default();
            position.write(&mut query);
            assert_eq!(Position::parse(&Query::parse(&query.to_string())), position);
        }
    }
}
