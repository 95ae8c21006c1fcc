//! A task in a side panel: changed where the person may, read otherwise; or a new one.

use std::rc::Rc;

use domain::Permission;
use sycamore::prelude::*;

use super::due::due;
use super::form::{CreatePanel, EditPanel};
use super::{Task, actions, may_edit};
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::{common, tasks as t};
use crate::pages::panels::PanelHost;
use crate::router::{Page, Panel};
use crate::ui::avatar::{Avatar, AvatarKind};
use crate::ui::button::Label;
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::empty::Empty;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::notice::{Notice, Tone};
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::status::{Status, priority, task as look_of};
use crate::ui::unknown::Unknown;

/// The panel that the address names.
#[must_use]
pub fn open(host: PanelHost) -> View {
    let session = use_app().session;
    let panel = host.panel;
    view! {
        (match panel.get_clone() {
            Panel::New if untrack(|| session.can(Permission::CreateTasks)) => {
                let host = host.clone();
                view! { CreatePanel(host=host) }
            }
            Panel::Shown(id) | Panel::Edited(id) => {
                let host = host.clone();
                view! { One(host=host, id=id) }
            }
            _ => View::new(),
        })
    }
}

/// One task; while it comes, and where it is not, the panel is there too.
#[component(inline_props)]
fn One(host: PanelHost, id: String) -> View {
    let session = use_app().session;
    let task = fetch(move || id.clone(), super::find);
    let form = create_selector(move || {
        task.value.with(|found| {
            let found = found.iter().flatten().next();
            found.is_some_and(|found| found.deleted_at.is_none() && may_edit(session, found))
        })
    });
    view! {
        (if form.get() {
            let found = untrack(|| task.value.get_clone()).flatten();
            let host = host.clone();
            match found {
                Some(found) => view! { EditPanel(host=host, task=found) },
                None => View::new(),
            }
        } else {
            let host = host.clone();
            view! { ReadPanel(host=host, task=task) }
        })
    }
}

#[component(inline_props)]
fn ReadPanel(host: PanelHost, task: Remote<Option<Task>>) -> View {
    let title = move || {
        let title = task.value.with(|found| found.iter().flatten().next().map(|found| found.title.clone()));
        title.unwrap_or_else(|| t::EDIT_TITLE.now().to_owned())
    };
    let close = host.clone();
    view! {
        Modal(kind=ModalKind::SidePanel, title=title, on_close=move || close.close()) {
            div(class="panel-body") {
                Loaded(
                    remote=task,
                    what=Message::from(t::FAILED),
                    waiting=|| view! { SkeletonRows(rows=5) },
                    show=move |found| {
                        let host = host.clone();
                        view! { (match found.get_clone() {
                            Some(found) => read(&host, task, &found),
                            None => view! { Empty(glyph=Glyph::SEARCH, title=t::GONE, body="") {} },
                        }) }
                    },
                )
            }
        }
    }
}

fn read(host: &PanelHost, remote: Remote<Option<Task>>, task: &Task) -> View {
    let deleted = task.deleted_at.is_some().then(|| deleted_notice(host, remote, task));
    let (look, urgency) = (look_of(task.status, task.is_overdue), priority(task.priority));
    let urgency = urgency.word;
    let person = task.assignee.as_ref().map(|person| {
        let (name, shown) = (person.full_name.clone(), person.full_name.clone());
        view! { span(class="key-label") { Avatar(name=name, kind=AvatarKind::BesideName) span { (shown) } } }
    });
    let institution = task.institution.as_ref().map(|institution| {
        let (href, name) = (Page::institution(&institution.id).path(), institution.name.clone());
        view! { a(href=href) { (name) } }
    });
    let contact = task.contact.as_ref().map(|contact| {
        let (href, name) = (Page::Contacts(Panel::Shown(contact.id.clone())).path(), contact.full_name.clone());
        view! { a(href=href) { (name) } }
    });
    let facts: Vec<View> = vec![
        fact(t::STATUS, Some(view! { Status(look=look, plain=true) })),
        fact(
            t::PRIORITY,
            Some({
                let glyph = super::rows::glyph(task.priority, false);
                view! { span(class="key-label") { (glyph) span { (urgency) } } }
            }),
        ),
        fact(t::DUE_DATE, due(task)),
        fact(t::ASSIGNEE, person),
        fact(t::INSTITUTION, institution),
        fact(t::CONTACT, contact),
    ];
    let description = task.description.clone().map(|text| view! { p(class="prose") { (text) } });
    let made = made(task);
    view! {
        (deleted)
        dl(class="facts") { (facts) }
        (description)
        (made)
    }
}

/// Who made it, and when.
pub fn made(task: &Task) -> View {
    let name = task.creator.as_ref().map(|person| person.full_name.clone()).unwrap_or_default();
    let when = task.created_at.clone();
    view! {
        p(class="small faint") {
            (t::CREATED_BY)
            " "
            (t::created_on(&name, &format::day(&when)))
        }
    }
}

fn fact(name: impl Into<Label>, value: Option<View>) -> View {
    let name = name.into();
    let value = value.unwrap_or_else(|| view! { Unknown() });
    view! {
        dt { (name.get_clone()) }
        dd { (value) }
    }
}

fn deleted_notice(host: &PanelHost, remote: Remote<Option<Task>>, task: &Task) -> View {
    let app = use_app();
    let target = actions::target(task);
    let page = host.changed.clone();
    let changed: Rc<dyn Fn()> = Rc::new(move || {
        page();
        remote.reload();
    });
    let allowed = untrack(|| app.session.can(Permission::DeleteTasks) && may_edit(app.session, task));
    let button = allowed.then(|| {
        let restore = move |_| actions::restore(app, vec![target.clone()], changed.clone());
        view! {
            button(class="button button-small", r#type="button", on:click=restore) {
                Icon(glyph=Glyph::UNDO_2)
                (common::RESTORE)
            }
        }
    });
    view! {
        Notice(tone=Tone::Warning) {
            div { p { (t::IN_TRASH) } }
            (button)
        }
    }
}
