//! The tasks of one institution, with the panels of tasks over them.

use std::rc::Rc;

use domain::Permission;
use sycamore::prelude::*;

use super::rows::{COLUMNS, table_row};
use super::state::SORT_KEYS;
use super::{Task, TaskRows};
use crate::api::filters::{TaskFilter, is};
use crate::api::operations::{Tasks, tasks};
use crate::api::{live, send};
use crate::app::{use_address, use_app};
use crate::chunks;
use crate::i18n::text::{institution_detail, tasks as t};
use crate::layout::shortcuts;
use crate::pages::panels::PanelHost;
use crate::router::query::Query;
use crate::router::{Address, InstitutionTab, Page, Panel};
use crate::ui::combobox::Candidate;
use crate::ui::empty::Empty;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::sort::Sort;
use crate::ui::table::first_rows::{MoreRows, SortedTable};
use crate::ui::table::{Columns, TableState, keys};

/// Rows that are fetched at first, and at most; the page of tasks has all of them.
const SOME: i64 = 30;
const MOST: i64 = 100;

/// The tab of institution `host`; `changed` tells the page above.
#[component(inline_props)]
pub fn TasksTab(host: Candidate, changed: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let address = use_address();
    let here = host.clone();
    let (sort, count) = (create_signal(Sort::default()), create_signal(SOME));
    let id = host.id.clone();
    let page = fetch(
        move || {
            let filter = TaskFilter { institution_id: is(Some(id.clone())), ..Default::default() };
            let order_by = Some(sort.get().order(&SORT_KEYS));
            tasks::Variables { order_by, filter: Some(filter), first: Some(count.get()), ..Default::default() }
        },
        |variables| async move { Ok(send::<Tasks>(variables).await?.tasks) },
    );
    live::on_change(&["task"], move || page.refresh());
    let id = host.id;
    let panel = create_selector(move || {
        address.with(|address| Panel::parse_parameter(address.query.get("task").unwrap_or_default()))
    });
    let panels = PanelHost {
        panel,
        address: Rc::new(move |panel| {
            let mut query = Query::default();
            query.push("task", &panel.parameter());
            Address { page: Page::Institution { id: id.clone(), tab: InstitutionTab::Tasks, editing: false }, query }
                .url()
        }),
        changed: Rc::new(move || {
            page.reload();
            changed();
        }),
        institution: Rc::new(move || Some(here.clone())),
    };
    let rows = create_signal(Vec::new());
    let table = TableState::new(*rows);
    let row_host = panels.clone();
    create_effect(move || {
        let row = |task: &Task| table_row(app, &row_host, task);
        rows.set(page.value.with(|page| page.iter().flat_map(|page| &page.nodes).map(row).collect()));
    });
    keys::listen(table, move |event| shortcuts::letter(app, event));
    let href = (panels.address)(Panel::New);
    let new = untrack(|| app.session.can(Permission::CreateTasks)).then(|| {
        view! {
            a(class="button", href=href) {
                Icon(glyph=Glyph::PLUS)
                (t::NEW_TASK)
            }
        }
    });
    view! {
        section(class="tab-section", "aria-labelledby"="tasks") {
            div(class="section-header") {
                h2(id="tasks") { (t::TASKS) }
                (new)
            }
            Loaded(
                remote=page,
                what=Message::from(institution_detail::TASKS_FAILED),
                waiting=|| view! { SkeletonRows(rows=4) },
                show=move |shown| {
                    let more = create_selector(move || shown.with(|page: &TaskRows| page.page_info.has_next_page));
                    let empty = create_selector(move || shown.with(|page: &TaskRows| page.nodes.is_empty()));
                    view! {
                        (if empty.get() {
                            view! { Empty(glyph=Glyph::LIST_CHECKS, title=t::NONE_YET, body=t::NONE_HERE_BODY) {} }
                        } else {
                            let person = untrack(|| app.session.person_id());
                            let columns = Columns::new(&COLUMNS, "institution-tasks", &person);
                            view! {
                                SortedTable(
                                    table=table,
                                    caption=t::TASKS,
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
        (chunks::panels(&chunks::TASK_PANELS, panels.clone()))
    }
}
