//! Sums over the lines of a document: totals, and VAT by rate, category and reason.

use std::borrow::Borrow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::amount::MAX_TOTAL;
use super::document::DocumentProblem;
use super::exemption::ExemptionCode;
use super::line::LineAmounts;
use super::vat::{Vat, VatCategory};

/// The most lines that a document has.
pub const MAX_LINES: usize = 1_000;

/// The totals of a document in euros: sums of its lines, nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Totals {
    /// Before discounts and tax.
    pub subtotal: Decimal,
    /// All discounts.
    pub total_discount_amount: Decimal,
    /// All VAT.
    pub total_tax_amount: Decimal,
    /// With tax.
    pub total: Decimal,
}

impl Totals {
    /// The sums of the lines; zeros of none.
    ///
    /// # Errors
    /// [`DocumentProblem::TooManyLines`] above [`MAX_LINES`], [`DocumentProblem::TotalTooLarge`] above [`MAX_TOTAL`].
    pub fn of(lines: impl IntoIterator<Item = impl Borrow<LineAmounts>>) -> Result<Self, DocumentProblem> {
        let mut totals = Self::zero();
        for (index, line) in lines.into_iter().enumerate() {
            if index >= MAX_LINES {
                return Err(DocumentProblem::TooManyLines);
            }
            totals = totals.plus(line.borrow()).ok_or(DocumentProblem::TotalTooLarge)?;
        }
        Ok(totals)
    }

    /// Before tax, after discounts.
    #[must_use]
    pub fn total_after_discount(&self) -> Decimal {
        self.subtotal.saturating_sub(self.total_discount_amount)
    }

    fn zero() -> Self {
        let zero = Decimal::new(0, 2);
        Self { subtotal: zero, total_discount_amount: zero, total_tax_amount: zero, total: zero }
    }

    fn plus(self, line: &LineAmounts) -> Option<Self> {
        let sum = Self {
            subtotal: self.subtotal.checked_add(line.subtotal)?,
            total_discount_amount: self.total_discount_amount.checked_add(line.discount_amount)?,
            total_tax_amount: self.total_tax_amount.checked_add(line.tax_amount)?,
            total: self.total.checked_add(line.total)?,
        };
        (sum.subtotal <= MAX_TOTAL && sum.total <= MAX_TOTAL).then_some(sum)
    }
}

/// What a document taxes in one way: a group of its VAT breakdown (BG-23).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VatGroup {
    /// Category.
    pub category: VatCategory,
    /// Rate in per cent.
    pub rate: Decimal,
    /// Why there is no tax.
    pub exemption_code: Option<ExemptionCode>,
    /// Before tax, after discounts: the sum of the lines.
    pub base: Decimal,
    /// The sum of the lines' VAT.
    pub tax: Decimal,
}

impl VatGroup {
    /// How the lines of the group are taxed.
    #[must_use]
    pub const fn vat(&self) -> Vat {
        Vat { category: self.category, rate: self.rate, exemption_code: self.exemption_code }
    }

    /// Whether both are taxed in the same way.
    #[must_use]
    pub fn is_taxed_as(&self, other: &Self) -> bool {
        self.vat() == other.vat()
    }

    /// Base and tax.
    #[must_use]
    pub fn total(&self) -> Decimal {
        self.base.saturating_add(self.tax)
    }
}

/// VAT of the lines by rate (highest first), then category, then reason. Groups of lines that amount to nothing are
/// kept: the way they are taxed is still said.
///
/// # Errors
/// [`DocumentProblem::TotalTooLarge`] when a sum is above [`MAX_TOTAL`].
pub fn vat_breakdown(
    lines: impl IntoIterator<Item = (Vat, impl Borrow<LineAmounts>)>,
) -> Result<Vec<VatGroup>, DocumentProblem> {
    let mut groups = BTreeMap::new();
    for (vat, line) in lines {
        let line: &LineAmounts = line.borrow();
        let key = (Reverse(vat.rate), vat.category, vat.exemption_code);
        let group = groups.entry(key).or_insert_with(|| VatGroup {
            category: vat.category,
            rate: vat.rate,
            exemption_code: vat.exemption_code,
            base: Decimal::new(0, 2),
            tax: Decimal::new(0, 2),
        });
        group.base = sum(group.base, line.total_after_discount)?;
        group.tax = sum(group.tax, line.tax_amount)?;
    }
    Ok(groups.into_values().collect())
}

fn sum(a: Decimal, b: Decimal) -> Result<Decimal, DocumentProblem> {
    a.checked_add(b).filter(|sum| *sum <= MAX_TOTAL).ok_or(DocumentProblem::TotalTooLarge)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{any_lines, decimal, plain_line};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn of_nothing() {
        let totals = Totals::of([] as [LineAmounts; 0]).unwrap();
        assert_eq!(totals.total.to_string(), "0.00");
        assert_eq!(vat_breakdown([] as [(Vat, LineAmounts); 0]), Ok(vec![]));
    }

    #[test]
    fn lines_round_by_themselves() {
        // 3 × 0.02 at 20 %: each line's 0.004 is nothing, though 20 % of 0.06 is a cent.
        let line = plain_line("1", "0.02", "20").amounts().unwrap();
        let totals = Totals::of([line; 3]).unwrap();
        assert_eq!((totals.subtotal, totals.total_tax_amount), (decimal("0.06"), Decimal::ZERO));
        // 3 × 0.03: each 0.006 is a cent.
        let line = plain_line("1", "0.03", "20").amounts().unwrap();
        assert_eq!(Totals::of([line; 3]).unwrap().total, decimal("0.12"));
    }

    #[test]
    fn rates_come_highest_first_and_reasons_apart() {
        let lines = [
            (Vat::exempt(ExemptionCode::Franchise), "5"),
            (Vat::standard(decimal("5.5")), "10"),
            (Vat::exempt(ExemptionCode::VocationalTraining), "100"),
            (Vat::standard(decimal("20")), "20"),
            (Vat::standard(decimal("20.00")), "1.01"),
        ]
        .map(|(vat, price)| {
            let line = super::super::LineInput { vat, ..plain_line("1", price, "20") };
            (vat, line.amounts().unwrap())
        });
        let groups = vat_breakdown(lines).unwrap();
        let shown: Vec<String> = groups
            .iter()
            .map(|g| {
                format!("{} {} {} {}", g.category, g.rate.normalize(), g.base, g.tax)
                    + g.exemption_code.map_or("", ExemptionCode::code)
            })
            .collect();
        assert_eq!(
            shown,
            [
                "S 20 21.01 4.20",
                "S 5.5 10.00 0.55",
                "E 0 100.00 0.00VATEX-FR-CGI261-4",
                "E 0 5.00 0.00VATEX-FR-FRANCHISE",
            ]
        );
    }

    #[test]
    fn too_much() {
        let line = plain_line("1000", "9999999.99", "0.9").amounts();
        assert!(line.is_err(), "10 089 999 989.91 is above the limit");
        let line = plain_line("500", "9999999.99", "20").amounts().unwrap();
        assert_eq!(Totals::of([line; 2]), Err(DocumentProblem::TotalTooLarge));
        assert_eq!(vat_breakdown([(Vat::standard(decimal("20")), line); 3]), Err(DocumentProblem::TotalTooLarge));
        assert_eq!(Totals::of([LineAmounts::default(); MAX_LINES + 1]), Err(DocumentProblem::TooManyLines));
        assert!(Totals::of([LineAmounts::default(); MAX_LINES]).is_ok());
        let huge = LineAmounts { subtotal: Decimal::MAX, total: Decimal::MAX, ..LineAmounts::default() };
        assert_eq!(Totals::of([huge; 2]), Err(DocumentProblem::TotalTooLarge));
    }

    proptest! {
        #[test]
        fn totals_are_the_sums_of_the_lines(lines in any_lines()) {
            let amounts: Vec<_> = lines.iter().map(|l| l.amounts().unwrap()).collect();
            let totals = Totals::of(&amounts).unwrap();
            let total = |pick: fn(&LineAmounts) -> Decimal| amounts.iter().map(pick).sum::<Decimal>();
            prop_assert_eq!(totals.subtotal, total(|a| a.subtotal));
            prop_assert_eq!(totals.total_discount_amount, total(|a| a.discount_amount));
            prop_assert_eq!(totals.total_tax_amount, total(|a| a.tax_amount));
            prop_assert_eq!(totals.total, total(|a| a.total));
            prop_assert_eq!(totals.total, totals.subtotal - totals.total_discount_amount + totals.total_tax_amount);
            prop_assert!(totals.total_discount_amount <= totals.subtotal);
        }

        #[test]
        fn the_breakdown_sums_to_the_totals(lines in any_lines()) {
            let amounts: Vec<_> = lines.iter().map(|l| (l.vat, l.amounts().unwrap())).collect();
            let totals = Totals::of(amounts.iter().map(|(_, a)| a)).unwrap();
            let groups = vat_breakdown(amounts).unwrap();
            prop_assert_eq!(groups.iter().map(|g| g.base).sum::<Decimal>(), totals.total_after_discount());
            prop_assert_eq!(groups.iter().map(|g| g.tax).sum::<Decimal>(), totals.total_tax_amount);
            prop_assert_eq!(groups.iter().map(VatGroup::total).sum::<Decimal>(), totals.total);
            prop_assert!(groups.windows(2).all(|pair| (Reverse(pair[0].rate), pair[0].category, pair[0].exemption_code)
                < (Reverse(pair[1].rate), pair[1].category, pair[1].exemption_code)));
        }

        #[test]
        fn the_order_of_lines_does_not_matter(
            (lines, shuffled) in any_lines().prop_flat_map(|l| (Just(l.clone()), Just(l).prop_shuffle()))
        ) {
            let amounts = |lines: &[super::super::LineInput]| -> Vec<_> {
                lines.iter().map(|l| (l.vat, l.amounts().unwrap())).collect()
            };
            let (one, other) = (amounts(&lines), amounts(&shuffled));
            prop_assert_eq!(Totals::of(one.iter().map(|(_, a)| a)), Totals::of(other.iter().map(|(_, a)| a)));
            prop_assert_eq!(vat_breakdown(one), vat_breakdown(other));
        }
    }
}
