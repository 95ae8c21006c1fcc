//! The object `MedicalProfile`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::rows;
use domain::ComplianceStatus;

use super::{MedicalInstitution, institutions_by_id};
use crate::{
    Id, columns,
    rows::{Alone, Loading, One, Relation, Row, alone},
};

/// What an institution can do: beds, rooms, staff, specialties, compliance.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct MedicalProfile {
    /// Id.
    pub id: Id,
    /// Id of the institution.
    pub institution_id: Id,
    /// Beds.
    pub bed_capacity: Option<i32>,
    /// Operating rooms.
    pub surgical_rooms: Option<i32>,
    /// Endoscopy rooms.
    pub endoscopy_rooms: Option<i32>,
    /// Operations in a year.
    pub surgical_interventions: Option<i32>,
    /// Endoscopies in a year.
    pub endoscopy_interventions: Option<i32>,
    /// People who work there.
    pub staff_count: Option<i32>,
    /// Specialties, in lower case.
    pub specialties: Vec<String>,
    /// Departments, in lower case.
    pub departments: Vec<String>,
    /// Equipment, in lower case.
    pub equipment_types: Vec<String>,
    /// Certifications.
    pub certifications: Vec<String>,
    /// Result of the last compliance audit.
    pub compliance_status: ComplianceStatus,
    /// When it took place.
    pub last_audit_date: Option<DateTime<Utc>>,
    /// Until when the compliance holds.
    pub compliance_expiration_date: Option<DateTime<Utc>>,
    /// Remarks.
    pub compliance_notes: Option<String>,
    /// Rises with each change; give it back as `expectedVersion`.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<rows::Profile> for MedicalProfile {
    fn from(row: rows::Profile) -> Self {
        let values = row.values;
        Self {
            id: row.id.into(),
            institution_id: row.institution_id.into(),
            bed_capacity: values.bed_capacity,
            surgical_rooms: values.surgical_rooms,
            endoscopy_rooms: values.endoscopy_rooms,
            surgical_interventions: values.surgical_interventions,
            endoscopy_interventions: values.endoscopy_interventions,
            staff_count: values.staff_count,
            specialties: values.specialties,
            departments: values.departments,
            equipment_types: values.equipment_types,
            certifications: values.certifications,
            compliance_status: values.compliance_status,
            last_audit_date: values.last_audit_date,
            compliance_expiration_date: values.compliance_expiration_date,
            compliance_notes: values.compliance_notes,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl Row for MedicalProfile {
    columns!(
        id,
        institution_id,
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
        compliance_status,
        last_audit_date,
        compliance_expiration_date,
        compliance_notes,
        version,
        created_at,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &["institution"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        if field.name() != "institution" {
            return None;
        }
        let ids = field.keys(|row| row.institution_id.0);
        let load = institutions_by_id(field.context(), ids);
        Some(field.one(load, |row| Some(row.institution_id), |institution| institution.id))
    }
}

#[ComplexObject]
impl MedicalProfile {
    /// The institution.
    async fn institution(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<MedicalInstitution>>>> {
        alone(self, ctx).await
    }
}
