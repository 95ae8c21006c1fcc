//! The list: search, filters, order and page in the address; table on wide screens, cards on narrow ones.

mod bulk;
mod editors;
mod filters;
pub mod state;
mod table;

use std::rc::Rc;

use domain::Permission;
use sycamore::prelude::*;

use self::bulk::Bulk;
use self::filters::filters;
use self::state::{Assignee, ListState, SORT_KEYS};
use self::table::{COLUMNS, table_row};
use super::form::Panel;
use crate::api::operations::{InstitutionCount, Institutions, institution_count, institutions as api};
use crate::api::{live, send};
use crate::app::{use_address, use_app};
use crate::chunks;
use crate::i18n::Words;
use crate::i18n::text::{institutions as t, list as words_of_lists};
use crate::layout::shortcuts;
use crate::page_ends;
use crate::pages::exports::ExportButton;
use crate::pages::not_found::Reserved;
use crate::router::{Address, Page, go, replace};
use crate::ui::empty::{Empty, EmptyPage, NoMatch};
use crate::ui::filter_bar::{Filter, FilterBar, SearchBox, active_filters};
use crate::ui::heading::PageTitle;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::pager::{Pager, Position};
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::sort::SortMenu;
use crate::ui::table::{Columns, SortedBy, Table, TableState, keys};
use crate::ui::tabs::{Tab, Tabs};

/// A row of the list.
pub type Row = api::InstitutionRow;
/// A page of the list.
pub type Rows = api::InstitutionsInstitutions;

/// What the parts of the list share.
#[derive(Clone, Copy)]
pub struct List {
    /// What is shown, from the address.
    pub state: ReadSignal<ListState>,
    /// The rows.
    pub rows: Remote<Rows>,
    /// How many rows there are in all.
    pub total: Remote<u64>,
    /// The table with them; the selection is of one page.
    pub table: TableState,
}

impl List {
    /// Shows `state` as a new step of the history.
    pub fn show(self, state: &ListState) {
        go(&address_of(state));
    }

    /// Changes filters or order: back to the first page.
    pub fn change(self, change: impl FnOnce(&mut ListState)) {
        let mut state = self.state.get_clone_untracked();
        change(&mut state);
        state.position = Position::First;
        self.show(&state);
    }

    /// As [`Self::change`], without a step of the history for every key.
    pub fn change_in_place(self, change: impl FnOnce(&mut ListState)) {
        let mut state = self.state.get_clone_untracked();
        change(&mut state);
        state.position = Position::First;
        replace(&address_of(&state));
    }

    /// Fetches again after something changed.
    pub fn reload(self) {
        self.table.selection.clear();
        self.rows.reload();
        self.total.reload();
    }

    /// The selected rows, which are selected no longer: a second click finds nothing to do.
    #[must_use]
    pub fn take(self) -> Vec<Row> {
        let chosen = untrack(|| self.chosen());
        self.table.selection.clear();
        chosen
    }

    /// The selected rows; tracked.
    #[must_use]
    pub fn chosen(self) -> Vec<Row> {
        let chosen = |rows: &Option<Rows>| -> Vec<Row> {
            let all = rows.iter().flat_map(|rows| &rows.nodes);
            all.filter(|row| self.table.selection.contains(&row.id)).cloned().collect()
        };
        self.rows.value.with(chosen)
    }

    fn sort_by(self, key: &str) {
        self.change(|state| state.sort = state.sort.clicked(&SORT_KEYS, key));
    }
}

/// The address of the list in `state`.
#[must_use]
pub fn address_of(state: &ListState) -> String {
    Address { page: Page::Institutions { creating: false }, query: state.query() }.url()
}

/// The page.
#[component]
pub fn InstitutionList() -> View {
    let session = use_app().session;
    let allowed = create_selector(move || {
        session.can(Permission::ViewAllInstitutions) || session.can(Permission::ViewAssignedInstitutions)
    });
    view! { (if allowed.get() { view! { AllowedList() } } else { view! { Reserved() } }) }
}

#[component]
fn AllowedList() -> View {
    let session = use_app().session;
    let address = use_address();
    let state = create_selector(move || address.with(|address| ListState::parse(&address.query)));
    let creating = create_selector(move || address.with(|a| a.page == Page::Institutions { creating: true }));
    let me = create_selector(move || session.person_id());

    let rows = fetch(
        move || state.with(|state| me.with(|me| state.variables(me))),
        |variables| async move { Ok(send::<Institutions>(variables).await?.institutions) },
    );
    // Counting costs more than a page: it is asked apart, and only when the filter changes.
    let filter = create_selector(move || state.with(|state| me.with(|me| state.filter(me))));
    let total = fetch(
        move || filter.get_clone(),
        |filter| async move {
            let data = send::<InstitutionCount>(institution_count::Variables { filter: Some(filter) }).await?;
            Ok(u64::try_from(data.institutions.total_count).unwrap_or_default())
        },
    );
    let app = use_app();
    let drawn = create_signal(Vec::new());
    let list = List { state, rows, total, table: TableState::new(*drawn) };
    create_effect(move || {
        let row = |row: &Row| table_row(app, list, row);
        drawn.set(rows.value.with(|rows| rows.iter().flat_map(|rows| &rows.nodes).map(row).collect()));
    });
    create_effect(move || {
        state.track();
        list.table.selection.clear();
    });
    keys::listen(list.table, move |event| shortcuts::letter(app, event));
    let search = SearchBox {
        text: create_selector(move || state.with(|state| state.search.clone())),
        set: Rc::new(move |words| list.change_in_place(|state| state.search = words)),
        label: t::SEARCH,
        hint: t::SEARCH_HINT,
    };
    let filters = filters(list);
    let shown_filters = filters.clone();
    let sort = create_selector(move || state.with(|state| state.sort));
    let on_sort: Rc<dyn Fn(&'static str)> = Rc::new(move |key| list.sort_by(key));
    live::on_change(&["contact", "institution"], move || {
        rows.refresh();
        total.refresh();
    });

    view! {
        Header(list=list)
        Views(list=list)
        FilterBar(label=t::FILTER_BAR, search=search, filters=shown_filters) {
            SortMenu(keys=&SORT_KEYS, sort=sort, on_sort=on_sort)
        }
        Loaded(
            remote=rows,
            what=Message::from(words_of_lists::LIST_FAILED),
            waiting=|| view! { SkeletonRows(rows=10) },
            show=move |rows| {
                let filters = filters.clone();
                view! { Content(list=list, rows=rows, filters=filters) }
            },
        )
        Bulk(list=list)
        (if creating.get() {
            chunks::institution_form(Panel::Create { close: Rc::new(move || list.show(&state.get_clone_untracked())) })
        } else {
            View::new()
        })
    }
}

#[component(inline_props)]
fn Header(list: List) -> View {
    let session = use_app().session;
    view! {
        header(class="page-header") {
            div(class="page-heading") { PageTitle(title=t::INSTITUTIONS) }
            (if session.can(Permission::CreateInstitutions) && !list.state.with(|state| state.trash) {
                let href = move || {
                    let query = list.state.with(ListState::query);
                    Address { page: Page::Institutions { creating: true }, query }.url()
                };
                view! {
                    div(class="page-actions") {
                        ExportButton(file=move || list.state.with(|state| state.file(&session.person_id())))
                        a(class="button button-primary", href=href()) {
                            Icon(glyph=Glyph::PLUS)
                            (t::NEW_INSTITUTION)
                        }
                    }
                }
            } else {
                View::new()
            })
        }
    }
}

/// The ready-made views: all, mine, deleted.
#[component(inline_props)]
fn Views(list: List) -> View {
    let session = use_app().session;
    let mine = ListState { assignee: Some(Assignee::Me), ..ListState::default() };
    let trash = ListState { trash: true, ..ListState::default() };
    let mut tabs = vec![view_tab(list, t::VIEW_ALL, ListState::default())];
    if session.can(Permission::CreateInstitutions) {
        tabs.push(view_tab(list, t::VIEW_MINE, mine));
    }
    if session.can(Permission::DeleteInstitutions) {
        tabs.push(view_tab(list, words_of_lists::VIEW_TRASH, trash));
    }
    view! { Tabs(label=words_of_lists::VIEWS, tabs=tabs) }
}

fn view_tab(list: List, name: Words, view: ListState) -> Tab {
    Tab::new(address_of(&view), name, move || {
        list.state.with(|state| match (&view.assignee, view.trash) {
            (_, true) => state.trash,
            (Some(_), _) => !state.trash && state.assignee == view.assignee,
            (None, false) => !state.trash && state.assignee != Some(Assignee::Me),
        })
    })
}

/// The table and its pager, or what to do when there is nothing.
#[component(inline_props)]
fn Content(list: List, rows: ReadSignal<Rows>, filters: Vec<Filter>) -> View {
    let session = use_app().session;
    let is_empty = create_selector(move || rows.with(|rows| rows.nodes.is_empty()));
    let active = move || active_filters(list.state.with(|state| !state.search.is_empty()), &filters);
    view! {
        (if !is_empty.get() {
            view! { ShownRows(list=list, rows=rows) }
        } else if list.state.with(|state| state.position != Position::First) {
            view! { EmptyPage(on_first=move || list.change(|_| {})) }
        } else if list.state.with(ListState::is_filtered) {
            let active = active.clone();
            let clear = move || list.change(|state| *state = state.without_filters());
            view! { NoMatch(title=t::NO_MATCH, active=active, on_clear=clear) }
        } else if list.state.with(|state| state.trash) {
            view! { Empty(glyph=Glyph::TRASH_2, title=t::TRASH_EMPTY, body=t::TRASH_EMPTY_BODY) {} }
        } else if session.can(Permission::CreateInstitutions) {
            view! {
                Empty(glyph=Glyph::BUILDING_2, title=t::NONE_YET, body=t::NONE_YET_BODY) {
                    a(class="button button-primary", href=Page::Institutions { creating: true }.path()) {
                        Icon(glyph=Glyph::PLUS)
                        (t::NEW_INSTITUTION)
                    }
                }
            }
        } else {
            view! { Empty(glyph=Glyph::BUILDING_2, title=t::NONE_YET, body=t::NONE_VISIBLE_BODY) {} }
        })
    }
}

#[component(inline_props)]
fn ShownRows(list: List, rows: ReadSignal<Rows>) -> View {
    let columns = Columns::new(&COLUMNS, "institutions", &use_app().session.person_id());
    let sorted = move |key: &'static str| list.state.with(|state| state.sort.of(&SORT_KEYS, key));
    let on_sort: Rc<dyn Fn(&'static str)> = Rc::new(move |key| list.sort_by(key));
    let position = create_selector(move || list.state.with(|state| state.position.clone()));
    let page = create_memo(move || rows.with(|rows| page_ends!(rows)));
    let address = move |position: Position| address_of(&ListState { position, ..list.state.get_clone_untracked() });
    view! {
        Table(
            table=list.table,
            caption=t::INSTITUTIONS,
            columns=columns,
            sorted=Rc::new(sorted) as SortedBy,
            on_sort=on_sort,
            busy=*list.rows.loading,
        )
        Pager(
            position=position,
            page=page,
            total=*list.total.value,
            count=t::count,
            address=Rc::new(address) as Rc<dyn Fn(Position) -> String>,
        )
    }
}
