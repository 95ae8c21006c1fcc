//! A whole document: its amounts at once, and what EN 16931 does not let stand together on an invoice.

use rust_decimal::Decimal;

use super::amount::percentage_of;
use super::firm::VatRegime;
use super::line::{LineAmounts, LineInput, LineProblem};
use super::totals::{MAX_LINES, Totals, VatGroup, vat_breakdown};
use super::vat::VatCategory;

/// The amounts of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentAmounts {
    /// Of each line, in their order.
    pub lines: Vec<LineAmounts>,
    /// Their sums.
    pub totals: Totals,
    /// VAT by rate, category and reason.
    pub vat: Vec<VatGroup>,
}

/// Why a document was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentProblem {
    /// More than [`MAX_LINES`].
    TooManyLines,
    /// A total above [`MAX_TOTAL`](super::MAX_TOTAL).
    TotalTooLarge,
    /// Something is wrong with a line.
    Line {
        /// Its place, from 0.
        index: usize,
        /// What is wrong.
        problem: LineProblem,
    },
}

impl DocumentProblem {
    /// The path of the field inside the document: `lines`, `lines.3.unitPrice`.
    #[must_use]
    pub fn field(self) -> String {
        match self {
            Self::TooManyLines | Self::TotalTooLarge => "lines".to_owned(),
            Self::Line { index, problem } => format!("lines.{index}.{}", problem.field()),
        }
    }

    /// The stable name of the problem for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooManyLines => "TOO_MANY",
            Self::TotalTooLarge => "TOTAL_TOO_LARGE",
            Self::Line { problem, .. } => problem.code(),
        }
    }
}

/// Everything that follows from the lines of a document; a document without lines amounts to nothing.
///
/// # Errors
/// All lines that are wrong, each with its first problem; one problem alone when there are too many lines.
pub fn document_amounts(lines: &[LineInput]) -> Result<DocumentAmounts, Vec<DocumentProblem>> {
    if lines.len() > MAX_LINES {
        return Err(vec![DocumentProblem::TooManyLines]);
    }
    let mut amounts = Vec::with_capacity(lines.len());
    let mut problems = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        match line.amounts() {
            Ok(line) => amounts.push(line),
            Err(problem) => problems.push(DocumentProblem::Line { index, problem }),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let totals = Totals::of(&amounts).map_err(|problem| vec![problem])?;
    let vat = vat_breakdown(lines.iter().map(|line| line.vat).zip(&amounts)).map_err(|problem| vec![problem])?;
    Ok(DocumentAmounts { lines: amounts, totals, vat })
}

/// Why the VAT of an invoice cannot be issued, although each line is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VatConflict {
    /// What is outside the scope of VAT stands alone (BR-O-11 to BR-O-14).
    OutOfScopeMixed,
    /// Two reasons in a category, which has one group only (BR-E-01, BR-AE-01 and their like).
    SeveralReasons(VatCategory),
    /// The lines' roundings add up to a euro or more beside rate × base (BR-CO-17).
    Rounding {
        /// The rate of the group.
        rate: Decimal,
    },
    /// A firm below the threshold of VAT charges none (CGI 293 B, 293 E).
    TaxUnderFranchise,
}

impl VatConflict {
    /// The stable name of the conflict for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OutOfScopeMixed => "OUT_OF_SCOPE_MIXED",
            Self::SeveralReasons(_) => "SEVERAL_EXEMPTIONS",
            Self::Rounding { .. } => "VAT_ROUNDING",
            Self::TaxUnderFranchise => "VAT_UNDER_FRANCHISE",
        }
    }
}

/// What keeps an invoice with this breakdown from being issued by a firm of this regime. Quotes are not asked.
#[must_use]
pub fn vat_conflicts(groups: &[VatGroup], regime: VatRegime) -> Vec<VatConflict> {
    let mut conflicts = Vec::new();
    let out_of_scope = |group: &&VatGroup| group.category == VatCategory::OutOfScope;
    if groups.iter().any(|group| out_of_scope(&group)) && !groups.iter().all(|group| out_of_scope(&group)) {
        conflicts.push(VatConflict::OutOfScopeMixed);
    }
    for category in VatCategory::ALL.iter().filter(|category| category.needs_exemption()) {
        if groups.iter().filter(|group| group.category == *category).count() > 1 {
            conflicts.push(VatConflict::SeveralReasons(*category));
        }
    }
    for group in groups {
        let expected = percentage_of(group.base, group.rate);
        if expected.is_none_or(|tax| (tax.saturating_sub(group.tax)).abs() >= Decimal::ONE) {
            conflicts.push(VatConflict::Rounding { rate: group.rate });
        }
    }
    if regime == VatRegime::Franchise && groups.iter().any(|group| group.rate > Decimal::ZERO) {
        conflicts.push(VatConflict::TaxUnderFranchise);
    }
    conflicts
}

#[cfg(test)]
mod tests {
    use super::super::testing::{any_lines, decimal, plain_line};
    use super::super::{ExemptionCode, Vat};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_invoice_of_audit_and_training() {
        let training =
            |price| LineInput { vat: Vat::exempt(ExemptionCode::VocationalTraining), ..plain_line("1", price, "0") };
        let discounted =
            LineInput { discount: super::super::Discount::percentage(decimal("10")), ..plain_line("2", "1150", "20") };
        let document = document_amounts(&[plain_line("8", "1150", "20"), discounted, training("1600")]).unwrap();
        let totals = document.totals;
        assert_eq!(totals.subtotal, decimal("13100"));
        assert_eq!(totals.total_discount_amount, decimal("230"));
        assert_eq!(totals.total_after_discount(), decimal("12870"));
        assert_eq!(totals.total_tax_amount, decimal("2254"));
        assert_eq!(totals.total, decimal("15124"));
        assert_eq!(document.vat.len(), 2);
        assert_eq!((document.vat[0].base, document.vat[0].tax), (decimal("11270"), decimal("2254")));
        assert_eq!((document.vat[1].base, document.vat[1].tax), (decimal("1600"), Decimal::ZERO));
        assert_eq!(vat_conflicts(&document.vat, VatRegime::Normal), []);
    }

    #[test]
    fn all_wrong_lines_are_named() {
        let lines = [plain_line("1", "1", "20"), plain_line("0", "1", "20"), plain_line("1", "1", "11")];
        let problems = document_amounts(&lines).unwrap_err();
        let named: Vec<_> = problems.into_iter().map(|p| (p.field(), p.code())).collect();
        assert_eq!(
            named,
            [("lines.1.quantity".to_owned(), "OUT_OF_RANGE"), ("lines.2.taxRate".to_owned(), "UNKNOWN_RATE")]
        );
    }

    #[test]
    fn thirty_thousand_lines_are_one_problem() {
        let lines = vec![plain_line("0", "1", "20"); 30_000];
        assert_eq!(document_amounts(&lines), Err(vec![DocumentProblem::TooManyLines]));
        let lines = vec![plain_line("1", "1", "20"); MAX_LINES];
        assert_eq!(document_amounts(&lines).unwrap().totals.total, decimal("1200"));
        assert_eq!(document_amounts(&[]).unwrap().totals.total, Decimal::ZERO);
    }

    #[test]
    fn conflicts_of_vat() {
        let line = |vat| LineInput { vat, ..plain_line("1", "100", "20") };
        let of = |lines: &[LineInput], regime| vat_conflicts(&document_amounts(lines).unwrap().vat, regime);
        let scope = line(Vat::exempt(ExemptionCode::OutOfScope));
        let taxed = line(Vat::standard(decimal("20")));
        let training = line(Vat::exempt(ExemptionCode::VocationalTraining));
        let group = line(Vat::exempt(ExemptionCode::GroupServices));
        assert_eq!(of(&[scope], VatRegime::Normal), []);
        assert_eq!(of(&[scope, taxed], VatRegime::Normal), [VatConflict::OutOfScopeMixed]);
        assert_eq!(of(&[training, group], VatRegime::Normal), [VatConflict::SeveralReasons(VatCategory::Exempt)]);
        assert_eq!(of(&[training, taxed], VatRegime::Franchise), [VatConflict::TaxUnderFranchise]);
        assert_eq!(of(&[], VatRegime::Franchise), []);
        // 250 lines of two cents: 20 % of 5.00 is one euro, and each line's tax is nothing.
        let cents = vec![plain_line("1", "0.02", "20"); 250];
        assert_eq!(of(&cents, VatRegime::Normal), [VatConflict::Rounding { rate: decimal("20") }]);
        assert_eq!(of(&cents[..247], VatRegime::Normal), []);
    }

    proptest! {
        #[test]
        fn sixty_lines_never_round_too_far(lines in any_lines()) {
            let document = document_amounts(&lines).unwrap();
            let conflicts = vat_conflicts(&document.vat, VatRegime::Normal);
            let too_far = conflicts.iter().any(|conflict| matches!(conflict, VatConflict::Rounding { .. }));
            prop_assert!(!too_far);
        }
    }
}
