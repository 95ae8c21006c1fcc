//! The state of the list, kept in the address. What makes no sense in an address is left out.

use chrono::NaiveDate;
use domain::billing::{PaymentMethod, PaymentStatus};

use crate::api::back_office::{OfInvoice, PaymentFilter, payments as api};
use crate::api::filters::{Between, is, one_of, words};
use crate::api::operations::Contains;
use crate::i18n::format;
use crate::i18n::text::{exports, list, payments as t};
use crate::pages::exports::ListFile;
use crate::pages::panels::is_id;
use crate::router::query::Query;
use crate::ui::date_field::{iso_day, iso_text};
use crate::ui::pager::{Position, Slice};
use crate::ui::sort::{Sort, SortKey};

/// What the list can be sorted by.
pub static SORT_KEYS: [SortKey; 3] = [
    SortKey::new("date", "PAYMENT_DATE", t::SORT_DATE).descending(),
    SortKey::new("amount", "AMOUNT", t::SORT_AMOUNT).descending(),
    SortKey::new("created", "CREATED_AT", t::SORT_CREATED).descending(),
];

/// The latest come first, unless the address says otherwise.
const USUAL_ORDER: &str = "-date";

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListState {
    /// Words searched for.
    pub search: String,
    /// Statuses.
    pub statuses: Vec<PaymentStatus>,
    /// Ways to pay.
    pub methods: Vec<PaymentMethod>,
    /// Paid on this day or later.
    pub from: Option<NaiveDate>,
    /// Paid on this day or earlier.
    pub to: Option<NaiveDate>,
    /// Id of the institution.
    pub institution: Option<String>,
    /// The order.
    pub sort: Sort,
    /// Which page.
    pub position: Position,
}

impl Default for ListState {
    fn default() -> Self {
        Self {
            search: String::new(),
            statuses: Vec::new(),
            methods: Vec::new(),
            from: None,
            to: None,
            institution: None,
            sort: Sort::parse(&SORT_KEYS, USUAL_ORDER),
            position: Position::First,
        }
    }
}

impl ListState {
    /// Reads the query of an address.
    #[must_use]
    pub fn parse(query: &Query) -> Self {
        let day = |name: &str| query.get(name).and_then(day);
        Self {
            search: query.get("q").unwrap_or_default().trim().to_owned(),
            statuses: query.known("status"),
            methods: query.known("method"),
            from: day("paid_from"),
            to: day("paid_to"),
            institution: query.get("institution").filter(|id| is_id(id)).map(str::to_owned),
            sort: Sort::parse(&SORT_KEYS, query.get("sort").unwrap_or(USUAL_ORDER)),
            position: Position::parse(query),
        }
    }

    /// Writes it for an address; what is as usual is left out.
    #[must_use]
    pub fn query(&self) -> Query {
        let mut query = Query::default();
        query.push("q", &self.search);
        self.statuses.iter().for_each(|value| query.push("status", value.name()));
        self.methods.iter().for_each(|value| query.push("method", value.name()));
        query.push("paid_from", &self.from.map(iso_text).unwrap_or_default());
        query.push("paid_to", &self.to.map(iso_text).unwrap_or_default());
        query.push("institution", self.institution.as_deref().unwrap_or_default());
        if self.sort != Self::default().sort {
            // The order that other lists leave out has a name here.
            let text = self.sort.text();
            query.push("sort", if text.is_empty() { "date" } else { &text });
        }
        self.position.write(&mut query);
        query
    }

    /// Without filters; the order stays.
    #[must_use]
    pub fn without_filters(&self) -> Self {
        Self { sort: self.sort, ..Self::default() }
    }

    /// Whether anything narrows the list down.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        Self { position: Position::First, ..self.clone() } != self.without_filters()
    }

    /// The filter of the query.
    #[must_use]
    pub fn filter(&self) -> PaymentFilter {
        let dates = (self.from.is_some() || self.to.is_some()).then(|| Between {
            gte: self.from.map(|day| format::instant(day, false)),
            lte: self.to.map(|day| format::instant(day, true)),
        });
        let institution = self.institution.clone();
        // A reference of the bank, or words of the invoice.
        let found = words(&self.search).map(|words| {
            let reference = Some(Contains { contains: words.clone() });
            let invoice = Some(OfInvoice { search: Some(words), ..OfInvoice::default() });
            vec![
                PaymentFilter { reference, ..PaymentFilter::default() },
                PaymentFilter { invoice, ..PaymentFilter::default() },
            ]
        });
        PaymentFilter {
            or: found,
            status: one_of(&self.statuses),
            payment_method: one_of(&self.methods),
            payment_date: dates,
            invoice: institution.map(|id| OfInvoice { institution_id: is(Some(id)), ..OfInvoice::default() }),
            ..PaymentFilter::default()
        }
    }

    /// The list as a file.
    #[must_use]
    pub fn file(&self) -> ListFile {
        let instant = |day: Option<NaiveDate>, end| day.map(|day| format::instant(day, end));
        ListFile::new(exports::PAYMENTS, "/api/export/payments")
            .without(list::SEARCH_FILTER, !self.search.is_empty())
            .with_one("status", t::STATUS, &self.statuses, PaymentStatus::name)
            .with_one("paymentMethod", t::METHOD, &self.methods, PaymentMethod::name)
            .with_some("dateFrom", instant(self.from, false).as_deref())
            .with_some("dateTo", instant(self.to, true).as_deref())
            .without(t::INSTITUTION, self.institution.is_some())
    }

    /// The variables of the query for its page.
    #[must_use]
    pub fn variables(&self) -> api::Variables {
        let Slice { first, after, last, before } = self.position.slice();
        let order_by = Some(self.sort.order(&SORT_KEYS));
        api::Variables { order_by, filter: Some(self.filter()), first, after, last, before }
    }
}

/// `yyyy-mm-dd`, and nothing else.
fn day(text: &str) -> Option<NaiveDate> {
    iso_day(text).filter(|day| iso_text(*day) == text)
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
        let nonsense = "status=lost&method=shells&paid_from=2026-13-01&institution=nantes";
        assert_eq!(parse(nonsense), ListState::default());
    }

    #[test]
    fn the_latest_come_first_unless_told_otherwise() {
        let order = |text: &str| serde_json::to_value(parse(text).variables().order_by).unwrap();
        assert_eq!(order(""), serde_json::json!([{"field": "PAYMENT_DATE", "direction": "DESC"}]));
        assert_eq!(order("sort=date"), serde_json::json!([{"field": "PAYMENT_DATE", "direction": "ASC"}]));
    }

    #[test]
    fn filters_reach_the_server() {
        let id = "0199f9a4-7c1f-7c62-9a53-6ed2a7c2f9b1";
        let text = format!("q=vir&status=pending&method=bank_transfer&paid_to=2026-11-30&institution={id}");
        let expected = serde_json::json!({
            "or": [{"reference": {"contains": "vir"}}, {"invoice": {"search": "vir"}}],
            "status": {"in": ["PENDING"]},
            "paymentMethod": {"in": ["BANK_TRANSFER"]},
            "paymentDate": {"lte": "2026-11-30T23:59:59Z"},
            "invoice": {"institutionId": {"eq": id}},
        });
        assert_eq!(serde_json::to_value(parse(&text).filter()).unwrap(), expected);
    }

    #[test]
    fn a_file_follows_what_its_route_takes() {
        let expected = ListFile::new(exports::PAYMENTS, "/api/export/payments")
            .without(list::SEARCH_FILTER, true)
            .with("status", "pending")
            .with("paymentMethod", "check")
            .with("dateTo", "2026-11-30T23:59:59Z");
        assert_eq!(parse("q=vir&status=pending&method=check&paid_to=2026-11-30").file(), expected);
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_written_and_read_again_alike(text in "([a-z_]{1,11}=[^&]{0,10}&){0,8}") {
            let state = parse(&text);
            prop_assert_eq!(ListState::parse(&Query::parse(&state.query().to_string())), state);
        }
    }
}
