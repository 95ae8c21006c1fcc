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
use crate::pages::listing::view::{Filters, ListRows, Look, NewButton, none_yet};
use crate::pages::listing::{self, Listed, Shown};
use crate::pages::not_found::Reserved;
use crate::router::query::Query;
use crate::router::{Address, Page, Panel, go};
use crate::rows;
use crate::ui::heading::PageTitle;
use crate::ui::icon::Glyph;
use crate::ui::pager::Position;
use crate::ui::sort::SortKeys;
use crate::ui::table::{Column, TableRow};

type Row = api::TeamRow;
type Rows = api::TeamsTeams;

rows!(Rows, Row, total_count);

type List = listing::List<ListState, Rows>;

static LOOK: Look =
    Look { name: "teams", caption: t::TEAMS, columns: &COLUMNS, count: t::count_teams, no_match: t::NO_TEAM_MATCHES };

static COLUMNS: [Column; 2] = [Column::new("name", t::NAME), Column::new("members", t::MEMBERS).class("cell-number")];

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct ListState {
    search: String,
    position: Position,
}

impl Listed for ListState {
    const SORT_KEYS: SortKeys = &[];

    fn parse(query: &Query) -> Self {
        Self { search: query.get("q").unwrap_or_default().trim().to_owned(), position: Position::parse(query) }
    }

    fn query(&self) -> Query {
        let mut query = Query::default();
        query.push("q", &self.search);
        self.position.write(&mut query);
        query
    }

    fn without_filters(&self) -> Self {
        Self::default()
    }

    fn search(&mut self) -> &mut String {
        &mut self.search
    }

    fn position(&mut self) -> &mut Position {
        &mut self.position
    }
}

impl ListState {
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
        Address { page: Page::Teams(panel), query: self.query() }.url()
    }
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
    let state: Shown<ListState> = Shown::on(Page::Teams(Panel::Closed));
    let list =
        List::new(
            state,
            ListState::variables,
            |variables| async move { Ok(send::<Operation>(variables).await?.teams) },
        );
    list.draw(move |row: &Row| untrack(|| table_row(list, row.clone())));
    live::on_change(&["team", "user"], move || list.refresh());
    let search = state.search_box(t::SEARCH_TEAMS, t::SEARCH_TEAMS_HINT);
    view! {
        Header(list=list)
        Filters(state=state, label=t::SEARCH_TEAMS, search=search, filters=Vec::new())
        ListRows(list=list, look=&LOOK, filters=Vec::new(), empty=empty(state))
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
                        NewButton(href=href, name=t::NEW_TEAM)
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

/// What to do when there is nothing.
fn empty(state: Shown<ListState>) -> Rc<dyn Fn() -> View> {
    let session = use_app().session;
    Rc::new(move || {
        let new =
            session.can(Permission::ManageTeams).then(|| (state.with(|state| state.url(Panel::New)), t::NEW_TEAM));
        none_yet(Glyph::NETWORK, t::NO_TEAMS, t::NO_TEAMS_BODY, new)
    })
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
    let changed = move || Rc::new(move || list.reload()) as Rc<dyn Fn()>;
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
