//! Changing one line of a document.

use domain::billing::{DiscountType, VatCategory};
use rust_decimal::Decimal;
use serde::Serialize;
use uuid::Uuid;

use super::{
    lines::LineInput,
    vat::{self, VatInput},
};
use crate::operations::write::Change;

/// What to change of a line.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct LineUpdate {
    pub catalog_item_id: Change<Uuid>,
    pub description: Option<String>,
    pub unit: Change<String>,
    pub quantity: Option<Decimal>,
    pub unit_price: Option<Decimal>,
    pub discount_type: Option<DiscountType>,
    pub discount_value: Option<Decimal>,
    pub tax_rate: Option<Decimal>,
    pub vat_category: Option<VatCategory>,
    pub vat_exemption_code: Change<String>,
    /// As [`LineInput::lenient`].
    pub lenient: bool,
}

/// A stored line, as it would be typed, with a change.
#[must_use]
pub fn patched(old: &LineInput, input: &LineUpdate) -> LineInput {
    let before =
        VatInput { rate: old.tax_rate, category: old.vat_category, exemption_code: old.vat_exemption_code.as_deref() };
    let taxed = vat::patched(before, input.tax_rate, input.vat_category, &input.vat_exemption_code);
    LineInput {
        id: old.id,
        catalog_item_id: input.catalog_item_id.unwrap_or(old.catalog_item_id),
        description: input.description.clone().or_else(|| old.description.clone()),
        unit: match &input.unit {
            None => old.unit.clone(),
            Some(unit) => Some(unit.clone().unwrap_or_default()),
        },
        quantity: input.quantity.unwrap_or(old.quantity),
        unit_price: input.unit_price.or(old.unit_price),
        discount_type: input.discount_type.or(old.discount_type),
        discount_value: input.discount_value.or(old.discount_value),
        tax_rate: taxed.rate,
        vat_category: taxed.category,
        vat_exemption_code: taxed.exemption_code,
        lenient: input.lenient,
    }
}
