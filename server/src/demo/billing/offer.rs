//! What is offered to an institution: lines of the catalog with quantities and now and then a discount.

use domain::billing::{Discount, LineAmounts, LineInput, Totals, VatGroup, document_amounts};
use rust_decimal::Decimal;

use super::catalog::{
    CERTIFICATION, DEBRIEFING, ENDOSCOPE_TRAINING, ENDOSCOPY, FOLLOW_UP, HYGIENE, HYGIENE_TRAINING, ITEMS, Item,
    OPERATING_ROOM, REPORT, SAMPLES, STERILISATION, STERILISATION_TRAINING, TRAVEL, WORKSHOP,
};
use crate::demo::Chance;

/// Item, least and most of it.
type Part = (usize, i32, i32);

/// Titles and parts of business that begins with a quote.
const MISSIONS: [(&str, &[Part]); 8] = [
    ("Audit du bloc opératoire", &[(OPERATING_ROOM, 2, 6), (SAMPLES, 8, 24), (REPORT, 1, 1), (TRAVEL, 1, 2)]),
    ("Audit de la stérilisation", &[(STERILISATION, 2, 4), (REPORT, 1, 1), (TRAVEL, 1, 2)]),
    ("Audit du secteur d’endoscopie", &[(ENDOSCOPY, 2, 4), (SAMPLES, 6, 18), (REPORT, 1, 1), (TRAVEL, 1, 2)]),
    ("Audit d’hygiène hospitalière", &[(HYGIENE, 2, 5), (REPORT, 1, 1), (DEBRIEFING, 1, 1), (TRAVEL, 1, 2)]),
    ("Préparation de la certification", &[(CERTIFICATION, 3, 8), (REPORT, 1, 1), (DEBRIEFING, 1, 2), (TRAVEL, 2, 3)]),
    (
        "Audit et formation en endoscopie",
        &[(ENDOSCOPY, 2, 3), (REPORT, 1, 1), (ENDOSCOPE_TRAINING, 1, 3), (TRAVEL, 1, 2)],
    ),
    ("Audit et formation en stérilisation", &[(STERILISATION, 2, 3), (REPORT, 1, 1), (STERILISATION_TRAINING, 1, 2)]),
    (
        "Audit du bloc et ateliers de simulation",
        &[(OPERATING_ROOM, 2, 4), (REPORT, 1, 1), (WORKSHOP, 2, 6), (TRAVEL, 1, 2)],
    ),
];

/// Titles and parts of business that is invoiced as it comes.
const SERVICES: [(&str, &[Part]); 5] = [
    ("Formation au retraitement des endoscopes", &[(ENDOSCOPE_TRAINING, 1, 2)]),
    ("Formation à la conduite de la stérilisation", &[(STERILISATION_TRAINING, 1, 2)]),
    ("Formation à l’hygiène des mains", &[(HYGIENE_TRAINING, 1, 3)]),
    ("Suivi du plan d’actions", &[(FOLLOW_UP, 1, 3)]),
    ("Prélèvements de contrôle au bloc opératoire", &[(SAMPLES, 10, 30), (TRAVEL, 1, 1)]),
];

/// A line with its figures and what follows from them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OfferLine {
    /// Place of its item in the catalog.
    item: usize,
    /// As it is typed.
    pub(crate) figures: LineInput,
    /// In euros.
    pub(crate) amounts: LineAmounts,
}

impl OfferLine {
    /// What it is about.
    pub(crate) fn item(&self) -> &'static Item {
        &ITEMS[self.item]
    }
}

/// What is offered.
#[derive(Debug, Clone)]
pub(crate) struct Offer {
    /// What it is about.
    pub(crate) title: &'static str,
    /// Its lines.
    pub(crate) lines: Vec<OfferLine>,
    /// Their sums.
    pub(crate) totals: Totals,
    /// Their VAT.
    pub(crate) vat: Vec<VatGroup>,
}

impl Offer {
    /// Days or pieces of work for which a quote is written.
    pub(super) fn mission(chance: &mut Chance) -> Self {
        let (title, parts) = *chance.pick(&MISSIONS);
        Self::new(chance, title, parts)
    }

    /// Something small.
    pub(super) fn service(chance: &mut Chance) -> Self {
        let (title, parts) = *chance.pick(&SERVICES);
        Self::new(chance, title, parts)
    }

    fn new(chance: &mut Chance, title: &'static str, parts: &[Part]) -> Self {
        let reduced = chance.percent(15).then(|| chance.below(parts.len()));
        let mut figures = Vec::with_capacity(parts.len());
        for (place, (item, least, most)) in parts.iter().enumerate() {
            let halves = ITEMS[*item].unit == "jour" && least < most && chance.percent(25);
            let quantity = i64::from(chance.between(*least, *most)) * 1_000 - if halves { 500 } else { 0 };
            figures.push(LineInput {
                quantity: Decimal::new(quantity, 3),
                unit_price: ITEMS[*item].unit_price(),
                discount: if reduced == Some(place) { discount(chance) } else { no_discount() },
                vat: ITEMS[*item].vat(),
            });
        }
        // The catalog's figures are in order: a test draws many of them.
        let amounts = document_amounts(&figures).unwrap_or_else(|_| nothing());
        let lines = parts.iter().zip(figures).zip(&amounts.lines);
        let line = |((part, figures), amounts): ((&Part, LineInput), &LineAmounts)| OfferLine {
            item: part.0,
            figures,
            amounts: *amounts,
        };
        Self { title, lines: lines.map(line).collect(), totals: amounts.totals, vat: amounts.vat }
    }

    /// Before tax, after discounts.
    pub(super) fn net(&self) -> Decimal {
        self.totals.total_after_discount()
    }
}

fn nothing() -> domain::billing::DocumentAmounts {
    domain::billing::DocumentAmounts { lines: Vec::new(), totals: Totals::default(), vat: Vec::new() }
}

/// 0 per cent, with the decimals that are stored.
pub(super) fn no_discount() -> Discount {
    Discount::percentage(Decimal::new(0, 2))
}

fn discount(chance: &mut Chance) -> Discount {
    match chance.below(3) {
        0 => Discount::percentage(Decimal::new(500, 2)),
        1 => Discount::percentage(Decimal::new(1_000, 2)),
        _ => Discount::fixed_amount(Decimal::new(5_000, 2)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offers_add_up() {
        let mut chance = Chance::of("offers");
        let (mut exempt, mut reduced) = (0, 0);
        for n in 0..2_000 {
            let offer = if n % 2 == 0 { Offer::mission(&mut chance) } else { Offer::service(&mut chance) };
            assert!(!offer.lines.is_empty() && offer.net() > Decimal::ONE_HUNDRED, "{offer:?}");
            assert_eq!(offer.lines.iter().map(|line| line.amounts.total).sum::<Decimal>(), offer.totals.total);
            exempt += usize::from(offer.vat.iter().any(|group| group.exemption_code.is_some()));
            reduced += usize::from(!offer.totals.total_discount_amount.is_zero());
        }
        assert!(exempt > 500 && reduced > 150, "{exempt} exempt, {reduced} reduced");
    }
}
