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
    let home = Page::Dashboard.path();
    view! {
        div(class="visually-hidden") { PageTitle(title=t::NOT_FOUND_TITLE) }
        Empty(glyph=Glyph::SEARCH, title=t::NOT_FOUND_TITLE, body=t::NOT_FOUND_BODY) {
            a(class="button button-primary", href=home) { (t::BACK_TO_DASHBOARD) }
        }
    }
}

/// The page in place of one that the role does not open.
#[component]
pub fn Reserved() -> View {
    view! {
        div(class="visually-hidden") { PageTitle(title=t::RESERVED_TITLE) }
        Empty(glyph=Glyph::LOCK, title=t::RESERVED_TITLE, body=t::RESERVED_BODY) {
            a(class="button", href="/") { (t::BACK_TO_DASHBOARD) }
        }
    }
}
