//! The state of the list, kept in the address. What makes no sense in an address is left out.

use domain::billing::{PaymentMethod, PaymentStatus};

use crate::api::back_office::{OfInvoice, PaymentFilter, payments as api};
use crate::api::filters::{is, one_of, words};
use crate::api::operations::Contains;
use crate::fields_of_a_list;
use crate::i18n::text::{exports, list, payments as t};
use crate::pages::exports::ListFile;
use crate::pages::listing::Listed;
use crate::pages::listing::values::Days;
use crate::pages::panels::is_id;
use crate::router::query::Query;
use crate::ui::pager::{Position, Slice};
use crate::ui::sort::{Sort, SortKey, SortKeys};

/// What the list can be sorted by.
pub static SORT_KEYS: [SortKey; 3] = [
    SortKey::new("date", "PAYMENT_DATE", t::SORT_DATE).descending(),
    SortKey::new("amount", "AMOUNT", t::SORT_AMOUNT).descending(),
    SortKey::new("created", "CREATED_AT", t::SORT_CREATED).descending(),
];

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListState {
    /// Words searched for.
    pub search: String,
    /// Statuses.
    pub statuses: Vec<PaymentStatus>,
    /// Ways to pay.
    pub methods: Vec<PaymentMethod>,
    /// When they were paid.
    pub paid: Days,
    /// Id of the institution.
    pub institution: Option<String>,
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
            methods: query.known("method"),
            paid: Days::parse(query, "paid"),
            institution: query.get("institution").filter(|id| is_id(id)).map(str::to_owned),
            sort: Sort::parse(&SORT_KEYS, query.get("sort").unwrap_or_default()),
            position: Position::parse(query),
        }
    }

    fn query(&self) -> Query {
        let mut query = Query::default();
        query.push("q", &self.search);
        self.statuses.iter().for_each(|value| query.push("status", value.name()));
        self.methods.iter().for_each(|value| query.push("method", value.name()));
        self.paid.write(&mut query, "paid");
        query.push("institution", self.institution.as_deref().unwrap_or_default());
        query.push("sort", &self.sort.text());
        self.position.write(&mut query);
        query
    }

    fn without_filters(&self) -> Self {
        Self { sort: self.sort, ..Self::default() }
    }

    fields_of_a_list!();
}

impl ListState {
    /// The filter of the query.
    #[must_use]
    pub fn filter(&self) -> PaymentFilter {
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
            payment_date: self.paid.instants(),
            invoice: institution.map(|id| OfInvoice { institution_id: is(Some(id)), ..OfInvoice::default() }),
            ..PaymentFilter::default()
        }
    }

    /// The list as a file.
    #[must_use]
    pub fn file(&self) -> ListFile {
        let paid = self.paid.instants().unwrap_or_default();
        ListFile::new(exports::PAYMENTS, "/api/export/payments")
            .without(list::SEARCH_FILTER, !self.search.is_empty())
            .with_one("status", t::STATUS, &self.statuses, PaymentStatus::name)
            .with_one("paymentMethod", t::METHOD, &self.methods, PaymentMethod::name)
            .with_some("dateFrom", paid.gte.as_deref())
            .with_some("dateTo", paid.lte.as_deref())
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
