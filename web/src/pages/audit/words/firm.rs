//! The firm's identity.

use crate::i18n::Words;
use crate::i18n::text::{audit, firm as t};

/// What was done to it.
pub(super) fn sentence(who: &str, action: &str) -> Option<String> {
    (action == "firm.updated").then(|| audit::did_update_firm(who))
}

/// The label of one of its fields.
pub(super) fn label(field: &str) -> Option<Words> {
    Some(match field {
        "legalName" => t::LEGAL_NAME,
        "legalForm" => t::LEGAL_FORM,
        "shareCapital" => t::SHARE_CAPITAL,
        "address" => t::ADDRESS,
        "siren" => t::SIREN,
        "siret" => t::SIRET,
        "vatNumber" => t::VAT_NUMBER,
        "rcsCity" => t::RCS_CITY,
        "apeCode" => t::APE_CODE,
        "phone" => t::PHONE,
        "email" => t::EMAIL,
        "website" => t::WEBSITE,
        "iban" => t::IBAN,
        "bic" => t::BIC,
        "vatRegime" => t::VAT_REGIME,
        "vatOnDebits" => t::VAT_ON_DEBITS,
        "defaultPaymentTerms" => t::DEFAULT_TERMS,
        "latePenaltyRate" => t::PENALTY_RATE,
        "ecbRate" => t::ECB_RATE,
        "ecbRateSince" => t::ECB_RATE_SINCE,
        "earlyPaymentDiscount" => t::DISCOUNT,
        "invoiceSeries" => t::INVOICE_SERIES,
        "invoiceNumberPattern" => t::INVOICE_PATTERN,
        "creditNoteSeries" => t::CREDIT_NOTE_SERIES,
        "creditNoteNumberPattern" => t::CREDIT_NOTE_PATTERN,
        "quoteValidityDays" => t::QUOTE_VALIDITY,
        "electronicAddress" => t::ELECTRONIC_ADDRESS,
        "logoFileId" => t::LOGO,
        "customerAccount" => t::CUSTOMER_ACCOUNT,
        "salesAccount" => t::SALES_ACCOUNT,
        "vatAccount" => t::VAT_ACCOUNT,
        "bankAccount" => t::BANK_ACCOUNT,
        "accountingYearMonth" => t::YEAR_MONTH,
        _ => return None,
    })
}
