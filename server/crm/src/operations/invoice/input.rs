//! What is asked of invoices.

use chrono::{DateTime, NaiveDate, Utc};
use domain::billing::{OperationNature, PaymentTerms};
use serde::Serialize;
use uuid::Uuid;

use super::QuotePart;
use crate::operations::{billing::lines::LineInput, institution::AddressInput, write::Change};

/// A new invoice.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct NewInvoice {
    pub institution_id: Uuid,
    /// Without one, who creates it.
    pub assigned_user_id: Option<Uuid>,
    pub template_id: Option<Uuid>,
    pub title: String,
    pub description: Option<String>,
    /// Without them and without a due date, those of the institution or the firm.
    pub payment_terms: Option<PaymentTerms>,
    /// A day of its own, in place of payment terms.
    pub due_date: Option<DateTime<Utc>>,
    pub service_start: Option<NaiveDate>,
    pub service_end: Option<NaiveDate>,
    /// Without one, services.
    pub operation_nature: Option<OperationNature>,
    /// Without it, as the firm has chosen.
    pub vat_on_debits: Option<bool>,
    pub purchase_order_number: Option<String>,
    /// Without one, the institution's service code.
    pub buyer_reference: Option<String>,
    pub contract_reference: Option<String>,
    /// Where it was delivered or rendered, if elsewhere.
    pub delivery_address: Option<AddressInput>,
    /// Where the invoice goes, if elsewhere.
    pub billing_address: Option<AddressInput>,
    pub lines: Vec<LineInput>,
}

/// What to change of an invoice.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct InvoiceUpdate {
    pub id: Uuid,
    pub expected_version: Option<i32>,
    pub institution_id: Option<Uuid>,
    /// The one thing that may change when it is issued.
    pub assigned_user_id: Option<Uuid>,
    pub template_id: Change<Uuid>,
    pub title: Option<String>,
    pub description: Change<String>,
    /// The due date follows from them at the issue.
    pub payment_terms: Option<PaymentTerms>,
    /// A day of its own, in place of payment terms.
    pub due_date: Option<DateTime<Utc>>,
    pub service_start: Change<NaiveDate>,
    pub service_end: Change<NaiveDate>,
    pub operation_nature: Option<OperationNature>,
    pub vat_on_debits: Option<bool>,
    pub purchase_order_number: Change<String>,
    pub buyer_reference: Change<String>,
    pub contract_reference: Change<String>,
    pub delivery_address: Change<AddressInput>,
    pub billing_address: Change<AddressInput>,
    /// All lines, in their order.
    pub lines: Option<Vec<LineInput>>,
}

/// An invoice to issue.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Issuing {
    /// The invoice.
    pub id: Uuid,
    /// Another one is a conflict.
    pub expected_version: Option<i32>,
    /// The date that it bears; by default today.
    pub issue_date: Option<NaiveDate>,
}

/// An invoice to credit.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Crediting {
    /// The invoice that the credit note takes back.
    pub invoice_id: Uuid,
    /// Without one, it names the invoice.
    pub title: Option<String>,
    /// Why.
    pub description: Option<String>,
    /// What is taken back; without it, everything that is left.
    pub lines: Option<Vec<LineInput>>,
    /// Whether the credit note is issued at once.
    pub issue: bool,
}

/// A quote to make an invoice of.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Conversion {
    /// The quote.
    pub quote_id: Uuid,
    /// Another version of the quote is a conflict.
    pub expected_version: Option<i32>,
    /// What of it; without it, everything that is left.
    pub parts: Option<Vec<QuotePart>>,
    /// What the invoice says where that is not what the quote says. It has no lines, and is for the same institution.
    pub said: Option<Box<NewInvoice>>,
    /// A day of its own, in place of payment terms.
    pub due_date: Option<DateTime<Utc>>,
}
