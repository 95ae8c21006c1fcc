//! Numbers of the lines of invoices: what is sold, at which rate of VAT.

use async_graphql::{ComplexObject, Context, Result};
use db::{day_period, query::Expression};
use domain::billing::{InvoiceKind, InvoiceStatus, VatCategory};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::declare::{aggregate, group_by, numbers};
use crate::{
    Date, Id,
    catalog::{CatalogItem, catalog_items_by_id},
    institution::{MedicalInstitution, institutions_by_id},
    rows::{Alone, Loading, One, Relation, alone},
    user::{User, users_by_id},
};

/// Every line has an invoice.
const INVOICE: &str = "JOIN invoices ON invoices.id = invoice_lines.invoice_id";

const QUANTITY: Expression = Expression::number("invoice_lines.quantity");
const NET: Expression = Expression::number("invoice_lines.total_after_discount");
const TAX: Expression = Expression::number("invoice_lines.tax_amount");
const TOTAL: Expression = Expression::number("invoice_lines.total");
const DISCOUNT: Expression = Expression::number("invoice_lines.discount_amount");
/// Whether a line counts (`sign`), and what of the deposits that its invoice deducts falls on it: of what is taxed in the
/// same way its share by amount before tax, in whole cents that sum up to the deduction. Only final invoices deduct.
const SOLD: &str = "\
    JOIN LATERAL ( \
        SELECT \
            CASE WHEN invoice.issue_date IS NULL THEN 0 WHEN invoice.kind = 'invoice' THEN 1 ELSE -1 END AS sign, \
            coalesce(part.amount, 0) AS deducted, coalesce(part.tax, 0) AS deducted_tax \
        FROM invoices AS invoice LEFT JOIN LATERAL ( \
            SELECT \
                round(taken.amount * upto / whole, 2) - round(taken.amount * before / whole, 2) AS amount, \
                round(taken.tax * upto / whole, 2) - round(taken.tax * before / whole, 2) AS tax \
            FROM ( \
                SELECT sum(deduction.amount) AS amount, sum(deduction.tax_amount) AS tax \
                FROM invoice_deductions AS deduction \
                WHERE deduction.invoice_id = invoice.id AND deduction.vat_category = invoice_lines.vat_category \
                    AND deduction.tax_rate = invoice_lines.tax_rate \
                    AND deduction.vat_exemption_code IS NOT DISTINCT FROM invoice_lines.vat_exemption_code \
            ) AS taken, ( \
                SELECT sum(other.total_after_discount) AS whole, \
                    coalesce(sum(other.total_after_discount) \
                        FILTER (WHERE other.order_index <= invoice_lines.order_index), 0) AS upto, \
                    coalesce(sum(other.total_after_discount) \
                        FILTER (WHERE other.order_index < invoice_lines.order_index), 0) AS before \
                FROM invoice_lines AS other \
                WHERE other.invoice_id = invoice.id AND other.vat_category = invoice_lines.vat_category \
                    AND other.tax_rate = invoice_lines.tax_rate \
                    AND other.vat_exemption_code IS NOT DISTINCT FROM invoice_lines.vat_exemption_code \
            ) AS lines \
            WHERE invoice.invoice_type = 'final' AND whole > 0 \
        ) AS part ON true \
        WHERE invoice.id = invoice_lines.invoice_id \
    ) AS sold ON true";
/// Credit notes take back what invoices brought, deposits are deducted where they are settled; drafts bring nothing.
const REVENUE_BEFORE_TAX: Expression =
    Expression::number("sold.sign * (invoice_lines.total_after_discount - sold.deducted)").joined(SOLD);
const REVENUE: Expression =
    Expression::number("sold.sign * (invoice_lines.total - sold.deducted - sold.deducted_tax)").joined(SOLD);

group_by! {
    /// What lines of invoices are grouped by. Weeks begin on Monday.
    enum InvoiceLineGroupBy;
    /// What the lines of a group have in common; null where they are not grouped by it, or it is absent.
    key InvoiceLineAggregateKey {
        /// Rate of VAT in percent.
        TaxRate => tax_rate: Decimal = Expression::number("invoice_lines.tax_rate"),
        /// Category of VAT.
        VatCategory => vat_category: VatCategory = Expression::text("invoice_lines.vat_category"),
        /// The item of the catalog that it was made of.
        CatalogItem => catalog_item_id: Id = Expression::id("invoice_lines.catalog_item_id"),
        /// Of an invoice or a credit note.
        Kind => kind: InvoiceKind = Expression::text("invoices.kind").joined(INVOICE),
        /// Where its invoice stands.
        Status => status: InvoiceStatus = Expression::text("invoices.status").joined(INVOICE),
        /// The institution that its invoice is for.
        Institution => institution_id: Id = Expression::id("invoices.institution_id").joined(INVOICE),
        /// Who works on its invoice.
        AssignedUser => assigned_user_id: Id = Expression::id("invoices.assigned_user_id").joined(INVOICE),
        /// First day of the month of the day that its invoice bears.
        IssueDateMonth => issue_date_month: Date = day_period!("invoices.issue_date", "month").joined(INVOICE),
        /// First day of the quarter of the day that its invoice bears.
        IssueDateQuarter => issue_date_quarter: Date = day_period!("invoices.issue_date", "quarter").joined(INVOICE),
        /// First day of the year of the day that its invoice bears.
        IssueDateYear => issue_date_year: Date = day_period!("invoices.issue_date", "year").joined(INVOICE),
    }
}

impl InvoiceLineAggregateKey {
    const OBJECTS: &'static [&'static str] = &["catalogItem", "institution", "assignedUser"];

    fn object<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "catalogItem" => {
                let ids = field.distinct_keys(|row| row.catalog_item_id.map(Uuid::from));
                field.one(catalog_items_by_id(ctx, ids), |row| row.catalog_item_id, |item| item.id)
            }
            "institution" => {
                let ids = field.distinct_keys(|row| row.institution_id.map(Uuid::from));
                field.one(institutions_by_id(ctx, ids), |row| row.institution_id, |institution| institution.id)
            }
            "assignedUser" => {
                let ids = field.distinct_keys(|row| row.assigned_user_id.map(Uuid::from));
                field.one(users_by_id(ctx, ids), |row| row.assigned_user_id, |user| user.id)
            }
            _ => return None,
        })
    }
}

#[ComplexObject]
impl InvoiceLineAggregateKey {
    /// The item of the catalog that it was made of, deleted or not.
    async fn catalog_item(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<CatalogItem>>>> {
        alone(self, ctx).await
    }

    /// The institution that its invoice is for, if the caller sees it.
    async fn institution(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<MedicalInstitution>>>> {
        alone(self, ctx).await
    }

    /// Who works on its invoice.
    async fn assigned_user(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }
}

numbers! {
    /// Sums of numbers of lines, in euros. Deductions of deposits are no lines: revenue alone takes them off.
    InvoiceLineNumbers {
        /// How many.
        quantity: Decimal = QUANTITY,
        /// After discounts, before tax; credit notes count as much as invoices, `revenueBeforeTax` takes them off.
        total_after_discount: Decimal = NET,
        /// VAT.
        tax_amount: Decimal = TAX,
        /// With tax.
        total: Decimal = TOTAL,
        /// What discounts take off.
        discount_amount: Decimal = DISCOUNT,
        /// Before tax, of issued documents: credit notes and deducted deposits taken off, drafts not counted.
        revenue_before_tax: Decimal = REVENUE_BEFORE_TAX,
        /// With tax, of issued documents: credit notes and deducted deposits taken off, drafts not counted.
        revenue: Decimal = REVENUE,
    }
}

numbers! {
    /// Means of numbers of lines, in euros.
    InvoiceLineAverages {
        /// How many.
        quantity: Decimal = QUANTITY,
        /// After discounts, before tax.
        total_after_discount: Decimal = NET,
        /// With tax.
        total: Decimal = TOTAL,
    }
}

numbers! {
    /// The least or greatest values among lines, in euros.
    InvoiceLineExtremes {
        /// How many.
        quantity: Decimal = QUANTITY,
        /// After discounts, before tax.
        total_after_discount: Decimal = NET,
        /// With tax.
        total: Decimal = TOTAL,
    }
}

aggregate! {
    /// A group of lines of invoices.
    InvoiceLineAggregate of invoice_lines by InvoiceLineGroupBy {
        key: InvoiceLineAggregateKey,
        sum: InvoiceLineNumbers,
        avg: InvoiceLineAverages,
        min: InvoiceLineExtremes,
        max: InvoiceLineExtremes,
    }
}
