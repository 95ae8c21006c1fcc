//! The state of the list, kept in the address. What makes no sense in an address is left out.

use domain::{SegmentType, SegmentVisibility};

use crate::api::filters::{one_of, words};
use crate::api::segments::{SegmentFilter, segments as api};
use crate::fields_of_a_list;
use crate::i18n::text::segments as t;
use crate::pages::listing::Listed;
use crate::router::query::Query;
use crate::ui::pager::{Position, Slice};
use crate::ui::sort::{Sort, SortKey, SortKeys};

/// What the list can be sorted by.
pub static SORT_KEYS: [SortKey; 3] = [
    SortKey::new("name", "NAME", t::SORT_NAME),
    SortKey::new("updated", "UPDATED_AT", t::SORT_UPDATED).descending(),
    SortKey::new("created", "CREATED_AT", t::SORT_CREATED).descending(),
];

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListState {
    /// Words searched for.
    pub search: String,
    /// What they are made of.
    pub kinds: Vec<SegmentType>,
    /// Who sees them.
    pub visibilities: Vec<SegmentVisibility>,
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
            kinds: query.known("type"),
            visibilities: query.known("visibility"),
            trash: query.get("view") == Some("trash"),
            sort: Sort::parse(&SORT_KEYS, query.get("sort").unwrap_or_default()),
            position: Position::parse(query),
        }
    }

    fn query(&self) -> Query {
        let mut query = Query::default();
        query.push("view", if self.trash { "trash" } else { "" });
        query.push("q", &self.search);
        self.kinds.iter().for_each(|kind| query.push("type", kind.name()));
        self.visibilities.iter().for_each(|visibility| query.push("visibility", visibility.name()));
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
    pub fn filter(&self) -> SegmentFilter {
        SegmentFilter {
            search: words(&self.search),
            kind: one_of(&self.kinds),
            visibility: one_of(&self.visibilities),
            deleted: self.trash.then_some(true),
            ..SegmentFilter::default()
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
    fn filters_reach_the_server() {
        let filter = parse("q=ouest&type=contact&type=planet&visibility=team&view=trash&sort=colour").filter();
        let expected = serde_json::json!({
            "search": "ouest", "type": { "in": ["CONTACT"] }, "visibility": { "in": ["TEAM"] }, "deleted": true,
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
