//! Rows of the mirror of Digiforma, as they are read; [`crate::digiforma`] writes them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::{
    DigiformaContactKind, DigiformaInvoiceStatus, DigiformaMatchType, DigiformaPhase, DigiformaQuoteStatus,
    DigiformaSyncFrequency, DigiformaSyncMode, DigiformaSyncStatus, DigiformaSyncType, DigiformaTestOutcome,
};
use rust_decimal::Decimal;
use serde::Serialize;
use uuid::Uuid;

use crate::schema::{
    digiforma_companies, digiforma_contacts, digiforma_institution_mappings, digiforma_invoices, digiforma_quotes,
    digiforma_settings, digiforma_syncs,
};

/// What administrators set of the connection; the token stands apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = digiforma_settings, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct DigiformaSettingsValues {
    pub api_url: String,
    pub is_enabled: bool,
    pub auto_sync_enabled: bool,
    pub sync_frequency: DigiformaSyncFrequency,
    pub create_institutions: bool,
    pub create_contacts: bool,
}

/// The connection to Digiforma.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = digiforma_settings, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct DigiformaSettings {
    pub id: Uuid,
    #[diesel(embed)]
    pub values: DigiformaSettingsValues,
    pub bearer_token_sealed: Option<Vec<u8>>,
    pub last_test_date: Option<DateTime<Utc>>,
    pub last_test_success: Option<bool>,
    pub last_test_message: Option<String>,
    pub last_test_outcome: Option<DigiformaTestOutcome>,
    pub last_sync_date: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// A reading of Digiforma.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = digiforma_syncs, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct DigiformaSync {
    pub id: Uuid,
    pub sync_type: DigiformaSyncType,
    pub mode: DigiformaSyncMode,
    pub status: DigiformaSyncStatus,
    pub phase: Option<DigiformaPhase>,
    pub started_at: DateTime<Utc>,
    pub completed_at: Option<DateTime<Utc>>,
    pub heartbeat_at: Option<DateTime<Utc>>,
    pub lease_owner: Option<Uuid>,
    pub cancel_requested_at: Option<DateTime<Utc>>,
    pub counters: serde_json::Value,
    pub finished_phases: Vec<String>,
    pub errors: serde_json::Value,
    pub message: Option<String>,
    pub triggered_by: Option<Uuid>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

crate::listed!(DigiformaSync, digiforma_syncs);

/// A company.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = digiforma_companies, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct DigiformaCompany {
    pub id: Uuid,
    pub digiforma_id: String,
    pub institution_id: Option<Uuid>,
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub address: Option<serde_json::Value>,
    pub siret: Option<String>,
    pub accounting_number: Option<String>,
    pub website: Option<String>,
    pub removed_at: Option<DateTime<Utc>>,
    pub last_sync_at: DateTime<Utc>,
    pub metadata: Option<serde_json::Value>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

crate::listed!(DigiformaCompany, digiforma_companies);

/// A contact of a company, or a trainee.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = digiforma_contacts, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct DigiformaContact {
    pub id: Uuid,
    pub kind: DigiformaContactKind,
    pub digiforma_id: String,
    pub digiforma_company_id: Option<Uuid>,
    pub contact_person_id: Option<Uuid>,
    pub first_name: String,
    pub last_name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub role: Option<String>,
    pub removed_at: Option<DateTime<Utc>>,
    pub last_sync_at: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

crate::listed!(DigiformaContact, digiforma_contacts);

/// A quotation.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = digiforma_quotes, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct DigiformaQuote {
    pub id: Uuid,
    pub digiforma_id: String,
    pub digiforma_company_id: Option<Uuid>,
    pub institution_id: Option<Uuid>,
    pub recipient_name: Option<String>,
    pub quote_number: Option<String>,
    pub status: DigiformaQuoteStatus,
    pub net_amount: Decimal,
    pub total_amount: Decimal,
    pub currency: String,
    pub created_date: DateTime<Utc>,
    pub accepted_date: Option<DateTime<Utc>>,
    pub removed_at: Option<DateTime<Utc>>,
    pub last_sync_at: DateTime<Utc>,
    pub metadata: Option<serde_json::Value>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

crate::listed!(DigiformaQuote, digiforma_quotes);

/// An invoice or credit note.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = digiforma_invoices, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct DigiformaInvoice {
    pub id: Uuid,
    pub digiforma_id: String,
    pub digiforma_company_id: Option<Uuid>,
    pub institution_id: Option<Uuid>,
    pub recipient_name: Option<String>,
    pub invoice_number: Option<String>,
    pub status: DigiformaInvoiceStatus,
    pub net_amount: Decimal,
    pub total_amount: Decimal,
    pub paid_amount: Decimal,
    pub currency: String,
    pub issue_date: DateTime<Utc>,
    pub due_date: Option<DateTime<Utc>>,
    pub paid_date: Option<DateTime<Utc>>,
    pub removed_at: Option<DateTime<Utc>>,
    pub last_sync_at: DateTime<Utc>,
    pub metadata: Option<serde_json::Value>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

crate::listed!(DigiformaInvoice, digiforma_invoices);

/// Why a company is linked to an institution, or might be.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = digiforma_institution_mappings, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct DigiformaMapping {
    pub id: Uuid,
    pub digiforma_company_id: Uuid,
    pub institution_id: Uuid,
    pub match_type: DigiformaMatchType,
    pub match_score: i32,
    pub match_criteria: Option<String>,
    pub confirmed_by: Option<Uuid>,
    pub confirmed_at: Option<DateTime<Utc>>,
    pub notes: Option<String>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

crate::listed!(DigiformaMapping, digiforma_institution_mappings);

impl DigiformaMapping {
    /// Whether it links: a suggestion does not before a person confirms it.
    #[must_use]
    pub fn is_linked(&self) -> bool {
        self.match_type != DigiformaMatchType::Fuzzy || self.confirmed_at.is_some()
    }
}
