//! The events, in words.

use domain::WebhookEvent;

/// What an event is, in English.
#[must_use]
pub const fn described(event: WebhookEvent) -> &'static str {
    match event {
        WebhookEvent::InstitutionCreated => "Institution created",
        WebhookEvent::InstitutionUpdated => "Institution changed",
        WebhookEvent::InstitutionDeleted => "Institution deleted",
        WebhookEvent::ContactCreated => "Contact created",
        WebhookEvent::ContactUpdated => "Contact changed",
        WebhookEvent::ContactDeleted => "Contact deleted",
        WebhookEvent::TaskCreated => "Task created",
        WebhookEvent::TaskUpdated => "Task changed",
        WebhookEvent::TaskCompleted => "Task completed",
        WebhookEvent::QuoteCreated => "Quote created",
        WebhookEvent::QuoteUpdated => "Quote changed",
        WebhookEvent::QuoteSent => "Quote sent",
        WebhookEvent::QuoteAccepted => "Quote accepted",
        WebhookEvent::QuoteRejected => "Quote declined",
        WebhookEvent::InvoiceCreated => "Invoice created",
        WebhookEvent::InvoiceUpdated => "Invoice changed",
        WebhookEvent::InvoiceIssued => "Invoice issued",
        WebhookEvent::InvoicePaid => "Invoice paid",
        WebhookEvent::InvoiceOverdue => "Invoice overdue",
        WebhookEvent::InvoiceCancelled => "Invoice cancelled",
        WebhookEvent::PaymentReceived => "Payment received",
        WebhookEvent::DigiformaSyncCompleted => "Digiforma read",
        WebhookEvent::WebhookTest => "Test",
    }
}
