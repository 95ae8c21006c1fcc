//! The list that opens under a field: which line is active, the keys that move it, the match in bold.

use sycamore::prelude::*;
use web_sys::KeyboardEvent;

use crate::platform::{case, dom};

/// State of an open list.
#[derive(Clone, Copy)]
pub struct ListBox {
    number: u32,
    /// Whether it is open.
    pub open: Signal<bool>,
    /// The line that Enter chooses.
    pub active: Signal<usize>,
}

impl ListBox {
    /// A closed list.
    #[must_use]
    pub fn new() -> Self {
        Self { number: dom::unique_number(), open: create_signal(false), active: create_signal(0) }
    }

    /// Id of the list.
    #[must_use]
    pub fn id(self) -> String {
        format!("list-{}", self.number)
    }

    /// Id of a line.
    #[must_use]
    pub fn line_id(self, index: usize) -> String {
        format!("list-{}-{index}", self.number)
    }

    /// Opens with the first line active.
    pub fn show(self) {
        self.active.set(0);
        self.open.set(true);
    }

    /// Value of `aria-activedescendant`.
    #[must_use]
    pub fn active_id(self, count: usize) -> Option<String> {
        (self.open.get() && count > 0).then(|| self.line_id(self.active.get()))
    }

    /// Handles a key of the field; gives the line that was chosen.
    pub fn key(self, event: &KeyboardEvent, count: usize) -> Option<usize> {
        let open = self.open.get_untracked();
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if !open => {
                event.prevent_default();
                self.show();
                None
            }
            "ArrowDown" if count > 0 => self.step(event, 1, count),
            "ArrowUp" if count > 0 => self.step(event, count - 1, count),
            "Enter" if open && count > 0 && !event.ctrl_key() && !event.meta_key() => {
                event.prevent_default();
                Some(self.active.get_untracked().min(count - 1))
            }
            "Escape" if open => {
                // It closes the list, not what the list stands in.
                event.prevent_default();
                event.stop_propagation();
                self.open.set(false);
                None
            }
            _ => None,
        }
    }

    fn step(self, event: &KeyboardEvent, by: usize, count: usize) -> Option<usize> {
        event.prevent_default();
        self.active.set((self.active.get_untracked() + by) % count);
        None
    }
}

/// `label` with the first place where it contains `typed` in bold.
#[must_use]
pub fn emphasised(label: &str, typed: &str) -> View {
    match find(label, typed) {
        Some((start, end)) => {
            let (before, rest) = label.split_at(start);
            let (found, after) = rest.split_at(end - start);
            let (before, found, after) = (before.to_owned(), found.to_owned(), after.to_owned());
            view! { span { (before) b { (found) } (after) } }
        }
        None => {
            let label = label.to_owned();
            view! { span { (label) } }
        }
    }
}

/// Byte range of `typed` in `label`, whatever the case.
fn find(label: &str, typed: &str) -> Option<(usize, usize)> {
    let typed = case::lower(typed.trim());
    if typed.is_empty() {
        return None;
    }
    label.char_indices().find_map(|(start, _)| {
        let mut end = start;
        let mut folded = String::new();
        for character in label[start..].chars() {
            folded.push_str(&case::lower(character.encode_utf8(&mut [0; 4])));
            end += character.len_utf8();
            if folded == typed {
                return Some((start, end));
            }
            if !typed.starts_with(&folded) {
                return None;
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn the_match_is_found_whatever_the_case() {
        assert_eq!(find("CHU de Nantes", "nant"), Some((7, 11)));
        assert_eq!(find("Établissement", "é"), Some((0, 2)));
        assert_eq!(find("Nantes", "x"), None);
        assert_eq!(find("Nantes", " "), None);
    }
}
