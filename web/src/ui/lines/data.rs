//! A line apart from its fields: as the server has it, as it is sent, and as two versions of it are compared.

use domain::billing::{Discount, DiscountType, LineInput, Vat};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::vat;

/// A line. Numbers are as the server takes them (`1234.50`); what is typed and no number stays as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineData {
    /// Its id, if the server has it: sent back, it keeps what the line invoices of a quote.
    pub id: Option<String>,
    /// Id of the item of the catalog that it was made of.
    pub item: Option<String>,
    /// What is sold.
    pub description: String,
    /// What it is counted in.
    pub unit: String,
    /// How many.
    pub quantity: String,
    /// Price of one, before tax; empty while there is none.
    pub unit_price: String,
    /// How the discount is meant.
    pub discount_type: DiscountType,
    /// The discount.
    pub discount: String,
    /// How it is taxed: a choice of [`vat`].
    pub vat: String,
}

impl LineData {
    /// One of something, without a price yet.
    #[must_use]
    pub fn blank(vat: &str) -> Self {
        Self {
            id: None,
            item: None,
            description: String::new(),
            unit: String::new(),
            quantity: "1.000".to_owned(),
            unit_price: String::new(),
            discount_type: DiscountType::Percentage,
            discount: "0.00".to_owned(),
            vat: vat.to_owned(),
        }
    }

    /// Whether nothing was typed: such a line is not sent.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.item.is_none() && self.description.trim().is_empty() && self.unit_price.trim().is_empty()
    }

    /// How it is taxed, once that is chosen.
    #[must_use]
    pub fn taxed(&self) -> Option<Vat> {
        vat::read(&self.vat)
    }

    /// Its figures, when all of them are there.
    #[must_use]
    pub fn figures(&self) -> Option<LineInput> {
        let number = |text: &str| text.parse::<Decimal>().ok();
        Some(LineInput {
            quantity: number(&self.quantity)?,
            unit_price: number(&self.unit_price)?,
            discount: Discount { kind: self.discount_type, value: number(&self.discount)? },
            vat: self.taxed()?,
        })
    }
}

/// Makes [`LineData`] of a line of an operation.
#[macro_export]
macro_rules! line_data {
    ($line:expr) => {{
        let line = $line;
        $crate::ui::lines::LineData {
            id: Some(line.id.clone()),
            item: line.catalog_item_id.clone(),
            description: line.description.clone(),
            unit: line.unit.clone().unwrap_or_default(),
            quantity: line.quantity.clone(),
            unit_price: line.unit_price.clone(),
            discount_type: line.discount_type,
            discount: line.discount_value.clone(),
            vat: $crate::ui::lines::vat::choice(line.vat_category, &line.tax_rate, line.vat_exemption_code.as_deref()),
        }
    }};
}

/// Makes the input of an operation, whose module is named, of [`LineData`].
#[macro_export]
macro_rules! line_inputs {
    ($module:ident, $lines:expr) => {
        $lines
            .into_iter()
            .map(|line: $crate::ui::lines::LineData| {
                let vat = line.taxed();
                let some = |text: String| Some(text).filter(|text| !text.is_empty());
                $module::LineInput {
                    id: line.id,
                    catalog_item_id: line.item,
                    description: some(line.description),
                    unit: some(line.unit),
                    quantity: line.quantity,
                    unit_price: some(line.unit_price),
                    discount_type: Some(line.discount_type),
                    discount_value: some(line.discount),
                    tax_rate: vat.map(|vat| vat.rate.to_string()),
                    vat_category: vat.map(|vat| vat.category),
                    vat_exemption_code: vat.and_then(|vat| vat.exemption_code).map(|code| code.code().to_owned()),
                }
            })
            .collect::<Vec<_>>()
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_a_price_has_no_figures() {
        let mut line = LineData::blank("S:20");
        assert!(line.is_blank() && line.figures().is_none());
        line.unit_price = "1150.00".to_owned();
        assert!(!line.is_blank());
        assert_eq!(line.figures().unwrap().amounts().unwrap().total.to_string(), "1380.00");
        line.quantity = "deux".to_owned();
        assert!(line.figures().is_none());
    }
}
