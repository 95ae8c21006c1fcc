//! The state of the list, kept in the address. What makes no sense in an address is left out.

use domain::billing::QuoteStatus;

use crate::api::documents::quotes as api;
use crate::api::filters::{QuoteFilter, is, one_of, words};
use crate::fields_of_a_list;
use crate::i18n::text::{documents, exports, quotes as t};
use crate::pages::exports::ListFile;
use crate::pages::listing::Listed;
use crate::pages::listing::values::{Amounts, Assignee, Days};
use crate::pages::panels::is_id;
use crate::router::query::Query;
use crate::ui::pager::{Position, Slice};
use crate::ui::sort::{Sort, SortKey, SortKeys};

/// What the list can be sorted by: by default the latest numbers first.
pub static SORT_KEYS: [SortKey; 7] = [
    SortKey::new("number", "QUOTE_NUMBER", t::SORT_NUMBER).descending(),
    SortKey::new("title", "TITLE", documents::TITLE),
    SortKey::new("status", "STATUS", documents::STATUS).then("VALID_UNTIL"),
    SortKey::new("total", "TOTAL", documents::COLUMN_TOTAL).descending(),
    SortKey::new("valid", "VALID_UNTIL", t::COLUMN_VALID),
    SortKey::new("updated", "UPDATED_AT", documents::SORT_UPDATED).descending(),
    SortKey::new("created", "CREATED_AT", documents::SORT_CREATED).descending(),
];

/// Statuses of what waits for an invoice.
pub const TO_INVOICE: [QuoteStatus; 2] = [QuoteStatus::Accepted, QuoteStatus::Ordered];

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListState {
    /// Words searched for.
    pub search: String,
    /// Statuses.
    pub statuses: Vec<QuoteStatus>,
    /// Id of the institution.
    pub institution: Option<String>,
    /// Who is in charge.
    pub assignee: Option<Assignee>,
    /// Totals with tax.
    pub amounts: Amounts,
    /// When they were made.
    pub created: Days,
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
            statuses: query.known("status"),
            institution: query.get("institution").filter(|id| is_id(id)).map(str::to_owned),
            assignee: query.get("assignee").and_then(Assignee::parse),
            amounts: Amounts::parse(query),
            created: Days::parse(query, "created"),
            trash: query.get("view") == Some("trash"),
            sort: Sort::parse(&SORT_KEYS, query.get("sort").unwrap_or_default()),
            position: Position::parse(query),
        }
    }

    fn query(&self) -> Query {
        let mut query = Query::default();
        query.push("view", if self.trash { "trash" } else { "" });
        query.push("q", &self.search);
        self.statuses.iter().for_each(|value| query.push("status", value.name()));
        query.push("institution", self.institution.as_deref().unwrap_or_default());
        query.push("assignee", self.assignee.as_ref().map(Assignee::text).unwrap_or_default());
        self.amounts.write(&mut query);
        self.created.write(&mut query, "created");
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
    /// The filter of the query; `me` is the id of the person at the screen.
    #[must_use]
    pub fn filter(&self, me: &str) -> QuoteFilter {
        QuoteFilter {
            search: words(&self.search),
            status: one_of(&self.statuses),
            institution_id: is(self.institution.clone()),
            assigned_user_id: is(self.assignee.as_ref().map(|assignee| assignee.id(me))),
            total: self.amounts.filter(),
            created_at: self.created.instants(),
            deleted: self.trash.then_some(true),
        }
    }

    /// The filter of the totals above the list: all statuses.
    #[must_use]
    pub fn totals_filter(&self, me: &str) -> QuoteFilter {
        QuoteFilter { status: None, ..self.filter(me) }
    }

    /// The list as a file; none of deleted ones. `me` is the id of the person at the screen.
    #[must_use]
    pub fn file(&self, me: &str) -> Option<ListFile> {
        let created = self.created.instants().unwrap_or_default();
        let file = ListFile::new(exports::QUOTES, "/api/export/quotes")
            .with("search", &self.search)
            .with_one("status", documents::STATUS, &self.statuses, QuoteStatus::name)
            .with_some("institutionId", self.institution.as_deref())
            .with_some("assignedUserId", self.assignee.as_ref().map(|assignee| assignee.id(me)).as_deref())
            .with_some("amountMin", self.amounts.least.as_deref())
            .with_some("amountMax", self.amounts.most.as_deref())
            .with_some("dateFrom", created.gte.as_deref())
            .with_some("dateTo", created.lte.as_deref());
        (!self.trash).then_some(file)
    }

    /// The variables of the query for its page.
    #[must_use]
    pub fn variables(&self, me: &str) -> api::Variables {
        let Slice { first, after, last, before } = self.position.slice();
        let order_by = Some(self.sort.order(&SORT_KEYS));
        api::Variables { order_by, filter: Some(self.filter(me)), first, after, last, before }
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
        let nonsense = "status=asleep&institution=x&assignee=none&total_min=much&created_from=soon&sort=colour&view=x";
        assert_eq!(parse(nonsense), ListState::default());
    }

    #[test]
    fn filters_reach_the_server() {
        let state =
            parse("q=bloc&status=sent&status=accepted&assignee=me&total_min=1000&created_to=2026-11-30&view=trash");
        let expected = serde_json::json!({
            "search": "bloc",
            "status": {"in": ["SENT", "ACCEPTED"]},
            "assignedUserId": {"eq": "u1"},
            "total": {"gte": "1000.00"},
            "createdAt": {"lte": "2026-11-30T23:59:59Z"},
            "deleted": true,
        });
        assert_eq!(serde_json::to_value(state.filter("u1")).unwrap(), expected);
        assert!(state.totals_filter("u1").status.is_none());
    }

    #[test]
    fn an_order_is_not_a_filter() {
        assert!(!parse("sort=-total&view=trash").is_filtered());
        assert!(parse("status=draft").is_filtered());
    }

    #[test]
    fn a_file_follows_what_its_route_takes() {
        let expected = ListFile::new(exports::QUOTES, "/api/export/quotes")
            .with("search", "bloc")
            .with("status", "sent")
            .with("assignedUserId", "u1")
            .with("amountMin", "1000.00")
            .with("dateTo", "2026-11-30T23:59:59Z");
        let state = parse("q=bloc&status=sent&assignee=me&total_min=1000&created_to=2026-11-30");
        assert_eq!(state.file("u1"), Some(expected));
        assert_eq!(parse("view=trash").file("u1"), None);
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_written_and_read_again_alike(text in "([a-z_]{1,12}=[^&]{0,10}&){0,8}") {
            let state = parse(&text);
            prop_assert_eq!(ListState::parse(&Query::parse(&state.query().to_string())), state);
        }
    }
}
