//! What callers say of the firm.

use chrono::NaiveDate;
use domain::billing::{PaymentTerms, VatRegime};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::operations::write::Change;

/// What to change of the firm; absent leaves, null clears.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct FirmUpdate {
    pub expected_version: Option<i32>,
    pub legal_name: Change<String>,
    pub legal_form: Change<String>,
    pub share_capital: Change<Decimal>,
    pub address: Option<FirmAddressInput>,
    pub siren: Change<String>,
    pub siret: Change<String>,
    pub vat_number: Change<String>,
    pub rcs_city: Change<String>,
    pub ape_code: Change<String>,
    pub phone: Change<String>,
    pub email: Change<String>,
    pub website: Change<String>,
    pub iban: Change<String>,
    pub bic: Change<String>,
    pub vat_regime: Option<VatRegime>,
    pub vat_on_debits: Option<bool>,
    pub default_payment_terms: Option<PaymentTerms>,
    pub late_penalty_rate: Change<Decimal>,
    /// Without it, its day goes too.
    pub ecb_rate: Change<Decimal>,
    pub ecb_rate_since: Change<NaiveDate>,
    pub early_payment_discount: Change<String>,
    pub invoice_series: Option<String>,
    pub invoice_number_pattern: Option<String>,
    pub credit_note_series: Option<String>,
    pub credit_note_number_pattern: Option<String>,
    pub quote_validity_days: Option<i32>,
    pub electronic_address: Change<String>,
    /// Account of what clients owe.
    pub customer_account: Option<String>,
    /// Account of what is sold.
    pub sales_account: Option<String>,
    /// Account of the VAT on it.
    pub vat_account: Option<String>,
    /// Account of the bank.
    pub bank_account: Option<String>,
    /// First month of the accounting year.
    pub accounting_year_month: Option<i32>,
    /// A picture as `data:image/png;base64,…`.
    pub logo: Change<String>,
}

/// An address, as far as it is told.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct FirmAddressInput {
    pub street: Option<String>,
    pub city: Option<String>,
    pub state: Option<String>,
    pub zip_code: Option<String>,
    pub country: Option<String>,
}
