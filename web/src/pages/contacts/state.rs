//! The state of the list, kept in the address. What makes no sense in an address is left out.

use crate::api::filters::{ContactFilter, is, words};
use crate::api::operations::contacts as api;
use crate::fields_of_a_list;
use crate::i18n::text::{contacts as t, exports};
use crate::pages::exports::ListFile;
use crate::pages::listing::Listed;
use crate::router::query::Query;
use crate::ui::pager::{Position, Slice};
use crate::ui::sort::{Sort, SortKey, SortKeys};

/// What the list can be sorted by.
pub static SORT_KEYS: [SortKey; 5] = [
    SortKey::new("name", "LAST_NAME", t::SORT_NAME),
    SortKey::new("first_name", "FIRST_NAME", t::SORT_FIRST_NAME),
    SortKey::new("email", "EMAIL", t::SORT_EMAIL),
    SortKey::new("updated", "UPDATED_AT", t::SORT_UPDATED).descending(),
    SortKey::new("created", "CREATED_AT", t::SORT_CREATED).descending(),
];

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListState {
    /// Words searched for.
    pub search: String,
    /// Id of the institution.
    pub institution: Option<String>,
    /// Primary contacts or the others.
    pub primary: Option<bool>,
    /// Still at the institution, or not.
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
            institution: query.get("institution").filter(|id| crate::pages::panels::is_id(id)).map(str::to_owned),
            primary: query.answer("primary"),
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
        query.push("institution", self.institution.as_deref().unwrap_or_default());
        query.push_answer("primary", self.primary);
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
    pub fn filter(&self) -> ContactFilter {
        ContactFilter {
            search: words(&self.search),
            institution_id: is(self.institution.clone()),
            is_primary: is(self.primary),
            is_active: is(self.active),
            deleted: self.trash.then_some(true),
            ..ContactFilter::default()
        }
    }

    /// The list as a file; none of deleted ones.
    #[must_use]
    pub fn file(&self) -> Option<ListFile> {
        let file = ListFile::new(exports::CONTACTS, "/api/export/contacts")
            .with("search", &self.search)
            .with_some("institutionId", self.institution.as_deref())
            .without(t::FILTER_PRIMARY, self.primary.is_some())
            .without(t::FILTER_ACTIVE, self.active.is_some());
        (!self.trash).then_some(file)
    }

    /// The variables of the query for its page.
    #[must_use]
    pub fn variables(&self) -> api::Variables {
        let Slice { first, after, last, before } = self.position.slice();
        api::Variables {
            order_by: Some(self.sort.order(&SORT_KEYS)),
            filter: Some(self.filter()),
            first,
            after,
            last,
            before,
        }
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
        assert_eq!(parse("institution=nantes&primary=perhaps&active=&sort=colour&from=x"), ListState::default());
    }

    #[test]
    fn filters_reach_the_server() {
        let filter = parse("q=durand&primary=yes&active=no&view=trash").filter();
        let expected = serde_json::json!({
            "search": "durand", "isPrimary": {"eq": true}, "isActive": {"eq": false}, "deleted": true,
        });
        assert_eq!(serde_json::to_value(filter).unwrap(), expected);
    }

    #[test]
    fn a_file_follows_what_its_route_takes() {
        let expected = ListFile::new(exports::CONTACTS, "/api/export/contacts")
            .with("search", "durand")
            .without(t::FILTER_PRIMARY, true);
        assert_eq!(parse("q=durand&primary=yes").file(), Some(expected));
        assert_eq!(parse("view=trash").file(), None);
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_written_and_read_again_alike(text in "([a-z_]{1,11}=[^&]{0,10}&){0,8}") {
            let state = parse(&text);
            prop_assert_eq!(ListState::parse(&Query::parse(&state.query().to_string())), state);
        }
    }
}
