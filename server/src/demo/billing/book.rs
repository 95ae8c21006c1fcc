//! The business of the demo company in the order in which it happened, with its numbers.

use std::collections::HashMap;

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use db::rows::{DocumentCounter, FirmValues, Institution, Payment, Quote, QuoteLineValues};
use domain::{
    CommercialStatus,
    billing::{InvoiceKind, NumberPattern, PaymentTerms},
};
use uuid::Uuid;

use super::{
    chain::Chain,
    deal::{Circumstances, Deal, later},
    invoice_plan::What,
    keys::Keys,
    rows_of_deal::{DealRows, Document},
};
use crate::demo::{
    Establishment,
    chance::{Chance, key_of},
};
use crm::{
    Result,
    operations::billing::parties::{Buyer, Seller},
};

/// Days that the books go back.
const DAYS: i32 = 730;

/// A quote with its lines and their keys.
pub(in crate::demo) type QuoteWithLines = (Quote, Vec<(Uuid, QuoteLineValues)>);

/// Everything that was quoted, invoiced and paid.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) quotes: Vec<QuoteWithLines>,
    /// Each with the keys of its deal and its place there.
    pub(super) documents: Vec<(Keys, usize, Document)>,
    pub(super) payments: Vec<Payment>,
    /// The last numbers that were given.
    pub(super) counters: Vec<DocumentCounter>,
}

/// A deal, and with whom.
struct Business<'a> {
    deal: Deal,
    keys: Keys,
    client: &'a Institution,
    terms: PaymentTerms,
}

/// The numbers of quotes, orders and documents, by the place of the deal (and of the document in it).
#[derive(Default)]
struct Numbers {
    quotes: HashMap<usize, String>,
    orders: HashMap<usize, String>,
    documents: HashMap<(usize, usize), String>,
    counters: Vec<DocumentCounter>,
}

impl Book {
    /// The book of these institutions; `manager` does what nobody else is named for.
    ///
    /// # Errors
    /// A pattern that makes no number, or a party that does not serialise.
    pub(super) fn new(
        clients: &[(&Establishment, &Institution)],
        firm: &FirmValues,
        manager: Uuid,
        today: NaiveDate,
    ) -> Result<Self> {
        let business: Vec<Business<'_>> =
            clients.iter().flat_map(|(house, client)| business(house, client, firm, today)).collect();
        let mut numbers = Numbers::default();
        number_quotes(&business, &mut numbers);
        let mut book = Self::default();
        let seller = Seller::of(firm).to_json()?;
        let mut issued = Vec::new();
        for (at, one) in business.iter().enumerate() {
            let places = one.deal.invoices.iter().enumerate();
            issued.extend(places.filter_map(|(place, plan)| Some((plan.issued?, plan.what.kind(), at, place))));
        }
        issued.sort_by_key(|(day, _, at, place)| (*day, *at, *place));
        let series = [
            (InvoiceKind::Invoice, &firm.invoice_series, &firm.invoice_number_pattern),
            (InvoiceKind::CreditNote, &firm.credit_note_series, &firm.credit_note_number_pattern),
        ];
        // Invoices first: credit notes name their numbers.
        for (kind, series, pattern) in series {
            let pattern =
                NumberPattern::parse(pattern).map_err(|_| anyhow::anyhow!("the pattern {pattern} makes no numbers"))?;
            let mut chain: Option<Chain> = None;
            for (day, _, at, place) in issued.iter().copied().filter(|(_, of, ..)| *of == kind) {
                let one = &business[at];
                let rows = one.rows(&numbers, at, manager, today);
                let credited = match one.deal.invoices[place].what {
                    What::CreditNote { of } => numbers.documents.get(&(at, of)).cloned(),
                    _ => None,
                };
                let Some(mut document) = rows.document(place, credited.as_deref()) else { continue };
                let chain = chain.get_or_insert_with(|| Chain::new(series, day.year()));
                let next = if chain.year() == day.year() { chain.sequence + 1 } else { 1 };
                let number = pattern.format(day, u32::try_from(next).map_err(anyhow::Error::from)?);
                chain.seal(&mut document, number.clone(), seller.clone(), Buyer::of(one.client).to_json()?);
                numbers.count(series, chain, day);
                numbers.documents.insert((at, place), number);
                book.documents.push((one.keys, place, document));
            }
        }
        for (at, one) in business.iter().enumerate() {
            let rows = one.rows(&numbers, at, manager, today);
            if let Some((quote, lines)) = rows.quote() {
                let keyed = lines.into_iter().enumerate().map(|(n, line)| (one.keys.quote_line(n), line));
                book.quotes.push((quote, keyed.collect()));
            }
            for (place, plan) in one.deal.invoices.iter().enumerate() {
                if plan.issued.is_none() {
                    book.documents.extend(rows.document(place, None).map(|draft| (one.keys, place, draft)));
                }
                book.payments.extend(rows.payments(place, manager));
            }
        }
        book.counters = numbers.counters;
        Ok(book)
    }
}

impl Business<'_> {
    fn rows<'a>(&'a self, numbers: &'a Numbers, at: usize, manager: Uuid, today: NaiveDate) -> DealRows<'a> {
        DealRows {
            deal: &self.deal,
            keys: self.keys,
            institution_id: self.client.id,
            terms: self.terms,
            assigned_user_id: self.client.values.assigned_user_id.unwrap_or(manager),
            quote_number: numbers.quotes.get(&at).map(String::as_str),
            order_number: numbers.orders.get(&at).map(String::as_str),
            today,
        }
    }
}

impl Numbers {
    /// The last number of a series and year is this one.
    fn count(&mut self, series: &str, chain: &Chain, day: NaiveDate) {
        let counter = DocumentCounter {
            series: series.to_owned(),
            year: day.year(),
            last_number: chain.sequence,
            last_issue_date: Some(day),
            last_hash: chain.last.map(Vec::from),
        };
        self.set(counter);
    }

    fn set(&mut self, counter: DocumentCounter) {
        let same = |old: &&mut DocumentCounter| old.series == counter.series && old.year == counter.year;
        match self.counters.iter_mut().find(same) {
            Some(old) => *old = counter,
            None => self.counters.push(counter),
        }
    }

    /// The next number of a letter in a month.
    fn next(&mut self, letter: char, day: NaiveDate) -> String {
        let (series, year) = (format!("{letter}-{:02}", day.month()), day.year());
        let last = self.counters.iter().find(|old| old.series == series && old.year == year);
        let last_number = last.map_or(0, |old| old.last_number) + 1;
        self.set(DocumentCounter { series, year, last_number, last_issue_date: None, last_hash: None });
        format!("{letter}{year:04}{:02}{last_number:04}", day.month())
    }
}

/// Quotes and orders count within a month, each in the order of its days.
fn number_quotes(business: &[Business<'_>], numbers: &mut Numbers) {
    let quotes = || business.iter().enumerate().filter_map(|(at, one)| Some((at, one.deal.quote.as_ref()?)));
    let mut made: Vec<(NaiveDate, usize)> = quotes().map(|(at, quote)| (quote.made, at)).collect();
    made.sort_unstable();
    for (day, at) in made {
        let number = numbers.next('Q', day);
        numbers.quotes.insert(at, number);
    }
    let mut ordered: Vec<(NaiveDate, usize)> = quotes().filter_map(|(at, quote)| Some((quote.ordered?, at))).collect();
    ordered.sort_unstable();
    for (day, at) in ordered {
        let number = numbers.next('O', day);
        numbers.orders.insert(at, number);
    }
}

/// What was done with an establishment: two or three deals with a client, now and then a quote for a prospect.
fn business<'a>(
    house: &Establishment,
    client: &'a Institution,
    firm: &FirmValues,
    today: NaiveDate,
) -> Vec<Business<'a>> {
    let mut chance = Chance::of(&format!("billing/{}", house.key));
    let billing = &client.values.billing;
    let usual = PaymentTerms::default_for(billing.is_public_body, firm.default_payment_terms);
    let terms = billing.payment_terms.unwrap_or(usual);
    // What happens today is not known yet.
    let known = later(today, -1);
    let days = DAYS.min(age(client.created_at, known));
    let is_client = client.values.commercial_status == CommercialStatus::Client;
    let count =
        if is_client { 1 + chance.below(2) + usize::from(chance.percent(25)) } else { usize::from(chance.percent(15)) };
    let deal = |number: usize| {
        let mut chance = Chance::of(&format!("billing/{}/{number}", house.key));
        let begun = later(known, -chance.between(0, days));
        let at = Circumstances { terms, begun, today: known };
        let deal = match (is_client, chance.percent(46)) {
            (false, _) => Deal::prospect(&mut chance, at),
            (true, true) => Deal::mission(&mut chance, at),
            (true, false) => Deal::service(&mut chance, at),
        };
        Business { deal, keys: Keys::of(key_of("deal", &format!("{}/{number}", house.key))), client, terms }
    };
    (0..count).map(deal).collect()
}

/// Days since something was made.
fn age(made: DateTime<Utc>, today: NaiveDate) -> i32 {
    i32::try_from((today - made.date_naive()).num_days()).unwrap_or(DAYS).max(0)
}
