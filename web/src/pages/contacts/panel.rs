//! A contact in a side panel: read, changed, or new.

use std::rc::Rc;

use domain::Permission;
use domain::identifiers::phone;
use sycamore::prelude::*;

use super::form::{CreatePanel, EditPanel};
use super::{Contact, actions, may_edit};
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::{common, contacts as t, institution_detail, institution_form as form, sign_in};
use crate::pages::panels::PanelHost;
use crate::router::{Page, Panel};
use crate::ui::button::Label;
use crate::ui::copy::CopyButton;
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::empty::Empty;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::message::Message;
use crate::ui::notice::{Notice, Tone};
use crate::ui::reach::{mail, telephone};
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::unknown::Unknown;

/// The panel that the address names.
#[must_use]
pub fn open(host: PanelHost) -> View {
    let session = use_app().session;
    let panel = host.panel;
    view! {
        (match panel.get_clone() {
            Panel::New if untrack(|| session.can(Permission::CreateContacts)) => {
                let host = host.clone();
                view! { CreatePanel(host=host) }
            }
            Panel::Shown(id) => {
                let host = host.clone();
                view! { One(host=host, id=id, editing=false) }
            }
            Panel::Edited(id) => {
                let host = host.clone();
                view! { One(host=host, id=id, editing=true) }
            }
            _ => View::new(),
        })
    }
}

/// One contact; while it comes, and where it is not, the panel is there too.
#[component(inline_props)]
fn One(host: PanelHost, id: String, editing: bool) -> View {
    let session = use_app().session;
    let contact = fetch(move || id.clone(), super::find);
    // An open form keeps what is typed, whatever comes meanwhile.
    let form = create_selector(move || {
        let editable = contact.value.with(|found| {
            let found = found.iter().flatten().next();
            found.is_some_and(|found| found.deleted_at.is_none() && may_edit(session, found))
        });
        editing && editable
    });
    view! {
        (if form.get() {
            let found = untrack(|| contact.value.get_clone()).flatten();
            let host = host.clone();
            match found {
                Some(found) => view! { EditPanel(host=host, contact=found) },
                None => View::new(),
            }
        } else {
            let host = host.clone();
            view! { ReadPanel(host=host, contact=contact) }
        })
    }
}

#[component(inline_props)]
fn ReadPanel(host: PanelHost, contact: Remote<Option<Contact>>) -> View {
    let name = move || {
        let name = contact.value.with(|found| found.iter().flatten().next().map(|found| found.full_name.clone()));
        name.unwrap_or_else(|| common::CONTACT.now().to_owned())
    };
    let close = host.clone();
    let show_host = host.clone();
    view! {
        Modal(kind=ModalKind::SidePanel, title=name, on_close=move || close.close()) {
            div(class="panel-body") {
                Loaded(
                    remote=contact,
                    what=Message::from(t::FAILED),
                    waiting=|| view! { SkeletonRows(rows=5) },
                    show=move |found| {
                        let host = show_host.clone();
                        view! { (match found.get_clone() {
                            Some(found) => read(&host, contact, &found),
                            None => view! { Empty(glyph=Glyph::SEARCH, title=t::GONE, body="") {} },
                        }) }
                    },
                )
            }
            (match contact.value.get_clone().flatten() {
                Some(found) => footer(&host, contact, &found),
                None => View::new(),
            })
        }
    }
}

fn read(host: &PanelHost, remote: Remote<Option<Contact>>, contact: &Contact) -> View {
    let app = use_app();
    let toasts = app.toasts;
    let deleted = contact.deleted_at.is_some().then(|| deleted_notice(host, remote, contact));
    let institution = contact.institution.as_ref().map(|institution| {
        let (href, name) = (Page::institution(&institution.id).path(), institution.name.clone());
        view! { a(href=href) { (name) } }
    });
    let address = contact.email.clone();
    let email = mail(&contact.email);
    let email = view! {
        span(class="fact-copy") {
            (email)
            CopyButton(text=address, label=t::COPY_EMAIL, toasts=toasts)
        }
    };
    let number = contact.phone.as_deref().map(|number| {
        let (shown, copied) = (telephone(number), phone::display(number));
        view! {
            span(class="fact-copy") {
                (shown)
                CopyButton(text=copied, label=t::COPY_PHONE, toasts=toasts)
            }
        }
    });
    let text = |text: Option<String>| text.map(View::from);
    let yes = |yes: bool| view! { (if yes { common::YES.now() } else { common::NO.now() }) };
    let updated = contact.updated_at.clone();
    let exact = updated.clone();
    let facts: Vec<View> = vec![
        fact(t::INSTITUTION, institution),
        fact(form::JOB_TITLE, text(contact.title.clone())),
        fact(t::DEPARTMENT, text(contact.department.clone())),
        fact(sign_in::EMAIL, Some(email)),
        fact(form::MAIN_PHONE, number),
        fact(t::IS_PRIMARY, Some(yes(contact.is_primary))),
        fact(t::IS_ACTIVE, Some(yes(contact.is_active))),
        fact(t::UPDATED, Some(view! { span(title=format::day_and_time(&exact)) { (format::since(&updated)) } })),
    ];
    view! {
        (deleted)
        dl(class="facts") { (facts) }
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

/// What the page and the panel do after a change.
fn changed(host: &PanelHost, remote: Remote<Option<Contact>>) -> Rc<dyn Fn()> {
    let changed = host.changed.clone();
    Rc::new(move || {
        changed();
        remote.reload();
    })
}

fn deleted_notice(host: &PanelHost, remote: Remote<Option<Contact>>, contact: &Contact) -> View {
    let app = use_app();
    let (target, changed) = (actions::target(contact), changed(host, remote));
    let button = untrack(|| app.session.can(Permission::DeleteContacts)).then(|| {
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

fn footer(host: &PanelHost, remote: Remote<Option<Contact>>, contact: &Contact) -> View {
    let app = use_app();
    let editable = may_edit(app.session, contact);
    let deletable = app.session.can(Permission::DeleteContacts);
    if contact.deleted_at.is_some() || !(editable || deletable) {
        return View::new();
    }
    let edit = editable.then(|| {
        let href = (host.address)(Panel::Edited(contact.id.clone()));
        view! {
            a(class="button", href=href) {
                Icon(glyph=Glyph::PENCIL)
                (common::EDIT)
            }
        }
    });
    let (host, target) = (host.clone(), actions::target(contact));
    let primary = contact.is_primary;
    let items = move || {
        let mut items = Vec::new();
        if editable && !primary {
            let (target, changed) = (target.clone(), changed(&host, remote));
            items.push(MenuItem::action(Glyph::STAR, t::MAKE_PRIMARY, move || {
                actions::make_primary(app, target.clone(), changed.clone());
            }));
        }
        if deletable {
            let (target, host) = (target.clone(), host.clone());
            items.push(MenuItem::danger(Glyph::TRASH_2, common::DELETE, move || {
                host.close();
                actions::delete(app, vec![target.clone()], host.changed.clone());
            }));
        }
        items
    };
    view! {
        div(class="panel-footer") {
            Menu(label=institution_detail::MORE_ACTIONS, items=items) { Icon(glyph=Glyph::ELLIPSIS) }
            (edit)
        }
    }
}
