//! What clients pay, and when: most in time, some late, some in two parts, a few never.

use chrono::NaiveDate;
use domain::billing::{PaymentMethod, PaymentStatus, round_to_cents};
use rust_decimal::Decimal;

use super::{deal::later, invoice_plan::InvoicePlan};
use crate::demo::Chance;

/// How money comes; most of it by transfer.
const METHODS: [PaymentMethod; 8] = [
    PaymentMethod::BankTransfer,
    PaymentMethod::BankTransfer,
    PaymentMethod::BankTransfer,
    PaymentMethod::BankTransfer,
    PaymentMethod::BankTransfer,
    PaymentMethod::BankTransfer,
    PaymentMethod::Check,
    PaymentMethod::CreditCard,
];

/// A payment, or a refund.
#[derive(Debug, Clone)]
pub(crate) struct PaymentPlan {
    /// When it was made.
    pub(crate) day: NaiveDate,
    /// With tax, in euros.
    pub(crate) amount: Decimal,
    /// How it came.
    pub(crate) method: PaymentMethod,
    /// Where it stands.
    pub(crate) status: PaymentStatus,
    /// What the bank or the cheque says.
    pub(crate) reference: String,
}

impl PaymentPlan {
    fn new(chance: &mut Chance, day: NaiveDate, amount: Decimal, status: PaymentStatus) -> Self {
        let method = *chance.pick(&METHODS);
        let number = chance.below(10_000_000);
        let reference = match method {
            PaymentMethod::Check => format!("CHQ {number:07}"),
            PaymentMethod::CreditCard => format!("CB {number:07}"),
            PaymentMethod::BankTransfer | PaymentMethod::Cash | PaymentMethod::Other => format!("VIR {number:07}"),
        };
        Self { day, amount, method, status, reference }
    }
}

/// The payments of so much of an issued invoice, as far as they were made by today.
pub(super) fn payments(
    chance: &mut Chance,
    invoice: &InvoicePlan,
    owed: Decimal,
    today: NaiveDate,
) -> Vec<PaymentPlan> {
    let Some(issued) = invoice.issued.filter(|_| owed > Decimal::ZERO) else { return Vec::new() };
    let after_issue = |day: NaiveDate| day.max(later(issued, 1));
    let draw = chance.below(100);
    let days = match draw {
        0..60 => vec![after_issue(later(invoice.due, -chance.between(0, 12)))],
        60..82 => vec![later(invoice.due, chance.between(1, 40))],
        82..93 => {
            vec![after_issue(later(invoice.due, -chance.between(3, 15))), later(invoice.due, chance.between(5, 45))]
        }
        // Of these two something stays open.
        93..96 => vec![after_issue(later(invoice.due, -chance.between(3, 15)))],
        _ => Vec::new(),
    };
    let in_part = matches!(draw, 82..96);
    let half = round_to_cents(owed * Decimal::new(4, 1));
    let mut made = Vec::with_capacity(days.len() + 1);
    for (n, day) in days.into_iter().enumerate() {
        let amount = if !in_part {
            owed
        } else if n == 0 {
            half
        } else {
            owed - half
        };
        if day > today || amount <= Decimal::ZERO {
            break;
        }
        if chance.percent(3) {
            made.push(PaymentPlan::new(chance, after_issue(later(day, -4)), amount, PaymentStatus::Failed));
        }
        // The bank's statement of the last days has not come yet.
        let status = if day >= later(today, -2) { PaymentStatus::Pending } else { PaymentStatus::Confirmed };
        made.push(PaymentPlan::new(chance, day, amount, status));
    }
    made
}

/// What goes back to the client after a credit note.
pub(super) fn refund(chance: &mut Chance, issued: NaiveDate, amount: Decimal, today: NaiveDate) -> Vec<PaymentPlan> {
    let day = later(issued, chance.between(3, 15));
    if day > today {
        return Vec::new();
    }
    let transfer = PaymentPlan::new(chance, day, amount, PaymentStatus::Confirmed);
    let reference = format!("VIR {:07}", chance.below(10_000_000));
    vec![PaymentPlan { method: PaymentMethod::BankTransfer, reference, ..transfer }]
}
