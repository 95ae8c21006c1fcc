//! The filter bar of a list: search first, then a chip for each filter that is on, then « Filter » and the order.

use std::rc::Rc;

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use sycamore::web::create_client_effect;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::button::Label;
use super::icon::{Glyph, Icon};
use super::menu::{Menu, MenuItem};
use crate::i18n::Words;
use crate::i18n::text::list as t;
use crate::platform::{dom, timer};

/// Milliseconds of quiet before what is typed is searched for.
const DEBOUNCE: i32 = 250;

/// A filter. Its functions are tracked where they read.
#[derive(Clone)]
pub struct Filter {
    /// Its name.
    pub name: Words,
    /// The drawing in the menu that adds it.
    pub glyph: Glyph,
    /// Whether it is on.
    pub is_on: Rc<dyn Fn() -> bool>,
    /// Its values in words.
    pub values: Rc<dyn Fn() -> String>,
    /// Turns it off.
    pub clear: Rc<dyn Fn()>,
    /// What opens under its chip; every change there acts at once.
    pub editor: Rc<dyn Fn() -> View>,
}

/// The field before the filters.
#[derive(Clone)]
pub struct SearchBox {
    /// Words that are searched for, as the address has them.
    pub text: ReadSignal<String>,
    /// Searches for other words.
    pub set: Rc<dyn Fn(String)>,
    /// Its name.
    pub label: Words,
    /// What can be typed.
    pub hint: Words,
}

/// Two values by name, more by number.
#[must_use]
pub fn listed(values: &[String]) -> String {
    if values.len() > 2 { t::values(values.len() as u64) } else { values.join(", ") }
}

/// « 2 filtres sont actifs : Type, Ville. »; tracked.
#[must_use]
pub fn active_filters(searching: bool, filters: &[Filter]) -> String {
    let search = searching.then_some(t::SEARCH_FILTER.now());
    let on = filters.iter().filter(|filter| (filter.is_on)()).map(|filter| filter.name.now());
    let names: Vec<&str> = search.into_iter().chain(on).collect();
    t::filters_on(names.len() as u64, &names.join(", "))
}

/// The bar; children stand at its end.
#[component(inline_props)]
pub fn FilterBar(
    #[prop(setter(into))] label: Label,
    search: SearchBox,
    filters: Vec<Filter>,
    children: Children,
) -> View {
    // The filter whose editor is open: its chip stays, even without a value.
    let editing = create_signal(None::<usize>);
    let count = filters.len();
    let all: Rc<[Filter]> = filters.into();
    let on = {
        let all = all.clone();
        create_selector(move || {
            let editing = editing.get();
            let filters = all.iter().enumerate();
            filters
                .filter(|(at, filter)| editing == Some(*at) || (filter.is_on)())
                .map(|(at, _)| at)
                .collect::<Vec<_>>()
        })
    };
    let offered = {
        let all = all.clone();
        move || {
            let free = all.iter().enumerate().filter(|(at, _)| !on.with_untracked(|on| on.contains(at)));
            free.map(|(at, filter)| MenuItem::action(filter.glyph, filter.name, move || editing.set(Some(at))))
                .collect()
        }
    };
    let more = create_selector(move || on.with(Vec::len) < count);
    view! {
        div(class="filter-bar", role="search", "aria-label"=label.get_clone()) {
            SearchField(search=search)
            Keyed(
                list=on,
                key=|at: &usize| *at,
                view=move |at: usize| match all.get(at).cloned() {
                    Some(filter) => view! { Chip(at=at, filter=filter, editing=editing) },
                    None => View::new(),
                },
            )
            (if more.get() {
                let offered = offered.clone();
                view! {
                    Menu(label=t::FILTER, class="button button-quiet", label_hidden=false, items=offered) {
                        Icon(glyph=Glyph::LIST_FILTER)
                        (t::FILTER)
                    }
                }
            } else {
                View::new()
            })
            (children)
        }
    }
}

#[component(inline_props)]
fn SearchField(search: SearchBox) -> View {
    let SearchBox { text, set, label, hint } = search;
    let typed = create_signal(text.get_clone_untracked());
    // What was last put into the address from here; anything else came from elsewhere.
    let sent = create_signal(typed.get_clone_untracked());
    create_client_effect(move || {
        let wanted = typed.with(|text| text.trim().to_owned());
        if wanted != untrack(|| sent.get_clone()) {
            let set = set.clone();
            spawn_local_scoped(async move {
                timer::sleep(DEBOUNCE).await;
                sent.set(wanted.clone());
                set(wanted);
            });
        }
    });
    create_effect(move || {
        let search = text.get_clone();
        if search != sent.get_clone_untracked() {
            sent.set(search.clone());
            typed.set(search);
        }
    });
    view! {
        div(class="input-group") {
            Icon(glyph=Glyph::SEARCH)
            input(
                class="input",
                r#type="search",
                "data-list-search"="",
                "aria-label"=label,
                placeholder=hint,
                bind:value=typed,
            )
        }
    }
}

#[component(inline_props)]
fn Chip(at: usize, filter: Filter, editing: Signal<Option<usize>>) -> View {
    let open = create_signal(false);
    let button = create_node_ref();
    let popover = create_node_ref();
    let id = format!("filter-{}", dom::unique_number());
    let target = id.clone();
    // Added from the menu: its editor opens at once.
    on_mount(move || {
        if editing.get_untracked() == Some(at)
            && let Some(button) = button.try_get().and_then(|node| node.dyn_into::<HtmlElement>().ok())
        {
            button.click();
        }
    });
    let toggled = move |_| {
        let shown = popover
            .try_get()
            .and_then(|node| node.dyn_into::<Element>().ok())
            .is_some_and(|element| element.matches(":popover-open").unwrap_or(false));
        open.set(shown);
        if shown {
            dom::focus_first(".filter-editor:popover-open input");
        } else if editing.get_untracked() == Some(at) {
            editing.set(None);
        }
    };
    let Filter { name, is_on, values, clear, editor, .. } = filter;
    view! {
        span(class="filter") {
            button(
                class="filter-edit",
                r#type="button",
                r#ref=button,
                "popovertarget"=target,
                "aria-expanded"=if open.get() { "true" } else { "false" },
                on:click=move |_| {
                    editing.set(Some(at));
                    open.set(true);
                },
            ) {
                (t::filter_name(name.now()))
                b { (values()) }
            }
            (if is_on() {
                let clear = clear.clone();
                view! {
                    button(
                        class="button button-quiet button-icon",
                        r#type="button",
                        "aria-label"=t::remove_filter(name.now()),
                        on:click=move |_| clear(),
                    ) { Icon(glyph=Glyph::X) }
                }
            } else {
                View::new()
            })
        }
        div(
            class="popover filter-editor",
            id=id,
            popover="auto",
            role="group",
            "aria-label"=name,
            r#ref=popover,
            on:toggle=toggled,
        ) {
            (if open.get() { editor() } else { View::new() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_values_are_named_and_more_are_counted() {
        let values = ["Nantes", "Angers", "Laval"].map(str::to_owned);
        assert_eq!(listed(&values[..2]), "Nantes, Angers");
        assert_eq!(listed(&values), "3 valeurs");
    }
}
