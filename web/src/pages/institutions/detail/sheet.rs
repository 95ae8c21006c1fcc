//! The record of an institution, fact by fact.

use domain::billing::PaymentTerms;
use domain::identifiers::{finess, siret, vat};
use sycamore::prelude::*;

use super::Detail;
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::{documents, institution_detail as t, institution_form as form, institutions, invoices, words};
use crate::pages::institutions::form::Sheet;
use crate::ui::avatar::{Avatar, AvatarKind};
use crate::ui::button::Label;
use crate::ui::copy::CopyButton;
use crate::ui::reach::telephone;
use crate::ui::status::{Status, compliance};
use crate::ui::toast::Toasts;
use crate::ui::unknown::Unknown;

/// The facts.
#[component(inline_props)]
pub fn SheetFacts(detail: Detail) -> View {
    let toasts = use_app().toasts;
    view! {
        section("aria-labelledby"="facts") {
            div(class="section-header") { h2(id="facts") { (t::SHEET) } }
            (facts(&detail.sheet.get_clone(), toasts))
        }
    }
}

fn facts(sheet: &Sheet, toasts: Toasts) -> View {
    let address = &sheet.address;
    let (street, town) = (address.street.clone(), format!("{} {}", address.zip_code, address.city));
    let country = Some(address.country.clone()).filter(|country| !country.eq_ignore_ascii_case("france"));
    let country = country.map(|country| view! { br() (country) });
    let source = sheet.data_source;
    let created = sheet.created_at.clone();
    let identifier = |number: Option<&String>, shown: fn(&str) -> String, label: crate::i18n::Words| {
        number.map(|number| {
            let (number, shown) = (number.clone(), shown(number));
            view! {
                span(class="fact-copy") {
                    span(class="code") { (shown) }
                    CopyButton(text=number, label=label, toasts=toasts)
                }
            }
        })
    };
    let finess = identifier(sheet.finess.as_ref(), finess::display, t::COPY_FINESS);
    let siret = identifier(sheet.siret.as_ref(), siret::display, t::COPY_SIRET);
    let vat = sheet.vat_number.as_deref().map(vat::display).map(code);
    let rows: Vec<View> = [
        fact(form::ADDRESS, Some(view! { (street) br() (town) (country) })),
        fact(form::MAIN_PHONE, sheet.main_phone.as_deref().map(telephone)),
        fact(form::FINESS, finess),
        optional_fact(form::SIRET, siret),
        optional_fact(form::VAT_NUMBER, vat),
        optional_fact(form::ACCOUNTING_NUMBER, sheet.accounting_number.clone().map(code)),
        optional_fact(form::SERVICE_CODE, sheet.service_code.clone().map(code)),
        optional_fact(form::ELECTRONIC_ADDRESS, sheet.electronic_address.clone().map(code)),
        optional_fact(form::BILLING_EMAIL, sheet.billing_email.clone().map(View::from)),
        optional_fact(invoices::PAYMENT_TERMS, terms(sheet)),
        optional_fact(form::GROUP_NAME, sheet.group_name.clone().map(View::from)),
        fact(
            form::COMPLIANCE_STATUS,
            sheet.medical_profile.as_ref().map(|profile| {
                let look = compliance(profile.compliance_status);
                let until = profile.compliance_expiration_date.clone();
                view! {
                    Status(look=look, plain=true)
                    (until.as_ref().map(|day| {
                        let words = t::until(&format::calendar_day(day));
                        view! { span(class="cell-sub") { (words) } }
                    }))
                }
            }),
        ),
        fact(
            institutions::ASSIGNEE,
            sheet.assigned_user.as_ref().map(|user| {
                let (name, shown) = (user.full_name.clone(), user.full_name.clone());
                view! { span(class="key-label") { Avatar(name=name, kind=AvatarKind::BesideName) span { (shown) } } }
            }),
        ),
        fact(t::ORIGIN, Some(view! { (words::data_source(source).now()) })),
        fact(t::CREATED, Some(view! { (format::day(&created)) })),
        fact(form::TAGS, tags(&sheet.tags)),
    ]
    .into_iter()
    .flatten()
    .collect();
    view! { dl(class="facts") { (rows) } }
}

/// A line; what is not known is a dash.
fn fact(name: impl Into<Label>, value: Option<View>) -> Option<View> {
    let name = name.into();
    let value = value.unwrap_or_else(|| view! { Unknown() });
    Some(view! {
        dt { (name.get_clone()) }
        dd { (value) }
    })
}

/// A line that is left out when nothing is known.
fn optional_fact(name: impl Into<Label>, value: Option<View>) -> Option<View> {
    value.and_then(|value| fact(name, Some(value)))
}

/// What was agreed; of a public body, what the law says.
fn terms(sheet: &Sheet) -> Option<View> {
    let lawful = sheet.is_public_body.then(|| PaymentTerms::default_for(true, PaymentTerms::default()));
    sheet.payment_terms.or(lawful).map(|terms| View::from(documents::payment_terms(terms)))
}

fn code(text: String) -> View {
    view! { span(class="code") { (text) } }
}

/// Words as tags; nothing when there are none.
pub fn tags(words: &[String]) -> Option<View> {
    (!words.is_empty()).then(|| {
        let tags: Vec<View> = words.iter().cloned().map(|word| view! { span(class="tag") { (word) } }).collect();
        view! { span(class="tag-list") { (tags) } }
    })
}
