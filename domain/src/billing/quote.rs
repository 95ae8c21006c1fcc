//! Quotes: statuses and the moves between them.

wire_enum! {
    /// Where a quote stands.
    pub enum QuoteStatus {
        /// Being written.
        Draft = "draft",
        /// Before the client.
        Sent = "sent",
        /// The client agreed.
        Accepted = "accepted",
        /// The client declined.
        Rejected = "rejected",
        /// The client ordered: there is an order number.
        Ordered = "ordered",
        /// Nobody answered while it was valid.
        Expired = "expired",
        /// Withdrawn by the firm.
        Cancelled = "cancelled",
    }
}

impl QuoteStatus {
    /// Whether a quote may go from this status to `next`; staying is always allowed.
    ///
    /// A sent one becomes a draft again as a new revision. A draft may be accepted or ordered without being sent: by
    /// telephone.
    #[must_use]
    pub fn can_become(self, next: Self) -> bool {
        use QuoteStatus::{Accepted, Cancelled, Draft, Expired, Ordered, Rejected, Sent};
        self == next
            || match self {
                Draft => matches!(next, Sent | Accepted | Ordered | Cancelled),
                Sent => matches!(next, Draft | Accepted | Rejected | Ordered | Expired | Cancelled),
                Accepted => next == Ordered,
                Rejected | Ordered | Expired | Cancelled => false,
            }
    }

    /// Whether its text and lines may change: as a draft, or sent, which makes a new revision.
    #[must_use]
    pub const fn can_be_edited(self) -> bool {
        matches!(self, Self::Draft | Self::Sent)
    }

    /// Whether it may be deleted.
    #[must_use]
    pub const fn can_be_deleted(self) -> bool {
        matches!(self, Self::Draft)
    }

    /// Whether invoices may be made of it.
    #[must_use]
    pub const fn can_be_invoiced(self) -> bool {
        matches!(self, Self::Accepted | Self::Ordered)
    }

    /// Still without an answer.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Sent)
    }

    /// Whether it is past its validity, be it marked or not: an answered or withdrawn quote does not expire.
    #[must_use]
    pub fn is_expired<T: PartialOrd + Copy>(self, valid_until: T, now: T) -> bool {
        self == Self::Expired || (self.is_open() && valid_until < now)
    }

    /// Whether the client may still agree, by themselves or through the firm.
    #[must_use]
    pub fn can_be_accepted<T: PartialOrd + Copy>(self, valid_until: T, now: T) -> bool {
        self.can_become(Self::Accepted) && self != Self::Accepted && !self.is_expired(valid_until, now)
    }

    /// Whether the client may still decline: what is no longer valid needs no answer.
    #[must_use]
    pub fn can_be_rejected<T: PartialOrd + Copy>(self, valid_until: T, now: T) -> bool {
        self.can_become(Self::Rejected) && self != Self::Rejected && !self.is_expired(valid_until, now)
    }
}

#[cfg(test)]
mod tests {
    use super::QuoteStatus::{self, Accepted, Cancelled, Draft, Expired, Ordered, Rejected, Sent};

    #[test]
    fn the_table_of_moves() {
        let allowed = [
            (Draft, vec![Sent, Accepted, Ordered, Cancelled]),
            (Sent, vec![Draft, Accepted, Rejected, Ordered, Expired, Cancelled]),
            (Accepted, vec![Ordered]),
            (Rejected, vec![]),
            (Ordered, vec![]),
            (Expired, vec![]),
            (Cancelled, vec![]),
        ];
        assert_eq!(allowed.len(), QuoteStatus::ALL.len());
        for (from, to) in allowed {
            for next in QuoteStatus::ALL {
                assert_eq!(from.can_become(*next), from == *next || to.contains(next), "{from} to {next}");
            }
        }
    }

    #[test]
    fn validity() {
        assert!(Sent.is_expired(1, 2) && Draft.is_expired(1, 2) && Expired.is_expired(3, 2));
        assert!(!Sent.is_expired(2, 2) && !Accepted.is_expired(1, 2));
        assert!(Draft.can_be_accepted(2, 2) && Sent.can_be_accepted(2, 2));
        assert!(!Sent.can_be_accepted(1, 2) && !Accepted.can_be_accepted(2, 2) && !Cancelled.can_be_accepted(2, 2));
        assert!(Sent.can_be_rejected(2, 2) && !Sent.can_be_rejected(1, 2));
        assert!(!Draft.can_be_rejected(2, 2) && !Rejected.can_be_rejected(2, 2));
    }
}
