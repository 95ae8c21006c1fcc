//! Mailing invoices, and reminding of late ones.

use async_graphql::{Context, InputObject, Object, Result};
use rust_decimal::Decimal;

use super::Invoice;
use crate::{Id, context, payload::payload};
use crm::operations::{
    invoice::{self, Reminding, Sending},
    mailing::Words,
};

/// Which invoice to mail, to whom, with which words.
#[derive(Debug, Clone, InputObject)]
pub struct SendInvoiceInput {
    /// An issued invoice or credit note.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// At most 20 addresses; by default the institution's `billingEmail`, or else its primary contact's.
    pub recipients: Option<Vec<String>>,
    /// At most 200 characters; by default it names the document and the firm.
    pub subject: Option<String>,
    /// In place of the usual text, at most 5 000 characters.
    pub message: Option<String>,
}

/// Which late invoice to remind of, whom, with which words.
#[derive(Debug, Clone, InputObject)]
pub struct SendInvoiceReminderInput {
    /// An invoice that is overdue.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// At most 20 addresses; by default the institution's `billingEmail`, or else its primary contact's.
    pub recipients: Option<Vec<String>>,
    /// At most 200 characters; by default it names the invoice and the firm.
    pub subject: Option<String>,
    /// In place of the usual text, in the mail and in the reminder, at most 5 000 characters.
    pub message: Option<String>,
    /// Penalty for the delay, in per cent a year; by default the rate that the invoice names. Where that is the law's,
    /// which follows the central bank's, the reminder names the law and computes no penalty.
    pub penalty_rate: Option<Decimal>,
}

payload!(SendInvoicePayload, invoice: Invoice, "invoice");
payload!(SendInvoiceReminderPayload, invoice: Invoice, "invoice");

/// Mutations that mail.
#[derive(Default)]
pub struct InvoiceDeliveryMutation;

#[Object]
impl InvoiceDeliveryMutation {
    /// Mails an issued invoice or credit note: the kept file, an electronic invoice. The first time sets `sentAt`.
    async fn send_invoice(&self, ctx: &Context<'_>, input: SendInvoiceInput) -> Result<SendInvoicePayload> {
        let SendInvoiceInput { id, expected_version, recipients, subject, message } = input;
        let sending = Sending { id: id.into(), expected_version, words: Words { recipients, subject, message } };
        SendInvoicePayload::new(invoice::send(context(ctx)?, &sending).await.map(|(row, _)| row))
    }

    /// Mails a reminder of an overdue invoice, and the invoice once more: what remains, the days, the indemnity of 40 €
    /// and the penalties. The reminder is kept.
    async fn send_invoice_reminder(
        &self,
        ctx: &Context<'_>,
        input: SendInvoiceReminderInput,
    ) -> Result<SendInvoiceReminderPayload> {
        let SendInvoiceReminderInput { id, expected_version, recipients, subject, message, penalty_rate } = input;
        let words = Words { recipients, subject, message };
        let reminding = Reminding { id: id.into(), expected_version, penalty_rate, words };
        // Its states are many: on the heap, they do not add to those of the schema.
        let reminded = Box::pin(invoice::remind(context(ctx)?, &reminding)).await;
        SendInvoiceReminderPayload::new(reminded.map(|(row, _)| row))
    }
}
