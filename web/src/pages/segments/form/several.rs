//! Several of a few values: a box for each. The field holds their names, in the order of the boxes.

use std::str::FromStr;

use sycamore::prelude::*;

use crate::i18n::Words;
use crate::ui::choice::CheckOption;
use crate::ui::field::{FieldNote, FieldState};
use crate::ui::select::Choice;
use crate::ui::text_field::described;

/// A field that begins with these names.
#[must_use]
pub fn state(names: &[&str]) -> FieldState {
    FieldState::free(&names.join(","))
}

/// What is chosen; nothing where no box is ticked. Tracked.
#[must_use]
pub fn chosen<T: FromStr>(state: FieldState) -> Option<Vec<T>> {
    let chosen: Vec<T> = state.value.with(|names| names.split(',').filter_map(|name| name.parse().ok()).collect());
    (!chosen.is_empty()).then_some(chosen)
}

/// Names of such a field in words.
#[must_use]
pub fn words<T: FromStr>(names: &str, word: fn(T) -> Words) -> String {
    let known = names.split(',').filter_map(|name| name.parse().ok());
    known.map(|value| word(value).now()).collect::<Vec<_>>().join(", ")
}

/// The names after a box was ticked or not.
fn changed(all: &[&'static str], names: &str, name: &str, on: bool) -> String {
    let is_on =
        |other: &&'static str| if *other == name { on } else { names.split(',').any(|chosen| chosen == *other) };
    all.iter().copied().filter(is_on).collect::<Vec<_>>().join(",")
}

/// The boxes.
#[component(inline_props)]
pub fn Several(state: FieldState, label: Words, choices: Vec<Choice>) -> View {
    let all: Vec<&'static str> = choices.iter().map(|(name, _)| *name).collect();
    let option = |(name, words): Choice| {
        let all = all.clone();
        let checked = create_selector(move || state.value.with(|names| names.split(',').any(|chosen| chosen == name)));
        let change = move |on: bool| {
            let names = state.value.with_untracked(|names| changed(&all, names, name, on));
            state.value.set(names);
        };
        view! { CheckOption(checked=checked, label=words, on_change=change) }
    };
    let options: Vec<View> = choices.into_iter().map(option).collect();
    view! {
        fieldset(
            class="field span-all",
            id=state.id(),
            tabindex="-1",
            "aria-describedby"=described(state, None),
        ) {
            legend(class="field-label") { (label) }
            div(class="choices-columns") { (options) }
            FieldNote(state=state)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::changed;

    #[test]
    fn names_keep_the_order_of_the_boxes() {
        let all = ["hospital", "clinic", "medical_center"];
        assert_eq!(changed(&all, "", "clinic", true), "clinic");
        assert_eq!(changed(&all, "clinic", "hospital", true), "hospital,clinic");
        assert_eq!(changed(&all, "hospital,clinic", "hospital", false), "clinic");
        assert_eq!(changed(&all, "planet", "clinic", false), "");
    }
}
