//! The rows of the list and their columns.

use std::rc::Rc;

use domain::identifiers::post_code;
use sycamore::prelude::*;

use super::{List, Row};
use crate::app::App;
use crate::i18n::format;
use crate::i18n::text::{common, institutions as t, list as words_of_lists, words};
use crate::pages::institutions::actions::{self, Target};
use crate::router::{InstitutionTab, Page, go};
use crate::ui::avatar::{Avatar, AvatarKind};
use crate::ui::icon::Glyph;
use crate::ui::menu::MenuItem;
use crate::ui::status::{Status, commercial};
use crate::ui::table::{Column, Items, TableRow};
use crate::ui::unknown::Unknown;

/// The columns.
pub static COLUMNS: [Column; 6] = [
    Column::new("name", t::COLUMN_INSTITUTION).sorts(),
    Column::new("status", t::COLUMN_STATUS).sorts(),
    Column::new("beds", t::COLUMN_BEDS).sorts().optional().class("cell-number cell-wide"),
    Column::new("contact", t::COLUMN_CONTACT).optional(),
    Column::new("updated", t::COLUMN_UPDATED).sorts().optional(),
    Column::new("assignee", t::COLUMN_ASSIGNEE).short_for(t::ASSIGNEE).optional(),
];

/// A row.
pub fn table_row(app: App, list: List, row: &Row) -> TableRow {
    let id = row.id.clone();
    let edit = (row.can_edit && row.deleted_at.is_none()).then(|| Rc::new(move || go(&edit_path(&id))) as Rc<dyn Fn()>);
    let cells = row.clone();
    TableRow {
        id: row.id.clone(),
        version: row.version,
        name: row.name.clone(),
        href: row.deleted_at.is_none().then(|| Page::institution(&row.id).path()),
        edit,
        cells: Rc::new(move |column| cell(&cells, column)),
        menu: row_menu(app, list, row.clone()),
    }
}

fn cell(row: &Row, column: &'static str) -> View {
    match column {
        "name" => kind_and_place(row),
        "status" => {
            let look = commercial(row.commercial_status);
            view! { Status(look=look, plain=true) }
        }
        "beds" => beds(row),
        "contact" => contact(row),
        "updated" => {
            let when = row.deleted_at.clone().unwrap_or_else(|| row.updated_at.clone());
            let exact = when.clone();
            view! { span(class="soft number", title=format::day_and_time(&exact)) { (format::since(&when)) } }
        }
        "assignee" => assignee(row),
        _ => View::new(),
    }
}

fn kind_and_place(row: &Row) -> View {
    let (kind, active) = (row.type_, row.is_active);
    let place = place(&row.address.city, &row.address.zip_code);
    let words = move || {
        let inactive = if active { "" } else { t::INACTIVE.now() };
        let parts = [words::institution_type(kind).now(), &place, inactive];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    view! { span(class="cell-sub") { (words()) } }
}

/// « Nantes (44) ».
fn place(city: &str, zip_code: &str) -> String {
    match post_code::department(zip_code) {
        Some(department) => format!("{city} ({department})"),
        None => city.to_owned(),
    }
}

fn beds(row: &Row) -> View {
    let number = |value: Option<i64>| {
        move || match value.and_then(|value| u64::try_from(value).ok()) {
            Some(value) => format::integer(value),
            None => format::UNKNOWN.to_owned(),
        }
    };
    match &row.medical_profile {
        Some(profile) => {
            let (beds, rooms) = (number(profile.bed_capacity), number(profile.surgical_rooms));
            view! { (beds()) " " span(class="faint") { "/ " (rooms()) } }
        }
        None => view! { Unknown() },
    }
}

fn contact(row: &Row) -> View {
    match row.contacts.nodes.first() {
        Some(contact) => {
            let (name, title) = (contact.full_name.clone(), contact.title.clone().unwrap_or_default());
            view! { (name) span(class="cell-sub") { (title) } }
        }
        None => view! { Unknown() },
    }
}

fn assignee(row: &Row) -> View {
    match &row.assigned_user {
        Some(user) => {
            let name = user.full_name.clone();
            view! { Avatar(name=name, kind=AvatarKind::Alone) }
        }
        None => view! { Unknown() },
    }
}

fn row_menu(app: App, list: List, row: Row) -> Option<Items> {
    let deleted = row.deleted_at.is_some();
    (row.can_edit || row.can_delete).then(|| {
        let items = move || {
            let target = Target { id: row.id.clone(), name: row.name.clone(), version: row.version };
            let changed: actions::Changed = Rc::new(move || list.reload());
            let mut items = Vec::new();
            if deleted {
                items.push(MenuItem::action(Glyph::UNDO_2, common::RESTORE, move || {
                    actions::restore(app, vec![target.clone()], changed.clone());
                }));
                return items;
            }
            items.push(MenuItem::link(Glyph::ARROW_RIGHT, words_of_lists::OPEN, Page::institution(&row.id).path()));
            if row.can_edit {
                items.push(MenuItem::link(Glyph::PENCIL, common::EDIT, edit_path(&row.id)));
            }
            if row.can_delete {
                items.push(MenuItem::Rule);
                items.push(MenuItem::danger(Glyph::TRASH_2, common::DELETE, move || {
                    actions::delete(app, vec![target.clone()], changed.clone());
                }));
            }
            items
        };
        Rc::new(items) as Items
    })
}

/// Address of the panel that changes an institution.
pub fn edit_path(id: &str) -> String {
    Page::Institution { id: id.to_owned(), tab: InstitutionTab::Overview, editing: true }.path()
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_place_is_a_town_and_its_department() {
        assert_eq!(place("Nantes", "44093"), "Nantes (44)");
        assert_eq!(place("Bruxelles", "B-1000"), "Bruxelles");
    }
}
