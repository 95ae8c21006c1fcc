//! Reminders of unpaid invoices as documents.

use chrono::NaiveDate;
use db::rows::{FirmIdentity, Institution, Invoice};
use documents::{Appearance, Document, Kind, Language, Overdue, References, Reminder, Terms, Totals};
use domain::billing::{DocumentType, RECOVERY_INDEMNITY, days_late, late_penalty};
use rust_decimal::Decimal;

use super::{Look, Paper, of_invoice, parties};
use crate::{
    Error, Result,
    operations::billing::{
        calendar,
        parties::{Buyer, Seller},
    },
};

/// What is claimed of a late invoice.
#[derive(Debug, Clone, Copy)]
pub(in crate::operations) struct Claim<'a> {
    pub(in crate::operations) invoice: &'a Invoice,
    /// The day until which the delay counts.
    pub(in crate::operations) today: NaiveDate,
    /// First, second, third.
    pub(in crate::operations) level: u32,
    /// Per cent a year; without it no penalty is computed, and the rate of the law is named.
    pub(in crate::operations) penalty_rate: Option<Decimal>,
    /// Words of the sender.
    pub(in crate::operations) message: Option<&'a str>,
}

impl Claim<'_> {
    /// The invoice with what the delay costs.
    ///
    /// # Errors
    /// The invoice was not issued.
    pub(in crate::operations) fn overdue(&self) -> Result<Overdue> {
        let invoice = self.invoice;
        let (Some(number), Some(issue_date)) = (&invoice.issue.invoice_number, invoice.issue.issue_date) else {
            return Err(Error::Internal(anyhow::anyhow!("a reminder of an invoice that was not issued")));
        };
        let due_date = calendar::day_of(invoice.values.due_date);
        let days_late = days_late(due_date, self.today);
        let penalty = match self.penalty_rate {
            None => Decimal::ZERO,
            Some(rate) => late_penalty(invoice.remaining_amount, rate, days_late)
                .ok_or_else(|| Error::Internal(anyhow::anyhow!("a penalty at {rate} % cannot be computed")))?,
        };
        Ok(Overdue {
            number: number.clone(),
            issue_date,
            due_date,
            total: invoice.totals.total,
            paid: invoice.totals.total - invoice.remaining_amount,
            remaining: invoice.remaining_amount,
            days_late,
            penalty,
            indemnity: RECOVERY_INDEMNITY,
        })
    }
}

/// The document of a reminder: by the firm as it is now, whose account may be another one than at the issue.
///
/// # Errors
/// The invoice was not issued.
pub(in crate::operations) fn of_reminder(
    claim: Claim<'_>,
    firm: &FirmIdentity,
    host: &Institution,
    look: Look,
) -> Result<Paper> {
    let overdue = claim.overdue()?;
    let (seller, buyer) = (Seller::of(&firm.values), Buyer::of(host));
    let reminder = Reminder {
        level: claim.level,
        message: claim.message.map(str::to_owned),
        remaining: overdue.remaining,
        penalty: overdue.penalty,
        penalty_rate: claim.penalty_rate,
        indemnity: overdue.indemnity,
        total_due: overdue.remaining + overdue.penalty + overdue.indemnity,
        invoices: vec![overdue],
    };
    let document = Document {
        kind: Kind::Reminder,
        language: Language::Fr,
        is_draft: false,
        number: None,
        title: None,
        description: None,
        note: None,
        issue_date: claim.today,
        due_date: None,
        valid_until: None,
        service_start: None,
        service_end: None,
        references: References::default(),
        lines: Vec::new(),
        deductions: Vec::new(),
        vat_groups: Vec::new(),
        totals: Totals::default(),
        terms: Terms {
            late_penalty: of_invoice::late_penalty(claim.penalty_rate, buyer.is_public_body),
            ..Terms::default()
        },
        reminder: Some(reminder),
        seller: parties::seller(seller),
        buyer: parties::buyer(buyer),
        appearance: Appearance::default(),
    };
    Ok(Paper::new(DocumentType::ReminderPdf, document, look))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::billing::testing;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn cents(amount: i64) -> Decimal {
        Decimal::new(amount, 2)
    }

    #[test]
    fn a_delay_costs_what_the_law_says() {
        let invoice = testing::issued_invoice();
        let claim = |penalty_rate: Option<&str>, today: &str| Claim {
            invoice: &invoice,
            today: day(today),
            level: 1,
            penalty_rate: penalty_rate.map(|rate| rate.parse().unwrap()),
            message: None,
        };
        // 1 000 × 12.15 % × 30 / 365 = 9.986…
        let overdue = claim(Some("12.15"), "2026-10-31").overdue().unwrap();
        assert_eq!((overdue.days_late, overdue.penalty, overdue.indemnity), (30, cents(999), Decimal::from(40)));
        assert_eq!((overdue.total, overdue.paid, overdue.remaining), (cents(120_000), cents(20_000), cents(100_000)));
        // Without a rate nothing is computed, and the law is named.
        let overdue = claim(None, "2026-10-31").overdue().unwrap();
        assert_eq!((overdue.penalty, overdue.indemnity), (Decimal::ZERO, Decimal::from(40)));
        let overdue = claim(Some("12.15"), "2026-10-02").overdue().unwrap();
        assert_eq!((overdue.days_late, overdue.penalty), (1, cents(33)));
    }
}
