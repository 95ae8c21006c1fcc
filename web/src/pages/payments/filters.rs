//! What the list can be filtered by.

use domain::billing::{PaymentMethod, PaymentStatus};
use sycamore::prelude::*;

use super::look;
use super::state::ListState;
use crate::i18n::text::{documents, payments as t};
use crate::pages::listing::{Shown, filters};
use crate::ui::combobox::Candidate;
use crate::ui::filter_bar::Filter;
use crate::ui::icon::Glyph;

/// The filters; `institution` is the one in the address.
#[must_use]
pub fn filters(state: Shown<ListState>, institution: ReadSignal<Option<Candidate>>) -> Vec<Filter> {
    let (status, method) = (|status| look(status).word, documents::payment_method);
    vec![
        filters::values(state, t::STATUS, Glyph::CONTRAST, PaymentStatus::ALL, status, |s| &mut s.statuses),
        filters::values(state, t::METHOD, Glyph::TAG, PaymentMethod::ALL, method, |s| &mut s.methods),
        filters::days(state, t::DATE, |state| &mut state.paid),
        filters::institution(state, t::INSTITUTION, institution, |state| &mut state.institution),
    ]
}
