//! How something is taxed, as typed and as checked.

use domain::billing::{ExemptionCode, Vat, VatCategory, VatProblem};
use rust_decimal::Decimal;

use crate::operations::validate::Checks;

/// A rate, a category and a reason as typed; what is left out follows from the rest where it can.
#[derive(Debug, Clone, Copy, Default)]
pub struct VatInput<'a> {
    /// In percent.
    pub rate: Option<Decimal>,
    /// Category of VAT.
    pub category: Option<VatCategory>,
    /// A code of the VATEX list.
    pub exemption_code: Option<&'a str>,
}

/// The checked whole, or `None` when something was refused; the fields stand below `at`, which ends in a dot or is
/// empty.
pub fn checked(checks: &mut Checks, at: &str, input: VatInput<'_>) -> Option<Vat> {
    let code = input.exemption_code.map(str::trim).filter(|code| !code.is_empty());
    let code = match code.map(str::parse::<ExemptionCode>).transpose() {
        Ok(code) => code,
        Err(_) => {
            let field = format!("{at}vatExemptionCode");
            checks.refuse(&field, "UNKNOWN", "This is no code of the list of reasons (VATEX).");
            return None;
        }
    };
    match Vat::of(input.rate, input.category, code) {
        Ok(vat) => Some(vat),
        Err(problem) => {
            checks.refuse(&format!("{at}{}", problem.field()), problem.code(), sentence(problem));
            None
        }
    }
}

/// A rate with the two decimals that it is stored with.
#[must_use]
pub fn stored_rate(mut rate: Decimal) -> Decimal {
    rate.rescale(2);
    rate
}

/// What is wrong, and what to do.
#[must_use]
pub fn sentence(problem: VatProblem) -> &'static str {
    match problem {
        VatProblem::RateUnknown => "This is no rate of VAT in France.",
        VatProblem::RateOfCategory => "A rate above 0 goes with the category S, and only with it.",
        VatProblem::ReasonMissing => "Say why no VAT is due: give the category, and its reason where it needs one.",
        VatProblem::ExemptionMissing => "This category needs a reason: a code of the VATEX list.",
        VatProblem::ExemptionNotAllowed => "This category has no reasons.",
        VatProblem::ExemptionOfCategory => "This reason belongs to another category.",
    }
}
