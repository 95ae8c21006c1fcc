//! Statuses: a shape, a word, a tone. In tables the tint goes away.

pub mod looks;

use domain::billing::{InvoiceKind, InvoiceStatus, PaymentStatus, QuoteStatus};
use domain::{
    CommercialStatus, ComplianceStatus, DigiformaInvoiceStatus, DigiformaMatchType, DigiformaQuoteStatus,
    DigiformaSyncStatus, TaskPriority, TaskStatus,
};
use sycamore::prelude::*;

use super::icon::{Glyph, Icon, Spinner};
use crate::i18n::Words;

/// How a status looks and what it says.
#[derive(Clone, Copy)]
pub struct StatusLook {
    /// Value of `data-tone`.
    pub tone: &'static str,
    /// Its shape.
    pub glyph: Glyph,
    /// Its word.
    pub word: Words,
}

/// Look of a commercial status.
#[must_use]
pub fn commercial(status: CommercialStatus) -> StatusLook {
    match status {
        CommercialStatus::Prospect => looks::commercial::PROSPECT,
        CommercialStatus::Client => looks::commercial::CLIENT,
    }
}

/// Look of a compliance status.
#[must_use]
pub fn compliance(status: ComplianceStatus) -> StatusLook {
    match status {
        ComplianceStatus::Compliant => looks::compliance::COMPLIANT,
        ComplianceStatus::PendingReview => looks::compliance::PENDING_REVIEW,
        ComplianceStatus::NonCompliant => looks::compliance::NON_COMPLIANT,
        ComplianceStatus::Expired => looks::compliance::EXPIRED,
    }
}

/// Look of a task: late comes before its status.
#[must_use]
pub fn task(status: TaskStatus, overdue: bool) -> StatusLook {
    match status {
        _ if overdue => looks::task::OVERDUE,
        TaskStatus::Todo => looks::task::TODO,
        TaskStatus::InProgress => looks::task::IN_PROGRESS,
        TaskStatus::Completed => looks::task::COMPLETED,
        TaskStatus::Cancelled => looks::task::CANCELLED,
    }
}

/// Look of a priority; never a badge.
#[must_use]
pub fn priority(priority: TaskPriority) -> StatusLook {
    match priority {
        TaskPriority::Low => looks::priority::LOW,
        TaskPriority::Medium => looks::priority::MEDIUM,
        TaskPriority::High => looks::priority::HIGH,
        TaskPriority::Urgent => looks::priority::URGENT,
    }
}

/// Look of a quote: past its validity comes before waiting for an answer.
#[must_use]
pub fn quote(status: QuoteStatus, expired: bool) -> StatusLook {
    match status {
        QuoteStatus::Sent if expired => looks::quote::EXPIRED,
        QuoteStatus::Draft => looks::quote::DRAFT,
        QuoteStatus::Sent => looks::quote::SENT,
        QuoteStatus::Accepted => looks::quote::ACCEPTED,
        QuoteStatus::Rejected => looks::quote::REJECTED,
        QuoteStatus::Ordered => looks::quote::ORDERED,
        QuoteStatus::Expired => looks::quote::EXPIRED,
        QuoteStatus::Cancelled => looks::quote::CANCELLED,
    }
}

/// Look of an invoice; `sent`: it was mailed.
#[must_use]
pub fn invoice(status: InvoiceStatus, sent: bool) -> StatusLook {
    match status {
        InvoiceStatus::Draft => looks::invoice::DRAFT,
        InvoiceStatus::Issued if sent => looks::invoice::SENT,
        InvoiceStatus::Issued => looks::invoice::ISSUED,
        InvoiceStatus::PartiallyPaid => looks::invoice::PARTIALLY_PAID,
        InvoiceStatus::Paid => looks::invoice::PAID,
        InvoiceStatus::Overdue => looks::invoice::OVERDUE,
        InvoiceStatus::Cancelled => looks::invoice::CANCELLED,
    }
}

/// Look of a credit note, which is never late and is not cancelled; `sent`: it was mailed.
#[must_use]
pub fn credit_note(status: InvoiceStatus, sent: bool) -> StatusLook {
    match status {
        InvoiceStatus::Draft => looks::credit_note::DRAFT,
        InvoiceStatus::PartiallyPaid => looks::credit_note::PARTLY_REFUNDED,
        InvoiceStatus::Paid => looks::credit_note::REFUNDED,
        InvoiceStatus::Issued | InvoiceStatus::Overdue | InvoiceStatus::Cancelled if sent => looks::credit_note::SENT,
        InvoiceStatus::Issued | InvoiceStatus::Overdue | InvoiceStatus::Cancelled => looks::credit_note::ISSUED,
    }
}

/// Look of an invoice or a credit note; `sent`: it was mailed.
#[must_use]
pub fn invoice_or_credit_note(kind: InvoiceKind, status: InvoiceStatus, sent: bool) -> StatusLook {
    match kind {
        InvoiceKind::Invoice => invoice(status, sent),
        InvoiceKind::CreditNote => credit_note(status, sent),
    }
}

/// Look of a payment.
#[must_use]
pub fn payment(status: PaymentStatus) -> StatusLook {
    match status {
        PaymentStatus::Pending => looks::payment::PENDING,
        PaymentStatus::Confirmed => looks::payment::CONFIRMED,
        PaymentStatus::Failed => looks::payment::FAILED,
        PaymentStatus::Cancelled => looks::payment::CANCELLED,
    }
}

/// Look of a reading of Digiforma.
#[must_use]
pub fn sync(status: DigiformaSyncStatus) -> StatusLook {
    match status {
        DigiformaSyncStatus::Pending => looks::sync::PENDING,
        DigiformaSyncStatus::InProgress => looks::sync::IN_PROGRESS,
        DigiformaSyncStatus::Success => looks::sync::SUCCESS,
        DigiformaSyncStatus::Partial => looks::sync::PARTIAL,
        DigiformaSyncStatus::Error => looks::sync::ERROR,
        DigiformaSyncStatus::Cancelled => looks::sync::CANCELLED,
    }
}

/// Look of the link of a company of Digiforma; a suggestion that was confirmed is a person's.
#[must_use]
pub fn matching(kind: DigiformaMatchType) -> StatusLook {
    match kind {
        DigiformaMatchType::Auto => looks::matching::AUTOMATIC,
        DigiformaMatchType::Fuzzy | DigiformaMatchType::Manual => looks::matching::MANUAL,
    }
}

/// Look of an invoice or credit note of Digiforma.
#[must_use]
pub fn training_invoice(status: DigiformaInvoiceStatus, is_credit_note: bool) -> StatusLook {
    match status {
        DigiformaInvoiceStatus::Draft => looks::invoice::DRAFT,
        DigiformaInvoiceStatus::Sent if is_credit_note => looks::credit_note::SENT,
        DigiformaInvoiceStatus::PartiallyPaid if is_credit_note => looks::credit_note::PARTLY_REFUNDED,
        DigiformaInvoiceStatus::Paid if is_credit_note => looks::credit_note::REFUNDED,
        DigiformaInvoiceStatus::Sent => looks::invoice::SENT,
        DigiformaInvoiceStatus::PartiallyPaid => looks::invoice::PARTIALLY_PAID,
        DigiformaInvoiceStatus::Paid => looks::invoice::PAID,
        DigiformaInvoiceStatus::Overdue => looks::invoice::OVERDUE,
        DigiformaInvoiceStatus::Cancelled => looks::invoice::CANCELLED,
    }
}

/// Look of a quote of Digiforma.
#[must_use]
pub fn training_quote(status: DigiformaQuoteStatus) -> StatusLook {
    match status {
        DigiformaQuoteStatus::Draft => looks::quote::DRAFT,
        DigiformaQuoteStatus::Sent => looks::quote::SENT,
        DigiformaQuoteStatus::Accepted => looks::quote::ACCEPTED,
        DigiformaQuoteStatus::Rejected => looks::quote::REJECTED,
        DigiformaQuoteStatus::Expired => looks::quote::EXPIRED,
        DigiformaQuoteStatus::Converted => looks::quote::INVOICED,
    }
}

/// A status; `plain` in tables and lists of facts.
#[component(inline_props)]
pub fn Status(look: StatusLook, #[prop(default)] plain: bool) -> View {
    let class = if plain { "status status-plain" } else { "status" };
    let word = look.word;
    // What is under way turns.
    let drawing = if look.glyph == Glyph::LOADER_CIRCLE {
        view! { Spinner() }
    } else {
        view! { Icon(glyph=look.glyph) }
    };
    view! {
        span(class=class, "data-tone"=look.tone) {
            (drawing)
            (word)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_has_shape_word_and_tone() {
        let html = sycamore::render_to_string(|| view! { Status(look=commercial(CommercialStatus::Client)) });
        assert!(html.contains(r#"data-tone="info""#) && html.contains("<svg") && html.contains("Client"), "{html}");
    }
}
