//! One line of a quote or invoice: what is typed, and the amounts that follow.

use rust_decimal::Decimal;

use super::amount::{
    MAX_QUANTITY, MAX_TOTAL, MAX_UNIT_PRICE, MIN_QUANTITY, fixed, has_at_most_decimals, percentage_of, round_to_cents,
};
use super::vat::{Vat, VatProblem};

wire_enum! {
    /// How the value of a discount is meant.
    pub enum DiscountType {
        /// Per cent of the line's subtotal.
        Percentage = "percentage",
        /// Euros off the line, at most its subtotal.
        FixedAmount = "fixed_amount",
    }
}

/// A discount of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Discount {
    /// What the value is.
    pub kind: DiscountType,
    /// Per cent (0 to 100) or euros, with at most two decimals.
    pub value: Decimal,
}

impl Discount {
    /// No discount: 0 per cent.
    pub const NONE: Self = Self { kind: DiscountType::Percentage, value: Decimal::ZERO };

    /// So many per cent.
    #[must_use]
    pub const fn percentage(value: Decimal) -> Self {
        Self { kind: DiscountType::Percentage, value }
    }

    /// So many euros.
    #[must_use]
    pub const fn fixed_amount(value: Decimal) -> Self {
        Self { kind: DiscountType::FixedAmount, value }
    }

    fn check(&self) -> Result<(), LineProblem> {
        let most = match self.kind {
            DiscountType::Percentage => Decimal::ONE_HUNDRED,
            DiscountType::FixedAmount => MAX_TOTAL,
        };
        if self.value < Decimal::ZERO || self.value > most {
            Err(LineProblem::DiscountOutOfRange)
        } else if !has_at_most_decimals(self.value, 2) {
            Err(LineProblem::DiscountDecimals)
        } else {
            Ok(())
        }
    }

    /// What comes off a subtotal, never more than it.
    fn amount_of(&self, subtotal: Decimal) -> Option<Decimal> {
        match self.kind {
            DiscountType::Percentage => percentage_of(subtotal, self.value),
            DiscountType::FixedAmount => Some(round_to_cents(self.value.min(subtotal))),
        }
    }
}

impl Default for Discount {
    fn default() -> Self {
        Self::NONE
    }
}

/// The figures of a line as they are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LineInput {
    /// How many units, from [`MIN_QUANTITY`] to [`MAX_QUANTITY`], at most three decimals.
    pub quantity: Decimal,
    /// Euros before tax, from 0 to [`MAX_UNIT_PRICE`], at most two decimals.
    pub unit_price: Decimal,
    /// Discount of the line.
    pub discount: Discount,
    /// How it is taxed.
    pub vat: Vat,
}

/// The amounts of a line in euros, each in whole cents. `total_after_discount` is what EN 16931 calls the net amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LineAmounts {
    /// Quantity × unit price.
    pub subtotal: Decimal,
    /// What comes off, between 0 and the subtotal.
    pub discount_amount: Decimal,
    /// Subtotal less discount, before tax.
    pub total_after_discount: Decimal,
    /// VAT on `total_after_discount`.
    pub tax_amount: Decimal,
    /// With tax.
    pub total: Decimal,
}

impl LineInput {
    /// The amounts of the line, each step rounded to cents with halves away from zero.
    ///
    /// # Errors
    /// The first thing that is wrong with the line.
    pub fn amounts(&self) -> Result<LineAmounts, LineProblem> {
        self.check()?;
        self.computed().filter(|amounts| amounts.total <= MAX_TOTAL).ok_or(LineProblem::TotalTooLarge)
    }

    fn check(&self) -> Result<(), LineProblem> {
        if self.quantity < MIN_QUANTITY || self.quantity > MAX_QUANTITY {
            return Err(LineProblem::QuantityOutOfRange);
        }
        if !has_at_most_decimals(self.quantity, 3) {
            return Err(LineProblem::QuantityDecimals);
        }
        if self.unit_price < Decimal::ZERO || self.unit_price > MAX_UNIT_PRICE {
            return Err(LineProblem::UnitPriceOutOfRange);
        }
        if !has_at_most_decimals(self.unit_price, 2) {
            return Err(LineProblem::UnitPriceDecimals);
        }
        self.discount.check()?;
        self.vat.check().map_err(LineProblem::Vat)
    }

    fn computed(&self) -> Option<LineAmounts> {
        let subtotal = round_to_cents(self.quantity.checked_mul(self.unit_price)?);
        // Before the discount, since the subtotal is stored too.
        if subtotal > MAX_TOTAL {
            return None;
        }
        let discount_amount = self.discount.amount_of(subtotal)?;
        let total_after_discount = subtotal.checked_sub(discount_amount)?;
        let tax_amount = percentage_of(total_after_discount, self.vat.rate)?;
        let total = total_after_discount.checked_add(tax_amount)?;
        Some(LineAmounts { subtotal, discount_amount, total_after_discount, tax_amount, total })
    }
}

/// Why a line was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineProblem {
    /// The quantity is outside its limits.
    QuantityOutOfRange,
    /// The quantity has more than three decimals.
    QuantityDecimals,
    /// The unit price is negative or above its limit.
    UnitPriceOutOfRange,
    /// The unit price has more than two decimals.
    UnitPriceDecimals,
    /// The discount is negative, above 100 per cent, or above what can be stored.
    DiscountOutOfRange,
    /// The discount has more than two decimals.
    DiscountDecimals,
    /// Rate, category and reason do not go together.
    Vat(VatProblem),
    /// The amount is above [`MAX_TOTAL`].
    TotalTooLarge,
}

impl LineProblem {
    /// The field of the line that is wrong; for an amount that is too large, the quantity.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::QuantityOutOfRange | Self::QuantityDecimals | Self::TotalTooLarge => "quantity",
            Self::UnitPriceOutOfRange | Self::UnitPriceDecimals => "unitPrice",
            Self::DiscountOutOfRange | Self::DiscountDecimals => "discountValue",
            Self::Vat(problem) => problem.field(),
        }
    }

    /// The stable name of the problem for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::QuantityOutOfRange | Self::UnitPriceOutOfRange | Self::DiscountOutOfRange => "OUT_OF_RANGE",
            Self::QuantityDecimals | Self::UnitPriceDecimals | Self::DiscountDecimals => "TOO_MANY_DECIMALS",
            Self::Vat(problem) => problem.code(),
            Self::TotalTooLarge => "TOTAL_TOO_LARGE",
        }
    }

    /// The least and the most that the field takes, where that is what is wrong.
    #[must_use]
    pub fn bounds(self, kind: DiscountType) -> Option<(Decimal, Decimal)> {
        match self {
            Self::QuantityOutOfRange => Some((MIN_QUANTITY, MAX_QUANTITY)),
            Self::UnitPriceOutOfRange => Some((Decimal::ZERO, MAX_UNIT_PRICE)),
            Self::DiscountOutOfRange if kind == DiscountType::Percentage => Some((Decimal::ZERO, fixed(100, 0))),
            Self::DiscountOutOfRange => Some((Decimal::ZERO, MAX_TOTAL)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{any_line, decimal};
    use super::*;
    use proptest::prelude::*;

    fn line(quantity: &str, unit_price: &str, discount: Discount, rate: &str) -> LineInput {
        LineInput {
            quantity: decimal(quantity),
            unit_price: decimal(unit_price),
            discount,
            vat: Vat::standard(decimal(rate)),
        }
    }

    fn texts(line: LineInput) -> [String; 5] {
        let a = line.amounts().unwrap();
        [a.subtotal, a.discount_amount, a.total_after_discount, a.tax_amount, a.total].map(|a| a.to_string())
    }

    #[test]
    fn by_hand() {
        assert_eq!(
            texts(line("8", "1150", Discount::NONE, "20")),
            ["9200.00", "0.00", "9200.00", "1840.00", "11040.00"]
        );
        assert_eq!(
            texts(line("2", "1150.00", Discount::percentage(decimal("10")), "20")),
            ["2300.00", "230.00", "2070.00", "414.00", "2484.00"]
        );
        // 0.333 × 10.01 = 3.33333; 12.5 % of 3.33 = 0.41625; 5.5 % of 2.91 = 0.16005
        assert_eq!(
            texts(line("0.333", "10.01", Discount::percentage(decimal("12.5")), "5.5")),
            ["3.33", "0.42", "2.91", "0.16", "3.07"]
        );
        // 1.5 × 0.01 = 0.015, half a cent; 20 % of 0.02 = 0.004
        assert_eq!(texts(line("1.5", "0.01", Discount::NONE, "20")), ["0.02", "0.00", "0.02", "0.00", "0.02"]);
        // 20 % of 0.13 = 0.026
        assert_eq!(texts(line("1", "0.13", Discount::NONE, "20")), ["0.13", "0.00", "0.13", "0.03", "0.16"]);
        // 5 % of 0.10 = 0.005, half a cent away from zero; 8.5 % of 0.09 = 0.00765
        assert_eq!(
            texts(line("1", "0.10", Discount::percentage(decimal("5")), "8.5")),
            ["0.10", "0.01", "0.09", "0.01", "0.10"]
        );
    }

    #[test]
    fn eleven_per_cent_of_nothing() {
        let nothing = line("3.125", "0", Discount::percentage(decimal("11")), "20");
        assert_eq!(texts(nothing), ["0.00", "0.00", "0.00", "0.00", "0.00"]);
        let nothing = line("1", "0", Discount::fixed_amount(decimal("11")), "20");
        assert_eq!(texts(nothing), ["0.00", "0.00", "0.00", "0.00", "0.00"]);
        // 0.001 × 0.01 is a thousandth of a cent.
        assert_eq!(texts(line("0.001", "0.01", Discount::NONE, "20")), ["0.00", "0.00", "0.00", "0.00", "0.00"]);
    }

    #[test]
    fn a_fixed_discount_stops_at_the_subtotal() {
        assert_eq!(
            texts(line("1", "100", Discount::fixed_amount(decimal("30.5")), "20")),
            ["100.00", "30.50", "69.50", "13.90", "83.40"]
        );
        assert_eq!(
            texts(line("1", "100", Discount::fixed_amount(decimal("100.01")), "20")),
            ["100.00", "100.00", "0.00", "0.00", "0.00"]
        );
        assert_eq!(
            texts(line("1", "100", Discount::percentage(decimal("100")), "20")),
            ["100.00", "100.00", "0.00", "0.00", "0.00"]
        );
    }

    #[test]
    fn limits() {
        let refused =
            |quantity, unit_price, discount| line(quantity, unit_price, discount, "20").amounts().unwrap_err();
        let none = Discount::NONE;
        assert_eq!(refused("0", "1", none), LineProblem::QuantityOutOfRange);
        assert_eq!(refused("-1", "1", none), LineProblem::QuantityOutOfRange);
        assert_eq!(refused("0.0005", "1", none), LineProblem::QuantityOutOfRange);
        assert_eq!(refused("1000000", "1", none), LineProblem::QuantityOutOfRange);
        assert_eq!(refused("1.0005", "1", none), LineProblem::QuantityDecimals);
        assert_eq!(refused("1", "-0.01", none), LineProblem::UnitPriceOutOfRange);
        assert_eq!(refused("1", "10000000", none), LineProblem::UnitPriceOutOfRange);
        assert_eq!(refused("1", "0.005", none), LineProblem::UnitPriceDecimals);
        assert_eq!(refused("1", "1", Discount::percentage(decimal("100.01"))), LineProblem::DiscountOutOfRange);
        assert_eq!(refused("1", "1", Discount::percentage(decimal("-1"))), LineProblem::DiscountOutOfRange);
        assert_eq!(refused("1", "1", Discount::percentage(decimal("0.005"))), LineProblem::DiscountDecimals);
        assert_eq!(refused("1", "1", Discount::fixed_amount(decimal("-1"))), LineProblem::DiscountOutOfRange);
        assert_eq!(refused("999999.999", "9999999.99", none), LineProblem::TotalTooLarge);
        assert_eq!(
            refused("999999.999", "9999999.99", Discount::percentage(decimal("100"))),
            LineProblem::TotalTooLarge,
            "the subtotal is stored too"
        );
        let odd_rate = line("1", "1", none, "11").amounts().unwrap_err();
        assert_eq!((odd_rate.field(), odd_rate.code()), ("taxRate", "UNKNOWN_RATE"));
        assert_eq!(line("1.000", "9999999.9900", none, "20.00").amounts().unwrap().total, decimal("11999999.99"));
    }

    #[test]
    fn the_largest_line() {
        // 833.333 × 9 999 999.99 = 8 333 329 991.66667, with 20 % still below ten thousand millions.
        assert_eq!(
            texts(line("833.333", "9999999.99", Discount::NONE, "20")),
            ["8333329991.67", "0.00", "8333329991.67", "1666665998.33", "9999995990.00"]
        );
        // 833.334 × 9 999 999.99 = 8 333 339 991.67, and 10 000 007 990.00 with tax.
        assert_eq!(line("833.334", "9999999.99", Discount::NONE, "20").amounts(), Err(LineProblem::TotalTooLarge));
    }

    #[test]
    fn huge_values_are_refused_without_panic() {
        for value in [Decimal::MAX, Decimal::MIN, Decimal::from_scientific("1e-28").unwrap()] {
            let plain = line("1", "1", Discount::NONE, "20");
            assert!(LineInput { quantity: value, ..plain }.amounts().is_err());
            assert!(LineInput { unit_price: value, ..plain }.amounts().is_err());
            assert!(LineInput { discount: Discount::percentage(value), ..plain }.amounts().is_err());
            assert!(LineInput { discount: Discount::fixed_amount(value), ..plain }.amounts().is_err());
            assert!(LineInput { vat: Vat::standard(value), ..plain }.amounts().is_err());
        }
    }

    proptest! {
        #[test]
        fn no_discount_makes_a_negative_line(line in any_line()) {
            let amounts = line.amounts().unwrap();
            for amount in [amounts.subtotal, amounts.discount_amount, amounts.total_after_discount, amounts.tax_amount] {
                prop_assert!(amount >= Decimal::ZERO);
                prop_assert_eq!(amount.scale(), 2);
            }
            prop_assert!(amounts.discount_amount <= amounts.subtotal);
            prop_assert_eq!(amounts.total_after_discount, amounts.subtotal - amounts.discount_amount);
            prop_assert_eq!(amounts.total, amounts.total_after_discount + amounts.tax_amount);
        }

        #[test]
        fn amounts_are_the_exact_values_to_half_a_cent(line in any_line()) {
            let amounts = line.amounts().unwrap();
            let half = Decimal::new(5, 3);
            prop_assert!((amounts.subtotal - line.quantity * line.unit_price).abs() <= half);
            let tax = amounts.total_after_discount * line.vat.rate / Decimal::ONE_HUNDRED;
            prop_assert!((amounts.tax_amount - tax).abs() <= half);
        }

        #[test]
        fn zeros_at_the_end_change_nothing(line in any_line(), zeros in 0u32..6) {
            let mut same = line;
            same.quantity.rescale(3 + zeros);
            same.unit_price.rescale(2 + zeros);
            same.discount.value.rescale(2 + zeros);
            prop_assert_eq!(same.amounts(), line.amounts());
        }

        #[test]
        fn no_figures_panic(parts in prop::array::uniform4((any::<i128>(), 0u32..=28)), percentage in any::<bool>()) {
            let [quantity, unit_price, value, rate] = parts.map(|(mantissa, scale)| {
                Decimal::try_from_i128_with_scale(mantissa >> 32, scale).unwrap_or(Decimal::MAX)
            });
            let kind = if percentage { DiscountType::Percentage } else { DiscountType::FixedAmount };
            let line = LineInput { quantity, unit_price, discount: Discount { kind, value }, vat: Vat::standard(rate) };
            let _ = line.amounts();
            let _ = line.computed();
        }
    }
}
