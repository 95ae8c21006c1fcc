//! The filters of the page and what opens under their chips.

use std::rc::Rc;

use domain::{Permission, TaskPriority, TaskStatus};
use sycamore::prelude::*;

use super::page::Tasks as Page;
use super::state::{Assignee, ListState};
use crate::app::use_app;
use crate::i18n::Words;
use crate::i18n::format;
use crate::i18n::text::{list as words_of_lists, tasks as t};
use crate::pages::institutions::{people, reference};
use crate::ui::choice::CheckOption;
use crate::ui::combobox::{Candidate, Combobox};
use crate::ui::date_field::{DateField, date_state, day_of, iso_text};
use crate::ui::field::FieldState;
use crate::ui::filter_bar::{Filter, listed};
use crate::ui::icon::Glyph;
use crate::ui::status;

/// The filters; `institution` and `person` are those in the address.
#[must_use]
pub fn filters(
    page: Page,
    institution: ReadSignal<Option<Candidate>>,
    person: ReadSignal<Option<String>>,
) -> Vec<Filter> {
    let on = move |is_on: fn(&ListState) -> bool| Rc::new(move || page.state.with(is_on)) as Rc<dyn Fn() -> bool>;
    let clear = move |clear: fn(&mut ListState)| Rc::new(move || page.change(clear)) as Rc<dyn Fn()>;
    let pending = |name: Option<String>| name.unwrap_or_else(|| "…".to_owned());
    vec![
        values(page, t::STATUS, Glyph::CONTRAST, TaskStatus::ALL, |s| status::task(s, false).word, |s| &mut s.statuses),
        values(
            page,
            t::PRIORITY,
            Glyph::SIGNAL_HIGH,
            TaskPriority::ALL,
            |p| status::priority(p).word,
            |s| &mut s.priorities,
        ),
        Filter {
            name: t::ASSIGNEE,
            glyph: Glyph::USERS,
            is_on: on(|state| state.assignee.is_some()),
            values: Rc::new(move || match page.state.with(|state| state.assignee.clone()) {
                None => String::new(),
                Some(Assignee::Me) => words_of_lists::ME.now().to_owned(),
                Some(Assignee::User(_)) => pending(person.get_clone()),
            }),
            clear: clear(|state| state.assignee = None),
            editor: Rc::new(move || view! { AssigneeEditor(page=page) }),
        },
        Filter {
            name: t::INSTITUTION,
            glyph: Glyph::BUILDING_2,
            is_on: on(|state| state.institution.is_some()),
            values: Rc::new(move || {
                let on = page.state.with(|state| state.institution.is_some());
                if on {
                    pending(institution.with(|found| found.as_ref().map(|found| found.label.clone())))
                } else {
                    String::new()
                }
            }),
            clear: clear(|state| state.institution = None),
            editor: Rc::new(move || view! { InstitutionEditor(page=page, institution=institution) }),
        },
        Filter {
            name: t::DUE_DATE,
            glyph: Glyph::CALENDAR,
            is_on: on(|state| state.due_from.is_some() || state.due_to.is_some()),
            values: Rc::new(move || page.state.with(due_words)),
            clear: clear(|state| (state.due_from, state.due_to) = (None, None)),
            editor: Rc::new(move || view! { DueEditor(page=page) }),
        },
        Filter {
            name: t::FILTER_OVERDUE,
            glyph: Glyph::TRIANGLE_ALERT,
            is_on: on(|state| state.overdue),
            values: Rc::new(|| t::LATE.now().to_owned()),
            clear: clear(|state| state.overdue = false),
            editor: Rc::new(move || {
                let checked = create_selector(move || page.state.with(|state| state.overdue));
                let change = move |checked: bool| page.change(|state| state.overdue = checked);
                view! { CheckOption(checked=checked, label=t::ONLY_OVERDUE, on_change=change) }
            }),
        },
    ]
}

fn due_words(state: &ListState) -> String {
    let day = |day: chrono::NaiveDate| format::day(&format::instant(day, true));
    match (state.due_from, state.due_to) {
        (Some(from), Some(to)) => t::between_days(&day(from), &day(to)),
        (Some(from), None) => t::from_day(&day(from)),
        (None, Some(to)) => t::to_day(&day(to)),
        (None, None) => String::new(),
    }
}

/// A filter with one box for each value.
fn values<T: Copy + PartialEq + 'static>(
    page: Page,
    name: Words,
    glyph: Glyph,
    all: &'static [T],
    word: fn(T) -> Words,
    part: fn(&mut ListState) -> &mut Vec<T>,
) -> Filter {
    let now = move || part(&mut page.state.get_clone()).clone();
    let option = move |value: T| {
        let change = move |checked: bool| {
            page.change(|state| {
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
        clear: Rc::new(move || page.change(|state| part(state).clear())),
        editor: Rc::new(move || all.iter().map(|value| option(*value)).collect::<Vec<_>>().into()),
    }
}

#[component(inline_props)]
fn AssigneeEditor(page: Page) -> View {
    let can_choose = use_app().session.can(Permission::ViewUsers);
    let mine = create_selector(move || page.state.with(|state| state.assignee == Some(Assignee::Me)));
    let change = move |checked: bool| page.change(|state| state.assignee = checked.then_some(Assignee::Me));
    let chosen = create_signal(None::<Candidate>);
    create_effect(move || {
        if let Some(person) = chosen.get_clone() {
            page.change(|state| state.assignee = Some(Assignee::User(person.id)));
        }
    });
    let others = can_choose.then(|| {
        view! {
            Combobox(
                state=FieldState::free(""),
                chosen=chosen,
                label=words_of_lists::SOMEBODY,
                search=people::search(),
            )
        }
    });
    view! {
        CheckOption(checked=mine, label=words_of_lists::ME, on_change=change)
        (others)
    }
}

#[component(inline_props)]
fn InstitutionEditor(page: Page, institution: ReadSignal<Option<Candidate>>) -> View {
    let chosen = create_signal(institution.get_clone_untracked());
    create_effect(move || {
        let id = chosen.with(|chosen| chosen.as_ref().map(|chosen| chosen.id.clone()));
        let now = page.state.with_untracked(|state| state.institution.clone());
        if id.is_some() && id != now {
            page.change(|state| state.institution = id);
        }
    });
    view! {
        Combobox(state=FieldState::free(""), chosen=chosen, label=t::INSTITUTION, search=reference::search())
    }
}

#[component(inline_props)]
fn DueEditor(page: Page) -> View {
    let (from, to) = page.state.with_untracked(|state| (state.due_from, state.due_to));
    let state = |day: Option<chrono::NaiveDate>| date_state(day.map(iso_text).as_deref());
    let (from, to) = (state(from), state(to));
    let apply = move |_| {
        let (from, to) = untrack(|| (day_of(from), day_of(to)));
        page.change(|state| (state.due_from, state.due_to) = (from, to));
    };
    view! {
        div(class="stack-tight", on:change=apply) {
            DateField(state=from, label=t::FROM)
            DateField(state=to, label=t::TO)
        }
    }
}
