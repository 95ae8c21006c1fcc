//! A choice among a few fixed values.

use std::rc::Rc;

use sycamore::prelude::*;

use super::button::Label;
use super::field::{Field, FieldState};
use super::text_field::{described, invalid};
use crate::i18n::Text;

/// A value and its words.
pub type Choice = (&'static str, Rc<dyn Fn() -> String>);

/// Values of an enumeration as choices.
pub fn choices<T: Copy + 'static>(all: &[T], name: fn(T) -> &'static str, words: fn(T) -> &'static str) -> Vec<Choice> {
    all.iter().map(|value| choice(*value, name, words)).collect()
}

fn choice<T: Copy + 'static>(value: T, name: fn(T) -> &'static str, words: fn(T) -> &'static str) -> Choice {
    (name(value), Rc::new(move || words(value).to_owned()))
}

/// A native list; `empty` adds a first line for « none ».
#[component(inline_props)]
pub fn SelectField(
    state: FieldState,
    #[prop(setter(into))] label: Label,
    choices: Vec<Choice>,
    #[prop(default)] empty: Option<Text>,
    #[prop(default)] optional: bool,
    #[prop(default)] help: Option<Text>,
    #[prop(default = "field")] frame: &'static str,
) -> View {
    let options: Vec<View> = choices
        .into_iter()
        .map(|(value, words)| {
            let selected = state.value.with_untracked(|current| current == value);
            view! { option(value=value, selected=selected) { (words()) } }
        })
        .collect();
    let none = empty.map(|words| view! { option(value="") { (words()) } });
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
