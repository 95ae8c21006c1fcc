//! The filter of the list and what opens under its chip.

use std::rc::Rc;

use domain::billing::RevenueEntryKind;
use sycamore::prelude::*;

use super::list::List;
use crate::i18n::text::revenue as t;
use crate::ui::choice::CheckOption;
use crate::ui::filter_bar::{Filter, listed};
use crate::ui::icon::Glyph;

/// The filters.
#[must_use]
pub fn filters(list: List) -> Vec<Filter> {
    let now = move || list.state.with(|state| state.kinds.clone());
    let option = move |kind: RevenueEntryKind| {
        let change = move |checked: bool| {
            list.change(|state| {
                state.kinds.retain(|kept| *kept != kind);
                if checked {
                    state.kinds.push(kind);
                }
            });
        };
        view! { CheckOption(checked=move || now().contains(&kind), label=t::kind(kind), on_change=change) }
    };
    let words = move || now().into_iter().map(|kind| t::kind(kind).now().to_owned()).collect::<Vec<_>>();
    vec![Filter {
        name: t::KIND,
        glyph: Glyph::TAG,
        is_on: Rc::new(move || !now().is_empty()),
        values: Rc::new(move || listed(&words())),
        clear: Rc::new(move || list.change(|state| state.kinds.clear())),
        editor: Rc::new(move || RevenueEntryKind::ALL.iter().map(|kind| option(*kind)).collect::<Vec<_>>().into()),
    }]
}
