//! What is not known.

use sycamore::prelude::*;

use crate::i18n::format::UNKNOWN;
use crate::i18n::text::common as t;

/// A dash that is spoken.
#[component]
pub fn Unknown() -> View {
    view! {
        span(class="faint", "aria-hidden"="true") { (UNKNOWN) }
        span(class="visually-hidden") { (t::UNKNOWN) }
    }
}
