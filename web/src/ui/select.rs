//! A choice among a few fixed values.

use sycamore::prelude::*;

use super::button::Label;
use super::field::{Field, FieldState};
use super::text_field::{described, invalid};
use crate::i18n::Words;

/// A value and its words.
pub type Choice = (&'static str, Words);

/// Values of an enumeration as choices.
pub fn choices<T: Copy>(all: &[T], name: fn(T) -> &'static str, words: fn(T) -> Words) -> Vec<Choice> {
    all.iter().map(|value| (name(*value), words(*value))).collect()
}

/// A native list; `empty` adds a first line for « none ».
#[component(inline_props)]
pub fn SelectField(
    state: FieldState,
    #[prop(setter(into))] label: Label,
    choices: Vec<Choice>,
    #[prop(default)] empty: Option<Words>,
    #[prop(default)] optional: bool,
    #[prop(default)] help: Option<Words>,
    #[prop(default = "field")] frame: &'static str,
) -> View {
    let options: Vec<View> = choices
        .into_iter()
        .map(|(value, words)| {
            let selected = state.value.with_untracked(|current| current == value);
            view! { option(value=value, selected=selected) { (words) } }
        })
        .collect();
    let none = empty.map(|words| view! { option(value="") { (words) } });
    view! {
        Field(state=state, label=label, optional=optional, help=help, class=frame) {
            select(
                class="input",
                id=state.id(),
                "aria-invalid"=invalid(state),
                "aria-describedby"=described(state, help),
                bind:value=state.value,
                on:change=move |_| { state.verify(); },
            ) {
                (none)
                (options)
            }
        }
    }
}
