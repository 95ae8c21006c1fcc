//! Sizes of text, keys, icons.

use sycamore::prelude::*;

use super::{Section, Specimen};
use crate::i18n::text::gallery as t;

/// The section.
#[component]
pub fn Typography() -> View {
    view! {
        Section(id="gallery-type", title=t::TYPE) {
            Specimen(caption=t::SCALE) {
                div(class="type-list") {
                    p(class="type-title") { (t::TYPE_TITLE) }
                    p(class="type-heading") { (t::TYPE_HEADING) }
                    p(class="type-read") { (t::TYPE_READ) }
                    p { (t::TYPE_BASE) }
                    p(class="small") { (t::TYPE_SMALL) }
                    p(class="caption") { (t::TYPE_CAPTION) }
                    p(class="number") { (t::TYPE_NUMBERS) }
                    p(class="code") { (t::TYPE_CODES) }
                }
            }
            Specimen(caption=t::KEYS) {
                span { (t::KEY_SEARCH) " " kbd { "Ctrl" } " " kbd { "K" } }
                span { (t::KEY_HELP) " " kbd { "?" } }
            }
        }
    }
}
