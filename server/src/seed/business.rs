//! Invented institutions and what belongs to them.

use chrono::{DateTime, Utc};
use domain::{ComplianceStatus, InstitutionType};
use uuid::Uuid;

use super::{Place, Plan, Rows, Stream, TAG, Table};
use crate::demo::{self, About, Chance, Drawn};

/// In the order of their references.
pub(super) const TABLES: &[Table] = &[
    Table {
        name: "medical_institutions",
        statement: "COPY medical_institutions (id, name, type, address_street, address_city, address_state, \
                    address_zip_code, address_country, accounting_number, commercial_status, main_phone, \
                    assigned_user_id, tags, is_active, created_at, updated_at) FROM STDIN",
        turns: |plan| plan.scale,
        write: institution,
    },
    Table {
        name: "medical_profiles",
        statement: "COPY medical_profiles (id, institution_id, bed_capacity, surgical_rooms, endoscopy_rooms, \
                    surgical_interventions, endoscopy_interventions, staff_count, specialties, departments, \
                    equipment_types, certifications, compliance_status, last_audit_date, \
                    compliance_expiration_date, compliance_notes, created_at, updated_at) FROM STDIN",
        turns: |plan| plan.scale,
        write: profile,
    },
    Table {
        name: "contact_persons",
        statement: "COPY contact_persons (id, institution_id, first_name, last_name, email, phone, title, \
                    department, is_primary, is_active, created_at, updated_at) FROM STDIN",
        turns: |plan| plan.scale,
        write: contacts,
    },
    Table {
        name: "tasks",
        statement: "COPY tasks (id, title, description, status, priority, assigned_to, created_by, \
                    institution_id, contact_id, due_date, completed_at, created_at, updated_at) FROM STDIN",
        turns: |plan| plan.scale,
        write: tasks,
    },
];

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

/// The towns of the demo company's establishments.
pub(super) fn places() -> Vec<Place> {
    let establishments = demo::establishments().unwrap_or_default();
    establishments
        .into_iter()
        .map(|house| Place { town: house.town, post_code: house.post_code, region: house.region })
        .collect()
}

/// What several tables need of an institution, drawn in one order.
struct House {
    chance: Chance,
    id: Uuid,
    kind: InstitutionType,
    auditor: Option<Uuid>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl House {
    fn of(plan: &Plan, index: u32) -> Self {
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
}

fn institution(plan: &Plan, index: u32, rows: &mut Rows) {
    let mut house = House::of(plan, index);
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
    let number = is_client.then(|| format!("411-{}-{}", plan.seed, index + 1));
    let mut tags = vec![TAG.to_owned()];
    let more = chance.below(3);
    tags.extend(chance.words(&demo::TAGS, more));
    rows.cell(house.id)
        .text(&name)
        .text(house.kind.name())
        .text(&street)
        .text(place.town)
        .text(place.region)
        .text(place.post_code)
        .text("France")
        .optional(number.as_deref())
        .text(if is_client { "client" } else { "prospect" })
        .optional(demo::fixed_line(chance, place.post_code).as_deref())
        .cell(house.auditor)
        .words(&tags)
        .cell(!chance.percent(3))
        .cell(house.created_at)
        .cell(house.updated_at)
        .end();
}

fn profile(plan: &Plan, index: u32, rows: &mut Rows) {
    let House { mut chance, id: institution, kind, created_at, updated_at, .. } = House::of(plan, index);
    let id = chance.key();
    let profile = demo::profile(&mut chance, kind, ComplianceStatus::ALL, plan.today);
    rows.cell(id)
        .cell(institution)
        .cell(profile.bed_capacity)
        .cell(profile.surgical_rooms)
        .cell(profile.endoscopy_rooms)
        .cell(profile.surgical_interventions)
        .cell(profile.endoscopy_interventions)
        .cell(profile.staff_count)
        .words(&profile.specialties)
        .words(&profile.departments)
        .words(&profile.equipment_types)
        .words(&profile.certifications)
        .text(profile.compliance_status.name())
        .cell(profile.last_audit_date)
        .cell(profile.compliance_expiration_date)
        .optional(profile.compliance_notes.as_deref())
        .cell(created_at)
        .cell(updated_at)
        .end();
}

/// Two to four people; the first, the primary one, has the first key of the stream.
fn contacts(plan: &Plan, index: u32, rows: &mut Rows) {
    let house = House::of(plan, index);
    let mut chance = plan.chance(Stream::Contacts, index);
    let domain = format!("etablissement-{}-{}", plan.seed, index + 1);
    let first = chance.key();
    for place in 0..chance.below(3) + 2 {
        let id = if place == 0 { first } else { chance.key() };
        let contact = demo::contact(&mut chance, house.id, &domain, place);
        let created_at = house.created_at + chrono::TimeDelta::minutes(i64::from(chance.between(1, 90_000)));
        rows.cell(id)
            .cell(house.id)
            .text(&contact.first_name)
            .text(&contact.last_name)
            .text(&contact.email)
            .optional(contact.phone.as_deref())
            .optional(contact.title.as_deref())
            .optional(contact.department.as_deref())
            .cell(contact.is_primary)
            .cell(contact.is_active)
            .cell(created_at)
            .cell(created_at)
            .end();
    }
}

/// Two to six tasks.
fn tasks(plan: &Plan, index: u32, rows: &mut Rows) {
    let house = House::of(plan, index);
    let contact = plan.key(Stream::Contacts, index);
    let mut chance = plan.chance(Stream::Tasks, index);
    for _ in 0..chance.below(5) + 2 {
        let id = chance.key();
        let assignee = house.auditor.unwrap_or_else(|| *chance.pick(&plan.auditors));
        let about = About { assignee, institution: Some(house.id), contact: chance.percent(40).then_some(contact) };
        let Drawn { values, created_at, updated_at } = demo::task(&mut chance, about, plan.today);
        let creator = if chance.percent(30) { *chance.pick(&plan.auditors) } else { assignee };
        rows.cell(id)
            .text(&values.title)
            .optional(values.description.as_deref())
            .text(values.status.name())
            .text(values.priority.name())
            .cell(values.assignee_id)
            .cell(creator)
            .cell(values.institution_id)
            .cell(values.contact_id)
            .cell(values.due_date)
            .cell(values.completed_at)
            .cell(created_at)
            .cell(updated_at)
            .end();
    }
}
