//! A piece of business with one client: the quote, its invoices, what is credited and paid, each with its day. Nothing
//! here has a key or a number yet.
//!
//! Days lie around the day of the load; what would lie after it has not happened.

use chrono::{Days, NaiveDate};
use domain::billing::{PaymentTerms, QuoteStatus};

use super::{
    invoice_plan::{InvoicePlan, What, credit, deposit, last, part},
    offer::Offer,
};
use crate::demo::Chance;

/// With whom, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Circumstances {
    /// How the client pays.
    pub(crate) terms: PaymentTerms,
    /// When it began.
    pub(crate) begun: NaiveDate,
    /// The day of the load.
    pub(crate) today: NaiveDate,
}

/// A quote and its days.
#[derive(Debug, Clone)]
pub(crate) struct QuotePlan {
    /// When it was written.
    pub(crate) made: NaiveDate,
    /// Last day on which it can be accepted.
    pub(crate) valid_until: NaiveDate,
    /// Where it stands.
    pub(crate) status: QuoteStatus,
    /// When it was sent.
    pub(crate) sent: Option<NaiveDate>,
    /// When the client answered.
    pub(crate) answered: Option<NaiveDate>,
    /// When the client ordered.
    pub(crate) ordered: Option<NaiveDate>,
    /// What the client said.
    pub(crate) comments: Option<&'static str>,
}

impl QuotePlan {
    /// When something last happened to it.
    pub(crate) fn last(&self) -> NaiveDate {
        let ended = (self.status == QuoteStatus::Expired).then(|| later(self.valid_until, 1));
        let days = [Some(self.made), self.sent, self.answered, self.ordered, ended];
        days.into_iter().flatten().max().unwrap_or(self.made)
    }
}

/// A piece of business.
#[derive(Debug, Clone)]
pub(crate) struct Deal {
    /// What it is about.
    pub(crate) offer: Offer,
    /// The quote; small things have none.
    pub(crate) quote: Option<QuotePlan>,
    /// Invoices and credit notes; those that others build on come before them.
    pub(crate) invoices: Vec<InvoicePlan>,
}

impl Deal {
    /// Business that begins with a quote.
    pub(crate) fn mission(chance: &mut Chance, at: Circumstances) -> Self {
        let offer = Offer::mission(chance);
        let quote = quote(chance, at);
        let mut invoices = Vec::new();
        if let Some(answered) = quote.answered.filter(|_| quote.status.can_be_invoiced()) {
            invoice_mission(chance, &offer, at, quote.ordered.unwrap_or(answered), &mut invoices);
        }
        Self { offer, quote: Some(quote), invoices }
    }

    /// A quote that nobody has accepted.
    pub(crate) fn prospect(chance: &mut Chance, at: Circumstances) -> Self {
        let offer = Offer::mission(chance);
        let mut quote = quote(chance, at);
        if quote.status.can_be_invoiced() {
            quote.status = QuoteStatus::Rejected;
            quote.ordered = None;
            quote.comments = Some("Projet reporté à l’exercice suivant.");
        }
        Self { offer, quote: Some(quote), invoices: Vec::new() }
    }

    /// Something that is invoiced without a quote.
    pub(crate) fn service(chance: &mut Chance, at: Circumstances) -> Self {
        let offer = Offer::service(chance);
        let mut invoices = Vec::new();
        let end = later(at.begun, chance.between(0, 2));
        let issue = later(end, chance.between(1, 10));
        if let Some(invoice) = last(chance, &offer, at, What::Standard, (at.begun, end), issue, &[]) {
            invoices.push(invoice);
            credit(chance, at, &mut invoices);
        }
        Self { offer, quote: None, invoices }
    }
}

/// So many days after a day (before it, when negative).
pub(super) fn later(day: NaiveDate, days: i32) -> NaiveDate {
    let count = Days::new(u64::from(days.unsigned_abs()));
    let found = if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) };
    found.unwrap_or(day)
}

fn quote(chance: &mut Chance, Circumstances { begun, today, .. }: Circumstances) -> QuotePlan {
    let sent = later(begun, chance.between(0, 4));
    let valid_until = later(begun, 30);
    let answer = later(sent, chance.between(2, 24));
    let draw = chance.below(100);
    let order = later(answer, chance.between(1, 9));
    let mut plan = QuotePlan {
        made: begun,
        valid_until,
        status: QuoteStatus::Sent,
        sent: Some(sent),
        answered: None,
        ordered: None,
        comments: None,
    };
    if sent > today || (draw >= 93 && valid_until >= today) {
        plan.status = QuoteStatus::Draft;
        plan.sent = None;
    } else if draw >= 88 || answer > today {
        // No answer yet, or none that came in time.
        if valid_until < today {
            plan.status = QuoteStatus::Expired;
        }
    } else if draw >= 83 {
        plan.status = QuoteStatus::Cancelled;
    } else if draw >= 70 {
        plan.status = QuoteStatus::Rejected;
        plan.answered = Some(answer);
        plan.comments = Some(*chance.pick(&[
            "Une offre moins chère a été retenue.",
            "Le budget de l’année est engagé.",
            "Nous faisons l’audit avec nos équipes.",
        ]));
    } else {
        plan.answered = Some(answer);
        plan.status = QuoteStatus::Accepted;
        if draw.is_multiple_of(2) && order <= today {
            plan.status = QuoteStatus::Ordered;
            plan.ordered = Some(order);
        }
    }
    plan
}

/// How an accepted quote is invoiced: at once, in two parts, or by a deposit and a final invoice.
fn invoice_mission(
    chance: &mut Chance,
    offer: &Offer,
    at: Circumstances,
    agreed: NaiveDate,
    invoices: &mut Vec<InvoicePlan>,
) {
    let start = later(agreed, chance.between(15, 60));
    let end = later(start, chance.between(1, 4));
    let issue = later(end, chance.between(1, 12));
    let draw = chance.below(100);
    let mut what = What::Standard;
    if draw < 35 {
        let percent = *chance.pick(&[20, 30, 30, 40]);
        let paid_ahead = later(agreed, chance.between(1, 6));
        invoices.extend(deposit(chance, offer, at, percent, paid_ahead));
        what = What::Final;
    } else if draw < 55 {
        let first = later(start, 1);
        if let Some(invoice) = part(chance, offer, at, (start, first), later(first, 2)) {
            invoices.push(invoice);
            what = What::Final;
        }
    }
    // A draft builds on nothing that is a draft itself.
    if invoices.iter().any(|before| before.issued.is_none()) {
        return;
    }
    let before = std::mem::take(invoices);
    let rest = last(chance, offer, at, what, (start, end), issue, &before);
    *invoices = before;
    if let Some(rest) = rest {
        invoices.push(rest);
        credit(chance, at, invoices);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use domain::billing::{InvoiceStatus, left_after};
    use rust_decimal::Decimal;

    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 3).unwrap();

    fn deals(count: u64) -> impl Iterator<Item = (Circumstances, Deal)> {
        (0..count).map(|n| {
            let mut chance = Chance::of_row(1, 2, n);
            let begun = later(TODAY, -chance.between(0, 730));
            let terms = *chance.pick(PaymentTerms::ALL);
            let at = Circumstances { terms, begun, today: TODAY };
            let deal = match n % 3 {
                0 => Deal::service(&mut chance, at),
                1 => Deal::prospect(&mut chance, at),
                _ => Deal::mission(&mut chance, at),
            };
            (at, deal)
        })
    }

    #[test]
    fn nothing_happens_after_today_and_everything_happens_in_order() {
        for (at, deal) in deals(6_000) {
            if let Some(quote) = &deal.quote {
                let days = [Some(quote.made), quote.sent, quote.answered, quote.ordered];
                assert!(days.into_iter().flatten().is_sorted() && quote.last() <= TODAY, "{quote:?}");
                assert_eq!(
                    quote.status == QuoteStatus::Expired,
                    quote.answered.is_none() && quote.last() > quote.valid_until
                );
            }
            for (place, invoice) in deal.invoices.iter().enumerate() {
                assert!(invoice.made >= at.begun && invoice.made <= TODAY, "{invoice:?}");
                assert!(invoice.issued.is_none_or(|issued| issued >= invoice.made && issued <= TODAY), "{invoice:?}");
                assert!(invoice.issued.is_none_or(|issued| invoice.due >= issued), "{invoice:?}");
                assert!(invoice.payments.iter().all(|payment| payment.day <= TODAY), "{invoice:?}");
                if let What::CreditNote { of } = invoice.what {
                    assert!(of < place && deal.invoices[of].issued <= invoice.issued, "{invoice:?}");
                }
            }
        }
    }

    #[test]
    fn invoices_add_up_to_what_was_offered() {
        let mut complete = 0;
        for (_, deal) in deals(6_000).filter(|(_, deal)| !deal.invoices.is_empty()) {
            let mut left = deal.offer.vat.clone();
            for invoice in deal.invoices.iter().filter(|invoice| !matches!(invoice.what, What::CreditNote { .. })) {
                let lines = invoice.groups();
                left = left_after(&left, lines).unwrap();
            }
            let rest: Decimal = left.iter().map(domain::billing::VatGroup::total).sum();
            let ends = |invoice: &InvoicePlan| matches!(invoice.what, What::Standard | What::Final);
            assert_eq!(rest.is_zero(), deal.invoices.iter().any(ends), "{deal:?}");
            complete += usize::from(rest.is_zero());
        }
        assert!(complete > 1_500, "{complete}");
    }

    #[test]
    fn every_status_comes_up() {
        let mut quotes: HashMap<QuoteStatus, usize> = HashMap::new();
        let mut invoices: HashMap<InvoiceStatus, usize> = HashMap::new();
        for (at, deal) in deals(3_000) {
            if let Some(quote) = &deal.quote {
                *quotes.entry(quote.status).or_default() += 1;
            }
            for invoice in &deal.invoices {
                *invoices.entry(invoice.status(at.today)).or_default() += 1;
            }
        }
        assert_eq!(quotes.len(), QuoteStatus::ALL.len(), "{quotes:?}");
        assert_eq!(invoices.len(), InvoiceStatus::ALL.len(), "{invoices:?}");
        assert!(invoices[&InvoiceStatus::Paid] * 2 > invoices.values().sum(), "most are paid: {invoices:?}");
    }
}
