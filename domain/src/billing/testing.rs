//! Figures for the tests of this folder.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{Discount, ExemptionCode, LineInput, RATES, Vat};

pub(super) fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A line without discount, taxed at a rate.
pub(super) fn plain_line(quantity: &str, unit_price: &str, rate: &str) -> LineInput {
    LineInput {
        quantity: decimal(quantity),
        unit_price: decimal(unit_price),
        discount: Discount::NONE,
        vat: Vat::standard(decimal(rate)),
    }
}

fn any_vat() -> impl Strategy<Value = Vat> {
    prop_oneof![
        4 => (1usize..RATES.len()).prop_map(|index| Vat::standard(RATES[index])),
        1 => (0usize..ExemptionCode::ALL.len()).prop_map(|index| Vat::exempt(ExemptionCode::ALL[index])),
    ]
}

fn any_discount() -> impl Strategy<Value = Discount> {
    prop_oneof![
        2 => Just(Discount::NONE),
        2 => (0i64..=10_000).prop_map(|hundredths| Discount::percentage(Decimal::new(hundredths, 2))),
        1 => (0i64..=10_000_000).prop_map(|cents| Discount::fixed_amount(Decimal::new(cents, 2))),
    ]
}

/// A right line, small ones as often as large ones, below a thousandth of the limit of a document.
pub(super) fn any_line() -> impl Strategy<Value = LineInput> {
    let quantity = prop_oneof![1i64..=2_000, 1i64..=999_999];
    let cents = prop_oneof![0i64..=300, 0i64..=999_999];
    (quantity, cents, any_discount(), any_vat()).prop_map(|(thousandths, cents, discount, vat)| LineInput {
        quantity: Decimal::new(thousandths, 3),
        unit_price: Decimal::new(cents, 2),
        discount,
        vat,
    })
}

/// Up to sixty right lines.
pub(super) fn any_lines() -> impl Strategy<Value = Vec<LineInput>> {
    prop::collection::vec(any_line(), 0..60)
}
