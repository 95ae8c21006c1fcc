//! The keyboard in the table of lines: Enter goes to the next line, Alt with the arrows moves a line, Alt with Delete
//! takes it out, and the arrows alone go up and down a column of numbers.

use sycamore::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::editor::Editor;
use super::{LineState, Lines};
use crate::i18n::text::lines as t;
use crate::platform::dom;

/// The line and the cell that an event is of.
fn place(lines: Lines, event: &KeyboardEvent) -> Option<(LineState, String)> {
    let element = event.target()?.dyn_into::<Element>().ok()?;
    let cell = element.get_attribute("data-cell")?;
    let key: u32 = element.closest("[data-line]").ok()??.get_attribute("data-line")?.parse().ok()?;
    let line = lines.all.with_untracked(|all| all.iter().find(|line| line.key == key).copied())?;
    Some((line, cell))
}

/// Puts the keyboard on a cell.
pub fn focus(line: LineState, cell: &str) {
    dom::focus_id(&line.field(cell).id());
}

/// Handles a key of the table.
pub fn handle(editor: Editor, event: &KeyboardEvent) {
    if event.default_prevented() || event.is_composing() || event.ctrl_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let lines = editor.lines;
    let Some((line, cell)) = place(lines, event) else { return };
    let in_column = matches!(cell.as_str(), "quantity" | "unit" | "unitPrice" | "discountValue");
    match (event.key().as_str(), event.alt_key()) {
        ("Enter", false) => next_line(lines, line),
        ("ArrowUp", true) => shift(editor, line, -1, &cell),
        ("ArrowDown", true) => shift(editor, line, 1, &cell),
        ("Delete" | "Backspace", true) => editor.remove(line, &cell),
        ("ArrowUp", false) if in_column => beside(lines, line, -1, &cell),
        ("ArrowDown", false) if in_column => beside(lines, line, 1, &cell),
        _ => return,
    }
    event.prevent_default();
}

/// The next line; after the last one a new one, unless that is still untouched.
fn next_line(lines: Lines, line: LineState) {
    let Some(index) = lines.index_of(line) else { return };
    let next = lines.all.with_untracked(|all| all.get(index + 1).copied());
    let untouched = untrack(|| line.data().is_blank());
    match next {
        Some(next) => focus(next, "description"),
        None if untouched => focus(line, "description"),
        None => focus(lines.add_after(index), "description"),
    }
}

/// Moves a line; the keyboard stays on its cell.
pub fn shift(editor: Editor, line: LineState, by: isize, cell: &str) {
    if let Some(to) = editor.lines.shift(line, by) {
        editor.said.set(t::moved(&(to + 1).to_string()));
        focus(line, cell);
    }
}

fn beside(lines: Lines, line: LineState, by: isize, cell: &str) {
    let other = lines.index_of(line).and_then(|index| index.checked_add_signed(by));
    let other = other.and_then(|index| lines.all.with_untracked(|all| all.get(index).copied()));
    if let Some(other) = other {
        focus(other, cell);
    }
}
