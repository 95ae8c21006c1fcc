//! An invoice or credit note of a [`super::deal::Deal`], with its lines, its days and what is paid on it.

use chrono::NaiveDate;
use db::rows::InvoiceTotals;
use domain::billing::{
    Discount, InvoiceKind, InvoiceStanding, InvoiceStatus, InvoiceType, LineAmounts, LineInput, PaymentStatus, Totals,
    VatGroup, deposit_groups, left_after, part_of_line, percentage_of, vat_breakdown,
};
use rust_decimal::Decimal;

use super::{
    deal::{Circumstances, later},
    offer::{Offer, no_discount},
    payments::{PaymentPlan, payments, refund},
};
use crate::demo::Chance;

/// Days ahead of its issue on which an invoice is there as a draft.
const WRITTEN_AHEAD: i32 = 6;

/// What an invoice is in its deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// All of it.
    Standard,
    /// Some of it.
    Partial,
    /// So many per cent ahead of the work.
    Deposit(i32),
    /// What parts and deposits left.
    Final,
    /// Takes back some of the invoice at this place of the deal.
    CreditNote {
        /// The place.
        of: usize,
    },
}

impl What {
    /// Invoice or credit note.
    pub(crate) fn kind(self) -> InvoiceKind {
        if matches!(self, Self::CreditNote { .. }) { InvoiceKind::CreditNote } else { InvoiceKind::Invoice }
    }

    /// As it is stored.
    pub(crate) fn invoice_type(self) -> InvoiceType {
        match self {
            Self::Standard | Self::CreditNote { .. } => InvoiceType::Standard,
            Self::Partial => InvoiceType::Partial,
            Self::Deposit(_) => InvoiceType::Deposit,
            Self::Final => InvoiceType::Final,
        }
    }
}

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    /// The line of the offer at this place.
    Offered(usize),
    /// A part of what is taxed in one way: of a deposit, or of what is left of an invoice.
    Group,
    /// A reduction on the line of the offer at this place.
    Reduction(usize),
}

/// A line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlannedLine {
    /// What it is about.
    pub(crate) about: About,
    /// As it is typed.
    pub(crate) figures: LineInput,
    /// What follows.
    pub(crate) amounts: LineAmounts,
}

/// An invoice or credit note.
#[derive(Debug, Clone)]
pub(crate) struct InvoicePlan {
    /// What it is.
    pub(crate) what: What,
    /// When it was written.
    pub(crate) made: NaiveDate,
    /// The day that it bears; a draft has none.
    pub(crate) issued: Option<NaiveDate>,
    /// Last day to pay.
    pub(crate) due: NaiveDate,
    /// First and last day of the work.
    pub(crate) service: Option<(NaiveDate, NaiveDate)>,
    /// What it is about.
    pub(crate) lines: Vec<PlannedLine>,
    /// Deposits that it takes off: the place of the deposit in the deal, and a group of its VAT.
    pub(crate) deductions: Vec<(usize, VatGroup)>,
    /// Its sums.
    pub(crate) totals: InvoiceTotals,
    /// What was paid on it.
    pub(crate) payments: Vec<PaymentPlan>,
    /// What credit notes took back of it, with tax.
    pub(crate) credited: Decimal,
    /// Of a credit note: what the client gets back.
    pub(crate) refundable: Decimal,
}

impl InvoicePlan {
    fn new(
        what: What,
        at: Circumstances,
        issue: NaiveDate,
        service: Option<(NaiveDate, NaiveDate)>,
        lines: Vec<PlannedLine>,
        deductions: Vec<(usize, VatGroup)>,
    ) -> Option<Self> {
        if issue > later(at.today, WRITTEN_AHEAD) || lines.is_empty() {
            return None;
        }
        let issued = (issue <= at.today).then_some(issue);
        let made = later(issue, -1).min(at.today).max(at.begun);
        let due = at.terms.due_date(issued.unwrap_or(at.today));
        let totals = totals(&lines, &deductions);
        let (payments, nothing) = (Vec::new(), Decimal::new(0, 2));
        let (credited, refundable) = (nothing, nothing);
        Some(Self { what, made, issued, due, service, lines, deductions, totals, payments, credited, refundable })
    }

    /// Its VAT: lines less deductions.
    pub(crate) fn groups(&self) -> Vec<VatGroup> {
        let lines = groups(&self.lines);
        left_after(&lines, self.deductions.iter().map(|(_, group)| *group)).unwrap_or(lines)
    }

    fn sum(&self, status: PaymentStatus) -> Decimal {
        let payments = self.payments.iter().filter(|payment| payment.status == status);
        payments.map(|payment| payment.amount).sum::<Decimal>() + Decimal::new(0, 2)
    }

    /// Confirmed payments.
    pub(crate) fn paid(&self) -> Decimal {
        self.sum(PaymentStatus::Confirmed)
    }

    /// Payments that are not confirmed yet.
    pub(crate) fn pending(&self) -> Decimal {
        self.sum(PaymentStatus::Pending)
    }

    /// What is left to pay, or to refund.
    pub(crate) fn remaining(&self) -> Decimal {
        match self.what.kind() {
            InvoiceKind::CreditNote => self.refundable - self.paid(),
            InvoiceKind::Invoice => (self.totals.total - self.paid() - self.credited).max(Decimal::ZERO),
        }
    }

    /// Where it stands on a day.
    pub(crate) fn status(&self, today: NaiveDate) -> InvoiceStatus {
        if self.issued.is_none() {
            return InvoiceStatus::Draft;
        }
        let standing = InvoiceStanding {
            is_cancelled: false,
            kind: self.what.kind(),
            total: self.totals.total,
            paid_amount: self.paid(),
            credited_amount: self.credited,
            remaining_amount: self.remaining(),
            due_date: self.due,
            today,
        };
        standing.status()
    }
}

fn totals(lines: &[PlannedLine], deductions: &[(usize, VatGroup)]) -> InvoiceTotals {
    // A handful of lines never comes near the limit.
    let sums = Totals::of(lines.iter().map(|line| line.amounts)).unwrap_or_default();
    let taken = |of: fn(&VatGroup) -> Decimal| deductions.iter().map(|(_, group)| of(group)).sum::<Decimal>();
    let deducted_amount = taken(|group| group.base) + Decimal::new(0, 2);
    let total_tax_amount = sums.total_tax_amount - taken(|group| group.tax);
    InvoiceTotals {
        subtotal: sums.subtotal,
        total_discount_amount: sums.total_discount_amount,
        deducted_amount,
        total_tax_amount,
        total: sums.total_after_discount() - deducted_amount + total_tax_amount,
    }
}

fn groups(lines: &[PlannedLine]) -> Vec<VatGroup> {
    vat_breakdown(lines.iter().map(|line| (line.figures.vat, line.amounts))).unwrap_or_default()
}

fn line(about: About, figures: LineInput) -> Option<PlannedLine> {
    Some(PlannedLine { about, figures, amounts: figures.amounts().ok()? })
}

/// A line for what is taxed in one way.
fn group_line(group: &VatGroup) -> Option<PlannedLine> {
    let figures = LineInput {
        quantity: Decimal::new(1_000, 3),
        unit_price: group.base,
        discount: no_discount(),
        vat: group.vat(),
    };
    line(About::Group, figures)
}

/// A deposit of so many per cent.
pub(super) fn deposit(
    chance: &mut Chance,
    offer: &Offer,
    at: Circumstances,
    percent: i32,
    issue: NaiveDate,
) -> Option<InvoicePlan> {
    let amount = percentage_of(offer.net(), percent.into())?;
    let lines = deposit_groups(&offer.vat, amount).ok()?.iter().filter_map(group_line).collect();
    let mut plan = InvoicePlan::new(What::Deposit(percent), at, issue, None, lines, Vec::new())?;
    plan.payments = payments(chance, &plan, plan.totals.total, at.today);
    Some(plan)
}

/// The first day's work: part of the first line.
pub(super) fn part(
    chance: &mut Chance,
    offer: &Offer,
    at: Circumstances,
    service: (NaiveDate, NaiveDate),
    issue: NaiveDate,
) -> Option<InvoicePlan> {
    let first = offer.lines.first()?;
    if first.figures.quantity <= Decimal::ONE {
        return None;
    }
    let figures = scaled(part_of_line(&first.figures, Decimal::ZERO, Decimal::ZERO, Decimal::new(1_000, 3)).ok()?);
    let lines = line(About::Offered(0), figures).into_iter().collect();
    let mut plan = InvoicePlan::new(What::Partial, at, issue, Some(service), lines, Vec::new())?;
    plan.payments = payments(chance, &plan, plan.totals.total, at.today);
    Some(plan)
}

/// All that the invoices before it left.
pub(super) fn last(
    chance: &mut Chance,
    offer: &Offer,
    at: Circumstances,
    what: What,
    service: (NaiveDate, NaiveDate),
    issue: NaiveDate,
    before: &[InvoicePlan],
) -> Option<InvoicePlan> {
    let mut lines = Vec::with_capacity(offer.lines.len());
    for (place, offered) in offer.lines.iter().enumerate() {
        let about = About::Offered(place);
        let invoiced = before.iter().flat_map(|invoice| &invoice.lines).filter(|line| line.about == about);
        let (quantity, net) = invoiced.fold((Decimal::ZERO, Decimal::ZERO), |(quantity, net), line| {
            (quantity + line.figures.quantity, net + line.amounts.total_after_discount)
        });
        let figures = if quantity.is_zero() {
            offered.figures
        } else {
            scaled(part_of_line(&offered.figures, quantity, net, offered.figures.quantity - quantity).ok()?)
        };
        lines.push(line(about, figures)?);
    }
    let deposits = before.iter().enumerate().filter(|(_, invoice)| matches!(invoice.what, What::Deposit(_)));
    let deductions = deposits
        .flat_map(|(place, deposit)| deposit.groups().into_iter().map(move |group| (place, group)))
        .filter(|(_, group)| !group.total().is_zero())
        .collect();
    let mut plan = InvoicePlan::new(what, at, issue, Some(service), lines, deductions)?;
    plan.payments = payments(chance, &plan, plan.totals.total, at.today);
    Some(plan)
}

/// Now and then the last invoice is taken back: altogether, in part before it is paid, or in part afterwards.
pub(super) fn credit(chance: &mut Chance, at: Circumstances, invoices: &mut Vec<InvoicePlan>) {
    let draw = chance.below(100);
    let Some(place) = invoices.len().checked_sub(1).filter(|_| draw < 8) else { return };
    let original = &mut invoices[place];
    let Some(issued) = original.issued.filter(|_| original.totals.total > Decimal::ZERO) else { return };
    let what = What::CreditNote { of: place };
    let reduced = |original: &InvoicePlan, issue: NaiveDate| {
        let lines = reduction(original)?;
        InvoicePlan::new(what, at, issue, None, vec![lines], Vec::new())
    };
    let mut note = if draw < 3 {
        let issue = later(issued, chance.between(3, 12));
        if issue > at.today || !original.deductions.is_empty() {
            return;
        }
        let lines = original.lines.clone();
        let Some(note) = InvoicePlan::new(what, at, issue, None, lines, Vec::new()) else { return };
        original.payments.clear();
        note
    } else if draw < 6 {
        let issue = later(issued, chance.between(3, 12));
        let Some(note) = reduced(original, issue).filter(|note| note.issued.is_some()) else { return };
        let due = original.totals.total - note.totals.total;
        let before_note = later(issue, 1);
        original.payments = payments(chance, original, due, at.today);
        original.payments.iter_mut().for_each(|payment| payment.day = payment.day.max(before_note).min(at.today));
        note
    } else {
        let paid = original.remaining().is_zero();
        let Some(day) = original.payments.iter().map(|payment| payment.day).max().filter(|_| paid) else { return };
        let issue = later(day, chance.between(5, 30));
        let Some(mut note) = reduced(original, issue).filter(|note| note.issued.is_some()) else { return };
        note.refundable = note.totals.total;
        note.payments = refund(chance, issue, note.totals.total, at.today);
        note
    };
    original.credited = note.totals.total;
    note.due = note.issued.unwrap_or(note.due);
    note.made = note.due;
    invoices.push(note);
}

/// A tenth of the first line, in whole euros.
fn reduction(original: &InvoicePlan) -> Option<PlannedLine> {
    let first = original.lines.first()?;
    let place = match first.about {
        About::Offered(place) => place,
        About::Group | About::Reduction(_) => return None,
    };
    // Deposits may have left less of the group than the line has.
    let left = original.groups().into_iter().find(|group| group.vat() == first.figures.vat)?;
    let mut amount = (first.amounts.total_after_discount.min(left.base) / Decimal::TEN).trunc();
    if amount < Decimal::ONE {
        return None;
    }
    amount.rescale(2);
    let figures =
        LineInput { quantity: Decimal::new(1_000, 3), unit_price: amount, discount: no_discount(), ..first.figures };
    line(About::Reduction(place), figures)
}

/// Figures with the decimals that are stored.
fn scaled(mut figures: LineInput) -> LineInput {
    figures.quantity.rescale(3);
    let mut value = figures.discount.value;
    value.rescale(2);
    figures.discount = Discount { value, ..figures.discount };
    figures
}
