//! Parts of a quote or invoice: deposits, partial invoices, and what is left after deposits or credit notes.

use rust_decimal::{Decimal, RoundingStrategy};

use super::amount::{percentage_of, round_to_cents};
use super::line::{Discount, LineInput, LineProblem};
use super::totals::VatGroup;

/// Why a part was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartProblem {
    /// The amount or quantity is 0, negative, has decimals too many, or is more than is left.
    OutOfRange,
    /// The document has nothing that is taxed in this way.
    NotInDocument(VatGroup),
    /// More than the document has of what is taxed in this way, before tax or of the tax itself.
    TooMuch(VatGroup),
    /// The line is wrong by itself.
    Line(LineProblem),
}

impl PartProblem {
    /// The stable name of the problem for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OutOfRange => "OUT_OF_RANGE",
            Self::NotInDocument(_) => "NOT_IN_DOCUMENT",
            Self::TooMuch(_) => "EXCEEDS_REMAINING",
            Self::Line(problem) => problem.code(),
        }
    }
}

/// Shares whole cents out in proportion to weights: each share is its exact value to a cent, and they sum up to the
/// amount. The cents that are over go to the largest fractions, of equal ones to the first.
///
/// `None` when the amount or a weight is negative, all weights are 0, or the figures are beyond exact decimals.
#[must_use]
pub fn share_out(amount: Decimal, weights: &[Decimal]) -> Option<Vec<Decimal>> {
    let amount = round_to_cents(amount);
    let sum = weights.iter().try_fold(Decimal::ZERO, |sum, weight| sum.checked_add(*weight))?;
    if amount < Decimal::ZERO || sum <= Decimal::ZERO || weights.iter().any(|weight| *weight < Decimal::ZERO) {
        return None;
    }
    let mut shares = Vec::with_capacity(weights.len());
    let mut fractions = Vec::with_capacity(weights.len());
    let mut left = amount;
    for (index, weight) in weights.iter().enumerate() {
        let exact = amount.checked_mul(*weight)?.checked_div(sum)?;
        let share = floor_to_cents(exact);
        left = left.checked_sub(share)?;
        fractions.push((exact - share, index));
        shares.push(share);
    }
    fractions.sort_by(|(a, i), (b, j)| b.cmp(a).then(i.cmp(j)));
    let cent = Decimal::new(1, 2);
    for (_, index) in fractions {
        if left < cent {
            break;
        }
        shares[index] += cent;
        left -= cent;
    }
    Some(shares)
}

/// A deposit of so much before tax, spread over what is left of a document in proportion: each group is the one line
/// (quantity 1, unit price = base) of the deposit invoice, with its tax.
///
/// Where a group's tax would be more than the document's, which rounds by line, its base is reduced by the cents that
/// this takes; groups that get nothing are left out.
///
/// # Errors
/// [`PartProblem::OutOfRange`] for an amount that is not above 0 or is more than is left.
pub fn deposit_groups(left: &[VatGroup], amount_before_tax: Decimal) -> Result<Vec<VatGroup>, PartProblem> {
    let bases: Vec<Decimal> = left.iter().map(|group| group.base).collect();
    let most =
        bases.iter().try_fold(Decimal::ZERO, |sum, base| sum.checked_add(*base)).ok_or(PartProblem::OutOfRange)?;
    if amount_before_tax <= Decimal::ZERO || amount_before_tax > most {
        return Err(PartProblem::OutOfRange);
    }
    let shares = share_out(amount_before_tax, &bases).ok_or(PartProblem::OutOfRange)?;
    let mut groups = Vec::with_capacity(left.len());
    for (group, share) in left.iter().zip(shares) {
        let base = share.min(group.base);
        let tax = percentage_of(base, group.rate).ok_or(PartProblem::OutOfRange)?;
        let (base, tax) = if tax > group.tax { most_taxed_at(group)? } else { (base, tax) };
        if base > Decimal::ZERO {
            groups.push(VatGroup { base, tax, ..*group });
        }
    }
    Ok(groups)
}

/// The largest base whose tax is not above the group's, and that tax.
fn most_taxed_at(group: &VatGroup) -> Result<(Decimal, Decimal), PartProblem> {
    let computed = || {
        let base = group.tax.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(group.rate)?;
        let base = floor_to_cents(base).min(group.base);
        Some((base, percentage_of(base, group.rate)?))
    };
    computed().ok_or(PartProblem::OutOfRange)
}

/// What is left of a document's VAT breakdown after deposits or credit notes: group by group, in the document's order,
/// used up ones as zeros.
///
/// # Errors
/// What is taken and is not there.
pub fn left_after(
    groups: &[VatGroup],
    taken: impl IntoIterator<Item = VatGroup>,
) -> Result<Vec<VatGroup>, PartProblem> {
    let mut left = groups.to_vec();
    for part in taken {
        let group = left.iter_mut().find(|group| group.is_taxed_as(&part)).ok_or(PartProblem::NotInDocument(part))?;
        group.base = less(group.base, part.base).ok_or(PartProblem::TooMuch(part))?;
        group.tax = less(group.tax, part.tax).ok_or(PartProblem::TooMuch(part))?;
    }
    Ok(left)
}

fn less(amount: Decimal, taken: Decimal) -> Option<Decimal> {
    amount.checked_sub(taken).filter(|left| *left >= Decimal::ZERO)
}

/// So much of the quantity of a quote's line, as a line of an invoice, after `invoiced_quantity` of it was invoiced for
/// `invoiced_net` euros before tax in all.
///
/// The discount is the quote's where that gives the right amount; otherwise it is a fixed one that makes the parts add
/// up to the line before tax. Only quantities with decimals at prices of a few cents may leave a cent that no discount
/// can make up for.
///
/// # Errors
/// [`PartProblem::OutOfRange`] when the quantity is not above 0 or is more than is left; what is wrong with the line.
pub fn part_of_line(
    line: &LineInput,
    invoiced_quantity: Decimal,
    invoiced_net: Decimal,
    quantity: Decimal,
) -> Result<LineInput, PartProblem> {
    let net = line.amounts().map_err(PartProblem::Line)?.total_after_discount;
    let until = invoiced_quantity.checked_add(quantity).ok_or(PartProblem::OutOfRange)?;
    if quantity <= Decimal::ZERO || invoiced_quantity < Decimal::ZERO || until > line.quantity {
        return Err(PartProblem::OutOfRange);
    }
    let share = net.checked_mul(until).and_then(|product| product.checked_div(line.quantity));
    let wanted =
        share.and_then(|share| round_to_cents(share).checked_sub(invoiced_net)).ok_or(PartProblem::OutOfRange)?;
    let plain = LineInput { quantity, ..*line };
    if plain.amounts().map_err(PartProblem::Line)?.total_after_discount == wanted {
        return Ok(plain);
    }
    let undiscounted = LineInput { discount: Discount::NONE, ..plain };
    let subtotal = undiscounted.amounts().map_err(PartProblem::Line)?.subtotal;
    let discount = round_to_cents(subtotal.saturating_sub(wanted)).clamp(Decimal::ZERO, subtotal);
    let discount = if discount.is_zero() { Discount::NONE } else { Discount::fixed_amount(discount) };
    Ok(LineInput { discount, ..plain })
}

fn floor_to_cents(amount: Decimal) -> Decimal {
    let mut cents = amount.round_dp_with_strategy(2, RoundingStrategy::ToZero);
    cents.rescale(2);
    cents
}

#[cfg(test)]
mod tests {
    use super::super::testing::{any_line, any_lines, decimal, plain_line};
    use super::super::{ExemptionCode, Vat, document_amounts};
    use super::*;
    use proptest::prelude::*;

    fn groups(lines: &[LineInput]) -> Vec<VatGroup> {
        document_amounts(lines).unwrap().vat
    }

    #[test]
    fn cents_that_are_over_go_to_the_largest_fractions() {
        let shares = |amount, weights: &[&str]| {
            let weights: Vec<_> = weights.iter().map(|w| decimal(w)).collect();
            share_out(decimal(amount), &weights).map(|s| s.iter().map(Decimal::to_string).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(shares("100", &["1", "1", "1"]).as_deref(), Some("33.34 33.33 33.33"));
        assert_eq!(shares("0.05", &["3", "1"]).as_deref(), Some("0.04 0.01"));
        assert_eq!(shares("10", &["0", "5"]).as_deref(), Some("0.00 10.00"));
        assert_eq!(shares("0", &["1"]).as_deref(), Some("0.00"));
        assert_eq!(shares("1", &["0"]), None);
        assert_eq!(shares("-1", &["1"]), None);
        assert_eq!(shares("1", &[]), None);
    }

    #[test]
    fn a_deposit_of_thirty_per_cent() {
        let training =
            LineInput { vat: Vat::exempt(ExemptionCode::VocationalTraining), ..plain_line("1", "1600", "0") };
        let quote = groups(&[plain_line("8", "1150", "20"), plain_line("2", "1035", "20"), training]);
        // 30 % of 12 870.00
        let deposit = deposit_groups(&quote, decimal("3861")).unwrap();
        let figures: Vec<_> = deposit.iter().map(|g| (g.base.to_string(), g.tax.to_string())).collect();
        assert_eq!(figures, [("3381.00".into(), "676.20".into()), ("480.00".into(), "0.00".into())]);
        let rest = left_after(&quote, deposit).unwrap();
        assert_eq!((rest[0].base, rest[0].tax, rest[1].base), (decimal("7889"), decimal("1577.80"), decimal("1120")));
    }

    #[test]
    fn too_much_and_nothing() {
        let quote = groups(&[plain_line("1", "100", "20")]);
        for amount in ["0", "-1", "100.01"] {
            assert_eq!(deposit_groups(&quote, decimal(amount)), Err(PartProblem::OutOfRange));
        }
        assert_eq!(deposit_groups(&[], decimal("1")), Err(PartProblem::OutOfRange));
        let all = deposit_groups(&quote, decimal("100")).unwrap();
        assert_eq!(left_after(&quote, all.clone()).unwrap()[0].total(), Decimal::ZERO);
        assert_eq!(left_after(&quote, [all[0], all[0]]), Err(PartProblem::TooMuch(all[0])));
        let other = groups(&[plain_line("1", "1", "10")])[0];
        assert_eq!(left_after(&quote, [other]), Err(PartProblem::NotInDocument(other)));
    }

    #[test]
    fn a_deposit_takes_no_more_tax_than_the_lines_have() {
        // 100 lines of 0.02: no line has tax, though 20 % of 2.00 is 0.40.
        let quote = groups(&vec![plain_line("1", "0.02", "20"); 100]);
        assert_eq!(deposit_groups(&quote, decimal("2")), Ok(vec![]));
        // 10 lines of 0.12 have 0.02 each, 0.20 in all, and 20 % of 1.20 is 0.24.
        let quote = groups(&vec![plain_line("1", "0.12", "20"); 10]);
        let deposit = deposit_groups(&quote, decimal("1.20")).unwrap();
        assert_eq!((deposit[0].base, deposit[0].tax), (decimal("1"), decimal("0.20")));
    }

    #[test]
    fn parts_of_a_line() {
        let ten_off = LineInput { discount: Discount::percentage(decimal("10")), ..plain_line("3", "33.33", "20") };
        // 99.99 − 10.00 = 89.99: 30.00, 29.99, 30.00
        let first = part_of_line(&ten_off, Decimal::ZERO, Decimal::ZERO, Decimal::ONE).unwrap();
        assert_eq!(first.discount, ten_off.discount, "33.33 − 3.33 is a third");
        let second = part_of_line(&ten_off, Decimal::ONE, decimal("30"), Decimal::ONE).unwrap();
        assert_eq!(second.discount, Discount::fixed_amount(decimal("3.34")));
        assert_eq!(second.amounts().unwrap().total_after_discount, decimal("29.99"));
        let fixed = LineInput { discount: Discount::fixed_amount(decimal("30")), ..plain_line("2", "100", "20") };
        let half = part_of_line(&fixed, Decimal::ZERO, Decimal::ZERO, Decimal::ONE).unwrap();
        assert_eq!(half.discount, Discount::fixed_amount(decimal("15")));
        assert_eq!(part_of_line(&fixed, Decimal::ZERO, Decimal::ZERO, decimal("2")), Ok(fixed), "the whole is itself");
        assert_eq!(part_of_line(&fixed, Decimal::ONE, decimal("85"), decimal("1.001")), Err(PartProblem::OutOfRange));
        assert_eq!(part_of_line(&fixed, Decimal::ZERO, Decimal::ZERO, Decimal::ZERO), Err(PartProblem::OutOfRange));
        assert_eq!(part_of_line(&fixed, Decimal::MAX, Decimal::ZERO, Decimal::MAX), Err(PartProblem::OutOfRange));
    }

    proptest! {
        #[test]
        fn shares_sum_up(cents in 0i64..1_000_000_000, weights in prop::collection::vec(0i64..1_000_000, 0..12)) {
            let amount = Decimal::new(cents, 2);
            let weights: Vec<_> = weights.into_iter().chain([1]).map(|w| Decimal::new(w, 2)).collect();
            let sum: Decimal = weights.iter().sum();
            let shares = share_out(amount, &weights).unwrap();
            prop_assert_eq!(shares.iter().sum::<Decimal>(), amount);
            for (share, weight) in shares.iter().zip(&weights) {
                prop_assert!((share - amount * weight / sum).abs() < Decimal::new(1, 2));
            }
        }

        #[test]
        fn deposits_and_the_rest_are_the_quote(lines in any_lines(), steps in prop::collection::vec(1i64..=100, 1..5)) {
            let quote = document_amounts(&lines).unwrap();
            let mut left = quote.vat.clone();
            let mut deposits = Decimal::ZERO;
            for percent in steps {
                let before_tax = left.iter().map(|g| g.base).sum::<Decimal>();
                let amount = percentage_of(before_tax, Decimal::from(percent)).unwrap();
                if amount.is_zero() {
                    continue;
                }
                let deposit = deposit_groups(&left, amount).unwrap();
                for group in &deposit {
                    let line = LineInput { quantity: Decimal::ONE, unit_price: group.base, discount: Discount::NONE, vat: group.vat() };
                    if let Ok(line) = line.amounts() {
                        prop_assert_eq!((line.total_after_discount, line.tax_amount), (group.base, group.tax));
                    }
                }
                deposits += deposit.iter().map(VatGroup::total).sum::<Decimal>();
                left = left_after(&left, deposit).unwrap();
            }
            prop_assert!(left.iter().all(|g| g.base >= Decimal::ZERO && g.tax >= Decimal::ZERO));
            let rest = left.iter().map(VatGroup::total).sum::<Decimal>();
            prop_assert_eq!(deposits + rest, quote.totals.total);
        }

        #[test]
        fn whole_parts_add_up(mut line in any_line(), first in 1i64..12, others in 1i64..12) {
            let count = first + others;
            line.quantity = Decimal::from(count);
            let net = line.amounts().unwrap().total_after_discount;
            let one = part_of_line(&line, Decimal::ZERO, Decimal::ZERO, Decimal::from(first)).unwrap();
            let invoiced = one.amounts().unwrap().total_after_discount;
            let rest = part_of_line(&line, Decimal::from(first), invoiced, Decimal::from(count - first)).unwrap();
            prop_assert_eq!(invoiced + rest.amounts().unwrap().total_after_discount, net);
        }
    }
}
