//! Money and percentages: typed as one writes them, put in order when the field is left, exact to the cent.

use sycamore::prelude::*;
use sycamore::web::create_client_effect;

use super::button::Label;
use super::decimal;
use super::field::{Field, FieldState};
use super::message::Message;
use super::text_field::{described, invalid};
use crate::i18n::text::{common as t, errors};
use crate::i18n::{self, Words};

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Euros, always with cents.
    Euro,
    /// Euros, with a minus where something is taken back.
    SignedEuro,
    /// Parts of a hundred, from 0 to 100.
    Percent,
}

impl Unit {
    const fn sign(self) -> &'static str {
        match self {
            Self::Euro | Self::SignedEuro => "€",
            Self::Percent => "%",
        }
    }

    /// Hundredths of it in a text.
    fn read(self, text: &str) -> Option<i64> {
        self.read_in(text, i18n::language())
    }

    fn read_in(self, text: &str, language: domain::Language) -> Option<i64> {
        match self {
            Self::Euro => decimal::read(text, language),
            Self::SignedEuro => decimal::read_signed(text, language),
            Self::Percent => decimal::read(text, language).filter(|hundredths| *hundredths <= 10_000),
        }
    }

    fn written(self, hundredths: i64) -> String {
        match self {
            Self::Euro => decimal::written(hundredths, i18n::language()),
            Self::SignedEuro => {
                let sign = if hundredths < 0 { "\u{2212}" } else { "" };
                format!("{sign}{}", decimal::written(hundredths.saturating_abs(), i18n::language()))
            }
            Self::Percent => decimal::written_short(hundredths, i18n::language()),
        }
    }
}

/// The state of a field that holds an amount; `wire` is what the server sent (`1234.50`), or nothing.
#[must_use]
pub fn amount_state(unit: Unit, wire: Option<&str>) -> FieldState {
    checked_state(unit, wire, false)
}

/// As [`amount_state`], for an amount that must be there.
#[must_use]
pub fn required_amount(unit: Unit, wire: Option<&str>) -> FieldState {
    checked_state(unit, wire, true)
}

fn checked_state(unit: Unit, wire: Option<&str>, required: bool) -> FieldState {
    // The server writes a point and no thousands, whatever the language here.
    let hundredths = wire.and_then(|wire| unit.read_in(wire, domain::Language::En));
    let shown = hundredths.map(|hundredths| unit.written(hundredths)).unwrap_or_default();
    FieldState::new(&shown, move |text| {
        let malformed = match unit {
            Unit::Euro => t::AMOUNT_MALFORMED,
            Unit::SignedEuro => t::SIGNED_AMOUNT_MALFORMED,
            Unit::Percent => t::PERCENT_MALFORMED,
        };
        match text.trim() {
            "" => required.then(|| Message::from(errors::REQUIRED)),
            typed => unit.read(typed).is_none().then(|| Message::from(malformed)),
        }
    })
}

/// The amount in a field, as the server takes it; tracked.
#[must_use]
pub fn amount_of(unit: Unit, state: FieldState) -> Option<String> {
    unit.read(&state.text()).map(decimal::wire)
}

/// A text field for an amount, its unit outside.
#[component(inline_props)]
pub fn AmountField(
    state: FieldState,
    unit: Unit,
    #[prop(setter(into))] label: Label,
    #[prop(default)] optional: bool,
    #[prop(default)] help: Option<Words>,
    #[prop(default = "field")] frame: &'static str,
) -> View {
    let tidy = move || {
        if let Some(hundredths) = unit.read(&state.text()) {
            let written = unit.written(hundredths);
            if state.value.with_untracked(|typed| *typed != written) {
                state.value.set(written);
            }
        }
    };
    // Amounts are read alike in both languages once they are in order: a change of language writes them anew.
    create_client_effect(move || {
        i18n::language();
        untrack(tidy);
    });
    view! {
        Field(state=state, label=label, optional=optional, help=help, class=frame) {
            div(class="input-group") {
                input(
                    class="input input-number",
                    id=state.id(),
                    inputmode="decimal",
                    autocomplete="off",
                    "aria-invalid"=invalid(state),
                    "aria-describedby"=described(state, help),
                    bind:value=state.value,
                    on:input=move |_| state.recheck(),
                    on:change=move |_| {
                        untrack(tidy);
                        state.verify();
                    },
                )
                span { (unit.sign()) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_of_the_server_is_shown_and_given_back() {
        create_root(|| {
            let state = amount_state(Unit::Euro, Some("1234.5"));
            assert_eq!(state.text(), "1\u{202f}234,50");
            assert_eq!(amount_of(Unit::Euro, state).as_deref(), Some("1234.50"));
            assert!(state.verify());
            state.value.set("1,2345".to_owned());
            assert!(!state.verify());
            assert_eq!(amount_of(Unit::Euro, state), None);
        })
        .dispose();
    }

    #[test]
    fn an_amount_may_be_needed() {
        create_root(|| {
            assert!(amount_state(Unit::Euro, None).verify() && !required_amount(Unit::Euro, None).verify());
            assert!(required_amount(Unit::Euro, Some("0.00")).verify());
        })
        .dispose();
    }

    #[test]
    fn an_amount_is_negative_only_where_it_may_be() {
        create_root(|| {
            let state = amount_state(Unit::SignedEuro, Some("-1234.50"));
            assert_eq!(state.text(), "\u{2212}1\u{202f}234,50");
            assert_eq!(amount_of(Unit::SignedEuro, state).as_deref(), Some("-1234.50"));
            assert_eq!(amount_of(Unit::Euro, state), None);
            assert!(state.verify());
        })
        .dispose();
    }

    #[test]
    fn a_percentage_stays_between_0_and_100() {
        create_root(|| {
            let state = amount_state(Unit::Percent, Some("20.00"));
            assert_eq!(state.text(), "20");
            state.value.set("100,01".to_owned());
            assert!(!state.verify());
            assert_eq!(amount_of(Unit::Percent, state), None);
        })
        .dispose();
    }
}
