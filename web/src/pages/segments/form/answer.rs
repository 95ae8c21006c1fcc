//! Yes, no, or either: what a question may ask of a fact.

use sycamore::prelude::*;

use crate::i18n::Words;
use crate::i18n::text::{common, segments as t};
use crate::ui::field::FieldState;
use crate::ui::select::SelectField;

/// A field with this answer; without one, it does not matter.
#[must_use]
pub fn state(answer: Option<bool>) -> FieldState {
    FieldState::free(match answer {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    })
}

/// The answer in a field; tracked.
#[must_use]
pub fn of(state: FieldState) -> Option<bool> {
    state.value.with(|answer| match answer.as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    })
}

/// A value of such a field in words.
#[must_use]
pub fn words(answer: &str) -> String {
    let words = match answer {
        "yes" => common::YES,
        "no" => common::NO,
        _ => t::EITHER,
    };
    words.now().to_owned()
}

/// The field.
#[component(inline_props)]
pub fn AnswerField(state: FieldState, label: Words) -> View {
    let choices = vec![("yes", common::YES), ("no", common::NO)];
    view! { SelectField(state=state, label=label, choices=choices, empty=t::EITHER) }
}
