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
    let rest = total.saturating_sub(paid(invoice));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::read;
    use serde_json::{Value, json};

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// 6 × 400 euros of 20 March 2025, due in 30 days, with changes.
    fn invoice(changes: Value) -> Invoice {
        let mut row = json!({
            "id": "1", "number": 79, "numberStr": "079", "prefix": "2025", "date": "2025-03-20",
            "paymentLimitDays": 30, "isPaymentLimitEndMonth": false, "locked": true,
            "items": [{ "quantity": 6.0, "unitPrice": 400.0, "vat": 0.0, "vatType": "S" }],
            "invoicePayments": [],
        });
        let Value::Object(changes) = changes else { panic!("{changes}") };
        row.as_object_mut().unwrap().extend(changes);
        read::<Invoice>(&row).unwrap().record
    }

    fn paid_with(amounts: &[f64]) -> Value {
        let payments: Vec<Value> =
            amounts.iter().enumerate().map(|(id, amount)| json!({ "id": id, "amount": amount })).collect();
        json!({ "invoicePayments": payments })
    }

    #[test]
    fn states_follow_number_payments_and_due_date() {
        let state = |changes: Value, today: &str| invoice_state(&invoice(changes), day(today));
        assert_eq!(state(json!({}), "2025-04-19"), DocumentState::Open);
        assert_eq!(state(json!({}), "2025-04-20"), DocumentState::Overdue);
        assert_eq!(state(paid_with(&[2400.0]), "2025-09-01"), DocumentState::Paid);
        assert_eq!(state(paid_with(&[0.1, 2399.9]), "2025-09-01"), DocumentState::Paid);
        assert_eq!(state(paid_with(&[2399.99]), "2025-04-01"), DocumentState::PartlyPaid);
        assert_eq!(state(paid_with(&[2399.99]), "2025-09-01"), DocumentState::Overdue);
        assert_eq!(state(paid_with(&[2500.0]), "2025-09-01"), DocumentState::Paid);
        // A draft has a date, and no number; being locked says nothing.
        assert_eq!(state(json!({ "number": null, "locked": false }), "2026-01-01"), DocumentState::Draft);
        assert_eq!(state(json!({ "locked": false }), "2025-04-01"), DocumentState::Open);
        assert_eq!(state(json!({ "date": null }), "2026-01-01"), DocumentState::Open);
    }

    #[test]
    fn an_invoice_of_nothing_is_paid() {
        let free = invoice(json!({ "items": [{ "quantity": 1.0, "unitPrice": 0.0 }] }));
        assert_eq!(invoice_state(&free, day("2030-01-01")), DocumentState::Paid);
        assert_eq!(invoice_nature(&free), InvoiceNature::Invoice);
    }

    #[test]
    fn credit_notes_are_negative_invoices() {
        let items = json!([{ "quantity": 6.0, "unitPrice": -400.0, "vat": 20.0 }]);
        let note = invoice(json!({ "items": items, "freeText": "Avoir sur la facture 2025-044" }));
        assert_eq!(invoice_nature(&note), InvoiceNature::CreditNote);
        assert_eq!(invoice_totals(&note).gross, decimal("-2880"));
        assert_eq!(credited_number(&note).as_deref(), Some("2025-044"));
        assert_eq!(remaining(&note), decimal("-2880"));
        assert_eq!(invoice_state(&note, day("2026-01-01")), DocumentState::Open, "the firm owes it");
        let settled = invoice(json!({ "items": items, "invoicePayments": [{ "id": 1, "amount": -2880.0 }] }));
        assert_eq!(invoice_state(&settled, day("2026-01-01")), DocumentState::Paid);
        // The text is no mark: it can be missing, or stand in an ordinary invoice.
        assert_eq!(invoice_nature(&invoice(json!({ "items": items }))), InvoiceNature::CreditNote);
        assert_eq!(
            invoice_nature(&invoice(json!({ "freeText": "Avoir sur la facture 2025-044" }))),
            InvoiceNature::Invoice
        );
    }

    #[test]
    fn the_credited_invoice_is_read_from_the_text() {
        let number = |text: &str| credited_number(&invoice(json!({ "freeText": text })));
        assert_eq!(number("AVOIR sur la facture n° FA2025-12."), Some("FA2025-12".to_owned()));
        assert_eq!(number("Voir la facture 2025-044"), None);
        assert_eq!(number("Avoir"), None);
        assert_eq!(number("Avoir sur facture"), None);
        assert_eq!(number("İİİ avoir facture 2025-1"), Some("2025-1".to_owned()));
    }

    #[test]
    fn due_dates_can_end_a_month() {
        let due = |days: Value, end: bool, date: &str| {
            due_date(&invoice(json!({ "paymentLimitDays": days, "isPaymentLimitEndMonth": end, "date": date })))
        };
        assert_eq!(due(json!(30), false, "2025-01-31"), Some(day("2025-03-02")));
        assert_eq!(due(json!(30), true, "2025-01-31"), Some(day("2025-03-31")));
        assert_eq!(due(json!(45), true, "2023-12-20"), Some(day("2024-02-29")));
        assert_eq!(due(json!(0), true, "2025-12-05"), Some(day("2025-12-31")));
        assert_eq!(due(json!(null), false, "2025-12-05"), Some(day("2025-12-05")));
        assert_eq!(due(json!(-5), false, "2025-12-05"), Some(day("2025-12-05")));
    }

    #[test]
    fn what_remains_is_never_of_the_other_sign() {
        assert_eq!(remaining(&invoice(paid_with(&[400.0]))), decimal("2000"));
        assert_eq!(remaining(&invoice(paid_with(&[3000.0]))), Decimal::ZERO);
        assert_eq!(paid(&invoice(paid_with(&[0.1, 0.2]))), decimal("0.30"));
    }

    #[test]
    fn numbers_are_shown_with_their_series() {
        assert_eq!(number_shown(&invoice(json!({}))).as_deref(), Some("2025-079"));
        assert_eq!(number_shown(&invoice(json!({ "numberStr": null }))).as_deref(), Some("2025-79"));
        assert_eq!(number_shown(&invoice(json!({ "prefix": null }))).as_deref(), Some("079"));
        assert_eq!(number_shown(&invoice(json!({ "number": null, "numberStr": null }))), None);
    }

    #[test]
    fn quotations_have_the_state_of_their_deal() {
        let quotation =
            |accepted: Value| read::<Quotation>(&json!({ "id": "1", "acceptedAt": accepted })).unwrap().record;
        let open = quotation(Value::Null);
        assert_eq!(quotation_state(&open, None), QuotationState::Open);
        assert_eq!(quotation_state(&open, Some(&CrmStatus::Undecided)), QuotationState::Open);
        assert_eq!(quotation_state(&open, Some(&CrmStatus::Won)), QuotationState::Accepted);
        assert_eq!(quotation_state(&open, Some(&CrmStatus::Lost)), QuotationState::Refused);
        assert_eq!(quotation_state(&open, Some(&CrmStatus::Cancelled)), QuotationState::Cancelled);
        assert_eq!(quotation_state(&quotation(json!("2025-01-02")), Some(&CrmStatus::Lost)), QuotationState::Accepted);
    }
}
