//! A medical profile on REST, and changing it.

use axum::{http::HeaderMap, response::Response};
use chrono::{DateTime, Utc};
use db::rows::Profile;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    Result,
    envelope::Success,
    extract::{Id, Json, Signed},
    named::{ComplianceStatusName, Named},
    version, wire,
};
use crm::operations::medical_profile::{self, ProfileInput};

/// What an institution can do: beds, rooms, staff, specialties, compliance.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MedicalProfile)]
pub(super) struct RestProfile {
    id: Uuid,
    pub(super) institution_id: Uuid,
    bed_capacity: Option<i32>,
    surgical_rooms: Option<i32>,
    endoscopy_rooms: Option<i32>,
    /// Operations in a year.
    surgical_interventions: Option<i32>,
    /// Endoscopies in a year.
    endoscopy_interventions: Option<i32>,
    staff_count: Option<i32>,
    /// In lower case.
    specialties: Vec<String>,
    /// In lower case.
    departments: Vec<String>,
    /// In lower case.
    equipment_types: Vec<String>,
    certifications: Vec<String>,
    compliance_status: ComplianceStatusName,
    #[serde(serialize_with = "wire::optional_timestamp")]
    last_audit_date: Option<DateTime<Utc>>,
    #[serde(serialize_with = "wire::optional_timestamp")]
    compliance_expiration_date: Option<DateTime<Utc>>,
    compliance_notes: Option<String>,
    /// Rises with each change; the number in the `ETag`.
    version: i32,
    #[serde(serialize_with = "wire::timestamp")]
    created_at: DateTime<Utc>,
    #[serde(serialize_with = "wire::timestamp")]
    updated_at: DateTime<Utc>,
}

impl From<Profile> for RestProfile {
    fn from(row: Profile) -> Self {
        let values = row.values;
        Self {
            id: row.id,
            institution_id: row.institution_id,
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
            compliance_status: Named(values.compliance_status),
            last_audit_date: values.last_audit_date,
            compliance_expiration_date: values.compliance_expiration_date,
            compliance_notes: values.compliance_notes,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// What to set of a medical profile; what is left out stays, `null` clears.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MedicalProfileInput)]
pub(super) struct ProfileBody {
    /// Beds, 0 to 10 000.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<i32>)]
    bed_capacity: Option<Option<i32>>,
    /// Operating rooms, 0 to 1 000.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<i32>)]
    surgical_rooms: Option<Option<i32>>,
    /// Endoscopy rooms, 0 to 1 000.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<i32>)]
    endoscopy_rooms: Option<Option<i32>>,
    /// Operations in a year, 0 or more.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<i32>)]
    surgical_interventions: Option<Option<i32>>,
    /// Endoscopies in a year, 0 or more.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<i32>)]
    endoscopy_interventions: Option<Option<i32>>,
    /// People who work there, 0 or more.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<i32>)]
    staff_count: Option<Option<i32>>,
    /// Stored in lower case.
    specialties: Option<Vec<String>>,
    /// Stored in lower case.
    departments: Option<Vec<String>>,
    /// Stored in lower case.
    equipment_types: Option<Vec<String>>,
    certifications: Option<Vec<String>>,
    /// By default `pending_review`.
    compliance_status: Option<ComplianceStatusName>,
    /// A date, or an instant.
    #[serde(default, deserialize_with = "wire::given_instant")]
    #[schema(value_type = Option<String>, example = "2026-01-31T09:00:00.000Z")]
    last_audit_date: Option<Option<DateTime<Utc>>>,
    /// A date, or an instant; not before the last audit.
    #[serde(default, deserialize_with = "wire::given_instant")]
    #[schema(value_type = Option<String>, example = "2027-01-31")]
    compliance_expiration_date: Option<Option<DateTime<Utc>>>,
    /// At most 2 000 characters.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    compliance_notes: Option<Option<String>>,
}

impl From<ProfileBody> for ProfileInput {
    fn from(body: ProfileBody) -> Self {
        Self {
            bed_capacity: body.bed_capacity,
            surgical_rooms: body.surgical_rooms,
            endoscopy_rooms: body.endoscopy_rooms,
            surgical_interventions: body.surgical_interventions,
            endoscopy_interventions: body.endoscopy_interventions,
            staff_count: body.staff_count,
            specialties: body.specialties,
            departments: body.departments,
            equipment_types: body.equipment_types,
            certifications: body.certifications,
            compliance_status: body.compliance_status.map(|status| status.0),
            last_audit_date: body.last_audit_date,
            compliance_expiration_date: body.compliance_expiration_date,
            compliance_notes: body.compliance_notes,
        }
    }
}

/// A changed profile.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ProfileData {
    medical_profile: RestProfile,
}

/// Change the medical profile
///
/// `If-Match` takes the profile's own tag: `"v"` and `medicalProfile.version`.
#[utoipa::path(
    put, path = "/api/institutions/{id}/medical-profile", tag = "institutions", operation_id = "updateMedicalProfile",
    params(("id" = Uuid, Path, description = "The institution")),
    request_body = ProfileBody,
    responses((status = 200, description = "The changed profile", body = Success<ProfileData>)),
    security(("bearer" = []))
)]
pub(super) async fn update_profile(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(body): Json<ProfileBody>,
) -> Result<Response> {
    let expected = version::expected(&headers)?;
    let row = medical_profile::update(&ctx, id, expected, body.into()).await.map_err(version::failed)?;
    let version = row.version;
    let answer =
        Success::with_message(ProfileData { medical_profile: row.into() }, "Medical profile updated successfully");
    Ok(version::tagged(&HeaderMap::new(), version, answer))
}
