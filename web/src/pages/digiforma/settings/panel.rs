//! One reading in a side panel: its facts, its counters, and every record that went wrong, with its id.

use sycamore::prelude::*;

use super::tally::duration;
use crate::api::digiforma::{DigiformaSync, digiforma_sync as api};
use crate::api::{ApiError, send};
use crate::app::{App, use_address, use_app};
use crate::i18n::text::digiforma as t;
use crate::i18n::{Words, format};
use crate::pages::digiforma::follow_syncs;
use crate::pages::panels::is_id;
use crate::router::{Page, go};
use crate::ui::copy::CopyButton;
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::empty::Empty;
use crate::ui::icon::Glyph;
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::status::{Status, sync as look_of};
use crate::ui::unknown::Unknown;

type Detail = api::DigiformaSyncDigiformaSync;
type Counter = api::DigiformaSyncDigiformaSyncCounters;
type Problem = api::DigiformaSyncDigiformaSyncErrors;

/// The panel of the reading that the address names.
#[component]
pub fn SyncPanel() -> View {
    let address = use_address();
    let open = create_selector(move || address.with(|address| address.query.get("sync").map(str::to_owned)));
    view! {
        (match open.get_clone() {
            Some(id) => view! { One(id=id) },
            None => View::new(),
        })
    }
}

async fn find(id: String) -> Result<Option<Detail>, ApiError> {
    if !is_id(&id) {
        return Ok(None);
    }
    match send::<DigiformaSync>(api::Variables { id }).await {
        Ok(data) => Ok(Some(data.digiforma.sync)),
        Err(ApiError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

#[component(inline_props)]
fn One(id: String) -> View {
    let app = use_app();
    let remote = fetch(move || id.clone(), find);
    follow_syncs(app, move || remote.refresh());
    let title = move || {
        let begun = remote.value.with(|found| found.iter().flatten().next().map(|sync| sync.started_at.clone()));
        begun.map_or_else(|| t::SYNC_PANEL.now().to_owned(), |begun| format::day_and_time(&begun))
    };
    view! {
        Modal(
            kind=ModalKind::SidePanel,
            title=title,
            on_close=|| go(&Page::DigiformaSettings.path()),
        ) {
            div(class="panel-body") {
                Loaded(
                    remote=remote,
                    what=Message::from(t::SYNC_PANEL_FAILED),
                    waiting=|| view! { SkeletonRows(rows=8) },
                    show=move |found| {
                        let found = create_selector(move || found.get_clone());
                        view! {
                            (match found.get_clone() {
                                Some(sync) => read(app, sync),
                                None => view! { Empty(glyph=Glyph::SEARCH, title=t::SYNC_GONE, body="") {} },
                            })
                        }
                    },
                )
            }
        }
    }
}

fn read(app: App, sync: Detail) -> View {
    let look = look_of(sync.status);
    let who = sync.triggered_by.map(|person| person.full_name);
    let who = who.map_or_else(
        || {
            let words = t::origin(sync.sync_type);
            view! { (words) }
        },
        View::from,
    );
    let (begun, ended) = (sync.started_at.clone(), sync.completed_at.clone());
    let took = {
        let (begun, ended) = (begun.clone(), ended.clone());
        ended.is_some().then(|| {
            view! { span(class="number") { (duration(&begun, ended.as_deref()).unwrap_or_default()) } }
        })
    };
    let mode = t::mode(sync.mode);
    let facts: Vec<View> = vec![
        fact(t::COLUMN_STATUS, Some(view! { Status(look=look, plain=true) })),
        fact(t::FACT_STARTED, Some(view! { span(class="number") { (format::day_and_time(&begun)) } })),
        fact(t::FACT_ENDED, ended.map(|end| view! { span(class="number") { (format::day_and_time(&end)) } })),
        fact(t::FACT_DURATION, took),
        fact(t::FACT_WHO, Some(who)),
        fact(t::FACT_MODE, Some(view! { (mode) })),
    ];
    let message = sync.message.map(|message| view! { p { (message) } });
    let counters = counters(sync.counters);
    let problems = problems(app, sync.errors, sync.error_count);
    view! {
        dl(class="facts") { (facts) }
        (message)
        (counters)
        (problems)
    }
}

fn fact(name: Words, value: Option<View>) -> View {
    let value = value.unwrap_or_else(|| view! { Unknown() });
    view! {
        dt { (name) }
        dd { (value) }
    }
}

/// The name of a kind of record, in words where they are known.
fn kind(name: &str) -> String {
    t::kind_of_record(name).map_or_else(|| name.to_owned(), |words| words.now().to_owned())
}

fn counters(counters: Vec<Counter>) -> View {
    if counters.is_empty() {
        return View::new();
    }
    let heads = [t::READ, t::CREATED, t::UPDATED, t::UNCHANGED, t::REMOVED_ROWS, t::FAILED_ROWS];
    let heads: Vec<View> =
        heads.into_iter().map(|head| view! { th(scope="col", class="cell-number") { (head) } }).collect();
    let rows: Vec<View> = counters.into_iter().map(counter).collect();
    view! {
        section(class="section", "aria-labelledby"="sync-counters") {
            div(class="section-header") { h3(id="sync-counters") { (t::COUNTERS) } }
            div(class="table-frame wide-table", tabindex="0", role="group", "aria-label"=t::COUNTERS) {
                table(class="data-table data-table-compact small") {
                    caption(class="visually-hidden") { (t::COUNTERS) }
                    thead {
                        tr {
                            th(scope="col") { (t::COUNTER_KIND) }
                            (heads)
                        }
                    }
                    tbody { (rows) }
                }
            }
        }
    }
}

fn counter(counter: Counter) -> View {
    let numbers = [counter.read, counter.created, counter.updated, counter.unchanged, counter.removed, counter.failed];
    let cells: Vec<View> = numbers
        .into_iter()
        .map(|number| {
            let number = u64::try_from(number).unwrap_or_default();
            view! { td(class="cell-number") { (format::integer(number)) } }
        })
        .collect();
    let entity = counter.entity;
    view! {
        tr {
            th(scope="row") { (kind(&entity)) }
            (cells)
        }
    }
}

/// The errors, those of one kind of record together, in the order in which they came.
fn problems(app: App, problems: Vec<Problem>, count: i64) -> View {
    let told = problems.len() as u64;
    let all = u64::try_from(count).unwrap_or_default();
    let groups: Vec<View> = grouped(problems).into_iter().map(|(entity, some)| group(app, entity, some)).collect();
    let cut = (told < all && told > 0).then(|| view! { p(class="small soft") { (t::errors_cut(told)) } });
    let body = if told == 0 && all == 0 {
        view! { p(class="soft") { (t::NO_ERRORS) } }
    } else {
        groups.into()
    };
    view! {
        section(class="section", "aria-labelledby"="sync-errors") {
            div(class="section-header") {
                h3(id="sync-errors") { (t::ERRORS) }
                (if all > 0 { view! { span(class="tag") { (t::errors(all)) } } } else { View::new() })
            }
            div(class="stack-tight") {
                (body)
                (cut)
            }
        }
    }
}

fn grouped(problems: Vec<Problem>) -> Vec<(String, Vec<Problem>)> {
    let mut groups: Vec<(String, Vec<Problem>)> = Vec::new();
    for problem in problems {
        match groups.iter_mut().find(|(entity, _)| *entity == problem.entity) {
            Some((_, some)) => some.push(problem),
            None => groups.push((problem.entity.clone(), vec![problem])),
        }
    }
    groups
}

fn group(app: App, entity: String, problems: Vec<Problem>) -> View {
    let lines: Vec<View> = problems.into_iter().map(|problem| line(app, problem)).collect();
    view! {
        div {
            h4(class="field-label") { (kind(&entity)) }
            ul(class="items") { (lines) }
        }
    }
}

fn line(app: App, problem: Problem) -> View {
    let message = problem.message;
    let id = match problem.record_id {
        Some(id) => {
            let (shown, copied, named) = (id.clone(), id.clone(), id);
            view! {
                p(class="small faint fact-copy") {
                    span(class="code") { (t::record(&shown)) }
                    CopyButton(text=copied, label=move || t::copy_id(&named), toasts=app.toasts)
                }
            }
        }
        None => view! { p(class="small faint") { (t::WHOLE_LIST) } },
    };
    view! {
        li {
            div {
                p { (message) }
                (id)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_one_kind_stand_together() {
        let problem =
            |entity: &str, id: &str| Problem { entity: entity.into(), record_id: Some(id.into()), message: "x".into() };
        let groups = grouped(vec![problem("companies", "1"), problem("invoices", "2"), problem("companies", "3")]);
        let told: Vec<_> = groups.iter().map(|(entity, some)| (entity.as_str(), some.len())).collect();
        assert_eq!(told, [("companies", 2), ("invoices", 1)]);
        assert_eq!(kind("training_sessions"), "Sessions");
        assert_eq!(kind("something_new"), "something_new");
    }
}
