//! Webhooks: what is told to whom, and how often it is tried.

wire_enum! {
    /// What a webhook can be told of; in GraphQL the upper-case form (`INVOICE_PAID`), everywhere else the name.
    pub enum WebhookEvent {
        /// An institution is new.
        InstitutionCreated = "institution.created",
        /// An institution, or its medical profile, was changed.
        InstitutionUpdated = "institution.updated",
        /// An institution was deleted.
        InstitutionDeleted = "institution.deleted",
        /// A contact is new.
        ContactCreated = "contact.created",
        /// A contact was changed.
        ContactUpdated = "contact.updated",
        /// A contact was deleted.
        ContactDeleted = "contact.deleted",
        /// A task is new.
        TaskCreated = "task.created",
        /// A task was changed.
        TaskUpdated = "task.updated",
        /// A task is done.
        TaskCompleted = "task.completed",
        /// A quote is new.
        QuoteCreated = "quote.created",
        /// A quote was changed, ordered, cancelled, or has expired.
        QuoteUpdated = "quote.updated",
        /// A quote was sent to its client.
        QuoteSent = "quote.sent",
        /// A quote was accepted.
        QuoteAccepted = "quote.accepted",
        /// A quote was declined.
        QuoteRejected = "quote.rejected",
        /// An invoice or credit note is new.
        InvoiceCreated = "invoice.created",
        /// An invoice or credit note was changed.
        InvoiceUpdated = "invoice.updated",
        /// An invoice or credit note has its number.
        InvoiceIssued = "invoice.issued",
        /// An invoice is paid in full.
        InvoicePaid = "invoice.paid",
        /// An invoice is late.
        InvoiceOverdue = "invoice.overdue",
        /// An invoice was cancelled.
        InvoiceCancelled = "invoice.cancelled",
        /// Money has come.
        PaymentReceived = "payment.received",
        /// Digiforma was read.
        DigiformaSyncCompleted = "digiforma.sync.completed",
        /// A try, on demand.
        WebhookTest = "webhook.test",
    }
}

impl WebhookEvent {
    /// What it is about: the part before the first point.
    #[must_use]
    pub fn category(self) -> &'static str {
        self.name().split('.').next().unwrap_or_default()
    }
}

wire_enum! {
    /// Whether a webhook is told anything.
    pub enum WebhookStatus {
        /// It is.
        Active = "active",
        /// Somebody switched it off.
        Inactive = "inactive",
        /// It was switched off because it did not work.
        Disabled = "disabled",
    }
}

wire_enum! {
    /// Where a delivery stands.
    pub enum WebhookDeliveryStatus {
        /// Not tried yet.
        Pending = "pending",
        /// Received.
        Success = "success",
        /// Given up.
        Failed = "failed",
        /// Failed, to be tried again.
        Retrying = "retrying",
    }
}

/// Minutes after the third failure: half an hour, 2, 5, 10, 14, 20 and 24 hours.
const LATER: [i64; 7] = [30, 120, 300, 600, 840, 1_200, 1_440];

/// Milliseconds to wait after an attempt (the first is 1) has failed: the delay of the webhook, 5 times, 25 times as
/// long, then half an hour to a day. With the usual delay of 5 s these are the pauses of the original, then those that the
/// Standard Webhooks specification advises.
#[must_use]
pub fn pause_after(attempt: u32, delay: i64) -> i64 {
    match attempt {
        0 | 1 => delay,
        2 => delay.saturating_mul(5),
        3 => delay.saturating_mul(25),
        later => {
            let at = usize::try_from(later - 4).unwrap_or(usize::MAX).min(LATER.len() - 1);
            LATER[at] * 60_000
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_pauses_last_three_days() {
        let pauses: Vec<i64> = (1..=10).map(|attempt| pause_after(attempt, 5_000)).collect();
        assert_eq!(pauses[..4], [5_000, 25_000, 125_000, 1_800_000]);
        assert_eq!(pauses[9], 24 * 3_600_000);
        assert_eq!(pause_after(99, 5_000), pauses[9]);
        let hours = pauses.iter().sum::<i64>() / 3_600_000;
        assert!((74..=78).contains(&hours), "{hours} hours");
    }

    #[test]
    fn events_are_known_by_their_names() {
        assert_eq!("digiforma.sync.completed".parse(), Ok(WebhookEvent::DigiformaSyncCompleted));
        assert_eq!(WebhookEvent::DigiformaSyncCompleted.category(), "digiforma");
        assert!("user.created".parse::<WebhookEvent>().is_err());
    }
}
