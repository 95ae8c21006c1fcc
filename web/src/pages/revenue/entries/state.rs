//! The state of the list, kept in the address beside what is looked at above it: its places have names of their own, since
//! a period begins with `from` too.

use domain::billing::RevenueEntryKind;

use crate::api::filters::{Between, is, one_of, words};
use crate::api::revenue::{EntryFilter, revenue_entries as api};
use crate::fields_of_a_list;
use crate::i18n::text::revenue as t;
use crate::pages::billing::period::Span;
use crate::pages::listing::Listed;
use crate::router::query::Query;
use crate::ui::date_field::iso_text;
use crate::ui::pager::{Position, Slice};
use crate::ui::sort::{Sort, SortKey, SortKeys};

/// What the list can be sorted by.
pub static SORT_KEYS: [SortKey; 4] = [
    SortKey::new("date", "ENTRY_DATE", t::SORT_DATE).descending(),
    SortKey::new("label", "LABEL", t::SORT_LABEL),
    SortKey::new("amount", "TOTAL_AMOUNT", t::SORT_AMOUNT).descending(),
    SortKey::new("created", "CREATED_AT", t::SORT_CREATED).descending(),
];

/// What names of a position are in the address, with this before them.
const OWN: &str = "entries_";
const POSITION: [&str; 3] = ["after", "before", "from"];

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListState {
    /// Words searched for.
    pub search: String,
    /// Kinds.
    pub kinds: Vec<RevenueEntryKind>,
    /// The deleted ones instead, of any day.
    pub trash: bool,
    /// The order.
    pub sort: Sort,
    /// Which page.
    pub position: Position,
}

impl Listed for ListState {
    const SORT_KEYS: SortKeys = &SORT_KEYS;

    fn parse(query: &Query) -> Self {
        let mut position = Query::default();
        for name in POSITION {
            position.push(name, query.get(&format!("{OWN}{name}")).unwrap_or_default());
        }
        Self {
            search: query.get("q").unwrap_or_default().trim().to_owned(),
            kinds: query.known("kind"),
            trash: query.get("view") == Some("trash"),
            sort: Sort::parse(&SORT_KEYS, query.get("sort").unwrap_or_default()),
            position: Position::parse(&position),
        }
    }

    fn query(&self) -> Query {
        let mut query = Query::default();
        query.push("view", if self.trash { "trash" } else { "" });
        query.push("q", &self.search);
        self.kinds.iter().for_each(|kind| query.push("kind", kind.name()));
        query.push("sort", &self.sort.text());
        let mut position = Query::default();
        self.position.write(&mut position);
        for name in POSITION {
            query.push(&format!("{OWN}{name}"), position.get(name).unwrap_or_default());
        }
        query
    }

    fn without_filters(&self) -> Self {
        Self { trash: self.trash, sort: self.sort, ..Self::default() }
    }

    fields_of_a_list!();
}

impl ListState {
    /// The filter of the query: entries of the span, or whatever was deleted.
    #[must_use]
    pub fn filter(&self, span: Span) -> EntryFilter {
        EntryFilter {
            search: words(&self.search),
            kind: one_of(&self.kinds),
            entry_date: (!self.trash).then(|| days(span)),
            deleted: self.trash.then_some(true),
            ..EntryFilter::default()
        }
    }

    /// The variables of the query for its page.
    #[must_use]
    pub fn variables(&self, span: Span) -> api::Variables {
        let Slice { first, after, last, before } = self.position.slice();
        let order_by = Some(self.sort.order(&SORT_KEYS));
        api::Variables { order_by, filter: Some(self.filter(span)), first, after, last, before }
    }
}

/// Entries that count in the span at an institution.
#[must_use]
pub fn of_institution(institution: String, span: Span) -> EntryFilter {
    EntryFilter { institution_id: is(Some(institution)), entry_date: Some(days(span)), ..EntryFilter::default() }
}

fn days(span: Span) -> Between {
    Between { gte: Some(iso_text(span.from)), lte: Some(iso_text(span.to)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &str) -> ListState {
        ListState::parse(&Query::parse(text))
    }

    fn span() -> Span {
        Span { from: "2026-01-01".parse().unwrap(), to: "2026-12-31".parse().unwrap() }
    }

    #[test]
    fn nonsense_and_the_period_are_none_of_its_business() {
        let text = "kind=gold&view=x&sort=colour&from=2026-01-01&to=2026-12-31&after=x&period=this_year";
        assert_eq!(parse(text), ListState::default());
    }

    #[test]
    fn filters_reach_the_server() {
        let filter = parse("q=région&kind=subsidy&kind=rent").filter(span());
        let expected = serde_json::json!({
            "search": "région", "kind": {"in": ["SUBSIDY", "RENT"]},
            "entryDate": {"gte": "2026-01-01", "lte": "2026-12-31"},
        });
        assert_eq!(serde_json::to_value(filter).unwrap(), expected);
        let trash = parse("view=trash").filter(span());
        assert_eq!(serde_json::to_value(trash).unwrap(), serde_json::json!({"deleted": true}));
    }

    #[test]
    fn the_latest_day_comes_first() {
        let order = serde_json::to_value(parse("").variables(span()).order_by).unwrap();
        assert_eq!(order, serde_json::json!([{"field": "ENTRY_DATE", "direction": "DESC"}]));
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_written_and_read_again_alike(text in "((entries_)?[a-z]{1,6}=[^&]{0,10}&){0,8}") {
            let state = parse(&text);
            prop_assert_eq!(ListState::parse(&Query::parse(&state.query().to_string())), state);
        }
    }
}
