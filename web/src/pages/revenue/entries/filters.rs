//! What the list can be filtered by.

use domain::billing::RevenueEntryKind;

use super::state::ListState;
use crate::i18n::text::revenue as t;
use crate::pages::listing::{Shown, filters};
use crate::ui::filter_bar::Filter;
use crate::ui::icon::Glyph;

/// The filters.
#[must_use]
pub fn filters(state: Shown<ListState>) -> Vec<Filter> {
    vec![filters::values(state, t::KIND, Glyph::TAG, RevenueEntryKind::ALL, t::kind, |state| &mut state.kinds)]
}
