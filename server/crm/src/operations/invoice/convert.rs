//! Invoices of quotes: the whole, parts of it, and the final one that deducts the deposits. What was invoiced of a line
//! is never invoiced again.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use db::{
    rows::{FirmIdentity, Institution, Invoice, InvoiceLineValues, InvoiceValues, Quote, QuoteLine},
    schema::invoices,
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{
    Permission,
    billing::{InvoiceKind, InvoiceType, OperationNature, PartProblem, part_of_line},
};
use rust_decimal::Decimal;
use serde::Serialize;
use uuid::Uuid;

use super::{
    Conversion, ENTITY, NewInvoice, create,
    progress::{self, Progress},
    read,
    store::{self, Draft},
};
use crate::{
    Context, Error, FieldError, Result,
    operations::{billing::parties, idempotency, quote::ENTITY as QUOTE, validate::Checks, write::check_version},
};

/// So much of a line of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct QuotePart {
    /// The line.
    pub quote_line_id: Uuid,
    /// How much of its quantity.
    pub quantity: Decimal,
}

/// Makes an invoice of an accepted or ordered quote, as a draft.
///
/// # Errors
/// No right, unknown, not accepted, invoiced already, or more than what is left of it.
pub async fn convert(ctx: &Context, input: Conversion) -> Result<Invoice> {
    ctx.viewer.may_write(ENTITY, Permission::ConvertQuotesToInvoices)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "convertQuoteToInvoice", &input).await? {
                return read::find(conn, &ctx.viewer, id).await;
            }
            let quote = progress::lock_quote(conn, ctx, input.quote_id).await?;
            check_version(QUOTE, input.expected_version, quote.version)?;
            check_accepted(&quote, "id")?;
            let progress = Progress::of(conn, quote, None).await?;
            let parts = match &input.parts {
                Some(parts) => named(&progress, parts)?,
                None => everything_left(&progress)?,
            };
            let lines = lines(&progress, &parts)?;
            let ends = progress.lines.iter().all(|line| {
                let part = parts.iter().find(|(of, _)| of.id == line.id);
                progress.left_of(line) == part.map_or(Decimal::ZERO, |(_, quantity)| *quantity)
            });
            let (invoice_type, deductions) = if !ends {
                progress.left_after_deposits(&lines)?;
                (InvoiceType::Partial, Vec::new())
            } else if progress.has_invoices || !progress.deposits.is_empty() {
                (InvoiceType::Final, progress.deductions()?)
            } else {
                (InvoiceType::Standard, Vec::new())
            };
            let host = store::host(conn, &ctx.viewer, progress.quote.values.institution_id).await?;
            let firm = store::firm(conn).await?;
            let title = progress.quote.values.title.clone();
            let usual = values(&progress.quote, title, input.due_date, &host, &firm);
            let values = match &input.said {
                None => usual,
                Some(said) => told(conn, ctx, usual, said).await?,
            };
            let draft = Draft {
                kind: InvoiceKind::Invoice,
                invoice_type,
                credited_invoice_id: None,
                quote_id: Some(progress.quote.id),
                values,
                lines,
                deductions,
            };
            let row = store::insert(conn, ctx, &draft).await?;
            idempotency::keep(conn, ctx, row.id).await?;
            Ok(row)
        })
        .await
}

/// Only what the client agreed to is invoiced.
pub(super) fn check_accepted(quote: &Quote, field: &str) -> Result<()> {
    if quote.status.can_be_invoiced() {
        return Ok(());
    }
    Err(Error::invalid(field, "NOT_ACCEPTED", "Only an accepted or ordered quote can be invoiced."))
}

/// What an invoice of a quote says of itself.
pub(super) fn values(
    quote: &Quote,
    title: String,
    due_date: Option<DateTime<Utc>>,
    host: &Institution,
    firm: &FirmIdentity,
) -> InvoiceValues {
    let (payment_terms, due_date) = create::due(due_date, None, host, firm);
    InvoiceValues {
        institution_id: host.id,
        assigned_user_id: quote.values.assigned_user_id,
        template_id: None,
        title,
        description: quote.values.description.clone(),
        payment_terms,
        due_date,
        service_start: None,
        service_end: None,
        operation_nature: OperationNature::Services,
        vat_on_debits: firm.values.vat_on_debits,
        purchase_order_number: quote.order_number.clone(),
        buyer_reference: host.values.billing.service_code.clone(),
        contract_reference: None,
        delivery_address: None,
        billing_address: None,
    }
}

/// What an invoice of a quote says of itself, in the caller's words.
async fn told(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    usual: InvoiceValues,
    said: &NewInvoice,
) -> Result<InvoiceValues> {
    if said.institution_id != usual.institution_id {
        let problem = "The quote is of another institution. Leave out `institutionId`, or name that of the quote.";
        return Err(Error::invalid("institutionId", "NOT_ALLOWED", problem));
    }
    let or = |said: &Option<String>, usual: &Option<String>| said.clone().or_else(|| usual.clone());
    let typed = InvoiceValues {
        institution_id: usual.institution_id,
        assigned_user_id: said.assigned_user_id.unwrap_or(usual.assigned_user_id),
        template_id: said.template_id,
        title: said.title.clone(),
        description: or(&said.description, &usual.description),
        payment_terms: usual.payment_terms,
        due_date: usual.due_date,
        service_start: said.service_start,
        service_end: said.service_end,
        operation_nature: said.operation_nature.unwrap_or(usual.operation_nature),
        vat_on_debits: said.vat_on_debits.unwrap_or(usual.vat_on_debits),
        purchase_order_number: or(&said.purchase_order_number, &usual.purchase_order_number),
        buyer_reference: or(&said.buyer_reference, &usual.buyer_reference),
        contract_reference: or(&said.contract_reference, &usual.contract_reference),
        delivery_address: said.delivery_address.as_ref().map(parties::typed_address).transpose()?,
        billing_address: said.billing_address.as_ref().map(parties::typed_address).transpose()?,
    };
    let mut checks = Checks::default();
    let values = create::checked(&mut checks, &typed)?;
    checks.finish()?;
    store::check_links(conn, &ctx.viewer, Some(&usual), &values).await?;
    Ok(values)
}

fn everything_left(progress: &Progress) -> Result<Vec<(&QuoteLine, Decimal)>> {
    let left: Vec<_> = progress
        .lines
        .iter()
        .map(|line| (line, progress.left_of(line)))
        .filter(|(_, quantity)| !quantity.is_zero())
        .collect();
    if progress.lines.is_empty() {
        return Err(Error::invalid("id", "NO_LINES", "The quote has no lines to invoice."));
    }
    if left.is_empty() {
        return Err(Error::invalid("id", "ALREADY_INVOICED", "All of this quote was invoiced already."));
    }
    Ok(left)
}

fn named<'a>(progress: &'a Progress, parts: &[QuotePart]) -> Result<Vec<(&'a QuoteLine, Decimal)>> {
    if parts.is_empty() {
        return Err(Error::invalid("lines", "REQUIRED", "Say what is invoiced; without lines it is all that is left."));
    }
    let mut errors = Vec::new();
    let mut seen = HashSet::new();
    let mut chosen = Vec::with_capacity(parts.len());
    for (n, part) in parts.iter().enumerate() {
        let Some(line) = progress.lines.iter().find(|line| line.id == part.quote_line_id) else {
            let field = format!("lines.{n}.quoteLineId");
            errors.push(FieldError::new(field, "NOT_FOUND", "The quote has no such line."));
            continue;
        };
        if !seen.insert(line.id) {
            let field = format!("lines.{n}.quoteLineId");
            errors.push(FieldError::new(field, "REPEATED", "The line is named twice."));
        }
        let (field, left) = (format!("lines.{n}.quantity"), progress.left_of(line));
        if part.quantity.normalize().scale() > 3 {
            errors.push(FieldError::new(field, "TOO_MANY_DECIMALS", "At most 3 decimals."));
        } else if part.quantity <= Decimal::ZERO {
            errors.push(FieldError::new(field, "OUT_OF_RANGE", "Expected a number above 0."));
        } else if part.quantity > left {
            let problem = format!("Of this line {} is left to invoice.", left.normalize());
            errors.push(FieldError::new(field, "EXCEEDS_REMAINING", problem));
        }
        chosen.push((line, part.quantity));
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    chosen.sort_by_key(|(line, _)| line.values.order_index);
    Ok(chosen)
}

/// The parts as lines of an invoice, which add up to the lines of the quote.
fn lines(progress: &Progress, parts: &[(&QuoteLine, Decimal)]) -> Result<Vec<InvoiceLineValues>> {
    let mut lines = Vec::with_capacity(parts.len());
    for (order_index, (line, quantity)) in (1..).zip(parts) {
        let (invoiced_quantity, invoiced_net) = progress.invoiced(line.id);
        let unusable = |problem: PartProblem| {
            Error::invalid("lines", problem.code(), format!("Line {} cannot be parted so.", line.values.order_index))
        };
        let figures = progress::figures(&line.values);
        let part = part_of_line(&figures, invoiced_quantity, invoiced_net, *quantity).map_err(unusable)?;
        let amounts = part.amounts().map_err(|problem| unusable(PartProblem::Line(problem)))?;
        let scaled = |mut value: Decimal, places| {
            value.rescale(places);
            value
        };
        let values = &line.values;
        lines.push(InvoiceLineValues {
            order_index,
            catalog_item_id: values.catalog_item_id,
            quote_line_id: Some(line.id),
            description: values.description.clone(),
            unit: values.unit.clone(),
            quantity: scaled(part.quantity, 3),
            unit_price: values.unit_price,
            discount_type: part.discount.kind,
            discount_value: scaled(part.discount.value, 2),
            discount_amount: amounts.discount_amount,
            tax_rate: values.tax_rate,
            vat_category: values.vat_category,
            vat_exemption_code: values.vat_exemption_code,
            tax_amount: amounts.tax_amount,
            subtotal: amounts.subtotal,
            total_after_discount: amounts.total_after_discount,
            total: amounts.total,
        });
    }
    Ok(lines)
}

/// Whether a deleted draft may come back: what it invoices of its quote must not have been invoiced otherwise. A final
/// invoice deducts the deposits that there are now.
///
/// # Errors
/// It was.
pub(super) async fn check_return(conn: &mut AsyncPgConnection, invoice: &Invoice) -> Result<()> {
    let Some(quote_id) = invoice.quote_id else { return Ok(()) };
    let quote: Quote =
        db::schema::quotes::table.find(quote_id).select(Quote::as_select()).for_update().first(conn).await?;
    let progress = Progress::of(conn, quote, Some(invoice.id)).await?;
    let taken = || Error::invalid("id", "QUOTE_INVOICED", "Its quote was invoiced otherwise meanwhile.");
    let lines = read::lines_of(conn, invoice.id).await?;
    if invoice.invoice_type == InvoiceType::Deposit {
        let groups = crate::operations::billing::groups::of_lines(&lines)?;
        let left = progress.left_after_deposits(&[])?;
        return domain::billing::left_after(&left, groups).map(drop).map_err(|_| taken());
    }
    for line in &progress.lines {
        let of_line = lines.iter().filter(|own| own.quote_line_id == Some(line.id));
        let own: Decimal = of_line.map(|own| own.quantity).sum();
        if own > progress.left_of(line) {
            return Err(taken());
        }
    }
    if invoice.invoice_type != InvoiceType::Final {
        return Ok(());
    }
    let deductions = progress.deductions()?;
    let totals = store::totals(&lines, &deductions)?;
    store::replace_deductions(conn, invoice.id, &deductions).await?;
    diesel::update(invoices::table.find(invoice.id)).set(&totals).execute(conn).await?;
    Ok(())
}
