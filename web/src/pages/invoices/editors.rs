//! The filters of the list and what opens under their chips.

use std::rc::Rc;

use domain::Permission;
use domain::billing::{InvoiceKind, InvoiceStatus, InvoiceType};
use sycamore::prelude::*;

use super::list::List;
use super::state::ListState;
use crate::app::use_app;
use crate::i18n::Words;
use crate::i18n::text::{documents, invoices as t, list as words_of_lists};
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
                let word = |status: &InvoiceStatus| status::invoice(*status, false).word.now().to_owned();
                listed(&list.state.with(|state| state.statuses.iter().map(word).collect::<Vec<_>>()))
            }),
            clear: clear(|state| state.statuses.clear()),
            editor: Rc::new(move || {
                InvoiceStatus::ALL.iter().map(|status| option(list, *status)).collect::<Vec<_>>().into()
            }),
        },
        Filter {
            name: t::FILTER_KIND,
            glyph: Glyph::RECEIPT_EURO,
            is_on: on(|state| state.kind.is_some() || !state.types.is_empty()),
            values: Rc::new(move || {
                let kind = list.state.with(|state| state.kind).map(|kind| kind_word(kind).now().to_owned());
                let part = |part: &InvoiceType| documents::invoice_type(*part).now().to_owned();
                let parts: Vec<String> = list.state.with(|state| state.types.iter().map(part).collect());
                listed(&kind.into_iter().chain(parts).collect::<Vec<_>>())
            }),
            clear: clear(|state| {
                state.kind = None;
                state.types.clear();
            }),
            editor: Rc::new(move || view! { KindEditor(list=list) }),
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
            name: t::ISSUE_DATE,
            glyph: Glyph::CALENDAR,
            is_on: on(|state| state.issued.is_on()),
            values: Rc::new(move || list.state.with(|state| state.issued.words())),
            clear: clear(|state| state.issued = Days::default()),
            editor: Rc::new(move || {
                let days = list.state.with_untracked(|state| state.issued);
                view! { DaysEditor(days=days, change=move |days| list.change(|state| state.issued = days)) }
            }),
        },
        Filter {
            name: t::FILTER_OVERDUE,
            glyph: Glyph::TRIANGLE_ALERT,
            is_on: on(|state| state.overdue),
            values: Rc::new(move || {
                if list.state.with(|state| state.overdue) { t::LATE.now().to_owned() } else { String::new() }
            }),
            clear: clear(|state| state.overdue = false),
            editor: Rc::new(move || {
                let checked = create_selector(move || list.state.with(|state| state.overdue));
                let change = move |checked: bool| list.change(|state| state.overdue = checked);
                view! { CheckOption(checked=checked, label=t::ONLY_OVERDUE, on_change=change) }
            }),
        },
    ]
}

fn option(list: List, status: InvoiceStatus) -> View {
    let checked = create_selector(move || list.state.with(|state| state.statuses.contains(&status)));
    let change = move |checked: bool| {
        list.change(|state| {
            state.statuses.retain(|kept| *kept != status);
            if checked {
                state.statuses.push(status);
            }
        });
    };
    view! { CheckOption(checked=checked, label=status::invoice(status, false).word, on_change=change) }
}

const fn kind_word(kind: InvoiceKind) -> Words {
    match kind {
        InvoiceKind::Invoice => t::INVOICE,
        InvoiceKind::CreditNote => t::CREDIT_NOTE,
    }
}

/// Invoices or credit notes, and which parts of quotes.
#[component(inline_props)]
fn KindEditor(list: List) -> View {
    let kind = |kind: &InvoiceKind| {
        let kind = *kind;
        let checked = create_selector(move || list.state.with(|state| state.kind == Some(kind)));
        let change = move |checked: bool| list.change(|state| state.kind = checked.then_some(kind));
        view! { CheckOption(checked=checked, label=kind_word(kind), on_change=change) }
    };
    let part = |part: &InvoiceType| {
        let part = *part;
        let checked = create_selector(move || list.state.with(|state| state.types.contains(&part)));
        let change = move |checked: bool| {
            list.change(|state| {
                state.types.retain(|kept| *kept != part);
                if checked {
                    state.types.push(part);
                }
            });
        };
        view! { CheckOption(checked=checked, label=documents::invoice_type(part), on_change=change) }
    };
    let kinds: Vec<View> = InvoiceKind::ALL.iter().map(kind).collect();
    let parts: Vec<View> = [InvoiceType::Partial, InvoiceType::Deposit, InvoiceType::Final].iter().map(part).collect();
    view! {
        (kinds)
        (parts)
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
