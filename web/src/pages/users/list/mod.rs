//! The list of people: search, roles, view and page in the address; a panel beside it.

mod state;
mod table;

use std::rc::Rc;

use domain::{Permission, UserRole};
use sycamore::prelude::*;

use self::state::ListState;
use self::table::{COLUMNS, table_row};
use super::account::AccountPanel;
use super::create::InvitePanel;
use crate::api::operations::{Users as Operation, users as api};
use crate::api::{live, send};
use crate::app::{use_address, use_app};
use crate::i18n::Words;
use crate::i18n::text::{people as t, words};
use crate::layout::shortcuts;
use crate::page_ends;
use crate::pages::not_found::Reserved;
use crate::router::{Page, Panel, go, replace};
use crate::ui::choice::CheckOption;
use crate::ui::empty::Empty;
use crate::ui::filter_bar::{Filter, FilterBar, SearchBox, listed};
use crate::ui::heading::PageTitle;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::pager::{Pager, Position};
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::sort::Sorted;
use crate::ui::table::{Columns, SortedBy, Table, TableState, keys};
use crate::ui::tabs::{Tab, Tabs};

/// A row of the list.
pub type Row = api::UserRow;
/// A page of the list.
pub type Rows = api::UsersUsers;

/// What the parts of the list share.
#[derive(Clone, Copy)]
pub struct List {
    state: ReadSignal<ListState>,
    rows: Remote<Rows>,
    table: TableState,
}

impl List {
    /// Changes filters: back to the first page, without a step of the history for every key.
    fn change(self, change: impl FnOnce(&mut ListState)) {
        let mut state = self.state.get_clone_untracked();
        change(&mut state);
        state.position = Position::First;
        replace(&state.url(Panel::Closed));
    }

    fn close_panel(self) {
        go(&self.state.with_untracked(|state| state.url(Panel::Closed)));
    }
}

/// The page.
#[component]
pub fn Users() -> View {
    let session = use_app().session;
    let allowed = create_selector(move || session.can(Permission::ViewUsers));
    view! { (if allowed.get() { view! { AllowedList() } } else { view! { Reserved() } }) }
}

#[component]
fn AllowedList() -> View {
    let app = use_app();
    let address = use_address();
    let state = create_selector(move || address.with(|address| ListState::parse(&address.query)));
    let rows = fetch(
        move || state.with(ListState::variables),
        |variables| async move { Ok(send::<Operation>(variables).await?.users) },
    );
    let drawn = create_signal(Vec::new());
    let list = List { state, rows, table: TableState::new(*drawn) };
    create_effect(move || {
        let rows = rows.value.with(|rows| rows.iter().flat_map(|rows| rows.nodes.clone()).collect::<Vec<_>>());
        drawn.set(rows.into_iter().map(|row| untrack(|| table_row(app, list, row))).collect());
    });
    keys::listen(list.table, move |event| shortcuts::letter(app, event));
    live::on_change(&["user", "team"], move || rows.refresh());
    let search = SearchBox {
        text: create_selector(move || state.with(|state| state.search.clone())),
        set: Rc::new(move |words| list.change(|state| state.search = words)),
        label: t::SEARCH_USERS,
        hint: t::SEARCH_HINT,
    };
    view! {
        Header(list=list)
        Views(list=list)
        FilterBar(label=t::SEARCH_USERS, search=search, filters=vec![role_filter(list)]) {}
        Loaded(
            remote=rows,
            what=Message::from(t::USERS_FAILED),
            waiting=|| view! { SkeletonRows(rows=8) },
            show=move |rows| view! { Content(list=list, rows=rows) },
        )
        OpenPanel(list=list)
    }
}

#[component(inline_props)]
fn Header(list: List) -> View {
    let session = use_app().session;
    view! {
        header(class="page-header") {
            div(class="page-heading") { PageTitle(title=t::USERS) }
            (if session.can(Permission::ManageUsers) {
                let href = list.state.with(|state| state.url(Panel::New));
                view! {
                    div(class="page-actions") {
                        a(class="button button-primary", href=href) {
                            Icon(glyph=Glyph::USER_PLUS)
                            (t::INVITE)
                        }
                    }
                }
            } else {
                View::new()
            })
        }
    }
}

#[component(inline_props)]
fn Views(list: List) -> View {
    let tab = |deactivated: bool, name: Words| {
        let view = ListState { deactivated, ..ListState::default() };
        Tab::new(view.url(Panel::Closed), name, move || list.state.with(|state| state.deactivated == deactivated))
    };
    let tabs = vec![tab(false, t::VIEW_ACTIVE), tab(true, t::VIEW_DEACTIVATED)];
    view! { Tabs(label=t::VIEWS, tabs=tabs) }
}

fn role_filter(list: List) -> Filter {
    let roles = move || list.state.with(|state| state.roles.clone());
    Filter {
        name: t::ROLE,
        glyph: Glyph::LOCK,
        is_on: Rc::new(move || !roles().is_empty()),
        values: Rc::new(move || {
            listed(&roles().into_iter().map(|role| words::role(role).now().to_owned()).collect::<Vec<_>>())
        }),
        clear: Rc::new(move || list.change(|state| state.roles.clear())),
        editor: Rc::new(move || {
            let boxes: Vec<View> = UserRole::ALL.iter().map(|role| role_box(list, *role)).collect();
            boxes.into()
        }),
    }
}

fn role_box(list: List, role: UserRole) -> View {
    let checked = create_selector(move || list.state.with(|state| state.roles.contains(&role)));
    let change = move |on: bool| {
        list.change(|state| {
            state.roles.retain(|other| *other != role);
            if on {
                state.roles.push(role);
            }
        });
    };
    view! { CheckOption(checked=checked, label=words::role(role), on_change=change) }
}

/// The table and its pager, or why there is nothing.
#[component(inline_props)]
fn Content(list: List, rows: ReadSignal<Rows>) -> View {
    let is_empty = create_selector(move || rows.with(|rows| rows.nodes.is_empty()));
    let all = create_selector(move || {
        list.state.with(|state| state.deactivated && state.search.is_empty() && state.roles.is_empty())
    });
    view! {
        (match (is_empty.get(), all.get()) {
            (false, _) => filled(list, rows),
            (true, true) => view! {
                Empty(glyph=Glyph::USERS, title=t::NONE_DEACTIVATED, body=t::NONE_DEACTIVATED_BODY) {}
            },
            (true, false) => view! { Empty(glyph=Glyph::USERS, title=t::NO_USERS, body=t::NO_USERS_BODY) {} },
        })
    }
}

fn filled(list: List, rows: ReadSignal<Rows>) -> View {
    let person = untrack(|| use_app().session.person_id());
    let columns = Columns::new(&COLUMNS, "users", &person);
    let sorted: SortedBy = Rc::new(|_| Sorted::No);
    let position = create_selector(move || list.state.with(|state| state.position.clone()));
    let page = create_selector(move || rows.with(|rows| page_ends!(rows)));
    let total = create_selector(move || rows.with(|rows| u64::try_from(rows.total_count).ok()));
    let address = move |position: Position| {
        let state = ListState { position, ..list.state.get_clone() };
        state.url(Panel::Closed)
    };
    view! {
        Table(
            table=list.table,
            caption=t::USERS,
            columns=columns,
            sorted=sorted,
            on_sort=Rc::new(|_| {}) as Rc<dyn Fn(&'static str)>,
            busy=*list.rows.loading,
            selectable=false,
        )
        Pager(
            position=position,
            page=page,
            total=total,
            count=t::count_users,
            address=Rc::new(address) as Rc<dyn Fn(Position) -> String>,
        )
    }
}

/// The panel that the address names.
#[component(inline_props)]
fn OpenPanel(list: List) -> View {
    let session = use_app().session;
    let address = use_address();
    let panel = create_selector(move || {
        address.with(|address| match &address.page {
            Page::Users(panel) => panel.clone(),
            _ => Panel::Closed,
        })
    });
    let close = move || Rc::new(move || list.close_panel()) as Rc<dyn Fn()>;
    let changed = move || Rc::new(move || list.rows.reload()) as Rc<dyn Fn()>;
    view! {
        (match panel.get_clone() {
            Panel::New if untrack(|| session.can(Permission::ManageUsers)) => {
                view! { InvitePanel(on_created=changed(), on_close=close()) }
            }
            Panel::Shown(id) | Panel::Edited(id) => {
                view! { AccountPanel(id=id, on_changed=changed(), on_close=close()) }
            }
            Panel::New | Panel::Closed => View::new(),
        })
    }
}
