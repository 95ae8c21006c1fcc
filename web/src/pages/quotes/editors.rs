//! The filters of the list and what opens under their chips.

use std::rc::Rc;

use domain::Permission;
use domain::billing::QuoteStatus;
use sycamore::prelude::*;

use super::list::List;
use super::state::ListState;
use crate::app::use_app;
use crate::i18n::text::{documents, list as words_of_lists, quotes as t};
use crate::pages::documents::filters::{Amounts, AmountsEditor, Assignee, Days, DaysEditor};
use crate::pages::institutions::{people, reference};
use crate::ui::choice::CheckOption;
use crate::ui::combobox::{Candidate, Combobox};
use crate::ui::field::FieldState;
use crate::ui::filter_bar::{Filter, listed};
use crate::ui::icon::Glyph;
use crate::ui::status;

/// The filters; `institution` and `person` are those in the address.
#[must_use]
pub fn filters(
    list: List,
    institution: ReadSignal<Option<Candidate>>,
    person: ReadSignal<Option<String>>,
) -> Vec<Filter> {
    let on = move |is_on: fn(&ListState) -> bool| Rc::new(move || list.state.with(is_on)) as Rc<dyn Fn() -> bool>;
    let clear = move |clear: fn(&mut ListState)| Rc::new(move || list.change(clear)) as Rc<dyn Fn()>;
    let pending = |name: Option<String>| name.unwrap_or_else(|| "…".to_owned());
    vec![
        Filter {
            name: documents::STATUS,
            glyph: Glyph::CONTRAST,
            is_on: on(|state| !state.statuses.is_empty()),
            values: Rc::new(move || {
                let word = |status: &QuoteStatus| status::quote(*status, false).word.now().to_owned();
                listed(&list.state.with(|state| state.statuses.iter().map(word).collect::<Vec<_>>()))
            }),
            clear: clear(|state| state.statuses.clear()),
            editor: Rc::new(move || {
                QuoteStatus::ALL.iter().map(|status| option(list, *status)).collect::<Vec<_>>().into()
            }),
        },
        Filter {
            name: documents::INSTITUTION,
            glyph: Glyph::BUILDING_2,
            is_on: on(|state| state.institution.is_some()),
            values: Rc::new(move || {
                let on = list.state.with(|state| state.institution.is_some());
                let name = institution.with(|found| found.as_ref().map(|found| found.label.clone()));
                if on { pending(name) } else { String::new() }
            }),
            clear: clear(|state| state.institution = None),
            editor: Rc::new(move || view! { InstitutionEditor(list=list, institution=institution) }),
        },
        Filter {
            name: documents::ASSIGNEE,
            glyph: Glyph::USERS,
            is_on: on(|state| state.assignee.is_some()),
            values: Rc::new(move || match list.state.with(|state| state.assignee.clone()) {
                None => String::new(),
                Some(Assignee::Me) => words_of_lists::ME.now().to_owned(),
                Some(Assignee::User(_)) => pending(person.get_clone()),
            }),
            clear: clear(|state| state.assignee = None),
            editor: Rc::new(move || view! { AssigneeEditor(list=list) }),
        },
        Filter {
            name: documents::AMOUNT,
            glyph: Glyph::RECEIPT_EURO,
            is_on: on(|state| state.amounts.is_on()),
            values: Rc::new(move || list.state.with(|state| state.amounts.words())),
            clear: clear(|state| state.amounts = Amounts::default()),
            editor: Rc::new(move || {
                let amounts = list.state.with_untracked(|state| state.amounts.clone());
                view! { AmountsEditor(amounts=amounts, change=move |amounts| list.change(|state| state.amounts = amounts)) }
            }),
        },
        Filter {
            name: t::FILTER_CREATED,
            glyph: Glyph::CALENDAR,
            is_on: on(|state| state.created.is_on()),
            values: Rc::new(move || list.state.with(|state| state.created.words())),
            clear: clear(|state| state.created = Days::default()),
            editor: Rc::new(move || {
                let days = list.state.with_untracked(|state| state.created);
                view! { DaysEditor(days=days, change=move |days| list.change(|state| state.created = days)) }
            }),
        },
    ]
}

fn option(list: List, status: QuoteStatus) -> View {
    let checked = create_selector(move || list.state.with(|state| state.statuses.contains(&status)));
    let change = move |checked: bool| {
        list.change(|state| {
            state.statuses.retain(|kept| *kept != status);
            if checked {
                state.statuses.push(status);
            }
        });
    };
    view! { CheckOption(checked=checked, label=status::quote(status, false).word, on_change=change) }
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
        Combobox(state=FieldState::free(""), chosen=chosen, label=documents::INSTITUTION, search=reference::search())
    }
}

#[component(inline_props)]
fn AssigneeEditor(list: List) -> View {
    let can_choose = use_app().session.can(Permission::ViewUsers);
    let mine = create_selector(move || list.state.with(|state| state.assignee == Some(Assignee::Me)));
    let change = move |checked: bool| list.change(|state| state.assignee = checked.then_some(Assignee::Me));
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
        CheckOption(checked=mine, label=words_of_lists::ME, on_change=change)
        (others)
    }
}
