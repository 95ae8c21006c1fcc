//! Rows of `invoices` (credit notes among them), their lines and their deductions.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use domain::billing::{
    ExemptionCode, InvoiceKind, InvoiceStatus, InvoiceType, OperationNature, PaymentTerms, VatCategory,
};
use rust_decimal::Decimal;
use serde::Serialize;
use uuid::Uuid;

use super::{Exact, JsonText, line::lines};
use crate::schema::{invoice_deductions, invoice_lines, invoices};

/// What people set of an invoice, its lines apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = invoices, check_for_backend(diesel::pg::Pg), treat_none_as_null = true)]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct InvoiceValues {
    pub institution_id: Uuid,
    pub assigned_user_id: Uuid,
    pub template_id: Option<Uuid>,
    pub title: String,
    pub description: Option<String>,
    pub payment_terms: Option<PaymentTerms>,
    pub due_date: DateTime<Utc>,
    pub service_start: Option<NaiveDate>,
    pub service_end: Option<NaiveDate>,
    pub operation_nature: OperationNature,
    pub vat_on_debits: bool,
    pub purchase_order_number: Option<String>,
    pub buyer_reference: Option<String>,
    pub contract_reference: Option<String>,
    pub delivery_address: Option<serde_json::Value>,
    pub billing_address: Option<serde_json::Value>,
}

/// The sums of an invoice's lines and deductions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = invoices, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct InvoiceTotals {
    #[diesel(deserialize_as = Exact)]
    pub subtotal: Decimal,
    #[diesel(deserialize_as = Exact)]
    pub total_discount_amount: Decimal,
    #[diesel(deserialize_as = Exact)]
    pub deducted_amount: Decimal,
    #[diesel(deserialize_as = Exact)]
    pub total_tax_amount: Decimal,
    #[diesel(deserialize_as = Exact)]
    pub total: Decimal,
}

/// What an invoice is given when it is issued; all of it is absent before.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = invoices, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct InvoiceIssue {
    pub invoice_number: Option<String>,
    pub series: Option<String>,
    pub year: Option<i32>,
    pub sequence_number: Option<i32>,
    pub issue_date: Option<NaiveDate>,
    pub issued_at: Option<DateTime<Utc>>,
    pub seller: Option<JsonText>,
    pub buyer: Option<JsonText>,
    pub hash: Option<Vec<u8>>,
    pub previous_hash: Option<Vec<u8>>,
}

/// A claim on an institution, or a credit note that takes some of it back.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = invoices, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct Invoice {
    pub id: Uuid,
    pub kind: InvoiceKind,
    pub invoice_type: InvoiceType,
    pub credited_invoice_id: Option<Uuid>,
    pub quote_id: Option<Uuid>,
    #[diesel(embed)]
    pub values: InvoiceValues,
    #[diesel(embed)]
    pub totals: InvoiceTotals,
    #[diesel(embed)]
    pub issue: InvoiceIssue,
    pub status: InvoiceStatus,
    #[diesel(deserialize_as = Exact)]
    pub paid_amount: Decimal,
    #[diesel(deserialize_as = Exact)]
    pub pending_amount: Decimal,
    #[diesel(deserialize_as = Exact)]
    pub credited_amount: Decimal,
    #[diesel(deserialize_as = Exact)]
    pub refundable_amount: Decimal,
    #[diesel(deserialize_as = Exact)]
    pub remaining_amount: Decimal,
    pub last_payment_date: Option<DateTime<Utc>>,
    pub paid_at: Option<DateTime<Utc>>,
    pub sent_at: Option<DateTime<Utc>>,
    pub archived: bool,
    pub deleted_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

crate::listed!(Invoice, invoices);

lines! {
    table invoice_lines;
    /// What people set of a line of an invoice, and what is computed of it.
    values InvoiceLineValues { quote_line_id: Option<Uuid> }
    /// A line of an invoice.
    row InvoiceLine of invoice_id
}

/// What a final invoice takes off for a deposit, in one group of VAT.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = invoice_deductions, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct DeductionValues {
    pub deposit_invoice_id: Uuid,
    pub order_index: i32,
    pub vat_category: VatCategory,
    #[diesel(deserialize_as = Exact)]
    pub tax_rate: Decimal,
    pub vat_exemption_code: Option<ExemptionCode>,
    #[diesel(deserialize_as = Exact)]
    pub amount: Decimal,
    #[diesel(deserialize_as = Exact)]
    pub tax_amount: Decimal,
}

/// A deduction of an invoice.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = invoice_deductions, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct InvoiceDeduction {
    pub id: Uuid,
    pub invoice_id: Uuid,
    #[diesel(embed)]
    pub values: DeductionValues,
    pub released_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

crate::listed!(InvoiceDeduction, invoice_deductions);
