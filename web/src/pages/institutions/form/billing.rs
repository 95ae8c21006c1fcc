//! What invoices to an institution need to know.

use domain::billing::PaymentTerms;
use domain::identifiers::email;
use sycamore::prelude::*;

use super::fields::Sheet;
use crate::i18n::text::{documents, institution_form as t, invoices, sign_in};
use crate::pages::checks;
use crate::ui::choice::CheckBox;
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry};
use crate::ui::message::Message;
use crate::ui::select::{SelectField, choices};
use crate::ui::text_field::TextField;

/// The fields, each with its control.
#[derive(Clone, Copy)]
pub struct BillingFields {
    public_body: Signal<bool>,
    terms: FieldState,
    mail: FieldState,
    electronic_address: FieldState,
    service_code: FieldState,
}

impl BillingFields {
    /// The fields of a new institution, or of one that exists.
    #[must_use]
    pub fn new(sheet: Option<&Sheet>) -> Self {
        let maybe = |value: fn(&Sheet) -> &Option<String>| sheet.and_then(|s| value(s).as_deref()).unwrap_or("");
        let terms = sheet.and_then(|sheet| sheet.payment_terms).map_or("", PaymentTerms::name);
        Self {
            public_body: create_signal(sheet.is_some_and(|sheet| sheet.is_public_body)),
            terms: FieldState::free(terms),
            mail: FieldState::new(maybe(|s| &s.billing_email), check_mail),
            electronic_address: FieldState::new(maybe(|s| &s.electronic_address), checks::at_most(125)),
            service_code: FieldState::new(maybe(|s| &s.service_code), checks::at_most(100)),
        }
    }

    /// The fields by their path in the input.
    #[must_use]
    pub fn entries(self) -> [Entry; 5] {
        let text = Control::Text;
        [
            Entry::new("paymentTerms", invoices::PAYMENT_TERMS, Control::Choice(self.terms, terms_words)),
            Entry::new("billingEmail", t::BILLING_EMAIL, text(self.mail)),
            Entry::new("electronicAddress", t::ELECTRONIC_ADDRESS, text(self.electronic_address)),
            Entry::new("serviceCode", t::SERVICE_CODE, text(self.service_code)),
            Entry::new("isPublicBody", t::IS_PUBLIC_BODY, Control::Switch(self.public_body)),
        ]
    }

    /// What is sent.
    #[must_use]
    pub fn values(self) -> Billing {
        Billing {
            is_public_body: Some(self.public_body.get_untracked()),
            payment_terms: self.terms.text().parse().ok(),
            billing_email: self.mail.optional(),
            electronic_address: self.electronic_address.optional(),
            service_code: self.service_code.optional(),
        }
    }
}

/// What the fields hold, as it is sent.
pub struct Billing {
    /// Hospitals, town halls, schools of the state: the law sets their terms.
    pub is_public_body: Option<bool>,
    /// What was agreed.
    pub payment_terms: Option<PaymentTerms>,
    /// Where invoices are mailed to.
    pub billing_email: Option<String>,
    /// Where electronic invoices are sent to.
    pub electronic_address: Option<String>,
    /// What public buyers route invoices by.
    pub service_code: Option<String>,
}

fn check_mail(text: &str) -> Option<Message> {
    let typed = text.trim();
    let right = typed.is_empty() || email::check(typed).is_ok();
    (!right).then(|| Message::from(sign_in::EMAIL_MALFORMED))
}

fn terms_words(name: &str) -> String {
    let words = name.parse().map_or(t::TERMS_USUAL, documents::payment_terms);
    words.now().to_owned()
}

/// The fields on the screen.
#[component(inline_props)]
pub fn BillingInputs(fields: BillingFields) -> View {
    let terms = choices(PaymentTerms::ALL, PaymentTerms::name, documents::payment_terms);
    view! {
        fieldset(class="form-grid form-section") {
            legend { (t::BILLING) }
            SelectField(state=fields.terms, label=invoices::PAYMENT_TERMS, choices=terms, empty=t::TERMS_USUAL)
            TextField(
                state=fields.mail,
                label=t::BILLING_EMAIL,
                r#type="email",
                autocomplete="off",
                optional=true,
                help=t::BILLING_EMAIL_HELP,
            )
            TextField(
                state=fields.electronic_address,
                label=t::ELECTRONIC_ADDRESS,
                class="input code",
                autocomplete="off",
                optional=true,
                help=t::ELECTRONIC_ADDRESS_HELP,
            )
            TextField(
                state=fields.service_code,
                label=t::SERVICE_CODE,
                class="input code",
                autocomplete="off",
                optional=true,
                help=t::SERVICE_CODE_HELP,
            )
            div(class="span-all") { CheckBox(checked=fields.public_body, label=t::IS_PUBLIC_BODY) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_address_may_be_absent_but_not_wrong() {
        assert!(check_mail(" ").is_none() && check_mail("compta@chu.example").is_none());
        assert!(check_mail("compta@").is_some());
    }

    #[test]
    fn no_terms_means_the_usual_ones() {
        assert_eq!(terms_words(""), t::TERMS_USUAL.fr);
        assert_eq!(terms_words(PaymentTerms::Days45.name()), documents::DAYS_45.fr);
    }
}
