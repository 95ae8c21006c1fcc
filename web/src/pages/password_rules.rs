//! The rules of a new password, live under its field: length alone counts.

use sycamore::prelude::*;

use crate::i18n::Words;
use crate::i18n::text::sign_in as t;
use crate::ui::field::FieldState;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;

/// Fewest characters.
const MINIMUM: usize = 8;
/// Advised number of characters.
const ADVISED: usize = 15;

/// Check of a new password when its field is left.
#[must_use]
pub fn check(text: &str) -> Option<Message> {
    (domain::text::length(text) < MINIMUM).then(|| Message::from(t::TOO_SHORT))
}

/// The rules, each ticked as soon as it is met.
#[component(inline_props)]
pub fn PasswordRules(state: FieldState) -> View {
    view! {
        ul(class="rules small") {
            (rule(state, MINIMUM, t::RULE_MINIMUM))
            (rule(state, ADVISED, t::RULE_ADVISED))
            li(class="faint") {
                Icon(glyph=Glyph::INFO)
                span { (t::RULE_FREE) }
            }
        }
    }
}

fn rule(state: FieldState, length: usize, words: Words) -> View {
    let met = create_selector(move || state.value.with(|text| domain::text::length(text) >= length));
    view! {
        li("data-tone"=if met.get() { "positive" } else { "neutral" }) {
            (if met.get() { view! { Icon(glyph=Glyph::CIRCLE_CHECK) } } else { view! { Icon(glyph=Glyph::CIRCLE) } })
            span {
                (words)
                span(class="visually-hidden") { " " (if met.get() { t::RULE_MET.now() } else { t::RULE_OPEN.now() }) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn characters_count_not_bytes() {
        assert!(check("éééééééé").is_none());
        assert!(check("1234567").is_some());
    }
}
