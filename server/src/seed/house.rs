//! Invented institutions: what several tables need of one, drawn in one order.

use chrono::{DateTime, Utc};
use domain::InstitutionType;
use uuid::Uuid;

use super::{Place, Plan, Stream};
use crate::demo::{self, Chance};

const HOUSES: [&str; 24] = [
    "de l'Avenir",
    "de la Fontaine",
    "des Acacias",
    "des Bleuets",
    "des Coteaux",
    "des Genêts",
    "des Glycines",
    "des Hêtres",
    "des Lauriers",
    "des Lilas",
    "des Magnolias",
    "des Mimosas",
    "des Ormes",
    "des Peupliers",
    "des Remparts",
    "des Tilleuls",
    "des Trois-Ponts",
    "du Belvédère",
    "du Canal",
    "du Château-d'Eau",
    "du Grand-Pré",
    "du Mail",
    "du Val-Fleuri",
    "du Vieux-Moulin",
];
const STREETS: [&str; 8] = [
    "avenue de la République",
    "boulevard Victor-Hugo",
    "place du Marché",
    "route de Paris",
    "rue de la Gare",
    "rue des Écoles",
    "rue du Stade",
    "rue Jean-Jaurès",
];
const GROWTH_DAYS: i32 = 1_500;

/// An institution.
pub(super) struct House {
    /// What is drawn next.
    pub(super) chance: Chance,
    pub(super) id: Uuid,
    pub(super) kind: InstitutionType,
    pub(super) auditor: Option<Uuid>,
    pub(super) created_at: DateTime<Utc>,
    pub(super) updated_at: DateTime<Utc>,
}

/// As what an institution appears on documents.
pub(super) struct Trade<'a> {
    pub(super) name: String,
    pub(super) street: String,
    pub(super) place: &'a Place,
    pub(super) is_client: bool,
    pub(super) is_public_body: bool,
    pub(super) accounting_number: Option<String>,
    pub(super) siret: Option<String>,
}

impl House {
    pub(super) fn of(plan: &Plan, index: u32) -> Self {
        let mut chance = plan.chance(Stream::Institutions, index);
        let id = chance.key();
        let kind = match chance.below(100) {
            ..30 => InstitutionType::Hospital,
            30..70 => InstitutionType::Clinic,
            70..90 => InstitutionType::MedicalCenter,
            _ => InstitutionType::SpecialtyClinic,
        };
        let auditor = (chance.below(12) > 0).then(|| *chance.pick(&plan.auditors));
        let age = chance.between(130, GROWTH_DAYS);
        let created_at =
            demo::moment(plan.today, -age, 6) + chrono::TimeDelta::seconds(i64::from(chance.between(0, 43_000)));
        let updated_at = demo::moment(plan.today, -chance.between(1, 120), 12);
        Self { chance, id, kind, auditor, created_at, updated_at }
    }

    /// With what it appears as.
    pub(super) fn with_trade(plan: &Plan, index: u32) -> (Self, Trade<'_>) {
        let mut house = Self::of(plan, index);
        let chance = &mut house.chance;
        let place = chance.pick(&plan.places);
        let kind = match house.kind {
            InstitutionType::Hospital => "Hôpital",
            InstitutionType::Clinic => "Clinique",
            InstitutionType::MedicalCenter => "Centre médical",
            InstitutionType::SpecialtyClinic => "Institut",
        };
        let name = format!("{kind} {} – {} {}", chance.pick(&HOUSES), place.town, index + 1);
        let street = format!("{} {}", chance.between(1, 180), chance.pick(&STREETS));
        let is_client = chance.percent(55);
        let trade = Trade {
            name,
            street,
            place,
            is_client,
            is_public_body: house.kind == InstitutionType::Hospital,
            accounting_number: is_client.then(|| format!("411-{}-{}", plan.seed, index + 1)),
            siret: demo::invented_siret(index),
        };
        (house, trade)
    }
}
