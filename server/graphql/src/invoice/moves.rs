//! Issuing invoices, and correcting issued ones.

use async_graphql::{Context, InputObject, Object, Result};

use super::Invoice;
use crate::{Date, Id, billing::LineInput, context, payload::payload};
use crm::operations::invoice::{self, Cancelling, Crediting, Issuing};

/// Which draft to issue.
#[derive(Debug, Clone, InputObject)]
pub struct IssueInvoiceInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// The date that it bears: today (by default) or an earlier day, not before the last invoice of the series.
    pub issue_date: Option<Date>,
}

/// What to take back of an issued invoice.
#[derive(Debug, Clone, InputObject)]
pub struct CreateCreditNoteInput {
    /// The invoice.
    pub invoice_id: Id,
    /// What the credit note is about, at most 255 characters; by default it names the invoice.
    pub title: Option<String>,
    /// Why, at most 10 000 characters.
    pub description: Option<String>,
    /// What is taken back, with positive amounts; by default everything that is left of the invoice.
    pub lines: Option<Vec<LineInput>>,
    /// Issue it at once, and not as a draft; today's date is its own.
    #[graphql(default)]
    pub issue: bool,
}

/// Which issued invoice to cancel.
#[derive(Debug, Clone, InputObject)]
pub struct CancelInvoiceInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// Why, at most 10 000 characters; the credit note says it.
    pub reason: Option<String>,
}

payload!(IssueInvoicePayload, invoice: Invoice, "invoice");
payload!(CreateCreditNotePayload, invoice: Invoice, "credit note");
payload!(CancelInvoicePayload, invoice: Invoice, "invoice");

/// Mutations that issue, credit and cancel.
#[derive(Default)]
pub struct InvoiceMoveMutation;

#[Object]
impl InvoiceMoveMutation {
    /// Issues a draft: it gets the next number of its series, and can no longer be changed.
    async fn issue_invoice(&self, ctx: &Context<'_>, input: IssueInvoiceInput) -> Result<IssueInvoicePayload> {
        let issuing = Issuing {
            id: input.id.into(),
            expected_version: input.expected_version,
            issue_date: input.issue_date.map(|day| day.0),
        };
        IssueInvoicePayload::new(invoice::issue(context(ctx)?, issuing).await)
    }

    /// Makes a credit note of an issued invoice: all credit notes together are never more than it.
    async fn create_credit_note(
        &self,
        ctx: &Context<'_>,
        input: CreateCreditNoteInput,
    ) -> Result<CreateCreditNotePayload> {
        let crediting = Crediting {
            invoice_id: input.invoice_id.into(),
            title: input.title,
            description: input.description,
            lines: input.lines.map(|lines| lines.into_iter().map(Into::into).collect()),
            issue: input.issue,
        };
        CreateCreditNotePayload::new(invoice::credit(context(ctx)?, crediting).await)
    }

    /// Cancels an issued invoice by a credit note of everything that is left of it, issued at once.
    async fn cancel_invoice(&self, ctx: &Context<'_>, input: CancelInvoiceInput) -> Result<CancelInvoicePayload> {
        let cancelling =
            Cancelling { id: input.id.into(), expected_version: input.expected_version, reason: input.reason };
        CancelInvoicePayload::new(invoice::cancel(context(ctx)?, cancelling).await)
    }
}
