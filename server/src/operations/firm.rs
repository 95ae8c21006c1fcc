//! The firm's identity: who the seller is on documents, how they are numbered, and on which terms they are paid.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{Datelike as _, NaiveDate};
use db::{
    rows::{FirmAccounting, FirmAddress, FirmIdentity, FirmValues},
    schema::{firm_identity, stored_files},
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{
    Permission,
    billing::{NumberPattern, PatternProblem, PaymentTerms, VatRegime, is_series},
    identifiers,
};
use rust_decimal::Decimal;
use serde::Serialize;
use uuid::Uuid;

use super::{
    idempotency, logo, stored_file,
    validate::Checks,
    write::{Change, Event, announce, check_version, differences},
};
use crate::{Context, FieldError, Result, auth::Viewer, operations::invoice};

const ENTITY: &str = "firm";

/// Bytes of a logo.
const MOST_LOGO_BYTES: usize = 512 * 1024;

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

/// Checks that the viewer may look at the firm's identity: whoever sees invoices does.
///
/// # Errors
/// [`crate::Error::Refused`] to an API token that does not reach it.
pub fn may_read(viewer: &Viewer) -> Result<()> {
    viewer.may_read(ENTITY, Permission::ViewInvoices)
}

/// The firm as it is now.
///
/// # Errors
/// Those of the database.
pub async fn read(conn: &mut AsyncPgConnection) -> Result<FirmIdentity> {
    Ok(firm_identity::table.select(FirmIdentity::as_select()).first(conn).await?)
}

/// The logo as `data:image/png;base64,…`.
///
/// # Errors
/// Those of the database.
pub async fn logo_text(conn: &mut AsyncPgConnection, id: Uuid) -> Result<Option<String>> {
    let file: Option<(String, Vec<u8>)> = stored_files::table
        .find(id)
        .select((stored_files::media_type, stored_files::content))
        .first(conn)
        .await
        .optional()?;
    Ok(file.map(|(media_type, content)| format!("data:{media_type};base64,{}", STANDARD.encode(content))))
}

/// What documents of the firm need and do not have.
#[must_use]
pub fn missing_mentions(values: &FirmValues) -> Vec<FieldError> {
    invoice::missing_of_firm(values)
}

/// Changes the firm's identity. Documents that were issued keep the one that they were issued with.
///
/// # Errors
/// No right, stale, or invalid input.
pub async fn update(ctx: &Context, input: FirmUpdate) -> Result<FirmIdentity> {
    ctx.viewer.may_write(ENTITY, Permission::ManageSystemSettings)?;
    if let Some(Some(text)) = &input.logo
        && let Some((_, content)) = picture(&mut Checks::default(), text)
    {
        // What is no picture at all is refused below, with everything else.
        logo::check_printable(ctx, &content).await?;
    }
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if idempotency::claim(conn, ctx, "updateFirm", &input).await?.is_some() {
                return read(conn).await;
            }
            let before: FirmIdentity =
                firm_identity::table.select(FirmIdentity::as_select()).for_update().first(conn).await?;
            check_version(ENTITY, input.expected_version, before.version)?;
            let mut checks = Checks::default();
            let logo = input.logo.as_ref().map(|logo| logo.as_deref().and_then(|logo| picture(&mut checks, logo)));
            let mut values = checked(&mut checks, &before.values, &patched(&before.values, &input));
            checks.finish()?;
            if let Some(logo) = logo {
                values.logo_file_id = match logo {
                    None => None,
                    Some((media_type, content)) => Some(stored_file::keep(conn, media_type, &content).await?),
                };
            }
            let changes = differences(Some(&before.values), &values)?;
            idempotency::keep(conn, ctx, Uuid::nil()).await?;
            if changes.is_empty() {
                return Ok(before);
            }
            let row: FirmIdentity = diesel::update(firm_identity::table)
                .set(&values)
                .returning(FirmIdentity::as_returning())
                .get_result(conn)
                .await?;
            let (name, id) = ("firm.updated", Uuid::nil());
            let event = Event { name, entity: ENTITY, id, institution_id: None, changes: &changes, public: false };
            announce(conn, ctx, event).await?;
            Ok(row)
        })
        .await
}

fn patched(old: &FirmValues, input: &FirmUpdate) -> FirmValues {
    fn pick<T: Clone>(change: &Change<T>, old: &Option<T>) -> Option<T> {
        change.clone().unwrap_or_else(|| old.clone())
    }
    let address = match &input.address {
        None => old.address.clone(),
        Some(address) => FirmAddress {
            street: address.street.clone(),
            city: address.city.clone(),
            state: address.state.clone().unwrap_or_default(),
            zip_code: address.zip_code.clone(),
            country: address.country.clone(),
        },
    };
    FirmValues {
        legal_name: pick(&input.legal_name, &old.legal_name),
        legal_form: pick(&input.legal_form, &old.legal_form),
        share_capital: pick(&input.share_capital, &old.share_capital),
        address,
        siren: pick(&input.siren, &old.siren),
        siret: pick(&input.siret, &old.siret),
        vat_number: pick(&input.vat_number, &old.vat_number),
        rcs_city: pick(&input.rcs_city, &old.rcs_city),
        ape_code: pick(&input.ape_code, &old.ape_code),
        phone: pick(&input.phone, &old.phone),
        email: pick(&input.email, &old.email),
        website: pick(&input.website, &old.website),
        iban: pick(&input.iban, &old.iban),
        bic: pick(&input.bic, &old.bic),
        vat_regime: input.vat_regime.unwrap_or(old.vat_regime),
        vat_on_debits: input.vat_on_debits.unwrap_or(old.vat_on_debits),
        default_payment_terms: input.default_payment_terms.unwrap_or(old.default_payment_terms),
        late_penalty_rate: pick(&input.late_penalty_rate, &old.late_penalty_rate),
        ecb_rate: pick(&input.ecb_rate, &old.ecb_rate),
        ecb_rate_since: match (&input.ecb_rate, &input.ecb_rate_since) {
            (Some(None), None) => None,
            (_, change) => pick(change, &old.ecb_rate_since),
        },
        early_payment_discount: pick(&input.early_payment_discount, &old.early_payment_discount),
        invoice_series: input.invoice_series.clone().unwrap_or_else(|| old.invoice_series.clone()),
        invoice_number_pattern: input
            .invoice_number_pattern
            .clone()
            .unwrap_or_else(|| old.invoice_number_pattern.clone()),
        credit_note_series: input.credit_note_series.clone().unwrap_or_else(|| old.credit_note_series.clone()),
        credit_note_number_pattern: input
            .credit_note_number_pattern
            .clone()
            .unwrap_or_else(|| old.credit_note_number_pattern.clone()),
        quote_validity_days: input.quote_validity_days.unwrap_or(old.quote_validity_days),
        electronic_address: pick(&input.electronic_address, &old.electronic_address),
        logo_file_id: old.logo_file_id,
        accounting: FirmAccounting {
            customer_account: input.customer_account.clone().unwrap_or_else(|| old.accounting.customer_account.clone()),
            sales_account: input.sales_account.clone().unwrap_or_else(|| old.accounting.sales_account.clone()),
            vat_account: input.vat_account.clone().unwrap_or_else(|| old.accounting.vat_account.clone()),
            bank_account: input.bank_account.clone().unwrap_or_else(|| old.accounting.bank_account.clone()),
            accounting_year_month: input.accounting_year_month.unwrap_or(old.accounting.accounting_year_month),
        },
    }
}

/// The values as they are to be stored: trimmed, canonical, checked. A SIRET alone tells the SIREN.
fn checked(checks: &mut Checks, stored: &FirmValues, typed: &FirmValues) -> FirmValues {
    let mut identifier = |field: &str, of: fn(&FirmValues) -> Option<&str>, parse| {
        checks.changed_identifier(field, of(stored), of(typed), parse)
    };
    let siret = identifier("siret", |values| values.siret.as_deref(), identifiers::siret::parse);
    let siren = identifier("siren", |values| values.siren.as_deref(), identifiers::siren::parse);
    let vat_number = identifier("vatNumber", |values| values.vat_number.as_deref(), identifiers::vat::parse);
    let phone = identifier("phone", |values| values.phone.as_deref(), identifiers::phone::parse);
    let email = identifier("email", |values| values.email.as_deref(), identifiers::email::parse);
    let iban = identifier("iban", |values| values.iban.as_deref(), identifiers::iban::parse);
    let bic = identifier("bic", |values| values.bic.as_deref(), identifiers::bic::parse);
    let of_siret = siret.as_deref().and_then(identifiers::siret::siren_of).map(str::to_owned);
    let siren = siren.or_else(|| of_siret.clone());
    if of_siret.is_some() && of_siret != siren {
        checks.refuse("siret", "MISMATCH", "A SIRET begins with the SIREN.");
    }
    if let (Some(number), Some(siren)) = (&vat_number, &siren)
        && number.starts_with("FR")
        && !number.ends_with(siren.as_str())
    {
        checks.refuse("vatNumber", "MISMATCH", "A French VAT number ends with the SIREN.");
    }
    let (invoices, credit_notes) = (
        pattern(checks, "invoiceNumberPattern", &typed.invoice_number_pattern),
        pattern(checks, "creditNoteNumberPattern", &typed.credit_note_number_pattern),
    );
    if let (Some(invoices), Some(credit_notes)) = (&invoices, &credit_notes)
        && invoices.may_collide_with(credit_notes)
    {
        let problem = "An invoice and a credit note could get the same number. Begin them with different letters.";
        checks.refuse("creditNoteNumberPattern", "COLLIDES", problem);
    }
    let invoice_series = series(checks, "invoiceSeries", &typed.invoice_series);
    let credit_note_series = series(checks, "creditNoteSeries", &typed.credit_note_series);
    if invoice_series == credit_note_series {
        checks.refuse("creditNoteSeries", "COLLIDES", "Credit notes have a series of their own.");
    }
    match (typed.ecb_rate, typed.ecb_rate_since) {
        (Some(_), None) => checks.refuse("ecbRateSince", "REQUIRED", "Say from which day the rate holds."),
        (None, Some(_)) => checks.refuse("ecbRate", "REQUIRED", "Say the rate that holds from this day."),
        (Some(_), Some(since)) if !(1999..2200).contains(&since.year()) => {
            checks.refuse("ecbRateSince", "OUT_OF_RANGE", "Expected a date from 1999 to 2199.");
        }
        _ => {}
    }
    checks.range("quoteValidityDays", Some(typed.quote_validity_days), 1, 3_650);
    checks.range("accountingYearMonth", Some(typed.accounting.accounting_year_month), 1, 12);
    let address = &typed.address;
    FirmValues {
        legal_name: checks.optional("legalName", typed.legal_name.as_deref(), 255),
        legal_form: checks.optional("legalForm", typed.legal_form.as_deref(), 100),
        share_capital: typed.share_capital.map(|capital| {
            checks.decimal("shareCapital", capital, Decimal::ZERO, Decimal::new(99_999_999_999_999, 2), 2)
        }),
        address: FirmAddress {
            street: checks.optional("address.street", address.street.as_deref(), 255),
            city: checks.optional("address.city", address.city.as_deref(), 255),
            state: checks.optional("address.state", Some(&address.state), 255).unwrap_or_default(),
            zip_code: checks.optional("address.zipCode", address.zip_code.as_deref(), 20),
            country: checks.optional("address.country", address.country.as_deref(), 100),
        },
        siren,
        siret,
        vat_number,
        rcs_city: checks.optional("rcsCity", typed.rcs_city.as_deref(), 100),
        ape_code: ape_code(checks, typed.ape_code.as_deref()),
        phone,
        email,
        website: website(checks, typed.website.as_deref()),
        iban,
        bic,
        vat_regime: typed.vat_regime,
        vat_on_debits: typed.vat_on_debits,
        default_payment_terms: typed.default_payment_terms,
        late_penalty_rate: typed
            .late_penalty_rate
            .map(|rate| checks.decimal("latePenaltyRate", rate, Decimal::ZERO, Decimal::ONE_HUNDRED, 2)),
        ecb_rate: typed.ecb_rate.map(|rate| checks.decimal("ecbRate", rate, Decimal::ZERO, Decimal::ONE_HUNDRED, 2)),
        ecb_rate_since: typed.ecb_rate_since,
        early_payment_discount: checks.optional("earlyPaymentDiscount", typed.early_payment_discount.as_deref(), 500),
        invoice_series,
        invoice_number_pattern: typed.invoice_number_pattern.trim().to_owned(),
        credit_note_series,
        credit_note_number_pattern: typed.credit_note_number_pattern.trim().to_owned(),
        quote_validity_days: typed.quote_validity_days,
        electronic_address: checks.optional("electronicAddress", typed.electronic_address.as_deref(), 125),
        logo_file_id: typed.logo_file_id,
        accounting: FirmAccounting {
            customer_account: account(checks, "customerAccount", &typed.accounting.customer_account),
            sales_account: account(checks, "salesAccount", &typed.accounting.sales_account),
            vat_account: account(checks, "vatAccount", &typed.accounting.vat_account),
            bank_account: account(checks, "bankAccount", &typed.accounting.bank_account),
            accounting_year_month: typed.accounting.accounting_year_month,
        },
    }
}

/// An account of the plan comptable: three digits at least, then digits and capitals.
fn account(checks: &mut Checks, field: &str, typed: &str) -> String {
    let account: String = typed.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    let bytes = account.as_bytes();
    let right = (3..=20).contains(&bytes.len())
        && bytes[0] != b'0'
        && bytes[..3].iter().all(u8::is_ascii_digit)
        && bytes.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    if !right {
        checks.refuse(field, "INVALID_FORMAT", "An account has 3 to 20 digits, such as 411000.");
    }
    account
}

fn pattern(checks: &mut Checks, field: &str, text: &str) -> Option<NumberPattern> {
    match NumberPattern::parse(text) {
        Ok(pattern) => Some(pattern),
        Err(problem) => {
            let sentence = match problem {
                PatternProblem::Empty => "This field is required.",
                PatternProblem::TooLong => "Its numbers could have more than 35 characters.",
                PatternProblem::Character => "Numbers have letters, digits and / _ + - alone.",
                PatternProblem::Placeholder => "Braces hold {YYYY}, {YY}, {MM} or a counter such as {0001}.",
                PatternProblem::Counter => "It needs one counter, such as {0001}.",
                PatternProblem::Year => "It needs the year, {YYYY} or {YY}: numbers are never given twice.",
            };
            checks.refuse(field, problem.code(), sentence);
            None
        }
    }
}

fn series(checks: &mut Checks, field: &str, text: &str) -> String {
    let series = text.trim().to_uppercase();
    if !is_series(&series) {
        checks.refuse(field, "INVALID_FORMAT", "A series has 1 to 20 capitals, digits and dashes.");
    } else if series.starts_with("Q-") || series.starts_with("O-") {
        checks.refuse(field, "COLLIDES", "Series of quotes and orders begin so.");
    }
    series
}

/// `7022Z`, also typed as `70.22 Z`.
fn ape_code(checks: &mut Checks, typed: Option<&str>) -> Option<String> {
    let code: String =
        typed?.chars().filter(|c| !c.is_whitespace() && *c != '.').map(|c| c.to_ascii_uppercase()).collect();
    if code.is_empty() {
        return None;
    }
    let bytes = code.as_bytes();
    let right = bytes.len() == 5 && bytes[..4].iter().all(u8::is_ascii_digit) && bytes[4].is_ascii_uppercase();
    if !right {
        checks.refuse("apeCode", "INVALID_FORMAT", "An APE code is four digits and a letter, such as 70.22Z.");
    }
    Some(code)
}

fn website(checks: &mut Checks, typed: Option<&str>) -> Option<String> {
    let address = checks.optional("website", typed, 255)?;
    if !address.starts_with("https://") && !address.starts_with("http://") {
        checks.refuse("website", "INVALID_FORMAT", "Begin the address with https://.");
    }
    Some(address)
}

/// The bytes of a picture that documents can show.
fn picture(checks: &mut Checks, text: &str) -> Option<(&'static str, Vec<u8>)> {
    const FIELD: &str = "logo";
    let content = text.strip_prefix("data:").and_then(|rest| rest.split_once(";base64,"));
    let Some(content) = content.and_then(|(_, content)| STANDARD.decode(content).ok()) else {
        checks.refuse(FIELD, "INVALID_FORMAT", "A picture is expected, as data:image/png;base64,….");
        return None;
    };
    if content.len() > MOST_LOGO_BYTES {
        checks.refuse(FIELD, "TOO_LARGE", format!("A logo has at most {} kB.", MOST_LOGO_BYTES / 1024));
        return None;
    }
    let Some(media_type) = documents::logo_media_type(&content) else {
        checks.refuse(FIELD, "INVALID_FILE", logo::NO_PICTURE);
        return None;
    };
    Some((media_type, content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logo_is_a_picture() {
        let mut checks = Checks::default();
        assert_eq!(
            picture(&mut checks, "data:image/svg+xml;base64,PHN2Zy8+").map(|(kind, _)| kind),
            Some("image/svg+xml")
        );
        assert!(checks.finish().is_ok());
        for text in ["", "data:image/png;base64,QUJD", "data:image/png;base64,?"] {
            let mut checks = Checks::default();
            assert!(picture(&mut checks, text).is_none(), "{text}");
            assert!(checks.finish().is_err(), "{text}");
        }
    }

    #[test]
    fn codes_of_activity_are_typed_in_two_ways() {
        for text in ["7022Z", "70.22 z"] {
            let mut checks = Checks::default();
            assert_eq!(ape_code(&mut checks, Some(text)).as_deref(), Some("7022Z"));
            assert!(checks.finish().is_ok());
        }
    }
}
