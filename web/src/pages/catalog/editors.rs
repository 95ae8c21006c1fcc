//! The filters of the list and what opens under their chips.

use std::rc::Rc;

use sycamore::prelude::*;

use super::list::List;
use crate::api::back_office::{CatalogCategories, catalog_categories};
use crate::api::send;
use crate::i18n::text::catalog as t;
use crate::ui::choice::CheckOption;
use crate::ui::field::FieldState;
use crate::ui::filter_bar::{Filter, listed};
use crate::ui::icon::Glyph;
use crate::ui::remote::fetch;
use crate::ui::status::looks;
use crate::ui::tokens::TokensField;

/// The filters.
#[must_use]
pub fn filters(list: List) -> Vec<Filter> {
    let categories = move || list.state.with(|state| state.categories.clone());
    let active = move || list.state.with(|state| state.active);
    let word = |active: bool| if active { looks::item::ON_SALE.word } else { looks::item::WITHDRAWN.word };
    let option = move |wanted: bool| {
        let change = move |checked: bool| list.change(|state| state.active = checked.then_some(wanted));
        view! { CheckOption(checked=move || active() == Some(wanted), label=word(wanted), on_change=change) }
    };
    vec![
        Filter {
            name: t::CATEGORY,
            glyph: Glyph::TAG,
            is_on: Rc::new(move || !categories().is_empty()),
            values: Rc::new(move || listed(&categories())),
            clear: Rc::new(move || list.change(|state| state.categories.clear())),
            editor: Rc::new(move || view! { CategoryEditor(list=list) }),
        },
        Filter {
            name: t::STATE,
            glyph: Glyph::CIRCLE_CHECK,
            is_on: Rc::new(move || active().is_some()),
            values: Rc::new(move || active().map_or("", |active| word(active).now()).to_owned()),
            clear: Rc::new(move || list.change(|state| state.active = None)),
            editor: Rc::new(move || vec![option(true), option(false)].into()),
        },
    ]
}

#[component(inline_props)]
fn CategoryEditor(list: List) -> View {
    let fetched = fetch(
        || (),
        |()| async move { Ok(send::<CatalogCategories>(catalog_categories::Variables).await?.catalog_categories) },
    );
    let known = create_memo(move || fetched.value.get_clone().unwrap_or_default());
    let chosen = list.state.with_untracked(|state| state.categories.clone());
    let values = create_signal(chosen.clone());
    let mut before = chosen;
    create_effect(move || {
        let now = values.get_clone();
        if now != before {
            before.clone_from(&now);
            list.change(|state| state.categories = now);
        }
    });
    view! {
        TokensField(
            state=FieldState::free(""),
            values=values,
            label=t::CATEGORY,
            suggestions=known,
            known_only=true,
            help=t::CATEGORY_FILTER_HELP,
        )
    }
}
