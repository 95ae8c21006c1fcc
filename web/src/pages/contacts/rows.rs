//! The rows of a list of contacts, and their columns.

use std::rc::Rc;

use sycamore::prelude::*;

use super::{Contact, actions, may_edit};
use crate::app::App;
use crate::i18n::format;
use crate::i18n::text::{common, contacts as t, institution_form as form, list as words_of_lists, sign_in};
use crate::pages::panels::PanelHost;
use crate::router::{Page, Panel, go};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::MenuItem;
use crate::ui::reach::{mail, telephone};
use crate::ui::table::{Column, Items, TableRow};
use crate::ui::unknown::Unknown;
use domain::Permission;

/// The columns of the list of all contacts.
pub static COLUMNS: [Column; 6] = [
    Column::new("name", t::COLUMN_NAME).sorts(),
    Column::new("institution", t::INSTITUTION),
    Column::new("email", sign_in::EMAIL).sorts(),
    Column::new("phone", form::MAIN_PHONE),
    Column::new("department", t::DEPARTMENT).optional(),
    Column::new("updated", t::COLUMN_UPDATED).sorts().optional(),
];

/// The columns where the institution is known.
pub static COLUMNS_OF_INSTITUTION: [Column; 5] = [
    Column::new("name", t::COLUMN_NAME).sorts(),
    Column::new("email", sign_in::EMAIL).sorts(),
    Column::new("phone", form::MAIN_PHONE),
    Column::new("department", t::DEPARTMENT).optional(),
    Column::new("updated", t::COLUMN_UPDATED).sorts().optional(),
];

/// A row.
#[must_use]
pub fn table_row(app: App, host: &PanelHost, contact: &Contact) -> TableRow {
    let editable = untrack(|| may_edit(app.session, contact)) && contact.deleted_at.is_none();
    let edit = editable.then(|| {
        let href = (host.address)(Panel::Edited(contact.id.clone()));
        Rc::new(move || go(&href)) as Rc<dyn Fn()>
    });
    let cells = contact.clone();
    TableRow {
        id: contact.id.clone(),
        version: contact.version,
        name: contact.full_name.clone(),
        href: Some((host.address)(Panel::Shown(contact.id.clone()))),
        edit,
        cells: Rc::new(move |column| cell(&cells, column)),
        menu: menu(app, host, contact.clone()),
    }
}

fn cell(contact: &Contact, column: &'static str) -> View {
    match column {
        "name" => below_name(contact),
        "institution" => match &contact.institution {
            Some(institution) => {
                let (href, name) = (Page::institution(&institution.id).path(), institution.name.clone());
                view! { a(class="cell-link", href=href) { (name) } }
            }
            None => view! { Unknown() },
        },
        "email" => mail(&contact.email),
        "phone" => match &contact.phone {
            Some(number) => telephone(number),
            None => view! { Unknown() },
        },
        "department" => match contact.department.clone() {
            Some(department) => View::from(department),
            None => view! { Unknown() },
        },
        "updated" => {
            let when = contact.deleted_at.clone().unwrap_or_else(|| contact.updated_at.clone());
            let exact = when.clone();
            view! { span(class="soft number", title=format::day_and_time(&exact)) { (format::since(&when)) } }
        }
        _ => View::new(),
    }
}

/// Function, whether it is the primary contact, and whether the person has left.
fn below_name(contact: &Contact) -> View {
    let primary = contact.is_primary.then(|| {
        view! {
            span(class="tag") {
                Icon(glyph=Glyph::STAR)
                (t::IS_PRIMARY)
            }
        }
    });
    let (title, active) = (contact.title.clone().unwrap_or_default(), contact.is_active);
    let words = move || {
        let gone = if active { "" } else { t::INACTIVE.now() };
        [title.as_str(), gone].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    view! {
        span(class="cell-sub cell-line") {
            (primary)
            (words())
        }
    }
}

fn menu(app: App, host: &PanelHost, contact: Contact) -> Option<Items> {
    let (editable, deletable) =
        untrack(|| (may_edit(app.session, &contact), app.session.can(Permission::DeleteContacts)));
    if !(editable || deletable) {
        return None;
    }
    let host = host.clone();
    let items = move || {
        let target = actions::target(&contact);
        let changed = host.changed.clone();
        let mut items = Vec::new();
        if contact.deleted_at.is_some() {
            if deletable {
                items.push(MenuItem::action(Glyph::UNDO_2, common::RESTORE, move || {
                    actions::restore(app, vec![target.clone()], changed.clone());
                }));
            }
            return items;
        }
        let at = |panel| (host.address)(panel);
        items.push(MenuItem::link(Glyph::ARROW_RIGHT, words_of_lists::OPEN, at(Panel::Shown(contact.id.clone()))));
        if editable {
            items.push(MenuItem::link(Glyph::PENCIL, common::EDIT, at(Panel::Edited(contact.id.clone()))));
        }
        if editable && !contact.is_primary {
            let (target, changed) = (target.clone(), changed.clone());
            items.push(MenuItem::action(Glyph::STAR, t::MAKE_PRIMARY, move || {
                actions::make_primary(app, target.clone(), changed.clone());
            }));
        }
        if deletable {
            items.push(MenuItem::Rule);
            items.push(MenuItem::danger(Glyph::TRASH_2, common::DELETE, move || {
                actions::delete(app, vec![target.clone()], changed.clone());
            }));
        }
        items
    };
    Some(Rc::new(items))
}
