//! What a document amounts to: discounts, VAT by rate and reason, and the total.

use domain::billing::{Vat, VatGroup};
use sycamore::prelude::*;

use super::{Summary, vat};
use crate::i18n::text::lines as t;
use crate::ui::money::{self, euros};

/// A group of the VAT breakdown, as the server has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// How it is taxed: a choice of [`vat`].
    pub vat: String,
    /// Before tax.
    pub base: String,
    /// The tax.
    pub tax: String,
}

/// Totals of a document, as the server has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amounts {
    /// Before discounts and tax.
    pub subtotal: String,
    /// All discounts.
    pub discounts: String,
    /// Deposits that are deducted, before tax.
    pub deducted: Option<String>,
    /// VAT by rate and reason.
    pub groups: Vec<Group>,
    /// With tax.
    pub total: String,
}

/// Makes [`Amounts`] of a document of an operation; `deducted` where it can have deposits.
#[macro_export]
macro_rules! amounts {
    ($document:expr, $deducted:expr) => {{
        let document = $document;
        $crate::ui::lines::totals::Amounts {
            subtotal: document.subtotal.clone(),
            discounts: document.total_discount_amount.clone(),
            deducted: $deducted,
            groups: document
                .vat_breakdown
                .iter()
                .map(|group| $crate::ui::lines::totals::Group {
                    vat: $crate::ui::lines::vat::choice(group.category, &group.rate, group.exemption_code.as_deref()),
                    base: group.base.clone(),
                    tax: group.tax.clone(),
                })
                .collect(),
            total: document.total.clone(),
        }
    }};
}

impl From<&Summary> for Amounts {
    fn from(summary: &Summary) -> Self {
        let group = |group: &VatGroup| Group {
            vat: vat::choice_of(group.vat()),
            base: group.base.to_string(),
            tax: group.tax.to_string(),
        };
        Self {
            subtotal: summary.totals.subtotal.to_string(),
            discounts: summary.totals.total_discount_amount.to_string(),
            deducted: Some(summary.deducted)
                .filter(|deducted| !deducted.is_zero())
                .map(|deducted| deducted.to_string()),
            groups: summary.groups.iter().map(group).collect(),
            total: summary.totals.total.to_string(),
        }
    }
}

impl Amounts {
    /// Before tax, after discounts and deductions, in cents.
    #[must_use]
    pub fn net(&self) -> i64 {
        let deducted = self.deducted.as_deref().map(money::cents).unwrap_or_default();
        money::cents(&self.subtotal) - money::cents(&self.discounts) - deducted
    }
}

/// Deposits of an invoice that are taxed in one way; `vat` is a choice of [`vat`]. `None`: the figures cannot be read.
#[must_use]
pub fn deduction(vat: &str, base: &str, tax: &str) -> Option<VatGroup> {
    let Vat { category, rate, exemption_code } = vat::read(vat)?;
    Some(VatGroup { category, rate, exemption_code, base: base.parse().ok()?, tax: tax.parse().ok()? })
}

/// « TVA 20 % sur 11 270,00 € », « Formation continue, sur 1 600,00 € »; tracked.
#[must_use]
pub fn group_words(group: &Group) -> String {
    let exempt = vat::read(&group.vat).is_some_and(|vat| vat.exemption_code.is_some());
    let (way, base) = (vat::words(&group.vat), euros(&group.base));
    if exempt { t::no_vat_on(&way, &base) } else { t::vat_on(&way, &base) }
}

/// The list; what is nothing is left out, but for the total.
#[must_use]
pub fn totals(amounts: &Amounts) -> View {
    let mut rows = Vec::new();
    let discounts = money::cents(&amounts.discounts);
    let deducted = amounts.deducted.as_deref().map(money::cents).unwrap_or_default();
    if discounts != 0 {
        rows.push(row(move || t::DISCOUNTS.now().to_owned(), move || money::euros_of(-discounts)));
    }
    if deducted != 0 {
        rows.push(row(move || t::DEDUCTED.now().to_owned(), move || money::euros_of(-deducted)));
    }
    let net = amounts.net();
    rows.push(row(move || t::NET.now().to_owned(), move || money::euros_of(net)));
    for group in &amounts.groups {
        let (group, tax) = (group.clone(), group.tax.clone());
        rows.push(row(move || group_words(&group), move || euros(&tax)));
    }
    let total = amounts.total.clone();
    view! {
        dl(class="totals") {
            (rows)
            dt(class="totals-due") { (t::TOTAL_DUE) }
            dd(class="totals-due") { (euros(&total)) }
        }
    }
}

fn row(name: impl Fn() -> String + 'static, amount: impl Fn() -> String + 'static) -> View {
    view! {
        dt(class="soft") { (name()) }
        dd { (amount()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_breakdown_names_rates_and_reasons() {
        let amounts = Amounts {
            subtotal: "13100.00".into(),
            discounts: "230.00".into(),
            deducted: None,
            groups: vec![
                Group { vat: "S:20".into(), base: "11270.00".into(), tax: "2254.00".into() },
                Group { vat: "E:0:VATEX-FR-CGI261-4".into(), base: "1600.00".into(), tax: "0.00".into() },
            ],
            total: "15124.00".into(),
        };
        assert_eq!(amounts.net(), 1_287_000);
        let html = sycamore::render_to_string(move || totals(&amounts));
        for words in [
            "\u{2212}230,00\u{a0}€",
            "12\u{202f}870,00\u{a0}€",
            "TVA 20\u{a0}% sur 11\u{202f}270,00\u{a0}€",
            "Formation continue, sur 1\u{202f}600,00\u{a0}€",
            "15\u{202f}124,00\u{a0}€",
        ] {
            assert!(html.contains(words), "{words} in {html}");
        }
    }
}
