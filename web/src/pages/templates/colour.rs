//! A colour: written, or chosen in the browser's own palette.

use sycamore::prelude::*;

use crate::i18n::Words;
use crate::i18n::text::templates as t;
use crate::ui::field::{Field, FieldState};
use crate::ui::message::Message;

/// What the palette shows while no colour is chosen.
const NONE: &str = "#808080";

/// The state of a field that holds a colour, or nothing.
#[must_use]
pub fn colour_state(value: Option<&str>) -> FieldState {
    FieldState::new(value.unwrap_or(""), |text| {
        let typed = text.trim();
        (!typed.is_empty() && !is_colour(typed)).then(|| Message::from(t::COLOUR_FORM))
    })
}

/// `#1A2B3C`
fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The field.
#[component(inline_props)]
pub fn ColourField(state: FieldState, label: Words) -> View {
    let shown = move || {
        let typed = state.text();
        if is_colour(&typed) { typed.to_ascii_lowercase() } else { NONE.to_owned() }
    };
    let palette = create_signal(untrack(shown));
    create_effect(move || {
        let colour = shown();
        if palette.with_untracked(|now| *now != colour) {
            palette.set(colour);
        }
    });
    view! {
        Field(state=state, label=label, optional=true) {
            div(class="input-group") {
                input(
                    r#type="color",
                    class="colour",
                    "aria-label"=t::pick(label.now()),
                    bind:value=palette,
                    on:change=move |_| {
                        state.value.set(palette.get_clone_untracked().to_ascii_uppercase());
                        state.verify();
                    },
                )
                input(
                    class="input code",
                    id=state.id(),
                    autocomplete="off",
                    "spellcheck"="false",
                    placeholder="#005B66",
                    "aria-invalid"=state.problem.with(Option::is_some).then_some("true"),
                    "aria-describedby"=state.problem.with(Option::is_some).then(|| state.note_id()),
                    bind:value=state.value,
                    on:input=move |_| state.recheck(),
                    on:change=move |_| { state.verify(); },
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_six_digits_after_a_hash() {
        create_root(|| {
            for (typed, right) in [("", true), ("#005B66", true), ("#00f", false), ("005B66", false), ("#00é66", false)]
            {
                assert_eq!(colour_state(Some(typed)).verify(), right, "{typed}");
            }
        })
        .dispose();
    }
}
