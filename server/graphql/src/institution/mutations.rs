//! Writing institutions and their profiles.

use async_graphql::{Context, InputObject, MaybeUndefined, Object, Result};
use chrono::{DateTime, Utc};
use domain::{CommercialStatus, ComplianceStatus, InstitutionType, billing::PaymentTerms};

use super::{MedicalInstitution, MedicalProfile};
use crate::{
    Id,
    contact::NewContactInput,
    context,
    payload::{change, payload},
};
use crm::operations::{institution, medical_profile};

/// A postal address.
#[derive(Debug, Clone, InputObject)]
pub struct AddressInput {
    /// Street and number.
    pub street: String,
    /// Town.
    pub city: String,
    /// Department or region.
    #[graphql(default)]
    pub state: String,
    /// Post code; five digits in France.
    pub zip_code: String,
    /// Country.
    #[graphql(default = "France")]
    pub country: String,
}

impl From<AddressInput> for institution::AddressInput {
    fn from(input: AddressInput) -> Self {
        Self {
            street: input.street,
            city: input.city,
            state: input.state,
            zip_code: input.zip_code,
            country: input.country,
        }
    }
}

/// The medical profile of a new institution.
#[derive(Debug, Clone, Default, InputObject)]
pub struct MedicalProfileInput {
    /// Beds, 0 to 10 000.
    pub bed_capacity: MaybeUndefined<i32>,
    /// Operating rooms, 0 to 1 000.
    pub surgical_rooms: MaybeUndefined<i32>,
    /// Endoscopy rooms, 0 to 1 000.
    pub endoscopy_rooms: MaybeUndefined<i32>,
    /// Operations in a year.
    pub surgical_interventions: MaybeUndefined<i32>,
    /// Endoscopies in a year.
    pub endoscopy_interventions: MaybeUndefined<i32>,
    /// People who work there.
    pub staff_count: MaybeUndefined<i32>,
    /// Specialties.
    pub specialties: Option<Vec<String>>,
    /// Departments.
    pub departments: Option<Vec<String>>,
    /// Equipment.
    pub equipment_types: Option<Vec<String>>,
    /// Certifications.
    pub certifications: Option<Vec<String>>,
    /// Result of the last compliance audit.
    pub compliance_status: Option<ComplianceStatus>,
    /// When it took place.
    pub last_audit_date: MaybeUndefined<DateTime<Utc>>,
    /// Until when the compliance holds.
    pub compliance_expiration_date: MaybeUndefined<DateTime<Utc>>,
    /// Remarks, at most 2 000 characters.
    pub compliance_notes: MaybeUndefined<String>,
}

impl From<MedicalProfileInput> for medical_profile::ProfileInput {
    fn from(input: MedicalProfileInput) -> Self {
        Self {
            bed_capacity: change(input.bed_capacity),
            surgical_rooms: change(input.surgical_rooms),
            endoscopy_rooms: change(input.endoscopy_rooms),
            surgical_interventions: change(input.surgical_interventions),
            endoscopy_interventions: change(input.endoscopy_interventions),
            staff_count: change(input.staff_count),
            specialties: input.specialties,
            departments: input.departments,
            equipment_types: input.equipment_types,
            certifications: input.certifications,
            compliance_status: input.compliance_status,
            last_audit_date: change(input.last_audit_date),
            compliance_expiration_date: change(input.compliance_expiration_date),
            compliance_notes: change(input.compliance_notes),
        }
    }
}

/// A new institution.
#[derive(Debug, Clone, InputObject)]
pub struct CreateInstitutionInput {
    /// Name, 1 to 255 characters.
    pub name: String,
    /// Kind of establishment.
    #[graphql(name = "type")]
    pub kind: InstitutionType,
    /// Where it is.
    pub address: AddressInput,
    /// Number in the accounting program; unique.
    pub accounting_number: Option<String>,
    /// Id of the company in Digiforma; unique.
    pub digiforma_id: Option<String>,
    /// FINESS number: 9 characters; unique.
    pub finess: Option<String>,
    /// SIRET: 14 digits.
    pub siret: Option<String>,
    /// VAT number within the European Union.
    pub vat_number: Option<String>,
    /// The group that it belongs to.
    pub group_name: Option<String>,
    /// Prospect (by default) or client.
    pub commercial_status: Option<CommercialStatus>,
    /// Switchboard.
    pub main_phone: Option<String>,
    /// Who is in charge; by default who creates it.
    pub assigned_user_id: Option<Id>,
    /// Labels.
    pub tags: Option<Vec<String>>,
    /// Whether the firm works with it; by default yes.
    pub is_active: Option<bool>,
    /// Whether it pays by the rules of public procurement; by default not.
    pub is_public_body: Option<bool>,
    /// Payment terms; without them those of the law for public bodies, or the firm's.
    pub payment_terms: Option<PaymentTerms>,
    /// Where invoices go by mail.
    pub billing_email: Option<String>,
    /// Where electronic invoices go, such as `0225:732829320`.
    pub electronic_address: Option<String>,
    /// The service that a public body routes invoices to.
    pub service_code: Option<String>,
    /// The medical profile.
    pub medical_profile: Option<MedicalProfileInput>,
    /// First people; at most one of them is the primary contact.
    pub contacts: Option<Vec<NewContactInput>>,
}

impl From<CreateInstitutionInput> for institution::NewInstitution {
    fn from(input: CreateInstitutionInput) -> Self {
        Self {
            name: input.name,
            kind: input.kind,
            address: input.address.into(),
            accounting_number: input.accounting_number,
            digiforma_id: input.digiforma_id,
            finess: input.finess,
            siret: input.siret,
            vat_number: input.vat_number,
            group_name: input.group_name,
            commercial_status: input.commercial_status,
            main_phone: input.main_phone,
            assigned_user_id: input.assigned_user_id.map(Into::into),
            tags: input.tags.unwrap_or_default(),
            is_active: input.is_active,
            billing: institution::BillingInput {
                is_public_body: input.is_public_body,
                payment_terms: input.payment_terms.map(Some),
                billing_email: input.billing_email.map(Some),
                electronic_address: input.electronic_address.map(Some),
                service_code: input.service_code.map(Some),
            },
            medical_profile: input.medical_profile.unwrap_or_default().into(),
            contacts: input.contacts.unwrap_or_default().into_iter().map(Into::into).collect(),
        }
    }
}

/// What to change of an institution; what is left out stays, null clears.
#[derive(Debug, Clone, InputObject)]
pub struct UpdateInstitutionInput {
    /// Which one.
    pub id: Id,
    /// The version that the change is based on; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// Name, 1 to 255 characters.
    pub name: Option<String>,
    /// Kind of establishment.
    #[graphql(name = "type")]
    pub kind: Option<InstitutionType>,
    /// Where it is.
    pub address: Option<AddressInput>,
    /// Number in the accounting program; unique.
    pub accounting_number: MaybeUndefined<String>,
    /// Id of the company in Digiforma; unique.
    pub digiforma_id: MaybeUndefined<String>,
    /// FINESS number: 9 characters; unique.
    pub finess: MaybeUndefined<String>,
    /// SIRET: 14 digits.
    pub siret: MaybeUndefined<String>,
    /// VAT number within the European Union.
    pub vat_number: MaybeUndefined<String>,
    /// The group that it belongs to.
    pub group_name: MaybeUndefined<String>,
    /// Prospect or client.
    pub commercial_status: Option<CommercialStatus>,
    /// Switchboard.
    pub main_phone: MaybeUndefined<String>,
    /// Who is in charge.
    pub assigned_user_id: MaybeUndefined<Id>,
    /// Labels.
    pub tags: Option<Vec<String>>,
    /// Whether the firm still works with it.
    pub is_active: Option<bool>,
    /// Whether it pays by the rules of public procurement.
    pub is_public_body: Option<bool>,
    /// Payment terms; without them those of the law for public bodies, or the firm's.
    pub payment_terms: MaybeUndefined<PaymentTerms>,
    /// Where invoices go by mail.
    pub billing_email: MaybeUndefined<String>,
    /// Where electronic invoices go, such as `0225:732829320`.
    pub electronic_address: MaybeUndefined<String>,
    /// The service that a public body routes invoices to.
    pub service_code: MaybeUndefined<String>,
}

impl From<UpdateInstitutionInput> for institution::InstitutionUpdate {
    fn from(input: UpdateInstitutionInput) -> Self {
        Self {
            id: input.id.into(),
            expected_version: input.expected_version,
            name: input.name,
            kind: input.kind,
            address: input.address.map(Into::into),
            accounting_number: change(input.accounting_number),
            digiforma_id: change(input.digiforma_id),
            finess: change(input.finess),
            siret: change(input.siret),
            vat_number: change(input.vat_number),
            group_name: change(input.group_name),
            commercial_status: input.commercial_status,
            main_phone: change(input.main_phone),
            assigned_user_id: change(input.assigned_user_id).map(|id| id.map(Into::into)),
            tags: input.tags,
            is_active: input.is_active,
            billing: institution::BillingInput {
                is_public_body: input.is_public_body,
                payment_terms: change(input.payment_terms),
                billing_email: change(input.billing_email),
                electronic_address: change(input.electronic_address),
                service_code: change(input.service_code),
            },
        }
    }
}

/// What to change of a medical profile; what is left out stays, null clears.
#[derive(Debug, Clone, InputObject)]
pub struct UpdateMedicalProfileInput {
    /// The institution.
    pub institution_id: Id,
    /// The version of the profile that the change is based on; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// Beds, 0 to 10 000.
    pub bed_capacity: MaybeUndefined<i32>,
    /// Operating rooms, 0 to 1 000.
    pub surgical_rooms: MaybeUndefined<i32>,
    /// Endoscopy rooms, 0 to 1 000.
    pub endoscopy_rooms: MaybeUndefined<i32>,
    /// Operations in a year.
    pub surgical_interventions: MaybeUndefined<i32>,
    /// Endoscopies in a year.
    pub endoscopy_interventions: MaybeUndefined<i32>,
    /// People who work there.
    pub staff_count: MaybeUndefined<i32>,
    /// Specialties.
    pub specialties: Option<Vec<String>>,
    /// Departments.
    pub departments: Option<Vec<String>>,
    /// Equipment.
    pub equipment_types: Option<Vec<String>>,
    /// Certifications.
    pub certifications: Option<Vec<String>>,
    /// Result of the last compliance audit.
    pub compliance_status: Option<ComplianceStatus>,
    /// When it took place.
    pub last_audit_date: MaybeUndefined<DateTime<Utc>>,
    /// Until when the compliance holds.
    pub compliance_expiration_date: MaybeUndefined<DateTime<Utc>>,
    /// Remarks, at most 2 000 characters.
    pub compliance_notes: MaybeUndefined<String>,
}

/// Which institution to delete.
#[derive(Debug, Clone, InputObject)]
pub struct DeleteInstitutionInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Which institution to bring back.
#[derive(Debug, Clone, InputObject)]
pub struct RestoreInstitutionInput {
    /// Which one.
    pub id: Id,
}

payload!(CreateInstitutionPayload, institution: MedicalInstitution, "institution");
payload!(UpdateInstitutionPayload, institution: MedicalInstitution, "institution");
payload!(DeleteInstitutionPayload, institution: MedicalInstitution, "institution");
payload!(RestoreInstitutionPayload, institution: MedicalInstitution, "institution");
payload!(UpdateMedicalProfilePayload, medical_profile: MedicalProfile, "medical profile");

/// Mutations on institutions.
#[derive(Default)]
pub struct InstitutionMutation;

#[Object]
impl InstitutionMutation {
    /// Creates an institution, with its profile and first contacts.
    async fn create_institution(
        &self,
        ctx: &Context<'_>,
        input: CreateInstitutionInput,
    ) -> Result<CreateInstitutionPayload> {
        CreateInstitutionPayload::new(institution::create(context(ctx)?, input.into()).await)
    }

    /// Changes an institution.
    async fn update_institution(
        &self,
        ctx: &Context<'_>,
        input: UpdateInstitutionInput,
    ) -> Result<UpdateInstitutionPayload> {
        UpdateInstitutionPayload::new(institution::update(context(ctx)?, input.into()).await)
    }

    /// Changes the medical profile of an institution.
    async fn update_medical_profile(
        &self,
        ctx: &Context<'_>,
        input: UpdateMedicalProfileInput,
    ) -> Result<UpdateMedicalProfilePayload> {
        let (id, version) = (input.institution_id.into(), input.expected_version);
        let profile = medical_profile::ProfileInput {
            bed_capacity: change(input.bed_capacity),
            surgical_rooms: change(input.surgical_rooms),
            endoscopy_rooms: change(input.endoscopy_rooms),
            surgical_interventions: change(input.surgical_interventions),
            endoscopy_interventions: change(input.endoscopy_interventions),
            staff_count: change(input.staff_count),
            specialties: input.specialties,
            departments: input.departments,
            equipment_types: input.equipment_types,
            certifications: input.certifications,
            compliance_status: input.compliance_status,
            last_audit_date: change(input.last_audit_date),
            compliance_expiration_date: change(input.compliance_expiration_date),
            compliance_notes: change(input.compliance_notes),
        };
        UpdateMedicalProfilePayload::new(medical_profile::update(context(ctx)?, id, version, profile).await)
    }

    /// Deletes an institution, and its contacts with it; `restoreInstitution` brings them back.
    async fn delete_institution(
        &self,
        ctx: &Context<'_>,
        input: DeleteInstitutionInput,
    ) -> Result<DeleteInstitutionPayload> {
        let deleted = institution::delete(context(ctx)?, input.id.into(), input.expected_version).await;
        DeleteInstitutionPayload::new(deleted)
    }

    /// Brings a deleted institution back.
    async fn restore_institution(
        &self,
        ctx: &Context<'_>,
        input: RestoreInstitutionInput,
    ) -> Result<RestoreInstitutionPayload> {
        RestoreInstitutionPayload::new(institution::restore(context(ctx)?, input.id.into()).await)
    }
}
