//! What the list can be filtered by.

use domain::WebhookStatus;

use super::rows::look;
use super::state::ListState;
use crate::i18n::text::webhooks as t;
use crate::pages::listing::{Shown, filters};
use crate::ui::filter_bar::Filter;
use crate::ui::icon::Glyph;

/// The filters.
#[must_use]
pub fn filters(state: Shown<ListState>) -> Vec<Filter> {
    let word = |status| look(status).word;
    vec![filters::values(state, t::STATUS, Glyph::CONTRAST, WebhookStatus::ALL, word, |state| &mut state.statuses)]
}
