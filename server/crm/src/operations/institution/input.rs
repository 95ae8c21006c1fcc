//! What callers say of an institution.

use domain::{CommercialStatus, InstitutionType, billing::PaymentTerms};
use serde::Serialize;
use uuid::Uuid;

use crate::operations::{contact::NewContact, medical_profile::ProfileInput, write::Change};

/// A postal address as typed.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct AddressInput {
    pub street: String,
    pub city: String,
    pub state: String,
    pub zip_code: String,
    pub country: String,
}

/// What invoices to an institution need to know, as typed: absent leaves, null clears.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct BillingInput {
    pub is_public_body: Option<bool>,
    pub payment_terms: Change<PaymentTerms>,
    pub billing_email: Change<String>,
    pub electronic_address: Change<String>,
    pub service_code: Change<String>,
}

/// A new institution, with its profile and first contacts.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct NewInstitution {
    pub name: String,
    pub kind: InstitutionType,
    pub address: AddressInput,
    pub accounting_number: Option<String>,
    pub digiforma_id: Option<String>,
    pub finess: Option<String>,
    pub siret: Option<String>,
    pub vat_number: Option<String>,
    pub group_name: Option<String>,
    pub commercial_status: Option<CommercialStatus>,
    pub main_phone: Option<String>,
    /// Without one, the institution is assigned to who creates it.
    pub assigned_user_id: Option<Uuid>,
    pub tags: Vec<String>,
    pub is_active: Option<bool>,
    pub billing: BillingInput,
    pub medical_profile: ProfileInput,
    pub contacts: Vec<NewContact>,
}

/// What to change of an institution.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct InstitutionUpdate {
    pub id: Uuid,
    pub expected_version: Option<i32>,
    pub name: Option<String>,
    pub kind: Option<InstitutionType>,
    pub address: Option<AddressInput>,
    pub accounting_number: Change<String>,
    pub digiforma_id: Change<String>,
    pub finess: Change<String>,
    pub siret: Change<String>,
    pub vat_number: Change<String>,
    pub group_name: Change<String>,
    pub commercial_status: Option<CommercialStatus>,
    pub main_phone: Change<String>,
    pub assigned_user_id: Change<Uuid>,
    pub tags: Option<Vec<String>>,
    pub is_active: Option<bool>,
    pub billing: BillingInput,
}
