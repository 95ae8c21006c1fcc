//! What mutations on invoices are given.

use async_graphql::{InputObject, MaybeUndefined};
use chrono::{DateTime, Utc};
use domain::billing::{OperationNature, PaymentTerms};

use crate::{Date, Id, billing::LineInput, institution::AddressInput, payload::change};
use crm::operations::invoice;

/// A new invoice; it begins as a draft without a number.
#[derive(Debug, Clone, InputObject)]
pub struct CreateInvoiceInput {
    /// The institution that it is for.
    pub institution_id: Id,
    /// Who works on it; by default who creates it.
    pub assigned_user_id: Option<Id>,
    /// The template that it looks by; by default the one for invoices.
    pub template_id: Option<Id>,
    /// What it is about, 1 to 255 characters.
    pub title: String,
    /// The details, at most 10 000 characters.
    pub description: Option<String>,
    /// The due date follows from them at the issue; by default the institution's or the firm's.
    pub payment_terms: Option<PaymentTerms>,
    /// Last day to pay, in place of payment terms.
    pub due_date: Option<DateTime<Utc>>,
    /// First day of the service, or its only one; needed at the issue.
    pub service_start: Option<Date>,
    /// Last day of the service.
    pub service_end: Option<Date>,
    /// Goods, services (by default), or both.
    pub operation_nature: Option<OperationNature>,
    /// VAT is due when it is invoiced; by default as the firm has chosen.
    pub vat_on_debits: Option<bool>,
    /// Number of the client's order, at most 100 characters.
    pub purchase_order_number: Option<String>,
    /// What the client routes it by, at most 100 characters; by default the institution's service code.
    pub buyer_reference: Option<String>,
    /// Number of the contract, at most 100 characters.
    pub contract_reference: Option<String>,
    /// Where it was delivered or rendered, if not at the institution's address.
    pub delivery_address: Option<AddressInput>,
    /// Where the invoice goes, if not to the institution's address.
    pub billing_address: Option<AddressInput>,
    /// What is invoiced, in its order: at most 1 000 lines.
    #[graphql(default)]
    pub lines: Vec<LineInput>,
}

impl From<CreateInvoiceInput> for invoice::NewInvoice {
    fn from(input: CreateInvoiceInput) -> Self {
        Self {
            institution_id: input.institution_id.into(),
            assigned_user_id: input.assigned_user_id.map(Into::into),
            template_id: input.template_id.map(Into::into),
            title: input.title,
            description: input.description,
            payment_terms: input.payment_terms,
            due_date: input.due_date,
            service_start: input.service_start.map(|day| day.0),
            service_end: input.service_end.map(|day| day.0),
            operation_nature: input.operation_nature,
            vat_on_debits: input.vat_on_debits,
            purchase_order_number: input.purchase_order_number,
            buyer_reference: input.buyer_reference,
            contract_reference: input.contract_reference,
            delivery_address: input.delivery_address.map(Into::into),
            billing_address: input.billing_address.map(Into::into),
            lines: input.lines.into_iter().map(Into::into).collect(),
        }
    }
}

/// What to change of a draft; what is left out stays, null clears. Of an issued invoice, only who works on it changes.
#[derive(Debug, Clone, InputObject)]
pub struct UpdateInvoiceInput {
    /// Which one.
    pub id: Id,
    /// The version that the change is based on; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// The institution that it is for; that of a quote's invoice and of a credit note stays.
    pub institution_id: Option<Id>,
    /// Who works on it.
    pub assigned_user_id: Option<Id>,
    /// The template that it looks by.
    pub template_id: MaybeUndefined<Id>,
    /// What it is about, 1 to 255 characters.
    pub title: Option<String>,
    /// The details, at most 10 000 characters.
    pub description: MaybeUndefined<String>,
    /// The due date follows from them at the issue.
    pub payment_terms: Option<PaymentTerms>,
    /// Last day to pay, in place of payment terms.
    pub due_date: Option<DateTime<Utc>>,
    /// First day of the service, or its only one.
    pub service_start: MaybeUndefined<Date>,
    /// Last day of the service.
    pub service_end: MaybeUndefined<Date>,
    /// Goods, services, or both.
    pub operation_nature: Option<OperationNature>,
    /// VAT is due when it is invoiced.
    pub vat_on_debits: Option<bool>,
    /// Number of the client's order, at most 100 characters.
    pub purchase_order_number: MaybeUndefined<String>,
    /// What the client routes it by, at most 100 characters.
    pub buyer_reference: MaybeUndefined<String>,
    /// Number of the contract, at most 100 characters.
    pub contract_reference: MaybeUndefined<String>,
    /// Where it was delivered or rendered, if not at the institution's address.
    pub delivery_address: MaybeUndefined<AddressInput>,
    /// Where the invoice goes, if not to the institution's address.
    pub billing_address: MaybeUndefined<AddressInput>,
    /// All lines, in their order, in place of those that are there: at most 1 000.
    pub lines: Option<Vec<LineInput>>,
}

impl From<UpdateInvoiceInput> for invoice::InvoiceUpdate {
    fn from(input: UpdateInvoiceInput) -> Self {
        Self {
            id: input.id.into(),
            expected_version: input.expected_version,
            institution_id: input.institution_id.map(Into::into),
            assigned_user_id: input.assigned_user_id.map(Into::into),
            template_id: change(input.template_id).map(|id| id.map(Into::into)),
            title: input.title,
            description: change(input.description),
            payment_terms: input.payment_terms,
            due_date: input.due_date,
            service_start: change(input.service_start).map(|day| day.map(|day| day.0)),
            service_end: change(input.service_end).map(|day| day.map(|day| day.0)),
            operation_nature: input.operation_nature,
            vat_on_debits: input.vat_on_debits,
            purchase_order_number: change(input.purchase_order_number),
            buyer_reference: change(input.buyer_reference),
            contract_reference: change(input.contract_reference),
            delivery_address: change(input.delivery_address).map(|address| address.map(Into::into)),
            billing_address: change(input.billing_address).map(|address| address.map(Into::into)),
            lines: input.lines.map(|lines| lines.into_iter().map(Into::into).collect()),
        }
    }
}
