//! What the list can be filtered by.

use domain::{SegmentType, SegmentVisibility};

use super::state::ListState;
use crate::i18n::text::segments as t;
use crate::pages::listing::{Shown, filters};
use crate::ui::filter_bar::Filter;
use crate::ui::icon::Glyph;

/// The filters.
#[must_use]
pub fn filters(state: Shown<ListState>) -> Vec<Filter> {
    vec![
        filters::values(state, t::TYPE, Glyph::BUILDING_2, SegmentType::ALL, t::kind, |state| &mut state.kinds),
        filters::values(state, t::VISIBILITY, Glyph::EYE, SegmentVisibility::ALL, t::visibility, |state| {
            &mut state.visibilities
        }),
    ]
}
