//! Totals from lines. Digiforma exposes none, so these are ours; the PDF is the authority.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::amount::to_cents;
use crate::record::Item;

/// Totals of a document, in euros with whole cents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals {
    /// Before tax.
    pub net: Decimal,
    /// VAT.
    pub vat: Decimal,
    /// With tax.
    pub gross: Decimal,
    /// VAT by rate, rates ascending.
    pub by_rate: Vec<VatShare>,
}

/// What a rate contributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VatShare {
    /// Per cent.
    pub rate: Decimal,
    /// Sum of the lines, before tax.
    pub net: Decimal,
    /// VAT on that sum.
    pub vat: Decimal,
}

/// A line before tax, to the cent: quantity × unit price, or the forced total. A line without a quantity counts once, one
/// without a price is worth nothing.
#[must_use]
pub fn line_total(item: &Item) -> Decimal {
    if item.force_total
        && let Some(forced) = item.forced_total
    {
        return to_cents(forced);
    }
    let quantity = item.quantity.unwrap_or(Decimal::ONE);
    let price = item.unit_price.unwrap_or_default();
    // Beyond 28 digits there is no amount to speak of.
    to_cents(quantity.checked_mul(price).unwrap_or_default())
}

/// Lines are rounded, then summed by rate; VAT is computed on the sums. A line without a rate has none.
#[must_use]
pub fn totals(items: &[Item]) -> Totals {
    let mut nets: BTreeMap<Decimal, Decimal> = BTreeMap::new();
    for item in items {
        let net = nets.entry(item.vat_rate.unwrap_or_default().normalize()).or_default();
        *net = net.saturating_add(line_total(item));
    }
    let mut totals = Totals::default();
    for (rate, net) in nets {
        let vat = to_cents(net.checked_mul(rate).unwrap_or_default() / Decimal::ONE_HUNDRED);
        totals.net = totals.net.saturating_add(net);
        totals.vat = totals.vat.saturating_add(vat);
        totals.by_rate.push(VatShare { rate, net, vat });
    }
    totals.gross = totals.net.saturating_add(totals.vat);
    totals
}
