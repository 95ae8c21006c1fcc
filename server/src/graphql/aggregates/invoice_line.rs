//! Numbers of the lines of invoices: what is sold, at which rate of VAT.

use async_graphql::{ComplexObject, Context, Result};
use db::{day_period, query::Expression};
use domain::billing::{InvoiceKind, InvoiceStatus, VatCategory};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::declare::{aggregate, group_by, numbers};
use crate::graphql::{
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
/// Credit notes take back what invoices brought.
const REVENUE_BEFORE_TAX: Expression = Expression::number(
    "CASE invoices.kind WHEN 'invoice' THEN invoice_lines.total_after_discount \
     ELSE -invoice_lines.total_after_discount END",
)
.joined(INVOICE);
const REVENUE: Expression =
    Expression::number("CASE invoices.kind WHEN 'invoice' THEN invoice_lines.total ELSE -invoice_lines.total END")
        .joined(INVOICE);

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
    /// Sums of numbers of lines, in euros. Deductions of deposits are no lines.
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
        /// Before tax, credit notes taken off.
        revenue_before_tax: Decimal = REVENUE_BEFORE_TAX,
        /// With tax, credit notes taken off.
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
