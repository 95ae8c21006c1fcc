//! The medical profile of an institution.

use chrono::{DateTime, Utc};
use db::{
    rows::{Profile, ProfileValues},
    schema::medical_profiles,
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{ComplianceStatus, Permission, text};
use serde::Serialize;
use uuid::Uuid;

use super::{
    idempotency,
    institution::{self, Presence},
    validate::Checks,
    write::{Change, Event, announce, check_version, differences},
};
use crate::{Context, Result};

/// The values of a profile that nobody has filled in.
pub(super) const EMPTY: ProfileValues = ProfileValues {
    bed_capacity: None,
    surgical_rooms: None,
    endoscopy_rooms: None,
    surgical_interventions: None,
    endoscopy_interventions: None,
    staff_count: None,
    specialties: Vec::new(),
    departments: Vec::new(),
    equipment_types: Vec::new(),
    certifications: Vec::new(),
    compliance_status: ComplianceStatus::PendingReview,
    last_audit_date: None,
    compliance_expiration_date: None,
    compliance_notes: None,
};

/// What to set of a profile.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct ProfileInput {
    pub bed_capacity: Change<i32>,
    pub surgical_rooms: Change<i32>,
    pub endoscopy_rooms: Change<i32>,
    pub surgical_interventions: Change<i32>,
    pub endoscopy_interventions: Change<i32>,
    pub staff_count: Change<i32>,
    pub specialties: Option<Vec<String>>,
    pub departments: Option<Vec<String>>,
    pub equipment_types: Option<Vec<String>>,
    pub certifications: Option<Vec<String>>,
    pub compliance_status: Option<ComplianceStatus>,
    pub last_audit_date: Change<DateTime<Utc>>,
    pub compliance_expiration_date: Change<DateTime<Utc>>,
    pub compliance_notes: Change<String>,
}

/// Changes the profile of an institution.
///
/// # Errors
/// No right, unknown, stale, or invalid input.
pub async fn update(
    ctx: &Context,
    institution_id: Uuid,
    expected_version: Option<i32>,
    input: ProfileInput,
) -> Result<Profile> {
    ctx.viewer.may_write("institution", Permission::EditAssignedInstitutions)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let replayed = idempotency::claim(conn, ctx, "updateMedicalProfile", &(institution_id, &input)).await?;
            institution::lock(conn, ctx, institution_id, Presence::Present).await?;
            let row = of(conn, institution_id).await?;
            if replayed.is_some() {
                return Ok(row);
            }
            check_version("medical profile", expected_version, row.version)?;
            let mut checks = Checks::default();
            let values = checked(&mut checks, "", row.values.clone(), &input);
            checks.finish()?;
            let changes = differences(Some(&row.values), &values)?;
            idempotency::keep(conn, ctx, row.id).await?;
            if changes.is_empty() {
                return Ok(row);
            }
            let row = diesel::update(medical_profiles::table.find(row.id))
                .set(&values)
                .returning(Profile::as_returning())
                .get_result(conn)
                .await?;
            announce_profile(conn, ctx, institution_id, changes).await?;
            Ok(row)
        })
        .await
}

/// Fills what is empty in the profile of an institution that the caller has locked.
pub(super) async fn fill(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    institution_id: Uuid,
    new: &ProfileValues,
) -> Result<()> {
    let row = of(conn, institution_id).await?;
    let old = row.values;
    let labels = |old: &Vec<String>, new: &Vec<String>| if old.is_empty() { new.clone() } else { old.clone() };
    let values = ProfileValues {
        bed_capacity: old.bed_capacity.or(new.bed_capacity),
        surgical_rooms: old.surgical_rooms.or(new.surgical_rooms),
        endoscopy_rooms: old.endoscopy_rooms.or(new.endoscopy_rooms),
        surgical_interventions: old.surgical_interventions.or(new.surgical_interventions),
        endoscopy_interventions: old.endoscopy_interventions.or(new.endoscopy_interventions),
        staff_count: old.staff_count.or(new.staff_count),
        specialties: labels(&old.specialties, &new.specialties),
        departments: labels(&old.departments, &new.departments),
        equipment_types: labels(&old.equipment_types, &new.equipment_types),
        certifications: labels(&old.certifications, &new.certifications),
        compliance_notes: old.compliance_notes.clone().or_else(|| new.compliance_notes.clone()),
        ..old.clone()
    };
    let changes = differences(Some(&old), &values)?;
    if changes.is_empty() {
        return Ok(());
    }
    diesel::update(medical_profiles::table.find(row.id)).set(&values).execute(conn).await?;
    announce_profile(conn, ctx, institution_id, changes).await
}

async fn announce_profile(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    institution_id: Uuid,
    changes: serde_json::Map<String, serde_json::Value>,
) -> Result<()> {
    let event = Event {
        name: "institution.updated",
        entity: "institution",
        id: institution_id,
        institution_id: Some(institution_id),
        changes: &serde_json::Map::from_iter([("medicalProfile".to_owned(), changes.into())]),
        public: true,
    };
    announce(conn, ctx, event).await
}

/// The profile of an institution that the caller was found to see.
async fn of(conn: &mut AsyncPgConnection, institution_id: Uuid) -> Result<Profile> {
    let row = medical_profiles::table
        .filter(medical_profiles::institution_id.eq(institution_id))
        .select(Profile::as_select())
        .first(conn)
        .await
        .optional()?;
    match row {
        Some(row) => Ok(row),
        None => insert(conn, institution_id, &EMPTY).await,
    }
}

/// Writes the profile of a new institution.
pub(super) async fn insert(
    conn: &mut AsyncPgConnection,
    institution_id: Uuid,
    values: &ProfileValues,
) -> Result<Profile> {
    let row = diesel::insert_into(medical_profiles::table)
        .values((medical_profiles::id.eq(Uuid::now_v7()), medical_profiles::institution_id.eq(institution_id), values))
        .returning(Profile::as_returning())
        .get_result(conn)
        .await?;
    Ok(row)
}

/// The old values with the input laid over them, as they are stored. `at` is the path of the profile in the input.
pub(super) fn checked(checks: &mut Checks, at: &str, old: ProfileValues, input: &ProfileInput) -> ProfileValues {
    let mut number = |field: &str, change: Change<i32>, old: Option<i32>, most: i32| {
        checks.range(&format!("{at}{field}"), change.flatten(), 0, most);
        change.unwrap_or(old)
    };
    let bed_capacity = number("bedCapacity", input.bed_capacity, old.bed_capacity, 10_000);
    let surgical_rooms = number("surgicalRooms", input.surgical_rooms, old.surgical_rooms, 1_000);
    let endoscopy_rooms = number("endoscopyRooms", input.endoscopy_rooms, old.endoscopy_rooms, 1_000);
    let surgical_interventions =
        number("surgicalInterventions", input.surgical_interventions, old.surgical_interventions, i32::MAX);
    let endoscopy_interventions =
        number("endoscopyInterventions", input.endoscopy_interventions, old.endoscopy_interventions, i32::MAX);
    let staff_count = number("staffCount", input.staff_count, old.staff_count, i32::MAX);
    let mut labels = |field: &str, change: &Option<Vec<String>>, old: Vec<String>| match change {
        Some(values) => checks.labels(&format!("{at}{field}"), values, 100),
        None => old,
    };
    let specialties = labels("specialties", &input.specialties, old.specialties);
    let departments = labels("departments", &input.departments, old.departments);
    let equipment_types = labels("equipmentTypes", &input.equipment_types, old.equipment_types);
    let certifications = match &input.certifications {
        Some(values) => values.iter().filter_map(|value| text::optional(Some(value))).collect(),
        None => old.certifications,
    };
    let last_audit_date = input.last_audit_date.unwrap_or(old.last_audit_date);
    let compliance_expiration_date = input.compliance_expiration_date.unwrap_or(old.compliance_expiration_date);
    if let (Some(audit), Some(expiration)) = (last_audit_date, compliance_expiration_date)
        && expiration < audit
    {
        checks.refuse(
            &format!("{at}complianceExpirationDate"),
            "BEFORE_AUDIT",
            "The compliance ends before the last audit took place.",
        );
    }
    let compliance_notes = match &input.compliance_notes {
        Some(notes) => checks.optional(&format!("{at}complianceNotes"), notes.as_deref(), 2_000),
        None => old.compliance_notes,
    };
    ProfileValues {
        bed_capacity,
        surgical_rooms,
        endoscopy_rooms,
        surgical_interventions,
        endoscopy_interventions,
        staff_count,
        specialties,
        departments,
        equipment_types,
        certifications,
        compliance_status: input.compliance_status.unwrap_or(old.compliance_status),
        last_audit_date,
        compliance_expiration_date,
        compliance_notes,
    }
}
