//! How something is taxed, as typed and as checked.

use db::schema::firm_identity;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::billing::{ExemptionCode, Vat, VatCategory, VatProblem, VatRegime};
use rust_decimal::Decimal;

use crate::{
    Result,
    operations::{validate::Checks, write::Change},
};

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

impl VatInput<'_> {
    /// The same, or, where it is a rate of 0 without any reason, `otherwise`.
    #[must_use]
    pub fn or(self, otherwise: Vat) -> Self {
        let is_silent = self.category.is_none() && self.exemption_code.is_none_or(|code| code.trim().is_empty());
        if !is_silent || self.rate.is_some_and(|rate| !rate.is_zero()) {
            return self;
        }
        Self {
            rate: Some(otherwise.rate),
            category: Some(otherwise.category),
            exemption_code: otherwise.exemption_code.map(ExemptionCode::code),
        }
    }
}

/// What a rate of 0 without a reason stands for, with callers who cannot name reasons: what the firm's regime says, else
/// the category that asks for none.
///
/// # Errors
/// Those of the database.
pub async fn without_reason(conn: &mut AsyncPgConnection) -> Result<Vat> {
    let regime: VatRegime = firm_identity::table.select(firm_identity::vat_regime).first(conn).await?;
    Ok(match regime {
        VatRegime::Franchise => Vat::exempt(ExemptionCode::Franchise),
        VatRegime::Normal => Vat { category: VatCategory::ZeroRated, rate: Decimal::ZERO, exemption_code: None },
    })
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

/// What a change of some of it makes of a rate, a category and a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct Patched {
    pub rate: Option<Decimal>,
    pub category: Option<VatCategory>,
    pub exemption_code: Option<String>,
}

/// Another rate or category takes what is not named with it anew; otherwise what is not named stays.
#[must_use]
pub fn patched(
    old: VatInput<'_>,
    rate: Option<Decimal>,
    category: Option<VatCategory>,
    code: &Change<String>,
) -> Patched {
    let stays = rate.is_none_or(|rate| Some(rate) == old.rate)
        && category.is_none_or(|category| Some(category) == old.category);
    if stays {
        let reason = || old.exemption_code.map(str::to_owned);
        return Patched { rate: old.rate, category: old.category, exemption_code: code.clone().unwrap_or_else(reason) };
    }
    // A category without tax needs no rate to be named.
    let untaxed = category.is_some_and(|category| category != VatCategory::Standard);
    Patched { rate: rate.or(old.rate.filter(|_| !untaxed)), category, exemption_code: code.clone().flatten() }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_rate_takes_the_category_anew() {
        let twenty = Decimal::new(2_000, 2);
        let code = "VATEX-FR-CGI261-4";
        let taxed = VatInput { rate: Some(twenty), category: Some(VatCategory::Standard), exemption_code: None };
        let training =
            VatInput { rate: Some(Decimal::ZERO), category: Some(VatCategory::Exempt), exemption_code: Some(code) };
        let of = |old, rate, category, code: &Change<String>| {
            let Patched { rate, category, exemption_code } = patched(old, rate, category, code);
            (rate, category, exemption_code)
        };
        assert_eq!(of(taxed, None, None, &None), (Some(twenty), Some(VatCategory::Standard), None));
        assert_eq!(of(taxed, Some(Decimal::ZERO), None, &None), (Some(Decimal::ZERO), None, None));
        assert_eq!(of(taxed, None, Some(VatCategory::Exempt), &None), (None, Some(VatCategory::Exempt), None));
        assert_eq!(
            of(training, Some(Decimal::ZERO), None, &None),
            (Some(Decimal::ZERO), Some(VatCategory::Exempt), Some(code.to_owned()))
        );
        assert_eq!(of(training, Some(twenty), None, &None), (Some(twenty), None, None));
    }
}
