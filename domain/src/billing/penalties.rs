//! What a late payment costs (code de commerce L441-10 and D441-5).

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::amount::{fixed, round_to_cents};

/// Flat indemnity for the costs of recovery, in euros, once for each late invoice; no VAT on it.
pub const RECOVERY_INDEMNITY: Decimal = fixed(40, 0);

/// Points above the European Central Bank's main refinancing rate that the law adds where the parties agreed on no rate
/// (code de commerce L441-10).
const POINTS: Decimal = fixed(10, 0);

/// The same of what public bodies owe (code de la commande publique R2192-31).
const POINTS_OF_PUBLIC_BODIES: Decimal = fixed(8, 0);

const DAYS_OF_A_YEAR: Decimal = fixed(365, 0);

/// The law's yearly rate in per cent, after the European Central Bank's main refinancing rate.
#[must_use]
pub fn legal_penalty_rate(ecb_rate: Decimal, is_public_body: bool) -> Decimal {
    ecb_rate.saturating_add(if is_public_body { POINTS_OF_PUBLIC_BODIES } else { POINTS })
}

/// Days between the due date and the day of payment, or today; 0 when it is not late.
#[must_use]
pub fn days_late(due_date: NaiveDate, day: NaiveDate) -> u32 {
    u32::try_from((day - due_date).num_days()).unwrap_or(0)
}

/// The penalty in euros for an amount with tax that is so many days late, at a yearly rate in per cent: simple interest
/// by the day, a year having 365; no VAT on it. `None` when a figure is negative or the product beyond exact decimals.
#[must_use]
pub fn late_penalty(amount: Decimal, annual_rate: Decimal, days: u32) -> Option<Decimal> {
    if amount < Decimal::ZERO || annual_rate < Decimal::ZERO {
        return None;
    }
    let yearly = amount.checked_mul(annual_rate)?.checked_mul(Decimal::from(days))?;
    Some(round_to_cents(yearly.checked_div(DAYS_OF_A_YEAR.checked_mul(Decimal::ONE_HUNDRED)?)?))
}

#[cfg(test)]
mod tests {
    use super::super::testing::decimal;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn by_hand() {
        let penalty = |amount, rate, days| late_penalty(decimal(amount), decimal(rate), days).unwrap().to_string();
        // 15 124 × 12.15 % × 30 / 365 = 151.033…
        assert_eq!(penalty("15124.00", "12.15", 30), "151.03");
        assert_eq!(penalty("1000", "10", 365), "100.00");
        assert_eq!(penalty("36.50", "10", 1), "0.01");
        // 18.25 × 10 % / 365 = 0.005, half a cent
        assert_eq!(penalty("18.25", "10", 1), "0.01");
        assert_eq!(penalty("18.24", "10", 1), "0.00");
        assert_eq!(penalty("1000", "0", 365), "0.00");
        assert_eq!(penalty("1000", "12.15", 0), "0.00");
    }

    #[test]
    fn the_laws_rate_follows_the_central_bank() {
        assert_eq!(legal_penalty_rate(decimal("2.15"), false), decimal("12.15"));
        assert_eq!(legal_penalty_rate(decimal("2.15"), true), decimal("10.15"));
        assert_eq!(legal_penalty_rate(decimal("0"), true), decimal("8"));
    }

    #[test]
    fn days() {
        let due = NaiveDate::from_ymd_opt(2026, 12, 22).unwrap();
        assert_eq!(days_late(due, due), 0);
        assert_eq!(days_late(due, due + chrono::Days::new(1)), 1);
        assert_eq!(days_late(due, due - chrono::Days::new(5)), 0);
        assert_eq!(days_late(due, NaiveDate::from_ymd_opt(2027, 1, 1).unwrap()), 10);
        assert!(days_late(NaiveDate::MIN, NaiveDate::MAX) > 0);
    }

    #[test]
    fn no_figure_panics() {
        assert_eq!(late_penalty(Decimal::MAX, Decimal::MAX, u32::MAX), None);
        assert_eq!(late_penalty(decimal("-1"), decimal("10"), 1), None);
        assert_eq!(late_penalty(decimal("1"), decimal("-10"), 1), None);
        assert!(late_penalty(super::super::MAX_TOTAL, decimal("100"), u32::MAX).is_some());
    }

    proptest! {
        #[test]
        fn later_is_never_cheaper(cents in 0i64..1_000_000_000, rate in 0i64..5_000, days in 0u32..5_000) {
            let (amount, rate) = (Decimal::new(cents, 2), Decimal::new(rate, 2));
            prop_assert!(late_penalty(amount, rate, days).unwrap() <= late_penalty(amount, rate, days + 1).unwrap());
        }
    }
}
