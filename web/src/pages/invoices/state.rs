//! The state of the list, kept in the address. What makes no sense in an address is left out.

use domain::billing::{InvoiceKind, InvoiceStatus, InvoiceType};

use crate::api::documents::invoices as api;
use crate::api::filters::{InvoiceFilter, is, one_of, words};
use crate::fields_of_a_list;
use crate::i18n::text::{documents, exports, invoices as t};
use crate::pages::exports::ListFile;
use crate::pages::listing::Listed;
use crate::pages::listing::values::{Amounts, Assignee, Days};
use crate::pages::panels::is_id;
use crate::router::query::Query;
use crate::ui::pager::{Position, Slice};
use crate::ui::select::Choice;
use crate::ui::sort::{Sort, SortKey, SortKeys};

/// What the list can be sorted by: by default the latest ones first, whatever their number.
pub static SORT_KEYS: [SortKey; 9] = [
    SortKey::new("created", "CREATED_AT", documents::SORT_CREATED).descending(),
    SortKey::new("number", "INVOICE_NUMBER", t::SORT_NUMBER).descending(),
    SortKey::new("title", "TITLE", documents::TITLE),
    SortKey::new("status", "STATUS", documents::STATUS).then("DUE_DATE"),
    SortKey::new("total", "TOTAL", documents::COLUMN_TOTAL).descending(),
    SortKey::new("remaining", "REMAINING_AMOUNT", t::COLUMN_REMAINING).descending(),
    SortKey::new("issued", "ISSUE_DATE", t::ISSUE_DATE).descending(),
    SortKey::new("due", "DUE_DATE", t::DUE_DATE),
    SortKey::new("updated", "UPDATED_AT", documents::SORT_UPDATED).descending(),
];

/// Which invoices are there at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shelf {
    /// Those in use.
    #[default]
    Current,
    /// Those that were set aside.
    Archive,
    /// The deleted ones.
    Trash,
}

impl Shelf {
    const fn text(self) -> &'static str {
        match self {
            Self::Current => "",
            Self::Archive => "archive",
            Self::Trash => "trash",
        }
    }

    fn parse(text: &str) -> Self {
        [Self::Archive, Self::Trash].into_iter().find(|shelf| shelf.text() == text).unwrap_or_default()
    }
}

/// Kinds of documents, as files have them.
const KINDS: [Choice; 2] = [
    (InvoiceKind::Invoice.name(), exports::KIND_INVOICES),
    (InvoiceKind::CreditNote.name(), exports::KIND_CREDIT_NOTES),
];

/// A status by the words of the REST interface, where one that is issued is `sent`.
const fn original_name(status: InvoiceStatus) -> &'static str {
    match status {
        InvoiceStatus::Issued => "sent",
        other => other.name(),
    }
}

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListState {
    /// Words searched for.
    pub search: String,
    /// Statuses.
    pub statuses: Vec<InvoiceStatus>,
    /// Invoices or credit notes.
    pub kind: Option<InvoiceKind>,
    /// Parts of quotes.
    pub types: Vec<InvoiceType>,
    /// Id of the institution.
    pub institution: Option<String>,
    /// Who is in charge.
    pub assignee: Option<Assignee>,
    /// Totals with tax.
    pub amounts: Amounts,
    /// The dates that they bear.
    pub issued: Days,
    /// Only those past their due date.
    pub overdue: bool,
    /// Which ones at all.
    pub shelf: Shelf,
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
            kind: query.known("kind").first().copied(),
            types: query.known("type"),
            institution: query.get("institution").filter(|id| is_id(id)).map(str::to_owned),
            assignee: query.get("assignee").and_then(Assignee::parse),
            amounts: Amounts::parse(query),
            issued: Days::parse(query, "issued"),
            overdue: query.get("overdue") == Some("yes"),
            shelf: Shelf::parse(query.get("view").unwrap_or_default()),
            sort: Sort::parse(&SORT_KEYS, query.get("sort").unwrap_or_default()),
            position: Position::parse(query),
        }
    }

    fn query(&self) -> Query {
        let mut query = Query::default();
        query.push("view", self.shelf.text());
        query.push("q", &self.search);
        self.statuses.iter().for_each(|value| query.push("status", value.name()));
        query.push("kind", self.kind.map(InvoiceKind::name).unwrap_or_default());
        self.types.iter().for_each(|value| query.push("type", value.name()));
        query.push("institution", self.institution.as_deref().unwrap_or_default());
        query.push("assignee", self.assignee.as_ref().map(Assignee::text).unwrap_or_default());
        self.amounts.write(&mut query);
        self.issued.write(&mut query, "issued");
        query.push("overdue", if self.overdue { "yes" } else { "" });
        query.push("sort", &self.sort.text());
        self.position.write(&mut query);
        query
    }

    fn without_filters(&self) -> Self {
        Self { shelf: self.shelf, sort: self.sort, ..Self::default() }
    }

    fields_of_a_list!();
}

impl ListState {
    /// The filter of the query; `me` is the id of the person at the screen.
    #[must_use]
    pub fn filter(&self, me: &str) -> InvoiceFilter {
        InvoiceFilter {
            search: words(&self.search),
            status: one_of(&self.statuses),
            kind: is(self.kind),
            invoice_type: one_of(&self.types),
            institution_id: is(self.institution.clone()),
            assigned_user_id: is(self.assignee.as_ref().map(|assignee| assignee.id(me))),
            total: self.amounts.filter(),
            issue_date: self.issued.days(),
            overdue: self.overdue.then_some(true),
            archived: match self.shelf {
                Shelf::Current => is(Some(false)),
                Shelf::Archive => is(Some(true)),
                Shelf::Trash => None,
            },
            deleted: (self.shelf == Shelf::Trash).then_some(true),
        }
    }

    /// What a figure above the list counts: money asked for and money given back do not add up.
    #[must_use]
    pub fn counted_kind(&self) -> InvoiceKind {
        self.kind.unwrap_or(InvoiceKind::Invoice)
    }

    /// The filter of the totals above the list: all statuses of one kind.
    #[must_use]
    pub fn totals_filter(&self, me: &str) -> InvoiceFilter {
        InvoiceFilter { status: None, kind: is(Some(self.counted_kind())), ..self.filter(me) }
    }

    /// The list as a file; none of archived and deleted ones. A file has one kind: without a filter the person chooses.
    /// `me` is the id of the person at the screen.
    #[must_use]
    pub fn file(&self, me: &str) -> Option<ListFile> {
        let file = ListFile::new(exports::INVOICES, "/api/export/invoices")
            .with("search", &self.search)
            .with_one("status", documents::STATUS, &self.statuses, original_name)
            .without(t::FILTER_KIND, !self.types.is_empty())
            .with_some("institutionId", self.institution.as_deref())
            .with_some("assignedUserId", self.assignee.as_ref().map(|assignee| assignee.id(me)).as_deref())
            .with_some("amountMin", self.amounts.least.as_deref())
            .with_some("amountMax", self.amounts.most.as_deref())
            .without(t::ISSUE_DATE, self.issued.is_on())
            .without(t::FILTER_OVERDUE, self.overdue);
        let file = match self.kind {
            Some(kind) => file.with("kind", kind.name()),
            None => file.choosing("kind", KINDS.to_vec()),
        };
        (self.shelf == Shelf::Current).then_some(file)
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
        let nonsense = "status=asleep&kind=x&type=y&institution=x&assignee=none&total_min=much&issued_from=soon\
            &overdue=maybe&sort=colour&view=x";
        assert_eq!(parse(nonsense), ListState::default());
    }

    #[test]
    fn filters_reach_the_server() {
        let state = parse(
            "status=overdue&kind=credit_note&type=deposit&assignee=me&total_max=5&issued_from=2026-11-01&overdue=yes",
        );
        let expected = serde_json::json!({
            "status": {"in": ["OVERDUE"]},
            "kind": {"eq": "CREDIT_NOTE"},
            "type": {"in": ["DEPOSIT"]},
            "assignedUserId": {"eq": "u1"},
            "total": {"lte": "5.00"},
            "issueDate": {"gte": "2026-11-01"},
            "overdue": true,
            "archived": {"eq": false},
        });
        assert_eq!(serde_json::to_value(state.filter("u1")).unwrap(), expected);
        assert!(state.totals_filter("u1").status.is_none());
    }

    #[test]
    fn deleted_ones_are_found_wherever_they_were() {
        let trash = serde_json::to_value(parse("view=trash").filter("u1")).unwrap();
        assert_eq!(trash, serde_json::json!({"deleted": true}));
        let archive = serde_json::to_value(parse("view=archive").filter("u1")).unwrap();
        assert_eq!(archive, serde_json::json!({"archived": {"eq": true}}));
    }

    #[test]
    fn totals_never_mix_invoices_and_credit_notes() {
        let kind = |text: &str| parse(text).totals_filter("u1").kind.unwrap().eq;
        assert_eq!((kind(""), kind("kind=credit_note")), (InvoiceKind::Invoice, InvoiceKind::CreditNote));
    }

    #[test]
    fn a_file_follows_what_its_route_takes() {
        let expected = ListFile::new(exports::INVOICES, "/api/export/invoices")
            .with("status", "sent")
            .without(t::ISSUE_DATE, true)
            .without(t::FILTER_OVERDUE, true)
            .with("kind", "credit_note");
        let state = parse("status=issued&kind=credit_note&issued_from=2026-11-01&overdue=yes");
        assert_eq!(state.file("u1"), Some(expected));
        assert_eq!(
            parse("").file("u1"),
            Some(ListFile::new(exports::INVOICES, "/api/export/invoices").choosing("kind", KINDS.to_vec()))
        );
        assert_eq!((parse("view=archive").file("u1"), parse("view=trash").file("u1")), (None, None));
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_written_and_read_again_alike(text in "([a-z_]{1,12}=[^&]{0,10}&){0,8}") {
            let state = parse(&text);
            prop_assert_eq!(ListState::parse(&Query::parse(&state.query().to_string())), state);
        }
    }
}
