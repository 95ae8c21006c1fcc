//! What the lists of people and of teams have in common: a field that searches, and pages by cursor.

use std::rc::Rc;

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use sycamore::web::create_client_effect;

use crate::i18n::Words;
use crate::i18n::format::integer;
use crate::i18n::text::list as t;
use crate::platform::timer;
use crate::router::query::Query;
use crate::ui::icon::{Glyph, Icon};

/// Rows of a page.
const PAGE_SIZE: u32 = 20;
/// Milliseconds of quiet before what is typed is searched for.
const DEBOUNCE: i32 = 250;

/// Which page of a list, by keyset cursors. `from` counts rows for the reader only.
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
#[expect(missing_docs, reason = "named as in the schema")]
pub struct Slice {
    pub first: Option<i64>,
    pub after: Option<String>,
    pub last: Option<i64>,
    pub before: Option<String>,
}

/// Where a page stands in its list, as the server tells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ends {
    /// Number of its rows.
    pub count: usize,
    /// Number of all rows.
    pub total: u64,
    /// Cursor of the first row, when something precedes it.
    pub previous: Option<String>,
    /// Cursor of the last row, when something follows it.
    pub next: Option<String>,
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
        let (name, cursor, from) = match self {
            Self::First => return,
            Self::After { cursor, from } => ("after", cursor, from),
            Self::Before { cursor, from } => ("before", cursor, from),
        };
        query.push(name, cursor);
        query.push("from", &from.to_string());
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

    fn from(&self) -> u32 {
        match self {
            Self::First => 1,
            Self::After { from, .. } | Self::Before { from, .. } => *from,
        }
    }

    fn next(&self, ends: &Ends) -> Option<Self> {
        let cursor = ends.next.clone()?;
        Some(Self::After { cursor, from: self.from() + u32::try_from(ends.count).unwrap_or_default() })
    }

    fn previous(&self, ends: &Ends) -> Option<Self> {
        let cursor = ends.previous.clone()?;
        let from = self.from().saturating_sub(PAGE_SIZE).max(1);
        // The first page has an address of its own, without a cursor.
        Some(if from == 1 { Self::First } else { Self::Before { cursor, from } })
    }
}

/// A field whose words are searched for as they are typed.
#[component(inline_props)]
pub fn SearchField(text: ReadSignal<String>, find: Rc<dyn Fn(String)>, label: Words, hint: Words) -> View {
    let typed = create_signal(text.get_clone_untracked());
    create_client_effect(move || {
        let wanted = typed.with(|typed| typed.trim().to_owned());
        if wanted != text.get_clone_untracked() {
            let find = find.clone();
            spawn_local_scoped(async move {
                timer::sleep(DEBOUNCE).await;
                find(wanted);
            });
        }
    });
    view! {
        div(class="input-group") {
            Icon(glyph=Glyph::SEARCH)
            input(
                class="input",
                r#type="search",
                "data-list-search"="",
                "aria-label"=label,
                placeholder=hint,
                bind:value=typed,
            )
        }
    }
}

/// Below the table; `count` words a number of rows, `address` is where a position is.
#[component(inline_props)]
pub fn Pager(
    position: ReadSignal<Position>,
    ends: ReadSignal<Ends>,
    count: fn(u64) -> String,
    address: Rc<dyn Fn(Position) -> String>,
) -> View {
    let range = move || {
        let from = position.with(Position::from);
        let (rows, total) = ends.with(|ends| (u32::try_from(ends.count).unwrap_or_default(), ends.total));
        let to = from + rows.saturating_sub(1);
        t::range_of(&integer(u64::from(from)), &integer(u64::from(to)), &count(total))
    };
    let back = address.clone();
    let previous = move || position.with(|position| ends.with(|ends| position.previous(ends))).map(|to| back(to));
    let next = move || position.with(|position| ends.with(|ends| position.next(ends))).map(|to| address(to));
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

    #[test]
    fn pages_are_reached_by_cursors_and_the_first_by_its_own_address() {
        let ends = Ends { count: 20, total: 50, previous: Some("s".into()), next: Some("e".into()) };
        let second = Position::First.next(&ends).unwrap();
        assert_eq!(second, Position::After { cursor: "e".into(), from: 21 });
        assert_eq!(second.previous(&ends), Some(Position::First));
        let third = Position::After { cursor: "x".into(), from: 41 };
        assert_eq!(third.previous(&ends), Some(Position::Before { cursor: "s".into(), from: 21 }));
        let mut query = Query::default();
        third.write(&mut query);
        assert_eq!(Position::parse(&query), third);
    }
}
