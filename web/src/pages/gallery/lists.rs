//! What lists are made of.

use sycamore::prelude::*;

use super::{Section, Specimen};
use crate::app::{use_address, use_app};
use crate::i18n::Words;
use crate::i18n::text::{common, gallery as t};
use crate::router::Page;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::status::{Status, looks};
use crate::ui::tabs::{Tab, Tabs};

/// The section.
#[component]
pub fn Lists() -> View {
    let tabs = vec![view_tab("", t::VIEW_ALL), view_tab("late", t::VIEW_LATE), view_tab("month", t::VIEW_MONTH)];
    view! {
        Section(id="gallery-lists", title=t::LISTS) {
            Specimen(caption=t::VIEWS) { div(class="specimen-wide") { Tabs(label=t::VIEWS, tabs=tabs) } }
            Specimen(caption=t::MENU) { Actions() }
            Specimen(caption=t::FACTS) {
                dl(class="facts") {
                    dt { "FINESS" }
                    dd(class="code") { "440000289" }
                    dt { (t::PHONE) }
                    dd(class="number") { "02 40 08 33 33" }
                    dt { (looks::compliance::FAMILY.name) }
                    dd { Status(look=looks::compliance::PENDING_REVIEW, plain=true) }
                }
            }
            Specimen(caption=t::WAITING) { SkeletonRows(rows=4) }
        }
    }
}

/// A tab of this page: what stands in its address chooses it.
fn view_tab(view: &'static str, name: Words) -> Tab {
    let address = use_address();
    let path = Page::Gallery.path();
    let href = if view.is_empty() { path } else { format!("{path}?view={view}") };
    Tab::new(href, name, move || address.with(|address| address.query.get("view").unwrap_or_default() == view))
}

#[component]
fn Actions() -> View {
    let toasts = use_app().toasts;
    let items = move || {
        vec![
            MenuItem::link(Glyph::BUILDING_2, t::SEE_INSTITUTIONS, Page::Institutions { creating: false }.path()),
            MenuItem::action(Glyph::PENCIL, common::EDIT, || {}),
            MenuItem::action(Glyph::COPY, t::DUPLICATE, || {}),
            MenuItem::Rule,
            MenuItem::danger(Glyph::TRASH_2, common::DELETE, move || toasts.undoable(t::DELETE_BODY, || {})),
        ]
    };
    view! {
        Menu(label=t::ACTIONS, class="button gallery-menu", label_hidden=false, items=items) {
            (t::ACTIONS)
            Icon(glyph=Glyph::CHEVRON_DOWN)
        }
        Menu(label=t::ACTIONS, items=items) { Icon(glyph=Glyph::ELLIPSIS) }
    }
}
