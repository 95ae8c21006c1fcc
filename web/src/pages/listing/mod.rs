//! What every list does the same way: what it shows stands in its address, another filter or order leads back to the first
//! page, rows are counted apart from their page, and what is selected is of one page.

pub mod filters;
pub mod values;
pub mod view;

use std::future::Future;
use std::ops::Deref;
use std::rc::Rc;

use sycamore::prelude::*;

use crate::api::ApiError;
use crate::app::{use_address, use_app};
use crate::i18n::Words;
use crate::layout::shortcuts;
use crate::router::query::Query;
use crate::router::{Address, Page, go, replace};
use crate::ui::filter_bar::SearchBox;
use crate::ui::pager::{PageEnds, Position};
use crate::ui::remote::{Remote, fetch};
use crate::ui::sort::{Sort, SortKeys};
use crate::ui::table::{TableRow, TableState, keys};
use crate::ui::tabs::Tab;

/// What a list shows, as its address says it.
pub trait Listed: Clone + PartialEq + 'static {
    /// What it can be sorted by; none where the order is fixed.
    const SORT_KEYS: SortKeys;

    /// Reads the query of an address; what makes no sense there is left out.
    fn parse(query: &Query) -> Self;
    /// Writes it for an address; what is as usual is left out.
    fn query(&self) -> Query;
    /// Without filters; order and view stay.
    fn without_filters(&self) -> Self;

    /// Words searched for.
    fn search(&mut self) -> &mut String;
    /// Which page.
    fn position(&mut self) -> &mut Position;
    /// The order.
    fn sort(&self) -> Sort {
        Sort::default()
    }
    /// Sets the order, where there are several.
    fn set_sort(&mut self, _sort: Sort) {}

    /// The first page of it.
    #[must_use]
    fn first_page(mut self) -> Self {
        *self.position() = Position::First;
        self
    }

    /// Whether anything narrows the list down.
    fn is_filtered(&self) -> bool {
        self.clone().first_page() != self.without_filters()
    }
}

/// What [`Listed`] has to reach of a state with the fields `search`, `sort` and `position`.
#[macro_export]
macro_rules! fields_of_a_list {
    () => {
        fn search(&mut self) -> &mut String {
            &mut self.search
        }

        fn position(&mut self) -> &mut $crate::ui::pager::Position {
            &mut self.position
        }

        fn sort(&self) -> $crate::ui::sort::Sort {
            self.sort
        }

        fn set_sort(&mut self, sort: $crate::ui::sort::Sort) {
            self.sort = sort;
        }
    };
}

/// A page of rows, as the server gives it.
pub trait Rows: Clone + 'static {
    /// One of them.
    type Row: Clone + 'static;

    /// The rows, in order.
    fn rows(&self) -> &[Self::Row];
    /// The id of a row.
    fn id(row: &Self::Row) -> &str;
    /// Where the page stands in its list.
    fn ends(&self) -> PageEnds;
    /// How many rows the list has, where its page says so.
    fn total(&self) -> Option<u64> {
        None
    }
}

/// Makes [`Rows`] of the answer of an operation; `counted` where it carries the number of all rows.
#[macro_export]
macro_rules! rows {
    ($page:ty, $row:ty $(, $total:ident)?) => {
        impl $crate::pages::listing::Rows for $page {
            type Row = $row;

            fn rows(&self) -> &[Self::Row] {
                &self.nodes
            }

            fn id(row: &Self::Row) -> &str {
                &row.id
            }

            fn ends(&self) -> $crate::ui::pager::PageEnds {
                $crate::page_ends!(self)
            }

            $(fn total(&self) -> Option<u64> {
                u64::try_from(self.$total).ok()
            })?
        }
    };
}

/// Where the page is with its list in another state.
type UrlOf<S> = Rc<dyn Fn(&S) -> String>;

/// What a list shows now, and how it comes to show something else.
pub struct Shown<S: 'static> {
    state: ReadSignal<S>,
    url: ReadSignal<UrlOf<S>>,
}

impl<S> Clone for Shown<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Shown<S> {}

impl<S> Deref for Shown<S> {
    type Target = ReadSignal<S>;

    fn deref(&self) -> &ReadSignal<S> {
        &self.state
    }
}

impl<S: Listed> Shown<S> {
    /// What the address says; `page` is the list without a panel over it.
    #[must_use]
    pub fn on(page: Page) -> Self {
        let address = use_address();
        // A panel over the list changes nothing of it.
        let state = create_selector(move || address.with(|address| S::parse(&address.query)));
        Self::at(state, move |state: &S| Address { page: page.clone(), query: state.query() }.url())
    }

    /// Of a list that is only a part of its page.
    #[must_use]
    pub fn at(state: ReadSignal<S>, url: impl Fn(&S) -> String + 'static) -> Self {
        let url: UrlOf<S> = Rc::new(url);
        Self { state, url: *create_signal(url) }
    }

    /// Where the list is in `state`.
    #[must_use]
    pub fn url(self, state: &S) -> String {
        let url = self.url.get_clone_untracked();
        url(state)
    }

    /// Changes filters or order, as a new step of the history: back to the first page.
    pub fn change(self, change: impl FnOnce(&mut S)) {
        go(&self.url(&self.changed(change)));
    }

    /// As [`Self::change`], without a step of the history for every key.
    fn change_in_place(self, change: impl FnOnce(&mut S)) {
        replace(&self.url(&self.changed(change)));
    }

    fn changed(self, change: impl FnOnce(&mut S)) -> S {
        let mut state = self.state.get_clone_untracked();
        change(&mut state);
        state.first_page()
    }

    /// Sorts by a key, or turns the order round.
    pub fn sort_by(self, key: &str) {
        self.change(|state| state.set_sort(state.sort().clicked(S::SORT_KEYS, key)));
    }

    /// The field before the filters.
    #[must_use]
    pub fn search_box(self, label: Words, hint: Words) -> SearchBox {
        SearchBox {
            text: create_selector(move || self.state.get_clone().search().clone()),
            set: Rc::new(move |words| self.change_in_place(|state| *state.search() = words)),
            label,
            hint,
        }
    }

    /// A ready-made view: current while the list shows one of its `kind`.
    #[must_use]
    pub fn tab<K: PartialEq + 'static>(self, name: Words, view: &S, kind: fn(&S) -> K) -> Tab {
        let this = kind(view);
        Tab::new(self.url(view), name, move || self.state.with(kind) == this)
    }
}

/// A list: what it shows, its rows, and those that are selected.
pub struct List<S: 'static, P: 'static> {
    /// What is shown, from the address.
    pub state: Shown<S>,
    /// The rows of the page.
    pub rows: Remote<P>,
    /// The table with them.
    pub table: TableState,
    /// Rises with each change that was made here.
    pub changes: ReadSignal<u32>,
    count: Option<Remote<u64>>,
    drawn: Signal<Vec<TableRow>>,
    changed: Signal<u32>,
}

impl<S, P> Clone for List<S, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S, P> Copy for List<S, P> {}

impl<S: Listed, P: Rows> List<S, P> {
    /// Asks for the rows of what is shown; `variables` is tracked.
    #[must_use]
    pub fn new<V, A>(state: Shown<S>, variables: impl Fn(&S) -> V + 'static, ask: impl Fn(V) -> A + 'static) -> Self
    where
        V: 'static,
        A: Future<Output = Result<P, ApiError>> + 'static,
    {
        let (drawn, changed) = (create_signal(Vec::new()), create_signal(0));
        let input = move || {
            changed.track();
            state.with(&variables)
        };
        let rows = fetch(input, ask);
        Self { state, rows, table: TableState::new(*drawn), changes: *changed, count: None, drawn, changed }
    }

    /// Counts all rows: it costs more than a page, so it is asked apart, and only when the filter changes. `filter` is
    /// tracked.
    #[must_use]
    pub fn counted<F, A>(self, filter: impl Fn(&S) -> F + 'static, ask: impl Fn(F) -> A + 'static) -> Self
    where
        F: Clone + PartialEq + 'static,
        A: Future<Output = Result<i64, ApiError>> + 'static,
    {
        let filter = create_selector(move || self.state.with(&filter));
        let ask = Rc::new(ask);
        let input = move || {
            self.changed.track();
            filter.get_clone()
        };
        let count = fetch(input, move |filter| {
            let ask = ask.clone();
            async move { Ok(u64::try_from(ask(filter).await?).unwrap_or_default()) }
        });
        Self { count: Some(count), ..self }
    }

    /// Draws the rows, forgets the selection when others are shown, and listens to the keyboard.
    pub fn draw(self, row: impl Fn(&P::Row) -> TableRow + 'static) {
        let app = use_app();
        create_effect(move || {
            let draw = |rows: &Option<P>| rows.iter().flat_map(|rows| rows.rows()).map(&row).collect();
            self.drawn.set(self.rows.value.with(draw));
        });
        create_effect(move || {
            self.state.track();
            self.table.selection.clear();
        });
        keys::listen(self.table, move |event| shortcuts::letter(app, event));
    }

    /// Fetches again after something changed here; does nothing where the page has gone meanwhile.
    pub fn reload(self) {
        if self.changed.is_alive() {
            self.table.selection.clear();
            self.changed.update(|count| *count = count.wrapping_add(1));
        }
    }

    /// Fetches again because something changed elsewhere, without a sign of it.
    pub fn refresh(self) {
        self.rows.refresh();
        if let Some(count) = self.count {
            count.refresh();
        }
    }

    /// The selected rows; tracked.
    #[must_use]
    pub fn chosen(self) -> Vec<P::Row> {
        let chosen = |rows: &Option<P>| -> Vec<P::Row> {
            let all = rows.iter().flat_map(|rows| rows.rows());
            all.filter(|row| self.table.selection.contains(P::id(row))).cloned().collect()
        };
        self.rows.value.with(chosen)
    }

    /// The selected rows, which are selected no longer: a second click finds nothing to do.
    #[must_use]
    pub fn take(self) -> Vec<P::Row> {
        let chosen = untrack(|| self.chosen());
        self.table.selection.clear();
        chosen
    }

    /// How many rows there are in all, as soon as that is known; tracked.
    fn total(self) -> Option<u64> {
        match self.count {
            Some(count) => count.value.get(),
            None => self.rows.value.with(|rows| rows.as_ref().and_then(Rows::total)),
        }
    }
}
