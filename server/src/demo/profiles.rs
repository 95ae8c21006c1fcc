//! Invented medical profiles, in proportion to the kind of establishment.

use chrono::{DateTime, NaiveDate, Utc};
use db::rows::ProfileValues;
use domain::{ComplianceStatus, InstitutionType};

use super::{chance::Chance, moment};

const SPECIALTIES: [&str; 18] = [
    "anesthésie-réanimation",
    "cardiologie",
    "chirurgie digestive",
    "chirurgie vasculaire",
    "dermatologie",
    "endocrinologie",
    "gastro-entérologie",
    "gynécologie-obstétrique",
    "néphrologie",
    "neurochirurgie",
    "oncologie",
    "ophtalmologie",
    "orl",
    "orthopédie",
    "pédiatrie",
    "pneumologie",
    "rhumatologie",
    "urologie",
];
const DEPARTMENTS: [&str; 12] = [
    "bloc opératoire",
    "chirurgie ambulatoire",
    "endoscopie",
    "hygiène",
    "imagerie",
    "laboratoire",
    "maternité",
    "pharmacie",
    "réanimation",
    "soins intensifs",
    "stérilisation",
    "urgences",
];
const EQUIPMENT: [&str; 10] = [
    "amplificateur de brillance",
    "autoclave",
    "colonne d'endoscopie",
    "enceinte de stockage d'endoscopes",
    "irm",
    "laveur-désinfecteur",
    "laveur-désinfecteur d'endoscopes",
    "robot chirurgical",
    "scanner",
    "traitement d'air",
];
const CERTIFICATIONS: [&str; 4] = ["HAS V2024", "HAS V2020", "ISO 9001", "ISO 13485"];

/// Days that the result of an audit is good for.
const VALIDITY_DAYS: i32 = 730;

/// Sizes of a kind of establishment, least and most.
struct Scale {
    beds: (i32, i32),
    surgical_rooms: (i32, i32),
    endoscopy_rooms: (i32, i32),
    staff_per_bed: (i32, i32),
    specialties: (i32, i32),
}

impl Scale {
    fn of(kind: InstitutionType) -> Self {
        match kind {
            InstitutionType::Hospital => Self {
                beds: (240, 1500),
                surgical_rooms: (6, 40),
                endoscopy_rooms: (2, 12),
                staff_per_bed: (3, 5),
                specialties: (7, 14),
            },
            InstitutionType::Clinic => Self {
                beds: (80, 360),
                surgical_rooms: (6, 24),
                endoscopy_rooms: (1, 6),
                staff_per_bed: (1, 3),
                specialties: (4, 9),
            },
            InstitutionType::SpecialtyClinic => Self {
                beds: (60, 260),
                surgical_rooms: (4, 14),
                endoscopy_rooms: (1, 4),
                staff_per_bed: (3, 6),
                specialties: (1, 3),
            },
            InstitutionType::MedicalCenter => Self {
                beds: (0, 0),
                surgical_rooms: (0, 2),
                endoscopy_rooms: (0, 2),
                staff_per_bed: (0, 0),
                specialties: (3, 8),
            },
        }
    }
}

/// The profile of an establishment of the given kind; the statuses of its audit are out of `statuses`.
pub(crate) fn profile(
    chance: &mut Chance,
    kind: InstitutionType,
    statuses: &[ComplianceStatus],
    today: NaiveDate,
) -> ProfileValues {
    let scale = Scale::of(kind);
    let beds = draw(chance, scale.beds);
    let surgical_rooms = draw(chance, scale.surgical_rooms);
    let endoscopy_rooms = draw(chance, scale.endoscopy_rooms);
    let staff = if beds > 0 { beds * draw(chance, scale.staff_per_bed) } else { chance.between(20, 110) };
    let specialties = usize::try_from(draw(chance, scale.specialties)).unwrap_or_default();
    let departments = if beds > 0 { chance.between(5, 10) } else { chance.between(1, 4) };
    let status = *chance.pick(statuses);
    let (last_audit_date, compliance_expiration_date) = audit(chance, status, today);
    ProfileValues {
        bed_capacity: (beds > 0).then_some(beds),
        surgical_rooms: Some(surgical_rooms),
        endoscopy_rooms: Some(endoscopy_rooms),
        surgical_interventions: Some(surgical_rooms * chance.between(650, 1_150)),
        endoscopy_interventions: Some(endoscopy_rooms * chance.between(900, 2_100)),
        staff_count: Some(staff),
        specialties: chance.words(&SPECIALTIES, specialties),
        departments: chance.words(&DEPARTMENTS, usize::try_from(departments).unwrap_or_default()),
        equipment_types: {
            let count = chance.below(5) + 3;
            chance.words(&EQUIPMENT, count)
        },
        certifications: {
            let count = chance.below(3);
            chance.words(&CERTIFICATIONS, count)
        },
        compliance_status: status,
        last_audit_date,
        compliance_expiration_date,
        compliance_notes: notes(status).map(str::to_owned),
    }
}

fn draw(chance: &mut Chance, (least, most): (i32, i32)) -> i32 {
    chance.between(least, most)
}

/// The day of the last audit and the end of its validity, as the status wants them.
fn audit(
    chance: &mut Chance,
    status: ComplianceStatus,
    today: NaiveDate,
) -> (Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
    let (least, most) = match status {
        ComplianceStatus::Compliant => (20, VALIDITY_DAYS - 10),
        ComplianceStatus::Expired => (VALIDITY_DAYS + 5, VALIDITY_DAYS + 400),
        ComplianceStatus::NonCompliant => (10, 300),
        ComplianceStatus::PendingReview => return (None, None),
    };
    let ago = chance.between(least, most);
    let expiration = (status != ComplianceStatus::NonCompliant).then(|| moment(today, VALIDITY_DAYS - ago, 0));
    (Some(moment(today, -ago, 0)), expiration)
}

fn notes(status: ComplianceStatus) -> Option<&'static str> {
    match status {
        ComplianceStatus::Compliant => None,
        ComplianceStatus::NonCompliant => Some("Plan d'actions demandé, contre-visite à programmer."),
        ComplianceStatus::PendingReview => Some("Premier audit à planifier."),
        ComplianceStatus::Expired => Some("Audit de renouvellement à proposer."),
    }
}
