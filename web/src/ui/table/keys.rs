//! The keyboard on a table: J and K or the arrows move, X selects, E edits; Enter opens as on any link.

use sycamore::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::{TableRow, TableState};
use crate::platform::dom;

/// Listens while the current scope lives; `letter` gives the letter of a shortcut when the person may use them now.
pub fn listen(table: TableState, letter: impl Fn(&KeyboardEvent) -> Option<String> + 'static) {
    if is_ssr!() {
        return;
    }
    dom::on_window("keydown", move |event: KeyboardEvent| {
        let Some(key) = letter(&event) else { return };
        let handled = match key.as_str() {
            "j" => step(table, 1),
            "k" => step(table, -1),
            "ArrowDown" if is_on_link() => step(table, 1),
            "ArrowUp" if is_on_link() => step(table, -1),
            "x" => with_row(table, |row| {
                table.toggle(&row.id, false);
                true
            }),
            "e" => with_row(table, |row| row.edit.as_ref().map(|edit| edit()).is_some()),
            _ => false,
        };
        if handled {
            event.prevent_default();
        }
    });
}

/// Whether the link of a row has the keyboard: arrows belong to boxes and menus otherwise.
fn is_on_link() -> bool {
    document().active_element().is_some_and(|active| active.matches("[data-row-link]").unwrap_or(false))
}

/// Number of the row that has the keyboard.
fn current(table: TableState) -> Option<usize> {
    let id = document().active_element()?.closest("[data-row]").ok()??.get_attribute("data-row")?;
    table.rows.with_untracked(|rows| rows.iter().position(|row| row.id == id))
}

fn with_row(table: TableState, act: impl Fn(&TableRow) -> bool) -> bool {
    let row = current(table).and_then(|at| table.rows.with_untracked(|rows| rows.get(at).cloned()));
    row.is_some_and(|row| act(&row))
}

fn step(table: TableState, by: isize) -> bool {
    let last = table.rows.with_untracked(Vec::len).saturating_sub(1);
    let next = current(table).map_or(0, |at| at.saturating_add_signed(by).min(last));
    focus(table, next)
}

/// Puts the keyboard on the link of a row, which may have to come into the page first.
fn focus(table: TableState, index: usize) -> bool {
    let Some(id) = table.rows.with_untracked(|rows| rows.get(index).map(|row| row.id.clone())) else { return false };
    table.wanted.set(Some(index));
    let Ok(rows) = document().query_selector_all("[data-row]") else { return false };
    let row = (0..rows.length())
        .filter_map(|number| rows.get(number)?.dyn_into::<HtmlElement>().ok())
        .find(|row| row.get_attribute("data-row").as_deref() == Some(id.as_str()));
    let link = row.and_then(|row| row.query_selector("[data-row-link]").ok().flatten());
    link.and_then(|link| link.dyn_into::<HtmlElement>().ok()).is_some_and(|link| link.focus().is_ok())
}
