//! A line of a quote or an invoice, as it is typed.

use async_graphql::InputObject;
use domain::billing::{DiscountType, VatCategory};
use rust_decimal::Decimal;

use crate::Id;
use crm::operations::billing::lines;

/// A line of a document. With an item of the catalog, what is left out is the item's.
#[derive(Debug, Clone, InputObject)]
pub struct LineInput {
    /// The line of the document that this one is in place of: it keeps its id, and what it invoices of a quote. A new line
    /// has none.
    pub id: Option<Id>,
    /// The item of the catalog that it is made of.
    pub catalog_item_id: Option<Id>,
    /// What is sold, 1 to 1 000 characters; needed without an item of the catalog.
    pub description: Option<String>,
    /// What it is counted in, at most 20 characters.
    pub unit: Option<String>,
    /// How many, from 0.001 to 999 999.999.
    pub quantity: Decimal,
    /// Price of one, in euros before tax, from 0 to 9 999 999.99; needed without an item of the catalog.
    pub unit_price: Option<Decimal>,
    /// How the discount is meant; by default in percent.
    pub discount_type: Option<DiscountType>,
    /// The discount: percent, or euros off the line; by default 0.
    pub discount_value: Option<Decimal>,
    /// Rate of VAT in percent.
    pub tax_rate: Option<Decimal>,
    /// Category of VAT: by default `S` where a rate is given; a rate of 0 needs one.
    pub vat_category: Option<VatCategory>,
    /// Why no VAT is due (a code of the VATEX list), where the category needs a reason.
    pub vat_exemption_code: Option<String>,
}

impl From<LineInput> for lines::LineInput {
    fn from(input: LineInput) -> Self {
        Self {
            id: input.id.map(Into::into),
            catalog_item_id: input.catalog_item_id.map(Into::into),
            description: input.description,
            unit: input.unit,
            quantity: input.quantity,
            unit_price: input.unit_price,
            discount_type: input.discount_type,
            discount_value: input.discount_value,
            tax_rate: input.tax_rate,
            vat_category: input.vat_category,
            vat_exemption_code: input.vat_exemption_code,
            lenient: false,
        }
    }
}
