//! What belongs to many invoices, loaded in a statement each.

use std::collections::HashMap;

use async_graphql::Context;
use db::{
    column,
    query::{self, Condition, Listed, OrderKey, PageRequest, Values},
    rows,
};
use domain::billing::InvoiceStatus;
use uuid::Uuid;

use super::{Invoice, InvoiceDeduction, InvoiceLine};
use crate::{billing::VatGroup, context, payload::UserError, payment::Payment};
use crm::operations::{
    billing::groups,
    invoice::{self, Subject},
    payment, related, scope,
};

/// The invoices of these ids that are there for the caller.
///
/// # Errors
/// Nobody is signed in, or the database does not answer.
pub async fn invoices_by_id(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<Invoice>> {
    let caller = context(ctx)?;
    let present = Condition::IsNull(column!(invoices.deleted_at)).and(related::invoices(&caller.viewer));
    let mut conn = caller.db().await?;
    let found = query::by_ids::<rows::Invoice>(&mut conn, column!(invoices.id), ids, present).await?;
    Ok(found.into_iter().map(Invoice::from).collect())
}

/// The credit notes of these invoices, the oldest first.
pub(super) async fn credit_notes_of(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<Invoice>> {
    let caller = context(ctx)?;
    let condition = Condition::All(vec![
        Condition::OneOf(column!(invoices.credited_invoice_id), Values::Ids(ids)),
        Condition::IsNull(column!(invoices.deleted_at)),
        scope::invoices(&caller.viewer),
    ]);
    let found = all::<rows::Invoice>(ctx, condition, OrderKey::new("invoices.created_at", "timestamptz")).await?;
    Ok(found.into_iter().map(Invoice::from).collect())
}

/// The lines of these invoices, in their order.
pub(super) async fn lines_of(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<InvoiceLine>> {
    Ok(line_rows(ctx, ids).await?.into_iter().map(InvoiceLine::from).collect())
}

/// The deductions of these invoices, in their order.
pub(super) async fn deductions_of(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<InvoiceDeduction>> {
    Ok(deduction_rows(ctx, ids).await?.into_iter().map(InvoiceDeduction::from).collect())
}

/// The payments of these invoices, the latest first.
pub(super) async fn payments_of(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<Payment>> {
    payment::may_read(&context(ctx)?.viewer)?;
    let condition = Condition::OneOf(column!(payments.invoice_id), Values::Ids(ids));
    let order = OrderKey::new("payments.payment_date", "timestamptz").descending(true);
    Ok(all::<rows::Payment>(ctx, condition, order).await?.into_iter().map(Payment::from).collect())
}

/// VAT of these invoices by rate, category and reason, the highest rates first; deposits are taken off.
pub(super) async fn vat_of(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<VatGroup>> {
    let mut deductions: HashMap<Uuid, Vec<rows::DeductionValues>> = HashMap::new();
    for row in deduction_rows(ctx, ids.clone()).await? {
        deductions.entry(row.invoice_id).or_default().push(row.values);
    }
    let mut lines: HashMap<Uuid, Vec<rows::InvoiceLineValues>> = HashMap::new();
    for row in line_rows(ctx, ids).await? {
        lines.entry(row.invoice_id).or_default().push(row.values);
    }
    let mut groups = Vec::new();
    for (id, lines) in lines {
        let deductions = deductions.remove(&id).unwrap_or_default();
        groups.extend(groups::of_document(&lines, &deductions)?.iter().map(|group| VatGroup::new(id, group)));
    }
    Ok(groups)
}

/// What keeps these drafts from being issued; nothing of those that are issued.
pub(super) async fn missing_of(
    ctx: &Context<'_>,
    drafts: Vec<(InvoiceStatus, Subject)>,
) -> crm::Result<Vec<UserError>> {
    let drafts: Vec<Subject> =
        drafts.into_iter().filter(|(status, _)| !status.is_issued()).map(|(_, draft)| draft).collect();
    let mut conn = context(ctx)?.db().await?;
    let found = invoice::missing(&mut conn, &drafts).await?;
    let errors = found.into_iter().flat_map(|(id, errors)| {
        errors.into_iter().map(move |error| UserError { row: Some(id), ..UserError::from(error) })
    });
    Ok(errors.collect())
}

async fn line_rows(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<rows::InvoiceLine>> {
    let condition = Condition::OneOf(column!(invoice_lines.invoice_id), Values::Ids(ids));
    all(ctx, condition, OrderKey::new("invoice_lines.order_index", "int")).await
}

async fn deduction_rows(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<rows::InvoiceDeduction>> {
    let condition = Condition::OneOf(column!(invoice_deductions.invoice_id), Values::Ids(ids));
    all(ctx, condition, OrderKey::new("invoice_deductions.order_index", "int")).await
}

async fn all<R: Listed>(ctx: &Context<'_>, condition: Condition, order: OrderKey) -> crm::Result<Vec<R>> {
    let request = PageRequest {
        condition,
        order: vec![order],
        after: None,
        backward: false,
        limit: i64::MAX,
        cursors: false,
        foreign_key: None,
    };
    let mut conn = context(ctx)?.db().await?;
    Ok(query::load_at(&mut conn, &request, 0).await?)
}
