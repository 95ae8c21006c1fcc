//! Writing the rows of an invoice.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use db::{
    column,
    query::{Condition, Value},
    rows::{
        DeductionValues, FirmIdentity, Institution, Invoice, InvoiceLine, InvoiceLineValues, InvoiceTotals,
        InvoiceValues,
    },
    schema::{invoice_deductions, invoice_lines, invoices, medical_institutions, users},
};
use diesel::{
    dsl::{exists, select},
    prelude::*,
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::{
    Permission,
    billing::{DiscountType, DocumentType, InvoiceKind, InvoiceStatus, InvoiceType, VatGroup},
};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::record::{self, Record};
use crate::{
    Context, Error, Result,
    auth::Viewer,
    operations::{
        billing::lines::{CheckedLine, CheckedLines},
        scope, template,
    },
};

/// A draft that is in order.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) kind: InvoiceKind,
    pub(super) invoice_type: InvoiceType,
    pub(super) credited_invoice_id: Option<Uuid>,
    pub(super) quote_id: Option<Uuid>,
    pub(super) values: InvoiceValues,
    pub(super) lines: Vec<InvoiceLineValues>,
    pub(super) deductions: Vec<DeductionValues>,
}

/// Writes a draft, and tells of it.
pub(super) async fn insert(conn: &mut AsyncPgConnection, ctx: &Context, draft: &Draft) -> Result<Invoice> {
    let id = Uuid::now_v7();
    let row: Invoice = diesel::insert_into(invoices::table)
        .values((
            invoices::id.eq(id),
            invoices::kind.eq(draft.kind),
            invoices::invoice_type.eq(draft.invoice_type),
            invoices::credited_invoice_id.eq(draft.credited_invoice_id),
            invoices::quote_id.eq(draft.quote_id),
            invoices::status.eq(InvoiceStatus::Draft),
            &draft.values,
            &totals(&draft.lines, &draft.deductions)?,
        ))
        .returning(Invoice::as_returning())
        .get_result(conn)
        .await?;
    let lines: Vec<_> = draft.lines.iter().map(|line| (Uuid::now_v7(), line.clone())).collect();
    insert_lines(conn, id, &[], &lines).await?;
    insert_deductions(conn, id, &draft.deductions).await?;
    let changes = record::changes(None, &Record::new(&row, Some(&draft.lines)))?;
    record::tell(conn, ctx, "invoice.created", &row, &changes).await?;
    Ok(row)
}

/// The lines in place of those that were there. A line that keeps its id keeps the time when it was made.
pub(super) async fn replace_lines(
    conn: &mut AsyncPgConnection,
    invoice_id: Uuid,
    old: &[InvoiceLine],
    lines: &[(Uuid, InvoiceLineValues)],
) -> Result<()> {
    diesel::delete(invoice_lines::table.filter(invoice_lines::invoice_id.eq(invoice_id))).execute(conn).await?;
    insert_lines(conn, invoice_id, old, lines).await
}

/// The deductions in place of those that were there.
pub(super) async fn replace_deductions(
    conn: &mut AsyncPgConnection,
    invoice_id: Uuid,
    values: &[DeductionValues],
) -> Result<()> {
    diesel::delete(invoice_deductions::table.filter(invoice_deductions::invoice_id.eq(invoice_id)))
        .execute(conn)
        .await?;
    insert_deductions(conn, invoice_id, values).await
}

async fn insert_lines(
    conn: &mut AsyncPgConnection,
    invoice_id: Uuid,
    old: &[InvoiceLine],
    lines: &[(Uuid, InvoiceLineValues)],
) -> Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let made: HashMap<Uuid, DateTime<Utc>> = old.iter().map(|line| (line.id, line.created_at)).collect();
    let now = Utc::now();
    let row = |(id, values)| {
        let created_at = made.get(id).copied().unwrap_or(now);
        let invoice_id = invoice_lines::invoice_id.eq(invoice_id);
        (invoice_lines::id.eq(*id), invoice_id, invoice_lines::created_at.eq(created_at), values)
    };
    let rows: Vec<_> = lines.iter().map(|(id, values)| row((id, values))).collect();
    diesel::insert_into(invoice_lines::table).values(rows).execute(conn).await?;
    Ok(())
}

async fn insert_deductions(conn: &mut AsyncPgConnection, invoice_id: Uuid, values: &[DeductionValues]) -> Result<()> {
    let row = |deduction| {
        (invoice_deductions::id.eq(Uuid::now_v7()), invoice_deductions::invoice_id.eq(invoice_id), deduction)
    };
    let rows: Vec<_> = values.iter().map(row).collect();
    if !rows.is_empty() {
        diesel::insert_into(invoice_deductions::table).values(rows).execute(conn).await?;
    }
    Ok(())
}

/// The sums of lines and deductions, as they are stored.
///
/// # Errors
/// [`Error::Invalid`] where the deductions take more off than there is.
pub(super) fn totals(lines: &[InvoiceLineValues], deductions: &[DeductionValues]) -> Result<InvoiceTotals> {
    let sum = |of: fn(&InvoiceLineValues) -> Decimal| lines.iter().map(of).sum::<Decimal>();
    let (subtotal, total_discount_amount) = (sum(|line| line.subtotal), sum(|line| line.discount_amount));
    let deducted_amount: Decimal = deductions.iter().map(|deduction| deduction.amount).sum();
    let deducted_tax: Decimal = deductions.iter().map(|deduction| deduction.tax_amount).sum();
    let total_tax_amount = sum(|line| line.tax_amount) - deducted_tax;
    if deducted_amount > subtotal - total_discount_amount || total_tax_amount < Decimal::ZERO {
        let problem = "The deposits are more than what the invoice is about.";
        return Err(Error::invalid("lines", "LESS_THAN_DEPOSITS", problem));
    }
    let total = subtotal - total_discount_amount - deducted_amount + total_tax_amount;
    Ok(InvoiceTotals { subtotal, total_discount_amount, deducted_amount, total_tax_amount, total })
}

/// The lines, as they are stored, numbered from 1.
pub(super) fn line_values(lines: &CheckedLines) -> Vec<InvoiceLineValues> {
    (1..).zip(&lines.lines).map(|(place, line)| one_line(place, line)).collect()
}

fn one_line(order_index: i32, line: &CheckedLine) -> InvoiceLineValues {
    let (figures, amounts) = (&line.figures, &line.amounts);
    InvoiceLineValues {
        order_index,
        catalog_item_id: line.catalog_item_id,
        quote_line_id: None,
        description: line.description.clone(),
        unit: line.unit.clone(),
        quantity: figures.quantity,
        unit_price: figures.unit_price,
        discount_type: figures.discount.kind,
        discount_value: figures.discount.value,
        discount_amount: amounts.discount_amount,
        tax_rate: figures.vat.rate,
        vat_category: figures.vat.category,
        vat_exemption_code: figures.vat.exemption_code,
        tax_amount: amounts.tax_amount,
        subtotal: amounts.subtotal,
        total_after_discount: amounts.total_after_discount,
        total: amounts.total,
    }
}

/// A line that stands for all that is taxed in one way, to the cent.
pub(super) fn group_line(order_index: i32, group: &VatGroup, what: &str) -> InvoiceLineValues {
    let rate = group.rate.normalize().to_string().replace('.', ",");
    InvoiceLineValues {
        order_index,
        catalog_item_id: None,
        quote_line_id: None,
        description: format!("{what} (TVA {rate}\u{a0}%)"),
        unit: None,
        quantity: Decimal::new(1_000, 3),
        unit_price: group.base,
        discount_type: DiscountType::Percentage,
        discount_value: Decimal::new(0, 2),
        discount_amount: Decimal::new(0, 2),
        tax_rate: group.rate,
        vat_category: group.category,
        vat_exemption_code: group.exemption_code,
        tax_amount: group.tax,
        subtotal: group.base,
        total_after_discount: group.base,
        total: group.total(),
    }
}

/// The firm as it is now.
pub(super) async fn firm(conn: &mut AsyncPgConnection) -> Result<FirmIdentity> {
    Ok(db::schema::firm_identity::table.select(FirmIdentity::as_select()).first(conn).await?)
}

/// The institution that an invoice is for, if the viewer sees it.
pub(super) async fn host(conn: &mut AsyncPgConnection, viewer: &Viewer, id: Uuid) -> Result<Institution> {
    let this = Condition::eq(column!(medical_institutions.id), Value::Id(id));
    medical_institutions::table
        .filter(medical_institutions::deleted_at.is_null())
        .filter(this.and(scope::institutions(viewer)))
        .select(Institution::as_select())
        .first(conn)
        .await
        .optional()?
        .ok_or_else(|| Error::invalid("institutionId", "NOT_FOUND", "There is no such institution."))
}

/// What an invoice points to must be there; giving invoices to others is for those who edit all of them.
pub(super) async fn check_links(
    conn: &mut AsyncPgConnection,
    viewer: &Viewer,
    old: Option<&InvoiceValues>,
    new: &InvoiceValues,
) -> Result<()> {
    if old.is_none_or(|old| old.assigned_user_id != new.assigned_user_id) && new.assigned_user_id != viewer.id {
        const FIELD: &str = "assignedUserId";
        if !viewer.can(Permission::EditAllInvoices) {
            return Err(Error::invalid(FIELD, "NOT_ALLOWED", "Only a manager gives invoices to others."));
        }
        let active = users::table.find(new.assigned_user_id).filter(users::is_active);
        if !select(exists(active)).get_result::<bool>(conn).await? {
            return Err(Error::invalid(FIELD, "NOT_FOUND", "There is no such active user."));
        }
    }
    if let Some(id) = new.template_id.filter(|id| old.and_then(|old| old.template_id) != Some(*id))
        && !template::is_usable(conn, id, DocumentType::InvoicePdf).await?
    {
        return Err(Error::invalid("templateId", "NOT_FOUND", "There is no such active template for invoices."));
    }
    Ok(())
}
