//! The object `FirmIdentity`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::rows;
use domain::billing::{PaymentTerms, VatRegime};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::{
    Date, Id, columns, context,
    payload::UserError,
    rows::{Alone, Loading, One, Relation, Row, Rows, alone},
};
use crm::operations::firm;

/// Where the firm is, as far as it was told.
#[derive(Debug, Clone, SimpleObject)]
pub struct FirmAddress {
    /// Street and number.
    pub street: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// Department or region; may be empty.
    pub state: String,
    /// Post code.
    pub zip_code: Option<String>,
    /// Country.
    pub country: Option<String>,
}

impl Row for FirmAddress {
    columns!(street, city, state, zip_code, country);
}

/// Who the firm is on its documents. Documents that were issued keep what it was then.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct FirmIdentity {
    /// Name in the register.
    pub legal_name: Option<String>,
    /// Legal form, such as SAS.
    pub legal_form: Option<String>,
    /// Capital in euros, of companies that have one.
    pub share_capital: Option<Decimal>,
    /// SIREN: 9 digits.
    pub siren: Option<String>,
    /// SIRET of the seat: 14 digits.
    pub siret: Option<String>,
    /// VAT number within the European Union.
    pub vat_number: Option<String>,
    /// Town of the register of commerce (RCS).
    pub rcs_city: Option<String>,
    /// Code of its activity (APE), such as `7022Z`.
    pub ape_code: Option<String>,
    /// Telephone, in E.164 form.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Address on the web.
    pub website: Option<String>,
    /// Account to pay to.
    pub iban: Option<String>,
    /// Code of its bank.
    pub bic: Option<String>,
    /// Whether it charges VAT.
    pub vat_regime: VatRegime,
    /// VAT is due when it is invoiced, not when it is paid.
    pub vat_on_debits: bool,
    /// Payment terms of clients for whom nothing else was agreed.
    pub default_payment_terms: PaymentTerms,
    /// Penalties for late payment, in per cent a year; without a rate, the law's.
    pub late_penalty_rate: Option<Decimal>,
    /// The European Central Bank's main refinancing rate, in per cent: 10 points more are the law's penalties, 8 those that
    /// public bodies owe.
    pub ecb_rate: Option<Decimal>,
    /// The day from which that rate holds.
    pub ecb_rate_since: Option<Date>,
    /// Discount for paying early; without a text, there is none.
    pub early_payment_discount: Option<String>,
    /// The series of invoices.
    pub invoice_series: String,
    /// How invoices are numbered, such as `INV{YYYY}{MM}{0001}`; the counter counts within a series and year.
    pub invoice_number_pattern: String,
    /// The series of credit notes.
    pub credit_note_series: String,
    /// How credit notes are numbered.
    pub credit_note_number_pattern: String,
    /// Days that a new quote is valid.
    pub quote_validity_days: i32,
    /// Where electronic invoices to the firm go.
    pub electronic_address: Option<String>,
    /// Id of the file of the logo.
    pub logo_file_id: Option<Id>,
    /// Account on which it books what clients owe.
    pub customer_account: String,
    /// Account on which it books sales.
    pub sales_account: String,
    /// Account on which it books the VAT on them.
    pub vat_account: String,
    /// Account of its bank.
    pub bank_account: String,
    /// The month in which its accounting year begins, 1 to 12.
    pub accounting_year_month: i32,
    /// Rises with each change; give it back as `expectedVersion`.
    pub version: i32,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    #[graphql(skip)]
    values: rows::FirmValues,
}

impl From<rows::FirmIdentity> for FirmIdentity {
    fn from(row: rows::FirmIdentity) -> Self {
        let values = row.values.clone();
        Self {
            legal_name: values.legal_name,
            legal_form: values.legal_form,
            share_capital: values.share_capital,
            siren: values.siren,
            siret: values.siret,
            vat_number: values.vat_number,
            rcs_city: values.rcs_city,
            ape_code: values.ape_code,
            phone: values.phone,
            email: values.email,
            website: values.website,
            iban: values.iban,
            bic: values.bic,
            vat_regime: values.vat_regime,
            vat_on_debits: values.vat_on_debits,
            default_payment_terms: values.default_payment_terms,
            late_penalty_rate: values.late_penalty_rate,
            ecb_rate: values.ecb_rate,
            ecb_rate_since: values.ecb_rate_since.map(Date),
            early_payment_discount: values.early_payment_discount,
            invoice_series: values.invoice_series,
            invoice_number_pattern: values.invoice_number_pattern,
            credit_note_series: values.credit_note_series,
            credit_note_number_pattern: values.credit_note_number_pattern,
            quote_validity_days: values.quote_validity_days,
            electronic_address: values.electronic_address,
            logo_file_id: values.logo_file_id.map(Id),
            customer_account: values.accounting.customer_account,
            sales_account: values.accounting.sales_account,
            vat_account: values.accounting.vat_account,
            bank_account: values.accounting.bank_account,
            accounting_year_month: values.accounting.accounting_year_month,
            version: row.version,
            updated_at: row.updated_at,
            values: row.values,
        }
    }
}

impl Row for FirmIdentity {
    columns!(
        legal_name,
        legal_form,
        share_capital,
        siren,
        siret,
        vat_number,
        rcs_city,
        ape_code,
        phone,
        email,
        website,
        iban,
        bic,
        vat_regime,
        vat_on_debits,
        default_payment_terms,
        late_penalty_rate,
        ecb_rate,
        ecb_rate_since,
        early_payment_discount,
        invoice_series,
        invoice_number_pattern,
        credit_note_series,
        credit_note_number_pattern,
        quote_validity_days,
        electronic_address,
        logo_file_id,
        customer_account,
        sales_account,
        vat_account,
        bank_account,
        accounting_year_month,
        version,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &["address", "logo", "missingMentions"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "address" => field.embedded(|row| {
                let address = &row.values.address;
                Some(FirmAddress {
                    street: address.street.clone(),
                    city: address.city.clone(),
                    state: address.state.clone(),
                    zip_code: address.zip_code.clone(),
                    country: address.country.clone(),
                })
            }),
            "logo" => {
                let ids = field.keys(|row| row.logo_file_id.map(Uuid::from));
                field.computed(logos(ctx, ids))
            }
            "missingMentions" => {
                let values = field.keys(|row| row.values.clone());
                let missing = async move {
                    let errors = values.iter().flat_map(firm::missing_mentions);
                    Ok::<Vec<UserError>, crm::Error>(errors.map(UserError::from).collect())
                };
                field.list(missing, |_| None, |error| error.row)
            }
            _ => return None,
        })
    }
}

async fn logos(ctx: &Context<'_>, ids: Vec<Option<Uuid>>) -> crm::Result<Vec<Option<String>>> {
    let mut conn = context(ctx)?.db().await?;
    let mut logos = Vec::with_capacity(ids.len());
    // There is one firm.
    for id in ids {
        logos.push(match id {
            Some(id) => firm::logo_text(&mut conn, id).await?,
            None => None,
        });
    }
    Ok(logos)
}

#[ComplexObject]
impl FirmIdentity {
    /// Where it is.
    async fn address(&self, ctx: &Context<'_>) -> Result<Alone<One<FirmAddress>>> {
        alone(self, ctx).await
    }

    /// The logo, as `data:image/png;base64,…`.
    async fn logo(&self, ctx: &Context<'_>) -> Result<Alone<Option<String>>> {
        alone(self, ctx).await
    }

    /// What its documents need before they can be issued.
    async fn missing_mentions(&self, ctx: &Context<'_>) -> Result<Alone<Rows<UserError>>> {
        alone(self, ctx).await
    }
}
