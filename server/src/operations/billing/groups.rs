//! VAT of stored documents by rate, category and reason.

use db::rows::{DeductionValues, InvoiceLineValues};
use domain::billing::{LineAmounts, PartProblem, Vat, VatCategory, VatGroup, left_after, vat_breakdown};
use rust_decimal::Decimal;

use crate::{Error, Result};

/// How something stored is taxed.
///
/// # Errors
/// [`Error::Internal`] for a reason that is not known: none was ever stored.
pub fn vat(category: VatCategory, rate: Decimal, exemption_code: Option<&str>) -> Result<Vat> {
    let exemption_code = exemption_code.map(str::parse).transpose().map_err(anyhow::Error::from)?;
    Ok(Vat { category, rate, exemption_code })
}

/// The groups of some lines.
///
/// # Errors
/// [`Error::Internal`]: stored lines are in order.
pub fn of_lines<'a>(lines: impl IntoIterator<Item = &'a InvoiceLineValues>) -> Result<Vec<VatGroup>> {
    let mut taxed = Vec::new();
    for line in lines {
        let amounts = LineAmounts {
            subtotal: line.subtotal,
            discount_amount: line.discount_amount,
            total_after_discount: line.total_after_discount,
            tax_amount: line.tax_amount,
            total: line.total,
        };
        taxed.push((vat(line.vat_category, line.tax_rate, line.vat_exemption_code.as_deref())?, amounts));
    }
    vat_breakdown(taxed).map_err(|problem| Error::Internal(anyhow::anyhow!("stored lines: {problem:?}")))
}

/// The group of a deduction.
///
/// # Errors
/// As [`vat`].
pub fn of_deduction(deduction: &DeductionValues) -> Result<VatGroup> {
    let vat = vat(deduction.vat_category, deduction.tax_rate, deduction.vat_exemption_code.as_deref())?;
    Ok(VatGroup {
        category: vat.category,
        rate: vat.rate,
        exemption_code: vat.exemption_code,
        base: deduction.amount,
        tax: deduction.tax_amount,
    })
}

/// The groups of a document: its lines less its deductions. Used up ones stay, as zeros.
///
/// # Errors
/// [`Error::Invalid`] where the deductions take off more than there is.
pub fn of_document(lines: &[InvoiceLineValues], deductions: &[DeductionValues]) -> Result<Vec<VatGroup>> {
    let deducted = deductions.iter().map(of_deduction).collect::<Result<Vec<_>>>()?;
    left_after(&of_lines(lines)?, deducted).map_err(less_than_deposits)
}

/// Deposits that are more than what they were for.
#[must_use]
pub fn less_than_deposits(problem: PartProblem) -> Error {
    let group = match problem {
        PartProblem::NotInDocument(group) | PartProblem::TooMuch(group) => {
            format!(" at {} % ({})", group.rate.normalize(), group.category)
        }
        PartProblem::OutOfRange | PartProblem::Line(_) => String::new(),
    };
    Error::invalid("lines", "LESS_THAN_DEPOSITS", format!("Deposits{group} are more than what is invoiced."))
}
