//! The sources that a template had. One is taken back into the editor, where it waits to be saved.

use sycamore::prelude::*;

use super::Version;
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::templates as t;
use crate::ui::field::FieldState;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;

/// The list, folded at first, the latest version first.
#[component(inline_props)]
pub fn Versions(versions: ReadSignal<Vec<Version>>, source: FieldState) -> View {
    let lines = move || {
        let all = versions.get_clone();
        all.into_iter().enumerate().map(|(index, version)| line(version, index == 0, source)).collect::<Vec<_>>()
    };
    view! {
        details(class="form-more") {
            summary { (t::VERSIONS) }
            (if versions.with(Vec::is_empty) {
                view! { p(class="small soft") { (t::NO_VERSIONS) } }
            } else {
                view! { ul(class="items") { (lines()) } }
            })
        }
    }
}

fn line(version: Version, current: bool, source: FieldState) -> View {
    let toasts = use_app().toasts;
    let number = version.version.to_string();
    let shown = number.clone();
    let name = version.created_by.as_ref().map(|person| person.full_name.clone()).unwrap_or_default();
    let (when, lines) = (version.created_at.clone(), version.source.lines().count() as u64);
    let facts = move || format!("{} · {}", t::version_by(&name, &format::day_and_time(&when)), t::lines(lines));
    let tag = current.then(|| view! { " " span(class="tag") { (t::CURRENT) } });
    let take = move |_| {
        source.value.set(version.source.clone());
        source.recheck();
        let number = number.clone();
        toasts.confirm(Message::new(move || t::took_back(&number)));
    };
    view! {
        li {
            Icon(glyph=Glyph::HISTORY)
            div {
                p {
                    span(class="cell-title inline") { (t::version(&shown)) }
                    (tag)
                }
                p(class="small faint") { (facts()) }
            }
            button(class="button button-small", r#type="button", on:click=take) { (t::TAKE_BACK) }
        }
    }
}
