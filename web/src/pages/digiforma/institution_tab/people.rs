//! The people of an institution's companies in Digiforma: contacts first, then those who are trained.

use domain::DigiformaContactKind;
use sycamore::prelude::*;

use super::Company;
use crate::api::digiforma::institution_digiforma as api;
use crate::i18n::text::{institution_detail, training as t};
use crate::router::{Page, Panel};
use crate::ui::avatar::{Avatar, AvatarKind};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::reach::telephone;

type Person = api::LinkedCompanyContactsNodes;

/// People that are in sight before all are asked for.
const IN_SIGHT: usize = 8;

/// The section.
#[component(inline_props)]
pub fn People(companies: ReadSignal<Vec<Company>>) -> View {
    let all = create_signal(false);
    let people = create_memo(move || {
        let mut people: Vec<Person> =
            companies.with(|all| all.iter().flat_map(|company| company.contacts.nodes.clone()).collect());
        people.sort_by_key(|person| person.kind == DigiformaContactKind::Trainee);
        people
    });
    let more = create_selector(move || !all.get() && people.with(Vec::len) > IN_SIGHT);
    let lines = move || {
        let shown = if all.get() { usize::MAX } else { IN_SIGHT };
        people.get_clone().into_iter().take(shown).map(line).collect::<Vec<_>>()
    };
    view! {
        section(class="section", "aria-labelledby"="digiforma-people") {
            div(class="section-header") { h2(id="digiforma-people") { (t::TAB_CONTACTS) } }
            (if people.with(Vec::is_empty) {
                view! { p(class="soft") { (t::NO_PEOPLE) } }
            } else {
                view! { ul(class="items items-columns") { (lines()) } }
            })
            (if more.get() {
                view! {
                    button(class="button button-small", r#type="button", on:click=move |_| all.set(true)) {
                        (t::ALL_PEOPLE)
                    }
                }
            } else {
                View::new()
            })
        }
    }
}

fn line(person: Person) -> View {
    let name = [person.first_name, person.last_name].join(" ").trim().to_owned();
    let name = if name.is_empty() { person.email.clone().unwrap_or_default() } else { name };
    let (shown, named) = (name.clone(), name.clone());
    let kind = t::kind_of_person(person.kind);
    let role = person.role.unwrap_or_default();
    let told = move || if role.is_empty() { kind.now().to_owned() } else { format!("{} · {role}", kind.now()) };
    let phone = person.phone.as_deref().filter(|number| !number.is_empty()).map(|number| {
        let number = telephone(number);
        view! { p(class="small") { (number) } }
    });
    let title = match person.contact_person_id {
        Some(id) => {
            let href = Page::Contacts(Panel::Shown(id)).path();
            view! { a(class="cell-title", href=href, title=t::IN_CRM) { (shown) } }
        }
        None => view! { span(class="cell-title") { (shown) } },
    };
    let mail = person.email.filter(|address| !address.is_empty()).map(|address| {
        let (href, title) = (format!("mailto:{address}"), address);
        view! {
            a(
                class="button button-quiet button-small button-icon",
                href=href,
                title=title,
                "aria-label"=institution_detail::write_to(&named),
            ) { Icon(glyph=Glyph::MAIL) }
        }
    });
    view! {
        li {
            Avatar(name=name, kind=AvatarKind::Large)
            div {
                (title)
                p(class="small faint") { (told()) }
                (phone)
            }
            (mail)
        }
    }
}
