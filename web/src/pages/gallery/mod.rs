//! The gallery: every part that pages are built from, in each of its states. A part that is not here is added here
//! first. What it shows are the parts themselves, with invented words.

mod buttons;
mod charts;
mod fields;
mod lines;
mod lists;
mod messages;
mod overlays;
mod statuses;
mod table;
mod typography;

use sycamore::prelude::*;

use crate::i18n::Words;
use crate::i18n::text::gallery as t;
use crate::ui::heading::PageTitle;

/// The page.
#[component]
pub fn Gallery() -> View {
    view! {
        header(class="page-header") {
            div(class="page-heading") {
                PageTitle(title=t::GALLERY)
                p(class="soft") { (t::INTRODUCTION) }
            }
        }
        div(class="stack") {
            buttons::Buttons()
            statuses::Statuses()
            fields::Fields()
            lines::DocumentLines()
            lists::Lists()
            messages::Messages()
            overlays::Overlays()
            charts::Charts()
            typography::Typography()
            table::LongTable()
        }
    }
}

/// A part of the page.
#[component(inline_props)]
fn Section(id: &'static str, title: Words, children: Children) -> View {
    view! {
        section(class="section", "aria-labelledby"=id) {
            div(class="section-header") { h2(id=id) { (title) } }
            div(class="gallery-grid") { (children) }
        }
    }
}

/// A part of the interface in one state, or several beside one another.
#[component(inline_props)]
fn Specimen(caption: Words, #[prop(default)] wide: bool, children: Children) -> View {
    let class = if wide { "specimen span-all" } else { "specimen" };
    view! {
        div(class=class) {
            p(class="caption faint") { (caption) }
            div(class="specimen-body") { (children) }
        }
    }
}
