//! The shape of what comes, after 150 ms of waiting (the delay is in the style sheet).

use sycamore::prelude::*;

use crate::i18n::text::common as t;

/// Rows of a list to come.
#[component(inline_props)]
pub fn SkeletonRows(#[prop(default = 8)] rows: usize) -> View {
    let rows: Vec<View> = (0..rows).map(|_| view! { span(class="skeleton") }).collect();
    view! {
        div(class="skeleton-rows", role="status", "aria-label"=t::LOADING) { (rows) }
        p(class="skeleton-late small faint", "aria-live"="polite") { (t::STILL_LOADING) }
    }
}
