//! Bodies of requests that write invoices.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    errors,
    institutions::AddressBody,
    line_body::{self, LineBody},
    named::OperationNatureName,
    wire,
};
use crm::{
    Error, Result,
    operations::{
        billing::calendar,
        invoice::{InvoiceUpdate, NewInvoice},
    },
};

/// A new invoice; its status is `draft`, and it has no number yet.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewInvoice)]
pub(super) struct CreateBody {
    #[schema(required = true, nullable = false)]
    institution_id: Option<Uuid>,
    /// 1 to 255 characters.
    #[schema(required = true, nullable = false)]
    title: Option<String>,
    /// Not in the past: a date, or an instant.
    #[serde(default, deserialize_with = "wire::optional_instant")]
    #[schema(value_type = String, required = true, example = "2026-12-31")]
    due_date: Option<DateTime<Utc>>,
    /// An accepted or ordered quote, of which everything that is left is invoiced; without lines.
    #[serde(default, deserialize_with = "wire::optional_id")]
    #[schema(value_type = Option<Uuid>)]
    pub(super) quote_id: Option<Uuid>,
    /// Who works on it; by default who creates it. Only those with `canEditAllInvoices` name others.
    assigned_user_id: Option<Uuid>,
    /// An active template for invoices.
    #[serde(default, deserialize_with = "wire::optional_id")]
    #[schema(value_type = Option<Uuid>)]
    template_id: Option<Uuid>,
    /// At most 10 000 characters.
    description: Option<String>,
    /// First day of the service, or its only one.
    service_start: Option<NaiveDate>,
    /// Last day of the service.
    service_end: Option<NaiveDate>,
    /// By default `services`.
    operation_nature: Option<OperationNatureName>,
    /// At most 100 characters.
    purchase_order_number: Option<String>,
    /// At most 100 characters.
    buyer_reference: Option<String>,
    /// At most 100 characters.
    contract_reference: Option<String>,
    /// Where it was delivered or rendered, if not at the institution's address.
    delivery_address: Option<AddressBody>,
    /// Where the invoice goes, if not to the institution's address.
    billing_address: Option<AddressBody>,
    /// What is invoiced, in its order: at most 1 000 lines.
    lines: Option<Vec<LineBody>>,
}

/// What to change of a draft; what is left out stays, `null` clears what may be absent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = InvoiceUpdate)]
pub(super) struct UpdateBody {
    /// 1 to 255 characters.
    title: Option<String>,
    /// A date, or an instant.
    #[serde(default, deserialize_with = "wire::optional_instant")]
    #[schema(value_type = Option<String>, example = "2026-12-31")]
    due_date: Option<DateTime<Utc>>,
    institution_id: Option<Uuid>,
    /// It may change after the issue, too.
    assigned_user_id: Option<Uuid>,
    /// An active template for invoices; the empty text clears.
    #[serde(default, deserialize_with = "wire::given_id")]
    #[schema(value_type = Option<Uuid>)]
    template_id: Option<Option<Uuid>>,
    /// At most 10 000 characters.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    description: Option<Option<String>>,
    /// First day of the service, or its only one.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<NaiveDate>)]
    service_start: Option<Option<NaiveDate>>,
    /// Last day of the service.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<NaiveDate>)]
    service_end: Option<Option<NaiveDate>>,
    operation_nature: Option<OperationNatureName>,
    /// At most 100 characters.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    purchase_order_number: Option<Option<String>>,
    /// At most 100 characters.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    buyer_reference: Option<Option<String>>,
    /// At most 100 characters.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    contract_reference: Option<Option<String>>,
    /// Where it was delivered or rendered, if not at the institution's address.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<AddressBody>)]
    delivery_address: Option<Option<AddressBody>>,
    /// Where the invoice goes, if not to the institution's address.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<AddressBody>)]
    billing_address: Option<Option<AddressBody>>,
    /// All lines, in their order, in place of those that are there: at most 1 000.
    lines: Option<Vec<LineBody>>,
}

/// The new order of the lines.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = InvoiceLineOrder)]
pub(super) struct ReorderBody {
    /// Every line of the invoice, once.
    #[schema(required = true, nullable = false)]
    pub(super) line_ids: Option<Vec<Uuid>>,
}

impl CreateBody {
    /// The operation's input, if the body says what an invoice cannot be without.
    pub(super) fn into_input(self) -> Result<NewInvoice> {
        let present = [
            ("institutionId", self.institution_id.is_some()),
            ("title", self.title.is_some()),
            ("dueDate", self.due_date.is_some()),
        ];
        let (Some(institution_id), Some(title), Some(due_date)) = (self.institution_id, self.title, self.due_date)
        else {
            return Err(errors::absent(present));
        };
        not_past(due_date)?;
        Ok(NewInvoice {
            institution_id,
            assigned_user_id: self.assigned_user_id,
            template_id: self.template_id,
            title,
            description: self.description,
            payment_terms: None,
            due_date: Some(due_date),
            service_start: self.service_start,
            service_end: self.service_end,
            operation_nature: self.operation_nature.map(|nature| nature.0),
            vat_on_debits: None,
            purchase_order_number: self.purchase_order_number,
            buyer_reference: self.buyer_reference,
            contract_reference: self.contract_reference,
            delivery_address: self.delivery_address.map(AddressBody::into_typed),
            billing_address: self.billing_address.map(AddressBody::into_typed),
            lines: line_body::into_inputs(self.lines.unwrap_or_default())?,
        })
    }
}

/// A new invoice is not due before it is made.
fn not_past(due_date: DateTime<Utc>) -> Result<()> {
    if calendar::day_of(due_date) < calendar::today() {
        return Err(Error::invalid("dueDate", "IN_THE_PAST", "Choose today or a later day."));
    }
    Ok(())
}

impl UpdateBody {
    /// The operation's input.
    pub(super) fn into_input(self, id: Uuid, expected_version: Option<i32>) -> Result<InvoiceUpdate> {
        Ok(InvoiceUpdate {
            id,
            expected_version,
            institution_id: self.institution_id,
            assigned_user_id: self.assigned_user_id,
            template_id: self.template_id,
            title: self.title,
            description: self.description,
            payment_terms: None,
            due_date: self.due_date,
            service_start: self.service_start,
            service_end: self.service_end,
            operation_nature: self.operation_nature.map(|nature| nature.0),
            vat_on_debits: None,
            purchase_order_number: self.purchase_order_number,
            buyer_reference: self.buyer_reference,
            contract_reference: self.contract_reference,
            delivery_address: self.delivery_address.map(|address| address.map(AddressBody::into_typed)),
            billing_address: self.billing_address.map(|address| address.map(AddressBody::into_typed)),
            lines: self.lines.map(line_body::into_inputs).transpose()?,
        })
    }
}
