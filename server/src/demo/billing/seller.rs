//! Who the demo company is on its documents. Everything is invented: numbers have right keys, and belong to nobody.

use db::rows::{FirmAccounting, FirmAddress, FirmValues};
use domain::billing::{PaymentTerms, VatRegime};
use rust_decimal::Decimal;

/// The SIREN by which an earlier load is recognised.
pub(super) const SIREN: &str = "123456782";

/// The firm, with all that documents have to mention.
pub(crate) fn firm() -> FirmValues {
    let text = |text: &str| Some(text.to_owned());
    FirmValues {
        legal_name: text("Cabinet Exemple Audit"),
        legal_form: text("SAS"),
        share_capital: Some(Decimal::new(4_000_000, 2)),
        address: FirmAddress {
            street: text("12 rue de l’Exemple"),
            city: text("Nantes"),
            state: "Pays de la Loire".to_owned(),
            zip_code: text("44000"),
            country: text("France"),
        },
        siren: text(SIREN),
        siret: text("12345678200010"),
        vat_number: text("FR11123456782"),
        rcs_city: text("Nantes"),
        ape_code: text("7022Z"),
        phone: text("+33261910000"),
        email: text("facturation@cabinet.example"),
        website: text("https://cabinet.example"),
        // No bank has the code 99999.
        iban: text("FR7699999000010123456789012"),
        bic: text("EXEMFRPP"),
        vat_regime: VatRegime::Normal,
        vat_on_debits: false,
        default_payment_terms: PaymentTerms::Days30,
        late_penalty_rate: None,
        ecb_rate: None,
        ecb_rate_since: None,
        early_payment_discount: None,
        invoice_series: "INV".to_owned(),
        invoice_number_pattern: "INV{YYYY}{MM}{0001}".to_owned(),
        credit_note_series: "AV".to_owned(),
        credit_note_number_pattern: "AV{YYYY}{MM}{0001}".to_owned(),
        quote_validity_days: 30,
        electronic_address: text(SIREN),
        logo_file_id: None,
        accounting: FirmAccounting {
            customer_account: "411000".to_owned(),
            sales_account: "706000".to_owned(),
            vat_account: "445710".to_owned(),
            bank_account: "512000".to_owned(),
            accounting_year_month: 1,
        },
    }
}

#[cfg(test)]
mod tests {
    use domain::identifiers;

    use super::*;
    use crm::operations::firm::missing_mentions;

    #[test]
    fn nothing_is_missing_and_the_keys_are_right() {
        let firm = firm();
        assert_eq!(missing_mentions(&firm), []);
        let canonical = |value: &Option<String>, parse: fn(&str) -> Result<String, identifiers::Problem>| {
            assert_eq!(parse(value.as_deref().unwrap()).as_ref().ok(), value.as_ref());
        };
        canonical(&firm.siren, identifiers::siren::parse);
        canonical(&firm.siret, identifiers::siret::parse);
        canonical(&firm.vat_number, identifiers::vat::parse);
        canonical(&firm.iban, identifiers::iban::parse);
        canonical(&firm.bic, identifiers::bic::parse);
        canonical(&firm.phone, identifiers::phone::parse);
        canonical(&firm.email, identifiers::email::parse);
    }
}
