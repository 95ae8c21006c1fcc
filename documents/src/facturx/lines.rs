//! BG-25: what is sold.

use en16931::invoice::{Code, Invoice, InvoiceLine, Item, LineAllowanceCharge, LineVat, PriceDetails};
use en16931::{Percentage, Quantity, UnitPriceAmount};
use rust_decimal::Decimal;

use super::{amounts::amount, units};
use crate::{BrokenRule, Discount, Document, Line, VatCategory, text, view};

/// Reason of a discount (UNTDID 5189).
const DISCOUNT: &str = "95";

pub(super) fn fill(invoice: &mut Invoice, document: &Document, broken: &mut Vec<BrokenRule>) {
    invoice.lines = document.lines.iter().enumerate().map(|(index, item)| line(index, item, broken)).collect();
}

fn line(index: usize, line: &Line, broken: &mut Vec<BrokenRule>) -> InvoiceLine {
    let place = |term: &str| format!("BG-25[{}]/{term}", index + 1);
    let (name, detail) = view::split(&line.description);
    let mut allowances = Vec::new();
    if !line.discount_amount.is_zero() {
        let percentage = match line.discount {
            Some(Discount::Percentage(percent)) => Some(Percentage::new(percent)),
            Some(Discount::FixedAmount(_)) | None => None,
        };
        let base = line.net_amount.checked_add(line.discount_amount).unwrap_or_default();
        allowances.push(LineAllowanceCharge {
            amount: amount(line.discount_amount, &place("BT-136"), broken),
            base_amount: percentage.map(|_| amount(base, &place("BT-137"), broken)),
            percentage,
            reason: Some("Remise".to_owned()),
            reason_code: Some(Code::new(DISCOUNT)),
        });
    }
    InvoiceLine {
        id: (index + 1).to_string(),
        note: None,
        order_line_reference: None,
        accounting_reference: None,
        object_identifier: None,
        quantity: Quantity::new(line.quantity),
        unit_code: Code::new(units::code(line.unit.as_deref().unwrap_or_default())),
        net_amount: amount(line.net_amount, &place("BT-131"), broken),
        period: None,
        allowances,
        charges: Vec::new(),
        price: PriceDetails { net_price: UnitPriceAmount::new(line.unit_price.normalize()), ..PriceDetails::default() },
        vat: vat(line.vat_category, line.vat_rate),
        item: Item {
            name: Some(text::plain(name)),
            description: detail.map(text::plain),
            seller_identifier: line.reference.as_deref().map(text::plain).filter(|reference| !reference.is_empty()),
            ..Item::default()
        },
    }
}

/// A category with its rate; what is outside the scope of VAT has none (BR-O-05).
pub(super) fn vat(category: VatCategory, rate: Decimal) -> LineVat {
    LineVat { category: Code::new(category.code()), rate: self::rate(category, rate) }
}

/// BT-119, BT-152, BT-96.
pub(super) fn rate(category: VatCategory, rate: Decimal) -> Option<Percentage> {
    (category != VatCategory::O).then(|| Percentage::new(rate))
}
