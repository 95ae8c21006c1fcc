//! Fields and choices.

use std::rc::Rc;

use futures_util::FutureExt;
use sycamore::prelude::*;

use super::{Section, Specimen};
use crate::api::operations::{Search, search};
use crate::api::{ApiError, send};
use crate::app::use_app;
use crate::i18n::text::gallery as t;
use crate::i18n::text::institution_form;
use crate::pages::checks;
use crate::ui::amount_field::{AmountField, Unit, amount_of, amount_state};
use crate::ui::choice::{CheckBox, CheckOption, RadioGroup};
use crate::ui::combobox::{Candidate, Combobox};
use crate::ui::date_field::{DateField, date_state};
use crate::ui::field::FieldState;
use crate::ui::select::SelectField;
use crate::ui::text_field::{PasswordField, TextArea, TextField};
use crate::ui::tokens::TokensField;

/// The section.
#[component]
pub fn Fields() -> View {
    let wrong = FieldState::new("44000028", checks::finess);
    wrong.verify();
    let wrong_date = date_state(None);
    wrong_date.value.set("31/02/2027".to_owned());
    wrong_date.verify();
    let wrong_amount = amount_state(Unit::Percent, Some("100.00"));
    wrong_amount.value.set("120".to_owned());
    wrong_amount.verify();
    view! {
        Section(id="gallery-fields", title=t::FIELDS) {
            Specimen(caption=t::AT_REST) {
                TextField(state=FieldState::free(""), label=t::NAME, help=t::NAME_HELP, placeholder="CHU de Nantes")
                TextField(state=FieldState::free(""), label=institution_form::MAIN_PHONE, optional=true, inputmode="tel")
            }
            Specimen(caption=t::IN_ERROR) {
                TextField(state=wrong, label="FINESS", optional=true, class="input code", inputmode="numeric")
                DateField(state=wrong_date, label=t::DUE)
                AmountField(state=wrong_amount, unit=Unit::Percent, label=t::DISCOUNT)
            }
            Specimen(caption=t::READ_ONLY) {
                TextField(state=FieldState::free("INV2026110009"), label=t::NUMBER, class="input code", readonly=true)
                TextField(state=FieldState::free("Formation"), label=t::LOCKED, disabled=true)
            }
            Amounts()
            Specimen(caption=t::DATE) {
                DateField(state=date_state(Some("2027-01-12")), label=t::DUE, help=t::DATE_HELP)
            }
            Specimen(caption=t::PASSWORD) {
                PasswordField(state=FieldState::free("un-mot-de-passe"), label=t::PASSWORD, autocomplete="off")
            }
            Lists()
            Specimen(caption=t::LONG_TEXT) {
                TextArea(state=FieldState::free("Badge · quai B"), label=t::NOTES, help=t::NOTES_HELP)
            }
            Choices()
        }
    }
}

#[component]
fn Amounts() -> View {
    let amount = amount_state(Unit::Euro, Some("6240.00"));
    let discount = amount_state(Unit::Percent, Some("5.50"));
    let sent = move || {
        let amounts = [amount_of(Unit::Euro, amount), amount_of(Unit::Percent, discount)];
        t::sent_to_server(&amounts.map(Option::unwrap_or_default).join(" · "))
    };
    view! {
        Specimen(caption=t::AMOUNTS) {
            AmountField(state=amount, unit=Unit::Euro, label=t::AMOUNT, help=t::AMOUNT_HELP)
            AmountField(state=discount, unit=Unit::Percent, label=t::DISCOUNT, optional=true)
            p(class="small faint", role="status") { (sent()) }
        }
    }
}

#[component]
fn Lists() -> View {
    let toasts = use_app().toasts;
    let methods = vec![("transfer", t::TRANSFER), ("cheque", t::CHEQUE)];
    let institution = create_signal(None::<Candidate>);
    let create = move |name: String| toasts.confirm(crate::ui::message::Message::new(move || t::cannot_create(&name)));
    let specialties = ["cardiologie", "chirurgie", "neurochirurgie", "orthopédie", "urgences"].map(String::from);
    let known = create_signal(specialties.to_vec());
    let chosen = create_signal(vec!["chirurgie".to_owned(), "orthopédie".to_owned()]);
    view! {
        Specimen(caption=t::SHORT_LIST) {
            SelectField(state=FieldState::free("transfer"), label=t::METHOD, choices=methods, empty=t::NOT_CHOSEN)
        }
        Specimen(caption=t::SEARCHED_LIST) {
            Combobox(
                state=FieldState::free(""),
                chosen=institution,
                label=t::INSTITUTION,
                search=Rc::new(|typed| institutions(typed).boxed_local()),
                create=Rc::new(create) as Rc<dyn Fn(String)>,
            )
        }
        Specimen(caption=t::SEVERAL_WORDS) {
            TokensField(
                state=FieldState::free(""),
                values=chosen,
                label=t::SPECIALTIES,
                suggestions=*known,
                help=t::SPECIALTIES_HELP,
            )
        }
    }
}

#[component]
fn Choices() -> View {
    let primary = create_signal(true);
    let invoices = create_signal(false);
    let discount = create_signal("percent");
    let sync = create_signal(true);
    let reminders = create_signal(false);
    let ways = vec![("percent", t::IN_PERCENT), ("euros", t::IN_EUROS)];
    view! {
        Specimen(caption=t::CHOICES) {
            CheckBox(checked=primary, label=t::PRIMARY_CONTACT)
            CheckBox(checked=invoices, label=t::GETS_INVOICES)
            CheckOption(checked=sync, label=t::SYNC_ON, switch=true, on_change=move |on| sync.set(on))
            CheckOption(checked=reminders, label=t::REMINDERS, switch=true, on_change=move |on| reminders.set(on))
            RadioGroup(label=t::DISCOUNT, choices=ways, value=discount)
        }
    }
}

/// Institutions whose name holds what is typed; nothing is asked for less than two letters.
async fn institutions(typed: String) -> Result<Vec<Candidate>, ApiError> {
    if typed.trim().chars().count() < 2 {
        return Ok(Vec::new());
    }
    let found = send::<Search>(search::Variables { query: typed }).await?.search;
    let candidate = |hit| match hit {
        search::SearchSearch::MedicalInstitution(found) => {
            Some(Candidate { id: found.id, label: found.name, detail: found.address.city })
        }
        _ => None,
    };
    Ok(found.into_iter().filter_map(candidate).collect())
}
