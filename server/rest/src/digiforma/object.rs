//! Rows of the mirror on REST.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use db::rows;
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    named::{
        DigiformaInvoiceStatusName, DigiformaMatchTypeName, DigiformaQuoteStatusName, DigiformaSyncModeName,
        DigiformaSyncStatusName, DigiformaSyncTypeName, Named,
    },
    wire,
};
use crm::operations::digiforma::sync::Tally;

/// A reading of Digiforma.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DigiformaSync)]
pub(super) struct RestSync {
    id: Uuid,
    sync_type: DigiformaSyncTypeName,
    mode: DigiformaSyncModeName,
    status: DigiformaSyncStatusName,
    #[serde(serialize_with = "wire::timestamp")]
    started_at: DateTime<Utc>,
    #[serde(serialize_with = "wire::optional_timestamp")]
    completed_at: Option<DateTime<Utc>>,
    companies_synced: i64,
    contacts_synced: i64,
    quotes_synced: i64,
    invoices_synced: i64,
    companies_created: i64,
    companies_updated: i64,
    contacts_created: i64,
    contacts_updated: i64,
    quotes_created: i64,
    quotes_updated: i64,
    invoices_created: i64,
    invoices_updated: i64,
    /// What was wrong: `{entity, recordId, message}`, at most 500.
    #[schema(value_type = Vec<Object>)]
    errors: Value,
    /// `{counters, message}`: all numbers by kind of record, and why it broke off or is partial.
    #[schema(value_type = Object)]
    metadata: Value,
    triggered_by: Option<Uuid>,
    #[serde(serialize_with = "wire::timestamp")]
    created_at: DateTime<Utc>,
    #[serde(serialize_with = "wire::timestamp")]
    updated_at: DateTime<Utc>,
}

impl From<rows::DigiformaSync> for RestSync {
    fn from(row: rows::DigiformaSync) -> Self {
        let tallies: BTreeMap<String, Tally> = serde_json::from_value(row.counters.clone()).unwrap_or_default();
        let tally = |entity: &str| tallies.get(entity).copied().unwrap_or_default();
        let (companies, contacts) = (tally("companies"), tally("contacts"));
        let (quotes, invoices) = (tally("quotes"), tally("invoices"));
        Self {
            id: row.id,
            sync_type: Named(row.sync_type),
            mode: Named(row.mode),
            status: Named(row.status),
            started_at: row.started_at,
            completed_at: row.completed_at,
            companies_synced: companies.read,
            contacts_synced: contacts.read,
            quotes_synced: quotes.read,
            invoices_synced: invoices.read,
            companies_created: companies.created,
            companies_updated: companies.updated,
            contacts_created: contacts.created,
            contacts_updated: contacts.updated,
            quotes_created: quotes.created,
            quotes_updated: quotes.updated,
            invoices_created: invoices.created,
            invoices_updated: invoices.updated,
            errors: row.errors,
            metadata: serde_json::json!({ "counters": row.counters, "message": row.message }),
            triggered_by: row.triggered_by,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A company of Digiforma.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DigiformaCompany)]
pub(super) struct RestCompany {
    id: Uuid,
    digiforma_id: String,
    institution_id: Option<Uuid>,
    name: String,
    email: Option<String>,
    phone: Option<String>,
    /// `{street, city, zipCode, country}`, as far as they are known.
    #[schema(value_type = Option<Object>)]
    address: Option<Value>,
    siret: Option<String>,
    accounting_number: Option<String>,
    website: Option<String>,
    #[serde(serialize_with = "wire::timestamp")]
    last_sync_at: DateTime<Utc>,
    /// The company as Digiforma has it.
    #[schema(value_type = Option<Object>)]
    metadata: Option<Value>,
    #[serde(serialize_with = "wire::timestamp")]
    created_at: DateTime<Utc>,
    #[serde(serialize_with = "wire::timestamp")]
    updated_at: DateTime<Utc>,
}

impl From<rows::DigiformaCompany> for RestCompany {
    fn from(row: rows::DigiformaCompany) -> Self {
        Self {
            id: row.id,
            digiforma_id: row.digiforma_id,
            institution_id: row.institution_id,
            name: row.name,
            email: row.email,
            phone: row.phone,
            address: row.address,
            siret: row.siret,
            accounting_number: row.accounting_number,
            website: row.website,
            last_sync_at: row.last_sync_at,
            metadata: row.metadata,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A quote of Digiforma.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DigiformaQuote)]
pub(super) struct RestQuote {
    id: Uuid,
    quote_number: Option<String>,
    /// In euros with tax.
    #[schema(value_type = String, example = "1200.00")]
    total_amount: Decimal,
    status: DigiformaQuoteStatusName,
    #[serde(serialize_with = "wire::timestamp")]
    created_date: DateTime<Utc>,
    #[serde(serialize_with = "wire::optional_timestamp")]
    accepted_date: Option<DateTime<Utc>>,
    /// The quote as Digiforma has it.
    #[schema(value_type = Option<Object>)]
    metadata: Option<Value>,
}

impl From<rows::DigiformaQuote> for RestQuote {
    fn from(row: rows::DigiformaQuote) -> Self {
        Self {
            id: row.id,
            quote_number: row.quote_number,
            total_amount: row.total_amount,
            status: Named(row.status),
            created_date: row.created_date,
            accepted_date: row.accepted_date,
            metadata: row.metadata,
        }
    }
}

/// An invoice or credit note of Digiforma.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DigiformaInvoice)]
pub(super) struct RestInvoice {
    id: Uuid,
    invoice_number: Option<String>,
    /// In euros with tax; negative for credit notes.
    #[schema(value_type = String, example = "1200.00")]
    total_amount: Decimal,
    /// In euros.
    #[schema(value_type = String, example = "0.00")]
    paid_amount: Decimal,
    status: DigiformaInvoiceStatusName,
    #[serde(serialize_with = "wire::timestamp")]
    issue_date: DateTime<Utc>,
    #[serde(serialize_with = "wire::optional_timestamp")]
    paid_date: Option<DateTime<Utc>>,
    /// The invoice as Digiforma has it.
    #[schema(value_type = Option<Object>)]
    metadata: Option<Value>,
}

impl From<rows::DigiformaInvoice> for RestInvoice {
    fn from(row: rows::DigiformaInvoice) -> Self {
        Self {
            id: row.id,
            invoice_number: row.invoice_number,
            total_amount: row.total_amount,
            paid_amount: row.paid_amount,
            status: Named(row.status),
            issue_date: row.issue_date,
            paid_date: row.paid_date,
            metadata: row.metadata,
        }
    }
}

/// A link of a company to an institution, or a suggestion of one.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DigiformaMapping)]
pub(super) struct RestMapping {
    id: Uuid,
    digiforma_company_id: Uuid,
    institution_id: Uuid,
    match_type: DigiformaMatchTypeName,
    /// 0 to 100.
    match_score: i32,
    match_criteria: Option<String>,
    confirmed_by: Option<Uuid>,
    #[serde(serialize_with = "wire::optional_timestamp")]
    confirmed_at: Option<DateTime<Utc>>,
    notes: Option<String>,
}

impl From<rows::DigiformaMapping> for RestMapping {
    fn from(row: rows::DigiformaMapping) -> Self {
        Self {
            id: row.id,
            digiforma_company_id: row.digiforma_company_id,
            institution_id: row.institution_id,
            match_type: Named(row.match_type),
            match_score: row.match_score,
            match_criteria: row.match_criteria,
            confirmed_by: row.confirmed_by,
            confirmed_at: row.confirmed_at,
            notes: row.notes,
        }
    }
}

/// A company, shortly.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DigiformaCompanyShort)]
pub(super) struct ShortCompany {
    id: Uuid,
    name: String,
    #[schema(value_type = Option<Object>)]
    address: Option<Value>,
}

impl From<rows::DigiformaCompany> for ShortCompany {
    fn from(row: rows::DigiformaCompany) -> Self {
        Self { id: row.id, name: row.name, address: row.address }
    }
}

/// An institution, shortly.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DigiformaInstitutionShort)]
pub(super) struct ShortInstitution {
    id: Uuid,
    name: String,
    #[schema(value_type = Object)]
    address: Value,
    accounting_number: Option<String>,
    is_locked: bool,
}

impl From<rows::Institution> for ShortInstitution {
    fn from(row: rows::Institution) -> Self {
        Self {
            id: row.id,
            address: serde_json::to_value(&row.values.address).unwrap_or_default(),
            name: row.values.name,
            accounting_number: row.values.accounting_number,
            is_locked: row.is_locked,
        }
    }
}
