//! The list of people: search, roles, view and page in the address; a panel beside it.

use std::rc::Rc;

use domain::{Permission, UserRole};
use sycamore::prelude::*;

use super::account::AccountPanel;
use super::actions::{self, Target};
use super::create::InvitePanel;
use super::state::AccountState;
use crate::api::operations::{In, Is, PeopleFilter, Users as Operation, users as api};
use crate::api::send;
use crate::app::{App, use_address, use_app};
use crate::i18n::format;
use crate::i18n::text::{list as words_of_lists, people as t, words};
use crate::pages::not_found::Reserved;
use crate::pages::people_list::{Ends, Pager, Position, SearchField};
use crate::router::query::Query;
use crate::router::{Address, Page, Panel, go, replace};
use crate::ui::empty::Empty;
use crate::ui::heading::PageTitle;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::status::Status;
use crate::ui::tabs::{Tab, Tabs};
use crate::ui::unknown::Unknown;

type Row = api::UserRow;
type Rows = api::UsersUsers;

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct ListState {
    search: String,
    roles: Vec<UserRole>,
    deactivated: bool,
    position: Position,
}

impl ListState {
    fn parse(query: &Query) -> Self {
        Self {
            search: query.get("q").unwrap_or_default().trim().to_owned(),
            roles: query.all("role").filter_map(|name| name.parse().ok()).collect(),
            deactivated: query.get("view") == Some("deactivated"),
            position: Position::parse(query),
        }
    }

    fn query(&self) -> Query {
        let mut query = Query::default();
        if self.deactivated {
            query.push("view", "deactivated");
        }
        query.push("q", &self.search);
        self.roles.iter().for_each(|role| query.push("role", role.name()));
        self.position.write(&mut query);
        query
    }

    fn variables(&self) -> api::Variables {
        let slice = self.position.slice();
        let filter = PeopleFilter {
            search: Some(self.search.clone()).filter(|words| !words.is_empty()),
            is_active: Some(Is { eq: !self.deactivated }),
            role: Some(In { values: self.roles.clone() }).filter(|role| !role.values.is_empty()),
            name: None,
        };
        api::Variables {
            filter: Some(filter),
            first: slice.first,
            after: slice.after,
            last: slice.last,
            before: slice.before,
        }
    }

    fn url(&self, panel: Panel) -> String {
        Address { page: Page::Users(panel), query: self.query() }.url()
    }
}

/// What the parts of the list share.
#[derive(Clone, Copy)]
struct List {
    state: ReadSignal<ListState>,
    rows: Remote<Rows>,
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
    let address = use_address();
    let state = create_selector(move || address.with(|address| ListState::parse(&address.query)));
    let rows = fetch(
        move || state.with(ListState::variables),
        |variables| async move { Ok(send::<Operation>(variables).await?.users) },
    );
    let list = List { state, rows };
    let search = create_selector(move || state.with(|state| state.search.clone()));
    let find: Rc<dyn Fn(String)> = Rc::new(move |words| list.change(|state| state.search = words));
    view! {
        Header(list=list)
        Views(list=list)
        div(class="filter-bar", role="search", "aria-label"=t::SEARCH_USERS) {
            SearchField(text=search, find=find, label=t::SEARCH_USERS, hint=t::SEARCH_HINT)
        }
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
    let tab = |deactivated: bool, name: crate::i18n::Words| {
        let view = ListState { deactivated, ..ListState::default() };
        Tab::new(view.url(Panel::Closed), name, move || list.state.with(|state| state.deactivated == deactivated))
    };
    let tabs = vec![tab(false, t::VIEW_ACTIVE), tab(true, t::VIEW_DEACTIVATED)];
    view! { Tabs(label=t::VIEWS, tabs=tabs) }
}

#[component(inline_props)]
fn TableRow(app: App, list: List, row: Row) -> View {
    let href = list.state.with_untracked(|state| state.url(Panel::Shown(row.id.clone())));
    let (name, email) = (row.full_name.clone(), row.email.clone());
    let (role, look) = (words::role(row.role), AccountState::of(row.is_active, row.has_password).look());
    let team = match &row.team {
        Some(team) => team.name.clone().into(),
        None => view! { Unknown() },
    };
    let seen = match row.last_login_at.clone() {
        Some(when) => {
            let exact = when.clone();
            view! { span(class="soft", title=format::day_and_time(&exact)) { (format::since(&when)) } }
        }
        None => view! { span(class="faint") { (t::NEVER_SEEN) } },
    };
    let menu = menu(app, list, row);
    view! {
        tr(role="row") {
            th(role="rowheader", scope="row", class="cell-main") {
                a(class="cell-title", href=href, "data-row-link"="") { (name) }
                span(class="cell-sub") { (email) }
            }
            td(role="cell", "data-label"=t::ROLE) { (role) }
            td(role="cell", class="cell-wide") { (team) }
            td(role="cell", "data-label"=t::STATE) { Status(look=look, plain=true) }
            td(role="cell", class="cell-wide") { (seen) }
            td(role="cell", class="cell-end") { (menu) }
        }
    }
}

/// What can be done to the account of somebody else.
fn menu(app: App, list: List, row: Row) -> View {
    if !untrack(|| app.session.can(Permission::ManageUsers) && app.session.person_id() != row.id) {
        return View::new();
    }
    let name = row.full_name.clone();
    let items = move || {
        let target = Target { id: row.id.clone(), name: row.full_name.clone() };
        let changed: actions::Changed = Rc::new(move || list.rows.reload());
        let open = list.state.with_untracked(|state| state.url(Panel::Shown(row.id.clone())));
        let mut items = vec![MenuItem::link(Glyph::ARROW_RIGHT, words_of_lists::OPEN, open)];
        let state = AccountState::of(row.is_active, row.has_password);
        if state == AccountState::Invited {
            let target = target.clone();
            items.push(MenuItem::action(Glyph::MAIL, t::INVITE_AGAIN, move || {
                actions::invite_again(app, target.clone())
            }));
        }
        items.push(MenuItem::Rule);
        items.push(match state {
            AccountState::Deactivated => MenuItem::action(Glyph::UNDO_2, t::ACTIVATE, move || {
                actions::activate(app, target.clone(), changed.clone());
            }),
            _ => MenuItem::danger(Glyph::CIRCLE_SLASH, t::DEACTIVATE, move || {
                let refused: actions::Refused = Rc::new(move |why| app.toasts.fail(why));
                actions::deactivate(app, target.clone(), changed.clone(), refused);
            }),
        });
        items
    };
    view! {
        Menu(label=move || t::actions_for(&name), class="button button-quiet button-small button-icon", items=items) {
            Icon(glyph=Glyph::ELLIPSIS)
        }
    }
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
    let app = use_app();
    let nodes = create_memo(move || rows.with(|rows| rows.nodes.clone()));
    let ends = create_selector(move || {
        rows.with(|rows| {
            let info = &rows.page_info;
            Ends {
                count: rows.nodes.len(),
                total: u64::try_from(rows.total_count).unwrap_or_default(),
                previous: info.start_cursor.clone().filter(|_| info.has_previous_page),
                next: info.end_cursor.clone().filter(|_| info.has_next_page),
            }
        })
    });
    let position = create_selector(move || list.state.with(|state| state.position.clone()));
    let address = move |position: Position| {
        let state = ListState { position, ..list.state.get_clone() };
        state.url(Panel::Closed)
    };
    view! {
        div(class="table-frame", "aria-busy"=list.rows.loading.get().then_some("true")) {
            table(role="table", class="data-table data-table-cards") {
                caption(class="visually-hidden") { (t::USERS) }
                thead(role="rowgroup") {
                    tr(role="row") {
                        th(role="columnheader", scope="col") { (t::NAME) }
                        th(role="columnheader", scope="col") { (t::ROLE) }
                        th(role="columnheader", scope="col", class="cell-wide") { (t::TEAM) }
                        th(role="columnheader", scope="col") { (t::STATE) }
                        th(role="columnheader", scope="col", class="cell-wide") { (t::LAST_SEEN) }
                        td(role="cell", class="cell-end")
                    }
                }
                tbody(role="rowgroup") {
                    Keyed(
                        list=nodes,
                        key=|row: &Row| (row.id.clone(), row.version, row.has_password),
                        view=move |row: Row| view! { TableRow(app=app, list=list, row=row) },
                    )
                }
            }
        }
        Pager(position=position, ends=ends, count=t::count_users, address=Rc::new(address) as Rc<dyn Fn(Position) -> String>)
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
            Panel::New if session.can(Permission::ManageUsers) => {
                view! { InvitePanel(on_created=changed(), on_close=close()) }
            }
            Panel::Shown(id) => {
                view! { AccountPanel(id=id, on_changed=changed(), on_close=close()) }
            }
            Panel::New | Panel::Edited(_) | Panel::Closed => View::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read_from_its_address_as_it_was_written() {
        let state = ListState {
            search: "inès".into(),
            roles: vec![UserRole::Admin, UserRole::Viewer],
            deactivated: true,
            position: Position::First,
        };
        assert_eq!(ListState::parse(&state.query()), state);
        assert_eq!(ListState::parse(&Query::parse("role=emperor&view=x")), ListState::default());
        let written = serde_json::to_value(state.variables()).unwrap();
        assert_eq!(
            written["filter"],
            serde_json::json!({"search": "inès", "isActive": {"eq": false}, "role": {"in": ["ADMIN", "VIEWER"]}})
        );
    }
}
