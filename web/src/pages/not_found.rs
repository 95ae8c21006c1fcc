//! Nothing at this address; and: nothing for this role.

use sycamore::prelude::*;

use crate::i18n::text::shell as t;
use crate::router::Page;
use crate::ui::empty::Empty;
use crate::ui::heading::PageTitle;
use crate::ui::icon::Glyph;

/// The page for addresses that lead nowhere.
#[component]
pub fn NotFound() -> View {
    let home = Page::Institutions { creating: false }.path();
    view! {
        div(class="visually-hidden") { PageTitle(title=t::not_found_title) }
        Empty(glyph=Glyph::SEARCH, title=t::not_found_title, body=t::not_found_body) {
            a(class="button button-primary", href=home) { (t::back_to_institutions()) }
        }
    }
}

/// The page in place of one that the role does not open.
#[component]
pub fn Reserved() -> View {
    view! {
        div(class="visually-hidden") { PageTitle(title=t::reserved_title) }
        Empty(glyph=Glyph::LOCK, title=t::reserved_title, body=t::reserved_body) {
            a(class="button", href="/") { (t::back_to_institutions()) }
        }
    }
}
