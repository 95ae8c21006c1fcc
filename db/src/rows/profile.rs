//! Rows of `medical_profiles`.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::ComplianceStatus;
use serde::Serialize;
use uuid::Uuid;

use crate::schema::medical_profiles;

/// What people set of a medical profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = medical_profiles, check_for_backend(diesel::pg::Pg), treat_none_as_null = true)]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct ProfileValues {
    pub bed_capacity: Option<i32>,
    pub surgical_rooms: Option<i32>,
    pub endoscopy_rooms: Option<i32>,
    pub surgical_interventions: Option<i32>,
    pub endoscopy_interventions: Option<i32>,
    pub staff_count: Option<i32>,
    pub specialties: Vec<String>,
    pub departments: Vec<String>,
    pub equipment_types: Vec<String>,
    pub certifications: Vec<String>,
    pub compliance_status: ComplianceStatus,
    pub last_audit_date: Option<DateTime<Utc>>,
    pub compliance_expiration_date: Option<DateTime<Utc>>,
    pub compliance_notes: Option<String>,
}

/// The medical profile of an institution; each has one.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = medical_profiles, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct Profile {
    pub id: Uuid,
    #[diesel(embed)]
    pub values: ProfileValues,
    pub institution_id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

crate::listed!(Profile, medical_profiles);
