//! The list below the figures: the entries that count in the period, or those that were deleted; search, filter, order
//! and page in the address.

use std::rc::Rc;

use sycamore::prelude::*;

use super::editors::filters;
use super::rows::{COLUMNS, table_row};
use super::state::{ListState, SORT_KEYS};
use super::{Entry, EntryPage, actions, may_edit};
use crate::api::revenue::{RevenueEntries, RevenueEntryCount, revenue_entry_count};
use crate::api::{live, send};
use crate::app::{App, use_app};
use crate::i18n::Words;
use crate::i18n::text::{common, list as words_of_lists, revenue as t};
use crate::layout::shortcuts;
use crate::page_ends;
use crate::pages::billing::period::Span;
use crate::pages::panels::PanelHost;
use crate::router::{Panel, go, replace};
use crate::ui::empty::{Empty, EmptyPage, NoMatch};
use crate::ui::filter_bar::{Filter, FilterBar, SearchBox, active_filters};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::pager::{Pager, Position};
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::sort::SortMenu;
use crate::ui::table::selection::{BulkAction, BulkBar};
use crate::ui::table::{Columns, SortedBy, Table, TableRow, TableState, keys};
use crate::ui::tabs::{Tab, Tabs};

/// Where the page is with its list in another state.
pub type AddressOf = Rc<dyn Fn(&ListState) -> String>;

/// What the parts of the list share.
#[derive(Clone, Copy)]
pub struct List {
    /// What is shown, from the address.
    pub state: ReadSignal<ListState>,
    address: ReadSignal<AddressOf>,
    page: Remote<EntryPage>,
    total: Remote<u64>,
    table: TableState,
    rows: Signal<Vec<TableRow>>,
}

impl List {
    /// Follows the entries of the span.
    #[must_use]
    pub fn new(state: ReadSignal<ListState>, span: ReadSignal<Span>, address: AddressOf) -> Self {
        let page = fetch(
            move || state.with(|state| state.variables(span.get())),
            |variables| async move { Ok(send::<RevenueEntries>(variables).await?.revenue_entries) },
        );
        // Counting costs more than a page: it is asked apart, and only when the filter changes.
        let filter = create_selector(move || state.with(|state| state.filter(span.get())));
        let total = fetch(
            move || filter.get_clone(),
            |filter| async move {
                let data = send::<RevenueEntryCount>(revenue_entry_count::Variables { filter: Some(filter) }).await?;
                Ok(u64::try_from(data.revenue_entries.total_count).unwrap_or_default())
            },
        );
        live::on_change(&["revenue_entry"], move || {
            page.refresh();
            total.refresh();
        });
        let rows = create_signal(Vec::new());
        Self { state, address: *create_signal(address), page, total, table: TableState::new(*rows), rows }
    }

    /// Changes filters or order, as a new step of the history: back to the first page.
    pub fn change(self, change: impl FnOnce(&mut ListState)) {
        go(&self.address_of(&self.changed(change)));
    }

    /// As [`Self::change`], without a step of the history for every key.
    fn change_in_place(self, change: impl FnOnce(&mut ListState)) {
        replace(&self.address_of(&self.changed(change)));
    }

    /// Fetches again after something changed here.
    pub fn reload(self) {
        self.table.selection.clear();
        self.page.reload();
        self.total.reload();
    }

    fn changed(self, change: impl FnOnce(&mut ListState)) -> ListState {
        let mut state = self.state.get_clone_untracked();
        change(&mut state);
        state.position = Position::First;
        state
    }

    /// The address of the page with its list in `state`; tracked.
    fn address_of(self, state: &ListState) -> String {
        let address = self.address.get_clone_untracked();
        address(state)
    }

    /// The selected rows, which are selected no longer: a second click finds nothing to do.
    fn take(self) -> Vec<Entry> {
        let all = self.page.value.with_untracked(|page| page.as_ref().map(|page| page.nodes.clone()));
        let is_chosen = |entry: &Entry| untrack(|| self.table.selection.contains(&entry.id));
        let chosen = all.unwrap_or_default().into_iter().filter(is_chosen).collect();
        self.table.selection.clear();
        chosen
    }

    fn sort_by(self, key: &str) {
        self.change(|state| state.sort = state.sort.clicked(&SORT_KEYS, key));
    }
}

/// The section.
#[component(inline_props)]
pub fn EntryList(list: List, host: PanelHost) -> View {
    let app = use_app();
    let row_host = host.clone();
    create_effect(move || {
        let row = |entry: &Entry| table_row(app, &row_host, entry);
        list.rows.set(list.page.value.with(|page| page.iter().flat_map(|page| &page.nodes).map(row).collect()));
    });
    create_effect(move || {
        list.state.track();
        list.table.selection.clear();
    });
    keys::listen(list.table, move |event| shortcuts::letter(app, event));
    let search = SearchBox {
        text: create_selector(move || list.state.with(|state| state.search.clone())),
        set: Rc::new(move |words| list.change_in_place(|state| state.search = words)),
        label: t::SEARCH,
        hint: t::SEARCH_HINT,
    };
    let filters = filters(list);
    let shown_filters = filters.clone();
    let sort = create_selector(move || list.state.with(|state| state.sort));
    let on_sort: Rc<dyn Fn(&'static str)> = Rc::new(move |key| list.sort_by(key));
    let changed = host.changed.clone();
    view! {
        section(class="section", "aria-labelledby"="entries") {
            div(class="section-header") {
                h2(id="entries") { (t::ENTRIES) }
                (new_button(&host))
            }
            (views(list))
            FilterBar(label=t::FILTER_BAR, search=search, filters=shown_filters) {
                SortMenu(keys=&SORT_KEYS, sort=sort, on_sort=on_sort)
            }
            Loaded(
                remote=list.page,
                what=Message::from(words_of_lists::LIST_FAILED),
                waiting=|| view! { SkeletonRows(rows=5) },
                show=move |page| {
                    let filters = filters.clone();
                    view! { Content(list=list, page=page, filters=filters) }
                },
            )
        }
        BulkBar(selection=list.table.selection, count=t::selected, actions=bulk(app, list, changed))
    }
}

/// The way to a new entry, for those who may enter some.
#[must_use]
pub fn new_button(host: &PanelHost) -> View {
    let session = use_app().session;
    let address = host.address.clone();
    view! {
        (if may_edit(session) {
            let href = address(Panel::New);
            view! {
                a(class="button", href=href) {
                    Icon(glyph=Glyph::PLUS)
                    (t::NEW)
                }
            }
        } else {
            View::new()
        })
    }
}

/// The ready-made views, where there are several.
fn views(list: List) -> View {
    let session = use_app().session;
    if !untrack(|| may_edit(session)) {
        return View::new();
    }
    let view = move |trash: bool, name: Words| {
        // The period may change above the tabs.
        let href = move || {
            list.state.track();
            list.address_of(&ListState { trash, ..ListState::default() })
        };
        Tab::following(href, name, move || list.state.with(|state| state.trash == trash))
    };
    let tabs = vec![view(false, t::VIEW_ALL), view(true, words_of_lists::VIEW_TRASH)];
    view! { Tabs(label=words_of_lists::VIEWS, tabs=tabs) }
}

fn bulk(app: App, list: List, changed: Rc<dyn Fn()>) -> Rc<dyn Fn() -> Vec<BulkAction>> {
    Rc::new(move || {
        if !may_edit(app.session) {
            return Vec::new();
        }
        let targets = move || list.take().iter().map(actions::target).collect();
        let changed = changed.clone();
        vec![if list.state.with(|state| state.trash) {
            BulkAction::new(Glyph::UNDO_2, common::RESTORE, move || actions::restore(app, targets(), changed.clone()))
        } else {
            BulkAction::new(Glyph::TRASH_2, common::DELETE, move || actions::delete(app, targets(), changed.clone()))
        }]
    })
}

/// The table and its pager, or what to do when there is nothing.
#[component(inline_props)]
fn Content(list: List, page: ReadSignal<EntryPage>, filters: Vec<Filter>) -> View {
    let is_empty = create_selector(move || page.with(|page| page.nodes.is_empty()));
    let active = move || active_filters(list.state.with(|state| !state.search.is_empty()), &filters);
    view! {
        (if !is_empty.get() {
            view! { Rows(list=list, page=page) }
        } else if list.state.with(|state| state.position != Position::First) {
            view! { EmptyPage(on_first=move || list.change(|_| {})) }
        } else if list.state.with(ListState::is_filtered) {
            let active = active.clone();
            let clear = move || list.change(|state| *state = state.without_filters());
            view! { NoMatch(title=t::NO_MATCH, active=active, on_clear=clear) }
        } else if list.state.with(|state| state.trash) {
            view! { Empty(glyph=Glyph::TRASH_2, title=t::TRASH_EMPTY, body=t::TRASH_EMPTY_BODY) {} }
        } else {
            view! { Empty(glyph=Glyph::RECEIPT_EURO, title=t::NONE_YET, body=t::NONE_YET_BODY) {} }
        })
    }
}

#[component(inline_props)]
fn Rows(list: List, page: ReadSignal<EntryPage>) -> View {
    let session = use_app().session;
    let columns = Columns::new(&COLUMNS, "revenue-entries", &untrack(|| session.person_id()));
    let sorted = move |key: &'static str| list.state.with(|state| state.sort.of(&SORT_KEYS, key));
    let on_sort: Rc<dyn Fn(&'static str)> = Rc::new(move |key| list.sort_by(key));
    let position = create_selector(move || list.state.with(|state| state.position.clone()));
    let ends = create_memo(move || page.with(|page| page_ends!(page)));
    let address =
        move |position: Position| list.address_of(&ListState { position, ..list.state.get_clone_untracked() });
    view! {
        Table(
            table=list.table,
            caption=t::ENTRIES,
            columns=columns,
            sorted=Rc::new(sorted) as SortedBy,
            on_sort=on_sort,
            busy=*list.page.loading,
            selectable=untrack(|| may_edit(session)),
        )
        Pager(
            position=position,
            page=ends,
            total=*list.total.value,
            count=t::count,
            address=Rc::new(address) as Rc<dyn Fn(Position) -> String>,
        )
    }
}
