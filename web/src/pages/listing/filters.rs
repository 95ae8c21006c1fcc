//! The kinds of filters that lists have, each with what opens under its chip.

use std::rc::Rc;

use domain::Permission;
use sycamore::prelude::*;

use super::values::{Amounts, AmountsEditor, Assignee, Days, DaysEditor};
use super::{Listed, Shown};
use crate::app::use_app;
use crate::i18n::Words;
use crate::i18n::text::{common, list as t};
use crate::pages::institutions::{people, reference};
use crate::ui::choice::CheckOption;
use crate::ui::combobox::{Candidate, Combobox};
use crate::ui::field::FieldState;
use crate::ui::filter_bar::{Filter, listed};
use crate::ui::icon::Glyph;
use crate::ui::remote::Remote;
use crate::ui::tokens::TokensField;

/// Where a filter keeps its value.
type Part<S, T> = fn(&mut S) -> &mut T;

/// The value of a filter; tracked.
fn now<S: Listed, T: Clone>(state: Shown<S>, part: Part<S, T>) -> T {
    part(&mut state.get_clone()).clone()
}

/// One box for each value.
#[must_use]
pub fn values<S: Listed, T: Copy + PartialEq + 'static>(
    state: Shown<S>,
    name: Words,
    glyph: Glyph,
    all: &'static [T],
    word: fn(T) -> Words,
    part: Part<S, Vec<T>>,
) -> Filter {
    Filter {
        name,
        glyph,
        is_on: Rc::new(move || !now(state, part).is_empty()),
        values: Rc::new(move || {
            listed(&now(state, part).into_iter().map(|value| word(value).now().to_owned()).collect::<Vec<_>>())
        }),
        clear: Rc::new(move || state.change(|state| part(state).clear())),
        editor: Rc::new(move || {
            all.iter().map(|value| value_box(state, *value, word(*value), part)).collect::<Vec<_>>().into()
        }),
    }
}

/// The box of one value.
pub fn value_box<S: Listed, T: Copy + PartialEq + 'static>(
    state: Shown<S>,
    value: T,
    word: Words,
    part: Part<S, Vec<T>>,
) -> View {
    let checked = create_selector(move || now(state, part).contains(&value));
    let change = move |checked: bool| {
        state.change(|state| {
            let values = part(state);
            values.retain(|kept| *kept != value);
            if checked {
                values.push(value);
            }
        });
    };
    view! { CheckOption(checked=checked, label=word, on_change=change) }
}

/// Yes or no, in the words of `word`.
#[must_use]
pub fn answer<S: Listed>(
    state: Shown<S>,
    name: Words,
    glyph: Glyph,
    word: fn(bool) -> Words,
    part: Part<S, Option<bool>>,
) -> Filter {
    let option = move |wanted: bool| {
        let checked = create_selector(move || now(state, part) == Some(wanted));
        let change = move |checked: bool| state.change(|state| *part(state) = checked.then_some(wanted));
        view! { CheckOption(checked=checked, label=word(wanted), on_change=change) }
    };
    Filter {
        name,
        glyph,
        is_on: Rc::new(move || now(state, part).is_some()),
        values: Rc::new(move || now(state, part).map_or("", |answer| word(answer).now()).to_owned()),
        clear: Rc::new(move || state.change(|state| *part(state) = None)),
        editor: Rc::new(move || vec![option(true), option(false)].into()),
    }
}

/// « oui » or « non ».
#[must_use]
pub const fn yes_or_no(answer: bool) -> Words {
    if answer { common::YES } else { common::NO }
}

/// On or off, in one box.
#[must_use]
pub fn only<S: Listed>(state: Shown<S>, name: Words, glyph: Glyph, label: Words, part: Part<S, bool>) -> Filter {
    Filter {
        name,
        glyph,
        is_on: Rc::new(move || now(state, part)),
        values: Rc::new(move || if now(state, part) { t::ON.now().to_owned() } else { String::new() }),
        clear: Rc::new(move || state.change(|state| *part(state) = false)),
        editor: Rc::new(move || {
            let checked = create_selector(move || now(state, part));
            let change = move |checked: bool| state.change(|state| *part(state) = checked);
            view! { CheckOption(checked=checked, label=label, on_change=change) }
        }),
    }
}

/// One institution; `found` is the one in the address, as soon as its name is known.
#[must_use]
pub fn institution<S: Listed>(
    state: Shown<S>,
    name: Words,
    found: ReadSignal<Option<Candidate>>,
    part: Part<S, Option<String>>,
) -> Filter {
    Filter {
        name,
        glyph: Glyph::BUILDING_2,
        is_on: Rc::new(move || now(state, part).is_some()),
        values: Rc::new(move || {
            let name = found.with(|found| found.as_ref().map(|found| found.label.clone()));
            if now(state, part).is_some() { pending(name) } else { String::new() }
        }),
        clear: Rc::new(move || state.change(|state| *part(state) = None)),
        editor: Rc::new(move || view! { InstitutionEditor(state=state, name=name, found=found, part=part) }),
    }
}

/// A name that is still on its way.
fn pending(name: Option<String>) -> String {
    name.unwrap_or_else(|| "…".to_owned())
}

#[component(inline_props)]
fn InstitutionEditor<S: Listed>(
    state: Shown<S>,
    name: Words,
    found: ReadSignal<Option<Candidate>>,
    part: Part<S, Option<String>>,
) -> View {
    let chosen = create_signal(found.get_clone_untracked());
    create_effect(move || {
        let id = chosen.with(|chosen| chosen.as_ref().map(|chosen| chosen.id.clone()));
        if id.is_some() && id != untrack(|| now(state, part)) {
            state.change(|state| *part(state) = id);
        }
    });
    view! {
        Combobox(state=FieldState::free(""), chosen=chosen, label=name, search=reference::search())
    }
}

/// Who is in charge; `person` is the name of the one in the address, as soon as it is known.
#[must_use]
pub fn assignee<S: Listed>(
    state: Shown<S>,
    name: Words,
    person: ReadSignal<Option<String>>,
    part: Part<S, Option<Assignee>>,
) -> Filter {
    Filter {
        name,
        glyph: Glyph::USERS,
        is_on: Rc::new(move || now(state, part).is_some()),
        values: Rc::new(move || match now(state, part) {
            None => String::new(),
            Some(Assignee::Me) => t::ME.now().to_owned(),
            Some(Assignee::User(_)) => pending(person.get_clone()),
        }),
        clear: Rc::new(move || state.change(|state| *part(state) = None)),
        editor: Rc::new(move || view! { AssigneeEditor(state=state, part=part) }),
    }
}

/// The name of the person in the address.
#[must_use]
pub fn follow_assignee<S: Listed>(state: Shown<S>, part: Part<S, Option<Assignee>>) -> ReadSignal<Option<String>> {
    people::follow_name(create_selector(move || match now(state, part) {
        Some(Assignee::User(id)) => Some(id),
        _ => None,
    }))
}

#[component(inline_props)]
fn AssigneeEditor<S: Listed>(state: Shown<S>, part: Part<S, Option<Assignee>>) -> View {
    let can_choose = use_app().session.can(Permission::ViewUsers);
    let mine = create_selector(move || now(state, part) == Some(Assignee::Me));
    let change = move |checked: bool| state.change(|state| *part(state) = checked.then_some(Assignee::Me));
    let chosen = create_signal(None::<Candidate>);
    create_effect(move || {
        if let Some(person) = chosen.get_clone() {
            state.change(|state| *part(state) = Some(Assignee::User(person.id)));
        }
    });
    let others = can_choose.then(|| {
        view! { Combobox(state=FieldState::free(""), chosen=chosen, label=t::SOMEBODY, search=people::search()) }
    });
    view! {
        CheckOption(checked=mine, label=t::ME, on_change=change)
        (others)
    }
}

/// Days from and to.
#[must_use]
pub fn days<S: Listed>(state: Shown<S>, name: Words, part: Part<S, Days>) -> Filter {
    Filter {
        name,
        glyph: Glyph::CALENDAR,
        is_on: Rc::new(move || now(state, part).is_on()),
        values: Rc::new(move || now(state, part).words()),
        clear: Rc::new(move || state.change(|state| *part(state) = Days::default())),
        editor: Rc::new(move || {
            let days = untrack(|| now(state, part));
            view! { DaysEditor(days=days, change=move |days| state.change(|state| *part(state) = days)) }
        }),
    }
}

/// Amounts from and to.
#[must_use]
pub fn amounts<S: Listed>(state: Shown<S>, name: Words, part: Part<S, Amounts>) -> Filter {
    Filter {
        name,
        glyph: Glyph::RECEIPT_EURO,
        is_on: Rc::new(move || now(state, part).is_on()),
        values: Rc::new(move || now(state, part).words()),
        clear: Rc::new(move || state.change(|state| *part(state) = Amounts::default())),
        editor: Rc::new(move || {
            let amounts = untrack(|| now(state, part));
            view! { AmountsEditor(amounts=amounts, change=move |amounts| state.change(|state| *part(state) = amounts)) }
        }),
    }
}

/// Words out of those that there are: `known` fetches them when the editor opens.
#[must_use]
pub fn tokens<S: Listed>(
    state: Shown<S>,
    name: Words,
    glyph: Glyph,
    help: Words,
    known: fn() -> Remote<Vec<String>>,
    part: Part<S, Vec<String>>,
) -> Filter {
    Filter {
        name,
        glyph,
        is_on: Rc::new(move || !now(state, part).is_empty()),
        values: Rc::new(move || listed(&now(state, part))),
        clear: Rc::new(move || state.change(|state| part(state).clear())),
        editor: Rc::new(move || {
            view! { TokensEditor(state=state, name=name, help=help, known=known(), part=part) }
        }),
    }
}

#[component(inline_props)]
fn TokensEditor<S: Listed>(
    state: Shown<S>,
    name: Words,
    help: Words,
    known: Remote<Vec<String>>,
    part: Part<S, Vec<String>>,
) -> View {
    let suggestions = create_memo(move || known.value.get_clone().unwrap_or_default());
    let mut before = untrack(|| now(state, part));
    let values = create_signal(before.clone());
    create_effect(move || {
        let chosen = values.get_clone();
        if chosen != before {
            before.clone_from(&chosen);
            state.change(|state| *part(state) = chosen);
        }
    });
    view! {
        TokensField(
            state=FieldState::free(""),
            values=values,
            label=name,
            suggestions=suggestions,
            known_only=true,
            help=help,
        )
    }
}
