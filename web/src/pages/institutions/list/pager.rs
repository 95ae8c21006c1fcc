//! Previous, next, and where one is: « 21 à 40 sur 148 institutions ».

use sycamore::prelude::*;

use super::state::{ListState, PAGE_SIZE, Position};
use super::{List, Rows, address_of};
use crate::i18n::format::integer;
use crate::i18n::text::institutions as t;

/// Below the table.
#[component(inline_props)]
pub fn Pager(list: List, rows: ReadSignal<Rows>) -> View {
    let range = move || {
        let from = list.state.with(|state| state.position.from());
        let count = rows.with(|rows| rows.nodes.len());
        let to = from + u32::try_from(count).unwrap_or_default().saturating_sub(1);
        let (from, to) = (integer(u64::from(from)), integer(u64::from(to)));
        match list.total.value.get() {
            Some(total) => t::range_of(&from, &to, &t::count(total)),
            None => t::range(&from, &to),
        }
    };
    let previous = move || rows.with(|rows| previous_page(&list.state.get_clone(), rows));
    let next = move || rows.with(|rows| next_page(&list.state.get_clone(), rows));
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

fn step(target: Option<ListState>, name: crate::i18n::Words) -> View {
    match target {
        Some(state) => {
            let href = address_of(&state);
            view! { a(class="button button-small", href=href) { (name) } }
        }
        None => view! { span(class="button button-small", "aria-disabled"="true") { (name) } },
    }
}

fn next_page(state: &ListState, rows: &Rows) -> Option<ListState> {
    let info = &rows.page_info;
    let cursor = info.end_cursor.clone().filter(|_| info.has_next_page)?;
    let from = state.position.from() + u32::try_from(rows.nodes.len()).unwrap_or_default();
    Some(ListState { position: Position::After { cursor, from }, ..state.clone() })
}

fn previous_page(state: &ListState, rows: &Rows) -> Option<ListState> {
    let info = &rows.page_info;
    let cursor = info.start_cursor.clone().filter(|_| info.has_previous_page)?;
    let from = state.position.from().saturating_sub(PAGE_SIZE).max(1);
    // The first page has an address of its own, without a cursor.
    let position = if from == 1 { Position::First } else { Position::Before { cursor, from } };
    Some(ListState { position, ..state.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::operations::institutions::InstitutionsInstitutionsPageInfo as PageInfo;

    fn rows(previous: bool, next: bool) -> Rows {
        let page_info = PageInfo {
            has_next_page: next,
            has_previous_page: previous,
            start_cursor: Some("s".into()),
            end_cursor: Some("e".into()),
        };
        Rows { nodes: Vec::new(), page_info }
    }

    #[test]
    fn pages_are_reached_by_cursors_and_the_first_by_its_own_address() {
        let state = ListState { position: Position::After { cursor: "x".into(), from: 21 }, ..Default::default() };
        assert_eq!(previous_page(&state, &rows(true, true)).unwrap().position, Position::First);
        let third = ListState { position: Position::After { cursor: "x".into(), from: 41 }, ..Default::default() };
        assert_eq!(
            previous_page(&third, &rows(true, false)).unwrap().position,
            Position::Before { cursor: "s".into(), from: 21 }
        );
        assert!(next_page(&third, &rows(true, false)).is_none());
    }
}
