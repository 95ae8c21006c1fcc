//! What the demo company sells: audits, which bear VAT, and training, which does not.

use chrono::{DateTime, Utc};
use db::{rows::CatalogItemValues, schema::catalog_items};
use diesel::Insertable;
use domain::billing::{ExemptionCode, Vat};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::demo::chance::key_of;

/// An item of the catalog.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    /// Names the item for ever: keys derive from it.
    sku: &'static str,
    name: &'static str,
    /// What stands on the lines of documents.
    pub(crate) description: &'static str,
    category: &'static str,
    pub(crate) unit: &'static str,
    /// Cents, before tax.
    pub(crate) price: i64,
    is_training: bool,
}

const AUDITS: &str = "Audits";
const REPORTS: &str = "Livrables";
const TRAININGS: &str = "Formations";
const COSTS: &str = "Frais";

/// Place of [`ITEMS`] that offers name.
pub(super) const OPERATING_ROOM: usize = 0;
pub(super) const STERILISATION: usize = 1;
pub(super) const ENDOSCOPY: usize = 2;
pub(super) const HYGIENE: usize = 3;
pub(super) const CERTIFICATION: usize = 4;
pub(super) const FOLLOW_UP: usize = 5;
pub(super) const REPORT: usize = 6;
pub(super) const DEBRIEFING: usize = 7;
pub(super) const ENDOSCOPE_TRAINING: usize = 8;
pub(super) const STERILISATION_TRAINING: usize = 9;
pub(super) const HYGIENE_TRAINING: usize = 10;
pub(super) const WORKSHOP: usize = 11;
pub(super) const TRAVEL: usize = 12;
pub(super) const SAMPLES: usize = 13;

/// The catalog.
pub(crate) const ITEMS: [Item; 14] = [
    audit(
        "AUD-BLOC",
        "Audit du bloc opératoire",
        "Audit du bloc opératoire, sur site : circuits, traitement d’air, check-list",
        115_000,
    ),
    audit(
        "AUD-STE",
        "Audit de la stérilisation",
        "Audit de l’unité de stérilisation, sur site : du lavage au stockage",
        112_000,
    ),
    audit(
        "AUD-ENDO",
        "Audit d’endoscopie",
        "Audit du secteur d’endoscopie, sur site : retraitement, traçabilité, prélèvements",
        109_000,
    ),
    audit(
        "AUD-HYG",
        "Audit d’hygiène hospitalière",
        "Audit d’hygiène hospitalière, sur site : précautions standard et environnement",
        98_000,
    ),
    audit(
        "AUD-CERT",
        "Audit à blanc de certification",
        "Audit à blanc avant la visite de certification, sur site",
        129_000,
    ),
    audit("AUD-SUIVI", "Suivi du plan d’actions", "Suivi du plan d’actions, à distance", 84_000),
    item(
        "LIV-RAP",
        "Rapport d’audit",
        "Rapport d’audit : écarts, photographies, recommandations par priorité",
        REPORTS,
        "forfait",
        95_000,
    ),
    item(
        "LIV-REST",
        "Restitution à la direction",
        "Restitution des constats à la direction et aux équipes",
        REPORTS,
        "forfait",
        62_000,
    ),
    training(
        "FOR-ENDO",
        "Formation : retraitement des endoscopes",
        "Formation continue : retraitement des endoscopes, groupe de 12 au plus",
        "jour",
        162_000,
    ),
    training(
        "FOR-STE",
        "Formation : conduite de la stérilisation",
        "Formation continue : conduite d’autoclave et validation, groupe de 12 au plus",
        "jour",
        158_000,
    ),
    training(
        "FOR-HYG",
        "Formation : hygiène des mains et précautions",
        "Formation continue : hygiène des mains et précautions standard, groupe de 15 au plus",
        "jour",
        139_000,
    ),
    training(
        "FOR-ATEL",
        "Atelier par simulation",
        "Atelier de simulation au bloc opératoire, groupe de 8 au plus",
        "demi-journée",
        87_500,
    ),
    item(
        "FRA-DEP",
        "Frais de déplacement",
        "Frais de déplacement et d’hébergement, par auditeur",
        COSTS,
        "forfait",
        34_500,
    ),
    item(
        "FRA-PREL",
        "Prélèvements microbiologiques",
        "Prélèvements d’air et de surfaces, analyses comprises",
        COSTS,
        "unité",
        4_850,
    ),
];

const fn audit(sku: &'static str, name: &'static str, description: &'static str, price: i64) -> Item {
    item(sku, name, description, AUDITS, "jour", price)
}

const fn training(
    sku: &'static str,
    name: &'static str,
    description: &'static str,
    unit: &'static str,
    price: i64,
) -> Item {
    Item { is_training: true, ..item(sku, name, description, TRAININGS, unit, price) }
}

const fn item(
    sku: &'static str,
    name: &'static str,
    description: &'static str,
    category: &'static str,
    unit: &'static str,
    price: i64,
) -> Item {
    Item { sku, name, description, category, unit, price, is_training: false }
}

impl Item {
    /// Its key.
    pub(crate) fn id(&self) -> Uuid {
        key_of("catalog item", self.sku)
    }

    /// 20 %, or training's exemption, with the decimals that are stored.
    pub(super) fn vat(&self) -> Vat {
        if self.is_training {
            Vat { rate: Decimal::new(0, 2), ..Vat::exempt(ExemptionCode::VocationalTraining) }
        } else {
            Vat::standard(Decimal::new(2_000, 2))
        }
    }

    /// In euros.
    pub(super) fn unit_price(&self) -> Decimal {
        Decimal::new(self.price, 2)
    }
}

/// A row of `catalog_items`.
#[derive(Debug, Insertable)]
#[diesel(table_name = catalog_items)]
pub(super) struct ItemRow {
    pub(super) id: Uuid,
    #[diesel(embed)]
    values: CatalogItemValues,
    created_by: Uuid,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// The whole catalog.
pub(super) fn rows(created_by: Uuid, since: DateTime<Utc>) -> Vec<ItemRow> {
    let row = |item: &Item| {
        let vat = item.vat();
        ItemRow {
            id: item.id(),
            values: CatalogItemValues {
                name: item.name.to_owned(),
                description: Some(item.description.to_owned()),
                category: Some(item.category.to_owned()),
                sku: Some(item.sku.to_owned()),
                unit: Some(item.unit.to_owned()),
                unit_price: item.unit_price(),
                tax_rate: vat.rate,
                vat_category: vat.category,
                vat_exemption_code: vat.exemption_code,
                is_active: true,
            },
            created_by,
            created_at: since,
            updated_at: since,
        }
    };
    ITEMS.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_sound() {
        let skus: std::collections::HashSet<_> = ITEMS.iter().map(|item| item.sku).collect();
        assert_eq!(skus.len(), ITEMS.len());
        for item in &ITEMS {
            assert_eq!(item.vat().check(), Ok(()), "{}", item.sku);
            assert_eq!(item.is_training, item.category == TRAININGS, "{}", item.sku);
        }
        assert_eq!((ITEMS[TRAVEL].sku, ITEMS[SAMPLES].sku, ITEMS[WORKSHOP].sku), ("FRA-DEP", "FRA-PREL", "FOR-ATEL"));
    }
}
