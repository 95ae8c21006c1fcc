//! Items of the catalog: offered while a description is typed, and in a panel that adds several.

use std::rc::Rc;

use futures_util::future::LocalBoxFuture;
use sycamore::prelude::*;
use web_sys::{KeyboardEvent, MouseEvent};

use super::{LineData, LineState, Lines};
use crate::api::ApiError;
use crate::i18n::text::{common, lines as t};
use crate::platform::timer;
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::listbox::{ListBox, emphasised};
use crate::ui::message::Message;
use crate::ui::money::euros;
use crate::ui::notice::ErrorNotice;
use crate::ui::remote::{Remote, fetch};

/// Milliseconds of quiet before a search is sent.
const DEBOUNCE: i32 = 200;
/// The shortest description that is searched for.
const SHORTEST: usize = 2;
/// The most items that are offered under a description: the list shows all of them at once. It could not scroll for
/// people without a pointer, since a field of several lines is no combobox to assistive technology. The panel has the
/// others.
const OFFERED: usize = 6;

/// An item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its name.
    pub name: String,
    /// What tells twins apart: reference, category.
    pub detail: String,
    /// The line that it makes.
    pub line: LineData,
}

/// Finds items for what is typed.
pub type CatalogSearch = Rc<dyn Fn(String) -> LocalBoxFuture<'static, Result<Vec<Item>, ApiError>>>;

/// The items that are offered under the description that is being typed.
#[derive(Clone, Copy)]
pub struct Suggestions {
    /// The line that is typed on.
    line: Signal<Option<LineState>>,
    list: ListBox,
    found: Remote<Vec<Item>>,
    /// Enter takes an item only after the arrows went into the list.
    entered: Signal<bool>,
}

impl Suggestions {
    /// None yet.
    #[must_use]
    pub fn new(search: CatalogSearch) -> Self {
        let line = create_signal(None::<LineState>);
        let list = ListBox::new();
        let asked = move || {
            let line = line.get().filter(|_| list.open.get())?;
            Some(line.description.text()).filter(|typed| typed.chars().count() >= SHORTEST)
        };
        let found = fetch(asked, move |typed: Option<String>| {
            let search = search.clone();
            async move {
                let Some(typed) = typed else { return Ok(Vec::new()) };
                timer::sleep(DEBOUNCE).await;
                search(typed).await
            }
        });
        Self { line, list, found, entered: create_signal(false) }
    }

    /// Something was typed into the description of a line.
    pub fn typed(self, line: LineState) {
        self.entered.set(false);
        self.line.set(Some(line));
        self.list.show();
    }

    /// No more items are offered.
    pub fn close(self) {
        if self.list.open.get_untracked() {
            self.list.open.set(false);
        }
    }

    /// Whether items stand under this line; tracked.
    #[must_use]
    pub fn are_under(self, line: LineState) -> bool {
        self.list.open.get() && self.line.get() == Some(line) && self.count() > 0
    }

    /// Value of `aria-activedescendant` of a line; tracked.
    #[must_use]
    pub fn active_id(self, line: LineState) -> Option<String> {
        (self.are_under(line) && self.entered.get()).then(|| self.list.line_id(self.list.active.get()))
    }

    /// Id of the list.
    #[must_use]
    pub fn id(self) -> String {
        self.list.id()
    }

    fn count(self) -> usize {
        self.found.value.with(|found| found.as_ref().map_or(0, Vec::len)).min(OFFERED)
    }

    /// Handles a key of the description.
    pub fn key(self, event: &KeyboardEvent, line: LineState) {
        if !untrack(|| self.are_under(line)) || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" if !self.entered.get_untracked() => {
                event.prevent_default();
                self.list.active.set(0);
                self.entered.set(true);
            }
            "ArrowDown" | "ArrowUp" | "Enter" if self.entered.get_untracked() => {
                if let Some(index) = self.list.key(event, untrack(|| self.count())) {
                    self.choose(index, line);
                }
            }
            "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                self.close();
            }
            _ => {}
        }
    }

    fn choose(self, index: usize, line: LineState) {
        let item = self.found.value.with_untracked(|found| found.as_ref().and_then(|all| all.get(index).cloned()));
        self.close();
        if let Some(item) = item {
            fill(line, &item.line);
            crate::platform::dom::focus_id(&line.quantity.id());
        }
    }

    /// The list under a line.
    #[must_use]
    pub fn view(self, line: LineState) -> View {
        let typed = line.description.value.get_clone_untracked();
        let items = move || {
            let all = self.found.value.get_clone().unwrap_or_default().into_iter().take(OFFERED).enumerate();
            all.map(|(index, item)| {
                let active = move || self.entered.get() && self.list.active.get() == index;
                let (name, price) = (emphasised(&item.name, &typed), item.line.unit_price);
                view! {
                    div(
                        class="option",
                        role="option",
                        id=self.list.line_id(index),
                        "aria-selected"=if active() { "true" } else { "false" },
                        "data-active"=active().then_some(""),
                        // Before the field loses the keyboard.
                        on:mousedown=move |event: MouseEvent| {
                            event.prevent_default();
                            self.choose(index, line);
                        },
                    ) {
                        (name)
                        span(class="option-end faint small") { (euros(&price)) }
                    }
                }
            })
            .collect::<Vec<_>>()
        };
        view! {
            div(class="popover combobox-list", id=self.list.id(), role="listbox", "aria-label"=t::SUGGESTIONS) { (items()) }
        }
    }
}

/// Makes a line say what an item says; how many stays.
fn fill(line: LineState, item: &LineData) {
    line.item.set(item.item.clone());
    line.description.value.set(item.description.clone());
    line.unit.value.set(item.unit.clone());
    line.vat.value.set(item.vat.clone());
    line.rewrite_price(&item.unit_price);
    for field in line.fields() {
        field.recheck();
    }
}

/// The panel: each item that is chosen is a new line.
#[component(inline_props)]
pub fn CatalogPanel(lines: Lines, search: CatalogSearch, open: Signal<bool>) -> View {
    let typed = create_signal(String::new());
    let list = ListBox::new();
    list.show();
    let added = create_signal(0_u64);
    let said = create_signal(None::<Message>);
    let found = fetch(
        move || typed.get_clone(),
        move |typed: String| {
            let search = search.clone();
            async move {
                if !typed.is_empty() {
                    timer::sleep(DEBOUNCE).await;
                }
                search(typed).await
            }
        },
    );
    let count = move || found.value.with(|found| found.as_ref().map_or(0, Vec::len));
    let add = move |index: usize| {
        let item = found.value.with_untracked(|found| found.as_ref().and_then(|all| all.get(index).cloned()));
        if let Some(item) = item {
            lines.add(&item.line);
            added.update(|added| *added += 1);
            said.set(Some(Message::new(move || t::added(&item.name))));
        }
    };
    let key = move |event: KeyboardEvent| {
        if event.key() != "Escape"
            && let Some(index) = list.key(&event, untrack(count))
        {
            add(index);
        }
    };
    let told = move || match said.get_clone() {
        Some(said) => said.words(),
        None => String::new(),
    };
    view! {
        Modal(kind=ModalKind::SidePanel, title=t::CATALOG_TITLE, on_close=move || open.set(false)) {
            div(class="panel-body") {
                div(class="input-group") {
                    Icon(glyph=Glyph::SEARCH)
                    input(
                        class="input",
                        r#type="text",
                        role="combobox",
                        autocomplete="off",
                        "autofocus"="",
                        "aria-label"=t::CATALOG_SEARCH,
                        "aria-autocomplete"="list",
                        "aria-expanded"="true",
                        "aria-controls"=list.id(),
                        "aria-activedescendant"=list.active_id(count()),
                        placeholder=t::CATALOG_HINT,
                        bind:value=typed,
                        on:input=move |_| list.active.set(0),
                        on:keydown=key,
                    )
                }
                (found.error.get_clone().map(|error| view! {
                    ErrorNotice(error=error, what=Message::from(t::CATALOG_FAILED), retry=Box::new(move || found.reload()))
                }))
                div(class="catalog-list", id=list.id(), role="listbox", "aria-label"=t::SUGGESTIONS) {
                    (items(list, found, &typed.get_clone_untracked(), add))
                }
                p(class="small soft", role="status") { (told()) }
            }
            div(class="panel-footer") {
                span(class="small soft") { (match added.get() { 0 => String::new(), added => t::added_count(added) }) }
                button(class="button button-primary", r#type="button", on:click=move |_| open.set(false)) { (t::DONE) }
            }
        }
    }
}

fn items(list: ListBox, found: Remote<Vec<Item>>, typed: &str, add: impl Fn(usize) + Copy + 'static) -> View {
    let all = match found.value.get_clone() {
        None => return view! { p(class="option-note") { (common::LOADING) } },
        Some(all) if all.is_empty() && !found.loading.get() => {
            return view! { p(class="option-note") { (t::CATALOG_EMPTY) } };
        }
        Some(all) => all,
    };
    let rows = all.into_iter().enumerate().map(|(index, item)| {
        let name = emphasised(&item.name, typed);
        let (detail, price, unit) = (item.detail, item.line.unit_price, item.line.unit);
        let price = move || if unit.is_empty() { euros(&price) } else { format!("{} / {unit}", euros(&price)) };
        view! {
            div(
                class="option",
                role="option",
                id=list.line_id(index),
                "aria-selected"=if list.active.get() == index { "true" } else { "false" },
                "data-active"=(list.active.get() == index).then_some(""),
                on:mousedown=move |event: MouseEvent| event.prevent_default(),
                on:click=move |_| add(index),
            ) {
                span {
                    (name)
                    span(class="cell-sub") { (detail) }
                }
                span(class="option-end number small") { (price()) }
            }
        }
    });
    rows.collect::<Vec<_>>().into()
}
