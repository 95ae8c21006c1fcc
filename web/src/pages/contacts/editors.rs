//! The filters of the list and what opens under their chips.

use std::rc::Rc;

use sycamore::prelude::*;

use super::list::List;
use super::state::ListState;
use crate::i18n::Words;
use crate::i18n::text::{common, contacts as t};
use crate::pages::institutions::reference;
use crate::ui::choice::CheckOption;
use crate::ui::combobox::{Candidate, Combobox};
use crate::ui::field::FieldState;
use crate::ui::filter_bar::Filter;
use crate::ui::icon::Glyph;

/// The filters; `institution` is the one in the address.
#[must_use]
pub fn filters(list: List, institution: ReadSignal<Option<Candidate>>) -> Vec<Filter> {
    vec![
        Filter {
            name: t::INSTITUTION,
            glyph: Glyph::BUILDING_2,
            is_on: Rc::new(move || list.state.with(|state| state.institution.is_some())),
            values: Rc::new(move || {
                let on = list.state.with(|state| state.institution.is_some());
                let name = institution.with(|found| found.as_ref().map(|found| found.label.clone()));
                if on { name.unwrap_or_else(|| "…".to_owned()) } else { String::new() }
            }),
            clear: Rc::new(move || list.change(|state| state.institution = None)),
            editor: Rc::new(move || view! { InstitutionEditor(list=list, institution=institution) }),
        },
        answer(list, t::FILTER_PRIMARY, Glyph::STAR, |state| &mut state.primary),
        answer(list, t::FILTER_ACTIVE, Glyph::CIRCLE_CHECK, |state| &mut state.active),
    ]
}

/// A filter with yes and no.
fn answer(list: List, name: Words, glyph: Glyph, part: fn(&mut ListState) -> &mut Option<bool>) -> Filter {
    let now = move || *part(&mut list.state.get_clone());
    let option = move |wanted: bool, words: Words| {
        let change = move |checked: bool| list.change(|state| *part(state) = checked.then_some(wanted));
        view! { CheckOption(checked=move || now() == Some(wanted), label=words, on_change=change) }
    };
    Filter {
        name,
        glyph,
        is_on: Rc::new(move || now().is_some()),
        values: Rc::new(move || {
            now().map_or("", |yes| if yes { common::YES.now() } else { common::NO.now() }).to_owned()
        }),
        clear: Rc::new(move || list.change(|state| *part(state) = None)),
        editor: Rc::new(move || vec![option(true, common::YES), option(false, common::NO)].into()),
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
