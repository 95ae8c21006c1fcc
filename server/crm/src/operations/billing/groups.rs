//! VAT of stored documents by rate, category and reason.

use db::rows::{DeductionValues, InvoiceLineValues};
use domain::billing::{LineAmounts, PartProblem, Vat, VatGroup, left_after, vat_breakdown};

use crate::{Error, Result};

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
        taxed.push((vat_of(line), amounts));
    }
    vat_breakdown(taxed).map_err(|problem| Error::Internal(anyhow::anyhow!("stored lines: {problem:?}")))
}

/// How a line is taxed.
#[must_use]
pub fn vat_of(line: &InvoiceLineValues) -> Vat {
    Vat { category: line.vat_category, rate: line.tax_rate, exemption_code: line.vat_exemption_code }
}

/// The group of a deduction.
#[must_use]
pub fn of_deduction(deduction: &DeductionValues) -> VatGroup {
    VatGroup {
        category: deduction.vat_category,
        rate: deduction.tax_rate,
        exemption_code: deduction.vat_exemption_code,
        base: deduction.amount,
        tax: deduction.tax_amount,
    }
}

/// The groups of a document: its lines less its deductions. Used up ones stay, as zeros.
///
/// # Errors
/// [`Error::Invalid`] where the deductions take off more than there is.
pub fn of_document(lines: &[InvoiceLineValues], deductions: &[DeductionValues]) -> Result<Vec<VatGroup>> {
    left_after(&of_lines(lines)?, deductions.iter().map(of_deduction)).map_err(less_than_deposits)
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
