//! The companies of Digiforma that are linked to an institution, and why.

use domain::identifiers::siret;
use sycamore::prelude::*;

use super::Company;
use crate::app::{App, use_app};
use crate::i18n::format;
use crate::i18n::text::{digiforma, digiforma_matching as words_of_matching, training as t};
use crate::ui::copy::CopyButton;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::reach::{mail, telephone};
use crate::ui::status::{Status, matching as look_of};

/// The section.
#[component(inline_props)]
pub fn Companies(companies: ReadSignal<Vec<Company>>) -> View {
    let app = use_app();
    let lines = move || companies.get_clone().into_iter().map(|company| line(app, company)).collect::<Vec<_>>();
    view! {
        section(class="section", "aria-labelledby"="digiforma-companies") {
            div(class="section-header") { h2(id="digiforma-companies") { (t::TAB_COMPANIES) } }
            ul(class="items") { (lines()) }
        }
    }
}

fn line(app: App, company: Company) -> View {
    let place = company.address.as_ref().map(|address| {
        let town = [address.zip_code.clone(), address.city.clone()];
        let town = town.into_iter().flatten().collect::<Vec<_>>().join(" ");
        [address.street.clone(), Some(town)].into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>()
    });
    let place = place.map(|parts| parts.join(", ")).filter(|place| !place.is_empty());
    let number = company.siret.as_deref().map(|typed| match siret::parse(typed) {
        Ok(right) => siret::display(&right),
        Err(_) => typed.to_owned(),
    });
    let accounting = company.accounting_number.clone();
    let facts = move || {
        let siret = number.as_ref().map(|number| format!("{} {number}", words_of_matching::SIRET.now()));
        let accounting =
            accounting.as_ref().map(|number| format!("{} {number}", words_of_matching::ACCOUNTING_NUMBER.now()));
        [place.clone(), siret, accounting].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let email = company.email.as_deref().filter(|address| !address.is_empty()).map(|address| {
        let address = mail(address);
        view! { p(class="small") { (address) } }
    });
    let phone = company.phone.as_deref().filter(|number| !number.is_empty()).map(|number| {
        let number = telephone(number);
        view! { p(class="small") { (number) } }
    });
    let (name, id) = (company.name.clone(), company.digiforma_id.clone());
    let (shown, named) = (id.clone(), id.clone());
    let link = company.mapping.map(|mapping| {
        let look = look_of(mapping.match_type);
        let criterion = words_of_matching::criterion(mapping.match_criteria.as_deref());
        let (day, person) = (mapping.confirmed_at, mapping.confirmed_by.map(|person| person.full_name));
        let verified = move || match (&day, &person) {
            (Some(day), Some(name)) => words_of_matching::verified_by(name, &format::day(day)),
            (Some(day), None) => words_of_matching::verified_on(&format::day(day)),
            (None, _) => words_of_matching::TO_VERIFY.now().to_owned(),
        };
        view! {
            p(class="small cell-line") {
                Status(look=look, plain=true)
                (criterion.map(|words| view! { span(class="soft") { (words) } }))
                span(class="faint") { (verified()) }
            }
        }
    });
    view! {
        li {
            Icon(glyph=Glyph::GRADUATION_CAP)
            div {
                p(class="cell-line") {
                    span(class="cell-title inline") { (name) }
                    span(class="small faint fact-copy") {
                        (words_of_matching::digiforma_number(&shown))
                        CopyButton(text=id, label=move || digiforma::copy_id(&named), toasts=app.toasts)
                    }
                }
                p(class="small soft") { (facts()) }
                (email)
                (phone)
                (link)
            }
        }
    }
}
