//! Euros as exact decimals: limits and rounding.

use rust_decimal::{Decimal, RoundingStrategy};

/// The largest amount of a line or document: what `NUMERIC(12,2)` holds, 9 999 999 999.99.
pub const MAX_TOTAL: Decimal = fixed(999_999_999_999, 2);
/// The least quantity of a line: 0.001.
pub const MIN_QUANTITY: Decimal = fixed(1, 3);
/// The largest quantity of a line: 999 999.999.
pub const MAX_QUANTITY: Decimal = fixed(999_999_999, 3);
/// The largest unit price: 9 999 999.99.
pub const MAX_UNIT_PRICE: Decimal = fixed(999_999_999, 2);

const HUNDREDTH: Decimal = fixed(1, 2);

/// `units` divided by ten to the power of `scale`, as a constant.
pub(super) const fn fixed(units: u64, scale: u32) -> Decimal {
    Decimal::from_parts(units as u32, (units >> 32) as u32, 0, false, scale)
}

/// To whole cents, halves away from zero, always written with two decimals.
#[must_use]
pub fn round_to_cents(amount: Decimal) -> Decimal {
    let mut cents = amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    cents.rescale(2);
    if cents.is_zero() {
        cents.set_sign_positive(true);
    }
    cents
}

/// So many per cent of an amount, in cents; `None` when the product is beyond exact decimals.
#[must_use]
pub fn percentage_of(amount: Decimal, percent: Decimal) -> Option<Decimal> {
    Some(round_to_cents(amount.checked_mul(percent)?.checked_mul(HUNDREDTH)?))
}

/// Whether the number needs no more than so many decimals; zeros at its end do not count.
pub(super) fn has_at_most_decimals(number: Decimal, decimals: u32) -> bool {
    number.normalize().scale() <= decimals
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn halves_go_away_from_zero() {
        for (amount, cents) in [
            ("0.005", "0.01"),
            ("0.0049999", "0.00"),
            ("2.675", "2.68"),
            ("1.005", "1.01"),
            ("-0.005", "-0.01"),
            ("-0.004", "0.00"),
            ("7", "7.00"),
            ("7.1", "7.10"),
            ("0.5", "0.50"),
        ] {
            assert_eq!(round_to_cents(decimal(amount)).to_string(), cents, "{amount}");
        }
    }

    #[test]
    fn limits_are_what_they_say() {
        assert_eq!(MAX_TOTAL.to_string(), "9999999999.99");
        assert_eq!(MIN_QUANTITY.to_string(), "0.001");
        assert_eq!(MAX_QUANTITY.to_string(), "999999.999");
        assert_eq!(MAX_UNIT_PRICE.to_string(), "9999999.99");
    }

    #[test]
    fn percentages() {
        assert_eq!(percentage_of(Decimal::ZERO, decimal("11")), Some(decimal("0.00")));
        assert_eq!(percentage_of(decimal("33.33"), decimal("5.5")), Some(decimal("1.83")));
        assert_eq!(percentage_of(decimal("0.10"), decimal("5")), Some(decimal("0.01")), "half a cent");
        assert_eq!(percentage_of(Decimal::MAX, decimal("200")), None);
    }

    #[test]
    fn zeros_at_the_end_are_no_decimals() {
        assert!(has_at_most_decimals(decimal("1.2300000"), 2));
        assert!(!has_at_most_decimals(decimal("1.231"), 2));
        assert!(has_at_most_decimals(decimal("100"), 0));
    }

    proptest! {
        #[test]
        fn rounding_moves_by_half_a_cent_at_most(mantissa in any::<i64>(), scale in 0u32..19) {
            let amount = Decimal::new(mantissa, scale);
            let cents = round_to_cents(amount);
            prop_assert_eq!(cents.scale(), 2);
            prop_assert!((cents - amount).abs() <= Decimal::new(5, 3));
        }
    }
}
