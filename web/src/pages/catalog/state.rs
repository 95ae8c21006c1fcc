//! The state of the list, kept in the address. What makes no sense in an address is left out.

use crate::api::back_office::{CatalogItemFilter, catalog_items as api};
use crate::api::filters::{is, one_of, words};
use crate::fields_of_a_list;
use crate::i18n::text::catalog as t;
use crate::pages::listing::Listed;
use crate::router::query::Query;
use crate::ui::pager::{Position, Slice};
use crate::ui::sort::{Sort, SortKey, SortKeys};

/// What the list can be sorted by.
pub static SORT_KEYS: [SortKey; 4] = [
    SortKey::new("name", "NAME", t::SORT_NAME),
    SortKey::new("category", "CATEGORY", t::SORT_CATEGORY).then("NAME"),
    SortKey::new("price", "UNIT_PRICE", t::SORT_PRICE).descending(),
    SortKey::new("updated", "UPDATED_AT", t::SORT_UPDATED).descending(),
];

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListState {
    /// Words searched for.
    pub search: String,
    /// Groups.
    pub categories: Vec<String>,
    /// Still sold, or withdrawn.
    pub active: Option<bool>,
    /// The deleted ones instead.
    pub trash: bool,
    /// The order.
    pub sort: Sort,
    /// Which page.
    pub position: Position,
}

impl Listed for ListState {
    const SORT_KEYS: SortKeys = &SORT_KEYS;

    fn parse(query: &Query) -> Self {
        Self {
            search: query.get("q").unwrap_or_default().trim().to_owned(),
            categories: query.words("category"),
            active: query.answer("active"),
            trash: query.get("view") == Some("trash"),
            sort: Sort::parse(&SORT_KEYS, query.get("sort").unwrap_or_default()),
            position: Position::parse(query),
        }
    }

    fn query(&self) -> Query {
        let mut query = Query::default();
        query.push("view", if self.trash { "trash" } else { "" });
        query.push("q", &self.search);
        self.categories.iter().for_each(|category| query.push("category", category));
        query.push_answer("active", self.active);
        query.push("sort", &self.sort.text());
        self.position.write(&mut query);
        query
    }

    fn without_filters(&self) -> Self {
        Self { trash: self.trash, sort: self.sort, ..Self::default() }
    }

    fields_of_a_list!();
}

impl ListState {
    /// The filter of the query.
    #[must_use]
    pub fn filter(&self) -> CatalogItemFilter {
        CatalogItemFilter {
            search: words(&self.search),
            category: one_of(&self.categories),
            is_active: is(self.active),
            deleted: self.trash.then_some(true),
            ..CatalogItemFilter::default()
        }
    }

    /// The variables of the query for its page.
    #[must_use]
    pub fn variables(&self) -> api::Variables {
        let Slice { first, after, last, before } = self.position.slice();
        let order_by = Some(self.sort.order(&SORT_KEYS));
        api::Variables { order_by, filter: Some(self.filter()), first, after, last, before }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &str) -> ListState {
        ListState::parse(&Query::parse(text))
    }

    #[test]
    fn nonsense_in_an_address_is_left_out() {
        assert_eq!(parse("active=perhaps&category=&sort=colour&view=x"), ListState::default());
    }

    #[test]
    fn filters_reach_the_server() {
        let filter = parse("q=audit&category=Audits&category=Audits&active=yes&view=trash").filter();
        let expected = serde_json::json!({
            "search": "audit", "category": {"in": ["Audits"]}, "isActive": {"eq": true}, "deleted": true,
        });
        assert_eq!(serde_json::to_value(filter).unwrap(), expected);
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_written_and_read_again_alike(text in "([a-z_]{1,11}=[^&]{0,10}&){0,8}") {
            let state = parse(&text);
            prop_assert_eq!(ListState::parse(&Query::parse(&state.query().to_string())), state);
        }
    }
}
