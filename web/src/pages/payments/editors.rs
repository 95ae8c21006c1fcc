//! The filters of the list and what opens under their chips.

use std::rc::Rc;

use chrono::NaiveDate;
use domain::billing::{PaymentMethod, PaymentStatus};
use sycamore::prelude::*;

use super::list::List;
use super::look;
use super::state::ListState;
use crate::i18n::text::{documents, payments as t};
use crate::i18n::{Words, format};
use crate::pages::institutions::reference;
use crate::ui::choice::CheckOption;
use crate::ui::combobox::{Candidate, Combobox};
use crate::ui::date_field::{DateField, date_state, day_of, iso_text};
use crate::ui::field::FieldState;
use crate::ui::filter_bar::{Filter, listed};
use crate::ui::icon::Glyph;

/// The filters; `institution` is the one in the address.
#[must_use]
pub fn filters(list: List, institution: ReadSignal<Option<Candidate>>) -> Vec<Filter> {
    let on = move |is_on: fn(&ListState) -> bool| Rc::new(move || list.state.with(is_on)) as Rc<dyn Fn() -> bool>;
    let clear = move |clear: fn(&mut ListState)| Rc::new(move || list.change(clear)) as Rc<dyn Fn()>;
    vec![
        values(list, t::STATUS, Glyph::CONTRAST, PaymentStatus::ALL, |s| look(s).word, |s| &mut s.statuses),
        values(list, t::METHOD, Glyph::TAG, PaymentMethod::ALL, documents::payment_method, |s| &mut s.methods),
        Filter {
            name: t::DATE,
            glyph: Glyph::CALENDAR,
            is_on: on(|state| state.from.is_some() || state.to.is_some()),
            values: Rc::new(move || list.state.with(date_words)),
            clear: clear(|state| (state.from, state.to) = (None, None)),
            editor: Rc::new(move || view! { DateEditor(list=list) }),
        },
        Filter {
            name: t::INSTITUTION,
            glyph: Glyph::BUILDING_2,
            is_on: on(|state| state.institution.is_some()),
            values: Rc::new(move || {
                let on = list.state.with(|state| state.institution.is_some());
                let name = institution.with(|found| found.as_ref().map(|found| found.label.clone()));
                if on { name.unwrap_or_else(|| "…".to_owned()) } else { String::new() }
            }),
            clear: clear(|state| state.institution = None),
            editor: Rc::new(move || view! { InstitutionEditor(list=list, institution=institution) }),
        },
    ]
}

fn date_words(state: &ListState) -> String {
    let day = |day: NaiveDate| format::day(&format::instant(day, true));
    match (state.from, state.to) {
        (Some(from), Some(to)) => t::between_days(&day(from), &day(to)),
        (Some(from), None) => t::from_day(&day(from)),
        (None, Some(to)) => t::to_day(&day(to)),
        (None, None) => String::new(),
    }
}

/// A filter with one box for each value.
fn values<T: Copy + PartialEq + 'static>(
    list: List,
    name: Words,
    glyph: Glyph,
    all: &'static [T],
    word: fn(T) -> Words,
    part: fn(&mut ListState) -> &mut Vec<T>,
) -> Filter {
    let now = move || part(&mut list.state.get_clone()).clone();
    let option = move |value: T| {
        let change = move |checked: bool| {
            list.change(|state| {
                let values = part(state);
                values.retain(|kept| *kept != value);
                if checked {
                    values.push(value);
                }
            });
        };
        view! { CheckOption(checked=move || now().contains(&value), label=word(value), on_change=change) }
    };
    Filter {
        name,
        glyph,
        is_on: Rc::new(move || !now().is_empty()),
        values: Rc::new(move || {
            listed(&now().into_iter().map(|value| word(value).now().to_owned()).collect::<Vec<_>>())
        }),
        clear: Rc::new(move || list.change(|state| part(state).clear())),
        editor: Rc::new(move || all.iter().map(|value| option(*value)).collect::<Vec<_>>().into()),
    }
}

#[component(inline_props)]
fn DateEditor(list: List) -> View {
    let (from, to) = list.state.with_untracked(|state| (state.from, state.to));
    let state = |day: Option<NaiveDate>| date_state(day.map(iso_text).as_deref());
    let (from, to) = (state(from), state(to));
    let apply = move |_| {
        let (from, to) = untrack(|| (day_of(from), day_of(to)));
        list.change(|state| (state.from, state.to) = (from, to));
    };
    view! {
        div(class="stack-tight", on:change=apply) {
            DateField(state=from, label=t::FROM)
            DateField(state=to, label=t::TO)
        }
    }
}

#[component(inline_props)]
fn InstitutionEditor(list: List, institution: ReadSignal<Option<Candidate>>) -> View {
    let chosen = create_signal(institution.get_clone_untracked());
    create_effect(move || {
        let id = chosen.with(|chosen| chosen.as_ref().map(|chosen| chosen.id.clone()));
        let now = list.state.with_untracked(|state| state.institution.clone());
        if id.is_some() && id != now {
            list.change(|state| state.institution = id);
        }
    });
    view! {
        Combobox(state=FieldState::free(""), chosen=chosen, label=t::INSTITUTION, search=reference::search())
    }
}
