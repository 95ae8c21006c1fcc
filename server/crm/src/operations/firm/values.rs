//! The values of the firm: as they were, as asked, as they are to be stored.

use chrono::Datelike as _;
use db::rows::{FirmAccounting, FirmAddress, FirmValues};
use domain::identifiers;
use rust_decimal::Decimal;

use super::{
    FirmUpdate,
    fields::{account, ape_code, pattern, series, website},
};
use crate::operations::{validate::Checks, write::pick};

/// The values after a change, as they were typed.
pub(super) fn patched(old: &FirmValues, input: &FirmUpdate) -> FirmValues {
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
pub(super) fn checked(checks: &mut Checks, stored: &FirmValues, typed: &FirmValues) -> FirmValues {
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
