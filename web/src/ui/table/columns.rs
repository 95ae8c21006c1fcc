//! The columns of a table, and which of them a person has chosen. The choice stays on the device.

use sycamore::prelude::*;

use crate::i18n::Words;
use crate::i18n::text::list as t;
use crate::platform::{dom, storage};
use crate::ui::choice::CheckOption;
use crate::ui::icon::{Glyph, Icon};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its id: for the order, for the cells, and in storage.
    pub id: &'static str,
    /// Its header; the label of the cell on a card.
    pub name: Words,
    /// The name in full, where the header abbreviates it.
    pub full_name: Option<Words>,
    /// Classes of its cells.
    pub class: &'static str,
    /// Whether the table can be sorted by it.
    pub sorts: bool,
    /// Whether it can be hidden.
    pub optional: bool,
}

impl Column {
    /// A column that stays and does not sort.
    #[must_use]
    pub const fn new(id: &'static str, name: Words) -> Self {
        Self { id, name, full_name: None, class: "", sorts: false, optional: false }
    }

    /// It sorts.
    #[must_use]
    pub const fn sorts(mut self) -> Self {
        self.sorts = true;
        self
    }

    /// It can be hidden, and goes by itself when there is little room.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self.class = "cell-wide";
        self
    }

    /// Classes of its cells.
    #[must_use]
    pub const fn class(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }

    /// Its header abbreviates this name.
    #[must_use]
    pub const fn short_for(mut self, full_name: Words) -> Self {
        self.full_name = Some(full_name);
        self
    }
}

/// The columns and the choice among them.
#[derive(Clone, Copy)]
pub struct Columns {
    all: &'static [Column],
    /// Key in the storage of the device.
    key: ReadSignal<String>,
    hidden: Signal<Vec<String>>,
}

impl Columns {
    /// The columns of the table `name`, as `person` chose them last on this device.
    #[must_use]
    pub fn new(all: &'static [Column], name: &str, person: &str) -> Self {
        let key = format!("columns-{name}-{person}");
        let kept = if is_ssr!() { None } else { storage::read(&key) };
        let hidden = kept.map(|kept| kept.split(' ').map(str::to_owned).collect()).unwrap_or_default();
        Self { all, key: *create_signal(key), hidden: create_signal(hidden) }
    }

    /// Those that are shown; tracked.
    #[must_use]
    pub fn shown(self) -> Vec<Column> {
        self.hidden.with(|hidden| self.all.iter().filter(|column| is_shown(column, hidden)).copied().collect())
    }

    fn choose(self, column: Column, shown: bool) {
        self.hidden.update(|hidden| {
            hidden.retain(|id| id != column.id);
            if !shown {
                hidden.push(column.id.to_owned());
            }
        });
        let kept = self.hidden.with_untracked(|hidden| hidden.join(" "));
        self.key.with_untracked(|key| if kept.is_empty() { storage::remove(key) } else { storage::write(key, &kept) });
    }
}

fn is_shown(column: &Column, hidden: &[String]) -> bool {
    !column.optional || !hidden.iter().any(|id| id == column.id)
}

/// The button in the header that shows the choice; nothing when every column stays.
#[component(inline_props)]
pub fn ColumnChoice(columns: Columns) -> View {
    let offered: Vec<Column> = columns.all.iter().filter(|column| column.optional).copied().collect();
    if offered.is_empty() {
        return View::new();
    }
    let id = format!("columns-{}", dom::unique_number());
    let target = id.clone();
    let boxes: Vec<View> = offered
        .into_iter()
        .map(|column| {
            let checked = create_selector(move || columns.hidden.with(|hidden| is_shown(&column, hidden)));
            let label = column.full_name.unwrap_or(column.name);
            view! { CheckOption(checked=checked, label=label, on_change=move |shown| columns.choose(column, shown)) }
        })
        .collect();
    view! {
        span(class="column-choice") {
            button(
                class="button button-quiet button-small button-icon",
                r#type="button",
                "popovertarget"=target,
                "aria-label"=t::COLUMNS,
                title=t::COLUMNS,
            ) { Icon(glyph=Glyph::COLUMNS) }
            div(class="popover column-list", id=id, popover="auto", role="group", "aria-label"=t::COLUMNS) { (boxes) }
        }
    }
}
