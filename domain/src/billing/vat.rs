//! VAT of a line: category of EN 16931 (UNTDID 5305), rate, reason of an exemption.

use rust_decimal::Decimal;

use super::amount::fixed;
use super::exemption::ExemptionCode;

wire_enum! {
    /// VAT category of EN 16931; the wire carries its code. The order is the one of a breakdown.
    pub enum VatCategory {
        /// A rate above 0 applies.
        #[serde(rename = "S")]
        #[cfg_attr(feature = "server", graphql(name = "S"))]
        Standard = "S",
        /// Taxed at 0; does not exist in France, for foreign rules only.
        #[serde(rename = "Z")]
        #[cfg_attr(feature = "server", graphql(name = "Z"))]
        ZeroRated = "Z",
        /// Exempt for a reason that is named, such as training (CGI 261-4-4° a).
        #[serde(rename = "E")]
        #[cfg_attr(feature = "server", graphql(name = "E"))]
        Exempt = "E",
        /// The buyer owes the tax.
        #[serde(rename = "AE")]
        #[cfg_attr(feature = "server", graphql(name = "AE"))]
        ReverseCharge = "AE",
        /// Export outside the Union.
        #[serde(rename = "G")]
        #[cfg_attr(feature = "server", graphql(name = "G"))]
        Export = "G",
        /// Outside the scope of VAT.
        #[serde(rename = "O")]
        #[cfg_attr(feature = "server", graphql(name = "O"))]
        OutOfScope = "O",
        /// Delivery to another state of the Union.
        #[serde(rename = "K")]
        #[cfg_attr(feature = "server", graphql(name = "K"))]
        IntraCommunity = "K",
    }
}

impl VatCategory {
    /// Whether the reason of the missing tax has to be named.
    #[must_use]
    pub const fn needs_exemption(self) -> bool {
        !matches!(self, Self::Standard | Self::ZeroRated)
    }
}

/// The rates that French law knows or knew, those of Corsica and overseas included, in per cent, rising.
pub const RATES: [Decimal; 15] = [
    fixed(0, 0),
    fixed(9, 1),
    fixed(105, 2),
    fixed(175, 2),
    fixed(21, 1),
    fixed(55, 1),
    fixed(7, 0),
    fixed(85, 1),
    fixed(92, 1),
    fixed(96, 1),
    fixed(10, 0),
    fixed(13, 0),
    fixed(196, 1),
    fixed(20, 0),
    fixed(206, 1),
];

/// Whether a rate in per cent is one of [`RATES`].
#[must_use]
pub fn is_legal_rate(rate: Decimal) -> bool {
    RATES.contains(&rate)
}

/// How a line is taxed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Vat {
    /// Category.
    pub category: VatCategory,
    /// Rate in per cent; above 0 exactly in the category [`VatCategory::Standard`].
    pub rate: Decimal,
    /// Why there is no tax; present exactly where the category wants it.
    pub exemption_code: Option<ExemptionCode>,
}

impl Vat {
    /// Taxed at a rate.
    #[must_use]
    pub const fn standard(rate: Decimal) -> Self {
        Self { category: VatCategory::Standard, rate, exemption_code: None }
    }

    /// Not taxed, for this reason.
    #[must_use]
    pub const fn exempt(reason: ExemptionCode) -> Self {
        Self { category: reason.category(), rate: Decimal::ZERO, exemption_code: Some(reason) }
    }

    /// What a caller means who names only some of it: a rate alone is the standard category, a reason alone brings its
    /// category, and no rate is 0.
    ///
    /// # Errors
    /// [`VatProblem::ReasonMissing`] for a rate of 0 without category and reason; otherwise as [`Self::check`].
    pub fn of(
        rate: Option<Decimal>,
        category: Option<VatCategory>,
        exemption_code: Option<ExemptionCode>,
    ) -> Result<Self, VatProblem> {
        let rate = rate.unwrap_or_default();
        let category = match (category, exemption_code) {
            (Some(category), _) => category,
            (None, Some(code)) => code.category(),
            (None, None) if rate.is_zero() => return Err(VatProblem::ReasonMissing),
            (None, None) => VatCategory::Standard,
        };
        let vat = Self { category, rate, exemption_code };
        vat.check()?;
        Ok(vat)
    }

    /// Whether category, rate and reason go together.
    ///
    /// # Errors
    /// The first thing that does not.
    pub fn check(&self) -> Result<(), VatProblem> {
        if !is_legal_rate(self.rate) {
            return Err(VatProblem::RateUnknown);
        }
        if (self.category == VatCategory::Standard) != (self.rate > Decimal::ZERO) {
            return Err(VatProblem::RateOfCategory);
        }
        match self.exemption_code {
            None if self.category.needs_exemption() => Err(VatProblem::ExemptionMissing),
            Some(_) if !self.category.needs_exemption() => Err(VatProblem::ExemptionNotAllowed),
            Some(code) if code.category() != self.category => Err(VatProblem::ExemptionOfCategory),
            _ => Ok(()),
        }
    }
}

/// Why the VAT of a line was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VatProblem {
    /// The rate is none of [`RATES`].
    RateUnknown,
    /// A rate above 0 outside the standard category, or 0 in it.
    RateOfCategory,
    /// A rate of 0 whose reason was not given.
    ReasonMissing,
    /// The category wants a reason.
    ExemptionMissing,
    /// The category has no reasons.
    ExemptionNotAllowed,
    /// The reason belongs to another category.
    ExemptionOfCategory,
}

impl VatProblem {
    /// The field of a line that is wrong.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::RateUnknown => "taxRate",
            Self::RateOfCategory | Self::ReasonMissing => "vatCategory",
            Self::ExemptionMissing | Self::ExemptionNotAllowed | Self::ExemptionOfCategory => "vatExemptionCode",
        }
    }

    /// The stable name of the problem for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::RateUnknown => "UNKNOWN_RATE",
            Self::RateOfCategory => "RATE_MISMATCH",
            Self::ReasonMissing | Self::ExemptionMissing => "REQUIRED",
            Self::ExemptionNotAllowed => "NOT_ALLOWED",
            Self::ExemptionOfCategory => "CATEGORY_MISMATCH",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn the_legal_rates() {
        let texts =
            "0 0.9 1.05 1.75 2.1 5.5 7 8.5 9.2 9.6 10 13 19.6 20 20.6".split(' ').map(decimal).collect::<Vec<_>>();
        assert_eq!(RATES.as_slice(), texts);
        assert!(is_legal_rate(decimal("20.00")) && is_legal_rate(decimal("5.50")));
        assert!(!is_legal_rate(decimal("20.01")) && !is_legal_rate(decimal("-20")) && !is_legal_rate(Decimal::MAX));
    }

    #[test]
    fn category_rate_and_reason_go_together() {
        let twenty = decimal("20");
        let training = ExemptionCode::VocationalTraining;
        assert_eq!(Vat::standard(twenty).check(), Ok(()));
        assert_eq!(Vat::standard(Decimal::ZERO).check(), Err(VatProblem::RateOfCategory));
        assert_eq!(Vat { rate: twenty, ..Vat::exempt(training) }.check(), Err(VatProblem::RateOfCategory));
        assert_eq!(
            Vat { exemption_code: Some(training), ..Vat::standard(twenty) }.check(),
            Err(VatProblem::ExemptionNotAllowed)
        );
        assert_eq!(Vat { exemption_code: None, ..Vat::exempt(training) }.check(), Err(VatProblem::ExemptionMissing));
        assert_eq!(
            Vat { category: VatCategory::Export, ..Vat::exempt(training) }.check(),
            Err(VatProblem::ExemptionOfCategory)
        );
    }

    #[test]
    fn what_was_left_out() {
        assert_eq!(Vat::of(Some(decimal("20")), None, None), Ok(Vat::standard(decimal("20"))));
        assert_eq!(Vat::of(Some(Decimal::ZERO), None, None), Err(VatProblem::ReasonMissing));
        assert_eq!(Vat::of(None, None, None), Err(VatProblem::ReasonMissing));
        let training = ExemptionCode::VocationalTraining;
        assert_eq!(Vat::of(None, None, Some(training)), Ok(Vat::exempt(training)));
        assert_eq!(Vat::of(Some(decimal("11")), None, None), Err(VatProblem::RateUnknown));
        assert_eq!(
            Vat::of(None, Some(VatCategory::ZeroRated), None),
            Ok(Vat { category: VatCategory::ZeroRated, rate: Decimal::ZERO, exemption_code: None })
        );
    }

    #[test]
    fn every_reason_makes_a_right_vat() {
        for code in ExemptionCode::ALL {
            assert_eq!(Vat::exempt(*code).check(), Ok(()), "{code}");
        }
    }

    proptest! {
        #[test]
        fn every_legal_rate_is_accepted_and_others_refused(hundredths in -100i64..10_001, zeros in 0u32..4) {
            let mut rate = Decimal::new(hundredths, 2);
            rate.rescale(2 + zeros);
            let legal = [0, 90, 105, 175, 210, 550, 700, 850, 920, 960, 1000, 1300, 1960, 2000, 2060];
            prop_assert_eq!(is_legal_rate(rate), legal.contains(&hundredths));
        }
    }
}
