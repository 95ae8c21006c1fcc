//! The fields of the form, each with its control.

use domain::billing::{PaymentTerms, VatRegime};
use domain::identifiers::{Problem, bic, email, iban, phone, siren, siret, vat};
use sycamore::prelude::*;

use super::Firm;
use super::checks::{
    account, ape, check_bic, check_email, check_iban, check_siren, collide, lacks, out_of_range, pattern, series,
    website,
};
use crate::api::back_office::update_firm::{FirmAddressInput, Variables};
use crate::i18n::text::firm as t;
use crate::pages::checks::{self, at_most, number, parse_number};
use crate::platform::case;
use crate::ui::amount_field::{Unit, amount_of, amount_state};
use crate::ui::date_field::{date_state, day_of, iso_text};
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry};
use crate::ui::message::Message;

/// Days that a quote may stay valid, at most.
const MOST_DAYS: u32 = 3_650;

/// The fields.
#[derive(Clone, Copy)]
pub struct Fields {
    pub(super) legal_name: FieldState,
    pub(super) legal_form: FieldState,
    pub(super) share_capital: FieldState,
    pub(super) siren: FieldState,
    pub(super) siret: FieldState,
    pub(super) vat_number: FieldState,
    pub(super) rcs_city: FieldState,
    pub(super) ape_code: FieldState,
    pub(super) street: FieldState,
    pub(super) zip_code: FieldState,
    pub(super) city: FieldState,
    pub(super) state: FieldState,
    pub(super) country: FieldState,
    pub(super) phone: FieldState,
    pub(super) email: FieldState,
    pub(super) website: FieldState,
    pub(super) electronic_address: FieldState,
    pub(super) iban: FieldState,
    pub(super) bic: FieldState,
    pub(super) vat_regime: FieldState,
    pub(super) vat_on_debits: Signal<bool>,
    pub(super) terms: FieldState,
    pub(super) penalty_rate: FieldState,
    pub(super) ecb_rate: FieldState,
    pub(super) ecb_rate_since: FieldState,
    pub(super) discount: FieldState,
    pub(super) invoice_pattern: FieldState,
    pub(super) credit_note_pattern: FieldState,
    pub(super) invoice_series: FieldState,
    pub(super) credit_note_series: FieldState,
    pub(super) quote_validity: FieldState,
    pub(super) customer_account: FieldState,
    pub(super) sales_account: FieldState,
    pub(super) vat_account: FieldState,
    pub(super) bank_account: FieldState,
    pub(super) year_month: FieldState,
}

impl Fields {
    /// The fields, filled with what the server has.
    #[must_use]
    pub fn new(firm: &Firm) -> Self {
        let text = |value: &Option<String>, most| FieldState::new(value.as_deref().unwrap_or(""), at_most(most));
        let shown =
            |value: &Option<String>, display: fn(&str) -> String| value.as_deref().map(display).unwrap_or_default();
        let siren = FieldState::new(&shown(&firm.siren, siren::display), check_siren);
        let invoice_pattern = FieldState::new(&firm.invoice_number_pattern, pattern);
        let invoice_series = FieldState::new(&firm.invoice_series, series);
        let (ecb_rate, ecb_rate_since) = central_bank(firm);
        Self {
            legal_name: text(&firm.legal_name, 255),
            legal_form: text(&firm.legal_form, 100),
            share_capital: amount_state(Unit::Euro, firm.share_capital.as_deref()),
            siren,
            siret: FieldState::new(&shown(&firm.siret, siret::display), move |text| {
                checks::siret(text).or_else(|| other_company(text, siren).then(|| Message::from(t::SIRET_OF_SIREN)))
            }),
            vat_number: FieldState::new(&shown(&firm.vat_number, vat::display), checks::vat),
            rcs_city: text(&firm.rcs_city, 100),
            ape_code: FieldState::new(firm.ape_code.as_deref().unwrap_or(""), ape),
            street: text(&firm.address.street, 255),
            zip_code: text(&firm.address.zip_code, 20),
            city: text(&firm.address.city, 255),
            state: FieldState::new(&firm.address.state, at_most(255)),
            country: text(&firm.address.country, 100),
            phone: FieldState::new(&shown(&firm.phone, phone::display), checks::phone),
            email: FieldState::new(firm.email.as_deref().unwrap_or(""), check_email),
            website: FieldState::new(firm.website.as_deref().unwrap_or(""), website),
            electronic_address: text(&firm.electronic_address, 125),
            iban: FieldState::new(&shown(&firm.iban, iban::display), check_iban),
            bic: FieldState::new(firm.bic.as_deref().unwrap_or(""), check_bic),
            vat_regime: FieldState::free(firm.vat_regime.name()),
            vat_on_debits: create_signal(firm.vat_on_debits),
            terms: FieldState::free(firm.default_payment_terms.name()),
            penalty_rate: amount_state(Unit::Percent, firm.late_penalty_rate.as_deref()),
            ecb_rate,
            ecb_rate_since,
            discount: text(&firm.early_payment_discount, 500),
            invoice_pattern,
            credit_note_pattern: FieldState::new(&firm.credit_note_number_pattern, move |text| {
                let collides = || collide(text, &invoice_pattern.value.get_clone_untracked());
                pattern(text).or_else(|| collides().then(|| Message::from(t::PATTERNS_COLLIDE)))
            }),
            invoice_series,
            credit_note_series: FieldState::new(&firm.credit_note_series, move |text| {
                let same = || text.trim().eq_ignore_ascii_case(invoice_series.value.get_clone_untracked().trim());
                series(text).or_else(|| same().then(|| Message::from(t::SERIES_DIFFER)))
            }),
            quote_validity: FieldState::new(&firm.quote_validity_days.to_string(), |text| {
                let right =
                    matches!(parse_number(text), Ok(Some(days)) if days > 0) && number(MOST_DAYS)(text).is_none();
                (!right).then(|| Message::from(t::QUOTE_VALIDITY_FORM))
            }),
            customer_account: FieldState::new(&firm.customer_account, account),
            sales_account: FieldState::new(&firm.sales_account, account),
            vat_account: FieldState::new(&firm.vat_account, account),
            bank_account: FieldState::new(&firm.bank_account, account),
            year_month: FieldState::free(&firm.accounting_year_month.to_string()),
        }
    }

    /// The fields by their path in the input, in the order of the form.
    #[must_use]
    pub fn entries(self) -> Vec<Entry> {
        let text = |path, label, state| Entry::new(path, label, Control::Text(state));
        vec![
            text("legalName", t::LEGAL_NAME, self.legal_name),
            text("legalForm", t::LEGAL_FORM, self.legal_form),
            text("shareCapital", t::SHARE_CAPITAL, self.share_capital),
            text("siret", t::SIRET, self.siret),
            text("siren", t::SIREN, self.siren),
            text("vatNumber", t::VAT_NUMBER, self.vat_number),
            text("rcsCity", t::RCS_CITY, self.rcs_city),
            text("apeCode", t::APE_CODE, self.ape_code),
            text("address.street", t::STREET, self.street),
            text("address.zipCode", t::ZIP_CODE, self.zip_code),
            text("address.city", t::CITY, self.city),
            text("address.state", t::STATE, self.state),
            text("address.country", t::COUNTRY, self.country),
            text("phone", t::PHONE, self.phone),
            text("email", t::EMAIL, self.email),
            text("website", t::WEBSITE, self.website),
            text("electronicAddress", t::ELECTRONIC_ADDRESS, self.electronic_address),
            text("iban", t::IBAN, self.iban),
            text("bic", t::BIC, self.bic),
            Entry::new("vatRegime", t::VAT_REGIME, Control::Choice(self.vat_regime, regime_words)),
            Entry::new("vatOnDebits", t::VAT_ON_DEBITS, Control::Switch(self.vat_on_debits)),
            Entry::new("defaultPaymentTerms", t::DEFAULT_TERMS, Control::Choice(self.terms, terms_words)),
            text("latePenaltyRate", t::PENALTY_RATE, self.penalty_rate),
            text("ecbRate", t::ECB_RATE, self.ecb_rate),
            text("ecbRateSince", t::ECB_RATE_SINCE, self.ecb_rate_since),
            text("earlyPaymentDiscount", t::DISCOUNT, self.discount),
            text("invoiceNumberPattern", t::INVOICE_PATTERN, self.invoice_pattern),
            text("creditNoteNumberPattern", t::CREDIT_NOTE_PATTERN, self.credit_note_pattern),
            text("invoiceSeries", t::INVOICE_SERIES, self.invoice_series),
            text("creditNoteSeries", t::CREDIT_NOTE_SERIES, self.credit_note_series),
            text("quoteValidityDays", t::QUOTE_VALIDITY, self.quote_validity),
            text("customerAccount", t::CUSTOMER_ACCOUNT, self.customer_account),
            text("salesAccount", t::SALES_ACCOUNT, self.sales_account),
            text("vatAccount", t::VAT_ACCOUNT, self.vat_account),
            text("bankAccount", t::BANK_ACCOUNT, self.bank_account),
            Entry::new("accountingYearMonth", t::YEAR_MONTH, Control::Choice(self.year_month, t::month)),
        ]
    }

    /// Every field, an empty one as null. The logo is saved apart and not among them: what is null is taken away.
    #[must_use]
    pub fn update(self, version: Option<i64>) -> Variables {
        Variables {
            expected_version: version,
            legal_name: self.legal_name.optional(),
            legal_form: self.legal_form.optional(),
            share_capital: amount_of(Unit::Euro, self.share_capital),
            address: Some(FirmAddressInput {
                street: self.street.optional(),
                city: self.city.optional(),
                state: self.state.optional(),
                zip_code: self.zip_code.optional(),
                country: self.country.optional(),
            }),
            siren: canonical(self.siren, siren::parse),
            siret: canonical(self.siret, siret::parse),
            vat_number: canonical(self.vat_number, vat::parse),
            rcs_city: self.rcs_city.optional(),
            ape_code: self.ape_code.optional(),
            phone: canonical(self.phone, phone::parse),
            email: canonical(self.email, lower_email),
            website: self.website.optional(),
            iban: canonical(self.iban, iban::parse),
            bic: canonical(self.bic, bic::parse),
            vat_regime: self.vat_regime.text().parse().ok(),
            vat_on_debits: Some(self.vat_on_debits.get()),
            default_payment_terms: self.terms.text().parse().ok(),
            late_penalty_rate: amount_of(Unit::Percent, self.penalty_rate),
            ecb_rate: amount_of(Unit::Percent, self.ecb_rate),
            ecb_rate_since: day_of(self.ecb_rate_since).map(iso_text),
            early_payment_discount: self.discount.optional(),
            invoice_series: self.invoice_series.optional(),
            invoice_number_pattern: self.invoice_pattern.optional(),
            credit_note_series: self.credit_note_series.optional(),
            credit_note_number_pattern: self.credit_note_pattern.optional(),
            quote_validity_days: parse_number(&self.quote_validity.text()).ok().flatten().map(i64::from),
            electronic_address: self.electronic_address.optional(),
            customer_account: self.customer_account.optional(),
            sales_account: self.sales_account.optional(),
            vat_account: self.vat_account.optional(),
            bank_account: self.bank_account.optional(),
            accounting_year_month: self.year_month.text().parse().ok(),
        }
    }
}

/// The central bank's rate and the day from which it holds: neither says anything alone.
fn central_bank(firm: &Firm) -> (FieldState, FieldState) {
    let rate = amount_state(Unit::Percent, firm.ecb_rate.as_deref());
    let since = date_state(firm.ecb_rate_since.as_deref());
    let since = since.also(move |text| lacks(text, rate).or_else(|| out_of_range(since)));
    (rate.also(move |text| lacks(text, since)), since)
}

/// An address in lower case.
fn lower_email(text: &str) -> Result<String, Problem> {
    email::check(text).map(|()| case::lower(text.trim()))
}

/// An identifier in its stored form; as typed where it is none, so that the server says why.
fn canonical(state: FieldState, parse: fn(&str) -> Result<String, Problem>) -> Option<String> {
    state.optional().map(|typed| parse(&typed).unwrap_or(typed))
}

/// Whether a SIRET is of another company than the SIREN that is typed.
fn other_company(text: &str, siren: FieldState) -> bool {
    let company = siren::parse(&siren.value.get_clone_untracked());
    match (siret::parse(text), company) {
        (Ok(siret), Ok(siren)) => !siret.starts_with(&siren),
        _ => false,
    }
}

fn regime_words(name: &str) -> String {
    name.parse::<VatRegime>().map_or_else(|_| name.to_owned(), |value| t::regime(value).now().to_owned())
}

fn terms_words(name: &str) -> String {
    name.parse::<PaymentTerms>().map_or_else(|_| name.to_owned(), |value| t::terms(value).now().to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::facts::tests::firm;
    use super::*;

    #[test]
    fn the_central_banks_rate_and_its_day_go_together() {
        create_root(|| {
            let known = Firm { ecb_rate: Some("2.15".into()), ecb_rate_since: Some("2026-07-01".into()), ..firm() };
            let fields = Fields::new(&known);
            assert_eq!((fields.ecb_rate.text(), fields.ecb_rate_since.text()), ("2,15".into(), "01/07/2026".into()));
            let sent = || {
                let update = fields.update(None);
                (update.ecb_rate, update.ecb_rate_since)
            };
            assert_eq!(sent(), (Some("2.15".into()), Some("2026-07-01".into())));
            assert!(fields.ecb_rate.verify() && fields.ecb_rate_since.verify());
            fields.ecb_rate.value.set(String::new());
            assert!(!fields.ecb_rate.verify());
            fields.ecb_rate_since.value.set(String::new());
            assert!(fields.ecb_rate.verify() && fields.ecb_rate_since.verify());
            assert_eq!(sent(), (None, None), "both are taken away");
            fields.ecb_rate.value.set("2,4".into());
            assert!(!fields.ecb_rate_since.verify());
            for (day, right) in [("31/12/1998", false), ("01/01/1999", true), ("01/01/2200", false)] {
                fields.ecb_rate_since.value.set(day.into());
                assert_eq!(fields.ecb_rate_since.verify(), right, "{day}");
            }
        })
        .dispose();
    }
}
