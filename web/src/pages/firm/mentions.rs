//! The mandatory mentions that are missing, as what is typed stands: each leads to its field.

use domain::billing::{Mention, SellerFacts, VatRegime, missing_of_seller};
use rust_decimal::Decimal;
use sycamore::prelude::*;

use super::fields::Fields;
use crate::i18n::text::firm as t;
use crate::platform::dom;
use crate::ui::amount_field::{Unit, amount_of};
use crate::ui::form::{Control, Entry};
use crate::ui::money;
use crate::ui::notice::{Notice, Tone};

/// What is missing; tracked.
#[must_use]
pub fn missing(fields: Fields) -> Vec<Mention> {
    let [name, form, street, zip_code, city, country, siren, vat_number, rcs_city, iban] = [
        fields.legal_name,
        fields.legal_form,
        fields.street,
        fields.zip_code,
        fields.city,
        fields.country,
        fields.siren,
        fields.vat_number,
        fields.rcs_city,
        fields.iban,
    ]
    .map(|field| field.optional());
    let capital = amount_of(Unit::Euro, fields.share_capital).as_deref().and_then(money::rounded);
    missing_of_seller(&SellerFacts {
        legal_name: name.as_deref(),
        legal_form: form.as_deref(),
        share_capital: capital.map(|cents| Decimal::new(cents, 2)),
        street: street.as_deref(),
        zip_code: zip_code.as_deref(),
        city: city.as_deref(),
        country: country.as_deref(),
        siren: siren.as_deref(),
        vat_number: vat_number.as_deref(),
        rcs_city: rcs_city.as_deref(),
        iban: iban.as_deref(),
        vat_regime: fields.vat_regime.text().parse::<VatRegime>().unwrap_or_default(),
    })
}

/// The list, above the form.
#[component(inline_props)]
pub fn MissingMentions(fields: Fields) -> View {
    let missing = create_selector(move || missing(fields));
    let entries = fields.entries();
    view! {
        (match missing.get_clone() {
            none if none.is_empty() => view! {
                Notice(tone=Tone::Positive) { div { p { (t::COMPLETE) } } }
            },
            some => {
                let count = some.len() as u64;
                let links: Vec<View> = some.into_iter().filter_map(|mention| link(&entries, mention)).collect();
                view! {
                    Notice(tone=Tone::Warning) {
                        div {
                            p { strong { (t::missing(count)) } }
                            ul(class="link-row") { (links) }
                        }
                    }
                }
            }
        })
    }
}

fn link(entries: &[Entry], mention: Mention) -> Option<View> {
    let entry = entry_of(entries, mention)?;
    let Control::Text(field) = entry.control else { return None };
    let name = entry.label;
    Some(view! {
        li {
            button(class="link", r#type="button", on:click=move |_| dom::focus_id(&field.id())) { (name) }
        }
    })
}

/// The entry that a mention is typed into.
fn entry_of(entries: &[Entry], mention: Mention) -> Option<Entry> {
    let path = mention.field().strip_prefix("firm.")?;
    entries.iter().find(|entry| entry.path == path).copied()
}

#[cfg(test)]
mod tests {
    use super::super::facts::tests::firm;
    use super::*;

    #[test]
    fn every_mention_of_the_seller_has_its_field() {
        create_root(|| {
            let entries = Fields::new(&firm()).entries();
            for mention in Mention::ALL.iter().filter(|mention| mention.field().starts_with("firm.")) {
                let entry = entry_of(&entries, *mention);
                assert!(matches!(entry.map(|entry| entry.control), Some(Control::Text(_))), "{mention:?}");
            }
        })
        .dispose();
    }

    #[test]
    fn the_list_follows_what_is_typed() {
        create_root(|| {
            let fields = Fields::new(&firm());
            let before = missing(fields);
            assert!(before.contains(&Mention::LegalName) && before.contains(&Mention::VatNumber));
            assert!(!before.contains(&Mention::ShareCapital), "no form is known yet");
            fields.legal_name.value.set("Cabinet Test".into());
            fields.legal_form.value.set("SAS".into());
            fields.vat_regime.value.set(VatRegime::Franchise.name().to_owned());
            let after = missing(fields);
            assert!(!after.contains(&Mention::LegalName) && !after.contains(&Mention::VatNumber));
            assert!(after.contains(&Mention::ShareCapital) && after.contains(&Mention::RcsCity));
            fields.share_capital.value.set("10 000".into());
            assert!(!missing(fields).contains(&Mention::ShareCapital));
        })
        .dispose();
    }
}
