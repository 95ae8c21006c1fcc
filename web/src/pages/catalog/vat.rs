//! The VAT of an item: one choice, of a rate or of the reason why there is none.

use domain::Language;
use domain::billing::{ExemptionCode, RATES, VatCategory};
use sycamore::prelude::*;

use crate::i18n;
use crate::i18n::text::catalog as t;
use crate::ui::field::{Field, FieldState};

/// Rates that most lines have, in the order in which they are offered.
const USUAL: [&str; 4] = ["20", "10", "5.5", "2.1"];
/// The choice of the category without tax and without a reason.
const ZERO: &str = "Z";

/// A choice as the server takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vat {
    /// In percent.
    pub rate: String,
    /// The category.
    pub category: VatCategory,
    /// The reason, where the category needs one.
    pub exemption_code: Option<String>,
}

/// The choice for what the server sent.
#[must_use]
pub fn choice(rate: &str, category: VatCategory, exemption_code: Option<&str>) -> String {
    match (exemption_code, category) {
        (Some(code), _) => code.to_owned(),
        (None, VatCategory::Standard) => plain(rate).to_owned(),
        (None, _) => ZERO.to_owned(),
    }
}

/// What a choice means; `None` for what is none.
#[must_use]
pub fn meant(choice: &str) -> Option<Vat> {
    if choice == ZERO {
        return Some(Vat { rate: "0".to_owned(), category: VatCategory::ZeroRated, exemption_code: None });
    }
    if let Ok(code) = choice.parse::<ExemptionCode>() {
        let exemption_code = Some(code.code().to_owned());
        return Some(Vat { rate: "0".to_owned(), category: code.category(), exemption_code });
    }
    let is_rate = choice.starts_with(|first: char| first.is_ascii_digit());
    is_rate.then(|| Vat { rate: choice.to_owned(), category: VatCategory::Standard, exemption_code: None })
}

/// A choice in words: « 20 % », « Exonération de TVA, art. 261-4-4° a du CGI ».
#[must_use]
pub fn words(choice: &str) -> String {
    if choice == ZERO {
        return t::VAT_ZERO.now().to_owned();
    }
    choice.parse::<ExemptionCode>().map_or_else(|_| percent(choice), |code| code.text().to_owned())
}

/// The same for a column: the reason is for the panel.
#[must_use]
pub fn short_words(rate: &str, category: VatCategory) -> String {
    if category == VatCategory::Standard { percent(rate) } else { t::NO_VAT.now().to_owned() }
}

fn percent(rate: &str) -> String {
    let rate = plain(rate);
    t::percent(&match i18n::language() {
        Language::Fr => rate.replace('.', ","),
        Language::En => rate.to_owned(),
    })
}

/// A rate without zeros that say nothing: `20.00` is `20`.
fn plain(rate: &str) -> &str {
    if rate.contains('.') { rate.trim_end_matches('0').trim_end_matches('.') } else { rate }
}

/// The rates that are not usual, the highest first.
fn other_rates() -> impl Iterator<Item = String> {
    let names = RATES.iter().rev().filter(|rate| !rate.is_zero()).map(|rate| plain(&rate.to_string()).to_owned());
    names.filter(|name| !USUAL.contains(&name.as_str()))
}

/// The field.
#[component(inline_props)]
pub fn VatField(state: FieldState) -> View {
    let option = move |value: String| {
        let selected = state.value.with_untracked(|now| *now == value);
        let shown = value.clone();
        view! { option(value=value, selected=selected) { (words(&shown)) } }
    };
    let usual: Vec<View> = USUAL.iter().map(|rate| option((*rate).to_owned())).collect();
    let other: Vec<View> = other_rates().map(option).collect();
    let reasons = ExemptionCode::ALL.iter().map(|code| code.code().to_owned());
    let none: Vec<View> = reasons.chain([ZERO.to_owned()]).map(option).collect();
    view! {
        Field(state=state, label=t::VAT, help=Some(t::VAT_HELP), class="field span-all") {
            select(
                class="input",
                id=state.id(),
                "aria-invalid"=state.problem.with(Option::is_some).then_some("true"),
                "aria-describedby"=state.note_id(),
                bind:value=state.value,
                on:change=move |_| { state.verify(); },
            ) {
                optgroup("label"=t::VAT_USUAL) { (usual) }
                optgroup("label"=t::VAT_NONE) { (none) }
                optgroup("label"=t::VAT_OTHER) { (other) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_server_sent_is_given_back() {
        for (rate, category, code) in [
            ("20.00", VatCategory::Standard, None),
            ("5.50", VatCategory::Standard, None),
            ("0.00", VatCategory::Exempt, Some("VATEX-FR-CGI261-4")),
            ("0.00", VatCategory::ReverseCharge, Some("VATEX-EU-AE")),
            ("0.00", VatCategory::ZeroRated, None),
        ] {
            let vat = meant(&choice(rate, category, code)).unwrap();
            assert_eq!((vat.category, vat.exemption_code.as_deref()), (category, code), "{rate}");
            assert_eq!(plain(rate), vat.rate);
        }
        assert_eq!(meant("?"), None);
    }

    #[test]
    fn every_rate_and_every_reason_is_offered_once() {
        let others: Vec<String> = other_rates().collect();
        assert_eq!(others.len() + USUAL.len() + 1, RATES.len(), "{others:?}");
        let html = sycamore::render_to_string(|| view! { VatField(state=FieldState::free("20")) });
        assert_eq!(html.matches("<option").count(), RATES.len() - 1 + ExemptionCode::ALL.len() + 1, "{html}");
        assert!(html.contains("5,5\u{a0}%") && html.contains("261-4-4"), "{html}");
    }
}
