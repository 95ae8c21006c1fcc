//! Lines, VAT, totals.

use serde_json::{Value, json};

use crate::{Deduction, Discount, Document, Line, Overdue, VatCategory, VatGroup, french};

pub(super) fn line((index, line): (usize, &Line)) -> Value {
    let (name, detail) = split(&line.description);
    let discount = line.discount.filter(|_| !line.discount_amount.is_zero()).map(|discount| match discount {
        Discount::Percentage(percent) => french::percent(percent),
        Discount::FixedAmount(amount) => french::euros(amount),
    });
    json!({
        "position": (index + 1).to_string(),
        "name": name,
        "detail": detail,
        "reference": line.reference,
        "quantity": match &line.unit {
            Some(unit) => french::counted(line.quantity, unit.trim()),
            None => french::number(line.quantity),
        },
        "unit_price": french::euros(line.unit_price),
        "discount": discount,
        "discount_amount": french::euros_if_any(line.discount_amount),
        "vat": rate(line.vat_category, line.vat_rate),
        "net": french::euros(line.net_amount),
        "vat_amount": french::euros(line.vat_amount),
        "gross": french::euros(line.gross_amount),
    })
}

/// The name of what is sold, and the rest of its description.
pub(crate) fn split(description: &str) -> (&str, Option<&str>) {
    let description = description.trim();
    match description.split_once('\n') {
        Some((name, rest)) => (name.trim(), Some(rest.trim()).filter(|rest| !rest.is_empty())),
        None => (description, None),
    }
}

/// One entry for each deposit, whatever its rates.
pub(super) fn deductions(deductions: &[Deduction]) -> Vec<Value> {
    deductions
        .iter()
        .map(|deduction| {
            json!({
                "label": label(deduction),
                "rate": rate(deduction.vat_category, deduction.vat_rate),
                "net": french::euros(-deduction.net_amount),
                "vat": french::euros(-deduction.vat_amount),
            })
        })
        .collect()
}

/// `Acompte INV2026110003 du 12 novembre 2026`
pub(crate) fn label(deduction: &Deduction) -> String {
    format!("Acompte {} du {}", deduction.invoice_number, french::date(deduction.issue_date))
}

pub(super) fn vat_group(group: &VatGroup) -> Value {
    let label = match group.category {
        VatCategory::S | VatCategory::Z => format!("TVA {}", french::percent(group.rate)),
        VatCategory::E => "Exonéré de TVA".to_owned(),
        VatCategory::Ae => "Autoliquidation".to_owned(),
        VatCategory::G => "Exportation".to_owned(),
        VatCategory::K => "Livraison intracommunautaire".to_owned(),
        VatCategory::O => "Hors champ de la TVA".to_owned(),
    };
    json!({
        "label": label,
        "rate": rate(group.category, group.rate),
        "base": french::euros(group.base),
        "tax": french::euros(group.tax),
        "exemption": group.exemption_text,
    })
}

pub(super) fn totals(document: &Document) -> Value {
    let totals = &document.totals;
    json!({
        "subtotal": french::euros(totals.subtotal),
        "discount": french::euros_if_any(-totals.discount),
        "deducted": french::euros_if_any(-totals.deducted),
        "net": french::euros(totals.net),
        "vat": french::euros(totals.vat),
        "gross": french::euros(totals.gross),
        "paid": french::euros_if_any(-totals.paid),
        "remaining": french::euros(totals.remaining),
    })
}

pub(super) fn overdue(overdue: &Overdue) -> Value {
    json!({
        "number": overdue.number,
        "issue_date": french::date(overdue.issue_date),
        "due_date": french::date(overdue.due_date),
        "total": french::euros(overdue.total),
        "paid": french::euros(overdue.paid),
        "remaining": french::euros(overdue.remaining),
        "days_late": overdue.days_late.to_string(),
        "penalty": french::euros(overdue.penalty),
        "indemnity": french::euros(overdue.indemnity),
    })
}

/// `20 %`, or why there is none.
fn rate(category: VatCategory, rate: rust_decimal::Decimal) -> String {
    match category {
        VatCategory::S | VatCategory::Z => french::percent(rate),
        VatCategory::E => "Exo.".to_owned(),
        VatCategory::Ae => "Autoliq.".to_owned(),
        VatCategory::G | VatCategory::K | VatCategory::O => "0\u{202f}%".to_owned(),
    }
}
