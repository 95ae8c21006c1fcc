//! New invoices, as drafts.

use chrono::{DateTime, Datelike as _, Utc};
use db::rows::{FirmIdentity, Institution, Invoice, InvoiceValues};
use diesel_async::{AsyncConnection, AsyncPgConnection};
use domain::{
    Permission,
    billing::{InvoiceKind, InvoiceType, OperationNature, PaymentTerms},
};

use super::{
    ENTITY, NewInvoice, read,
    store::{self, Draft},
};
use crate::{
    Context, Result,
    operations::{
        billing::{calendar, lines, parties},
        idempotency,
        validate::Checks,
    },
};

/// Creates an invoice, as a draft without a number.
///
/// # Errors
/// No right, invalid input, or something named that is not there.
pub async fn create(ctx: &Context, input: NewInvoice) -> Result<Invoice> {
    ctx.viewer.may_write(ENTITY, Permission::CreateInvoice)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "createInvoice", &input).await? {
                return read::find(conn, &ctx.viewer, id).await;
            }
            let host = store::host(conn, &ctx.viewer, input.institution_id).await?;
            let firm = store::firm(conn).await?;
            let mut checks = Checks::default();
            let values = checked(&mut checks, &typed(ctx, &input, &host, &firm)?)?;
            lines::ids(&mut checks, &input.lines, &[]);
            let lines = lines::checked(conn, &mut checks, &input.lines, &[]).await?;
            let lines = checks.finish_with(lines)?;
            store::check_links(conn, &ctx.viewer, None, &values).await?;
            let draft = Draft {
                kind: InvoiceKind::Invoice,
                invoice_type: InvoiceType::Standard,
                credited_invoice_id: None,
                quote_id: None,
                values,
                lines: store::line_values(&lines),
                deductions: Vec::new(),
            };
            let row = store::insert(conn, ctx, &draft).await?;
            idempotency::keep(conn, ctx, row.id).await?;
            Ok(row)
        })
        .await
}

fn typed(ctx: &Context, input: &NewInvoice, host: &Institution, firm: &FirmIdentity) -> Result<InvoiceValues> {
    let (payment_terms, due_date) = due(input.due_date, input.payment_terms, host, firm);
    Ok(InvoiceValues {
        institution_id: host.id,
        assigned_user_id: input.assigned_user_id.unwrap_or(ctx.viewer.id),
        template_id: input.template_id,
        title: input.title.clone(),
        description: input.description.clone(),
        payment_terms,
        due_date,
        service_start: input.service_start,
        service_end: input.service_end,
        operation_nature: input.operation_nature.unwrap_or(OperationNature::Services),
        vat_on_debits: input.vat_on_debits.unwrap_or(firm.values.vat_on_debits),
        purchase_order_number: input.purchase_order_number.clone(),
        buyer_reference: input.buyer_reference.clone().or_else(|| host.values.billing.service_code.clone()),
        contract_reference: input.contract_reference.clone(),
        delivery_address: input.delivery_address.as_ref().map(parties::typed_address).transpose()?,
        billing_address: input.billing_address.as_ref().map(parties::typed_address).transpose()?,
    })
}

/// The payment terms and the due date that they lead to if the invoice is issued today; a day of its own stands alone.
pub(super) fn due(
    due_date: Option<DateTime<Utc>>,
    terms: Option<PaymentTerms>,
    host: &Institution,
    firm: &FirmIdentity,
) -> (Option<PaymentTerms>, DateTime<Utc>) {
    if let Some(due_date) = due_date {
        return (None, due_date);
    }
    let billing = &host.values.billing;
    let usual = || PaymentTerms::default_for(billing.is_public_body, firm.values.default_payment_terms);
    let terms = terms.or(billing.payment_terms).unwrap_or_else(usual);
    (Some(terms), calendar::instant_of(terms.due_date(calendar::today())))
}

/// The values as they are to be stored: trimmed and checked.
///
/// # Errors
/// Those of addresses that are none, which nobody has typed.
pub(super) fn checked(checks: &mut Checks, typed: &InvoiceValues) -> Result<InvoiceValues> {
    if !(2000..2200).contains(&typed.due_date.year()) {
        checks.refuse("dueDate", "OUT_OF_RANGE", "Expected a date from 2000 to 2199.");
    }
    for (field, day) in [("serviceStart", typed.service_start), ("serviceEnd", typed.service_end)] {
        if day.is_some_and(|day| !(2000..2200).contains(&day.year())) {
            checks.refuse(field, "OUT_OF_RANGE", "Expected a date from 2000 to 2199.");
        }
    }
    match (typed.service_start, typed.service_end) {
        (Some(start), Some(end)) if end < start => {
            checks.refuse("serviceEnd", "BEFORE_START", "The service ends before it begins.");
        }
        (None, Some(_)) => checks.refuse("serviceStart", "REQUIRED", "A period needs its first day."),
        _ => {}
    }
    let mut reference = |field, value: &Option<String>| checks.optional(field, value.as_deref(), 100);
    let purchase_order_number = reference("purchaseOrderNumber", &typed.purchase_order_number);
    let buyer_reference = reference("buyerReference", &typed.buyer_reference);
    let contract_reference = reference("contractReference", &typed.contract_reference);
    let delivery_address = parties::checked_address(checks, "deliveryAddress", typed.delivery_address.as_ref())?;
    let billing_address = parties::checked_address(checks, "billingAddress", typed.billing_address.as_ref())?;
    Ok(InvoiceValues {
        institution_id: typed.institution_id,
        assigned_user_id: typed.assigned_user_id,
        template_id: typed.template_id,
        title: checks.required("title", &typed.title, 255),
        description: checks.optional("description", typed.description.as_deref(), 10_000),
        payment_terms: typed.payment_terms,
        due_date: typed.due_date,
        service_start: typed.service_start,
        service_end: typed.service_end,
        operation_nature: typed.operation_nature,
        vat_on_debits: typed.vat_on_debits,
        purchase_order_number,
        buyer_reference,
        contract_reference,
        delivery_address,
        billing_address,
    })
}
