//! What the list can be filtered by.

use super::state::ListState;
use crate::api::back_office::{CatalogCategories, catalog_categories};
use crate::api::send;
use crate::i18n::text::catalog as t;
use crate::pages::listing::{Shown, filters};
use crate::ui::filter_bar::Filter;
use crate::ui::icon::Glyph;
use crate::ui::remote::{Remote, fetch};
use crate::ui::status::looks;

/// The filters.
#[must_use]
pub fn filters(state: Shown<ListState>) -> Vec<Filter> {
    let word = |active: bool| if active { looks::item::ON_SALE.word } else { looks::item::WITHDRAWN.word };
    vec![
        filters::tokens(state, t::CATEGORY, Glyph::TAG, t::CATEGORY_FILTER_HELP, categories, |s| &mut s.categories),
        filters::answer(state, t::STATE, Glyph::CIRCLE_CHECK, word, |state| &mut state.active),
    ]
}

fn categories() -> Remote<Vec<String>> {
    fetch(
        || (),
        |()| async move { Ok(send::<CatalogCategories>(catalog_categories::Variables).await?.catalog_categories) },
    )
}
