//! The last events of an institution, in words.

use sycamore::prelude::*;

use super::Detail;
use crate::api::live;
use crate::i18n::format;
use crate::i18n::text::institution_detail as t;
use crate::pages::audit::trail::{self, Event, Subject};
use crate::pages::audit::words;
use crate::ui::avatar::{Avatar, AvatarKind};
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, fetch};
use crate::ui::skeleton::SkeletonRows;

/// The section.
#[component(inline_props)]
pub fn Activity(detail: Detail) -> View {
    let events = fetch(
        move || {
            detail.changes.track();
            detail.sheet.with_untracked(|sheet| sheet.id.clone())
        },
        |id| async move { Ok(trail::of(Subject::Institution(id), 10, None).await?.nodes) },
    );
    let id = detail.sheet.with_untracked(|sheet| sheet.id.clone());
    live::on_change_of(&["institution"], &id, move || events.refresh());
    live::on_change(&["contact", "task", "quote", "invoice", "payment", "revenue_entry"], move || events.refresh());
    view! {
        section(class="section", "aria-labelledby"="activity") {
            div(class="section-header") { h2(id="activity") { (t::ACTIVITY) } }
            Loaded(
                remote=events,
                what=Message::from(t::ACTIVITY_FAILED),
                waiting=|| view! { SkeletonRows(rows=4) },
                show=|events| {
                    let events = create_selector(move || events.get_clone());
                    view! { (list(events.get_clone())) }
                },
            )
        }
    }
}

fn list(events: Vec<Event>) -> View {
    if events.is_empty() {
        return view! { p(class="soft") { (t::NO_ACTIVITY) } };
    }
    let lines: Vec<View> = events.into_iter().map(line).collect();
    view! { ul(class="items") { (lines) } }
}

fn line(event: Event) -> View {
    let when = event.occurred_at.clone();
    let exact = when.clone();
    let who = event.user_name.clone();
    let told = event.clone();
    view! {
        li {
            Avatar(name=who, kind=AvatarKind::BesideName)
            div {
                p { (words::sentence(&told)) }
                p(class="small faint") { (words::fields(&event)) }
            }
            span(class="small faint number", title=format::day_and_time(&exact)) { (format::since(&when)) }
        }
    }
}
