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
use crate::pages::listing::view::{Filters, ListRows, Look, NewButton, none_yet};
use crate::pages::listing::{self, Shown, filters};
use crate::pages::not_found::Reserved;
use crate::router::{Page, Panel, go};
use crate::rows;
use crate::ui::heading::PageTitle;
use crate::ui::icon::Glyph;
use crate::ui::tabs::Tabs;

/// A row of the list.
pub type Row = api::UserRow;
/// A page of the list.
pub type Rows = api::UsersUsers;

rows!(Rows, Row, total_count);

/// The list.
pub type List = listing::List<ListState, Rows>;

static LOOK: Look =
    Look { name: "users", caption: t::USERS, columns: &COLUMNS, count: t::count_users, no_match: t::NO_USERS };

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
    let state: Shown<ListState> = Shown::on(Page::Users(Panel::Closed));
    let list =
        List::new(
            state,
            ListState::variables,
            |variables| async move { Ok(send::<Operation>(variables).await?.users) },
        );
    list.draw(move |row: &Row| untrack(|| table_row(app, list, row.clone())));
    live::on_change(&["user", "team"], move || list.refresh());
    let search = state.search_box(t::SEARCH_USERS, t::SEARCH_HINT);
    let filters =
        vec![filters::values(state, t::ROLE, Glyph::LOCK, UserRole::ALL, words::role, |state| &mut state.roles)];
    let shown_filters = filters.clone();
    view! {
        Header(list=list)
        Views(state=state)
        Filters(state=state, label=t::SEARCH_USERS, search=search, filters=shown_filters)
        ListRows(list=list, look=&LOOK, filters=filters, empty=empty(state))
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
                        NewButton(href=href, name=t::INVITE, glyph=Glyph::USER_PLUS)
                    }
                }
            } else {
                View::new()
            })
        }
    }
}

#[component(inline_props)]
fn Views(state: Shown<ListState>) -> View {
    let tab = |deactivated: bool, name: Words| {
        state.tab(name, &ListState { deactivated, ..ListState::default() }, |state| state.deactivated)
    };
    let tabs = vec![tab(false, t::VIEW_ACTIVE), tab(true, t::VIEW_DEACTIVATED)];
    view! { Tabs(label=t::VIEWS, tabs=tabs) }
}

/// Why there is nothing.
fn empty(state: Shown<ListState>) -> Rc<dyn Fn() -> View> {
    Rc::new(move || {
        let deactivated = state.with(|state| state.deactivated);
        let (title, body) =
            if deactivated { (t::NONE_DEACTIVATED, t::NONE_DEACTIVATED_BODY) } else { (t::NO_USERS, t::NO_USERS_BODY) };
        none_yet(Glyph::USERS, title, body, None)
    })
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
    let close = move || Rc::new(move || go(&list.state.url(&list.state.get_clone_untracked()))) as Rc<dyn Fn()>;
    let changed = move || Rc::new(move || list.reload()) as Rc<dyn Fn()>;
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
