//! The row of `firm_identity`, and those of `document_counters`.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use domain::billing::{PaymentTerms, VatRegime};
use rust_decimal::Decimal;
use serde::Serialize;
use uuid::Uuid;

use crate::schema::{document_counters, firm_identity};

/// Where the firm is, as far as it was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = firm_identity, check_for_backend(diesel::pg::Pg), treat_none_as_null = true)]
pub struct FirmAddress {
    /// Street and number.
    #[diesel(column_name = address_street)]
    pub street: Option<String>,
    /// Town.
    #[diesel(column_name = address_city)]
    pub city: Option<String>,
    /// Department or region; may be empty.
    #[diesel(column_name = address_state)]
    pub state: String,
    /// Post code.
    #[diesel(column_name = address_zip_code)]
    pub zip_code: Option<String>,
    /// Country.
    #[diesel(column_name = address_country)]
    pub country: Option<String>,
}

/// Where the firm's sales and payments are booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = firm_identity, check_for_backend(diesel::pg::Pg))]
pub struct FirmAccounting {
    /// What clients owe.
    pub customer_account: String,
    /// What is sold, before tax.
    pub sales_account: String,
    /// VAT on it.
    pub vat_account: String,
    /// The bank.
    pub bank_account: String,
    /// The month in which the accounting year begins, 1 to 12.
    pub accounting_year_month: i32,
}

/// What administrators set of the firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = firm_identity, check_for_backend(diesel::pg::Pg), treat_none_as_null = true)]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct FirmValues {
    pub legal_name: Option<String>,
    pub legal_form: Option<String>,
    pub share_capital: Option<Decimal>,
    #[diesel(embed)]
    pub address: FirmAddress,
    pub siren: Option<String>,
    pub siret: Option<String>,
    pub vat_number: Option<String>,
    pub rcs_city: Option<String>,
    pub ape_code: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub website: Option<String>,
    pub iban: Option<String>,
    pub bic: Option<String>,
    pub vat_regime: VatRegime,
    pub vat_on_debits: bool,
    pub default_payment_terms: PaymentTerms,
    pub late_penalty_rate: Option<Decimal>,
    pub ecb_rate: Option<Decimal>,
    pub ecb_rate_since: Option<NaiveDate>,
    pub early_payment_discount: Option<String>,
    pub invoice_series: String,
    pub invoice_number_pattern: String,
    pub credit_note_series: String,
    pub credit_note_number_pattern: String,
    pub quote_validity_days: i32,
    pub electronic_address: Option<String>,
    pub logo_file_id: Option<Uuid>,
    #[serde(flatten)]
    #[diesel(embed)]
    pub accounting: FirmAccounting,
}

/// Who the firm is on its documents.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = firm_identity, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct FirmIdentity {
    #[diesel(embed)]
    pub values: FirmValues,
    pub version: i32,
    pub updated_at: DateTime<Utc>,
}

/// The last number that was given in a series and year.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Identifiable, AsChangeset)]
#[diesel(table_name = document_counters, primary_key(series, year), check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct DocumentCounter {
    pub series: String,
    pub year: i32,
    pub last_number: i32,
    pub last_issue_date: Option<NaiveDate>,
    pub last_hash: Option<Vec<u8>>,
}
