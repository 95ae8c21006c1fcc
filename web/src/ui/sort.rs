//! The order of a list: what it can be sorted by, the header of a column that sorts, and the menu with all of it.

use std::rc::Rc;

use sycamore::prelude::*;

use super::button::Label;
use super::icon::{Glyph, Icon};
use super::menu::{Menu, MenuItem};
use crate::api::operations::ListOrder;
use crate::i18n::Words;
use crate::i18n::text::list as t;

/// Something that a list can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SortKey {
    /// Its name in an address and, where it is a column, the column's id.
    pub name: &'static str,
    /// Its name in the schema.
    field: &'static str,
    /// What tells equals apart, small to large.
    then: Option<&'static str>,
    words: Words,
    /// Whether the interesting end is the large one.
    starts_descending: bool,
}

impl SortKey {
    /// A key that starts with the small end.
    #[must_use]
    pub const fn new(name: &'static str, field: &'static str, words: Words) -> Self {
        Self { name, field, then: None, words, starts_descending: false }
    }

    /// Equals are sorted by this field.
    #[must_use]
    pub const fn then(mut self, field: &'static str) -> Self {
        self.then = Some(field);
        self
    }

    /// It starts with the large end.
    #[must_use]
    pub const fn descending(mut self) -> Self {
        self.starts_descending = true;
        self
    }
}

/// The keys of a list: the first, as it starts, is the usual order.
pub type SortKeys = &'static [SortKey];

/// The order of a list; by default the usual one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sort {
    /// By what; absent: the first key.
    key: Option<&'static str>,
    descending: bool,
}

impl Sort {
    /// Reads `name` or `-name`; anything else is the usual order.
    #[must_use]
    pub fn parse(keys: SortKeys, text: &str) -> Self {
        let (descending, name) = text.strip_prefix('-').map_or((false, text), |name| (true, name));
        keys.iter().find(|key| key.name == name).map_or_else(Self::default, |key| Self::by(keys, key.name, descending))
    }

    /// By `key`; the usual order is always the same value.
    fn by(keys: SortKeys, key: &'static str, descending: bool) -> Self {
        let usual = keys.first().is_some_and(|first| first.name == key && first.starts_descending == descending);
        if usual { Self::default() } else { Self { key: Some(key), descending } }
    }

    /// Writes it for an address; nothing for the usual order.
    #[must_use]
    pub fn text(self) -> String {
        self.key.map(|key| format!("{}{key}", if self.descending { "-" } else { "" })).unwrap_or_default()
    }

    fn is_descending(self, keys: SortKeys) -> bool {
        match self.key {
            Some(_) => self.descending,
            None => keys.first().is_some_and(|first| first.starts_descending),
        }
    }

    fn is_by(self, keys: SortKeys, name: &str) -> bool {
        self.key.or(keys.first().map(|key| key.name)) == Some(name)
    }

    /// The order after a click on `name`: that key, or the other direction.
    #[must_use]
    pub fn clicked(self, keys: SortKeys, name: &str) -> Self {
        match keys.iter().find(|key| key.name == name) {
            None => self,
            Some(key) if self.is_by(keys, name) => Self::by(keys, key.name, !self.is_descending(keys)),
            Some(key) => Self::by(keys, key.name, key.starts_descending),
        }
    }

    /// How the list is sorted by `name`.
    #[must_use]
    pub fn of(self, keys: SortKeys, name: &str) -> Sorted {
        match (self.is_by(keys, name), self.is_descending(keys)) {
            (false, _) => Sorted::No,
            (true, false) => Sorted::Ascending,
            (true, true) => Sorted::Descending,
        }
    }

    /// As the server takes it.
    #[must_use]
    pub fn order(self, keys: SortKeys) -> Vec<ListOrder> {
        let key = keys.iter().find(|key| self.is_by(keys, key.name));
        let direction = if self.is_descending(keys) { "DESC" } else { "ASC" };
        let orders = |key: &SortKey| {
            let second = key.then.map(|field| ListOrder { field, direction: "ASC" });
            [ListOrder { field: key.field, direction }].into_iter().chain(second)
        };
        key.into_iter().flat_map(orders).collect()
    }
}

/// The menu with every order of a list; `sort` is tracked.
#[component(inline_props)]
pub fn SortMenu(keys: SortKeys, sort: ReadSignal<Sort>, on_sort: Rc<dyn Fn(&'static str)>) -> View {
    let items = move || {
        let line = |key: &'static SortKey| {
            let glyph = match sort.get_untracked().of(keys, key.name) {
                Sorted::No => Glyph::BLANK,
                Sorted::Descending => Glyph::ARROW_DOWN,
                Sorted::Ascending => Glyph::ARROW_UP,
            };
            let on_sort = on_sort.clone();
            MenuItem::action(glyph, key.words, move || on_sort(key.name))
        };
        keys.iter().map(line).collect()
    };
    let current = move || {
        let sort = sort.get();
        keys.iter().find(|key| sort.is_by(keys, key.name)).map_or("", |key| key.words.now())
    };
    view! {
        span(class="sort-menu") {
            Menu(label=t::SORT_BY, class="button button-quiet", label_hidden=false, items=items) {
                span(class="soft") { (t::SORT_BY) }
                span { (current()) }
                Icon(glyph=Glyph::CHEVRON_DOWN)
            }
        }
    }
}

/// How a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorted {
    /// By another column.
    No,
    /// Small to large, A to Z.
    Ascending,
    /// Large to small, new to old.
    Descending,
}

impl Sorted {
    const fn aria(self) -> Option<&'static str> {
        match self {
            Self::No => None,
            Self::Ascending => Some("ascending"),
            Self::Descending => Some("descending"),
        }
    }
}

/// A column header with a button; the arrow stands on the sorted one only.
#[component(inline_props)]
pub fn SortHeader(
    #[prop(setter(into))] label: Label,
    #[prop(default)] class: &'static str,
    sorted: ReadSignal<Sorted>,
    on_click: impl FnMut() + 'static,
) -> View {
    let mut on_click = on_click;
    view! {
        th(role="columnheader", scope="col", class=class, "aria-sort"=sorted.get().aria()) {
            button(class="sort-button", r#type="button", on:click=move |_| on_click()) {
                (label.get_clone())
                (match sorted.get() {
                    Sorted::No => View::new(),
                    Sorted::Ascending => view! { Icon(glyph=Glyph::ARROW_UP) },
                    Sorted::Descending => view! { Icon(glyph=Glyph::ARROW_DOWN) },
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static KEYS: [SortKey; 2] =
        [SortKey::new("name", "NAME", t::SORT_BY), SortKey::new("updated", "UPDATED_AT", t::SORT_BY).descending()];

    #[test]
    fn a_second_click_turns_the_order_round() {
        let once = Sort::default().clicked(&KEYS, "updated");
        assert_eq!((once.text().as_str(), once.of(&KEYS, "updated")), ("-updated", Sorted::Descending));
        assert_eq!(once.clicked(&KEYS, "updated").of(&KEYS, "updated"), Sorted::Ascending);
        assert_eq!(Sort::default().clicked(&KEYS, "name").text(), "-name");
        assert_eq!(Sort::default().clicked(&KEYS, "colour"), Sort::default());
    }

    #[test]
    fn the_usual_order_is_one_value_however_it_is_written() {
        for text in ["", "name", "colour", "-"] {
            assert_eq!(Sort::parse(&KEYS, text), Sort::default(), "{text}");
        }
        let order = Sort::parse(&KEYS, "-name").order(&KEYS);
        assert_eq!(order, [ListOrder { field: "NAME", direction: "DESC" }]);
    }

    #[test]
    fn the_usual_order_may_begin_with_the_large_end() {
        static NEWEST: [SortKey; 2] =
            [SortKey::new("number", "NUMBER", t::SORT_BY).descending(), SortKey::new("title", "TITLE", t::SORT_BY)];
        let usual = Sort::default();
        assert_eq!(usual.order(&NEWEST), [ListOrder { field: "NUMBER", direction: "DESC" }]);
        assert_eq!(usual.of(&NEWEST, "number"), Sorted::Descending);
        let turned = usual.clicked(&NEWEST, "number");
        assert_eq!((turned.text().as_str(), turned.of(&NEWEST, "number")), ("number", Sorted::Ascending));
        assert_eq!(turned.clicked(&NEWEST, "number"), usual);
        assert_eq!(Sort::parse(&NEWEST, "-number"), usual);
    }
}
