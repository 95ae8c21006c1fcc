//! The parts of a list in the page: the bar of filters, the table with its pager, and what stands there when there is nothing.

use std::rc::Rc;

use sycamore::prelude::*;

use super::{List, Listed, Rows, Shown};
use crate::app::use_app;
use crate::i18n::Words;
use crate::i18n::text::list as t;
use crate::ui::empty::{Empty, EmptyPage, NoMatch};
use crate::ui::filter_bar::{Filter, FilterBar, SearchBox, active_filters};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::pager::{Pager, Position};
use crate::ui::remote::Loaded;
use crate::ui::skeleton::SkeletonRows;
use crate::ui::sort::SortMenu;
use crate::ui::table::{Column, Columns, SortedBy, Table};

/// What a list is called and made of.
pub struct Look {
    /// Under this name the choice of columns is kept.
    pub name: &'static str,
    /// The table.
    pub caption: Words,
    /// Its columns.
    pub columns: &'static [Column],
    /// So many rows, in words.
    pub count: fn(u64) -> String,
    /// Nothing passes the filters.
    pub no_match: Words,
}

/// Search, filters, and the order where there are several.
#[component(inline_props)]
pub fn Filters<S: Listed>(state: Shown<S>, label: Words, search: SearchBox, filters: Vec<Filter>) -> View {
    view! {
        FilterBar(label=label, search=search, filters=filters) { (order(state)) }
    }
}

/// The menu with the orders of a list, where there are several.
pub fn order<S: Listed>(state: Shown<S>) -> View {
    if S::SORT_KEYS.is_empty() {
        return View::new();
    }
    let sort = create_selector(move || state.with(Listed::sort));
    let on_sort: Rc<dyn Fn(&'static str)> = Rc::new(move |key| state.sort_by(key));
    view! { SortMenu(keys=S::SORT_KEYS, sort=sort, on_sort=on_sort) }
}

/// The rows as soon as they come. `empty` is shown where the list has no row at all; `selectable` says whether rows can be
/// selected.
#[component(inline_props)]
pub fn ListRows<S: Listed, P: Rows>(
    list: List<S, P>,
    look: &'static Look,
    filters: Vec<Filter>,
    #[prop(default)] selectable: bool,
    empty: Rc<dyn Fn() -> View>,
) -> View {
    view! {
        Loaded(
            remote=list.rows,
            what=Message::from(t::LIST_FAILED),
            waiting=|| view! { SkeletonRows(rows=10) },
            show=move |rows| {
                let (filters, empty) = (filters.clone(), empty.clone());
                view! { Content(list=list, look=look, rows=rows, filters=filters, selectable=selectable, empty=empty) }
            },
        )
    }
}

/// The table and its pager, or what to do when there is nothing.
#[component(inline_props)]
fn Content<S: Listed, P: Rows>(
    list: List<S, P>,
    look: &'static Look,
    rows: ReadSignal<P>,
    filters: Vec<Filter>,
    selectable: bool,
    empty: Rc<dyn Fn() -> View>,
) -> View {
    let state = list.state;
    let is_empty = create_selector(move || rows.with(|rows| rows.rows().is_empty()));
    let active = move || active_filters(!state.get_clone().search().is_empty(), &filters);
    view! {
        (if !is_empty.get() {
            view! { Filled(list=list, look=look, rows=rows, selectable=selectable) }
        } else if *state.get_clone().position() != Position::First {
            view! { EmptyPage(on_first=move || state.change(|_| {})) }
        } else if state.with(Listed::is_filtered) {
            let active = active.clone();
            let clear = move || state.change(|state| *state = state.without_filters());
            view! { NoMatch(title=look.no_match, active=active, on_clear=clear) }
        } else {
            empty()
        })
    }
}

#[component(inline_props)]
fn Filled<S: Listed, P: Rows>(list: List<S, P>, look: &'static Look, rows: ReadSignal<P>, selectable: bool) -> View {
    let state = list.state;
    let person = untrack(|| use_app().session.person_id());
    let sorted = move |key: &'static str| state.with(Listed::sort).of(S::SORT_KEYS, key);
    let on_sort: Rc<dyn Fn(&'static str)> = Rc::new(move |key| state.sort_by(key));
    let address = move |position: Position| {
        let mut there = state.get_clone_untracked();
        *there.position() = position;
        state.url(&there)
    };
    view! {
        Table(
            table=list.table,
            caption=look.caption,
            columns=Columns::new(look.columns, look.name, &person),
            sorted=Rc::new(sorted) as SortedBy,
            on_sort=on_sort,
            busy=*list.rows.loading,
            selectable=selectable,
        )
        Pager(
            position=create_selector(move || state.get_clone().position().clone()),
            page=create_memo(move || rows.with(Rows::ends)),
            total=create_selector(move || list.total()),
            count=look.count,
            address=Rc::new(address) as Rc<dyn Fn(Position) -> String>,
        )
    }
}

/// The way to a new record.
#[component(inline_props)]
pub fn NewButton(href: String, name: Words, #[prop(default = Glyph::PLUS)] glyph: Glyph) -> View {
    view! {
        a(class="button button-primary", href=href) {
            Icon(glyph=glyph)
            (name)
        }
    }
}

/// A list without a row: what it is good for, and the way to the first record for those who may make one.
#[must_use]
pub fn none_yet(glyph: Glyph, title: Words, body: Words, new: Option<(String, Words)>) -> View {
    let button = new.map(|(href, name)| view! { NewButton(href=href, name=name) });
    view! {
        Empty(glyph=glyph, title=title, body=body) { (button) }
    }
}
