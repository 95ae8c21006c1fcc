//! What the list can be filtered by.

use std::rc::Rc;

use domain::{CommercialStatus, ComplianceStatus, InstitutionType, Permission};
use sycamore::prelude::*;

use super::state::{Assignee, ListState};
use crate::api::operations::{InstitutionFacets, institution_facets as api};
use crate::api::send;
use crate::app::use_app;
use crate::i18n::Words;
use crate::i18n::format::integer;
use crate::i18n::text::{institutions as t, list as words_of_lists, words};
use crate::pages::institutions::people;
use crate::pages::listing::{Shown, filters};
use crate::ui::choice::CheckOption;
use crate::ui::combobox::{Candidate, Combobox};
use crate::ui::field::FieldState;
use crate::ui::filter_bar::Filter;
use crate::ui::icon::Glyph;
use crate::ui::remote::{Remote, fetch};
use crate::ui::status::{commercial, compliance};
use crate::ui::text_field::TextField;

/// The filters.
#[must_use]
pub fn filters(state: Shown<ListState>) -> Vec<Filter> {
    let kind = words::institution_type;
    let (status, complies) = (|value| commercial(value).word, |value| compliance(value).word);
    let (towns, tags) = (|| facets(|found| found.cities), || facets(|found| found.tags));
    let word = |active: bool| if active { t::ACTIVE } else { t::INACTIVE };
    let check = Glyph::CIRCLE_CHECK;
    vec![
        filters::values(state, t::FILTER_TYPE, Glyph::BUILDING_2, InstitutionType::ALL, kind, |s| &mut s.types),
        filters::values(state, t::FILTER_COMMERCIAL, check, CommercialStatus::ALL, status, |s| &mut s.commercial),
        filters::tokens(state, t::FILTER_CITY, Glyph::BUILDING_2, t::CITIES_HELP, towns, |state| &mut state.cities),
        assignee(state),
        filters::tokens(state, t::TAGS, Glyph::TAG, t::TAGS_HELP, tags, |state| &mut state.tags),
        filters::values(state, t::COMPLIANCE, Glyph::LIST_CHECKS, ComplianceStatus::ALL, complies, |s| {
            &mut s.compliance
        }),
        beds(state),
        filters::answer(state, t::FILTER_ACTIVE, Glyph::CIRCLE_MINUS, word, |state| &mut state.active),
    ]
}

fn facets(part: fn(api::InstitutionFacetsInstitutionFacets) -> Vec<String>) -> Remote<Vec<String>> {
    fetch(|| (), move |()| async move { Ok(part(send::<InstitutionFacets>(api::Variables).await?.institution_facets)) })
}

/// Who follows it, or nobody.
fn assignee(state: Shown<ListState>) -> Filter {
    let person = people::follow_name(create_selector(move || {
        state.with(|state| match &state.assignee {
            Some(Assignee::User(id)) => Some(id.clone()),
            _ => None,
        })
    }));
    Filter {
        name: t::ASSIGNEE,
        glyph: Glyph::USERS,
        is_on: Rc::new(move || state.with(|state| state.assignee.is_some())),
        values: Rc::new(move || match state.with(|state| state.assignee.clone()) {
            None => String::new(),
            Some(Assignee::Me) => words_of_lists::ME.now().to_owned(),
            Some(Assignee::Nobody) => words_of_lists::NOBODY.now().to_owned(),
            Some(Assignee::User(_)) => person.get_clone().unwrap_or_else(|| "…".to_owned()),
        }),
        clear: Rc::new(move || state.change(|state| state.assignee = None)),
        editor: Rc::new(move || view! { AssigneeEditor(state=state) }),
    }
}

#[component(inline_props)]
fn AssigneeEditor(state: Shown<ListState>) -> View {
    let can_choose = use_app().session.can(Permission::ViewUsers);
    let option = move |assignee: Assignee, name: Words| {
        let wanted = assignee.clone();
        let checked = create_selector(move || state.with(|state| state.assignee.as_ref() == Some(&wanted)));
        let change = move |checked: bool| {
            let assignee = checked.then(|| assignee.clone());
            state.change(|state| state.assignee = assignee);
        };
        view! { CheckOption(checked=checked, label=name, on_change=change) }
    };
    let chosen = create_signal(None::<Candidate>);
    create_effect(move || {
        if let Some(person) = chosen.get_clone() {
            state.change(|state| state.assignee = Some(Assignee::User(person.id)));
        }
    });
    let others = can_choose.then(|| {
        view! {
            Combobox(state=FieldState::free(""), chosen=chosen, label=words_of_lists::SOMEBODY, search=people::search())
        }
    });
    view! {
        (option(Assignee::Me, words_of_lists::ME))
        (option(Assignee::Nobody, words_of_lists::NOBODY))
        (others)
    }
}

/// Number of beds.
fn beds(state: Shown<ListState>) -> Filter {
    let now = move || state.with(|state| (state.beds_min.map(u64::from), state.beds_max.map(u64::from)));
    Filter {
        name: t::BEDS,
        glyph: Glyph::LIST_FILTER,
        is_on: Rc::new(move || now() != (None, None)),
        values: Rc::new(move || match now() {
            (Some(least), Some(most)) => t::beds_between(&integer(least), &integer(most)),
            (Some(least), None) => t::beds_from(&integer(least)),
            (None, Some(most)) => t::beds_to(&integer(most)),
            (None, None) => String::new(),
        }),
        clear: Rc::new(move || state.change(|state| (state.beds_min, state.beds_max) = (None, None))),
        editor: Rc::new(move || view! { BedsEditor(state=state) }),
    }
}

#[component(inline_props)]
fn BedsEditor(state: Shown<ListState>) -> View {
    let (least, most) = state.with_untracked(|state| (state.beds_min, state.beds_max));
    let text = |value: Option<u32>| value.map(|value| value.to_string()).unwrap_or_default();
    let (least, most) = (FieldState::free(&text(least)), FieldState::free(&text(most)));
    let number = |field: FieldState| {
        let digits: String = field.value.with_untracked(|text| text.chars().filter(char::is_ascii_digit).collect());
        digits.parse::<u32>().ok()
    };
    let apply = move |_| state.change(|state| (state.beds_min, state.beds_max) = (number(least), number(most)));
    view! {
        div(class="form-pair", on:change=apply) {
            TextField(state=least, label=t::LEAST, inputmode="numeric", class="input input-number")
            TextField(state=most, label=t::MOST, inputmode="numeric", class="input input-number")
        }
    }
}
