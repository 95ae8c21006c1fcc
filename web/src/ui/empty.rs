//! Nothing to show: what it is good for, or why, and what to do.

use sycamore::prelude::*;

use super::button::Label;
use super::icon::{Glyph, Icon};
use crate::i18n::text::list as t;

/// An empty place; children are its actions.
#[component(inline_props)]
pub fn Empty(
    glyph: Glyph,
    #[prop(setter(into))] title: Label,
    #[prop(setter(into))] body: Label,
    children: Children,
) -> View {
    view! {
        div(class="empty") {
            Icon(glyph=glyph)
            h2 { (title.get_clone()) }
            p { (body.get_clone()) }
            div(class="page-actions") { (children) }
        }
    }
}

/// A page of a list that has no rows any more.
#[component(inline_props)]
pub fn EmptyPage(on_first: impl FnMut() + 'static) -> View {
    let mut on_first = on_first;
    view! {
        Empty(glyph=Glyph::SEARCH, title=t::PAGE_EMPTY, body=t::PAGE_EMPTY_BODY) {
            button(class="button", r#type="button", on:click=move |_| on_first()) { (t::FIRST_PAGE) }
        }
    }
}

/// No row that the filters of a list let through; `active` says which of them are on.
#[component(inline_props)]
pub fn NoMatch(
    #[prop(setter(into))] title: Label,
    #[prop(setter(into))] active: Label,
    on_clear: impl FnMut() + 'static,
) -> View {
    let mut on_clear = on_clear;
    view! {
        Empty(glyph=Glyph::SEARCH, title=title, body=active) {
            button(class="button", r#type="button", on:click=move |_| on_clear()) { (t::CLEAR_FILTERS) }
        }
    }
}
