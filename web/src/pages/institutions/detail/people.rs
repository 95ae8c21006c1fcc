//! Contacts and open tasks of an institution.

use sycamore::prelude::*;

use super::Detail;
use crate::api::operations::{InstitutionPeople, institution_people as api};
use crate::api::{live, send};
use crate::i18n::format;
use crate::i18n::text::institution_detail as t;
use crate::router::{Page, Panel};
use crate::ui::avatar::{Avatar, AvatarKind};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::reach::telephone;
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::status::{Status, priority, task};

/// Contacts and tasks, fetched together.
pub type People = Remote<api::InstitutionPeopleInstitution>;

type Contact = api::InstitutionPeopleInstitutionContactsNodes;
type Task = api::InstitutionPeopleInstitutionTasksNodes;

/// Fetches contacts and open tasks.
#[must_use]
pub fn people(detail: Detail) -> People {
    let people = fetch(
        move || {
            detail.changes.track();
            detail.sheet.with_untracked(|sheet| sheet.id.clone())
        },
        |id| async move { Ok(send::<InstitutionPeople>(api::Variables { id }).await?.institution) },
    );
    live::on_change(&["contact", "task"], move || people.refresh());
    people
}

/// The contacts, the primary one first.
#[component(inline_props)]
pub fn Contacts(people: People) -> View {
    view! {
        section(class="section", "aria-labelledby"="contacts") {
            div(class="section-header") { h2(id="contacts") { (t::CONTACTS) } }
            Loaded(
                remote=people,
                what=Message::from(t::CONTACTS_FAILED),
                waiting=|| view! { SkeletonRows(rows=3) },
                show=|people| {
                    let contacts = create_selector(move || people.with(|people| people.contacts.nodes.clone()));
                    view! { (contact_list(contacts.get_clone())) }
                },
            )
        }
    }
}

fn contact_list(mut contacts: Vec<Contact>) -> View {
    if contacts.is_empty() {
        return view! { p(class="soft") { (t::NO_CONTACTS) } };
    }
    contacts.sort_by_key(|contact| !contact.is_primary);
    let lines: Vec<View> = contacts.into_iter().map(contact_line).collect();
    view! { ul(class="items") { (lines) } }
}

fn contact_line(contact: Contact) -> View {
    let href = Page::Contacts(Panel::Shown(contact.id)).path();
    let (name, shown, named) = (contact.full_name.clone(), contact.full_name.clone(), contact.full_name);
    let function = [contact.title, contact.department].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let primary = contact.is_primary;
    let role = move || match (function.is_empty(), primary) {
        (_, false) => function.clone(),
        (true, true) => t::PRIMARY.now().to_owned(),
        (false, true) => format!("{function} · {}", t::PRIMARY.now()),
    };
    let phone = contact.phone.as_deref().map(|number| {
        let number = telephone(number);
        view! { p(class="small") { (number) } }
    });
    let mailto = format!("mailto:{}", contact.email);
    let title = contact.email;
    view! {
        li {
            Avatar(name=name, kind=AvatarKind::Large)
            div {
                a(class="cell-title", href=href) { (shown) }
                p(class="small faint") { (role()) }
                (phone)
            }
            a(
                class="button button-quiet button-small button-icon",
                href=mailto,
                title=title,
                "aria-label"=t::write_to(&named),
            ) { Icon(glyph=Glyph::MAIL) }
        }
    }
}

/// The open tasks, the most urgent first; a late one is said before the list.
#[component(inline_props)]
pub fn OpenTasks(people: People) -> View {
    let late = move || {
        people.value.with(|people| {
            let tasks = people.as_ref().map(|people| people.tasks.nodes.as_slice()).unwrap_or_default();
            tasks.iter().filter(|task| task.is_overdue).count() as u64
        })
    };
    view! {
        section("aria-labelledby"="open-tasks") {
            div(class="section-header") {
                h2(id="open-tasks") { (t::OPEN_TASKS) }
                (match late() {
                    0 => View::new(),
                    late => view! { span(class="small toned", "data-tone"="critical") { (t::late(late)) } },
                })
            }
            Loaded(
                remote=people,
                what=Message::from(t::TASKS_FAILED),
                waiting=|| view! { SkeletonRows(rows=3) },
                show=|people| {
                    let tasks = create_selector(move || people.with(|people| people.tasks.nodes.clone()));
                    view! { (task_list(tasks.get_clone())) }
                },
            )
        }
    }
}

fn task_list(tasks: Vec<Task>) -> View {
    if tasks.is_empty() {
        return view! { p(class="soft") { (t::NO_TASKS) } };
    }
    let lines: Vec<View> = tasks.into_iter().map(task_line).collect();
    view! { ul(class="items") { (lines) } }
}

fn task_line(item: Task) -> View {
    let look = task(item.status, item.is_overdue);
    let urgency = priority(item.priority);
    let href = Page::Tasks(Panel::Shown(item.id)).path();
    let (title, assignee) = (item.title, item.assignee.map(|person| person.full_name));
    let due = item.due_date;
    let when = move || match &due {
        Some(day) => t::due(&format::short_day(day)),
        None => t::NO_DUE_DATE.now().to_owned(),
    };
    let word = urgency.word;
    let facts = move || match &assignee {
        Some(name) => format!("{} · {name}", when()),
        None => when(),
    };
    view! {
        li {
            span(class="toned priority", "data-tone"=urgency.tone, role="img", "aria-label"=word, title=word) {
                Icon(glyph=urgency.glyph)
            }
            div {
                a(class="cell-title", href=href) { (title) }
                p(class="small faint") { (facts()) }
            }
            Status(look=look, plain=true)
        }
    }
}
