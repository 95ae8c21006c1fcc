//! Changing the firm's identity.

use async_graphql::{Context, InputObject, MaybeUndefined, Object, Result};
use domain::billing::{PaymentTerms, VatRegime};
use rust_decimal::Decimal;

use super::FirmIdentity;
use crate::{
    Date, context,
    payload::{change, payload},
};
use crm::operations::firm::{self, FirmAddressInput, FirmUpdate};

/// The firm's address, as a whole.
#[derive(Debug, Clone, InputObject)]
#[graphql(name = "FirmAddressInput")]
pub struct AddressInput {
    /// Street and number.
    pub street: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// Department or region.
    pub state: Option<String>,
    /// Post code.
    pub zip_code: Option<String>,
    /// Country.
    pub country: Option<String>,
}

/// What to change of the firm; what is left out stays, null clears.
#[derive(Debug, Clone, InputObject)]
pub struct UpdateFirmInput {
    /// The version that the change is based on; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// Name in the register, at most 255 characters.
    pub legal_name: MaybeUndefined<String>,
    /// Legal form, such as SAS; it decides whether capital and register have to be named.
    pub legal_form: MaybeUndefined<String>,
    /// Capital in euros.
    pub share_capital: MaybeUndefined<Decimal>,
    /// Where it is.
    pub address: Option<AddressInput>,
    /// SIREN: 9 digits; by default that of the SIRET.
    pub siren: MaybeUndefined<String>,
    /// SIRET of the seat: 14 digits.
    pub siret: MaybeUndefined<String>,
    /// VAT number within the European Union.
    pub vat_number: MaybeUndefined<String>,
    /// Town of the register of commerce (RCS).
    pub rcs_city: MaybeUndefined<String>,
    /// Code of its activity (APE).
    pub ape_code: MaybeUndefined<String>,
    /// Telephone.
    pub phone: MaybeUndefined<String>,
    /// E-mail address.
    pub email: MaybeUndefined<String>,
    /// Address on the web.
    pub website: MaybeUndefined<String>,
    /// Account to pay to.
    pub iban: MaybeUndefined<String>,
    /// Code of its bank.
    pub bic: MaybeUndefined<String>,
    /// Whether it charges VAT.
    pub vat_regime: Option<VatRegime>,
    /// VAT is due when it is invoiced, not when it is paid.
    pub vat_on_debits: Option<bool>,
    /// Payment terms of clients for whom nothing else was agreed.
    pub default_payment_terms: Option<PaymentTerms>,
    /// Penalties for late payment, in per cent a year; null for the law's rate.
    pub late_penalty_rate: MaybeUndefined<Decimal>,
    /// The European Central Bank's main refinancing rate, in per cent; null where it is not known.
    pub ecb_rate: MaybeUndefined<Decimal>,
    /// The day from which that rate holds; needed with a rate.
    pub ecb_rate_since: MaybeUndefined<Date>,
    /// Discount for paying early; null for none.
    pub early_payment_discount: MaybeUndefined<String>,
    /// The series of invoices: capitals, digits and dashes.
    pub invoice_series: Option<String>,
    /// How invoices are numbered: text, `{YYYY}` or `{YY}`, `{MM}`, and a counter such as `{0001}`.
    pub invoice_number_pattern: Option<String>,
    /// The series of credit notes.
    pub credit_note_series: Option<String>,
    /// How credit notes are numbered.
    pub credit_note_number_pattern: Option<String>,
    /// Days that a new quote is valid, 1 to 3 650.
    pub quote_validity_days: Option<i32>,
    /// Where electronic invoices to the firm go.
    pub electronic_address: MaybeUndefined<String>,
    /// Account on which sales to clients are booked, by default 411000.
    pub customer_account: Option<String>,
    /// Account of what is sold, by default 706000.
    pub sales_account: Option<String>,
    /// Account of the VAT on it, by default 445710.
    pub vat_account: Option<String>,
    /// Account of the bank, by default 512000.
    pub bank_account: Option<String>,
    /// The month in which the accounting year begins, 1 to 12.
    pub accounting_year_month: Option<i32>,
    /// The logo as `data:image/png;base64,…`: PNG, JPEG, GIF or SVG, at most 512 kB.
    pub logo: MaybeUndefined<String>,
}

impl From<UpdateFirmInput> for FirmUpdate {
    fn from(input: UpdateFirmInput) -> Self {
        Self {
            expected_version: input.expected_version,
            legal_name: change(input.legal_name),
            legal_form: change(input.legal_form),
            share_capital: change(input.share_capital),
            address: input.address.map(|address| FirmAddressInput {
                street: address.street,
                city: address.city,
                state: address.state,
                zip_code: address.zip_code,
                country: address.country,
            }),
            siren: change(input.siren),
            siret: change(input.siret),
            vat_number: change(input.vat_number),
            rcs_city: change(input.rcs_city),
            ape_code: change(input.ape_code),
            phone: change(input.phone),
            email: change(input.email),
            website: change(input.website),
            iban: change(input.iban),
            bic: change(input.bic),
            vat_regime: input.vat_regime,
            vat_on_debits: input.vat_on_debits,
            default_payment_terms: input.default_payment_terms,
            late_penalty_rate: change(input.late_penalty_rate),
            ecb_rate: change(input.ecb_rate),
            ecb_rate_since: change(input.ecb_rate_since).map(|day| day.map(|day| day.0)),
            early_payment_discount: change(input.early_payment_discount),
            invoice_series: input.invoice_series,
            invoice_number_pattern: input.invoice_number_pattern,
            credit_note_series: input.credit_note_series,
            credit_note_number_pattern: input.credit_note_number_pattern,
            quote_validity_days: input.quote_validity_days,
            electronic_address: change(input.electronic_address),
            customer_account: input.customer_account,
            sales_account: input.sales_account,
            vat_account: input.vat_account,
            bank_account: input.bank_account,
            accounting_year_month: input.accounting_year_month,
            logo: change(input.logo),
        }
    }
}

payload!(UpdateFirmPayload, firm: FirmIdentity, "firm");

/// Mutation on the firm.
#[derive(Default)]
pub struct FirmMutation;

#[Object]
impl FirmMutation {
    /// Changes who the firm is on documents that are not issued yet.
    async fn update_firm(&self, ctx: &Context<'_>, input: UpdateFirmInput) -> Result<UpdateFirmPayload> {
        UpdateFirmPayload::new(firm::update(context(ctx)?, input.into()).await)
    }
}
