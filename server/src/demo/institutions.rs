//! Institutions of the demo company: real establishments with invented business.

use chrono::{DateTime, NaiveDate, Utc};
use db::rows::{Address, InstitutionBilling, InstitutionValues, ProfileValues};
use db::schema::{medical_institutions, medical_profiles};
use diesel::Insertable;
use domain::{CommercialStatus, ComplianceStatus, InstitutionType};
use uuid::Uuid;

use super::chance::{Chance, key_of};
use super::{Establishment, firm::Staff, moment, names, profiles, siret};

pub(crate) const TAGS: [&str; 7] =
    ["à relancer", "endoscopie", "formation", "grand compte", "multi-sites", "prioritaire", "stérilisation"];

/// Real names carry no invented blame: none of them is non-compliant.
const STATUSES: [ComplianceStatus; 6] = [
    ComplianceStatus::Compliant,
    ComplianceStatus::Compliant,
    ComplianceStatus::Compliant,
    ComplianceStatus::PendingReview,
    ComplianceStatus::PendingReview,
    ComplianceStatus::Expired,
];

/// A row of `medical_institutions`.
#[derive(Debug, Insertable)]
#[diesel(table_name = medical_institutions)]
pub(super) struct InstitutionRow {
    pub(super) id: Uuid,
    #[diesel(embed)]
    pub(super) values: InstitutionValues,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// A row of `medical_profiles`.
#[derive(Debug, Insertable)]
#[diesel(table_name = medical_profiles)]
pub(super) struct ProfileRow {
    id: Uuid,
    pub(super) institution_id: Uuid,
    #[diesel(embed)]
    values: ProfileValues,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// An establishment and its profile.
pub(super) fn rows(house: &Establishment, staff: &Staff, today: NaiveDate) -> (InstitutionRow, ProfileRow) {
    let mut chance = Chance::of(&format!("institution/{}", house.key));
    let created_at = moment(today, -chance.between(200, 900), 9);
    let updated_at = moment(today, -chance.between(1, 60), 15);
    let institution = InstitutionRow {
        id: key_of("institution", house.key),
        values: values(house, staff, &mut chance),
        created_at,
        updated_at,
    };
    let profile = ProfileRow {
        id: key_of("profile", house.key),
        institution_id: institution.id,
        values: profiles::profile(&mut chance, house.kind, &STATUSES, today),
        created_at,
        updated_at,
    };
    (institution, profile)
}

fn values(house: &Establishment, staff: &Staff, chance: &mut Chance) -> InstitutionValues {
    let accounting_number = accounting_number(house, chance);
    let is_client = accounting_number.is_some();
    InstitutionValues {
        name: house.name.to_owned(),
        kind: house.kind,
        address: Address {
            street: house.street.to_owned(),
            city: house.town.to_owned(),
            state: house.region.to_owned(),
            zip_code: house.post_code.to_owned(),
            country: "France".to_owned(),
        },
        accounting_number,
        digiforma_id: None,
        finess: None,
        siret: siret(house.key),
        vat_number: None,
        group_name: house.group.map(str::to_owned),
        commercial_status: if is_client { CommercialStatus::Client } else { CommercialStatus::Prospect },
        main_phone: names::fixed_line(chance, house.post_code),
        assigned_user_id: staff.auditor(house.region, chance),
        tags: tags(house, chance),
        is_active: !chance.percent(3),
        billing: InstitutionBilling {
            is_public_body: house.kind == InstitutionType::Hospital,
            ..InstitutionBilling::default()
        },
    }
}

/// The SIRET and the accounting number that an establishment is given.
pub(super) fn numbers(house: &Establishment) -> (Option<String>, Option<String>) {
    let mut chance = Chance::of(&format!("institution/{}", house.key));
    // The dates are drawn first.
    chance.between(200, 900);
    chance.between(1, 60);
    (siret(house.key), accounting_number(house, &mut chance))
}

fn accounting_number(house: &Establishment, chance: &mut Chance) -> Option<String> {
    chance.percent(55).then(|| format!("411-{}", house.key.to_uppercase()))
}

/// A company of its own for each establishment.
fn siret(key: &str) -> Option<String> {
    let company = Chance::of(&format!("siret/{key}")).below(32_000);
    siret::invented(u32::try_from(company).ok()?)
}

fn tags(house: &Establishment, chance: &mut Chance) -> Vec<String> {
    let university = ["CHU", "CHRU", "Hôpitaux universitaires"].iter().any(|start| house.name.starts_with(start));
    let count = chance.below(3);
    let drawn = chance.words(&TAGS, count);
    university.then(|| "chu".to_owned()).into_iter().chain(drawn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::establishments;

    #[test]
    fn numbers_are_those_of_the_rows() {
        let staff = Staff { manager: Uuid::nil(), west: vec![Uuid::nil()], east: vec![Uuid::nil()] };
        for house in establishments().unwrap() {
            let values = rows(&house, &staff, "2026-01-01".parse().unwrap()).0.values;
            assert_eq!(numbers(&house), (values.siret, values.accounting_number), "{}", house.key);
        }
    }

    #[test]
    fn no_two_have_one_siret() {
        let all = establishments().unwrap();
        let numbers: std::collections::HashSet<_> = all.iter().filter_map(|house| siret(house.key)).collect();
        assert_eq!(numbers.len(), all.len());
    }
}
