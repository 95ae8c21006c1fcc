//! The list of teams: search and page in the address; a panel beside it.

use std::rc::Rc;

use domain::Permission;
use sycamore::prelude::*;

use super::create::CreatePanel;
use super::panel::TeamPanel;
use crate::api::operations::{Contains, PeopleFilter, Teams as Operation, teams as api};
use crate::api::send;
use crate::app::{use_address, use_app};
use crate::i18n::format;
use crate::i18n::text::people as t;
use crate::pages::not_found::Reserved;
use crate::pages::people_list::{Ends, Pager, Position, SearchField};
use crate::router::query::Query;
use crate::router::{Address, Page, Panel, go, replace};
use crate::ui::empty::Empty;
use crate::ui::heading::PageTitle;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;

type Row = api::TeamRow;
type Rows = api::TeamsTeams;

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
    let address = use_address();
    let state = create_selector(move || address.with(|address| ListState::parse(&address.query)));
    let rows = fetch(
        move || state.with(ListState::variables),
        |variables| async move { Ok(send::<Operation>(variables).await?.teams) },
    );
    let list = List { state, rows };
    let search = create_selector(move || state.with(|state| state.search.clone()));
    let find: Rc<dyn Fn(String)> = Rc::new(move |words| {
        let state = ListState { search: words, position: Position::First };
        replace(&state.url(Panel::Closed));
    });
    view! {
        Header(list=list)
        div(class="filter-bar", role="search", "aria-label"=t::SEARCH_TEAMS) {
            SearchField(text=search, find=find, label=t::SEARCH_TEAMS, hint=t::SEARCH_TEAMS_HINT)
        }
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

#[component(inline_props)]
fn TableRow(list: List, row: Row) -> View {
    let href = list.state.with_untracked(|state| state.url(Panel::Shown(row.id.clone())));
    let count = u64::try_from(row.member_count).unwrap_or_default();
    let (name, description) = (row.name, row.description.unwrap_or_default());
    view! {
        tr(role="row") {
            th(role="rowheader", scope="row", class="cell-main") {
                a(class="cell-title", href=href, "data-row-link"="") { (name) }
                span(class="cell-sub") { (description) }
            }
            td(role="cell", class="cell-number", "data-label"=t::MEMBERS) { (format::integer(count)) }
        }
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
                caption(class="visually-hidden") { (t::TEAMS) }
                thead(role="rowgroup") {
                    tr(role="row") {
                        th(role="columnheader", scope="col") { (t::NAME) }
                        th(role="columnheader", scope="col", class="cell-number") { (t::MEMBERS) }
                    }
                }
                tbody(role="rowgroup") {
                    Keyed(
                        list=nodes,
                        key=|row: &Row| (row.id.clone(), row.version, row.member_count),
                        view=move |row: Row| view! { TableRow(list=list, row=row) },
                    )
                }
            }
        }
        Pager(position=position, ends=ends, count=t::count_teams, address=Rc::new(address) as Rc<dyn Fn(Position) -> String>)
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
            Panel::New if session.can(Permission::ManageTeams) => {
                view! { CreatePanel(on_created=changed(), on_close=close()) }
            }
            Panel::Shown(id) => {
                view! { TeamPanel(id=id, on_changed=changed(), on_close=close()) }
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
        let state = ListState { search: "bloc & co".into(), position: Position::First };
        assert_eq!(ListState::parse(&Address::parse(&state.url(Panel::New)).query), state);
    }
}
