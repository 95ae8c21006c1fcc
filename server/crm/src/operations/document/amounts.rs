//! Lines, VAT and sums, as a document shows them. Nothing is computed here: the rows hold what was computed.

use db::rows::{InvoiceLineValues, QuoteLineValues};
use documents::{Discount, Line, VatCategory, VatGroup};
use domain::billing::{self, DiscountType};

/// The lines of quotes and invoices are alike.
macro_rules! of_values {
    ($values:expr) => {{
        let values = $values;
        let discount = (!values.discount_value.is_zero()).then(|| match values.discount_type {
            DiscountType::Percentage => Discount::Percentage(values.discount_value),
            DiscountType::FixedAmount => Discount::FixedAmount(values.discount_value),
        });
        Line {
            description: values.description.clone(),
            // The catalog's number may change: what was issued does not.
            reference: None,
            quantity: values.quantity,
            unit: values.unit.clone(),
            unit_price: values.unit_price,
            discount,
            discount_amount: values.discount_amount,
            vat_category: category(values.vat_category),
            vat_rate: values.tax_rate,
            net_amount: values.total_after_discount,
            vat_amount: values.tax_amount,
            gross_amount: values.total,
        }
    }};
}

/// A line of a quote.
pub(super) fn quote_line(values: &QuoteLineValues) -> Line {
    of_values!(values)
}

/// A line of an invoice.
pub(super) fn invoice_line(values: &InvoiceLineValues) -> Line {
    of_values!(values)
}

/// VAT of one rate, category and reason.
pub(super) fn vat_group(group: &billing::VatGroup) -> VatGroup {
    VatGroup {
        category: category(group.category),
        rate: group.rate,
        exemption_code: group.exemption_code.map(|code| code.code().to_owned()),
        exemption_text: group.exemption_code.map(|code| code.text().to_owned()),
        base: group.base,
        tax: group.tax,
    }
}

/// A category of VAT.
pub(super) const fn category(category: billing::VatCategory) -> VatCategory {
    match category {
        billing::VatCategory::Standard => VatCategory::S,
        billing::VatCategory::ZeroRated => VatCategory::Z,
        billing::VatCategory::Exempt => VatCategory::E,
        billing::VatCategory::ReverseCharge => VatCategory::Ae,
        billing::VatCategory::Export => VatCategory::G,
        billing::VatCategory::OutOfScope => VatCategory::O,
        billing::VatCategory::IntraCommunity => VatCategory::K,
    }
}

#[cfg(test)]
mod tests {
    use super::category;

    #[test]
    fn categories_keep_their_codes() {
        for known in domain::billing::VatCategory::ALL {
            assert_eq!(category(*known).code(), known.name());
        }
    }
}
