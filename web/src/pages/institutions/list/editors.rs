//! What opens under a filter's chip. Every change acts at once.

use domain::{CommercialStatus, ComplianceStatus, InstitutionType, Permission};
use sycamore::prelude::*;

use super::List;
use super::filters::FilterKind;
use super::state::{Assignee, ListState};
use crate::api::operations::{InstitutionFacets, institution_facets};
use crate::api::send;
use crate::app::use_app;
use crate::i18n::Words;
use crate::i18n::text::{institutions as t, list as words_of_lists, words};
use crate::pages::institutions::people;
use crate::ui::choice::CheckOption;
use crate::ui::combobox::{Candidate, Combobox};
use crate::ui::field::FieldState;
use crate::ui::remote::fetch;
use crate::ui::status::{commercial, compliance};
use crate::ui::text_field::TextField;
use crate::ui::tokens::TokensField;

/// The editor of a filter.
#[component(inline_props)]
pub fn Editor(list: List, kind: FilterKind) -> View {
    match kind {
        FilterKind::Type => checks(list, InstitutionType::ALL, words::institution_type, |state| &mut state.types),
        FilterKind::Commercial => {
            checks(list, CommercialStatus::ALL, |value| commercial(value).word, |state| &mut state.commercial)
        }
        FilterKind::Compliance => {
            checks(list, ComplianceStatus::ALL, |value| compliance(value).word, |state| &mut state.compliance)
        }
        FilterKind::City => view! { WordsEditor(list=list, kind=kind) },
        FilterKind::Tags => view! { WordsEditor(list=list, kind=kind) },
        FilterKind::Assignee => view! { AssigneeEditor(list=list) },
        FilterKind::Beds => view! { BedsEditor(list=list) },
        FilterKind::Active => view! { ActiveEditor(list=list) },
    }
}

/// One box for each value.
fn checks<T: Copy + PartialEq + 'static>(
    list: List,
    all: &'static [T],
    name: fn(T) -> Words,
    values: fn(&mut ListState) -> &mut Vec<T>,
) -> View {
    let boxes: Vec<View> = all
        .iter()
        .map(|value| {
            let value = *value;
            let checked = create_selector(move || {
                let mut state = list.state.get_clone();
                values(&mut state).contains(&value)
            });
            let change = move |checked: bool| {
                list.change(|state| {
                    let values = values(state);
                    values.retain(|kept| *kept != value);
                    if checked {
                        values.push(value);
                    }
                });
            };
            view! { CheckOption(checked=checked, label=name(value), on_change=change) }
        })
        .collect();
    boxes.into()
}

#[component(inline_props)]
fn WordsEditor(list: List, kind: FilterKind) -> View {
    let towns = kind == FilterKind::City;
    let facets = fetch(
        || (),
        move |()| async move {
            let facets = send::<InstitutionFacets>(institution_facets::Variables).await?.institution_facets;
            Ok(if towns { facets.cities } else { facets.tags })
        },
    );
    let known = create_memo(move || facets.value.get_clone().unwrap_or_default());
    let chosen = list.state.with_untracked(|state| if towns { state.cities.clone() } else { state.tags.clone() });
    let values = create_signal(chosen.clone());
    let mut before = chosen;
    create_effect(move || {
        let now = values.get_clone();
        if now != before {
            before.clone_from(&now);
            list.change(|state| {
                if towns {
                    state.cities = now;
                } else {
                    state.tags = now;
                }
            });
        }
    });
    let help: Words = if towns { t::CITIES_HELP } else { t::TAGS_HELP };
    view! {
        TokensField(
            state=FieldState::free(""),
            values=values,
            label=kind.name(),
            suggestions=known,
            known_only=true,
            help=help,
        )
    }
}

#[component(inline_props)]
fn AssigneeEditor(list: List) -> View {
    let can_choose = use_app().session.can(Permission::ViewUsers);
    let option = move |assignee: Assignee, name: Words| {
        let wanted = assignee.clone();
        let checked = create_selector(move || list.state.with(|state| state.assignee.as_ref() == Some(&wanted)));
        let change = move |checked: bool| {
            let assignee = checked.then(|| assignee.clone());
            list.change(|state| state.assignee = assignee);
        };
        view! { CheckOption(checked=checked, label=name, on_change=change) }
    };
    let chosen = create_signal(None::<Candidate>);
    create_effect(move || {
        if let Some(person) = chosen.get_clone() {
            list.change(|state| state.assignee = Some(Assignee::User(person.id)));
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

#[component(inline_props)]
fn BedsEditor(list: List) -> View {
    let (least, most) = list.state.with_untracked(|state| (state.beds_min, state.beds_max));
    let text = |value: Option<u32>| value.map(|value| value.to_string()).unwrap_or_default();
    let (least, most) = (FieldState::free(&text(least)), FieldState::free(&text(most)));
    let number = |field: FieldState| {
        let digits: String = field.value.with_untracked(|text| text.chars().filter(char::is_ascii_digit).collect());
        digits.parse::<u32>().ok()
    };
    let apply = move |_| {
        list.change(|state| {
            state.beds_min = number(least);
            state.beds_max = number(most);
        });
    };
    view! {
        div(class="form-pair", on:change=apply) {
            TextField(state=least, label=t::LEAST, inputmode="numeric", class="input input-number")
            TextField(state=most, label=t::MOST, inputmode="numeric", class="input input-number")
        }
    }
}

#[component(inline_props)]
fn ActiveEditor(list: List) -> View {
    let option = move |active: bool, name: Words| {
        let checked = create_selector(move || list.state.with(|state| state.active == Some(active)));
        let change = move |checked: bool| list.change(|state| state.active = checked.then_some(active));
        view! { CheckOption(checked=checked, label=name, on_change=change) }
    };
    view! {
        (option(true, t::ACTIVE))
        (option(false, t::INACTIVE))
    }
}
