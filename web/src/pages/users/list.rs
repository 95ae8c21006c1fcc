//! The list of people: search, roles, view and page in the address; a panel beside it.

use std::rc::Rc;

use domain::{Permission, UserRole};
use sycamore::prelude::*;

use super::account::AccountPanel;
use super::actions;
use super::create::InvitePanel;
use super::state::AccountState;
use crate::api::operations::{In, Is, PeopleFilter, Users as Operation, users as api};
use crate::api::{live, send};
use crate::app::{App, use_address, use_app};
use crate::i18n::format;
use crate::i18n::text::{list as words_of_lists, people as t, words};
use crate::layout::shortcuts;
use crate::page_ends;
use crate::pages::not_found::Reserved;
use crate::pages::outcome::{Changed, Target};
use crate::router::query::Query;
use crate::router::{Address, Page, Panel, go, replace};
use crate::ui::choice::CheckOption;
use crate::ui::empty::Empty;
use crate::ui::filter_bar::{Filter, FilterBar, SearchBox, listed};
use crate::ui::heading::PageTitle;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::MenuItem;
use crate::ui::message::Message;
use crate::ui::pager::{Pager, Position};
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::sort::Sorted;
use crate::ui::status::Status;
use crate::ui::table::{Column, Columns, Items, SortedBy, Table, TableRow, TableState, keys};
use crate::ui::tabs::{Tab, Tabs};
use crate::ui::unknown::Unknown;

type Row = api::UserRow;
type Rows = api::UsersUsers;

static COLUMNS: [Column; 5] = [
    Column::new("name", t::NAME),
    Column::new("role", t::ROLE),
    Column::new("team", t::TEAM).optional(),
    Column::new("state", t::STATE),
    Column::new("seen", t::LAST_SEEN).optional(),
];

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
    let tab = |deactivated: bool, name: crate::i18n::Words| {
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

fn table_row(app: App, list: List, row: Row) -> TableRow {
    let cells = row.clone();
    TableRow {
        id: row.id.clone(),
        version: row.version,
        name: row.full_name.clone(),
        href: Some(list.state.with(|state| state.url(Panel::Shown(row.id.clone())))),
        edit: None,
        cells: Rc::new(move |column| cell(&cells, column)),
        menu: menu(app, list, row),
    }
}

fn cell(row: &Row, column: &'static str) -> View {
    match column {
        "name" => {
            let email = row.email.clone();
            view! { span(class="cell-sub") { (email) } }
        }
        "role" => words::role(row.role).into(),
        "team" => match &row.team {
            Some(team) => team.name.clone().into(),
            None => view! { Unknown() },
        },
        "state" => {
            let look = AccountState::of(row.is_active, row.has_password).look();
            view! { Status(look=look, plain=true) }
        }
        "seen" => match row.last_login_at.clone() {
            Some(when) => {
                let exact = when.clone();
                view! { span(class="soft", title=format::day_and_time(&exact)) { (format::since(&when)) } }
            }
            None => view! { span(class="faint") { (t::NEVER_SEEN) } },
        },
        _ => View::new(),
    }
}

/// What can be done to the account of somebody else.
fn menu(app: App, list: List, row: Row) -> Option<Items> {
    let allowed = app.session.can(Permission::ManageUsers) && app.session.person_id() != row.id;
    let items = move || {
        let target = Target { id: row.id.clone(), name: row.full_name.clone(), version: Some(row.version) };
        let changed: Changed = Rc::new(move || list.rows.reload());
        let open = list.state.with_untracked(|state| state.url(Panel::Shown(row.id.clone())));
        let mut items = vec![MenuItem::link(Glyph::ARROW_RIGHT, words_of_lists::OPEN, open)];
        let state = AccountState::of(row.is_active, row.has_password);
        if state == AccountState::Invited {
            let target = target.clone();
            items.push(MenuItem::action(Glyph::MAIL, t::INVITE_AGAIN, move || {
                actions::invite_again(app, target.clone());
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
    allowed.then(|| Rc::new(items) as Items)
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
