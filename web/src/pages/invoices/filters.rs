//! What the list can be filtered by.

use std::rc::Rc;

use domain::billing::{InvoiceKind, InvoiceStatus, InvoiceType};
use sycamore::prelude::*;

use super::state::ListState;
use crate::i18n::Words;
use crate::i18n::text::{documents, invoices as t};
use crate::pages::listing::{Shown, filters};
use crate::ui::choice::CheckOption;
use crate::ui::combobox::Candidate;
use crate::ui::filter_bar::{Filter, listed};
use crate::ui::icon::Glyph;
use crate::ui::status;

/// The filters; `institution` and `person` are those in the address.
#[must_use]
pub fn filters(
    state: Shown<ListState>,
    institution: ReadSignal<Option<Candidate>>,
    person: ReadSignal<Option<String>>,
) -> Vec<Filter> {
    let status = |status| status::invoice(status, false).word;
    vec![
        filters::values(state, documents::STATUS, Glyph::CONTRAST, InvoiceStatus::ALL, status, |s| &mut s.statuses),
        kind(state),
        filters::institution(state, documents::INSTITUTION, institution, |state| &mut state.institution),
        filters::assignee(state, documents::ASSIGNEE, person, |state| &mut state.assignee),
        filters::amounts(state, documents::AMOUNT, |state| &mut state.amounts),
        filters::days(state, t::ISSUE_DATE, |state| &mut state.issued),
        filters::only(state, t::FILTER_OVERDUE, Glyph::TRIANGLE_ALERT, t::ONLY_OVERDUE, |state| &mut state.overdue),
    ]
}

/// Invoices or credit notes, and which parts of quotes.
fn kind(state: Shown<ListState>) -> Filter {
    Filter {
        name: t::FILTER_KIND,
        glyph: Glyph::RECEIPT_EURO,
        is_on: Rc::new(move || state.with(|state| state.kind.is_some() || !state.types.is_empty())),
        values: Rc::new(move || {
            let kind = state.with(|state| state.kind).map(|kind| kind_word(kind).now().to_owned());
            let part = |part: &InvoiceType| documents::invoice_type(*part).now().to_owned();
            let parts: Vec<String> = state.with(|state| state.types.iter().map(part).collect());
            listed(&kind.into_iter().chain(parts).collect::<Vec<_>>())
        }),
        clear: Rc::new(move || {
            state.change(|state| {
                state.kind = None;
                state.types.clear();
            });
        }),
        editor: Rc::new(move || view! { KindEditor(state=state) }),
    }
}

const fn kind_word(kind: InvoiceKind) -> Words {
    match kind {
        InvoiceKind::Invoice => t::INVOICE,
        InvoiceKind::CreditNote => t::CREDIT_NOTE,
    }
}

#[component(inline_props)]
fn KindEditor(state: Shown<ListState>) -> View {
    let kind = |kind: &InvoiceKind| {
        let kind = *kind;
        let checked = create_selector(move || state.with(|state| state.kind == Some(kind)));
        let change = move |checked: bool| state.change(|state| state.kind = checked.then_some(kind));
        view! { CheckOption(checked=checked, label=kind_word(kind), on_change=change) }
    };
    let part = |part: &InvoiceType| {
        filters::value_box(state, *part, documents::invoice_type(*part), |state: &mut ListState| &mut state.types)
    };
    let kinds: Vec<View> = InvoiceKind::ALL.iter().map(kind).collect();
    let parts: Vec<View> = [InvoiceType::Partial, InvoiceType::Deposit, InvoiceType::Final].iter().map(part).collect();
    view! {
        (kinds)
        (parts)
    }
}
