//! Invoices that are made of quotes.

use async_graphql::{Context, InputObject, Object, Result};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::Invoice;
use crate::{Id, context, payload::payload};
use crm::operations::invoice::{self, Conversion, DepositSize, QuotePart};

/// So much of a line of a quote.
#[derive(Debug, Clone, InputObject)]
pub struct QuoteLinePartInput {
    /// The line.
    pub quote_line_id: Id,
    /// How much of its quantity, at most what is left to invoice.
    pub quantity: Decimal,
}

/// What of a quote to invoice.
#[derive(Debug, Clone, InputObject)]
pub struct ConvertQuoteToInvoiceInput {
    /// The quote; it is accepted or ordered.
    pub id: Id,
    /// The version of the quote that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// What of it; by default everything that is left.
    pub lines: Option<Vec<QuoteLinePartInput>>,
    /// Last day to pay; by default by the institution's or the firm's payment terms.
    pub due_date: Option<DateTime<Utc>>,
}

/// What to invoice ahead of the service.
#[derive(Debug, Clone, InputObject)]
pub struct CreateDepositInvoiceInput {
    /// The quote; it is accepted or ordered.
    pub quote_id: Id,
    /// The version of the quote that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// So many per cent of the quote, above 0 and at most 100; give this or an amount.
    pub percentage: Option<Decimal>,
    /// So many euros before tax; give this or a percentage.
    pub amount: Option<Decimal>,
}

payload!(ConvertQuoteToInvoicePayload, invoice: Invoice, "invoice");
payload!(CreateDepositInvoicePayload, invoice: Invoice, "deposit invoice");

/// Mutations that make invoices of quotes.
#[derive(Default)]
pub struct QuoteInvoicingMutation;

#[Object]
impl QuoteInvoicingMutation {
    /// Makes an invoice of an accepted or ordered quote, as a draft: the whole, a part, or the rest, which deducts the
    /// deposits. What was invoiced once is not invoiced again.
    async fn convert_quote_to_invoice(
        &self,
        ctx: &Context<'_>,
        input: ConvertQuoteToInvoiceInput,
    ) -> Result<ConvertQuoteToInvoicePayload> {
        let part =
            |part: QuoteLinePartInput| QuotePart { quote_line_id: part.quote_line_id.into(), quantity: part.quantity };
        let conversion = Conversion {
            quote_id: input.id.into(),
            expected_version: input.expected_version,
            parts: input.lines.map(|parts| parts.into_iter().map(part).collect()),
            due_date: input.due_date,
            said: None,
        };
        ConvertQuoteToInvoicePayload::new(invoice::convert(context(ctx)?, conversion).await)
    }

    /// Makes a deposit invoice of an accepted or ordered quote, as a draft; the final invoice deducts it.
    async fn create_deposit_invoice(
        &self,
        ctx: &Context<'_>,
        input: CreateDepositInvoiceInput,
    ) -> Result<CreateDepositInvoicePayload> {
        let size = match (input.percentage, input.amount) {
            (Some(percentage), None) => DepositSize::Percentage(percentage),
            (None, Some(amount)) => DepositSize::Amount(amount),
            _ => {
                let problem = "Give a percentage or an amount, and not both.";
                let refused: crm::Result<db::rows::Invoice> =
                    Err(crm::Error::invalid("percentage", "ONE_EXPECTED", problem));
                return CreateDepositInvoicePayload::new(refused);
            }
        };
        let of =
            invoice::QuoteDeposit { quote_id: input.quote_id.into(), expected_version: input.expected_version, size };
        CreateDepositInvoicePayload::new(invoice::create_deposit(context(ctx)?, of).await)
    }
}
