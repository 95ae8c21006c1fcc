//! Which rows are selected, and the bar with what can be done with them.

use std::rc::Rc;

use sycamore::prelude::*;

use super::TableRow;
use crate::i18n::Words;
use crate::i18n::text::list as t;
use crate::ui::button::IconButton;
use crate::ui::icon::{Glyph, Icon};

/// Ids of the selected rows, in the order in which they were selected.
#[derive(Clone, Copy)]
pub struct Selection(Signal<Vec<String>>);

impl Selection {
    pub(super) fn new() -> Self {
        Self(create_signal(Vec::new()))
    }

    /// How many; tracked.
    #[must_use]
    pub fn count(self) -> usize {
        self.0.with(Vec::len)
    }

    /// Whether a row is selected; tracked.
    #[must_use]
    pub fn contains(self, id: &str) -> bool {
        self.0.with(|ids| ids.iter().any(|selected| selected == id))
    }

    #[cfg(test)]
    fn ids(self) -> Vec<String> {
        self.0.get_clone()
    }

    /// Selects exactly these.
    pub fn set(self, ids: Vec<String>) {
        self.0.set(ids);
    }

    /// Releases all; does nothing where the page has gone meanwhile.
    pub fn clear(self) {
        if self.0.is_alive() {
            self.0.set(Vec::new());
        }
    }

    /// What is selected once a row is selected or released; with `extend`, all rows from the last selected one.
    pub(super) fn toggled(self, rows: &[TableRow], id: &str, extend: bool) -> Vec<String> {
        let mut selected = self.0.get_clone_untracked();
        let at = |id: &str| rows.iter().position(|row| row.id == id);
        match (extend, selected.last().and_then(|last| at(last)), at(id)) {
            (true, Some(from), Some(to)) => {
                for row in &rows[from.min(to)..=from.max(to)] {
                    if !selected.contains(&row.id) {
                        selected.push(row.id.clone());
                    }
                }
            }
            _ if selected.iter().any(|chosen| chosen == id) => selected.retain(|chosen| chosen != id),
            _ => selected.push(id.to_owned()),
        }
        selected
    }
}

/// Something that can be done with the selected rows.
#[derive(Clone)]
pub struct BulkAction {
    /// The drawing before the words.
    pub glyph: Glyph,
    /// The words.
    pub name: Words,
    /// What it does.
    pub run: Rc<dyn Fn()>,
}

impl BulkAction {
    /// An action.
    pub fn new(glyph: Glyph, name: Words, run: impl Fn() + 'static) -> Self {
        Self { glyph, name, run: Rc::new(run) }
    }
}

/// The bar that floats over the list while rows are selected. `actions` is tracked; `count` words the number.
#[component(inline_props)]
pub fn BulkBar(selection: Selection, count: fn(u64) -> String, actions: Rc<dyn Fn() -> Vec<BulkAction>>) -> View {
    let some = create_selector(move || selection.count() > 0);
    let buttons = move || actions().into_iter().map(bulk_button).collect::<Vec<_>>();
    view! {
        (if some.get() {
            let buttons = buttons.clone();
            view! {
                div(class="bulk-bar", role="region", "aria-label"=t::SELECTION) {
                    span("aria-live"="polite") { (count(selection.count() as u64)) }
                    (buttons())
                    IconButton(label=t::CLEAR_SELECTION, glyph=Glyph::X, small=true, on_click=move || selection.clear())
                }
            }
        } else {
            View::new()
        })
    }
}

fn bulk_button(action: BulkAction) -> View {
    let BulkAction { glyph, name, run } = action;
    view! {
        button(class="button button-quiet button-small", r#type="button", on:click=move |_| run()) {
            Icon(glyph=glyph)
            (name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shift_extends_from_the_last_row_in_both_directions() {
        create_root(|| {
            let row = |id: usize| TableRow {
                id: id.to_string(),
                version: 1,
                name: String::new(),
                href: None,
                edit: None,
                cells: Rc::new(|_| View::new()),
                menu: None,
            };
            let rows: Vec<TableRow> = (0..6).map(row).collect();
            let selection = Selection::new();
            selection.set(selection.toggled(&rows, "4", false));
            selection.set(selection.toggled(&rows, "2", true));
            assert_eq!(selection.ids(), ["4", "2", "3"]);
            selection.set(selection.toggled(&rows, "3", false));
            assert_eq!(selection.ids(), ["4", "2"]);
            // Nothing to extend from: as without Shift.
            selection.clear();
            selection.set(selection.toggled(&rows, "5", true));
            assert_eq!(selection.ids(), ["5"]);
        })
        .dispose();
    }
}
