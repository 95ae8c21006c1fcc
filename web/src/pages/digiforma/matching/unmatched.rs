//! Companies without an institution: a list with search; each opens what it may be.

use std::rc::Rc;

use sycamore::prelude::*;

use super::Matching;
use crate::api::digiforma::{
    CompanyFilter, DigiformaUnmatched, DigiformaUnmatchedCount, digiforma_unmatched as api, digiforma_unmatched_count,
};
use crate::api::filters::words;
use crate::api::send;
use crate::app::{use_address, use_app};
use crate::i18n::format;
use crate::i18n::text::{digiforma_matching as t, list as words_of_lists};
use crate::layout::shortcuts;
use crate::page_ends;
use crate::router::query::Query;
use crate::router::{Address, MatchingTab, Page, go, replace};
use crate::ui::empty::Empty;
use crate::ui::filter_bar::{FilterBar, SearchBox, active_filters};
use crate::ui::icon::Glyph;
use crate::ui::menu::MenuItem;
use crate::ui::message::Message;
use crate::ui::pager::{Pager, Position, Slice};
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::sort::{Sort, SortKey, SortMenu};
use crate::ui::status::{Status, looks};
use crate::ui::table::{Column, Columns, SortedBy, Table, TableRow, TableState, keys};
use crate::ui::unknown::Unknown;

type Company = api::UnmatchedCompany;
type Companies = api::DigiformaUnmatchedDigiformaUnmatchedCompanies;

static SORT_KEYS: [SortKey; 2] =
    [SortKey::new("name", "NAME", t::SORT_NAME), SortKey::new("updated", "UPDATED_AT", t::SORT_UPDATED).descending()];

static COLUMNS: [Column; 5] = [
    Column::new("name", t::COLUMN_COMPANY).sorts(),
    Column::new("city", t::COLUMN_CITY),
    Column::new("siret", t::SIRET).optional(),
    Column::new("suggestion", t::COLUMN_SUGGESTION),
    Column::new("updated", t::COLUMN_UPDATED).sorts().optional(),
];

/// What the list shows, kept in the address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct ListState {
    search: String,
    sort: Sort,
    position: Position,
}

impl ListState {
    fn parse(query: &Query) -> Self {
        Self {
            search: query.get("q").unwrap_or_default().trim().to_owned(),
            sort: Sort::parse(&SORT_KEYS, query.get("sort").unwrap_or_default()),
            position: Position::parse(query),
        }
    }

    fn query(&self) -> Query {
        let mut query = Query::default();
        query.push("q", &self.search);
        query.push("sort", &self.sort.text());
        self.position.write(&mut query);
        query
    }

    fn filter(&self) -> CompanyFilter {
        CompanyFilter { search: words(&self.search) }
    }

    fn variables(&self) -> api::Variables {
        let Slice { first, after, last, before } = self.position.slice();
        let order_by = Some(self.sort.order(&SORT_KEYS));
        api::Variables { order_by, filter: Some(self.filter()), first, after, last, before }
    }

    fn url(&self) -> String {
        Address { page: Page::Matching(MatchingTab::Unmatched), query: self.query() }.url()
    }

    /// Where the panel of a company is, over the list as it is.
    fn url_of(&self, company: &str) -> String {
        let mut query = self.query();
        query.push("company", company);
        Address { page: Page::Matching(MatchingTab::Unmatched), query }.url()
    }
}

/// The tab.
#[component(inline_props)]
pub fn UnmatchedCompanies(matching: Matching) -> View {
    let app = use_app();
    let address = use_address();
    let state = create_selector(move || address.with(|address| ListState::parse(&address.query)));
    let page: Remote<Companies> = fetch(
        move || {
            matching.changes.track();
            state.with(ListState::variables)
        },
        |variables| async move { Ok(send::<DigiformaUnmatched>(variables).await?.digiforma.unmatched_companies) },
    );
    let filter = create_selector(move || state.with(ListState::filter));
    let total = fetch(
        move || {
            matching.changes.track();
            filter.get_clone()
        },
        |filter| async move {
            let variables = digiforma_unmatched_count::Variables { filter: Some(filter) };
            let data = send::<DigiformaUnmatchedCount>(variables).await?;
            Ok(u64::try_from(data.digiforma.unmatched_companies.total_count).unwrap_or_default())
        },
    );
    let rows = create_memo(move || {
        state.with(|state| {
            page.value.with(|page| {
                page.iter().flat_map(|page| &page.nodes).map(|company| row(state, company)).collect::<Vec<_>>()
            })
        })
    });
    let table = TableState::new(rows);
    keys::listen(table, move |event| shortcuts::letter(app, event));
    let change = move |change: &dyn Fn(&mut ListState)| {
        let mut state = state.get_clone_untracked();
        change(&mut state);
        state.position = Position::First;
        state.url()
    };
    let search = SearchBox {
        text: create_selector(move || state.with(|state| state.search.clone())),
        set: Rc::new(move |typed| replace(&change(&|state: &mut ListState| state.search.clone_from(&typed)))),
        label: t::SEARCH,
        hint: t::SEARCH_HINT,
    };
    let sort = create_selector(move || state.with(|state| state.sort));
    let on_sort: Rc<dyn Fn(&'static str)> =
        Rc::new(move |key| go(&change(&|state: &mut ListState| state.sort = state.sort.clicked(&SORT_KEYS, key))));
    let sorted_by = on_sort.clone();
    let position = create_selector(move || state.with(|state| state.position.clone()));
    view! {
        FilterBar(label=t::FILTER_BAR, search=search, filters=Vec::new()) {
            SortMenu(keys=&SORT_KEYS, sort=sort, on_sort=on_sort)
        }
        Loaded(
            remote=page,
            what=Message::from(words_of_lists::LIST_FAILED),
            waiting=|| view! { SkeletonRows(rows=10) },
            show=move |shown| {
                let empty = create_selector(move || shown.with(|page: &Companies| page.nodes.is_empty()));
                let ends = create_memo(move || shown.with(|page| page_ends!(page)));
                let sorted_by = sorted_by.clone();
                view! {
                    (if empty.get() {
                        nothing(state)
                    } else {
                        let columns = Columns::new(&COLUMNS, "digiforma-unmatched", &untrack(|| app.session.person_id()));
                        let sorted = move |key: &'static str| state.with(|state| state.sort.of(&SORT_KEYS, key));
                        let there =
                            move |position: Position| ListState { position, ..state.get_clone_untracked() }.url();
                        let sorted_by = sorted_by.clone();
                        view! {
                            Table(
                                table=table,
                                caption=t::TAB_UNMATCHED,
                                columns=columns,
                                sorted=Rc::new(sorted) as SortedBy,
                                on_sort=sorted_by,
                                busy=*page.loading,
                                selectable=false,
                            )
                            Pager(
                                position=position,
                                page=ends,
                                total=*total.value,
                                count=t::companies,
                                address=Rc::new(there) as Rc<dyn Fn(Position) -> String>,
                            )
                        }
                    })
                }
            },
        )
    }
}

fn nothing(state: ReadSignal<ListState>) -> View {
    let first = ListState::default().url();
    let searching = create_selector(move || state.with(|state| !state.search.is_empty()));
    let later = create_selector(move || state.with(|state| state.position != Position::First));
    View::from_dynamic(move || {
        let first = first.clone();
        if later.get() {
            view! {
                Empty(glyph=Glyph::SEARCH, title=words_of_lists::PAGE_EMPTY, body=words_of_lists::PAGE_EMPTY_BODY) {
                    a(class="button", href=first) { (words_of_lists::FIRST_PAGE) }
                }
            }
        } else if searching.get() {
            view! {
                Empty(glyph=Glyph::SEARCH, title=t::NO_MATCH, body=move || active_filters(true, &[])) {
                    a(class="button", href=first) { (words_of_lists::CLEAR_FILTERS) }
                }
            }
        } else {
            view! { Empty(glyph=Glyph::CIRCLE_CHECK, title=t::NONE_UNMATCHED, body=t::NONE_UNMATCHED_BODY) {} }
        }
    })
}

fn row(state: &ListState, company: &Company) -> TableRow {
    let cells = company.clone();
    let href = state.url_of(&company.id);
    let opened = href.clone();
    TableRow {
        id: company.id.clone(),
        version: i64::from(company.mapping.is_some()),
        name: company.name.clone(),
        href: Some(href),
        edit: None,
        cells: Rc::new(move |column| cell(&cells, column)),
        menu: Some(Rc::new(move || vec![MenuItem::link(Glyph::LINK, t::FIND_INSTITUTION, opened.clone())])),
    }
}

fn cell(company: &Company, column: &'static str) -> View {
    match column {
        "name" => {
            let number = company.accounting_number.as_ref().map(|number| format!(" · {number}")).unwrap_or_default();
            let id = company.digiforma_id.clone();
            view! {
                span(class="cell-sub") {
                    (t::digiforma_number(&id))
                    (number)
                }
            }
        }
        "city" => {
            let place = company.address.as_ref().map(|address| {
                [address.zip_code.clone(), address.city.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ")
            });
            told(place)
        }
        "siret" => told(company.siret.clone()),
        "suggestion" => match &company.mapping {
            Some(_) => view! { Status(look=looks::matching::TO_CONFIRM, plain=true) },
            None => view! { Status(look=looks::matching::NONE, plain=true) },
        },
        "updated" => {
            let (when, exact) = (company.updated_at.clone(), company.updated_at.clone());
            view! { span(class="soft number", title=format::day_and_time(&exact)) { (format::since(&when)) } }
        }
        _ => View::new(),
    }
}

fn told(text: Option<String>) -> View {
    match text.filter(|text| !text.is_empty()) {
        Some(text) => view! { span { (text) } },
        None => view! { Unknown() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read_as_it_was_written_and_a_panel_keeps_it() {
        let state = ListState::parse(&Query::parse("q=chu&sort=-updated&company=1&colour=x"));
        assert_eq!((state.search.as_str(), state.sort.text().as_str()), ("chu", "-updated"));
        assert_eq!(ListState::parse(&Query::parse(&state.query().to_string())), state);
        let panel = Address::parse(&state.url_of("c1"));
        assert_eq!((ListState::parse(&panel.query), panel.query.get("company")), (state, Some("c1")));
    }
}
