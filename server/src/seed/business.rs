//! Invented institutions and what belongs to them.

use domain::ComplianceStatus;

use super::{Place, Plan, Rows, Stream, TAG, Table, house::House};
use crate::demo::{self, About, Drawn};

/// In the order of their references.
pub(super) const TABLES: &[Table] = &[
    Table {
        name: "medical_institutions",
        statement: "COPY medical_institutions (id, name, type, address_street, address_city, address_state, \
                    address_zip_code, address_country, accounting_number, siret, is_public_body, commercial_status, \
                    main_phone, assigned_user_id, tags, is_active, created_at, updated_at) FROM STDIN",
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

/// The towns of the demo company's establishments.
pub(super) fn places() -> Vec<Place> {
    let establishments = demo::establishments().unwrap_or_default();
    establishments
        .into_iter()
        .map(|house| Place { town: house.town, post_code: house.post_code, region: house.region })
        .collect()
}

fn institution(plan: &Plan, index: u32, rows: &mut Rows) {
    let (house, trade) = House::with_trade(plan, index);
    let House { mut chance, id, kind, auditor, created_at, updated_at } = house;
    let mut tags = vec![TAG.to_owned()];
    let more = chance.below(3);
    tags.extend(chance.words(&demo::TAGS, more));
    rows.cell(id)
        .text(&trade.name)
        .text(kind.name())
        .text(&trade.street)
        .text(trade.place.town)
        .text(trade.place.region)
        .text(trade.place.post_code)
        .text("France")
        .optional(trade.accounting_number.as_deref())
        .optional(trade.siret.as_deref())
        .cell(trade.is_public_body)
        .text(if trade.is_client { "client" } else { "prospect" })
        .optional(demo::fixed_line(&mut chance, trade.place.post_code).as_deref())
        .cell(auditor)
        .words(&tags)
        .cell(!chance.percent(3))
        .cell(created_at)
        .cell(updated_at)
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
