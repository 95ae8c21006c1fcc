//! A choice among many, found by typing.

use std::rc::Rc;

use futures_util::future::LocalBoxFuture;
use sycamore::prelude::*;
use web_sys::{KeyboardEvent, MouseEvent};

use super::button::Label;
use super::field::{Field, FieldState};
use super::icon::{Glyph, Icon};
use super::listbox::{ListBox, emphasised};
use super::remote::{Remote, fetch};
use crate::api::ApiError;
use crate::i18n::Words;
use crate::i18n::text::common as t;
use crate::platform::{case, timer};

/// Milliseconds of quiet before a search is sent.
const DEBOUNCE: i32 = 200;

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What tells twins apart.
    pub detail: String,
}

/// Finds candidates for what is typed.
pub type Search = Rc<dyn Fn(String) -> LocalBoxFuture<'static, Result<Vec<Candidate>, ApiError>>>;

/// A field with search. `chosen` is the choice; the field's own text is what is being typed.
#[component(inline_props)]
pub fn Combobox(
    state: FieldState,
    chosen: Signal<Option<Candidate>>,
    #[prop(setter(into))] label: Label,
    search: Search,
    /// Makes what is typed, when nothing has that name: the last line offers it.
    #[prop(default)]
    create: Option<Rc<dyn Fn(String)>>,
    #[prop(default)] optional: bool,
    #[prop(default)] help: Option<Words>,
    #[prop(default = "field")] frame: &'static str,
) -> View {
    let list = ListBox::new();
    let name_of_chosen = move || chosen.with(|c| c.as_ref().map(|c| c.label.clone()).unwrap_or_default());
    create_effect(move || state.value.set(name_of_chosen()));

    let found = fetch(
        move || list.open.get().then(|| state.value.get_clone()),
        move |typed: Option<String>| {
            let search = search.clone();
            async move {
                let Some(typed) = typed else { return Ok(Vec::new()) };
                timer::sleep(DEBOUNCE).await;
                // The name of the choice itself is no search: everything is offered.
                let is_choice = typed == name_of_chosen();
                search(if is_choice { String::new() } else { typed }).await
            }
        },
    );
    let create = create_signal(create);
    // What the last line would make: something typed that was searched for and has no such name.
    let offered = create_memo(move || {
        let typed = state.text();
        let asked = !typed.is_empty() && typed != name_of_chosen() && !found.loading.get();
        let possible = asked && create.with(Option::is_some);
        let unknown = |all: &Vec<Candidate>| all.iter().all(|c| case::lower(&c.label) != case::lower(&typed));
        (possible && found.value.with(|all| all.as_ref().is_some_and(unknown))).then_some(typed)
    });
    let matches = move || found.value.with(|all| all.as_ref().map_or(0, Vec::len));
    let count = move || matches() + usize::from(offered.with(Option::is_some));
    let choose = move |index: usize| {
        if index >= untrack(matches) {
            list.open.set(false);
            if let (Some(make), Some(typed)) = (create.get_clone_untracked(), offered.get_clone_untracked()) {
                make(typed);
            }
            return;
        }
        let candidate = found.value.with_untracked(|all| all.as_ref().and_then(|all| all.get(index).cloned()));
        if let Some(candidate) = candidate {
            list.open.set(false);
            state.value.set(candidate.label.clone());
            chosen.set(Some(candidate));
        }
    };
    let leave = move |_| {
        list.open.set(false);
        if state.value.with_untracked(|typed| typed.trim().is_empty()) {
            chosen.set(None);
        } else {
            state.value.set(name_of_chosen());
        }
    };
    let key = move |event: KeyboardEvent| {
        let was_open = list.open.get_untracked();
        if let Some(index) = list.key(&event, untrack(count)) {
            choose(index);
        } else if was_open && event.key() == "Escape" {
            state.value.set(name_of_chosen());
        }
    };

    view! {
        Field(state=state, label=label, optional=optional, help=help, class=frame) {
            div(class="combobox") {
                div(class="input-group") {
                    Icon(glyph=Glyph::SEARCH)
                    input(
                        class="input",
                        id=state.id(),
                        role="combobox",
                        autocomplete="off",
                        "aria-autocomplete"="list",
                        "aria-expanded"=if list.open.get() { "true" } else { "false" },
                        "aria-controls"=list.id(),
                        "aria-activedescendant"=list.active_id(count()),
                        "aria-invalid"=super::text_field::invalid(state),
                        "aria-describedby"=super::text_field::described(state, help),
                        bind:value=state.value,
                        on:input=move |_| list.show(),
                        on:click=move |_| list.show(),
                        on:keydown=key,
                        on:blur=leave,
                    )
                }
                (if list.open.get() { lines(list, found, state, offered, choose) } else { View::new() })
            }
        }
    }
}

fn lines(
    list: ListBox,
    found: Remote<Vec<Candidate>>,
    state: FieldState,
    offered: ReadSignal<Option<String>>,
    choose: impl Fn(usize) + Copy + 'static,
) -> View {
    view! {
        div(class="popover combobox-list", id=list.id(), role="listbox") {
            (match (found.value.get_clone(), found.error.get_clone()) {
                (_, Some(error)) => view! { p(class="option-note") { (error.sentence()) } },
                (None, None) => view! { p(class="option-note") { (t::LOADING) } },
                (Some(all), None) if all.is_empty() && offered.with(Option::is_none) && !found.loading.get() => {
                    view! { p(class="option-note") { (t::NO_MATCH) } }
                }
                (Some(all), None) => {
                    let typed = state.value.get_clone_untracked();
                    let last = all.len();
                    let found = all.into_iter().enumerate();
                    let mut rows: Vec<View> =
                        found.map(|(index, candidate)| line(list, index, candidate, &typed, choose)).collect();
                    rows.extend(offered.get_clone().map(|typed| create_line(list, last, &typed, choose)));
                    rows.into()
                }
            })
        }
    }
}

fn line(
    list: ListBox,
    index: usize,
    candidate: Candidate,
    typed: &str,
    choose: impl Fn(usize) + Copy + 'static,
) -> View {
    let label = emphasised(&candidate.label, typed);
    let detail = candidate.detail;
    view! {
        div(
            class="option",
            role="option",
            id=list.line_id(index),
            "aria-selected"=if list.active.get() == index { "true" } else { "false" },
            "data-active"=(list.active.get() == index).then_some(""),
            // Before the field loses the keyboard.
            on:mousedown=move |event: MouseEvent| {
                event.prevent_default();
                choose(index);
            },
        ) {
            (label)
            span(class="option-end faint small") { (detail) }
        }
    }
}

/// « Créer « nant » », after everything that was found.
fn create_line(list: ListBox, index: usize, typed: &str, choose: impl Fn(usize) + Copy + 'static) -> View {
    let words = t::create(typed);
    view! {
        div(
            class="option",
            role="option",
            id=list.line_id(index),
            "aria-selected"=if list.active.get() == index { "true" } else { "false" },
            "data-active"=(list.active.get() == index).then_some(""),
            on:mousedown=move |event: MouseEvent| {
                event.prevent_default();
                choose(index);
            },
        ) {
            Icon(glyph=Glyph::PLUS)
            span { (words) }
        }
    }
}
