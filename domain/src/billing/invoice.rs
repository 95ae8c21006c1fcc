//! Invoices and credit notes: kinds, statuses, and the status that follows from what was paid and credited.

use chrono::NaiveDate;
use rust_decimal::Decimal;

wire_enum! {
    /// Which way the money goes.
    pub enum InvoiceKind {
        /// The client owes.
        Invoice = "invoice",
        /// Corrects an invoice, with positive amounts (type 381 of EN 16931).
        CreditNote = "credit_note",
    }
}

wire_enum! {
    /// What part of a quote an invoice is.
    pub enum InvoiceType {
        /// By itself, or a whole quote.
        Standard = "standard",
        /// Some of the lines or quantities of a quote.
        Partial = "partial",
        /// Ahead of the service.
        Deposit = "deposit",
        /// The rest of a quote, less its deposits.
        Final = "final",
    }
}

wire_enum! {
    /// Where an invoice or credit note stands.
    pub enum InvoiceStatus {
        /// Being written: no number yet.
        Draft = "draft",
        /// Has its number and can no longer be changed.
        Issued = "issued",
        /// Some of it was paid.
        PartiallyPaid = "partially_paid",
        /// Nothing remains.
        Paid = "paid",
        /// Nothing was paid by the due date.
        Overdue = "overdue",
        /// A credit note took it back altogether.
        Cancelled = "cancelled",
    }
}

wire_enum! {
    /// What is sold; a mandatory mention.
    pub enum OperationNature {
        /// Goods.
        Goods = "goods",
        /// Services.
        Services = "services",
        /// Both, neither being accessory to the other.
        Mixed = "mixed",
    }
}

impl InvoiceStatus {
    /// Whether an invoice may go from this status to `next`; staying is always allowed. Between the statuses of an
    /// issued one it goes both ways, since a payment can turn out to have failed.
    #[must_use]
    pub fn can_become(self, next: Self) -> bool {
        self == next
            || match self {
                Self::Draft => next == Self::Issued,
                Self::Issued | Self::PartiallyPaid | Self::Paid | Self::Overdue => next != Self::Draft,
                Self::Cancelled => false,
            }
    }

    /// Whether its text and lines may change.
    #[must_use]
    pub const fn can_be_edited(self) -> bool {
        matches!(self, Self::Draft)
    }

    /// Whether it has a number.
    #[must_use]
    pub const fn is_issued(self) -> bool {
        !matches!(self, Self::Draft)
    }

    /// Whether a payment may be recorded.
    #[must_use]
    pub const fn can_receive_payments(self) -> bool {
        matches!(self, Self::Issued | Self::PartiallyPaid | Self::Overdue)
    }

    /// Whether a credit note may correct it.
    #[must_use]
    pub const fn can_be_credited(self) -> bool {
        matches!(self, Self::Issued | Self::PartiallyPaid | Self::Paid | Self::Overdue)
    }
}

/// What the status of an issued document follows from. Amounts with tax, in euros.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvoiceStanding {
    /// Invoice or credit note.
    pub kind: InvoiceKind,
    /// A credit note took it back altogether, which the amounts of a document of nothing do not tell.
    pub is_cancelled: bool,
    /// What the document says.
    pub total: Decimal,
    /// Confirmed payments; of a credit note, refunds.
    pub paid_amount: Decimal,
    /// Issued credit notes.
    pub credited_amount: Decimal,
    /// What is left to pay; of a credit note, to refund.
    pub remaining_amount: Decimal,
    /// Last day to pay without being late.
    pub due_date: NaiveDate,
    /// Today in Paris.
    pub today: NaiveDate,
}

impl InvoiceStanding {
    /// The status of the document. A partly paid one stays so when it is late; one of nothing is paid at once.
    #[must_use]
    pub fn status(&self) -> InvoiceStatus {
        let settled = self.remaining_amount <= Decimal::ZERO;
        let paid = self.paid_amount > Decimal::ZERO;
        let due = self.total > Decimal::ZERO;
        match self.kind {
            InvoiceKind::Invoice if self.is_cancelled => InvoiceStatus::Cancelled,
            InvoiceKind::Invoice if due && self.credited_amount >= self.total => InvoiceStatus::Cancelled,
            InvoiceKind::Invoice if settled => InvoiceStatus::Paid,
            InvoiceKind::CreditNote if paid && settled => InvoiceStatus::Paid,
            _ if paid => InvoiceStatus::PartiallyPaid,
            _ if self.is_overdue() => InvoiceStatus::Overdue,
            _ => InvoiceStatus::Issued,
        }
    }

    /// Whether something remains to be paid after the due date.
    #[must_use]
    pub fn is_overdue(&self) -> bool {
        self.kind == InvoiceKind::Invoice && self.remaining_amount > Decimal::ZERO && self.due_date < self.today
    }

    /// Days since the due date; 0 when it is not late.
    #[must_use]
    pub fn days_overdue(&self) -> i64 {
        if self.is_overdue() { (self.today - self.due_date).num_days() } else { 0 }
    }

    /// Days until the due date, negative after it.
    #[must_use]
    pub fn days_until_due(&self) -> i64 {
        (self.due_date - self.today).num_days()
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::decimal;
    use super::*;

    fn standing(paid: &str, credited: &str, remaining: &str, days_late: i64) -> InvoiceStanding {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        InvoiceStanding {
            kind: InvoiceKind::Invoice,
            is_cancelled: false,
            total: decimal("100"),
            paid_amount: decimal(paid),
            credited_amount: decimal(credited),
            remaining_amount: decimal(remaining),
            due_date: today - chrono::Days::new(days_late.unsigned_abs()),
            today,
        }
    }

    #[test]
    fn statuses_follow_from_amounts() {
        assert_eq!(standing("0", "0", "100", 0).status(), InvoiceStatus::Issued);
        assert_eq!(standing("0", "0", "100", 1).status(), InvoiceStatus::Overdue);
        assert_eq!(standing("30", "0", "70", 0).status(), InvoiceStatus::PartiallyPaid);
        assert_eq!(standing("30", "0", "70", 9).status(), InvoiceStatus::PartiallyPaid);
        assert_eq!(standing("100", "0", "0", 9).status(), InvoiceStatus::Paid);
        assert_eq!(standing("60", "40", "0", 0).status(), InvoiceStatus::Paid);
        assert_eq!(standing("0", "40", "60", 0).status(), InvoiceStatus::Issued);
        assert_eq!(standing("0", "100", "0", 9).status(), InvoiceStatus::Cancelled);
        assert_eq!(standing("100", "100", "0", 0).status(), InvoiceStatus::Cancelled, "a refund is due");
    }

    #[test]
    fn nothing_to_pay_is_paid_and_never_late() {
        let nothing = InvoiceStanding { total: Decimal::ZERO, ..standing("0", "0", "0", 9) };
        assert_eq!(nothing.status(), InvoiceStatus::Paid);
        assert_eq!((nothing.is_overdue(), nothing.days_overdue()), (false, 0));
        assert_eq!(InvoiceStanding { is_cancelled: true, ..nothing }.status(), InvoiceStatus::Cancelled);
    }

    #[test]
    fn credit_notes_are_refunded_and_never_late() {
        let note =
            |paid, remaining| InvoiceStanding { kind: InvoiceKind::CreditNote, ..standing(paid, "0", remaining, 9) };
        assert_eq!(note("0", "0").status(), InvoiceStatus::Issued, "nothing to refund");
        assert_eq!(note("0", "50").status(), InvoiceStatus::Issued);
        assert_eq!(note("20", "30").status(), InvoiceStatus::PartiallyPaid);
        assert_eq!(note("50", "0").status(), InvoiceStatus::Paid);
    }

    #[test]
    fn days() {
        let late = standing("30", "0", "70", 9);
        assert_eq!((late.days_overdue(), late.days_until_due()), (9, -9));
        let due_today = standing("0", "0", "100", 0);
        assert_eq!((due_today.is_overdue(), due_today.days_until_due()), (false, 0));
    }

    #[test]
    fn only_a_credit_note_cancels_and_nothing_returns() {
        use InvoiceStatus::{Cancelled, Draft, Issued, Overdue, Paid, PartiallyPaid};
        assert!(Draft.can_become(Issued) && !Draft.can_become(Cancelled) && !Draft.can_become(Paid));
        for issued in [Issued, PartiallyPaid, Paid, Overdue] {
            assert!(issued.can_become(Cancelled) && !issued.can_become(Draft) && issued.can_be_credited());
            assert!(!Cancelled.can_become(issued));
        }
        assert!(Paid.can_become(PartiallyPaid) && Overdue.can_become(Issued));
        assert!(!Paid.can_receive_payments() && !Draft.can_receive_payments() && Overdue.can_receive_payments());
    }
}
