//! Everything that was done to an institution and to what belongs to it, or to one record, day by day, the latest first.

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::trail::{self, Event, Events, Subject};
use super::words::{self, Change};
use crate::api::ApiError;
use crate::i18n::format;
use crate::i18n::text::{audit as t, common};
use crate::router::{Page, Panel};
use crate::ui::avatar::{Avatar, AvatarKind};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::notice::ErrorNotice;
use crate::ui::remote::{Loaded, fetch};
use crate::ui::skeleton::SkeletonRows;

/// Events that are fetched at once.
const PAGE: i64 = 30;

/// The history of a subject as a page of its own; fetched again when `changes` changes.
#[component(inline_props)]
pub fn History(subject: ReadSignal<Subject>, changes: ReadSignal<u32>) -> View {
    view! {
        section(class="history", "aria-labelledby"="history") {
            h2(id="history", class="visually-hidden") { (t::HISTORY) }
            Days(subject=subject, changes=changes)
        }
    }
}

/// The same as a part of a page, below a heading.
#[component(inline_props)]
pub fn HistorySection(subject: ReadSignal<Subject>, changes: ReadSignal<u32>) -> View {
    view! {
        section(class="section", "aria-labelledby"="history") {
            div(class="section-header") { h2(id="history") { (t::HISTORY) } }
            div(class="history-part") { Days(subject=subject, changes=changes) }
        }
    }
}

#[component(inline_props)]
fn Days(subject: ReadSignal<Subject>, changes: ReadSignal<u32>) -> View {
    let first = fetch(
        move || {
            changes.track();
            subject.get_clone()
        },
        |subject| trail::of(subject, PAGE, None),
    );
    view! {
        Loaded(
            remote=first,
            what=Message::from(t::FAILED),
            waiting=|| view! { SkeletonRows(rows=8) },
            show=move |page| {
                // A newer first page begins anew: what was loaded after the old one no longer joins.
                view! { ({
                    let first = page.get_clone();
                    view! { Pages(subject=subject, first=first) }
                }) }
            },
        )
    }
}

#[component(inline_props)]
fn Pages(subject: ReadSignal<Subject>, first: Events) -> View {
    let next = create_signal(next(&first));
    let events = create_signal(first.nodes);
    let (busy, failure) = (create_signal(false), create_signal(None::<ApiError>));
    let more = move || {
        let Some(after) = next.get_clone_untracked() else { return };
        if busy.replace(true) {
            return;
        }
        failure.set(None);
        spawn_local_scoped(async move {
            match trail::of(subject.get_clone_untracked(), PAGE, Some(after)).await {
                Ok(page) => {
                    next.set(self::next(&page));
                    events.update(|all| all.extend(page.nodes));
                }
                Err(error) => failure.set(Some(error)),
            }
            busy.set(false);
        });
    };
    let empty = create_selector(move || events.with(Vec::is_empty));
    view! {
        (if empty.get() {
            view! { p(class="soft") { (t::EMPTY) } }
        } else {
            view! { (days(events.get_clone())) }
        })
        (failure.get_clone().map(|error| view! { ErrorNotice(error=error, retry=Box::new(more)) }))
        (if next.with(Option::is_some) {
            view! {
                div(class="page-actions") {
                    button(class="button", r#type="button", "aria-busy"=busy.get().then_some("true"), on:click=move |_| more()) {
                        (if busy.get() { common::LOADING.now() } else { t::MORE.now() })
                    }
                }
            }
        } else {
            View::new()
        })
    }
}

/// Cursor of what follows a page.
fn next(page: &Events) -> Option<String> {
    page.page_info.end_cursor.clone().filter(|_| page.page_info.has_next_page)
}

fn days(events: Vec<Event>) -> View {
    let mut days: Vec<(Option<chrono::NaiveDate>, Vec<Event>)> = Vec::new();
    for event in events {
        let day = format::local_day(&event.occurred_at);
        match days.last_mut() {
            Some((last, events)) if *last == day => events.push(event),
            _ => days.push((day, vec![event])),
        }
    }
    days.into_iter().map(|(_, events)| day(events)).collect::<Vec<_>>().into()
}

fn day(events: Vec<Event>) -> View {
    let when = events.first().map(|event| event.occurred_at.clone()).unwrap_or_default();
    let lines: Vec<View> = events.into_iter().map(line).collect();
    let name = move || {
        let ago = format::local_day(&when).map(|day| (format::today() - day).num_days());
        match ago {
            Some(0) => t::TODAY.now().to_owned(),
            Some(1) => t::YESTERDAY.now().to_owned(),
            _ => format::long_day(&when),
        }
    };
    view! {
        div(class="history-day") {
            h3 { (name()) }
            ul(class="items") { (lines) }
        }
    }
}

fn line(event: Event) -> View {
    let (who, when, exact) = (event.user_name.clone(), event.occurred_at.clone(), event.occurred_at.clone());
    let target = link(&event);
    let (told, changed) = (event.clone(), event);
    let sentence = move || match words::given_name(&told) {
        Some(name) => t::with_name(&words::sentence(&told), &name),
        None => words::sentence(&told),
    };
    let avatar = if who.is_empty() {
        view! { Icon(glyph=Glyph::HISTORY) }
    } else {
        view! { Avatar(name=who, kind=AvatarKind::BesideName) }
    };
    let sentence = match target {
        Some(href) => view! { a(class="cell-title", href=href) { (sentence()) } },
        None => view! { p(class="cell-title") { (sentence()) } },
    };
    view! {
        li {
            (avatar)
            div {
                (sentence)
                ({
                    let changes: Vec<View> = words::changes(&changed).into_iter().map(change).collect();
                    if changes.is_empty() { View::new() } else { view! { ul(class="history-changes") { (changes) } } }
                })
            }
            span(class="small faint number", title=format::day_and_time(&exact)) { (format::time(&when)) }
        }
    }
}

fn change(change: Change) -> View {
    let Change { field, values } = change;
    match values {
        Some((None, after)) => view! {
            li {
                span(class="faint") { (field) }
                " "
                span { (after) }
            }
        },
        Some((Some(before), after)) => view! {
            li {
                span(class="faint") { (field) }
                " "
                span { del { (before) } }
                Icon(glyph=Glyph::ARROW_RIGHT)
                span(class="visually-hidden") { (t::BECAME) }
                span { ins { (after) } }
            }
        },
        None => view! { li { span(class="faint") { (field) } } },
    }
}

/// Where the record of an event is, when it still is.
fn link(event: &Event) -> Option<String> {
    let id = event.entity_id.clone().filter(|_| !event.action.ends_with(".deleted"))?;
    match event.entity.as_str() {
        "contact" => Some(Page::Contacts(Panel::Shown(id)).path()),
        "task" => Some(Page::Tasks(Panel::Shown(id)).path()),
        "quote" => Some(Page::quote(&id).path()),
        "invoice" => Some(Page::invoice(&id).path()),
        _ => None,
    }
}
