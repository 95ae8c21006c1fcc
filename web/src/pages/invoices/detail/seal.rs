//! The hash by which a change of an issued document would show.

use sycamore::prelude::*;

use crate::i18n::text::invoices as t;
use crate::pages::invoices::Sheet;

/// The section, once it is issued.
#[must_use]
pub fn section(sheet: &Sheet) -> View {
    let Some(hash) = sheet.hash.clone() else { return View::new() };
    let previous = sheet.previous_hash.clone().map(|hash| {
        view! {
            dt { (t::PREVIOUS_HASH) }
            dd(class="code hash") { (hash) }
        }
    });
    view! {
        section(class="section", "aria-labelledby"="seal") {
            div(class="section-header") { h2(id="seal") { (t::SEAL) } }
            p(class="soft") { (t::HASH_HELP) }
            dl(class="facts") {
                dt { (t::HASH) }
                dd(class="code hash") { (hash) }
                (previous)
            }
        }
    }
}
