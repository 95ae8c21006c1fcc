//! The list: search, filters, order and page in the address; table on wide screens, cards on narrow ones.

mod bulk;
mod editors;
mod filters;
mod keys;
mod pager;
pub mod state;
mod table;

use std::rc::Rc;

use domain::Permission;
use sycamore::prelude::*;

use self::bulk::BulkBar;
use self::filters::{FilterBar, FilterKind};
use self::pager::Pager;
use self::state::{Assignee, ListState, Position};
use self::table::Table;
use super::form::Panel;
use crate::api::operations::{InstitutionCount, Institutions, institution_count, institutions as api};
use crate::api::{live, send};
use crate::app::{use_address, use_app};
use crate::chunks;
use crate::i18n::Words;
use crate::i18n::text::institutions as t;
use crate::pages::not_found::Reserved;
use crate::router::{Address, Page, go, replace};
use crate::ui::empty::Empty;
use crate::ui::heading::PageTitle;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
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
    /// Rows that are selected: all of one page.
    pub selected: Signal<Vec<Row>>,
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
        if self.selected.is_alive() {
            self.selected.set(Vec::new());
        }
        self.rows.reload();
        self.total.reload();
    }

    /// Keeps rows selected that are still there, as they are now.
    fn follow_selection(self, rows: &Rows) {
        let selected = self.selected.get_clone_untracked();
        if selected.is_empty() {
            return;
        }
        let now = |row: Row| rows.nodes.iter().find(|newer| newer.id == row.id).cloned();
        let kept: Vec<Row> = selected.iter().cloned().filter_map(now).collect();
        if kept != selected {
            self.selected.set(kept);
        }
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
    let list = List { state, rows, total, selected: create_signal(Vec::new()) };
    create_effect(move || {
        state.track();
        list.selected.set(Vec::new());
    });
    create_effect(move || {
        if let Some(rows) = list.rows.value.get_clone() {
            list.follow_selection(&rows);
        }
    });
    live::on_change(&["contact", "institution"], move || {
        rows.refresh();
        total.refresh();
    });
    keys::listen(use_app(), list);

    view! {
        Header(list=list)
        Views(list=list)
        FilterBar(list=list)
        Loaded(
            remote=rows,
            what=Message::from(t::LIST_FAILED),
            waiting=|| view! { SkeletonRows(rows=10) },
            show=move |rows| view! { Content(list=list, rows=rows) },
        )
        BulkBar(list=list)
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
        tabs.push(view_tab(list, t::VIEW_TRASH, trash));
    }
    view! { Tabs(label=t::VIEWS, tabs=tabs) }
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

/// « 2 filtres sont actifs : Type, Ville. »
fn active_filters(state: &ListState) -> String {
    let search = (!state.search.is_empty()).then_some(t::SEARCH_FILTER.now());
    let filters = FilterKind::ALL.into_iter().filter(|kind| kind.is_on(state)).map(|kind| kind.name().now());
    let names: Vec<&str> = search.into_iter().chain(filters).collect();
    t::filters_on(names.len() as u64, &names.join(", "))
}

/// The table and its pager, or what to do when there is nothing.
#[component(inline_props)]
fn Content(list: List, rows: ReadSignal<Rows>) -> View {
    let session = use_app().session;
    let is_empty = create_selector(move || rows.with(|rows| rows.nodes.is_empty()));
    view! {
        (if !is_empty.get() {
            view! { Table(list=list, rows=rows) Pager(list=list, rows=rows) }
        } else if list.state.with(|state| state.position != Position::First) {
            view! {
                Empty(glyph=Glyph::SEARCH, title=t::PAGE_EMPTY, body=t::PAGE_EMPTY_BODY) {
                    button(class="button", r#type="button", on:click=move |_| list.change(|_| {})) { (t::FIRST_PAGE) }
                }
            }
        } else if list.state.with(ListState::is_filtered) {
            view! {
                Empty(glyph=Glyph::SEARCH, title=t::NO_MATCH, body=move || list.state.with(active_filters)) {
                    button(
                        class="button",
                        r#type="button",
                        on:click=move |_| list.change(|state| *state = state.without_filters()),
                    ) { (t::CLEAR_FILTERS) }
                }
            }
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
