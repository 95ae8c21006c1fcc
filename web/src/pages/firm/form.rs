//! The form.

use std::rc::Rc;

use chrono::NaiveDate;
use domain::billing::NumberPattern;
use domain::identifiers::{siren, siret, vat};
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::Firm;
use super::accounting::Accounting;
use super::fields::Fields;
use super::mentions::MissingMentions;
use super::terms::Terms;
use crate::api::back_office::{Firm as Operation, UpdateFirm, firm as api};
use crate::api::{ApiError, send};
use crate::app::use_app;
use crate::i18n::text::{common, firm as t};
use crate::i18n::{Words, format};
use crate::platform::dom;
use crate::ui::amount_field::{AmountField, Unit};
use crate::ui::editing::Editing;
use crate::ui::field::FieldState;
use crate::ui::form::{place, snapshot};
use crate::ui::form_page::FormPage;
use crate::ui::text_field::TextField;
use crate::user_errors;

/// Legal forms that are offered while one types.
const FORMS: [&str; 9] =
    ["SAS", "SASU", "SARL", "EURL", "SA", "SELARL", "SCOP", "Entreprise individuelle", "Association loi 1901"];

/// The form; `version` is what the firm was when it was read or saved last.
#[component(inline_props)]
pub fn FirmForm(firm: Firm, version: Signal<Option<i64>>) -> View {
    let app = use_app();
    let fields = Fields::new(&firm);
    let editing = Editing::new(fields.entries(), Some(firm.version));
    // The logo's own save raises the version too.
    let known = editing.version;
    create_effect(move || known.set(version.get()));
    fill_in(fields);
    let status = editing.status;
    let changed = {
        let editing = editing.clone();
        create_selector(move || editing.is_changed())
    };
    let submit = move || {
        if !editing.begin() {
            return;
        }
        let variables = untrack(|| fields.update(editing.version.get()));
        let sent = untrack(|| snapshot(&editing.entries));
        let editing = editing.clone();
        spawn_local_scoped(async move {
            match editing.submission.send::<UpdateFirm>(variables).await {
                Ok(data) => match data.update_firm.firm {
                    Some(saved) => {
                        editing.keep(sent, saved.version);
                        version.set(Some(saved.version));
                        app.toasts.confirm(t::SAVED);
                    }
                    None => {
                        status.refuse(place(user_errors!(data.update_firm.user_errors), &editing.entries));
                    }
                },
                Err(ApiError::Conflict) => match send::<Operation>(api::Variables).await {
                    Ok(data) => {
                        let theirs = data.firm;
                        let values = untrack(|| snapshot(&Fields::new(&theirs).entries()));
                        editing.meet(Some((values, theirs.version)), None);
                    }
                    Err(error) => status.fail(error),
                },
                Err(error) => status.fail(error),
            }
        });
    };
    let note = move || if changed.get() { t::UNSAVED.now() } else { "" };
    view! {
        FormPage(
            submit_label=common::SAVE,
            status=status,
            note=note,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
        ) {
            MissingMentions(fields=fields)
            Identity(fields=fields)
            Address(fields=fields)
            Reach(fields=fields)
            Terms(fields=fields)
            Numbers(fields=fields)
            Accounting(fields=fields)
        }
    }
}

/// A SIRET tells the SIREN of who has not typed one.
fn fill_in(fields: Fields) {
    create_effect(move || {
        let company = siret::parse(&fields.siret.text()).ok();
        let company = company.as_deref().and_then(siret::siren_of).map(siren::display);
        if let Some(company) = company.filter(|_| untrack(|| fields.siren.text().is_empty())) {
            fields.siren.value.set(company);
        }
    });
}

#[component(inline_props)]
fn Identity(fields: Fields) -> View {
    let list = format!("legal-forms-{}", dom::unique_number());
    let list_id = list.clone();
    let forms: Vec<View> = FORMS.iter().map(|form| view! { option(value=*form) }).collect();
    view! {
        Group(name=t::IDENTITY) {
            TextField(state=fields.legal_name, label=t::LEGAL_NAME, autocomplete="organization", frame="field span-all")
            TextField(state=fields.legal_form, label=t::LEGAL_FORM, autocomplete="off", "list"=list_id)
            datalist(id=list) { (forms) }
            AmountField(state=fields.share_capital, unit=Unit::Euro, label=t::SHARE_CAPITAL)
            TextField(state=fields.siret, label=t::SIRET, autocomplete="off", inputmode="numeric")
            TextField(state=fields.siren, label=t::SIREN, autocomplete="off", inputmode="numeric")
            div(class="field") {
                TextField(state=fields.vat_number, label=t::VAT_NUMBER, autocomplete="off")
                VatSuggestion(fields=fields)
            }
            TextField(state=fields.rcs_city, label=t::RCS_CITY, autocomplete="off")
            TextField(state=fields.ape_code, label=t::APE_CODE, autocomplete="off", optional=true)
        }
    }
}

/// The VAT number that belongs to the SIREN, for who has not typed one.
#[component(inline_props)]
fn VatSuggestion(fields: Fields) -> View {
    let suggested = create_selector(move || {
        let empty = fields.vat_number.text().is_empty();
        vat::of_siren(&fields.siren.text()).ok().filter(|_| empty).map(|number| vat::display(&number))
    });
    view! {
        (match suggested.get_clone() {
            None => View::new(),
            Some(number) => {
                let taken = number.clone();
                view! {
                    p(class="field-help") {
                        (t::vat_of_siren(&number))
                        " "
                        button(
                            class="link",
                            r#type="button",
                            on:click=move |_| fields.vat_number.value.set(taken.clone()),
                        ) { (t::USE_IT) }
                    }
                }
            }
        })
    }
}

#[component(inline_props)]
fn Address(fields: Fields) -> View {
    view! {
        Group(name=t::ADDRESS) {
            TextField(state=fields.street, label=t::STREET, autocomplete="street-address", frame="field span-all")
            TextField(state=fields.zip_code, label=t::ZIP_CODE, autocomplete="postal-code")
            TextField(state=fields.city, label=t::CITY, autocomplete="address-level2")
            TextField(state=fields.state, label=t::STATE, autocomplete="address-level1", optional=true)
            TextField(state=fields.country, label=t::COUNTRY, autocomplete="country-name")
        }
    }
}

#[component(inline_props)]
fn Reach(fields: Fields) -> View {
    view! {
        Group(name=t::REACH) {
            TextField(state=fields.phone, label=t::PHONE, r#type="tel", autocomplete="tel", optional=true)
            TextField(state=fields.email, label=t::EMAIL, r#type="email", autocomplete="email", optional=true)
            TextField(state=fields.website, label=t::WEBSITE, r#type="url", autocomplete="url", optional=true)
            TextField(
                state=fields.electronic_address,
                label=t::ELECTRONIC_ADDRESS,
                help=t::ELECTRONIC_ADDRESS_HELP,
                autocomplete="off",
                optional=true,
            )
        }
        Group(name=t::BANK) {
            TextField(state=fields.iban, label=t::IBAN, autocomplete="off", frame="field span-all")
            TextField(state=fields.bic, label=t::BIC, autocomplete="off", optional=true)
        }
    }
}

#[component(inline_props)]
fn Numbers(fields: Fields) -> View {
    let today = format::today();
    let invoices = pattern(fields.invoice_pattern, t::INVOICE_PATTERN, today);
    let credit_notes = pattern(fields.credit_note_pattern, t::CREDIT_NOTE_PATTERN, today);
    view! {
        Group(name=t::NUMBERS) {
            p(class="field-help span-all") { (t::NUMBERS_HELP) }
            (invoices)
            (credit_notes)
            TextField(state=fields.invoice_series, label=t::INVOICE_SERIES, help=t::SERIES_HELP, autocomplete="off")
            TextField(state=fields.credit_note_series, label=t::CREDIT_NOTE_SERIES, autocomplete="off")
            TextField(state=fields.quote_validity, label=t::QUOTE_VALIDITY, autocomplete="off", inputmode="numeric")
        }
    }
}

/// A pattern, with the number that it would give today.
fn pattern(state: FieldState, label: Words, today: NaiveDate) -> View {
    let example = create_selector(move || example(&state.text(), today));
    view! {
        div(class="field") {
            TextField(state=state, label=label, class="input code", autocomplete="off", "spellcheck"="false")
            p(class="field-help", "aria-live"="polite") {
                (example.get_clone().map(|number| t::example(&number)).unwrap_or_default())
            }
        }
    }
}

/// The first number of a pattern on a day.
fn example(pattern: &str, day: NaiveDate) -> Option<String> {
    NumberPattern::parse(pattern).ok().map(|pattern| pattern.format(day, 1))
}

/// Fields that belong together, under their name.
#[component(inline_props)]
pub(super) fn Group(name: Words, children: Children) -> View {
    view! {
        fieldset(class="form-grid form-section") {
            legend { (name) }
            (children)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::facts::tests::firm;
    use super::*;

    #[test]
    fn the_example_follows_the_pattern() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        assert_eq!(example("INV{YYYY}{MM}{0001}", day).as_deref(), Some("INV2026110001"));
        assert_eq!(example("INV{YYYY}", day), None);
    }

    #[test]
    fn a_siret_fills_in_the_siren_that_was_not_typed() {
        create_root(|| {
            let fields = Fields::new(&firm());
            fill_in(fields);
            fields.siret.value.set("404 833 048 00022".into());
            assert_eq!(fields.siren.text(), "404 833 048");
            fields.siren.value.set("552 100 554".into());
            assert!(!fields.siret.verify(), "of another company");
        })
        .dispose();
    }
}
