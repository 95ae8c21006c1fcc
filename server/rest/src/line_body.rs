//! Lines of quotes and invoices in requests.

use axum::http::HeaderMap;
use domain::billing::DiscountType;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    extract::parse_id,
    named::{DiscountTypeName, VatCategoryName},
    version, wire,
};
use crm::{
    Error, FieldError, Result,
    answer::Problem,
    operations::billing::{Which, line_update::LineUpdate, lines::LineInput},
};

/// A line of a quote or an invoice. With an item of the catalog, what is left out is the item's.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewLine)]
pub struct LineBody {
    /// Where lines of a document are replaced, the line that this one is in place of; ids of other documents are ignored.
    #[serde(default, deserialize_with = "id_if_any")]
    #[schema(value_type = Option<Uuid>)]
    id: Option<Uuid>,
    /// 1 to 1 000 characters.
    description: Option<String>,
    /// From 0.001 to 999 999.999, with at most three decimals.
    #[serde(default, deserialize_with = "wire::decimal")]
    #[schema(value_type = f64, required = true, example = 2)]
    quantity: Option<Decimal>,
    /// In euros before tax, from 0 to 9 999 999.99.
    #[serde(default, deserialize_with = "wire::decimal")]
    #[schema(value_type = Option<f64>, example = 1150.5)]
    unit_price: Option<Decimal>,
    /// By default `percentage`.
    discount_type: Option<DiscountTypeName>,
    /// Percent, or euros off the line; by default 0.
    #[serde(default, deserialize_with = "wire::decimal")]
    #[schema(value_type = Option<f64>, example = 10)]
    discount_value: Option<Decimal>,
    /// In percent, one of the rates of France; by default 0.
    #[serde(default, deserialize_with = "wire::decimal")]
    #[schema(value_type = Option<f64>, example = 20)]
    tax_rate: Option<Decimal>,
    /// By default `S` where a rate is given. A rate of 0 without category and reason is taken for `Z`, or for what the
    /// firm's regime says.
    vat_category: Option<VatCategoryName>,
    /// Why no VAT is due: a code of the VATEX list.
    vat_exemption_code: Option<String>,
    catalog_item_id: Option<Uuid>,
    /// What it is counted in, at most 20 characters.
    unit: Option<String>,
}

impl LineBody {
    /// The line at a place of the list (`lines.0.`), or by itself (an empty text).
    ///
    /// # Errors
    /// [`Error::Invalid`] without a quantity.
    pub fn into_input(self, at: &str) -> Result<LineInput> {
        let required = || {
            let field = FieldError::new(format!("{at}quantity"), "REQUIRED", "`quantity` is required.");
            Error::Invalid(vec![field])
        };
        Ok(LineInput {
            id: self.id,
            quantity: self.quantity.ok_or_else(required)?,
            catalog_item_id: self.catalog_item_id,
            description: self.description,
            unit: self.unit,
            unit_price: self.unit_price,
            discount_type: self.discount_type.map(|kind| kind.0),
            discount_value: self.discount_value,
            tax_rate: self.tax_rate,
            vat_category: self.vat_category.map(|category| category.0),
            vat_exemption_code: self.vat_exemption_code,
            lenient: true,
        })
    }

    /// The line as a change of one that is there: what is left out stays.
    #[must_use]
    pub fn into_update(self) -> LineUpdate {
        LineUpdate {
            catalog_item_id: self.catalog_item_id.map(Some),
            description: self.description,
            unit: self.unit.map(Some),
            quantity: self.quantity,
            unit_price: self.unit_price,
            discount_type: self.discount_type.map(|kind| kind.0),
            discount_value: self.discount_value,
            tax_rate: self.tax_rate,
            vat_category: self.vat_category.map(|category| category.0),
            vat_exemption_code: self.vat_exemption_code.map(Some),
            lenient: true,
        }
    }
}

/// Programs of the original's interface send what they like: what is no id is none.
fn id_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Option<Uuid>, D::Error> {
    let sent = Option::<serde_json::Value>::deserialize(deserializer)?;
    Ok(sent.and_then(|value| Uuid::try_parse(value.as_str()?).ok()))
}

/// Lines of a document.
///
/// # Errors
/// [`Error::Invalid`] for all lines without a quantity.
pub fn into_inputs(lines: Vec<LineBody>) -> Result<Vec<LineInput>> {
    let mut inputs = Vec::with_capacity(lines.len());
    let mut errors = Vec::new();
    for (n, line) in lines.into_iter().enumerate() {
        match line.into_input(&format!("lines.{n}.")) {
            Ok(input) => inputs.push(input),
            Err(Error::Invalid(fields)) => errors.extend(fields),
            Err(other) => return Err(other),
        }
    }
    if errors.is_empty() { Ok(inputs) } else { Err(Error::Invalid(errors)) }
}

/// The document and the line of `{id}/lines/{lineId}`, with the version of `If-Match`.
///
/// # Errors
/// What is no id, or no version.
pub fn one_line((id, line_id): &(String, String), headers: &HeaderMap) -> std::result::Result<(Which, Uuid), Problem> {
    let which = Which { id: parse_id("id", id)?, expected_version: version::expected(headers)? };
    Ok((which, parse_id("lineId", line_id)?))
}

/// The answer to a line that was refused: what is wrong stands at the line's own fields, not at a place of a list.
#[must_use]
pub fn failed(error: Error) -> Problem {
    let Error::Invalid(mut fields) = error else { return version::failed(error) };
    for field in &mut fields {
        let own =
            field.field.as_deref().and_then(|path| path.strip_prefix("lines.")).and_then(|path| path.split_once('.'));
        if let Some((_, name)) = own {
            field.field = Some(name.to_owned());
        }
    }
    version::failed(Error::Invalid(fields))
}

/// A discount in percent of the subtotal, to two decimals.
#[must_use]
pub fn percentage_of_discount(kind: DiscountType, value: Decimal, amount: Decimal, subtotal: Decimal) -> Decimal {
    match kind {
        DiscountType::Percentage => value,
        DiscountType::FixedAmount => {
            amount.checked_div(subtotal).map_or(Decimal::ZERO, |share| (share * Decimal::ONE_HUNDRED).round_dp(2))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn discounts_in_percent() {
        let of = |kind, value: i64, amount: i64, subtotal: i64| {
            wire::number(percentage_of_discount(kind, value.into(), amount.into(), subtotal.into()))
        };
        assert_eq!(of(DiscountType::Percentage, 10, 230, 2_300), 10.0);
        assert_eq!(of(DiscountType::FixedAmount, 100, 100, 300), 33.33);
        assert_eq!(of(DiscountType::FixedAmount, 100, 0, 0), 0.0);
    }
}
