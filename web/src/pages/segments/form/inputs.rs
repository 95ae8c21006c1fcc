//! The fields of a segment on the screen.

use domain::{CommercialStatus, InstitutionType, SegmentType, SegmentVisibility};
use sycamore::prelude::*;

use super::answer::AnswerField;
use super::fields::Fields;
use super::preview::MemberCount;
use super::question::{Labels, QuestionFields};
use super::several::Several;
use crate::api::segments::{MyTeam, my_team};
use crate::api::send;
use crate::i18n::Words;
use crate::i18n::text::{contacts, institution_form as form, segments as t, words};
use crate::pages::institutions::form::suggestions;
use crate::ui::date_field::DateField;
use crate::ui::field::FieldState;
use crate::ui::remote::fetch;
use crate::ui::select::{Choice, SelectField, choices};
use crate::ui::status::commercial;
use crate::ui::text_field::{TextArea, TextField};
use crate::ui::tokens::TokensField;

/// All of them. What a segment is made of is chosen for a `new` one; who made it may make it `private`; it `has_team`
/// where a team sees it already.
#[component(inline_props)]
pub fn Inputs(fields: Fields, new: bool, private: bool, has_team: bool) -> View {
    let kinds = choices(SegmentType::ALL, SegmentType::name, t::kind);
    let kind = new.then(|| view! { SelectField(state=fields.kind, label=t::TYPE, choices=kinds, help=t::TYPE_HELP) });
    let of_contacts = create_selector(move || fields.kind() == SegmentType::Contact);
    view! {
        fieldset(class="form-grid") {
            legend(class="visually-hidden") { (t::SEGMENT) }
            TextField(state=fields.name, label=t::NAME, autocomplete="off", frame="field span-all", "autofocus"="")
            TextArea(
                state=fields.description,
                label=t::DESCRIPTION,
                help=t::DESCRIPTION_HELP,
                optional=true,
                frame="field span-all",
            )
            (kind)
            Visibility(state=fields.visibility, private=private, has_team=has_team)
        }
        Institutions(fields=fields.question, of_contacts=of_contacts)
        Contacts(fields=fields.question, of_contacts=of_contacts)
        fieldset(class="form-grid form-section") {
            legend { (t::OTHERS) }
            AnswerField(state=fields.question.has_contacts, label=t::HAS_CONTACTS)
            AnswerField(state=fields.question.has_profile, label=t::HAS_PROFILE)
            DateField(state=fields.question.created.0, label=t::CREATED_FROM, optional=true)
            DateField(state=fields.question.created.1, label=t::CREATED_TO, optional=true)
        }
        MemberCount(fields=fields)
    }
}

/// Who sees it; a team for those alone who have one.
#[component(inline_props)]
fn Visibility(state: FieldState, private: bool, has_team: bool) -> View {
    let mine = fetch(|| (), |()| async move { Ok(send::<MyTeam>(my_team::Variables).await?.me.team.is_some()) });
    let team = create_selector(move || has_team || mine.value.get() == Some(true));
    view! { (visibility_field(state, private, team.get())) }
}

fn visibility_field(state: FieldState, private: bool, team: bool) -> View {
    let offered: Vec<SegmentVisibility> = SegmentVisibility::ALL
        .iter()
        .copied()
        .filter(|visibility| match visibility {
            SegmentVisibility::Private => private,
            SegmentVisibility::Team => team,
            SegmentVisibility::Public => true,
        })
        .collect();
    let choices: Vec<Choice> = choices(&offered, SegmentVisibility::name, t::visibility);
    view! { SelectField(state=state, label=t::VISIBILITY, choices=choices, help=t::VISIBILITY_HELP) }
}

#[component(inline_props)]
fn Institutions(fields: QuestionFields, of_contacts: ReadSignal<bool>) -> View {
    let (tags, specialties) = suggestions();
    let kinds = choices(InstitutionType::ALL, InstitutionType::name, words::institution_type);
    let statuses = choices(CommercialStatus::ALL, CommercialStatus::name, |status| commercial(status).word);
    view! {
        fieldset(class="form-grid form-section") {
            legend { (t::INSTITUTIONS) }
            (if of_contacts.get() { help(t::INSTITUTION_OF_CONTACT) } else { View::new() })
            (text(fields.name, t::INSTITUTION_NAME))
            Several(state=fields.kinds, label=t::KINDS, choices=kinds)
            Several(state=fields.commercial, label=form::COMMERCIAL_STATUS, choices=statuses)
            (text(fields.city, form::CITY))
            (text(fields.state, t::STATE))
            (text(fields.zip_code, t::ZIP_CODE))
            (labels(fields.specialties, form::SPECIALTIES, specialties))
            (labels(fields.tags, form::TAGS, tags))
            (number(fields.beds.0, t::BEDS_MIN))
            (number(fields.beds.1, t::BEDS_MAX))
            (number(fields.rooms.0, t::ROOMS_MIN))
            (number(fields.rooms.1, t::ROOMS_MAX))
        }
    }
}

#[component(inline_props)]
fn Contacts(fields: QuestionFields, of_contacts: ReadSignal<bool>) -> View {
    let nothing = *create_signal(Vec::new());
    view! {
        fieldset(class="form-grid form-section") {
            legend { (t::CONTACTS) }
            (if of_contacts.get() { View::new() } else { help(t::CONTACTS_OF_INSTITUTION) })
            (labels(fields.title, form::JOB_TITLE, nothing))
            (labels(fields.department, contacts::DEPARTMENT, nothing))
            AnswerField(state=fields.is_primary, label=contacts::IS_PRIMARY)
            AnswerField(state=fields.has_phone, label=t::HAS_PHONE)
            AnswerField(state=fields.has_email, label=t::HAS_EMAIL)
        }
    }
}

fn help(words: Words) -> View {
    view! { p(class="field-help span-all") { (words) } }
}

fn text(state: FieldState, label: Words) -> View {
    view! { TextField(state=state, label=label, autocomplete="off", optional=true) }
}

fn number(state: FieldState, label: Words) -> View {
    view! {
        TextField(
            state=state,
            label=label,
            inputmode="numeric",
            autocomplete="off",
            class="input input-number",
            optional=true,
        )
    }
}

fn labels(labels: Labels, label: Words, suggestions: ReadSignal<Vec<String>>) -> View {
    view! {
        TokensField(
            state=labels.typed,
            values=labels.words,
            label=label,
            suggestions=suggestions,
            optional=true,
            help=t::ANY_HELP,
            frame="field span-all",
        )
    }
}
