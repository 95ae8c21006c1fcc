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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Invoice, read};
    use serde_json::json;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn items(items: serde_json::Value) -> Vec<Item> {
        let mut row = json!({ "id": "1" });
        row["items"] = items;
        read::<Invoice>(&row).unwrap().record.items
    }

    #[test]
    fn lines_are_rounded_and_vat_is_computed_by_rate() {
        let items = items(json!([
            { "quantity": 3.0, "unitPrice": 33.335, "vat": 20.0 },
            { "quantity": 1, "unitPrice": 0.1, "vat": 20 },
            { "quantity": 2.0, "unitPrice": 9.99, "vat": 5.5 },
            { "quantity": 1.0, "unitPrice": 100.0, "vat": null },
        ]));
        let totals = totals(&items);
        // 100.005 is 100.01; 20 % of 100.11 are 20.022; 5.5 % of 19.98 are 1.0989.
        assert_eq!(totals.net, decimal("220.09"));
        assert_eq!(totals.vat, decimal("21.12"));
        assert_eq!(totals.gross, decimal("241.21"));
        let rates: Vec<String> = totals.by_rate.iter().map(|share| share.rate.to_string()).collect();
        assert_eq!(rates, ["0", "5.5", "20"]);
    }

    #[test]
    fn tenths_add_up() {
        let tenth = json!({ "quantity": 1.0, "unitPrice": 0.1, "vat": 0.0 });
        let totals = totals(&items(json!([tenth, tenth, tenth])));
        assert_eq!(totals.gross, decimal("0.30"));
    }

    #[test]
    fn a_forced_total_replaces_the_line() {
        let line = |force: serde_json::Value, forced: serde_json::Value| {
            line_total(
                &items(json!([{ "quantity": 4.0, "unitPrice": 100.0, "forceTotal": force, "forcedTotal": forced }]))[0],
            )
        };
        assert_eq!(line(json!(true), json!(350.0)), decimal("350"));
        assert_eq!(line(json!(false), json!(350.0)), decimal("400"));
        assert_eq!(line(json!(true), json!(null)), decimal("400"));
        assert_eq!(line(json!(null), json!(350.0)), decimal("400"));
    }

    #[test]
    fn what_is_missing_counts_as_little_as_possible() {
        assert_eq!(line_total(&items(json!([{ "unitPrice": 12.5 }]))[0]), decimal("12.5"));
        assert_eq!(line_total(&items(json!([{ "quantity": 3.0 }]))[0]), Decimal::ZERO);
        assert_eq!(totals(&[]), Totals::default());
    }

    #[test]
    fn a_discount_is_a_negative_line() {
        let items = items(json!([
            { "quantity": 1.0, "unitPrice": 1000.0, "vat": 20.0 },
            { "quantity": 1.0, "unitPrice": -100.0, "vat": 20.0 },
        ]));
        assert_eq!(totals(&items).gross, decimal("1080"));
    }

    #[test]
    fn absurd_numbers_do_not_panic() {
        let huge = json!({ "quantity": 1e27, "unitPrice": 1e27, "vat": 1e27 });
        let _ = totals(&items(json!([huge, huge])));
        let big = json!({ "quantity": 1.0, "unitPrice": 7e28, "vat": 20.0 });
        let _ = totals(&items(json!([big, big])));
    }
}
