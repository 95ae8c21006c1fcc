//! The list of teams: search and page in the address; a panel beside it.

use std::rc::Rc;

use domain::Permission;
use sycamore::prelude::*;

use super::create::CreatePanel;
use super::panel::TeamPanel;
use crate::api::operations::{Contains, PeopleFilter, Teams as Operation, teams as api};
use crate::api::{live, send};
use crate::app::{use_address, use_app};
use crate::i18n::format;
use crate::i18n::text::people as t;
use crate::layout::shortcuts;
use crate::page_ends;
use crate::pages::not_found::Reserved;
use crate::router::query::Query;
use crate::router::{Address, Page, Panel, go, replace};
use crate::ui::empty::Empty;
use crate::ui::filter_bar::{FilterBar, SearchBox};
use crate::ui::heading::PageTitle;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::pager::{Pager, Position};
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::sort::Sorted;
use crate::ui::table::{Column, Columns, SortedBy, Table, TableRow, TableState, keys};

type Row = api::TeamRow;
type Rows = api::TeamsTeams;

static COLUMNS: [Column; 2] = [Column::new("name", t::NAME), Column::new("members", t::MEMBERS).class("cell-number")];

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct ListState {
    search: String,
    position: Position,
}

impl ListState {
    fn parse(query: &Query) -> Self {
        Self { search: query.get("q").unwrap_or_default().trim().to_owned(), position: Position::parse(query) }
    }

    fn variables(&self) -> api::Variables {
        let slice = self.position.slice();
        let part = Some(self.search.clone()).filter(|part| !part.is_empty());
        let filter = PeopleFilter { name: part.map(|contains| Contains { contains }), ..PeopleFilter::default() };
        api::Variables {
            filter: Some(filter),
            first: slice.first,
            after: slice.after,
            last: slice.last,
            before: slice.before,
        }
    }

    fn url(&self, panel: Panel) -> String {
        let mut query = Query::default();
        query.push("q", &self.search);
        self.position.write(&mut query);
        Address { page: Page::Teams(panel), query }.url()
    }
}

/// What the parts of the list share.
#[derive(Clone, Copy)]
struct List {
    state: ReadSignal<ListState>,
    rows: Remote<Rows>,
    table: TableState,
}

/// The page.
#[component]
pub fn Teams() -> View {
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
        |variables| async move { Ok(send::<Operation>(variables).await?.teams) },
    );
    let drawn = create_signal(Vec::new());
    let list = List { state, rows, table: TableState::new(*drawn) };
    create_effect(move || {
        let rows = rows.value.with(|rows| rows.iter().flat_map(|rows| rows.nodes.clone()).collect::<Vec<_>>());
        drawn.set(rows.into_iter().map(|row| untrack(|| table_row(list, row))).collect());
    });
    keys::listen(list.table, move |event| shortcuts::letter(app, event));
    live::on_change(&["team", "user"], move || rows.refresh());
    let find = move |words: String| {
        let state = ListState { search: words, position: Position::First };
        replace(&state.url(Panel::Closed));
    };
    let search = SearchBox {
        text: create_selector(move || state.with(|state| state.search.clone())),
        set: Rc::new(find),
        label: t::SEARCH_TEAMS,
        hint: t::SEARCH_TEAMS_HINT,
    };
    view! {
        Header(list=list)
        FilterBar(label=t::SEARCH_TEAMS, search=search, filters=Vec::new()) {}
        Loaded(
            remote=rows,
            what=Message::from(t::TEAMS_FAILED),
            waiting=|| view! { SkeletonRows(rows=5) },
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
            div(class="page-heading") { PageTitle(title=t::TEAMS) }
            (if session.can(Permission::ManageTeams) {
                let href = list.state.with(|state| state.url(Panel::New));
                view! {
                    div(class="page-actions") {
                        a(class="button button-primary", href=href) {
                            Icon(glyph=Glyph::PLUS)
                            (t::NEW_TEAM)
                        }
                    }
                }
            } else {
                View::new()
            })
        }
    }
}

fn table_row(list: List, row: Row) -> TableRow {
    TableRow {
        id: row.id.clone(),
        // A row is drawn anew when its version differs; people come and go without a new version of the team.
        version: row.version.wrapping_mul(1_000_003).wrapping_add(row.member_count),
        name: row.name.clone(),
        href: Some(list.state.with(|state| state.url(Panel::Shown(row.id.clone())))),
        edit: None,
        cells: Rc::new(move |column| cell(&row, column)),
        menu: None,
    }
}

fn cell(row: &Row, column: &'static str) -> View {
    match column {
        "name" => {
            let description = row.description.clone().unwrap_or_default();
            view! { span(class="cell-sub") { (description) } }
        }
        "members" => {
            let count = u64::try_from(row.member_count).unwrap_or_default();
            view! { (format::integer(count)) }
        }
        _ => View::new(),
    }
}

/// The table and its pager, or why there is nothing.
#[component(inline_props)]
fn Content(list: List, rows: ReadSignal<Rows>) -> View {
    let session = use_app().session;
    let is_empty = create_selector(move || rows.with(|rows| rows.nodes.is_empty()));
    let searching = create_selector(move || list.state.with(|state| !state.search.is_empty()));
    view! {
        (match (is_empty.get(), searching.get()) {
            (false, _) => filled(list, rows),
            (true, true) => view! {
                Empty(glyph=Glyph::SEARCH, title=t::NO_TEAM_MATCHES, body=t::NO_TEAM_MATCHES_BODY) {}
            },
            (true, false) => {
                let new = list.state.with(|state| state.url(Panel::New));
                let button = untrack(|| session.can(Permission::ManageTeams)).then(|| {
                    view! {
                        a(class="button", href=new) {
                            Icon(glyph=Glyph::PLUS)
                            (t::NEW_TEAM)
                        }
                    }
                });
                view! { Empty(glyph=Glyph::NETWORK, title=t::NO_TEAMS, body=t::NO_TEAMS_BODY) { (button) } }
            }
        })
    }
}

fn filled(list: List, rows: ReadSignal<Rows>) -> View {
    let person = untrack(|| use_app().session.person_id());
    let columns = Columns::new(&COLUMNS, "teams", &person);
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
            caption=t::TEAMS,
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
            count=t::count_teams,
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
            Page::Teams(panel) => panel.clone(),
            _ => Panel::Closed,
        })
    });
    let close =
        move || Rc::new(move || go(&list.state.with_untracked(|state| state.url(Panel::Closed)))) as Rc<dyn Fn()>;
    let changed = move || Rc::new(move || list.rows.reload()) as Rc<dyn Fn()>;
    view! {
        (match panel.get_clone() {
            Panel::New if untrack(|| session.can(Permission::ManageTeams)) => {
                view! { CreatePanel(on_created=changed(), on_close=close()) }
            }
            Panel::Shown(id) | Panel::Edited(id) => {
                view! { TeamPanel(id=id, on_changed=changed(), on_close=close()) }
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
        let state = ListState { search: "bloc & co".into(), position: Position::First };
        assert_eq!(ListState::parse(&Address::parse(&state.url(Panel::New)).query), state);
    }
}
