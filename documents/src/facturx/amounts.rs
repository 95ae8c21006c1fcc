//! BG-20, BG-22, BG-23: deposits taken off, totals, VAT.

use en16931::InvoiceAmount;
use en16931::invoice::{Code, DocumentAllowanceCharge, DocumentTotals, Invoice, VatBreakdown};
use rust_decimal::Decimal;

use super::{lines, rules};
use crate::{BrokenRule, Document, text, view};

pub(super) fn fill(invoice: &mut Invoice, document: &Document, broken: &mut Vec<BrokenRule>) {
    invoice.allowances = document
        .deductions
        .iter()
        .enumerate()
        .map(|(index, deduction)| DocumentAllowanceCharge {
            amount: amount(deduction.net_amount, &format!("BG-20[{}]/BT-92", index + 1), broken),
            base_amount: None,
            percentage: None,
            vat: lines::vat(deduction.vat_category, deduction.vat_rate),
            reason: Some(text::plain(&view::label(deduction))),
            reason_code: None,
        })
        .collect();
    invoice.vat_breakdown = document
        .vat_groups
        .iter()
        .enumerate()
        .map(|(index, group)| VatBreakdown {
            taxable_amount: amount(group.base, &format!("BG-23[{}]/BT-116", index + 1), broken),
            tax_amount: amount(group.tax, &format!("BG-23[{}]/BT-117", index + 1), broken),
            category: Code::new(group.category.code()),
            rate: lines::rate(group.category, group.rate),
            exemption_reason: group.exemption_text.as_deref().map(text::plain).filter(|text| !text.is_empty()),
            exemption_reason_code: group.exemption_code.as_deref().map(Code::new),
        })
        .collect();
    let totals = &document.totals;
    let mut whole = |value: Decimal, place: &str| amount(value, place, broken);
    let paid = (!totals.paid.is_zero()).then(|| whole(totals.paid, "BT-113"));
    let due = totals.gross.checked_sub(totals.paid).unwrap_or_default();
    invoice.totals = DocumentTotals {
        line_total: whole(totals.subtotal.checked_sub(totals.discount).unwrap_or_default(), "BT-106"),
        allowance_total: (!document.deductions.is_empty()).then(|| whole(totals.deducted, "BT-107")),
        taxable_total: whole(totals.net, "BT-109"),
        vat_total: Some(whole(totals.vat, "BT-110")),
        gross_total: whole(totals.gross, "BT-112"),
        paid,
        due: whole(due, "BT-115"),
        ..DocumentTotals::default()
    };
}

/// An amount of whole cents.
pub(super) fn amount(value: Decimal, place: &str, broken: &mut Vec<BrokenRule>) -> InvoiceAmount {
    InvoiceAmount::from_decimal_exact(value).unwrap_or_else(|_| {
        broken.push(rules::broken("BR-FR-DEC-01", place, "an amount has at most two decimals"));
        InvoiceAmount::ZERO
    })
}
