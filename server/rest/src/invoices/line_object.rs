//! A line of an invoice on REST.

use chrono::{DateTime, Utc};
use db::rows;
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    line_body::percentage_of_discount,
    named::{DiscountTypeName, Named, VatCategoryName},
    wire,
};

/// What is invoiced, in a line. Amounts are euros.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = InvoiceLine)]
pub(super) struct RestInvoiceLine {
    id: Uuid,
    invoice_id: Uuid,
    /// Its place, from 1.
    order_index: i32,
    catalog_item_id: Option<Uuid>,
    /// The line of the quote that it invoices.
    quote_line_id: Option<Uuid>,
    description: String,
    /// What it is counted in.
    unit: Option<String>,
    #[schema(value_type = String, example = "2.000")]
    quantity: Decimal,
    /// Before tax.
    #[schema(value_type = String, example = "1150.00")]
    unit_price: Decimal,
    discount_type: DiscountTypeName,
    /// Percent, or euros off the line.
    #[schema(value_type = String, example = "10.00")]
    discount_value: Decimal,
    #[schema(value_type = String, example = "230.00")]
    discount_amount: Decimal,
    /// In percent.
    #[schema(value_type = String, example = "20.00")]
    tax_rate: Decimal,
    vat_category: VatCategoryName,
    /// Why no VAT is due: a code of the VATEX list.
    vat_exemption_code: Option<String>,
    #[schema(value_type = String, example = "414.00")]
    tax_amount: Decimal,
    /// Before discount and tax.
    #[schema(value_type = String, example = "2300.00")]
    subtotal: Decimal,
    /// Before tax.
    #[schema(value_type = String, example = "2070.00")]
    total_after_discount: Decimal,
    /// With tax.
    #[schema(value_type = String, example = "2484.00")]
    total: Decimal,
    #[serde(serialize_with = "wire::timestamp")]
    created_at: DateTime<Utc>,
    #[serde(serialize_with = "wire::timestamp")]
    updated_at: DateTime<Utc>,
    /// The discount in percent of the subtotal, however it was given.
    discount_percentage: f64,
    /// The rate of VAT.
    tax_percentage: f64,
}

impl From<rows::InvoiceLine> for RestInvoiceLine {
    fn from(row: rows::InvoiceLine) -> Self {
        let values = row.values;
        let discount = percentage_of_discount(
            values.discount_type,
            values.discount_value,
            values.discount_amount,
            values.subtotal,
        );
        Self {
            id: row.id,
            invoice_id: row.invoice_id,
            order_index: values.order_index,
            catalog_item_id: values.catalog_item_id,
            quote_line_id: values.quote_line_id,
            description: values.description,
            unit: values.unit,
            quantity: values.quantity,
            unit_price: values.unit_price,
            discount_type: Named(values.discount_type),
            discount_value: values.discount_value,
            discount_amount: values.discount_amount,
            tax_rate: values.tax_rate,
            vat_category: Named(values.vat_category),
            vat_exemption_code: values.vat_exemption_code.map(|code| code.code().to_owned()),
            tax_amount: values.tax_amount,
            subtotal: values.subtotal,
            total_after_discount: values.total_after_discount,
            total: values.total,
            created_at: row.created_at,
            updated_at: row.updated_at,
            discount_percentage: wire::number(discount),
            tax_percentage: wire::number(values.tax_rate),
        }
    }
}
