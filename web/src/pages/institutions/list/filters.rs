//! What the list can be filtered by.

use std::rc::Rc;

use sycamore::prelude::*;

use super::List;
use super::editors::Editor;
use super::state::{Assignee, ListState};
use crate::i18n::Words;
use crate::i18n::format::integer;
use crate::i18n::text::{institutions as t, list as words_of_lists, words};
use crate::pages::institutions::people;
use crate::ui::filter_bar::{Filter, listed};
use crate::ui::icon::Glyph;
use crate::ui::status::{commercial, compliance};

/// A filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FilterKind {
    /// Kind of establishment.
    Type,
    /// Commercial status.
    Commercial,
    /// Town.
    City,
    /// Who follows it.
    Assignee,
    /// Tags.
    Tags,
    /// Compliance.
    Compliance,
    /// Number of beds.
    Beds,
    /// Active or not.
    Active,
}

impl FilterKind {
    /// Every filter, in the order of the bar.
    pub const ALL: [Self; 8] = [
        Self::Type,
        Self::Commercial,
        Self::City,
        Self::Assignee,
        Self::Tags,
        Self::Compliance,
        Self::Beds,
        Self::Active,
    ];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> Words {
        match self {
            Self::Type => t::FILTER_TYPE,
            Self::Commercial => t::FILTER_COMMERCIAL,
            Self::City => t::FILTER_CITY,
            Self::Assignee => t::ASSIGNEE,
            Self::Tags => t::TAGS,
            Self::Compliance => t::COMPLIANCE,
            Self::Beds => t::BEDS,
            Self::Active => t::FILTER_ACTIVE,
        }
    }

    const fn glyph(self) -> Glyph {
        match self {
            Self::Type | Self::City => Glyph::BUILDING_2,
            Self::Commercial => Glyph::CIRCLE_CHECK,
            Self::Assignee => Glyph::USERS,
            Self::Tags => Glyph::TAG,
            Self::Compliance => Glyph::LIST_CHECKS,
            Self::Beds => Glyph::LIST_FILTER,
            Self::Active => Glyph::CIRCLE_MINUS,
        }
    }

    /// Whether it is on.
    #[must_use]
    pub fn is_on(self, state: &ListState) -> bool {
        match self {
            Self::Type => !state.types.is_empty(),
            Self::Commercial => !state.commercial.is_empty(),
            Self::City => !state.cities.is_empty(),
            Self::Assignee => state.assignee.is_some(),
            Self::Tags => !state.tags.is_empty(),
            Self::Compliance => !state.compliance.is_empty(),
            Self::Beds => state.beds_min.is_some() || state.beds_max.is_some(),
            Self::Active => state.active.is_some(),
        }
    }

    /// Turns it off.
    pub fn clear(self, state: &mut ListState) {
        match self {
            Self::Type => state.types.clear(),
            Self::Commercial => state.commercial.clear(),
            Self::City => state.cities.clear(),
            Self::Assignee => state.assignee = None,
            Self::Tags => state.tags.clear(),
            Self::Compliance => state.compliance.clear(),
            Self::Beds => (state.beds_min, state.beds_max) = (None, None),
            Self::Active => state.active = None,
        }
    }

    /// Its values in words; a user's name must be fetched and is handed in.
    fn values(self, state: &ListState, user: Option<String>) -> String {
        match self {
            Self::Type => listed(&names(&state.types, words::institution_type)),
            Self::Commercial => listed(&names(&state.commercial, |value| commercial(value).word)),
            Self::City => listed(&state.cities),
            Self::Tags => listed(&state.tags),
            Self::Compliance => listed(&names(&state.compliance, |value| compliance(value).word)),
            Self::Assignee => match &state.assignee {
                None => String::new(),
                Some(Assignee::Me) => words_of_lists::ME.now().to_owned(),
                Some(Assignee::Nobody) => words_of_lists::NOBODY.now().to_owned(),
                Some(Assignee::User(_)) => user.unwrap_or_else(|| "…".to_owned()),
            },
            Self::Beds => match (state.beds_min, state.beds_max) {
                (Some(least), Some(most)) => t::beds_between(&integer(u64::from(least)), &integer(u64::from(most))),
                (Some(least), None) => t::beds_from(&integer(u64::from(least))),
                (None, Some(most)) => t::beds_to(&integer(u64::from(most))),
                (None, None) => String::new(),
            },
            Self::Active => match state.active {
                None => String::new(),
                Some(true) => t::ACTIVE.now().to_owned(),
                Some(false) => t::INACTIVE.now().to_owned(),
            },
        }
    }
}

fn names<T: Copy>(values: &[T], word: fn(T) -> Words) -> Vec<String> {
    values.iter().map(|value| word(*value).now().to_owned()).collect()
}

/// The filters of the list.
#[must_use]
pub fn filters(list: List) -> Vec<Filter> {
    let person = people::follow_name(create_selector(move || {
        list.state.with(|state| match &state.assignee {
            Some(Assignee::User(id)) => Some(id.clone()),
            _ => None,
        })
    }));
    let filter = |kind: FilterKind| Filter {
        name: kind.name(),
        glyph: kind.glyph(),
        is_on: Rc::new(move || list.state.with(|state| kind.is_on(state))),
        values: Rc::new(move || list.state.with(|state| kind.values(state, person.get_clone()))),
        clear: Rc::new(move || list.change(|state| kind.clear(state))),
        editor: Rc::new(move || view! { Editor(list=list, kind=kind) }),
    };
    FilterKind::ALL.into_iter().map(filter).collect()
}
