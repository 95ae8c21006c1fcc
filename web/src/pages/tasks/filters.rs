//! What the page can be filtered by.

use domain::{TaskPriority, TaskStatus};
use sycamore::prelude::*;

use super::state::ListState;
use crate::i18n::text::tasks as t;
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
    let (status, priority) = (|s| status::task(s, false).word, |p| status::priority(p).word);
    vec![
        filters::values(state, t::STATUS, Glyph::CONTRAST, TaskStatus::ALL, status, |s| &mut s.statuses),
        filters::values(state, t::PRIORITY, Glyph::SIGNAL_HIGH, TaskPriority::ALL, priority, |s| &mut s.priorities),
        filters::assignee(state, t::ASSIGNEE, person, |state| &mut state.assignee),
        filters::institution(state, t::INSTITUTION, institution, |state| &mut state.institution),
        filters::days(state, t::DUE_DATE, |state| &mut state.due),
        filters::only(state, t::FILTER_OVERDUE, Glyph::TRIANGLE_ALERT, t::ONLY_OVERDUE, |state| &mut state.overdue),
    ]
}
