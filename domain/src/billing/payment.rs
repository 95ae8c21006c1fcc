//! Payments: methods, statuses and the moves between them.

wire_enum! {
    /// How money came, or went back.
    pub enum PaymentMethod {
        /// Transfer from bank to bank.
        BankTransfer = "bank_transfer",
        /// Cheque.
        Check = "check",
        /// Cash.
        Cash = "cash",
        /// Card.
        CreditCard = "credit_card",
        /// Anything else.
        Other = "other",
    }
}

wire_enum! {
    /// Where a payment stands.
    pub enum PaymentStatus {
        /// Recorded; it holds its amount back from what remains.
        Pending = "pending",
        /// The money is there.
        Confirmed = "confirmed",
        /// The bank refused it.
        Failed = "failed",
        /// Recorded by mistake.
        Cancelled = "cancelled",
    }
}

impl PaymentStatus {
    /// Whether a payment may go from this status to `next`; staying is always allowed.
    #[must_use]
    pub fn can_become(self, next: Self) -> bool {
        self == next || self == Self::Pending
    }

    /// Whether amount, date and the like may change.
    #[must_use]
    pub const fn can_be_edited(self) -> bool {
        matches!(self, Self::Pending)
    }

    /// Whether its amount is no longer free for another payment.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Pending | Self::Confirmed)
    }
}

#[cfg(test)]
mod tests {
    use super::PaymentStatus::{self, Cancelled, Confirmed, Failed, Pending};

    #[test]
    fn only_pending_payments_move() {
        for next in PaymentStatus::ALL {
            assert!(Pending.can_become(*next));
            for settled in [Confirmed, Failed, Cancelled] {
                assert_eq!(settled.can_become(*next), settled == *next);
            }
        }
        assert!(Pending.counts() && Confirmed.counts() && !Failed.counts() && !Cancelled.counts());
    }
}
