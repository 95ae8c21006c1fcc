//! Segments of the demo company.

use crm::operations::segment::{ContactCriteria, Criteria, InstitutionCriteria};
use db::{rows::SegmentValues, schema::segments};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::{CommercialStatus, InstitutionType, SegmentType, SegmentVisibility};
use uuid::Uuid;

use super::chance::key_of;

/// Adds those that are missing; they are this user's.
pub(super) async fn load(conn: &mut AsyncPgConnection, owner: Uuid) -> anyhow::Result<usize> {
    let mut new = 0;
    for (name, description, kind, criteria) in all() {
        let values = SegmentValues {
            name: name.to_owned(),
            description: Some(description.to_owned()),
            kind,
            criteria: criteria.to_json()?,
            visibility: SegmentVisibility::Public,
            team_id: None,
            is_active: true,
        };
        let row = (segments::id.eq(key_of("segment", name)), segments::owner_id.eq(owner), values);
        new += diesel::insert_into(segments::table).values(row).on_conflict_do_nothing().execute(conn).await?;
    }
    Ok(new)
}

fn all() -> [(&'static str, &'static str, SegmentType, Criteria); 3] {
    let of = |institution_filters| Criteria { institution_filters, ..Criteria::default() };
    let clinics = InstitutionCriteria {
        kinds: vec![InstitutionType::Clinic, InstitutionType::SpecialtyClinic],
        min_bed_capacity: Some(100),
        ..InstitutionCriteria::default()
    };
    let prospects = InstitutionCriteria {
        commercial_status: vec![CommercialStatus::Prospect],
        min_surgical_rooms: Some(1),
        ..InstitutionCriteria::default()
    };
    let quality = ContactCriteria { title: vec!["qualité".to_owned()], ..ContactCriteria::default() };
    [
        (
            "Cliniques de 100 lits et plus",
            "Offre d’audit de certification des établissements privés",
            SegmentType::Institution,
            of(clinics),
        ),
        ("Prospects avec bloc opératoire", "À démarcher pour l’audit de bloc", SegmentType::Institution, of(prospects)),
        (
            "Responsables qualité",
            "Invitations à la journée annuelle",
            SegmentType::Contact,
            Criteria { contact_filters: quality, ..Criteria::default() },
        ),
    ]
}
