//! The revenue of one institution: what a period brought, month by month, and what was entered for it by hand.

use std::rc::Rc;

use domain::Permission;
use sycamore::prelude::*;

use super::choice::{Choice, Choices, Places};
use super::entries::list::new_button;
use super::entries::rows::{COLUMNS_OF_INSTITUTION, table_row};
use super::entries::state::{SORT_KEYS, of_institution};
use super::entries::{Entry, EntryPage, panel};
use super::figures::{Sections, follow};
use crate::api::revenue::{RevenueEntries, revenue_entries};
use crate::api::{live, send};
use crate::app::{use_address, use_app};
use crate::i18n::format;
use crate::i18n::text::revenue as t;
use crate::layout::shortcuts;
use crate::pages::not_found::Reserved;
use crate::pages::panels::PanelHost;
use crate::router::query::Query;
use crate::router::{Address, InstitutionTab, Page, Panel};
use crate::ui::combobox::Candidate;
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::sort::Sort;
use crate::ui::table::first_rows::{MoreRows, SortedTable};
use crate::ui::table::{Columns, TableState, keys};

/// Rows that are fetched at first, and at most; the page of revenue has all of them.
const SOME: i64 = 30;
const MOST: i64 = 100;

/// The parameter of the address that names the panel.
const PANEL: &str = "entry";

/// The tab of institution `host`; `changed` tells the page above.
#[component(inline_props)]
pub fn RevenueTab(host: Candidate, changed: Rc<dyn Fn()>) -> View {
    let session = use_app().session;
    let allowed = create_selector(move || session.can(Permission::ViewInstitutionRevenue));
    view! {
        (if allowed.get() {
            let (host, changed) = (host.clone(), changed.clone());
            view! { Shown(host=host, changed=changed) }
        } else {
            view! { Reserved() }
        })
    }
}

/// The address of the tab of an institution.
fn address_of(id: &str, panel: &Panel, choice: Choice) -> String {
    let mut query = Query::default();
    choice.write(&mut query);
    query.push(PANEL, &panel.parameter());
    let page = Page::Institution { id: id.to_owned(), tab: InstitutionTab::Revenue, editing: false };
    Address { page, query }.url()
}

#[component(inline_props)]
fn Shown(host: Candidate, changed: Rc<dyn Fn()>) -> View {
    let address = use_address();
    let choice = create_selector(move || address.with(|address| Choice::parse(&address.query)));
    let panel = create_selector(move || {
        address.with(|address| Panel::parse_parameter(address.query.get(PANEL).unwrap_or_default()))
    });
    let figures = follow(Some(host.id.clone()), choice);
    let (sort, count) = (create_signal(Sort::default()), create_signal(SOME));
    let span = create_selector(move || choice.get().period.span(format::today()));
    let id = host.id.clone();
    let page = fetch(
        move || revenue_entries::Variables {
            order_by: Some(sort.get().order(&SORT_KEYS)),
            filter: Some(of_institution(id.clone(), span.get())),
            first: Some(count.get()),
            ..Default::default()
        },
        |variables| async move { Ok(send::<RevenueEntries>(variables).await?.revenue_entries) },
    );
    live::on_change(&["revenue_entry"], move || page.refresh());
    let (id, places_id, here) = (host.id.clone(), host.id.clone(), host);
    let panels = PanelHost {
        panel,
        address: Rc::new(move |panel| address_of(&id, &panel, choice.get())),
        changed: Rc::new(move || {
            figures.reload();
            page.reload();
            changed();
        }),
        institution: Rc::new(move || Some(here.clone())),
    };
    let places: Places = Rc::new(move |choice| address_of(&places_id, &Panel::Closed, choice));
    let shown = panels.clone();
    view! {
        div(class="tab-section stack") {
            Choices(choice=choice, places=places)
            Sections(figures=figures)
            Entries(page=page, sort=sort, count=count, host=shown)
        }
        (panel::open(panels.clone()))
    }
}

#[component(inline_props)]
fn Entries(page: Remote<EntryPage>, sort: Signal<Sort>, count: Signal<i64>, host: PanelHost) -> View {
    let app = use_app();
    let rows = create_signal(Vec::new());
    let table = TableState::new(*rows);
    let row_host = host.clone();
    create_effect(move || {
        let row = |entry: &Entry| table_row(app, &row_host, entry);
        rows.set(page.value.with(|page| page.iter().flat_map(|page| &page.nodes).map(row).collect()));
    });
    keys::listen(table, move |event| shortcuts::letter(app, event));
    view! {
        section(class="section", "aria-labelledby"="entries") {
            div(class="section-header") {
                h2(id="entries") { (t::ENTRIES) }
                (new_button(&host))
            }
            Loaded(
                remote=page,
                what=Message::from(t::ENTRIES_FAILED),
                waiting=|| view! { SkeletonRows(rows=3) },
                show=move |shown| {
                    let more = create_selector(move || shown.with(|page: &EntryPage| page.page_info.has_next_page));
                    let empty = create_selector(move || shown.with(|page: &EntryPage| page.nodes.is_empty()));
                    view! {
                        (if empty.get() {
                            view! { p(class="soft") { (t::NONE_YET) } }
                        } else {
                            let person = untrack(|| app.session.person_id());
                            let columns = Columns::new(&COLUMNS_OF_INSTITUTION, "institution-revenue", &person);
                            view! {
                                SortedTable(
                                    table=table,
                                    caption=t::ENTRIES,
                                    columns=columns,
                                    keys=&SORT_KEYS,
                                    sort=sort,
                                    busy=*page.loading,
                                )
                            }
                        })
                        MoreRows(more=more, count=count, most=MOST)
                    }
                },
            )
        }
    }
}
