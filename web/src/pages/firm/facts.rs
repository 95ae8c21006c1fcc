//! The firm as those see it who may not change it.

use domain::identifiers::{iban, phone, siren, siret, vat};
use sycamore::prelude::*;

use super::Firm;
use crate::i18n::Words;
use crate::i18n::text::firm as t;
use crate::ui::money;
use crate::ui::unknown::Unknown;

/// The facts.
#[component(inline_props)]
pub fn Facts(firm: ReadSignal<Firm>) -> View {
    view! {
        p(class="small soft facts-note") { (t::READ_ONLY) }
        (sections(&firm.get_clone()))
    }
}

fn sections(firm: &Firm) -> View {
    let shown = |value: &Option<String>, display: fn(&str) -> String| value.as_deref().map(display);
    let place = [firm.address.zip_code.as_deref(), firm.address.city.as_deref()];
    let place = place.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let lines = [firm.address.street.clone(), Some(place), firm.address.country.clone()];
    let address: Vec<String> = lines.into_iter().flatten().filter(|line| !line.is_empty()).collect();
    let identity = vec![
        (t::LEGAL_NAME, firm.legal_name.clone()),
        (t::LEGAL_FORM, firm.legal_form.clone()),
        (t::SHARE_CAPITAL, firm.share_capital.as_deref().map(money::euros)),
        (t::SIREN, shown(&firm.siren, siren::display)),
        (t::SIRET, shown(&firm.siret, siret::display)),
        (t::VAT_NUMBER, shown(&firm.vat_number, vat::display)),
        (t::RCS_CITY, firm.rcs_city.clone()),
        (t::APE_CODE, firm.ape_code.clone()),
    ];
    let reach = vec![
        (t::ADDRESS, Some(address.join("\n")).filter(|lines| !lines.is_empty())),
        (t::PHONE, shown(&firm.phone, phone::display)),
        (t::EMAIL, firm.email.clone()),
        (t::WEBSITE, firm.website.clone()),
        (t::ELECTRONIC_ADDRESS, firm.electronic_address.clone()),
    ];
    let bank = vec![(t::IBAN, shown(&firm.iban, iban::display)), (t::BIC, firm.bic.clone())];
    let accounting = vec![
        (t::CUSTOMER_ACCOUNT, Some(firm.customer_account.clone())),
        (t::SALES_ACCOUNT, Some(firm.sales_account.clone())),
        (t::VAT_ACCOUNT, Some(firm.vat_account.clone())),
        (t::BANK_ACCOUNT, Some(firm.bank_account.clone())),
        (t::YEAR_MONTH, Some(t::month(&firm.accounting_year_month.to_string()))),
    ];
    let sections = vec![
        section(t::IDENTITY, identity),
        section(t::REACH, reach),
        section(t::BANK, bank),
        section(t::ACCOUNTING, accounting),
    ];
    view! { div(class="stack read-width") { (sections) } }
}

fn section(name: Words, facts: Vec<(Words, Option<String>)>) -> View {
    let facts: Vec<View> = facts
        .into_iter()
        .map(|(name, value)| {
            let value = match value {
                Some(value) => view! { span(class="prose") { (value) } },
                None => view! { Unknown() },
            };
            view! {
                dt { (name) }
                dd { (value) }
            }
        })
        .collect();
    view! {
        section(class="section") {
            div(class="section-header") { h2 { (name) } }
            dl(class="facts") { (facts) }
        }
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::api::back_office::firm as api;

    /// A firm of which nothing is known.
    pub fn firm() -> Firm {
        let json = serde_json::json!({
            "legalName": null, "legalForm": null, "shareCapital": null,
            "address": {"street": null, "city": null, "state": "", "zipCode": null, "country": null},
            "siren": null, "siret": null, "vatNumber": null, "rcsCity": null, "apeCode": null, "phone": null,
            "email": null, "website": null, "iban": null, "bic": null, "vatRegime": "NORMAL", "vatOnDebits": false,
            "defaultPaymentTerms": "DAYS_30", "latePenaltyRate": null, "ecbRate": null, "ecbRateSince": null,
            "earlyPaymentDiscount": null,
            "invoiceSeries": "INV", "invoiceNumberPattern": "INV{YYYY}{MM}{0001}",
            "creditNoteSeries": "AV", "creditNoteNumberPattern": "AV{YYYY}{MM}{0001}",
            "quoteValidityDays": 30, "electronicAddress": null, "customerAccount": "411000", "salesAccount": "706000",
            "vatAccount": "445710", "bankAccount": "512000", "accountingYearMonth": 1, "logo": null, "version": 1, "missingMentions": [],
        });
        serde_json::from_value::<api::FirmRecord>(json).unwrap()
    }

    #[test]
    fn identifiers_are_written_as_people_know_them() {
        let firm = Firm { siren: Some("404833048".into()), share_capital: Some("10000.00".into()), ..firm() };
        let html = sycamore::render_to_string(move || {
            let firm = create_signal(firm.clone());
            view! { Facts(firm=*firm) }
        });
        assert!(html.contains("404 833 048") && html.contains("10\u{202f}000,00"), "{html}");
    }
}
