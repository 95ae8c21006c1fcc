//! Rows of `medical_institutions`.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::{CommercialStatus, DataSource, InstitutionType, billing::PaymentTerms};
use serde::Serialize;
use uuid::Uuid;

use crate::schema::medical_institutions;

/// A postal address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = medical_institutions, check_for_backend(diesel::pg::Pg))]
pub struct Address {
    /// Street and number.
    #[diesel(column_name = address_street)]
    pub street: String,
    /// Town.
    #[diesel(column_name = address_city)]
    pub city: String,
    /// Department or region; may be empty.
    #[diesel(column_name = address_state)]
    pub state: String,
    /// Post code.
    #[diesel(column_name = address_zip_code)]
    pub zip_code: String,
    /// Country.
    #[diesel(column_name = address_country)]
    pub country: String,
}

impl Address {
    /// `street, city, state, zipCode, country`, as the original writes it; empty parts are left out.
    #[must_use]
    pub fn full(&self) -> String {
        let parts = [&self.street, &self.city, &self.state, &self.zip_code, &self.country];
        parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// What invoices to an institution need to know.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = medical_institutions, check_for_backend(diesel::pg::Pg), treat_none_as_null = true)]
pub struct InstitutionBilling {
    /// It pays by the rules of public procurement.
    pub is_public_body: bool,
    /// Payment terms; by default the law's for a public body, or the firm's.
    pub payment_terms: Option<PaymentTerms>,
    /// Where invoices go by mail.
    pub billing_email: Option<String>,
    /// Where electronic invoices go (BT-49 of EN 16931).
    pub electronic_address: Option<String>,
    /// The service that a public body routes invoices to (BT-10).
    pub service_code: Option<String>,
}

/// What people set of an institution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = medical_institutions, check_for_backend(diesel::pg::Pg), treat_none_as_null = true)]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct InstitutionValues {
    pub name: String,
    #[serde(rename = "type")]
    #[diesel(column_name = type_)]
    pub kind: InstitutionType,
    #[diesel(embed)]
    pub address: Address,
    pub accounting_number: Option<String>,
    pub digiforma_id: Option<String>,
    pub finess: Option<String>,
    pub siret: Option<String>,
    pub vat_number: Option<String>,
    pub group_name: Option<String>,
    pub commercial_status: CommercialStatus,
    pub main_phone: Option<String>,
    pub assigned_user_id: Option<Uuid>,
    pub tags: Vec<String>,
    pub is_active: bool,
    #[serde(flatten)]
    #[diesel(embed)]
    pub billing: InstitutionBilling,
}

/// A hospital, clinic or medical centre.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = medical_institutions, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct Institution {
    pub id: Uuid,
    #[diesel(embed)]
    pub values: InstitutionValues,
    pub data_source: DataSource,
    pub is_locked: bool,
    pub locked_at: Option<DateTime<Utc>>,
    pub locked_reason: Option<String>,
    pub external_data: serde_json::Value,
    pub last_sync_at: serde_json::Value,
    pub deleted_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

crate::listed!(Institution, medical_institutions);
