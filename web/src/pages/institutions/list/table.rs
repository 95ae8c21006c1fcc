//! The rows: a table that answers to its container, cards when it is narrow.

use std::rc::Rc;

use domain::identifiers::post_code;
use sycamore::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::MouseEvent;

use super::state::SortKey;
use super::{List, Row, Rows};
use crate::app::{App, use_app};
use crate::i18n::format;
use crate::i18n::text::{common, institutions as t, words};
use crate::pages::institutions::actions::{self, Target};
use crate::router::{InstitutionTab, Page, go};
use crate::ui::avatar::{Avatar, AvatarKind};
use crate::ui::choice::BareCheckBox;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::sort::{SortHeader, Sorted};
use crate::ui::status::{Status, commercial};
use crate::ui::unknown::Unknown;

/// The table.
#[component(inline_props)]
pub fn Table(list: List, rows: ReadSignal<Rows>) -> View {
    let app = use_app();
    let nodes = create_memo(move || rows.with(|rows| rows.nodes.clone()));
    let all_selected = move || {
        let count = list.selected.with(Vec::len);
        count > 0 && count == nodes.with(Vec::len)
    };
    let toggle_all = move |_: MouseEvent| {
        let chosen = if untrack(all_selected) { Vec::new() } else { nodes.get_clone_untracked() };
        list.selected.set(chosen);
    };
    view! {
        div(class="table-frame", "aria-busy"=list.rows.loading.get().then_some("true")) {
            table(role="table", class="data-table data-table-cards") {
                caption(class="visually-hidden") { (t::INSTITUTIONS) }
                thead(role="rowgroup") {
                    tr(role="row") {
                        td(role="cell", class="cell-check") {
                            BareCheckBox(checked=all_selected, label=t::SELECT_ALL, on_click=toggle_all)
                        }
                        (sort_header(list, t::COLUMN_INSTITUTION, SortKey::Name, ""))
                        (sort_header(list, t::COLUMN_STATUS, SortKey::Commercial, ""))
                        (sort_header(list, t::COLUMN_BEDS, SortKey::Beds, "cell-number cell-wide"))
                        th(role="columnheader", scope="col", class="cell-wide") { (t::COLUMN_CONTACT) }
                        (sort_header(list, t::COLUMN_UPDATED, SortKey::Updated, "cell-wide"))
                        th(role="columnheader", scope="col", class="cell-wide") {
                            abbr(title=t::ASSIGNEE) { (t::COLUMN_ASSIGNEE) }
                        }
                        td(role="cell", class="cell-end")
                    }
                }
                tbody(role="rowgroup") {
                    Keyed(
                        list=nodes,
                        key=row_key,
                        view=move |row: Row| view! { TableRow(app=app, list=list, row=row) },
                    )
                }
            }
        }
    }
}

/// A row is drawn anew when this changes: its version does not count what it shows of its relations.
fn row_key(row: &Row) -> (String, i64, String) {
    let profile = row.medical_profile.as_ref().map(|profile| (profile.bed_capacity, profile.surgical_rooms));
    let contact = row.contacts.nodes.first().map(|contact| (&contact.full_name, &contact.title));
    let assignee = row.assigned_user.as_ref().map(|user| &user.full_name);
    (row.id.clone(), row.version, format!("{profile:?}{contact:?}{assignee:?}"))
}

fn sort_header(list: List, name: crate::i18n::Words, key: SortKey, class: &'static str) -> View {
    let sorted = create_selector(move || {
        let sort = list.state.with(|state| state.sort);
        match (sort.key == key, sort.descending) {
            (false, _) => Sorted::No,
            (true, false) => Sorted::Ascending,
            (true, true) => Sorted::Descending,
        }
    });
    let click = move || list.change(|state| state.sort = state.sort.clicked(key));
    view! { SortHeader(label=name, class=class, sorted=sorted, on_click=click) }
}

#[component(inline_props)]
fn TableRow(app: App, list: List, row: Row) -> View {
    let id = row.id.clone();
    let is_selected = {
        let id = id.clone();
        create_selector(move || list.selected.with(|all| all.iter().any(|row| row.id == id)))
    };
    let href = Page::institution(&id).path();
    let name = row.name.clone();
    let (kind, place) = (row.type_, place(&row.address.city, &row.address.zip_code));
    let status = commercial(row.commercial_status);
    let deleted = row.deleted_at.is_some();
    let updated = row.deleted_at.clone().unwrap_or_else(|| row.updated_at.clone());
    let exact = updated.clone();
    let active = row.is_active;
    let kind_and_place = move || {
        let inactive = if active { "" } else { t::INACTIVE.now() };
        let parts = [words::institution_type(kind).now(), &place, inactive];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    let label = name.clone();
    let open = {
        let href = href.clone();
        move |event: MouseEvent| {
            if !deleted && !is_control(&event) {
                go(&href);
            }
        }
    };
    let title = if deleted {
        view! { span(class="cell-title") { (name) } }
    } else {
        view! { a(class="cell-title", href=href, "data-row-link"="") { (name) } }
    };
    let item = row.clone();
    let (beds, contact, assignee) = (beds(&row), contact(&row), assignee(&row));
    let menu = row_menu(app, list, row);
    view! {
        tr(role="row", "aria-selected"=if is_selected.get() { "true" } else { "false" }, "data-row"=id, on:click=open) {
            td(role="cell", class="cell-check") {
                BareCheckBox(
                    checked=is_selected,
                    label=move || t::select(&label),
                    on_click=move |event: MouseEvent| toggle(list, &item, event.shift_key()),
                )
            }
            th(role="rowheader", scope="row", class="cell-main") {
                (title)
                span(class="cell-sub") { (kind_and_place()) }
            }
            td(role="cell", "data-label"=t::COLUMN_STATUS) { Status(look=status, plain=true) }
            td(role="cell", class="cell-number cell-wide") { (beds) }
            td(role="cell", class="cell-wide") { (contact) }
            td(role="cell", class="cell-wide soft", title=format::day_and_time(&exact)) { (format::since(&updated)) }
            td(role="cell", class="cell-wide") { (assignee) }
            td(role="cell", class="cell-end") { (menu) }
        }
    }
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

fn row_menu(app: App, list: List, row: Row) -> View {
    let name = row.name.clone();
    let deleted = row.deleted_at.is_some();
    if !(row.can_edit || row.can_delete) {
        return View::new();
    }
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
        items.push(MenuItem::link(Glyph::ARROW_RIGHT, t::OPEN, Page::institution(&row.id).path()));
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
    view! {
        Menu(
            label=move || t::actions_for(&name),
            class="button button-quiet button-small button-icon",
            items=items,
        ) { Icon(glyph=Glyph::ELLIPSIS) }
    }
}

/// Address of the panel that changes an institution.
pub fn edit_path(id: &str) -> String {
    Page::Institution { id: id.to_owned(), tab: InstitutionTab::Overview, editing: true }.path()
}

fn is_control(event: &MouseEvent) -> bool {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key();
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let control = target.and_then(|element| element.closest("a, button, input, label, [popover]").ok().flatten());
    let selecting = window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed());
    modified || control.is_some() || selecting
}

/// Selects or releases a row; with Shift, all rows from the last selected one.
pub fn toggle(list: List, row: &Row, extend: bool) {
    let mut selected = list.selected.get_clone_untracked();
    let all = list.rows.value.with_untracked(|rows| rows.as_ref().map(|rows| rows.nodes.clone()).unwrap_or_default());
    let at = |id: &str| all.iter().position(|row| row.id == id);
    match (extend, selected.last().and_then(|last| at(&last.id)), at(&row.id)) {
        (true, Some(from), Some(to)) => {
            for row in &all[from.min(to)..=from.max(to)] {
                if !selected.contains(row) {
                    selected.push(row.clone());
                }
            }
        }
        _ if selected.iter().any(|chosen| chosen.id == row.id) => selected.retain(|chosen| chosen.id != row.id),
        _ => selected.push(row.clone()),
    }
    list.selected.set(selected);
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
