//! Nothing to show: what it is good for, or why, and what to do.

use sycamore::prelude::*;

use super::button::Label;
use super::icon::{Glyph, Icon};

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
