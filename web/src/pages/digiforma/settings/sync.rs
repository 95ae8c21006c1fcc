//! The reading that is under way, or the last one: how far it is, what it counted, what to do when it broke off.

use domain::{DigiformaPhase, DigiformaSyncMode, DigiformaSyncStatus};
use sycamore::prelude::*;

use super::phases::Phases;
use super::tally::{Stage, duration};
use super::{State, Sync, actions};
use crate::app::{App, use_app};
use crate::i18n::format;
use crate::i18n::text::digiforma as t;
use crate::platform::dom;
use crate::router::query::Query;
use crate::router::{Address, MatchingTab, Page};
use crate::ui::empty::Empty;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::notice::{Notice, Tone};
use crate::ui::remote::Remote;
use crate::ui::status::{Status, sync as look_of};

/// Where one reading is shown with its errors.
#[must_use]
pub fn address_of(id: &str) -> String {
    let mut query = Query::default();
    query.push("sync", id);
    Address { page: Page::DigiformaSettings, query }.url()
}

/// The section.
#[component(inline_props)]
pub fn SyncSection(remote: Remote<State>, state: ReadSignal<State>) -> View {
    let app = use_app();
    let shown = create_selector(move || {
        state.with(|state| state.status.current_sync.clone().or_else(|| state.status.last_sync.clone()))
    });
    let (configured, enabled) = (
        create_selector(move || state.with(|state| state.status.is_configured)),
        create_selector(move || state.with(|state| state.status.is_enabled)),
    );
    let is_there = create_selector(move || shown.with(Option::is_some));
    view! {
        section(class="section", "aria-labelledby"="sync") {
            div(class="section-header") {
                h2(id="sync") { (t::SYNC) }
                (shown.get_clone().map(|sync| {
                    let look = look_of(sync.status);
                    view! { Status(look=look) }
                }))
            }
            div(class="stack-tight") {
                (if configured.get() && !enabled.get() {
                    view! { Notice(tone=Tone::Info) { div { p { (t::NOT_ENABLED) } } } }
                } else {
                    View::new()
                })
                (suggestions(state))
                (match (configured.get(), is_there.get()) {
                    (false, false) => not_configured(),
                    (true, false) => never_read(),
                    (_, true) => one(app, remote, state, shown),
                })
            }
        }
    }
}

fn not_configured() -> View {
    let enter = move |_| {
        dom::focus_first("form input[type=password]");
    };
    view! {
        Empty(glyph=Glyph::GRADUATION_CAP, title=t::NOT_CONFIGURED_TITLE, body=t::NOT_CONFIGURED_BODY) {
            button(class="button button-primary", r#type="button", on:click=enter) {
                Icon(glyph=Glyph::KEY_ROUND)
                (t::ENTER_TOKEN)
            }
        }
    }
}

fn never_read() -> View {
    view! { Empty(glyph=Glyph::REFRESH_CW, title=t::NEVER, body=t::NEVER_BODY) {} }
}

/// What waits for a person.
fn suggestions(state: ReadSignal<State>) -> View {
    let count = create_selector(move || state.with(|state| state.status.pending_suggestions));
    let href = Page::Matching(MatchingTab::Suggestions).path();
    View::from_dynamic(move || match u64::try_from(count.get()) {
        Ok(count) if count > 0 => {
            let href = href.clone();
            view! {
                Notice(tone=Tone::Info) {
                    div { p { (t::suggestions_wait(count)) } }
                    a(class="button button-small", href=href) { (t::OPEN_MATCHING) }
                }
            }
        }
        _ => View::new(),
    })
}

fn one(app: App, remote: Remote<State>, state: ReadSignal<State>, shown: ReadSignal<Option<Sync>>) -> View {
    let Some(first) = shown.get_clone_untracked() else { return View::new() };
    let sync = create_signal(first);
    create_effect(move || {
        if let Some(newer) = shown.get_clone() {
            sync.set(newer);
        }
    });
    let sync = *sync;
    let over = create_selector(move || sync.with(|sync| sync.status.is_over()));
    view! {
        p(class="soft") { (headline(sync)) }
        (if over.get() { outcome(app, remote, sync) } else { running(app, remote, sync) })
        Phases(sync=sync)
        p(class="small faint") {
            (match state.with(|state| state.status.next_sync_date.clone()) {
                Some(when) => t::next(&format::day_and_time(&when)),
                None => t::NO_NEXT.now().to_owned(),
            })
        }
    }
}

/// « Lancée par Inès Lacombe · il y a 5 min · 2 min 5 s ».
fn headline(sync: ReadSignal<Sync>) -> View {
    let words = create_selector(move || {
        sync.with(|sync| {
            let when = sync.completed_at.as_deref().unwrap_or(&sync.started_at);
            let when = format::since(when);
            let when = if sync.status.is_over() { t::last(&when) } else { when };
            let took = duration(&sync.started_at, sync.completed_at.as_deref());
            let mode = (sync.mode == DigiformaSyncMode::Initial).then(|| t::MODE_ALL.now().to_owned());
            [Some(when), took, Some(who(sync)), mode].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        })
    });
    View::from_dynamic(move || words.get_clone())
}

/// Who asked for a reading.
#[must_use]
pub fn who(sync: &Sync) -> String {
    let person = sync.triggered_by.as_ref().map(|person| person.full_name.clone());
    person.unwrap_or_else(|| t::origin(sync.sync_type).now().to_owned())
}

/// How far it is, and the way to stop it.
fn running(app: App, remote: Remote<State>, sync: ReadSignal<Sync>) -> View {
    let all = DigiformaPhase::ALL.len();
    let done = create_selector(move || {
        sync.with(|sync| DigiformaPhase::ALL.iter().filter(|phase| Stage::of(sync, **phase) == Stage::Done).count())
    });
    let stopping = create_selector(move || sync.with(|sync| sync.cancel_requested_at.is_some()));
    let waiting = create_selector(move || sync.with(|sync| sync.status == DigiformaSyncStatus::Pending));
    let stop = move |_| actions::cancel(app, remote, sync.with_untracked(|sync| sync.id.clone()));
    let told = move || {
        if stopping.get() {
            t::SYNC_STOPPING.now().to_owned()
        } else if waiting.get() {
            t::SYNC_WAITING.now().to_owned()
        } else {
            t::phases_done(&done.get().to_string(), &all.to_string())
        }
    };
    view! {
        div(class="sync-progress") {
            progress("max"=all.to_string(), "value"=done.get().to_string(), "aria-label"=t::PROGRESS)
            span(class="small soft", role="status") { (told()) }
            button(
                class="button button-small",
                r#type="button",
                disabled=stopping.get(),
                on:click=stop,
            ) {
                Icon(glyph=Glyph::CIRCLE_SLASH)
                (t::SYNC_CANCEL)
            }
        }
    }
}

/// What came of it, where that needs a person.
fn outcome(app: App, remote: Remote<State>, sync: ReadSignal<Sync>) -> View {
    let result = create_selector(move || sync.with(|sync| (sync.status, sync.message.clone(), sync.id.clone())));
    let again = move |_| actions::start(app, remote, DigiformaSyncMode::Normal);
    View::from_dynamic(move || {
        let (status, message, id) = result.get_clone();
        let href = address_of(&id);
        let message = message.map(|message| view! { p(class="small") { (message) } });
        match status {
            DigiformaSyncStatus::Error => view! {
                Notice(tone=Tone::Critical) {
                    div {
                        p { strong { (t::BROKEN_OFF) } }
                        (message)
                        p(class="small soft") { (t::BROKEN_OFF_BODY) }
                    }
                    button(class="button button-small", r#type="button", on:click=again) {
                        Icon(glyph=Glyph::REFRESH_CW)
                        (t::TRY_AGAIN)
                    }
                }
            },
            DigiformaSyncStatus::Partial => view! {
                Notice(tone=Tone::Warning) {
                    div {
                        p { strong { (t::PARTIAL) } }
                        (message)
                    }
                    a(class="button button-small", href=href) { (t::SHOW_ERRORS) }
                }
            },
            DigiformaSyncStatus::Cancelled => view! {
                Notice(tone=Tone::Neutral) { div { p { (t::STOPPED) } } }
            },
            _ => View::new(),
        }
    })
}
