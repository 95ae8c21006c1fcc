//! What the list can be filtered by.

use domain::billing::QuoteStatus;
use sycamore::prelude::*;

use super::state::ListState;
use crate::i18n::text::{documents, quotes as t};
use crate::pages::listing::{Shown, filters};
use crate::ui::combobox::Candidate;
use crate::ui::filter_bar::Filter;
use crate::ui::icon::Glyph;
use crate::ui::status;

/// The filters; `institution` and `person` are those in the address.
#[must_use]
pub fn filters(
    state: Shown<ListState>,
    institution: ReadSignal<Option<Candidate>>,
    person: ReadSignal<Option<String>>,
) -> Vec<Filter> {
    let status = |status| status::quote(status, false).word;
    vec![
        filters::values(state, documents::STATUS, Glyph::CONTRAST, QuoteStatus::ALL, status, |s| &mut s.statuses),
        filters::institution(state, documents::INSTITUTION, institution, |state| &mut state.institution),
        filters::assignee(state, documents::ASSIGNEE, person, |state| &mut state.assignee),
        filters::amounts(state, documents::AMOUNT, |state| &mut state.amounts),
        filters::days(state, t::FILTER_CREATED, |state| &mut state.created),
    ]
}
