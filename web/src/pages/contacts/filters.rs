//! What the list can be filtered by.

use sycamore::prelude::*;

use super::state::ListState;
use crate::i18n::text::contacts as t;
use crate::pages::listing::{Shown, filters};
use crate::ui::combobox::Candidate;
use crate::ui::filter_bar::Filter;
use crate::ui::icon::Glyph;

/// The filters; `institution` is the one in the address.
#[must_use]
pub fn filters(state: Shown<ListState>, institution: ReadSignal<Option<Candidate>>) -> Vec<Filter> {
    let word = filters::yes_or_no;
    vec![
        filters::institution(state, t::INSTITUTION, institution, |state| &mut state.institution),
        filters::answer(state, t::FILTER_PRIMARY, Glyph::STAR, word, |state| &mut state.primary),
        filters::answer(state, t::FILTER_ACTIVE, Glyph::CIRCLE_CHECK, word, |state| &mut state.active),
    ]
}
