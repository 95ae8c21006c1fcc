//! The rows of the tables of billing, as they are inserted.

use chrono::{DateTime, Utc};
use db::{
    rows::{
        DeductionValues, Invoice, InvoiceIssue, InvoiceLineValues, InvoiceTotals, InvoiceValues, Payment,
        PaymentValues, Quote, QuoteLineValues, QuoteTotals, QuoteValues,
    },
    schema::{invoice_deductions, invoice_lines, invoices, payments, quote_lines, quotes},
};
use diesel::Insertable;
use domain::billing::{InvoiceKind, InvoiceStatus, InvoiceType, PaymentStatus, QuoteStatus};
use rust_decimal::Decimal;
use uuid::Uuid;

/// A row of `quotes`.
#[derive(Debug, Insertable)]
#[diesel(table_name = quotes)]
pub(super) struct QuoteRow {
    id: Uuid,
    quote_number: String,
    #[diesel(embed)]
    values: QuoteValues,
    #[diesel(embed)]
    totals: QuoteTotals,
    status: QuoteStatus,
    order_number: Option<String>,
    sent_at: Option<DateTime<Utc>>,
    accepted_at: Option<DateTime<Utc>>,
    rejected_at: Option<DateTime<Utc>>,
    ordered_at: Option<DateTime<Utc>>,
    client_comments: Option<String>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<Quote> for QuoteRow {
    fn from(row: Quote) -> Self {
        Self {
            id: row.id,
            quote_number: row.quote_number,
            values: row.values,
            totals: row.totals,
            status: row.status,
            order_number: row.order_number,
            sent_at: row.sent_at,
            accepted_at: row.accepted_at,
            rejected_at: row.rejected_at,
            ordered_at: row.ordered_at,
            client_comments: row.client_comments,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A row of `quote_lines`.
#[derive(Debug, Insertable)]
#[diesel(table_name = quote_lines)]
pub(super) struct QuoteLineRow {
    pub(super) id: Uuid,
    pub(super) quote_id: Uuid,
    #[diesel(embed)]
    pub(super) values: QuoteLineValues,
    pub(super) created_at: DateTime<Utc>,
    pub(super) updated_at: DateTime<Utc>,
}

/// A row of `invoices`.
#[derive(Debug, Insertable)]
#[diesel(table_name = invoices)]
pub(super) struct InvoiceRow {
    id: Uuid,
    kind: InvoiceKind,
    invoice_type: InvoiceType,
    credited_invoice_id: Option<Uuid>,
    quote_id: Option<Uuid>,
    #[diesel(embed)]
    values: InvoiceValues,
    #[diesel(embed)]
    totals: InvoiceTotals,
    #[diesel(embed)]
    issue: InvoiceIssue,
    status: InvoiceStatus,
    paid_amount: Decimal,
    pending_amount: Decimal,
    credited_amount: Decimal,
    refundable_amount: Decimal,
    last_payment_date: Option<DateTime<Utc>>,
    paid_at: Option<DateTime<Utc>>,
    sent_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<Invoice> for InvoiceRow {
    fn from(row: Invoice) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            invoice_type: row.invoice_type,
            credited_invoice_id: row.credited_invoice_id,
            quote_id: row.quote_id,
            values: row.values,
            totals: row.totals,
            issue: row.issue,
            status: row.status,
            paid_amount: row.paid_amount,
            pending_amount: row.pending_amount,
            credited_amount: row.credited_amount,
            refundable_amount: row.refundable_amount,
            last_payment_date: row.last_payment_date,
            paid_at: row.paid_at,
            sent_at: row.sent_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A row of `invoice_lines`.
#[derive(Debug, Insertable)]
#[diesel(table_name = invoice_lines)]
pub(super) struct InvoiceLineRow {
    pub(super) id: Uuid,
    pub(super) invoice_id: Uuid,
    #[diesel(embed)]
    pub(super) values: InvoiceLineValues,
    pub(super) created_at: DateTime<Utc>,
    pub(super) updated_at: DateTime<Utc>,
}

/// A row of `invoice_deductions`.
#[derive(Debug, Insertable)]
#[diesel(table_name = invoice_deductions)]
pub(super) struct DeductionRow {
    pub(super) id: Uuid,
    pub(super) invoice_id: Uuid,
    #[diesel(embed)]
    pub(super) values: DeductionValues,
    pub(super) created_at: DateTime<Utc>,
}

/// A row of `payments`.
#[derive(Debug, Insertable)]
#[diesel(table_name = payments)]
pub(super) struct PaymentRow {
    id: Uuid,
    invoice_id: Uuid,
    #[diesel(embed)]
    values: PaymentValues,
    status: PaymentStatus,
    recorded_by: Uuid,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<Payment> for PaymentRow {
    fn from(row: Payment) -> Self {
        Self {
            id: row.id,
            invoice_id: row.invoice_id,
            values: row.values,
            status: row.status,
            recorded_by: row.recorded_by,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
