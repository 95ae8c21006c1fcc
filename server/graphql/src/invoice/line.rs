//! The object `InvoiceLine`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::rows;
use domain::billing::{DiscountType, VatCategory};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::{
    Id,
    catalog::{CatalogItem, catalog_items_by_id},
    columns,
    rows::{Alone, Loading, One, Relation, Row, alone},
};

/// A line of an invoice. Amounts are euros.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct InvoiceLine {
    /// Id.
    pub id: Id,
    /// Id of the invoice.
    pub invoice_id: Id,
    /// Its place, from 1.
    pub order_index: i32,
    /// Id of the item of the catalog that it was made of.
    pub catalog_item_id: Option<Id>,
    /// Id of the line of the quote that it invoices.
    pub quote_line_id: Option<Id>,
    /// What is sold.
    pub description: String,
    /// What it is counted in.
    pub unit: Option<String>,
    /// How many.
    pub quantity: Decimal,
    /// Price of one, before tax.
    pub unit_price: Decimal,
    /// How the discount is meant.
    pub discount_type: DiscountType,
    /// The discount: percent, or euros off the line.
    pub discount_value: Decimal,
    /// What the discount takes off.
    pub discount_amount: Decimal,
    /// Rate of VAT in percent.
    pub tax_rate: Decimal,
    /// Category of VAT.
    pub vat_category: VatCategory,
    /// Why no VAT is due: a code of the VATEX list.
    pub vat_exemption_code: Option<String>,
    /// Quantity × price, before discount and tax.
    pub subtotal: Decimal,
    /// After the discount, before tax.
    pub total_after_discount: Decimal,
    /// VAT.
    pub tax_amount: Decimal,
    /// With tax.
    pub total: Decimal,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<rows::InvoiceLine> for InvoiceLine {
    fn from(row: rows::InvoiceLine) -> Self {
        let values = row.values;
        Self {
            id: row.id.into(),
            invoice_id: row.invoice_id.into(),
            order_index: values.order_index,
            catalog_item_id: values.catalog_item_id.map(Id),
            quote_line_id: values.quote_line_id.map(Id),
            description: values.description,
            unit: values.unit,
            quantity: values.quantity,
            unit_price: values.unit_price,
            discount_type: values.discount_type,
            discount_value: values.discount_value,
            discount_amount: values.discount_amount,
            tax_rate: values.tax_rate,
            vat_category: values.vat_category,
            vat_exemption_code: values.vat_exemption_code.map(|code| code.code().to_owned()),
            subtotal: values.subtotal,
            total_after_discount: values.total_after_discount,
            tax_amount: values.tax_amount,
            total: values.total,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl Row for InvoiceLine {
    columns!(
        id,
        invoice_id,
        order_index,
        catalog_item_id,
        quote_line_id,
        description,
        unit,
        quantity,
        unit_price,
        discount_type,
        discount_value,
        discount_amount,
        tax_rate,
        vat_category,
        vat_exemption_code,
        subtotal,
        total_after_discount,
        tax_amount,
        total,
        created_at,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &["catalogItem"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        if field.name() != "catalogItem" {
            return None;
        }
        let ids = field.distinct_keys(|row| row.catalog_item_id.map(Uuid::from));
        let load = catalog_items_by_id(field.context(), ids);
        Some(field.one(load, |row| row.catalog_item_id, |item| item.id))
    }
}

#[ComplexObject]
impl InvoiceLine {
    /// The item of the catalog that it was made of, deleted or not.
    async fn catalog_item(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<CatalogItem>>>> {
        alone(self, ctx).await
    }
}
