//! States of quotations and invoices.

use chrono::{Datelike, Days, Months, NaiveDate};
use rust_decimal::Decimal;

use super::totals::{Totals, totals};
use crate::amount::to_cents;
use crate::record::{CrmStatus, Invoice, Quotation};

/// What a row of the list of invoices is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InvoiceNature {
    /// It asks for money, or for nothing (0 euros).
    Invoice,
    /// It gives money back: its total is below zero. Upstream has no other reliable mark.
    CreditNote,
}

/// State of an invoice or a credit note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentState {
    /// It has no number.
    Draft,
    /// Nothing was paid, and it is not due.
    Open,
    /// A part was paid, and it is not due.
    PartlyPaid,
    /// Not (wholly) paid, and the due date has passed.
    Overdue,
    /// Paid, or nothing to pay.
    Paid,
}

/// State of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuotationState {
    /// Waiting for an answer: upstream knows neither sending nor expiry.
    Open,
    /// Accepted, or its deal is won.
    Accepted,
    /// Its deal is lost.
    Refused,
    /// Its deal was called off.
    Cancelled,
}

/// Totals of an invoice; negative for a credit note.
#[must_use]
pub fn invoice_totals(invoice: &Invoice) -> Totals {
    totals(&invoice.items)
}

/// Totals of a quotation.
#[must_use]
pub fn quotation_totals(quotation: &Quotation) -> Totals {
    totals(&quotation.items)
}

/// Invoice or credit note, by the sign of the total.
#[must_use]
pub fn invoice_nature(invoice: &Invoice) -> InvoiceNature {
    if invoice_totals(invoice).gross < Decimal::ZERO { InvoiceNature::CreditNote } else { InvoiceNature::Invoice }
}

/// The number of the invoice that a credit note corrects (`2025-044`), from its free text, which people can edit:
/// a hint for a link, never the mark of a credit note.
#[must_use]
pub fn credited_number(invoice: &Invoice) -> Option<String> {
    let text = invoice.free_text.as_deref()?;
    let lower = text.to_lowercase();
    let start = lower.find("facture")? + "facture".len();
    if !lower.get(..start)?.contains("avoir") {
        return None;
    }
    let is_number = |word: &&str| word.contains('-') && word.chars().any(|c| c.is_ascii_digit());
    let words = lower.get(start..)?.split_whitespace().take(3);
    let trimmed = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    trimmed.into_iter().find(is_number).map(str::to_uppercase)
}

/// Sum of the payments, in cents. Payments of a credit note are negative when money went back.
#[must_use]
pub fn paid(invoice: &Invoice) -> Decimal {
    let amounts = invoice.payments.iter().filter_map(|payment| payment.amount);
    to_cents(amounts.fold(Decimal::ZERO, Decimal::saturating_add))
}

/// What is still to be paid; never of the other sign than the total.
#[must_use]
pub fn remaining(invoice: &Invoice) -> Decimal {
    let total = invoice_totals(invoice).gross;
    let rest = total - paid(invoice);
    if total < Decimal::ZERO { rest.min(Decimal::ZERO) } else { rest.max(Decimal::ZERO) }
}

/// `date` and `paymentLimitDays`, then the end of that month if so agreed. Without days the day itself (or the end of
/// its month); without a date none.
#[must_use]
pub fn due_date(invoice: &Invoice) -> Option<NaiveDate> {
    let days = u64::try_from(invoice.payment_limit_days.unwrap_or_default()).unwrap_or_default();
    let due = invoice.date?.checked_add_days(Days::new(days))?;
    if invoice.payment_limit_end_of_month { end_of_month(due) } else { Some(due) }
}

fn end_of_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// State of an invoice on a day. A credit note is settled when its amount went back or was deducted; until then it is
/// open and never overdue, since the firm owes it.
#[must_use]
pub fn invoice_state(invoice: &Invoice, today: NaiveDate) -> DocumentState {
    if invoice.number.is_none() {
        return DocumentState::Draft;
    }
    let total = invoice_totals(invoice).gross;
    let paid = paid(invoice);
    if remaining(invoice).is_zero() {
        return DocumentState::Paid;
    }
    if total > Decimal::ZERO && due_date(invoice).is_some_and(|due| due < today) {
        return DocumentState::Overdue;
    }
    if paid.is_zero() || paid.is_sign_negative() != total.is_sign_negative() {
        DocumentState::Open
    } else {
        DocumentState::PartlyPaid
    }
}

/// State of a quotation; its deal's state, if it is known, refuses or cancels what was not accepted.
#[must_use]
pub fn quotation_state(quotation: &Quotation, deal: Option<&CrmStatus>) -> QuotationState {
    if quotation.accepted_at.is_some() {
        return QuotationState::Accepted;
    }
    match deal {
        Some(CrmStatus::Won | CrmStatus::Completed) => QuotationState::Accepted,
        Some(CrmStatus::Lost) => QuotationState::Refused,
        Some(CrmStatus::Cancelled) => QuotationState::Cancelled,
        Some(CrmStatus::Undecided | CrmStatus::Other(_)) | None => QuotationState::Open,
    }
}

/// The number as documents show it: `2025-079`. None for a draft.
#[must_use]
pub fn number_shown(invoice: &Invoice) -> Option<String> {
    shown(invoice.prefix.as_deref(), invoice.number_text.as_deref(), invoice.number)
}

/// As [`number_shown`], for quotations.
#[must_use]
pub fn quotation_number_shown(quotation: &Quotation) -> Option<String> {
    shown(quotation.prefix.as_deref(), quotation.number_text.as_deref(), quotation.number)
}

fn shown(prefix: Option<&str>, text: Option<&str>, number: Option<i64>) -> Option<String> {
    let number = text.map(str::to_owned).or_else(|| number.map(|number| number.to_string()))?;
    Some(match prefix {
        Some(prefix) => format!("{prefix}-{number}"),
        None => number,
    })
}
