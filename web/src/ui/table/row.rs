//! One row: its link, its cells, its box and its menu.

use sycamore::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent};

use super::{Column, Columns, TableRow, TableState};
use crate::i18n::text::list as t;
use crate::ui::choice::BareCheckBox;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::Menu;

/// The row; `place` is its number among all rows, or 0 where all of them are in the page.
#[component(inline_props)]
pub fn Row(table: TableState, columns: Columns, selectable: bool, row: TableRow, place: usize) -> View {
    let id = row.id.clone();
    let is_selected = {
        let id = id.clone();
        create_selector(move || table.selection.contains(&id))
    };
    let check = selectable.then(|| {
        let (id, name) = (row.id.clone(), row.name.clone());
        let toggle = move |event: MouseEvent| {
            table.toggle(&id, event.shift_key());
        };
        view! {
            td(role="cell", class="cell-check") {
                BareCheckBox(checked=is_selected, label=move || t::select(&name), on_click=toggle)
            }
        }
    });
    let menu = row.menu.clone().map(|items| {
        let name = row.name.clone();
        view! {
            Menu(
                label=move || t::actions_for(&name),
                class="button button-quiet button-small button-icon",
                items=move || items(),
            ) { Icon(glyph=Glyph::ELLIPSIS) }
        }
    });
    let cells = move || {
        let shown = columns.shown().into_iter().enumerate();
        shown
            .map(|(index, column)| if index == 0 { main_cell(&row, column) } else { cell(&row, column) })
            .collect::<Vec<_>>()
    };
    let selected = move || selectable.then(|| if is_selected.get() { "true" } else { "false" });
    view! {
        tr(
            role="row",
            "aria-selected"=selected(),
            "aria-rowindex"=(place > 0).then(|| place.to_string()),
            "data-row"=id,
            on:click=|event: MouseEvent| follow(&event),
        ) {
            (check)
            (cells())
            td(role="cell", class="cell-end") { (menu) }
        }
    }
}

fn main_cell(row: &TableRow, column: Column) -> View {
    let (name, below) = (row.name.clone(), (row.cells)(column.id));
    let title = match row.href.clone() {
        Some(href) => view! { a(class="cell-title", href=href, "data-row-link"="") { (name) } },
        None => view! { span(class="cell-title", tabindex="-1", "data-row-link"="") { (name) } },
    };
    view! {
        th(role="rowheader", scope="row", class="cell-main") {
            (title)
            (below)
        }
    }
}

fn cell(row: &TableRow, column: Column) -> View {
    let content = (row.cells)(column.id);
    let (class, name) = (column.class, column.full_name.unwrap_or(column.name));
    // A card has no room for what can be hidden.
    if column.optional {
        view! { td(role="cell", class=class) { (content) } }
    } else {
        view! { td(role="cell", class=class, "data-label"=name) { (content) } }
    }
}

/// A click anywhere on the row follows its link, unless it was meant for something else.
fn follow(event: &MouseEvent) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key();
    let control = target.closest("a, button, input, label, [popover]").ok().flatten();
    let selecting = window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed());
    if modified || control.is_some() || selecting {
        return;
    }
    let row = target.closest("[data-row]").ok().flatten();
    let link = row.and_then(|row| row.query_selector("a[data-row-link]").ok().flatten());
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        link.click();
    }
}
