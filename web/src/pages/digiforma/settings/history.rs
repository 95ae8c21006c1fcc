//! The readings, the latest first.

use std::rc::Rc;

use domain::DigiformaSyncMode;
use sycamore::prelude::*;

use super::sync::{address_of, who};
use super::tally::{Tally, duration};
use super::{MOST, State, Sync};
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::{audit, digiforma as t};
use crate::layout::shortcuts;
use crate::ui::sort::Sorted;
use crate::ui::status::{Status, sync as look_of};
use crate::ui::table::{Column, Columns, SortedBy, Table, TableRow, TableState, keys};
use crate::ui::unknown::Unknown;

static COLUMNS: [Column; 5] = [
    Column::new("started", t::COLUMN_STARTED),
    Column::new("status", t::COLUMN_STATUS),
    Column::new("duration", t::COLUMN_DURATION),
    Column::new("changes", t::COLUMN_CHANGES).optional(),
    Column::new("errors", t::COLUMN_ERRORS).class("cell-number"),
];

/// The section; `count` is how many are fetched.
#[component(inline_props)]
pub fn History(state: ReadSignal<State>, count: Signal<i64>, loading: ReadSignal<bool>) -> View {
    let app = use_app();
    let rows = create_memo(move || state.with(|state| state.syncs.nodes.iter().map(row).collect::<Vec<_>>()));
    let table = TableState::new(rows);
    keys::listen(table, move |event| shortcuts::letter(app, event));
    let empty = create_selector(move || rows.with(Vec::is_empty));
    let more = create_selector(move || state.with(|state| state.syncs.page_info.has_next_page));
    view! {
        section(class="section", "aria-labelledby"="syncs") {
            div(class="section-header") { h2(id="syncs") { (t::HISTORY) } }
            (if empty.get() {
                view! { p(class="soft") { (t::HISTORY_EMPTY) } }
            } else {
                let columns = Columns::new(&COLUMNS, "digiforma-syncs", &untrack(|| app.session.person_id()));
                view! {
                    Table(
                        table=table,
                        caption=t::HISTORY,
                        columns=columns,
                        sorted=Rc::new(|_| Sorted::No) as SortedBy,
                        on_sort=Rc::new(|_| {}) as Rc<dyn Fn(&'static str)>,
                        busy=loading,
                        selectable=false,
                    )
                }
            })
            (if more.get() && count.get() < MOST {
                view! { button(class="button", r#type="button", on:click=move |_| count.set(MOST)) { (audit::MORE) } }
            } else {
                View::new()
            })
        }
    }
}

fn row(sync: &Sync) -> TableRow {
    let tally = Tally::of_all(sync);
    let cells = sync.clone();
    TableRow {
        id: sync.id.clone(),
        // Rows have no version of their own: what moves while one is read stands for it.
        version: tally.read * 100 + sync.error_count * 10 + sync.status as i64,
        name: format::day_and_time(&sync.started_at),
        href: Some(address_of(&sync.id)),
        edit: None,
        cells: Rc::new(move |column| cell(&cells, tally, column)),
        menu: None,
    }
}

fn cell(sync: &Sync, tally: Tally, column: &'static str) -> View {
    match column {
        "started" => {
            let (person, all) = (who(sync), sync.mode == DigiformaSyncMode::Initial);
            view! {
                span(class="cell-sub cell-line") {
                    (person)
                    (if all { view! { span(class="tag") { (t::MODE_ALL) } } } else { View::new() })
                }
            }
        }
        "status" => {
            let look = look_of(sync.status);
            view! { Status(look=look, plain=true) }
        }
        "duration" => match duration(&sync.started_at, sync.completed_at.as_deref()) {
            Some(took) => view! { span(class="number") { (took) } },
            None => view! { Unknown() },
        },
        "changes" => {
            let told = move || Some(tally.changes()).filter(|words| !words.is_empty());
            view! { span(class="small") { (told().unwrap_or_else(|| t::NOTHING_CHANGED.now().to_owned())) } }
        }
        "errors" => {
            let count = u64::try_from(sync.error_count).unwrap_or_default();
            view! { span(class="number toned", "data-tone"=(count > 0).then_some("critical")) { (format::integer(count)) } }
        }
        _ => View::new(),
    }
}
